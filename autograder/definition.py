"""The one model every part of the project reads: what an exercise is, and which mistakes it knows."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from autograder.book import chapters
from autograder.compare import Tolerance, kind_of
from autograder.corner import Corner
from autograder.draw import Draw
from autograder.inside.observation import Case, Observation, Opaque, plain
from autograder.inside.observe import observe

Function = Callable[..., Any]
Together = Callable[[Sequence[Case], Sequence[Any]], tuple[int, str, str, str] | None]  # Case, part, expected, got.
STRICT = Tolerance()


# What our own functions did with a case, as long as the case is in use.
_behaviors: WeakKeyDictionary[Case, dict[Function, tuple[Observation, Any]]] = WeakKeyDictionary()


@lru_cache(maxsize=256)
def _drawn(make_cases: Callable[[Draw], Iterable[Any]], seed: int) -> tuple[Case, ...]:
    """The cases of a seed. They are kept for a while: mistakes are proved on several seeds, and a class has one."""
    return tuple(case if isinstance(case, Case) else Case(tuple(case)) for case in make_cases(Draw(seed)))


@dataclass(frozen=True)
class Misconception:
    """A real wrong implementation (for a recall question, one that returns a wrong value) and its explanation."""

    id: str
    message: str
    function: Function


@dataclass(frozen=True)
class Reached:
    """How far an answer came where not only right or wrong counts: a share of the points, and what it is for."""

    share: float
    words: str


@dataclass(eq=False)
class Definition:
    """What an exercise is; `autograder.exercise` shows how one is declared.

    `shapes` names the axes of each argument (``{"X": "n d", "w": "d"}``; ``"..."`` is any shape), `returns` names the
    parts of a tuple or dictionary, which are judged one by one. `needs` are earlier exercises that the answer is built
    from. `view` turns a result with many right forms into what is compared (a gate's weights into its truth table).
    At a `corner` a slope may be chosen. `together` sees what is wrong with all results and with none by itself.
    `random` says that the result is drawn, and so must come from the rng passed in. One call
    may take `seconds` of CPU time. `why` is a sentence on the model answer, shown beside it. An exercise with a rule
    that no other has is a class of its own: see `autograder/answers/capstone.py`.
    """

    name: str
    topic: str
    points: float
    reference: Function
    shapes: Mapping[str, str] = field(default_factory=dict)
    returns: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    why: str = ""
    needs: tuple[str, ...] = ()
    tolerance: Tolerance = STRICT
    view: Function | None = None
    corner: Corner | None = None
    together: Together | None = None
    random: bool = False
    seconds: float = 5.0
    misconceptions: list[Misconception] = field(default_factory=list)
    right_answers: list[Function] = field(default_factory=list)
    make_cases: Callable[[Draw], Iterable[Any]] = lambda draw: [()]

    # What a subclass may answer otherwise.
    is_value = False  # A recall question: the answer is a value, not a function.
    repeatable = True  # Called twice with the same arguments, the function must answer the same.

    @property
    def chapter(self) -> str:
        """The chapter it stands in, as book.toml names it; the bare topic if the book does not list it."""
        return chapters().get(self.topic, self.topic)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the arguments, in order."""
        return tuple(inspect.signature(self.reference).parameters)

    @property
    def variable(self) -> str:
        """What the notebook calls it: a function's own name, ``recall_01_1`` for the answer to ``recall-01-1``."""
        return self.name.replace("-", "_")

    @property
    def signature(self) -> str:
        """As the learner writes it: ``weighted_sum(x, w, b)``."""
        return f"{self.name}{inspect.signature(self.reference)}"

    @property
    def part_names(self) -> tuple[str, ...]:
        """The names of the parts that are judged one by one; a result of one part is called ``""``."""
        return self.returns or ("",)

    def draw_cases(self, seed: int) -> tuple[Case, ...]:
        """The cases of this seed; the same seed always gives the same cases."""
        return _drawn(self.make_cases, seed)

    def expected(self, case: Case) -> Any:
        """The reference's result on one case, as it is compared. Raises RuntimeError if the reference fails."""
        observation, value = self.behavior(self.reference, case)
        if observation.failure:
            raise RuntimeError(f"the reference of {self.name} failed: {observation.failure}")
        return value

    def behavior(self, function: Function, case: Case) -> tuple[Observation, Any]:
        """What a function of ours does with a case, and its value as it is compared: worked out once for each case."""
        known = _behaviors.setdefault(case, {})
        if function not in known:
            observation = observe(function, case)
            known[function] = observation, self.viewed(case, observation.value)
        return known[function]

    def keep(self, function: Any, cases: Sequence[Case], observations: Sequence[Observation]) -> None:
        """What a listed mistake did on a fresh seed when it is proved itself: it is not called again to be compared.

        On the seed of its check it is: so one that does something else each time is noticed.
        """
        if any(function is listed.function for listed in self.misconceptions):
            for case, observation in zip(cases, observations, strict=False):
                known = _behaviors.setdefault(case, {})
                if function not in known:
                    known[function] = observation, self.viewed(case, observation.value)

    def viewed(self, case: Case, value: Any) -> Any:
        """What is compared: the value itself, or the exercise's view of it (what a gate's weights decide)."""
        if self.corner:
            value = self.corner.settled(value, dict(zip(self.parameters, case, strict=False)))
        if self.view is None or value is None or isinstance(value, Opaque):
            return value
        try:
            return plain(self.view(value, *case))
        except Exception:
            return Opaque(f"{kind_of(value)}, which cannot be used as the result of {self.name}")

    def reached(self, cases: Sequence[Case], observations: Sequence[Observation]) -> Reached | None:
        """How far these results came, where not only right or wrong counts; None where it does."""
        return None

    def withheld(self) -> Mapping[str, bytes]:
        """Files of this system that a submission sees differently while it is graded, because they hold answers."""
        return {}


declared: dict[str, Definition] = {}  # All functions that exercises ask for, by name; filled as these are declared.
