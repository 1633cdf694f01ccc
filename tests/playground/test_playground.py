"""Figures: they follow their controls, say what they show, cost nothing while grading, and leak nothing."""

import asyncio
import base64
import gc
import html
import io
import threading
from xml.etree import ElementTree

import numpy as np
import pytest
from ipywidgets.widgets.widget import _instances
from PIL import Image

import playground as play
from autograder import load
from playground.activation import ACTIVATIONS
from playground.bumps import bump_parts, target
from playground.deep_gradient import NAMES, gradient_sizes
from playground.perceptron import half_plane
from playground.still import FOLDER, place, saved
from tests.support.browser import CHAPTERS, figure_calls

FIGURES = sorted(play.__all__)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def pixels(live):
    return live.stage.pixels(100).astype(int)


def ends(control):
    """The two ends of a control: its least and greatest value, or first and last option."""
    if hasattr(control, "options"):
        return [control.options[0], control.options[-1]]
    if hasattr(control, "base"):
        return [control.base**control.min, control.base**control.max]
    return [control.min, control.max]


@pytest.mark.parametrize("name", FIGURES)
def test_every_control_changes_the_picture_and_the_words(name):
    live = getattr(play, name)()
    stage = live.build()
    for key, control in stage.controls.items():
        live.reset()
        seen = []
        for value in ends(control):
            control.value = value
            seen.append((live.moves.value, live.words.value))
        words_only = key in ("weight", "puzzle", "node")  # These choose what is asked about, not what is drawn.
        assert seen[0][words_only] != seen[1][words_only] or key == "weight", f"{name}: ignores {key}"
        assert control.description
    live.reset()


@pytest.mark.parametrize("name", FIGURES)
def test_moving_away_and_back_gives_the_same_picture(name):
    """Nothing of an earlier state is left behind."""
    live = getattr(play, name)()
    stage = live.build()
    first = live.moves.value
    for control in stage.controls.values():
        for value in ends(control):
            control.value = value
    live.reset()
    assert live.moves.value == first
    fresh = getattr(play, name)()
    fresh.build()
    assert np.abs(pixels(fresh) - pixels(live)).max() <= 2


@pytest.mark.parametrize("name", FIGURES)
def test_every_preset_moves_what_it_names_and_shows_a_picture_of_its_own(name):
    live = getattr(play, name)()
    stage = live.build()
    seen = []
    for values in stage.presets.values():
        live.reset()
        live.set(**values)
        assert {key: live.values()[key] for key in values} == pytest.approx(values)
        seen.append(live.moves.value + live.words.value)
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_a_valid_drawing_with_a_text_alternative(name):
    live = getattr(play, name)()
    live.build()
    for layer in (live.fixed.value, live.moves.value):
        drawing = ElementTree.fromstring(layer.replace("<svg ", SVG, 1))
        assert tuple(float(number) for number in drawing.get("viewBox").split()[2:]) == pytest.approx(live.stage.size)
    assert f'role="img" aria-label="{html.escape(live.alt)}"' in live.fixed.value
    assert 'aria-hidden="true"' in live.moves.value and "<style" not in live.fixed.value + live.moves.value


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_has_a_still_picture_and_a_text(name):
    live = getattr(play, name)()
    bundle, metadata = live._repr_mimebundle_()
    picture = Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))
    assert abs(picture.width - 2 * live.stage.size[0]) < 1 and len(picture.getcolors(1_000_000)) > 5
    assert metadata["image/png"]["alt"] == live.alt
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert len(bundle["text/plain"]) > 80 and live.alt in bundle["text/plain"]


@pytest.mark.parametrize("call", sorted({call for chapter in CHAPTERS for call in figure_calls(chapter)}))
def test_the_saved_picture_of_a_figure_is_the_one_it_opens_with(call):
    picture, alt = saved(call)
    live = eval(call, {"play": play})
    live.build()
    kept = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).astype(int)
    assert kept.shape == pixels(live).shape, "make it anew: uv run python -m tests.support.pictures"
    assert np.abs(kept - pixels(live)).mean() < 0.5, "make it anew: uv run python -m tests.support.pictures"
    assert alt == live.alt


def test_every_saved_picture_is_used():
    used = {place(call) for chapter in CHAPTERS for call in figure_calls(chapter)}
    assert used == set(FOLDER.glob("*.png"))


@pytest.mark.parametrize("name", FIGURES)
def test_while_being_graded_no_work_is_done(name, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    live = getattr(play, name)()
    assert set(live._repr_mimebundle_()) == {"text/plain"}
    assert live.stage is None


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


def fails(*arguments):
    raise NameError("name 'x' is not defined")


OWN = {
    "activation": (np.sin, np.cos),
    "ball": (lambda w, grad, lr: w - 2 * lr * grad,),
    "deep_gradient": (np.sin, np.cos),
    "initialization": (lambda n_in, n_out, rng: rng.normal(size=(n_in, n_out)) / 9,),
    "learning_rate": (lambda w, grad, lr: w - lr * np.sign(grad),),
    "losses": (lambda y, t: np.mean(np.abs(y - t)),),
    "optimizers": (lambda w, grad, lr: w - lr * np.sign(grad),),
    "schedules": (lambda t: 0.5 / (1 + t) ** 0.5,),
}


@pytest.mark.parametrize("name", OWN)
def test_the_readers_own_function_is_drawn_and_its_error_is_shown(name):
    usual, mine, broken = (getattr(play, name)(*functions) for functions in ((), OWN[name], (fails,)))
    for live in (usual, mine, broken):
        live.build()
    assert mine.moves.value != usual.moves.value and "<b>" not in mine.words.value
    assert "NameError" in broken.words.value and "name 'x' is not defined" in html.unescape(broken.words.value)
    assert "Traceback" not in broken.words.value


def test_the_readers_own_activation_is_drawn_with_its_numbers():
    good = play.activation(np.sin, np.cos)
    good.build()
    assert "yours at z = 1.00: value 0.841, slope 0.540" in good.words.value


def test_a_function_that_is_interrupted_leaves_the_last_picture():
    live = play.ball(lambda w, grad, lr: w - lr * grad)
    live.build()
    before = live.moves.value

    def interrupted(**values):
        raise KeyboardInterrupt

    live._draw = interrupted
    live.redraw()
    assert live.moves.value == before and "Stopped" in live.words.value


@pytest.mark.parametrize("name", ["activation", "learning_rate"])
def test_a_thousand_moves_leave_nothing_behind(name):
    live = getattr(play, name)()
    live.build()
    slider = live.stage.controls["z" if name == "activation" else "shown"]

    def move(count):
        for i in range(count):
            slider.value = slider.min + (slider.max - slider.min) * (i % 97) // 97
        gc.collect()
        return len(gc.get_objects()), threading.active_count(), len(slider._trait_notifiers["value"]["change"])

    settled = move(100)
    after = move(1000)
    assert after[0] - settled[0] < 500
    assert after[1:] == settled[1:]


def test_a_training_that_is_watched_is_drawn_as_it_is_told_and_not_while_graded(monkeypatch):
    told = [(1.0, 0.5), (0.1, 0.98), (0.01, 0.97)]
    watch = play.watch(epochs=3)
    watch.build()
    before = watch.moves.value
    for loss, accuracy in told:
        watch.add(loss, accuracy)
    assert "Epoch 3 of 3: training loss 0.0100, validation accuracy 97.0%, best so far 98.0%" in watch.words.value
    assert watch.moves.value != before
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    graded = play.watch(epochs=3)
    for loss, accuracy in told:
        graded.add(loss, accuracy)
    assert graded.stage is None


class Shell:
    """As much of a kernel's shell as says which cell is run, and which run it is."""

    execution_count = 0

    def get_parent(self):
        return {"metadata": {"cellId": "one"}}


def test_fifty_runs_of_a_cell_leave_the_widgets_of_the_last_one(monkeypatch):
    shell = Shell()
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)

    def run_the_cell():
        shell.execution_count += 1
        first, second = play.perceptron(), play.graph()  # Two in one cell: both stay.
        first._repr_mimebundle_()
        second._repr_mimebundle_()
        return first, second

    def left():
        gc.collect()
        return len(_instances), len(gc.get_objects())

    for _ in range(3):  # Libraries fill their caches.
        run_the_cell()
    widgets, objects = left()
    for _ in range(50):
        figures = run_the_cell()
    assert left()[0] == widgets
    assert left()[1] < objects + 500
    assert all(live.stage is not None for live in figures)
    figures[0].set(w1=-2.0)
    assert "w1 = -2.0" in figures[0].words.value


# ------------------------------------------------------------------- the numbers that are drawn are right


def test_activations_and_derivatives_are_the_references():
    z = np.array([-3.0, -0.4, 0.3, 2.0])
    for name, (f, slope) in {"sigmoid": ("sigmoid", "sigmoid_grad"), "ReLU": ("relu", "relu_grad")}.items():
        np.testing.assert_allclose(ACTIVATIONS[name][0](z), load(f).reference(z), rtol=1e-12)
        np.testing.assert_allclose(ACTIVATIONS[name][1](z), load(slope).reference(z), rtol=1e-12)
    np.testing.assert_allclose(ACTIVATIONS["tanh"][1](z), load("tanh_grad").reference(z), rtol=1e-12)
    f, slope = ACTIVATIONS["leaky ReLU (alpha = 0.1)"]
    np.testing.assert_allclose(f(z), load("leaky_relu").reference(z, 0.1))
    np.testing.assert_allclose(slope(z), load("leaky_relu_grad").reference(z, 0.1))


def test_the_perceptrons_words_agree_with_the_reference():
    live = play.perceptron()
    live.build()
    rng = np.random.default_rng(1)
    for _ in range(30):
        w, b = np.round(rng.uniform(-2, 2, 2), 1), float(np.round(rng.uniform(-2, 2), 1))
        for key, value in {"w1": w[0], "w2": w[1], "b": b}.items():
            live.stage.controls[key].value = value
        rows = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        fires = int(load("perceptron_predict").reference(10 * rows, np.rint(10 * w), np.rint(100 * b)).sum())
        assert f"fires for {fires} of the 4 inputs" in live.words.value


def test_the_shaded_side_is_the_side_that_fires():
    rng = np.random.default_rng(0)
    for _ in range(200):
        w, b = rng.uniform(-2, 2, 2), rng.uniform(-2, 2)
        corners = half_plane(w, b)
        if len(corners):
            assert np.all(corners @ w + b > -1e-9)
            assert corners.mean(axis=0) @ w + b > 0


@pytest.mark.parametrize("name", NAMES)
def test_gradients_in_the_deep_network_agree_with_finite_differences(name):
    rng = np.random.default_rng(3)
    weights, x, back = rng.normal(size=(4, 5, 5)), rng.normal(size=(1, 5)), rng.normal(size=(1, 5))
    f = ACTIVATIONS[name][0]

    def output(a, start):
        for W in weights[start:]:
            a = f(a @ W)
        return float((back * a).sum())

    activations = [x]
    for W in weights:
        activations.append(f(activations[-1] @ W))
    sizes = []
    for layer, a in enumerate(activations[1:], 1):
        numeric = [(output(a + 1e-6 * e, layer) - output(a - 1e-6 * e, layer)) / 2e-6 for e in np.eye(5)[:, None]]
        sizes.append(np.sqrt(np.mean(np.square(numeric))))
    np.testing.assert_allclose(
        gradient_sizes(ACTIVATIONS[name], weights, x, back), np.array(sizes) / sizes[-1], rtol=1e-4
    )


def test_bumps_are_the_reference_and_more_of_them_come_closer():
    x = np.linspace(0, 1, 101)
    parts = bump_parts(x, 4, 50.0)
    height = target(np.array([0.375]))[0]
    np.testing.assert_allclose(parts[1], load("bump").reference(x, 0.25, 0.5, height, 50.0), atol=1e-12)
    errors = [np.abs(bump_parts(x, n, 800.0).sum(axis=0) - target(x)).mean() for n in (3, 10, 30)]
    assert errors[0] > errors[1] > errors[2]


def test_the_networks_numbers_agree_with_the_reference():
    from playground.network import A, B, V, W

    live = play.network()
    live.build()
    live.stage.controls["x1"].value = -0.7
    y = load("mlp_forward").reference(np.array([[-0.7, 0.5]]), V, A, W, B)["Y"][0, 0]
    assert f"y = {y:.3f}" in live.words.value
