"""Which figures the cells of a notebook show: when a cell runs again, the figures of its earlier run are closed."""

from __future__ import annotations

from typing import Any, Protocol


class Closable(Protocol):
    """A figure, as far as this module is concerned."""

    def close(self) -> None:
        """Close the figure's widgets."""


class FiguresByCell:
    """Closes a cell's figures when the cell runs again; ipywidgets would keep them for the life of the kernel."""

    def __init__(self) -> None:
        self._shown: dict[str, tuple[int, list[Closable]]] = {}

    def add(self, figure: Closable, cell: str, run: int) -> None:
        """Note that this run of a cell shows a figure; close the figures of its earlier run that no cell shows now."""
        last_run, figures = self._shown.get(cell, (run, []))
        if run == last_run:
            self._shown[cell] = run, [*figures, figure]
            return
        self._shown[cell] = run, [figure]
        still_shown = [other for _, others in self._shown.values() for other in others]
        for earlier in figures:
            if earlier not in still_shown:
                earlier.close()


SHOWN = FiguresByCell()


def running_cell() -> tuple[str, int] | None:
    """The id of the cell that is running and the number of its run; None outside of JupyterLab and the like."""
    try:
        from IPython import get_ipython

        shell: Any = get_ipython()
        return shell.get_parent()["metadata"]["cellId"], shell.execution_count
    except (ImportError, AttributeError, KeyError, TypeError):
        return None
