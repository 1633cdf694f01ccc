"""Names, attributes and keys that do not exist."""

from __future__ import annotations

import re

import numpy as np

from autograder.book import with_numbers
from autograder.definition import declared
from autograder.explain.facts import Facts, Rule, kind_of, origin, quoted, shape_of
from autograder.inside.observation import Part

LIBRARIES = {
    "torch": "PyTorch", "F": "PyTorch", "nn": "PyTorch", "tf": "TensorFlow", "tensorflow": "TensorFlow", "keras": "Keras", "jnp": "JAX", "jax": "JAX",
    "scipy": "SciPy", "sklearn": "scikit-learn", "pd": "pandas", "pandas": "pandas", "sp": "SciPy", "stats": "SciPy",
}  # fmt: skip
FUNCTIONS_OF = {
    name: library
    for library, names in {
        "scikit-learn": "mean_squared_error mean_absolute_error log_loss accuracy_score train_test_split StandardScaler "
        "r2_score root_mean_squared_error LinearRegression OneHotEncoder shuffle",
        "SciPy": "expit softmax logsumexp xlogy special erf",
        "Python's standard library": "math random itertools copy product reduce deepcopy defaultdict partial",
    }.items()
    for name in names.split()
}
# What other libraries, lists and numbers call it, and what arrays call it.
ARRAY_HAS = {
    "t": "the transpose is `.T`, without ( )", "mm": "a matrix product is written @", "matmul": "a matrix product is written @",
    "clamp": "np.clip and np.maximum limit values", "relu": "np.maximum limits values from below",
    "append": "an array keeps its size; a list grows with append, np.append makes a new array",
    "extend": "an array keeps its size; a list grows", "insert": "an array keeps its size; a list grows",
    "index": "only lists have it; np.argmin, np.argmax and np.where find places in an array",
    "exp": "it is a function, np.exp(x)", "log": "it is a function, np.log(x)", "sqrt": "it is a function, np.sqrt(x)",
    "abs": "it is a function, np.abs(x)", "tanh": "it is a function, np.tanh(x)", "sigmoid": "it must be written, with np.exp",
    "view_as": "reshape changes a shape", "unsqueeze": "x[:, None] adds an axis", "pow": "a power is written **",
    "numpy": "it is a NumPy array already", "detach": "it is a NumPy array already", "float": "astype(float) changes the type",
    "length": "len(x) counts the rows", "len": "len(x) counts the rows", "count": "np.sum(x == value) counts entries",
    "norm": "it is a function, np.linalg.norm(x)", "inverse": "it is a function, np.linalg.inv(x)", "iloc": "arrays are indexed directly",
    "values": "that belongs to pandas and to dictionaries; this is an array already", "columns": "that belongs to pandas",
    "square": "it is a function, np.square(x)", "maximum": "it is a function, np.maximum(x, y)", "scatter_": "entries are set with x[...] = ...",
    "pop": "an array keeps its size", "backward": "that belongs to PyTorch: here you write the gradient yourself",
    "div": "a quotient is written /", "mul": "a product is written *", "add": "a sum is written +", "sub": "a difference is written -",
}  # fmt: skip
GENERATOR_HAS = {
    "randn": "standard_normal, and normal, whose shape is given as size=", "rand": "random, and uniform",
    "randint": "integers", "random_sample": "random", "seed": "its state already: do not seed it again",
}  # fmt: skip


def unknown_name(facts: Facts, match: re.Match[str]) -> str:
    """A name that stands for nothing here: of a library, of NumPy, or close to another."""
    name = match[1]
    close = facts.failure.names
    if name in LIBRARIES or name in FUNCTIONS_OF:
        library = LIBRARIES.get(name) or FUNCTIONS_OF[name]
        belongs = "comes from" if library == "Python's standard library" else "belongs to"
        return f"{quoted(name)} {belongs} {library}, which is not imported here. Can you write it with NumPy, `np`?"
    if len(name) > 1 and hasattr(np, name) and not name.startswith("_"):
        return f"{quoted(name)} alone is not a name here: NumPy's function is {quoted(f'np.{name}')}."
    if name in declared:
        return _of_an_exercise(name, facts.failure.function)
    if close:
        return f"{quoted(name)} is not a name in this function. Is {' or '.join(map(quoted, close))} meant?"
    return f"No line that has run gives {quoted(name)} a value, and it is not an argument of {quoted(facts.failure.function)}. What should it be?"


def _of_an_exercise(name: str, function: str) -> str:
    """The learner wrote it in another chapter, or has not run its cell in this one."""
    topic = declared[name].topic
    if function in declared and declared[function].topic == topic:
        return f"{quoted(name)} is the function of another exercise of this chapter. Run the cell that defines it, then this one."
    return with_numbers(
        f"{quoted(name)} is your function of chapter:{topic}, and this notebook does not have it. Copy its cell from there "
        "into this notebook, or write here what it computes."
    )


def no_value_yet(facts: Facts, match: re.Match[str]) -> str:
    """A variable that is read before it is set, or whose name hides a function."""
    name, part = match[1], next(iter(facts.parts), Part(""))
    set_by, line = part.set_by, part.set_in_line
    span = facts.failure.span
    here = span.line if span and not facts.failure.call else 0
    in_line = f" (line {line}: {quoted(set_by)})" if set_by else ""
    if part.words.startswith(("the function", "the type")):
        outside = f"The function {quoted(part.words.removeprefix('the function ').removeprefix('the type '))}"
        ask = (
            "That is the name of your function itself: which value did you mean on the right?"
            if name == facts.failure.function
            else "Which other name could the result have?"
        )
        return (
            f"A name that is assigned anywhere in a function{in_line} is a variable of that function in all its lines, and {quoted(name)} has no "
            f"value yet here. {outside} outside is hidden by it. {ask}"
        )
    if set_by and line == here:
        could = (
            f" Is {' or '.join(map(quoted, facts.failure.names))} meant?"
            if facts.failure.names
            else " Which name holds the old value?"
        )
        return f"The right side of {quoted(set_by)} needs a value of {quoted(name)}, and no line before has given it one.{could}"
    if set_by and here and line > here:
        return f"{quoted(name)} is used here, but gets its value only later{in_line}. Which line must come first?"
    if set_by and here and line < here:
        return f"{quoted(name)} gets its value only in one place{in_line}, and in this case that line never ran. What should it be then?"
    return f"{quoted(name)} is used here before any line that ran in this case has given it a value. What should it be then?"


def no_attribute(facts: Facts, match: re.Match[str]) -> str:
    """z.clamp, x.append, rng.randn, np.sigmoid."""
    name = match["name"]
    owner = next(iter(facts.parts), Part("")) if facts.at.form == "attribute" else facts.owner
    what, text = owner.words, quoted(owner.text or "the value")
    close = f" Is {' or '.join(quoted(n) for n in facts.failure.names)} meant?" if facts.failure.names else ""
    if what == "None":
        return ""
    if owner.text == "self":
        return (
            f"`self` belongs to the methods of a class. This is a function by itself: here `self` is {kind_of(owner)}, the "
            "first of the arguments that the exercise passes. Leave `self` out, and let the arguments be those of the exercise."
        )
    if "random generator" in what or "Generator" in facts.failure.message:
        has = GENERATOR_HAS.get(name)
        told = f"{text} is a random generator, a Generator of NumPy, which has no {quoted(name)}"
        return f"{told}; it has {has}." if has else f"{told}.{close}"
    if what.startswith("the module") or match["module"]:
        module = match["module"] or what.removeprefix("the module ")
        return f"{quoted(f'{owner.text or module}.{name}')} does not exist: {module} has nothing of this name.{close}"
    if shape_of(owner):
        has = ARRAY_HAS.get(name)
        if close and not has:
            return f"{text} is an array, which has no {quoted(name)}.{close}"
        return f"{text} is an array of shape {shape_of(owner)}, which has no {quoted(name)}{f': {has}' if has else ''}."
    if shape_of(owner) == ():
        return (
            f"{text} is {what} in this case{origin(owner)}, and plain numbers have no {quoted(name)}. "
            "np.asarray makes an array of either, and functions such as np.shape, np.sum and np.maximum take both."
        )
    if what.startswith(("a list", "a tuple", "a dict")):
        belongs = name in {
            "shape",
            "T",
            "mean",
            "sum",
            "size",
            "ndim",
            "dot",
            "reshape",
            "max",
            "min",
            "std",
            "astype",
            "copy",
            "flatten",
        }
        ask = " That belongs to arrays: np.array(...) makes one, if its items fit." if belongs and what.startswith("a list") else (
            " Which of its items do you need?" if what.startswith("a tuple") else close)  # fmt: skip
        return f"{text} is {what}{origin(owner)}, which has no {quoted(name)}.{ask}"
    if what.startswith(("the function", "the method", "a method")):
        return f"{text} is {what}, not its result, and has no {quoted(name)}. A function is called with ( )."
    return f"{text} is {what}{origin(owner)}, which has no {quoted(name)}.{close}" if what else ""


def key(facts: Facts, match: re.Match[str]) -> str:
    """gates["nand"]."""
    if facts.at.form != "index" or not facts.parts:
        return f"The key {match[1]} does not exist. Print the keys of the dictionary."
    table = facts.parts[0]
    keys = table.words.partition("with the keys ")[2]
    has = f"has the keys {keys}" if keys else "is empty" if "empty" in table.words else "has other keys"
    return f"{facts.text} asks for the key {match[1]}, but {quoted(table.text)} {has}. Which one is meant, or is it not in there yet?"


def asks_a_person(facts: Facts, match: re.Match[str]) -> str:
    """input(), which a check cannot answer."""
    return (
        "`input()` waits for a person to type, and a check has none: all that the function needs is in its arguments."
    )


RULES: tuple[tuple[str, Rule], ...] = (
    (r"^(EOFError|StdinNotImplementedError): ", asks_a_person),
    (r"cannot access local variable '(\w+)'|local variable '(\w+)' referenced", no_value_yet),
    (r"^NameError: (?:free variable|cannot access free variable) '(\w+)'", no_value_yet),
    (r"^NameError: name '(\w+)' is not defined", unknown_name),
    (r"^AttributeError: module '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'", no_attribute),
    (r"^AttributeError: (?P<module>)'[\w.]+' object has no attribute '(?P<name>\w+)'", no_attribute),
    (r"^KeyError: (.*)", key),
)
