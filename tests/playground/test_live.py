"""The core of all figures: moves are merged, an interrupted drawing keeps its picture, and nothing leaks."""

import asyncio
import gc
import threading

import pytest

import playground as play
from playground.live import figure


def test_moves_that_arrive_together_are_merged_and_the_last_one_wins():
    live = play.perceptron()
    live.build()

    async def many_moves():
        drawn = live.pictures_drawn
        for tenths in range(-20, 21):
            live.stage.controls["w1"].value = tenths / 10
        await asyncio.sleep(0.1)
        return live.pictures_drawn - drawn

    assert asyncio.run(many_moves()) == 1
    assert "w1 = 2.0" in live.words.value


def test_a_figure_draws_its_first_picture_once_and_nothing_before_it_is_built():
    live = play.warmup()
    live.redraw()
    assert live.pictures_drawn == 0 and live.stage is None
    live.build()
    live.build()
    assert live.pictures_drawn == 1


def test_a_move_sends_one_picture_and_one_sentence():
    live = play.perceptron()
    live.build()
    sent = []
    for name in ("fixed", "moves", "words"):
        getattr(live, name).observe(lambda change, name=name: sent.append(name), "value")
    live.set(b=0.3)
    assert sent == ["moves", "words"]


def test_a_drawing_that_is_interrupted_leaves_the_last_picture():
    state = {"fine": True}

    @figure(alt="A line.", hint="Move x.")
    def line(stage):
        (ax,) = stage.axes()
        artist = stage.moving(ax.plot([], [])[0])
        stage.slider("x", 1, 0, 5, 1, "x")

        def update(x):
            if not state["fine"]:
                raise KeyboardInterrupt
            artist.set_data([0, 1], [0, x])
            return f"x = {x}"

        return update

    live = line()
    live.build()
    before = live.moves.value
    state["fine"] = False
    live.set(x=3)
    assert live.moves.value == before and "Stopped" in live.words.value
    state["fine"] = True
    live.set(x=4)
    assert live.moves.value != before and "x = 4" in live.words.value


def test_a_figure_that_cannot_be_set_up_says_why():
    @figure(alt="Nothing.", hint="Nothing.")
    def broken(stage):
        raise ValueError("a < b")

    live = broken()
    live.build()
    assert "<b>ValueError</b> while drawing: a &lt; b" in live.words.value
    assert isinstance(live.failed, ValueError)


def test_a_closed_figure_can_be_shown_again():
    live = play.perceptron()
    live.build()
    first, widget = live.moves.value, live.widget
    live.close()
    assert widget.comm is None and live.stage is None
    live.build()
    assert live.moves.value == first and live.widget is not widget


@pytest.mark.parametrize(("name", "control"), [("activation", "z"), ("ball", "lr")])
def test_many_moves_leave_nothing_behind(name, control):
    live = getattr(play, name)()
    live.build()
    slider = live.stage.controls[control]

    def move(count):
        for i in range(count):
            slider.value = slider.min + 0.05 * slider.max * (i % 19)
        gc.collect()
        return len(gc.get_objects()), set(threading.enumerate()), len(slider._trait_notifiers["value"]["change"])

    settled = move(40)
    drawn = live.pictures_drawn
    after = move(150)
    assert live.pictures_drawn - drawn > 100
    assert after[0] - settled[0] < 75
    assert after[1] <= settled[1]  # One that an earlier test has left may have ended meanwhile.
    assert after[2] == settled[2]
