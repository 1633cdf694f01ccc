"""The watch: a training is drawn as it goes on, and not while it is graded."""

import playground as play

TOLD = [(1.0, 0.5), (0.1, 0.98), (0.01, 0.97)]


def test_a_training_that_is_watched_is_drawn_as_it_is_told():
    watch = play.watch(epochs=3)
    watch.build()
    before = watch.moves.value
    for loss, accuracy in TOLD:
        watch.add(loss, accuracy)
    assert "Epoch 3 of 3: training loss 0.0100, validation accuracy 97.0%, best so far 98.0%" in watch.words.value
    assert watch.moves.value != before


def test_nothing_is_drawn_until_it_is_shown_and_then_all_that_was_told():
    watch = play.watch(epochs=3)
    for loss, accuracy in TOLD:
        watch.add(loss, accuracy)
    assert watch.stage is None
    watch.build()
    assert "Epoch 3 of 3" in watch.words.value
