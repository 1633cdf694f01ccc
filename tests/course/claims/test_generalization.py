"""What chapter generalization says about its runs is what they do."""

import re

import numpy as np
import pytest

import playground as play
from tests.support.chapter_runs import run_of, stated

TOPIC = "generalization"


def percents(which):
    """The accuracies of all networks on the training (0), validation (1) or test set (2), by the cure."""
    run = run_of(TOPIC).variables
    return {name: 100 * run["accuracies"](parameters)[which] for name, parameters in run["cured"].items()}


def test_the_network_without_a_cure_knows_all_wrong_labels_and_reads_fewer_digits():
    run = run_of(TOPIC).variables
    assert percents(0)["no cure"] == 100 and np.sum(run["y_train"] != run["true_labels"]) > 30
    says = r"reads only (\d+)% of the test digits. Stopping early, at epoch (\d+), keeps a network that reads (\d+)%."
    epoch = 10 * run["keep_epoch"]
    assert stated(TOPIC, says) == (
        round(percents(2)["no cure"]),
        epoch,
        round(percents(2)[f"stopped at epoch {epoch}"]),
    )


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("lam", r"validation set is \$\\lambda = ([\d.]+)\$, which reads (\d+)%"),
        ("keep", r"the best dropout keeps a share of ([\d.]+), and reads (\d+)%"),
        ("pixels", r"the best shift is by up to (\d) pixel, and reads (\d+)%"),
    ],
)
def test_each_cure_in_its_best_strength_on_the_validation_set_reads_the_stated_share(name, says):
    validated = {cure: share for cure, share in percents(1).items() if cure.startswith(f"{name} =")}
    best = max(validated, key=validated.get)
    strength, share = stated(TOPIC, says)
    assert len(validated) == 3 and best == f"{name} = {strength:g}" and round(percents(2)[best]) == share
    assert percents(2)[best] > percents(2)["no cure"] + 9 and percents(0)[best] < percents(0)["no cure"]


def test_too_much_of_a_cure_underfits():
    text = r"lambda = 0.1\$ the network reads (\d+)% of the test digits, and with shifts of up to 3 pixels (\d+)%"
    assert stated(TOPIC, text) == tuple(round(percents(2)[name]) for name in ("lam = 0.1", "pixels = 3"))
    assert all(percents(0)[name] < 65 for name in ("lam = 0.1", "pixels = 3"))


def test_the_rescue_that_is_handed_out_rescues():
    run = run_of(TOPIC).variables
    after = run["accuracies"](run["fit"](*run["train_set"], **run["my_rescue"])[-1])
    assert 100 * after[2] > percents(2)["no cure"] + 10


def test_the_rescued_network_corrects_as_many_wrong_labels_as_the_text_says():
    run = run_of(TOPIC).variables
    wrong = run["mislabeled"]
    np.testing.assert_array_equal(run["read_before"], run["y_train"][wrong])
    assert stated(TOPIC, r"reads the true digit in (\d+) of these (\d+) images") == (run["corrected"], len(wrong))


def test_no_digit_is_in_two_of_the_three_sets():
    variables = run_of(TOPIC).variables
    sets = [{tuple(np.round(x, 6)) for x in variables[name]} for name in ("X_train", "X_val", "X_test")]
    assert [len(variables[name]) for name in ("X_train", "X_val", "X_test")] == [200, 500, 1097]
    assert not sets[0] & sets[1] and not sets[0] & sets[2] and not sets[1] & sets[2]


def test_the_nearest_neighbor_of_a_coin_is_perfect_at_home_and_a_coin_elsewhere():
    text = run_of(TOPIC).output("def nearest")
    home, away = (float(number) for number in re.findall(r"([\d.]+)%", text))
    assert home == 100 and 40 < away < 60


def test_about_a_fifth_of_the_training_labels_were_replaced():
    assert 0.15 < np.mean(run_of(TOPIC).variables["careless"]) < 0.25


def test_in_the_figure_the_training_error_only_falls_with_the_degree_and_the_other_one_does_not():
    live = play.capacity()
    live.build()
    errors = []
    for degree in range(1, 14):
        live.set(degree=degree)
        errors.append(
            [
                float(e)
                for e in re.search(r"training error (\S+), validation error (\d+\.\d+)", live.words.value).groups()
            ]
        )
    training, validation = np.array(errors).T
    assert np.all(np.diff(training) <= 0) and validation[4] == validation.min() and validation[-1] > 100
