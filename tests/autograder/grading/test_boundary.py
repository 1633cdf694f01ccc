"""What of this project a submission can reach: the folder `inside` and two stand-ins, which solve nothing."""

import json

import pytest

from autograder import exercises, load
from autograder.grading.boundary import pack
from autograder.grading.sandbox import Sandbox
from autograder.inside import callbacks
from tests.support.classes import needs_a_sandbox

needs_a_sandbox()

OURS_AS_SEEN_INSIDE = """
import importlib.util, inspect, json, pathlib, pkgutil, sys
import autograder, playground
files = [str(p) for p in pathlib.Path(autograder.__file__).parents[1].rglob("*") if p.suffix != ".pyc" and p.is_file()]
elsewhere = [m for m in ("course", "autograder.answers", "autograder.judge", "playground.live") if m in sys.modules]
for name in ("course", "autograder.answers", "autograder.exercise", "playground.training"):
    try:
        elsewhere += [name] if importlib.util.find_spec(name) else []
    except ModuleNotFoundError:
        pass
names = set()
for module in [autograder, playground, *(importlib.import_module(f"autograder.inside.{m.name}") for m in
               pkgutil.iter_modules(importlib.import_module("autograder.inside").__path__) if m.name != "stand_ins")]:
    names |= {name for name, value in vars(module).items() if callable(value)}
print(json.dumps({"files": files, "elsewhere": elsewhere, "names": sorted(names)}))
"""


@pytest.fixture(scope="module")
def seen():
    with Sandbox() as box, box.submission() as submission:
        answer = submission.run(OURS_AS_SEEN_INSIDE)
    assert answer["good"], answer
    return json.loads(answer["outputs"][0]["text"])


def test_a_submission_finds_the_boundary_folder_and_nothing_else_of_ours(seen, tmp_path):
    pack(tmp_path)
    packed = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.py")}
    assert {path.removeprefix("/course/") for path in seen["files"]} == packed
    assert seen["elsewhere"] == []


def test_nothing_inside_has_the_name_of_an_exercise(seen):
    assert not set(seen["names"]) & set(exercises())


@pytest.mark.parametrize("name", [name for name in exercises() if not load(name).is_value and load(name).seconds <= 5])
def test_no_function_that_cases_pass_along_earns_anything(name):
    functions = [f for f in vars(callbacks).values() if getattr(f, "__module__", "") == callbacks.__name__]
    assert len(functions) > 15
    for function in functions:
        report = load(name).check(function, seed=3)
        assert report.score == 0, (function, report)
