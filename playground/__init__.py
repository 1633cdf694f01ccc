"""Interactive figures: ``import playground as play``, then ``play.perceptron()`` as the last line of a cell.

Every figure stands in a module of its own and is built on `playground.live`. Importing this package imports
no plotting library; a figure is built when it is shown, and never while a notebook is being graded. In a notebook the
import also lets the pictures that a cell draws with Matplotlib follow the page's theme (`playground.drawn`).
"""

from playground.activation import activation
from playground.ball import ball
from playground.batches import batches
from playground.bumps import bumps
from playground.capacity import capacity
from playground.compass import compass
from playground.deep_gradient import deep_gradient
from playground.deep_network import deep_network
from playground.digits import digits
from playground.draw_curve import draw_curve
from playground.draw_digit import draw_digit
from playground.drawn import follow_the_theme
from playground.graph import graph
from playground.initialization import initialization
from playground.learning_rate import learning_rate
from playground.losses import cross_entropy, losses
from playground.network import network
from playground.optimizers import optimizers
from playground.perceptron import perceptron
from playground.predicted import predicted as predicted
from playground.scaling import scaling
from playground.schedules import schedules
from playground.shapes import shape_puzzle, warmup
from playground.softmax import softmax
from playground.symmetry import symmetry
from playground.tape import tape
from playground.watch import watch

__all__ = [
    "activation",
    "ball",
    "batches",
    "bumps",
    "capacity",
    "compass",
    "cross_entropy",
    "deep_gradient",
    "deep_network",
    "digits",
    "draw_curve",
    "draw_digit",
    "graph",
    "initialization",
    "learning_rate",
    "losses",
    "network",
    "optimizers",
    "perceptron",
    "scaling",
    "schedules",
    "shape_puzzle",
    "softmax",
    "symmetry",
    "tape",
    "warmup",
    "watch",
]

follow_the_theme()
