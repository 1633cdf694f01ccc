"""What chapter start-here says about the network that it opens with is so."""

from sklearn.datasets import load_digits

from playground.draw_digit import shipped_network
from tests.support.chapter_runs import stated
from tests.support.digit_reader import KEPT


def test_the_network_has_the_size_and_the_training_set_that_the_text_says():
    pattern = r"network of (\d+) hidden units, ([\d,]+) numbers in all, trained on ([\d,]+) small images"
    hidden, numbers, images = stated("start-here", pattern)
    network = shipped_network()
    assert len(network["a"]) == hidden and sum(network[name].size for name in "VaWb") == numbers
    assert len(load_digits().data) - KEPT == images
