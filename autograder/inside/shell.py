"""Run the cells of a notebook in this process, as a kernel would, and collect what each one shows.

An `InteractiveShell` without a kernel around it: magics, top-level await, rich display and Matplotlib's inline
figures work, as Matplotlib finds the shell by ``get_ipython()``; widgets show as their text.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import re
import subprocess
import sys
import traceback
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell

from autograder.inside.surroundings import is_wanting, names_bound
from autograder.inside.wire import SHOWN

MAGIC = re.compile(r"[%!?]|^\s*[,;/]", re.MULTILINE)  # Without any of these a cell holds nothing but Python.
PASTED = re.compile(r"\A\s|>>>|\.\.\.:|\bIn\s?\[|^[ \t]+$", re.MULTILINE)  # Without these, nothing to tidy up.
Output = dict[str, Any]


class Outputs:
    """The outputs of the cell that is running, in nbformat's form, cut off once they are too long."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.start()

    def start(self) -> None:
        """Forget the last cell."""
        self.items: list[Output] = []
        self.left = self.most

    def add(self, output: Output, size: int) -> None:
        """Keep one output if there is room for it; the first for which there is none is named as left out."""
        if size <= self.left:
            self.left -= size
            self.items.append(output)
        elif self.left >= 0:
            self.left = -1
            self.items.append(stream("stderr", f"\n[The rest of this output, over {self.most} bytes, is left out.]\n"))

    def write(self, name: str, text: str) -> None:
        """Add to a stream, joined with what it said just before, as far as there is room."""
        fits = text[: max(0, self.left)]
        if fits and self.items and self.items[-1].get("name") == name:
            self.items[-1]["text"] += fits
            self.left -= len(fits)
        elif fits:
            self.add(stream(name, fits), len(fits))
        if len(fits) < len(text):
            self.add(stream(name, text), self.most + 1)

    def show(self, kind: str, data: dict[str, Any], **fields: Any) -> None:
        """Add display data or a result: only the forms a page can show."""
        kept = {form: _text(content) for form, content in data.items() if form in SHOWN}
        self.add({"output_type": kind, "data": kept, "metadata": {}, **fields}, sum(map(len, kept.values())))


def stream(name: str, text: str) -> Output:
    """Text on stdout or stderr."""
    return {"output_type": "stream", "name": name, "text": text}


def _text(content: Any) -> str:
    if isinstance(content, bytes):
        import base64

        return base64.b64encode(content).decode()
    return content if isinstance(content, str) else repr(content)


class _Stream(io.TextIOBase):
    encoding = "utf-8"

    def __init__(self, outputs: Outputs, name: str) -> None:
        self.outputs, self.name = outputs, name

    def write(self, text: str) -> int:
        self.outputs.write(self.name, str(text))
        return len(text)

    def writable(self) -> bool:
        return True


class _Hook(DisplayHook):
    outputs: Any = None

    def __call__(self, result: Any = None) -> None:
        if result is None or self.quiet():
            return
        data, _ = self.compute_format_data(result)
        self.update_user_ns(result)
        if data:
            self.outputs.show("execute_result", data, execution_count=self.prompt_count)

    @staticmethod
    def semicolon_at_end_of_expression(expression: str) -> bool:
        """IPython takes the whole cell apart to see."""
        return ";" in expression and bool(DisplayHook.semicolon_at_end_of_expression(expression))


class _Publisher(DisplayPublisher):
    outputs: Any = None

    def publish(self, data: Any, metadata: Any = None, *rest: Any, **more: Any) -> None:
        self.outputs.show("display_data", data)

    def clear_output(self, wait: bool = False) -> None:
        self.outputs.items.clear()


class _Transformers(TransformerManager):
    """IPython's, which takes every cell apart line by line and token by token, where there may be something to find."""

    def __init__(self) -> None:
        super().__init__()
        self.given = self.steps()

    def steps(self) -> list[Any]:
        """All that is done to a cell; a notebook may add to it."""
        return [*self.cleanup_transforms, *self.line_transforms, *self.token_transformers]

    def transform_cell(self, cell: str) -> str:
        if self.steps() == self.given and not MAGIC.search(cell) and not PASTED.search(cell):
            return cell if cell.endswith("\n") else cell + "\n"
        return str(super().transform_cell(cell))


class NotebookShell(InteractiveShell):
    """The shell in which the cells run; one for the life of a process, made by ``NotebookShell.instance()``."""

    displayhook_class = _Hook
    display_pub_class = _Publisher

    def __init__(self, most_output: int = 2**20) -> None:
        super().__init__()
        self.input_transformer_manager = _Transformers()
        self.outputs = Outputs(most_output)
        for part in (self.displayhook, self.display_pub):
            setattr(part, "outputs", self.outputs)  # noqa: B010 - the classes above have it, their declared types not
        self.system = self.run_command  # type: ignore[method-assign]
        self.ask_exit = lambda: None  # `exit` in a cell ends the cell, not the notebook.
        self.db = {}  # IPython's is a folder, in which `%cd` keeps where it was; a submission may not write there.
        self.absent: set[str] = set()  # Names that have no meaning because something around the notebook is not here.
        self.passed_over: list[str] = []  # What the last cell went on without, in words.

    def init_history(self) -> None:
        """No history on disk."""
        from IPython.core.history import HistoryManager

        self.history_manager = HistoryManager(shell=self, parent=self, enabled=False)

    def _tee(self, channel: str) -> Any:
        """IPython would keep all that a cell prints, for its history, without a limit."""
        return contextlib.nullcontext()

    def should_run_async(self, raw_cell: str, *, transformed_cell: Any = None, **rest: Any) -> bool:
        """Whether a cell awaits something: IPython compiles it to see, which only a cell with these words needs."""
        if isinstance(transformed_cell, str) and not re.search("await|async", transformed_cell):
            return False
        return bool(super().should_run_async(raw_cell, transformed_cell=transformed_cell, **rest))

    def enable_gui(self, gui: Any = None) -> None:
        """There is no window system here."""

    def debugger(self, force: bool = False) -> None:
        """Nobody is here to use it, whatever ``%pdb on`` and ``%debug`` say."""

    def run_command(self, command: str) -> None:
        """``!command``: what it prints becomes the cell's output."""
        done = subprocess.run(
            self.var_expand(command, depth=1), shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        sys.stdout.write(done.stdout.decode(errors="replace"))
        self.user_ns["_exit_code"] = done.returncode

    async def run_ast_nodes(
        self, nodelist: list[ast.stmt], cell_name: str, interactivity: str = "last_expr", *rest: Any, **named: Any
    ) -> bool:
        """Run the statements of a cell; it goes on behind those that fail for want of their surroundings."""
        result: Any = named.get("result")
        for number, node in enumerate(nodelist, 1):
            is_last = number == len(nodelist)
            shows = interactivity if is_last or interactivity == "all" else "none"
            if await super().run_ast_nodes([node], cell_name, shows, *rest, **named):
                error = result.error_in_exec if result else None
                if error is None or not is_wanting(node, error, self.user_ns, self.absent):
                    return True
                result.error_in_exec = None
                self.absent |= names_bound(node)
                if not is_last:
                    self.outputs.write("stderr", "[What this line needs is not here. The cell goes on without it.]\n")
                    said = failure(error, [])["evalue"].partition("\n")[0]
                    self.passed_over.append(f"{line_of(node, result.info.raw_cell)} ({said})"[:300])
        return False

    def run(self, source: str) -> tuple[list[Output], bool]:
        """Run one cell; its outputs, and whether it ended without an exception."""
        self.outputs.start()
        self.passed_over = []
        out, err = sys.stdout, sys.stderr
        builtins.input = nobody_answers
        sys.stdout, sys.stderr = _Stream(self.outputs, "stdout"), _Stream(self.outputs, "stderr")
        try:
            result = self.run_cell(source, store_history=True)
            good = bool(result.success)
        except (KeyboardInterrupt, SystemExit) as error:
            self.outputs.add(failure(error, []), 100)
            good = False
        finally:
            sys.stdout, sys.stderr = out, err
        return list(self.outputs.items), good

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        lines = stb if isinstance(stb, list) else [str(stb)]
        output = failure(evalue if isinstance(evalue, BaseException) else etype(evalue), lines)
        self.outputs.add(output, min(max(0, self.outputs.left), sum(map(len, lines))))


def line_of(node: ast.stmt, cell: str) -> str:
    """The line of a cell, as it was typed, in which a statement begins."""
    lines = cell.splitlines()
    while lines and not lines[0].strip():
        del lines[0]  # IPython drops them too.
    return lines[node.lineno - 1].strip() if node.lineno <= len(lines) else ast.unparse(node)


def nobody_answers(prompt: object = "") -> str:
    """`input`, where nobody is there."""
    raise StdinNotImplementedError("input() has nobody to answer it while a notebook is graded.")


def failure(error: BaseException, lines: list[str]) -> Output:
    """An exception as an output."""
    try:
        text = str(error)
    except Exception:
        text = "(its text cannot be shown)"
    return {
        "output_type": "error",
        "ename": type(error).__name__,
        "evalue": text[:2000],
        "traceback": [line[:4000] for line in lines[:60]] or traceback.format_exception_only(type(error), error)[-1:],
    }
