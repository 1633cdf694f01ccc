"""What `configure(c)` sets: none of nbgrader's own steps is lost."""

from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import ClearSolutions
from traitlets.config import Config
from traitlets.utils.importstring import import_item

from course.classroom.configuration import RELEASE
from course.release import PREPROCESSORS, STUB
from course.release import ClearSolutions as OurClearSolutions


def test_every_step_of_nbgraders_in_releasing_is_one_of_ours():
    theirs = GenerateAssignment.preprocessors.default()
    lost = [step for step in theirs if not any(issubclass(ours, step) for ours in PREPROCESSORS)]
    assert ClearSolutions in theirs and lost == []


def test_the_steps_by_name_are_the_steps():
    assert [import_item(name) for name in RELEASE] == PREPROCESSORS


def test_a_teachers_own_stub_takes_the_place_of_ours():
    assert OurClearSolutions().code_stub["python"] == STUB and "R" in OurClearSolutions().code_stub
    mine = Config({"ClearSolutions": {"code_stub": {"python": "pass"}}})
    assert OurClearSolutions(config=mine).code_stub["python"] == "pass"
