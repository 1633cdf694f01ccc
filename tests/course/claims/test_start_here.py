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


def test_squaring_and_doubling_agree_where_the_text_says_and_ones_own_reader_trains_on_as_many_as_the_capstone_gives():
    agree = stated("start-here", r"They agree for (\d) and (\d)\.")
    assert [x for x in range(4) if x * x == 2 * x] == [*agree]
    (mine,) = stated("start-here", r"Yours will make do with ([\d,]+\d)")
    assert stated("capstone", r"it gives your function ([\d,]+\d) of the digits") == (mine,)
