"""Interactive figures: ``import playground as play``, then ``play.perceptron()`` as the last line of a cell.

Every figure stands in a module of its own and is built on `playground.live`. Importing this package imports
no plotting library; a figure is built when it is shown, and not at all while a notebook is being graded.
"""

from playground.activation import activation
from playground.ball import ball
from playground.batches import batches
from playground.bumps import bumps
from playground.compass import compass
from playground.deep_gradient import deep_gradient
from playground.deep_network import deep_network
from playground.graph import graph
from playground.losses import cross_entropy, losses
from playground.network import network
from playground.perceptron import perceptron
from playground.shapes import shape_puzzle, warmup

__all__ = [
    "activation",
    "ball",
    "batches",
    "bumps",
    "compass",
    "cross_entropy",
    "deep_gradient",
    "deep_network",
    "graph",
    "losses",
    "network",
    "perceptron",
    "shape_puzzle",
    "warmup",
]
