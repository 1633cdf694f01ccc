"""What a piece of code imports."""

import subprocess
import sys


def imported_by(code):
    """The names of all modules that are loaded in a new interpreter once it has run the code."""
    script = f"{code}\nimport sys\nprint(*sorted(sys.modules), sep='\\n')"
    return set(
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    )
