"""What holds for every figure: it is drawn, follows each control, says what it shows, and costs nothing in grading."""

import base64
import html
import io
import re
from dataclasses import dataclass
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

import playground as play
from playground import still
from playground.live import SHARP, Live

pytestmark = pytest.mark.xdist_group("figures")  # Each is built once.
FIGURES = sorted(play.__all__)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
WORDS_ONLY = {("shape_puzzle", "puzzle"), ("graph", "node")}  # They choose what is asked about, not what is drawn.
HIGHLIGHT_ONLY = {("network", "weight")}  # It chooses the number that the next slider changes.


@dataclass
class Opened:
    """A figure, built once for all tests of this file, and its first picture."""

    name: str
    live: Live
    picture: str
    pixels: np.ndarray


@pytest.fixture(scope="module", params=FIGURES)
def opened(request):
    live = getattr(play, request.param)()
    live.build()
    return Opened(request.param, live, drawing(live), pixels(live))


def drawing(live):
    """The moving layer, without the ids of its clip paths, which a drawing at another resolution changes."""
    return re.sub(r"p[0-9a-f]{10}", "", live.moves.value)


def pixels(live):
    return live.stage.pixels(100).astype(int)


def ends(control):
    """The two ends of a control: its least and greatest value, or its first and last option."""
    if hasattr(control, "options"):
        return [control.options[0], control.options[-1]]
    if hasattr(control, "base"):
        return [control.base**control.min, control.base**control.max]
    return [control.min, control.max]


def test_every_control_changes_the_picture_and_the_words(opened):
    live = opened.live
    for name, control in live.stage.controls.items():
        live.reset()
        seen = []
        for value in ends(control):
            control.value = value
            seen.append((drawing(live), live.words.value))
        (picture, words), (other_picture, other_words) = seen
        assert (picture != other_picture) != ((opened.name, name) in WORDS_ONLY), name
        assert (words != other_words) != ((opened.name, name) in HIGHLIGHT_ONLY), name
        assert control.description


def test_moving_away_and_back_gives_the_same_picture(opened):
    """Nothing of an earlier state is left behind."""
    for control in opened.live.stage.controls.values():
        for value in ends(control):
            control.value = value
    opened.live.reset()
    assert drawing(opened.live) == opened.picture
    assert np.abs(pixels(opened.live) - opened.pixels).max() <= 2


def test_every_preset_moves_what_it_names_and_shows_a_picture_of_its_own(opened):
    live, seen = opened.live, []
    for values in live.stage.presets.values():
        live.reset()
        live.set(**values)
        now = {name: live.stage.values()[name] for name in values}
        assert now == values or now == pytest.approx(values)
        seen.append(drawing(live) + live.words.value)
    assert len(set(seen)) == len(seen)


def test_a_figure_is_a_valid_drawing_with_a_text_alternative(opened):
    live = opened.live
    for layer in (live.fixed.value, live.moves.value):
        drawing = ElementTree.fromstring(layer.replace("<svg ", SVG, 1))
        assert tuple(float(number) for number in drawing.get("viewBox").split()[2:]) == pytest.approx(live.stage.size)
    assert f'role="img" aria-label="{html.escape(live.alt)}"' in live.fixed.value
    assert 'aria-hidden="true"' in live.moves.value
    assert 'role="status" aria-live="polite"' in live.words.value


def test_a_saved_notebook_keeps_a_picture_and_a_text(opened):
    live = opened.live
    bundle, metadata = live._repr_mimebundle_()
    picture = Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))
    beside = live.stage.beside.picture(SHARP, live.stage.size[1] / 72).shape[1] if live.stage.beside else 0
    assert abs(picture.width - 2 * live.stage.size[0] - beside) < 2 and len(picture.getcolors(1_000_000)) > 5
    assert metadata["image/png"]["alt"] == live.alt
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert len(bundle["text/plain"]) > 80 and live.alt in bundle["text/plain"]


def test_the_still_in_the_notebooks_is_the_picture_it_opens_with(opened):
    kept = still.saved(f"play.{opened.name}()")
    if kept is None:
        assert opened.name in ("watch", "draw_curve")  # Chapters show them with the reader's own functions alone.
        return
    picture, alt = np.asarray(Image.open(io.BytesIO(kept[0])).convert("RGB")).astype(int), kept[1]
    assert picture.shape == opened.pixels.shape, "run `course build`"
    assert np.abs(picture - opened.pixels).mean() < 0.5, "run `course build`"
    assert alt == opened.live.alt


@pytest.mark.parametrize("name", FIGURES)
def test_while_being_graded_no_work_is_done(name, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    live = getattr(play, name)()
    assert set(live._repr_mimebundle_()) == {"text/plain"}
    assert live.stage is None
