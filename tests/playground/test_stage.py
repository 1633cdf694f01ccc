"""The stage: its layers are pure drawings, and a player moves its slider."""

from xml.etree import ElementTree

import playground as play
from playground.stage import Stage

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def tags(drawing):
    return {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(f"{OPEN}{drawing}</svg>").iter()}


def test_a_layer_is_the_content_of_an_svg_with_nothing_of_the_file_around_it():
    """If a new matplotlib writes its files differently, this says so."""
    stage = Stage(2, 2)
    (ax,) = stage.axes()
    line = stage.moving(ax.plot([0, 1], [0, 5], gid="a-line")[0])
    ax.set_ylim(0, 1)
    fixed, moved = stage.fixed(), stage.moved()
    assert "a-line" in moved and "a-line" not in fixed
    for drawing in (fixed, moved):
        assert drawing.startswith("<g") and drawing.endswith(">")
        assert tags(drawing).isdisjoint({"style", "metadata"})
        assert "<?xml" not in drawing and "<!DOCTYPE" not in drawing
    assert "clipPath" in tags(moved)  # The line leaves the axes and is cut off there.
    line.set_data([0, 1], [1, 0])
    assert stage.moved() != moved and stage.moved() == stage.moved()


def test_a_player_moves_its_slider_and_a_reset_stops_it_for_good():
    live = play.ball()
    stage = live.build()
    slider, player = stage.controls["steps"], stage.players["steps"]
    live.set(steps=20)
    assert player.value == 20  # It goes on from there.
    player.playing = True
    player.value = 21
    assert slider.value == 21
    live.reset()
    assert slider.value == 30 and not player.playing
    player.value = 22  # The browser had sent it before it heard of the reset.
    assert slider.value == 30
    player.value = player.min  # Its stop button.
    assert slider.value == 0
