"""The `course` command, also as ``python -m course``."""

from course.quickly import quickly

with quickly():
    from course.cli import app


def main() -> None:
    """Run the command."""
    app()


if __name__ == "__main__":
    main()
