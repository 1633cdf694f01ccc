"""What a submission gets by ``import playground`` while it is graded: figures that draw nothing."""

from typing import Any


class Figure:
    """A figure in words; every method can be called, and does nothing."""

    def __call__(self, *args: Any, **options: Any) -> "Figure":
        return self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args, **options: None

    def __repr__(self) -> str:
        return "An interactive figure: open the notebook to move it."


def __getattr__(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    return Figure()
