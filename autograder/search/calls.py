"""Edits of calls: another function, one more or less, its axis, its keywords."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.search.change import Edit, replaced
from autograder.search.scope import Scope
from autograder.search.tree import Site, is_module

ALIKE = (
    "sum mean max min", "max maximum", "min minimum", "maximum minimum", "argmax argmin", "argmax max", "argmin min",
    "dot multiply matmul outer", "zeros ones empty", "zeros_like ones_like empty_like full_like",
    "exp log", "exp expm1",
    "log log2 log10 log1p", "sqrt square", "sin cos", "sinh cosh tanh", "std var", "floor ceil round rint",
    "cumsum cumprod", "sum prod cumsum", "sort argsort", "append extend", "vstack hstack concatenate stack",
    "normal uniform standard_normal random", "integers choice", "permutation shuffle", "sorted reversed list",
    "add subtract multiply divide", "logical_and logical_or", "less greater", "where select", "len sum", "any all",
    "linspace logspace geomspace arange", "values keys items", "eye ones zeros", "nanmean mean", "norm sum",
    "mean median", "asarray array", "column_stack vstack hstack",
)  # fmt: skip
OTHERS: dict[str, list[str]] = {}
for _group in ALIKE:
    for _name in _group.split():
        OTHERS.setdefault(_name, []).extend(other for other in _group.split() if other != _name)
OTHERS["max"] = ["maximum", "min", "sum", "mean", "argmax"]
REDUCERS = frozenset(
    [
        "sum",
        "mean",
        "max",
        "min",
        "prod",
        "std",
        "var",
        "argmax",
        "argmin",
        "any",
        "all",
        "cumsum",
        "norm",
        "median",
        "sort",
        "argsort",
    ]
)
WITH_AXIS = REDUCERS | frozenset(["concatenate", "stack", "flip", "repeat", "take", "expand_dims", "roll", "append"])
WRAPPERS = ("abs", "sqrt", "exp", "log", "sum", "mean", "max", "array")
AS_OPERATOR = {
    "dot": (ast.Mult(), ast.MatMult()), "matmul": (ast.Mult(),), "outer": (ast.Mult(), ast.MatMult()),
    "multiply": (ast.MatMult(),), "inner": (ast.MatMult(), ast.Mult()), "power": (ast.Mult(),), "add": (ast.Mult(),),
}  # fmt: skip
MAKERS = frozenset(
    ["zeros", "ones", "empty", "full", "zeros_like", "ones_like", "empty_like", "full_like", "array", "asarray"]
)
RENAMED = {"dim": "axis", "keepdim": "keepdims", "keep_dims": "keepdims", "axes": "axis"}  # PyTorch's names, and others


def np_(name: str) -> ast.expr:
    """``np.name``."""
    return ast.Attribute(ast.Name("np", ast.Load()), name, ast.Load())


def called(node: ast.AST) -> str:
    """The bare name of the function or method that is called, "" if the node is no call."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _named(func: ast.expr, name: str) -> ast.expr:
    if isinstance(func, ast.Attribute):
        return ast.Attribute(func.value, name, ast.Load())
    return ast.Name(name, ast.Load())


def other_function(scope: Scope) -> Iterator[Edit]:
    """A function that is easily confused with the one called."""
    for site in scope.function.sites:
        name, node = called(site.node), site.node
        if not isinstance(node, ast.Call):
            continue
        for other in OTHERS.get(name, ()):
            yield replaced(site, ast.Call(_named(node.func, other), node.args, node.keywords), "the function called")
        if isinstance(node.func, ast.Name):
            if name in ("max", "min", "sum", "abs", "round", "len"):
                for other in (name, *OTHERS.get(name, ())):
                    yield replaced(site, ast.Call(np_(other), node.args, node.keywords), "the function called")
            for other in scope.callables:
                if other != name and name in scope.callables:
                    new = ast.Call(ast.Name(other, ast.Load()), node.args, node.keywords)
                    yield replaced(site, new, "the function called")
        elif isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "math":
            yield replaced(site, ast.Call(np_(name), node.args, node.keywords), "the function called")
        yield from _as_operator(site, node, name)


def _as_operator(site: Site, node: ast.Call, name: str) -> Iterator[Edit]:
    operands = list(node.args)
    if isinstance(node.func, ast.Attribute) and not is_module(node.func.value):
        operands = [node.func.value, *operands]
    if len(operands) == 2:
        for op in AS_OPERATOR.get(name, ()):
            yield replaced(site, ast.BinOp(operands[0], op, operands[1]), "how the two are multiplied", 2)


def unwrapped(scope: Scope) -> Iterator[Edit]:
    """A call less: its first argument, or the object whose method it is, stays."""
    for site in scope.function.sites:
        node = site.node
        if not isinstance(node, ast.Call):
            continue
        if node.args and not isinstance(node.args[0], ast.Starred):
            yield replaced(site, node.args[0], "one function call too many", 1)
            if len(node.args) == 2:
                yield replaced(site, node.args[1], "one function call too many", 2)
        if isinstance(node.func, ast.Attribute) and not is_module(node.func.value):
            yield replaced(site, node.func.value, "one method call too many", 1)
            if not node.args:
                yield replaced(site, node.func, "the brackets of a call", 1)


def rounded(scope: Scope) -> Iterator[Edit]:
    """``a // b`` for int(a / b), np.floor for int and math.floor, which take one number at a time."""
    for site in scope.function.sites:
        node = site.node
        if not isinstance(node, ast.Call) or called(node) not in ("int", "floor") or len(node.args) != 1:
            continue
        quotient = node.args[0]
        if isinstance(quotient, ast.BinOp) and isinstance(quotient.op, ast.Div):
            new = ast.BinOp(quotient.left, ast.FloorDiv(), quotient.right)
            yield replaced(site, new, "how the quotient is rounded", 1)
        yield replaced(site, call(np_("floor"), quotient), "the function called", 2)


def wrapped(scope: Scope) -> Iterator[Edit]:
    """A call more: of a function of the course, of np.abs, np.sum and the like."""
    for site in scope.function.sites:
        is_new = called(site.node) in MAKERS  # The sum of an array of zeros would be right by luck.
        if is_new or isinstance(site.node, ast.Constant) or not scope.numeric(scope.value(site)):
            continue
        if site.is_condition:
            continue  # True or False, and not a number to calculate with.
        is_compared = isinstance(site.parent, ast.Compare) and isinstance(site.statement, ast.If)
        square = ast.BinOp(site.node, ast.Pow(), ast.Constant(2))
        yield replaced(site, square, "a missing square", 2)
        for name in scope.callables:
            if called(site.node) != name and called(site.parent) != name:
                yield replaced(site, call(ast.Name(name, ast.Load()), site.node), "a missing function call", 2)
        for name in WRAPPERS:
            if called(site.node) != name and not (is_compared and name in REDUCERS):  # One answer for all entries.
                yield replaced(site, call(np_(name), site.node), "a missing function call", 2)
        inverse = ast.BinOp(ast.Constant(1), ast.Div(), site.node)
        yield replaced(site, inverse, "a missing reciprocal", 2)
        yield replaced(site, ast.BinOp(ast.Constant(1), ast.Sub(), site.node), "a missing `1 -`", 2)


def call(func: ast.expr, *args: ast.expr, **keywords: ast.expr) -> ast.Call:
    """A call of a function."""
    return ast.Call(func, list(args), [ast.keyword(key, value) for key, value in keywords.items()])


def axis(scope: Scope) -> Iterator[Edit]:
    """Another axis, none or one more, and keepdims."""
    for site in scope.function.sites:
        node = site.node
        if not isinstance(node, ast.Call) or called(node) not in WITH_AXIS:
            continue
        others = [k for k in node.keywords if k.arg not in ("axis", "keepdims")]
        now = {k.arg: ast.unparse(k.value) for k in node.keywords}
        is_method = isinstance(node.func, ast.Attribute) and not is_module(node.func.value)
        args = node.args[: 0 if is_method else 1] if called(node) in REDUCERS else node.args
        for number in ("0", "1", "-1", "2", None):
            for keeps in (False, True):
                if (number, keeps) == (now.get("axis"), now.get("keepdims") == "True") and len(args) == len(node.args):
                    continue
                keywords = list(others)
                if number is not None:
                    keywords.append(ast.keyword("axis", whole(int(number))))
                if keeps:
                    keywords.append(ast.keyword("keepdims", ast.Constant(True)))
                same_axis = number == now.get("axis")
                yield replaced(site, ast.Call(node.func, args, keywords), "`keepdims`" if same_axis else "the axis")


def whole(value: int) -> ast.expr:
    """A whole number, perhaps below 0."""
    return ast.UnaryOp(ast.USub(), ast.Constant(-value)) if value < 0 else ast.Constant(value)


def keywords(scope: Scope) -> Iterator[Edit]:
    """A keyword or a last argument less, a dtype more; the shape of a new array as one tuple."""
    for site in scope.function.sites:
        node, name = site.node, called(site.node)
        if not isinstance(node, ast.Call):
            continue
        renamed = [ast.keyword(RENAMED.get(k.arg or "", k.arg), k.value) for k in node.keywords]
        if any(keyword.arg in RENAMED for keyword in node.keywords):
            yield replaced(site, ast.Call(node.func, node.args, renamed), "the name of a keyword")
        for keyword in node.keywords:
            rest = [other for other in node.keywords if other is not keyword]
            yield replaced(site, ast.Call(node.func, node.args, rest), f"the keyword `{keyword.arg}`")
        if node.args and not node.keywords and isinstance(scope.value_of(node.args[-1]), dict):
            spread = [ast.keyword(None, node.args[-1])]
            yield replaced(site, ast.Call(node.func, node.args[:-1], spread), "two stars in front of a dictionary", 1)
        held = node.args[0] if len(node.args) == 1 and not node.keywords else None
        is_view = called(held) in ("values", "items", "keys") if held else False
        if held and (is_view or scope.kind(scope.value_of(held)) == "list"):
            is_dict = isinstance(scope.value_of(held), dict)
            items = call(ast.Attribute(held, "values", ast.Load())) if is_dict else held
            spread_out: list[ast.expr] = [ast.Starred(items, ast.Load())]
            yield replaced(site, ast.Call(node.func, spread_out, []), "a star in front of what is unpacked", 1)
        if len(node.args) > 1:
            yield replaced(site, ast.Call(node.func, node.args[:-1], node.keywords), "an argument too many")
            if name in ("zeros", "ones", "empty", "reshape", "full"):
                one = ast.Tuple(list(node.args), ast.Load())
                yield replaced(site, ast.Call(node.func, [one], node.keywords), "the brackets around the shape")
        if name in MAKERS:
            dtype = ast.keyword("dtype", ast.Name("float", ast.Load()))
            rest = [keyword for keyword in node.keywords if keyword.arg != "dtype"]
            size = 1 if name not in ("array", "asarray") else 2
            yield replaced(site, ast.Call(node.func, node.args, [*rest, dtype]), "the type of the array", size)
        if name in ("concatenate", "vstack", "hstack", "stack", "array", "sum", "max", "min", "mean") and node.args:
            items = ast.List(list(node.args), ast.Load())
            yield replaced(site, ast.Call(node.func, [items], node.keywords), "the brackets around the arguments")
