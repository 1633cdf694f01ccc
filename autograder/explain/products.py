"""Matrix products and operations element by element whose shapes do not fit."""

from __future__ import annotations

import re

from autograder.definition import declared
from autograder.explain.facts import Facts, Rule, listed, origin, quoted, shape_of

_DOT = re.compile(r"shapes \(([\d,]+)\) and \(([\d,]+)\) not aligned")


def product(facts: Facts, match: re.Match[str]) -> str:
    """``H @ dY`` is (5, 3) @ (5, 2)."""
    if facts.calls_own_function:
        return inside_a_call(facts, "a matrix product")
    left, right, symbol = _factors(facts)
    if left is None or right is None:
        return (
            f"In {facts.text}, the last axis of the left factor must be as long as the first axis of the right one. "
            "Print both shapes."
        )
    meet = (left[-1], right[-2] if len(right) > 1 else right[0])
    told = f"{facts.text} is {left} {symbol} {right}: the sizes that meet, {meet[0]} and {meet[1]}, must be equal."
    came = "".join(f" {quoted(part.text)} comes from line {part.set_in_line}: {quoted(part.set_by)}."
                   for part in facts.given[:2] if part.set_by)  # fmt: skip
    if left == right:
        ask = "Two equal shapes: is a product element by element meant, which is * and not @? Or a transpose?"
        ask = ask if symbol == "@" else ask.replace("not @", "not np.dot")
    else:
        ask = "Which shape must the result have, and which factors, in which order, give it?"
    return f"{told}{came} {ask}"


def _factors(facts: Facts) -> tuple[tuple[int, ...] | None, tuple[int, ...] | None, str]:
    """Both shapes, and the sign to write between them."""
    symbol = "@" if facts.at.form in ("@", "@=") or "matmul" in facts.function.text else "times"
    pair = facts.given
    if facts.owner.text:  # A.dot(B)
        pair = (facts.owner, *facts.given[:1])
    if len(pair) >= 2 and shape_of(pair[0]) and shape_of(pair[1]):
        return shape_of(pair[0]), shape_of(pair[1]), symbol
    if match := _DOT.search(facts.failure.message):
        left, right = (tuple(int(size) for size in match[i].split(",") if size) for i in (1, 2))
        return left, right, symbol
    return None, None, symbol


def product_with_a_number(facts: Facts, match: re.Match[str]) -> str:
    """``W @ 2``: @ needs arrays on both sides."""
    number = next((part for part in facts.given if shape_of(part) == ()), None)
    if number is None:
        return f"One side of the matrix product {facts.text} is a single number. @ is for arrays; a number needs *."
    return (
        f"In {facts.text}, {quoted(number.text)} is a single number{origin(number)}, and @ takes arrays on both sides. "
        "Did you mean *, or should that be an array?"
    )


def elementwise(facts: Facts, match: re.Match[str]) -> str:
    """``X + b`` combines (4, 6) with (6, 1)."""
    if facts.calls_own_function:
        return inside_a_call(facts, "an operation element by element")
    pair = [part for part in facts.given if shape_of(part)]
    if len(pair) < 2 or "einsum" in facts.function.text:
        return (
            f"The arrays in {facts.text} have shapes that do not fit, {match[1].strip()}. Sizes are compared from the "
            "right; two must be equal, or one of them 1. Which of the arrays has a shape that you did not expect?"
        )
    one, other = pair[:2]
    came = [part for part in (one, other) if part.set_by]
    lines = "".join(f" {quoted(part.text)} comes from line {part.set_in_line}: {quoted(part.set_by)}." for part in came)
    return (
        f"{facts.text} combines {shape_of(one)} with {shape_of(other)} element by element. Sizes are compared from "
        f"the right; two must be equal, or one of them 1.{lines} Which of the two has a shape that you did not expect?"
    )


def too_small(facts: Facts, match: re.Match[str]) -> str:
    """``w -= G`` where w is (3,) and the result (4, 3)."""
    target = quoted(facts.parts[0].text) if facts.parts else "the left side"
    return (
        f"{facts.text} writes into {target}, which is ({match[1]}), but the result would be ({match[2]}). "
        "Which of the two shapes is the one you want?"
    )


def inside_a_call(facts: Facts, what: str) -> str:
    """A function of the course, or an earlier one of the learner's, cannot work with the arguments it was given."""
    signature = facts.function.words.removeprefix("the function ")
    given = listed([part for part in facts.given if part.words])
    expects = f" of {quoted(signature)}" if signature != facts.at.text else ""
    if unlike := _another_number_of_axes(facts, signature):
        return f"{facts.text} passes {unlike}"
    return (
        f"{facts.text} passes {given or 'arguments that do not fit'}, and inside, {what} does not fit. "
        f"Which argument{expects} has another shape than the function expects, or stands in the wrong position?"
    )


def _another_number_of_axes(facts: Facts, signature: str) -> str:
    """The first argument that has not as many axes as the exercise says which asks for the called function."""
    asked = declared.get(signature.partition("(")[0])
    if asked is None or asked.signature != signature:
        return ""
    for place, part in enumerate(facts.given):
        if part.text.startswith("*") or place >= len(asked.parameters):
            break
        name, equals, value = part.text.partition("=")
        axes, shape = asked.shapes.get(name if equals else asked.parameters[place], "..."), shape_of(part)
        if shape is not None and "..." not in axes and len(shape) != len(axes.split()):
            text = value if equals else part.text
            has = f"has the shape {shape}" if shape else "is a single number"
            wanted = f"({', '.join(axes.split())}{',' * (' ' not in axes)})" if axes else ""
            expects = f"an array of shape {wanted}" if wanted else "a single number"
            return (
                f"{quoted(text)}, which {has}{origin(part)}. The function expects {expects} there. "
                "How do you get it into that form?"
            )
    return ""


RULES: tuple[tuple[str, Rule], ...] = (
    (r"matmul: .*does not have enough dimensions", product_with_a_number),
    (r"matmul: ", product),
    (r"shapes .* not aligned", product),
    (r"could not be broadcast together with (?:remapped )?shapes (.*)", elementwise),
    (r"non-broadcastable output operand with shape \((.*?)\) doesn't match the broadcast shape \((.*?)\)", too_small),
)
