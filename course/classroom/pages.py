"""HTML pages from Jinja2 templates that escape every text; nothing in them needs a network."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def environment() -> Environment:
    """The templates, with escaping switched on for all of them."""
    return Environment(
        loader=PackageLoader("course.classroom"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


@cache
def macros(name: str) -> Any:
    """The macros of a template, to be called like functions."""
    return environment().get_template(name).module


def render(template: str, **facts: Any) -> str:
    """A page."""
    return environment().get_template(template).render(**facts)
