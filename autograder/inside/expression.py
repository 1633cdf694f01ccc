"""The expression at which the learner's code stopped, and in words what each of its parts was.

Nothing of the learner's is run again for it: values come from the variables of the frame, and only NumPy's and
Python's own pure functions, on plain values, are evaluated a second time.
"""

from __future__ import annotations

import ast
import difflib
import itertools
import linecache
from collections.abc import Iterator
from functools import lru_cache
from types import CodeType, FrameType, ModuleType, TracebackType
from typing import Any

from autograder.inside.observation import Expression, Part, Span
from autograder.inside.pure import UNKNOWN, evaluate
from autograder.inside.words import in_words

LONGEST_FILE = 200_000  # characters that are parsed
LONGEST_TEXT = 100  # characters of an expression that is quoted
LOOPS = (ast.For, ast.comprehension)
SYMBOLS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.MatMult: "@", ast.BitXor: "^", ast.BitAnd: "&", ast.BitOr: "|", ast.LShift: "<<", ast.RShift: ">>",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.In: "in",
    ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not", ast.USub: "-", ast.UAdd: "+", ast.Invert: "~",
    ast.Not: "not", ast.And: "and", ast.Or: "or",
}  # fmt: skip


class Stop:
    """One frame of a traceback at the moment of an exception: its position, the syntax there, and its variables."""

    def __init__(self, traceback: TracebackType) -> None:
        self.frame: FrameType = traceback.tb_frame
        code = self.frame.f_code
        self.line = traceback.tb_lineno
        self.position = _position(code, traceback.tb_lasti)
        self.lines = linecache.getlines(code.co_filename, self.frame.f_globals)
        self.parents = _parents("".join(self.lines))

    def span(self, code: CodeType) -> Span | None:
        """The position in the source of the function that `code` belongs to: the line, if no more is known."""
        above = code.co_firstlineno - 1
        if not above < self.line <= len(self.lines):
            return None
        line, end_line, column, end_column = self._extent(self.lines[self.line - 1])
        indent = _indent(self.lines[above])
        return Span(line - above, max(0, column - indent), end_line - above, max(0, end_column - indent))

    def _extent(self, whole_line: str) -> tuple[int, int, int, int]:
        node = self.node
        if node is None:
            return self.position or (self.line, self.line, _indent(whole_line), len(whole_line.rstrip().encode()))
        end_column = node.end_col_offset or node.col_offset
        return node.lineno, node.end_lineno or node.lineno, node.col_offset, end_column

    @property
    def node(self) -> ast.expr | ast.stmt | None:
        """The smallest piece of syntax that ends at the position and holds its beginning.

        Python places a method's call at the method's name, so the end is what can be relied on.
        """
        if self.position is None:
            return None
        line, end_line, column, end_column = self.position
        ends = [
            node
            for node in self.parents
            if isinstance(node, (ast.expr, ast.stmt))
            and (node.end_lineno, node.end_col_offset) == (end_line, end_column)
            and (node.lineno, node.col_offset) <= (line, column)
        ]
        return max(ends, key=lambda node: (node.lineno, node.col_offset, isinstance(node, ast.expr)), default=None)

    def expression(self) -> Expression | None:
        """What the frame was working out; None if its source or the position is not known."""
        node = self.node
        if node is None:
            return None
        form, whole, parts = self._taken_apart(node)
        told = [self._part(part) for part in parts]
        if form != "attribute":
            told = [part for part in told if not part.words.startswith("the module")]
        return Expression(self._quoted(whole), form, tuple(told))

    def _taken_apart(self, node: ast.AST) -> tuple[str, ast.AST, list[ast.AST]]:
        """Its form, the syntax to quote, and the parts worth a word."""
        parent = self.parents.get(node)
        if isinstance(node, ast.For):  # Python 3.11 places what it goes through at the whole loop.
            return "for", node.iter, [node.iter, *_children(node.iter)]
        if isinstance(node, (ast.If, ast.While)):  # And what an `if` asks at the whole `if`.
            return "test", node.test, [node.test, *_children(node.test)]
        if isinstance(node, (ast.Tuple, ast.List)) and isinstance(node.ctx, ast.Store):
            if isinstance(parent, LOOPS):
                return "unpack in for", parent if isinstance(parent, ast.For) else node, [parent.iter]
            return "unpack", parent or node, [parent.value] if isinstance(parent, ast.Assign) else []
        if isinstance(parent, LOOPS) and node is parent.iter:
            return "for", node, [node, *_children(node)]
        if isinstance(parent, (ast.If, ast.While, ast.IfExp, ast.Assert)) and node is parent.test:
            return "test", node, [node, *_children(node)]
        if isinstance(node, ast.BoolOp) or isinstance(parent, ast.BoolOp):
            both = node if isinstance(node, ast.BoolOp) else parent
            assert isinstance(both, ast.BoolOp)
            return SYMBOLS[type(both.op)], both, list(both.values)
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            source = node.generators[0].iter
            return "for", node, [source, *_children(source)]
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            value = [parent.value] if isinstance(parent, (ast.Assign, ast.AugAssign)) else []
            return "store", node, [node, *value, *_children(node)]
        if isinstance(node, (ast.BinOp, ast.AugAssign)):
            form = SYMBOLS[type(node.op)] + "=" * isinstance(node, ast.AugAssign)
            return form, node, _children(node)
        if isinstance(node, ast.Compare):
            return "chain" if len(node.ops) > 1 else SYMBOLS[type(node.ops[0])], node, _children(node)
        if isinstance(node, ast.UnaryOp):
            return SYMBOLS[type(node.op)], node, [node.operand]
        forms = {ast.Call: "call", ast.Subscript: "index", ast.Attribute: "attribute", ast.Name: "name"}
        return forms.get(type(node), ""), node, [node] if isinstance(node, ast.Name) else _children(node)

    def _part(self, node: ast.AST) -> Part:
        value = self.value(node.value if isinstance(node, ast.keyword) else node)
        set_by = self._set_by(node) if isinstance(node, ast.Name) else None
        return Part(
            self._quoted(node),
            "" if value is UNKNOWN else in_words(value),
            self._quoted(set_by) if set_by else "",
            set_by.lineno - self.frame.f_code.co_firstlineno + 1 if set_by else 0,
        )

    def value(self, node: ast.AST) -> Any:
        """The value of an expression, or UNKNOWN."""
        return evaluate(node, self.frame.f_locals, self.frame.f_globals)

    def _set_by(self, name: ast.Name) -> ast.stmt | None:
        """The statement that gave a local variable its value, if it can only have been this one."""
        found = {
            self._statement(node)
            for node in self.parents
            if isinstance(node, ast.Name) and node.id == name.id and isinstance(node.ctx, ast.Store)
            and self._within(node)
        }  # fmt: skip
        only = found.pop() if len(found) == 1 else None
        is_set = name.id in self.frame.f_locals
        code = self.frame.f_code
        argument = name.id in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        if only is None or (is_set and (only is self._statement(name) or (argument and not self._has_run(only)))):
            return None
        return only

    def _has_run(self, statement: ast.stmt) -> bool:
        """Whether a statement stands above the stop and in no branch."""
        return statement.lineno < self.line and isinstance(self.parents.get(statement), ast.FunctionDef)

    def _within(self, node: ast.AST) -> bool:
        """Whether the syntax belongs to the function of this frame."""
        while (parent := self.parents.get(node)) is not None:
            node = parent
            if isinstance(node, (ast.FunctionDef, ast.Lambda)):
                decorators = getattr(node, "decorator_list", [])
                return min([node.lineno, *(d.lineno for d in decorators)]) == self.frame.f_code.co_firstlineno
        return False

    def _statement(self, node: ast.AST) -> ast.stmt | None:
        """The assignment that a name belongs to; None for loops and other statements."""
        while not isinstance(node, ast.stmt) and (parent := self.parents.get(node)) is not None:
            node = parent
        return node if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign)) else None

    def _quoted(self, node: ast.AST) -> str:
        if isinstance(node, ast.For):
            return shortened(f"for {ast.unparse(node.target)} in {ast.unparse(node.iter)}")
        return shortened(" ".join((self._segment(node) or ast.unparse(node)).split()))

    def _segment(self, node: ast.AST) -> str:
        """The text of a piece of syntax; as `ast.get_source_segment`, which reads the whole file each time."""
        start, end = getattr(node, "lineno", None), getattr(node, "end_lineno", None)
        if start is None or end is None:
            return ""
        # Columns count bytes. The last line is cut first: it may be the first one, too.
        lines = [line.encode() for line in self.lines[start - 1 : end]]
        lines[-1] = lines[-1][: node.end_col_offset]  # type: ignore[attr-defined]
        lines[0] = lines[0][node.col_offset :]  # type: ignore[attr-defined]
        return b"".join(lines).decode()

    def names_like(self, name: str) -> tuple[str, ...]:
        """Names within reach that could be meant: first those of the arguments, then of the variables, then global."""
        code = self.frame.f_code
        arguments = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        here = [n for n in (*arguments, *self.frame.f_locals) if n != name]
        return near(name, here, initials=arguments) or near(name, [n for n in self.frame.f_globals if n != name])

    def attributes_like(self, name: str) -> tuple[str, ...]:
        """Attributes that could be meant, of the value at whose attribute the frame stopped."""
        node = self.node.func if isinstance(self.node, ast.Call) else self.node
        value = self.value(node.value) if isinstance(node, ast.Attribute) else UNKNOWN
        if isinstance(value, ModuleType) or type(value).__module__ in ("builtins", "numpy", "numpy.random._generator"):
            return near(name, dir(value if isinstance(value, ModuleType) else type(value)))
        return ()


def near(name: str, known: list[str] | tuple[str, ...], initials: tuple[str, ...] = ()) -> tuple[str, ...]:
    """At most two of the known names, those that differ from `name` by a slip; one letter can stand for a word."""
    plain = {k.casefold().replace("_", ""): k for k in reversed(known) if not k.startswith("_")}
    wanted = name.casefold().replace("_", "")
    close = [wanted] if wanted in plain else difflib.get_close_matches(wanted, list(plain), n=2, cutoff=0.72)
    if not close and initials:
        return tuple(k for k in dict.fromkeys(initials) if len(name) == 1 and k.startswith(name))[:2]
    return tuple(plain[key] for key in close)


def shortened(text: str) -> str:
    """The text, or its two ends if it is too long to quote."""
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 30]} ... {text[-20:]}"


def _position(code: CodeType, instruction: int) -> tuple[int, int, int, int] | None:
    """First line, last line, first column, end column of an instruction; None where Python keeps no columns."""
    found = next(itertools.islice(code.co_positions(), instruction // 2, None), (None,) * 4)
    line, end_line, column, end_column = found
    if line is None or end_line is None or column is None or end_column is None:
        return None
    return line, end_line, column, end_column


def _children(node: ast.AST) -> list[ast.AST]:
    """The parts of an expression, in order; of a call also the object that a method belongs to."""
    if isinstance(node, ast.Call):
        owner = [node.func.value] if isinstance(node.func, ast.Attribute) else []
        return [node.func, *node.args, *node.keywords, *owner]
    if isinstance(node, ast.Subscript):
        return [node.value, *(node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice])]
    if isinstance(node, ast.AugAssign):
        return [node.target, node.value]
    return [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


@lru_cache(maxsize=4)
def _parents(text: str) -> dict[ast.AST, ast.AST]:
    """Every piece of syntax of a file with the one around it; none if the file cannot be read."""
    if not 0 < len(text) <= LONGEST_FILE:
        return {}
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    return {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}


def frames(error: BaseException) -> Iterator[TracebackType]:
    """The frames of an exception, outermost first."""
    traceback = error.__traceback__
    while traceback is not None:
        yield traceback
        traceback = traceback.tb_next
