"""The order of the chapters, and the chapters' numbers in messages."""

from autograder import exercises, load
from autograder.book import chapters, with_numbers
from course.manifest import read_book
from tests.support import ROOT


def test_the_order_is_the_manifests():
    assert list(chapters().values()) == [chapter.source for chapter in read_book(ROOT).chapters]


def test_exercises_come_in_the_order_of_the_chapters():
    order = list(chapters())
    topics = [order.index(load(name).topic) for name in exercises()]
    assert topics == sorted(topics)


def test_a_topic_becomes_the_number_of_its_chapter():
    number = chapters()["gradient-descent"][:2]
    assert with_numbers("See chapter:gradient-descent's bowl.") == f"See chapter {number}'s bowl."
    assert with_numbers("Chapter:gradient-descent.") == f"Chapter {number}."


def test_a_topic_nobody_knows_stays_as_it_is():
    assert with_numbers("chapter:alchemy") == "chapter:alchemy"


def test_no_message_names_a_chapter_that_does_not_exist():
    for name in exercises():
        texts = [*load(name).hints, *(m.message for m in load(name).misconceptions)]
        assert not [text for text in texts if "chapter:" in text.lower()]
