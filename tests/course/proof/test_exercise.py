"""Every exercise of the course is proved; and each rule catches a contribution that breaks it."""

import numpy as np
import pytest

from autograder import exercises, load
from autograder.exercise import Topic
from course.proof.exercise import exercise_problems

GOOD_HINTS = ["What is added to itself?", "How often?", "Three times a number would be: 3 * x"]


@pytest.mark.parametrize("name", exercises())
def test_the_exercise_is_proved(name):
    """With one seed; `course check` takes three, and the next test six more."""
    assert exercise_problems(load(name), range(1)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", exercises())
def test_the_exercise_is_proved_with_six_more_seeds(name):
    assert exercise_problems(load(name), range(3, 9)) == []


def contribution(**fields):
    """A right exercise, twice a number, of a topic that no file declares: to be broken in one way."""
    topic = Topic("answers.somewhere")

    @topic.exercise(points=1, hints=GOOD_HINTS, **({"shapes": {"x": "n"}} | fields))
    def twice(x):
        """2 x."""
        return 2 * x

    @twice.cases
    def _(draw):
        yield (draw.quarters(1),)
        yield (draw.quarters(4),)

    twice.mistake("squared", "You squared the number: that is right for 2 alone.")(lambda x: x * x)
    twice.mistake("added_two", "You added two, where the number itself is added.")(lambda x: x + 2)
    twice.mistake("unchanged", "Your function gives back the number as it came.")(lambda x: x)
    twice.right_answer(lambda x: x + x)
    twice.right_answer(lambda x: np.sum([x, x], axis=0))
    return twice


def complaints(exercise):
    return "\n".join(problem.text for problem in exercise_problems(exercise))


def test_a_right_contribution_has_no_problem():
    assert complaints(contribution()) == ""


def test_a_right_answer_registered_as_a_mistake():
    exercise = contribution()
    exercise.mistake("by_two", "You multiplied by two, which is right, of course.")(lambda x: x * 2)
    assert "the mistake twice-by_two is a right answer" in complaints(exercise)


def test_the_same_mistake_twice():
    exercise = contribution()
    exercise.mistake("to_the_power", "You computed a power, the second one, of x.")(lambda x: x**2)
    assert "twice-to_the_power does what twice-squared does" in complaints(exercise)


def test_a_mistake_that_has_no_fixed_behavior():
    exercise = contribution()
    exercise.mistake("noisy", "You added some noise to the result, did you?")(lambda x: x + np.random.normal())  # noqa: NPY002
    assert "the mistake twice-noisy" in complaints(exercise)


def test_a_used_key():
    exercise = contribution()
    exercise.mistake("squared", "You cubed the number, which is not what is asked.")(lambda x: x**3)
    assert "the key 'squared' of twice is used twice" in complaints(exercise)


def test_a_key_of_many_words():
    exercise = contribution()
    exercise.mistake("cubed it", "You cubed the number, which is not what is asked.")(lambda x: x**3)
    assert "the key 'cubed it' must be" in complaints(exercise)


def test_a_message_that_says_nothing():
    exercise = contribution()
    exercise.mistake("cubed", "Wrong.")(lambda x: x**3)
    assert "the message of twice-cubed is too short" in complaints(exercise)


def test_a_message_about_a_chapter_that_does_not_exist():
    exercise = contribution()
    exercise.mistake("cubed", "You cubed the number, as in chapter:nowhere, of all places.")(lambda x: x**3)
    assert "mentions chapter:nowhere" in complaints(exercise)


def test_too_few_mistakes_and_right_answers():
    exercise = contribution()
    del exercise.misconceptions[1:], exercise.right_answers[1:]
    assert "twice knows 1 mistakes" in complaints(exercise)
    assert "twice has 1 right answers" in complaints(exercise)


def test_a_right_answer_that_fails():
    exercise = contribution()
    exercise.right_answer(lambda x: np.abs(2 * x))
    assert "right answer 3 of twice fails" in complaints(exercise)


def test_cases_that_are_always_the_same():
    exercise = contribution()
    exercise.cases(lambda draw: iter([(np.array([3.0]),), (np.array([1.0, 5.0, -2.5]),)]))
    assert "are the same with every seed" in complaints(exercise)


def test_cases_that_nobody_can_draw_again():
    exercise = contribution()
    rng = np.random.default_rng()
    exercise.cases(lambda draw: iter([(rng.normal(size=1),), (rng.normal(size=4),)]))
    assert "differ with the same seed" in complaints(exercise)


@pytest.mark.parametrize(("size", "complaint"), [(1, "a batch of several"), (3, "a batch of one")])
def test_batches_of_one_size(size, complaint):
    exercise = contribution()
    exercise.cases(lambda draw: iter([(draw.quarters(size),), (draw.quarters(size),)]))
    assert complaint in complaints(exercise)


def test_cases_that_cannot_be_drawn_and_a_reference_that_fails():
    exercise = contribution()
    exercise.cases(lambda draw: iter([(draw.quarter(3),)]))
    assert "twice cannot be checked with seed 0: AttributeError" in complaints(exercise)
    exercise = contribution()
    exercise.cases(lambda draw: iter([(draw.quarters(1), draw.quarters(3))]))
    assert "the reference of twice fails its own check with seed 0" in complaints(exercise)


def test_what_it_needs_is_earlier_and_exists():
    assert "twice needs 'sigmiod', which is no exercise. Did you mean sigmoid" in complaints(
        contribution(needs=("sigmiod",))
    )
    exercise = load("sigmoid")
    exercise.needs = ("train_xor",)
    try:
        assert "sigmoid needs train_xor, which comes later" in complaints(exercise)
    finally:
        exercise.needs = ()


def test_shapes_of_an_argument_that_is_none():
    assert "`shapes` of twice has 'z', which is no argument" in complaints(contribution(shapes={"x": "n", "z": "n"}))


def test_what_is_still_to_be_written():
    exercise = contribution()

    def unwritten(x):
        raise NotImplementedError

    exercise.mistake("mistake_4", "...")(unwritten)
    exercise.right_answer(unwritten)
    text = complaints(exercise)
    assert "write the wrong answer of the mistake twice-mistake_4" in text
    assert "give the mistake twice-mistake_4 a key that names it" in text
    assert "write the message of the mistake twice-mistake_4" in text
    assert "write right answer 3 of twice" in text
