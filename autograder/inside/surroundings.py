"""What fails in a cell for want of its surroundings: a module, a file, a magic, or a person who are elsewhere.

The answer below such a line is as good as without it, and where its student works the line may have gone well. So the
cell goes on, which no kernel does; an error of the student's own code stops it, as everywhere.
"""

from __future__ import annotations

import ast
from typing import Any

from IPython.core.error import StdinNotImplementedError, UsageError

from autograder.inside.expression import frames

WANTING = (ImportError, OSError, UsageError, StdinNotImplementedError)


def is_wanting(node: ast.stmt, error: BaseException, namespace: dict[str, Any], absent: set[str]) -> bool:
    """Whether this statement of a cell failed for want of something that is not the student's.

    That is what an import, a file, an unknown magic or `input` says; any other failure of a magic, unless the code of
    the cell was running in it; and the lack of a name that such a failure left undefined, one of the `absent`.
    """
    if isinstance(error, NameError):
        return error.name in absent
    return isinstance(error, WANTING) or (_is_magic(node) and not _in_own_code(error, namespace))


def names_bound(node: ast.stmt) -> set[str]:
    """The names to which a statement would have given a meaning."""
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            found.add(part.id)
        elif isinstance(part, ast.alias):
            found.add((part.asname or part.name).partition(".")[0])
    return found


def _is_magic(node: ast.stmt) -> bool:
    """Whether IPython made this statement of a line with ``%`` or ``!``: a call of a method of ``get_ipython()``."""
    call = getattr(node, "value", None)
    made = call.func.value if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) else None
    return isinstance(made, ast.Call) and isinstance(made.func, ast.Name) and made.func.id == "get_ipython"


def _in_own_code(error: BaseException, namespace: dict[str, Any]) -> bool:
    """Whether a magic failed in code of the notebook that it ran, as ``%time`` does, or could not even compile it."""
    own = [one for one in frames(error) if one.tb_frame.f_globals is namespace]
    return isinstance(error, SyntaxError) or len(own) > 1  # The first is the line with the magic.
