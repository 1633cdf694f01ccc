"""A function that uses functions in a dictionary, or classes of the learner's, is searched like any other."""

from tests.support.searched import found_in

FUNCTIONS = """
ACTIVATIONS = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "relu": lambda z: np.maximum(z, 0)}

def mlp_forward(X, V, a, W, b):
    f = ACTIVATIONS["sigmoid"]
    S = X @ V + a
    H = f(S)
    Z = H @ W - b
    return {"S": S, "H": H, "Z": Z, "Y": f(Z)}
"""
LAYERS = """
class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.Z = X @ self.W + self.b
        return 1 / (1 + np.exp(-self.Z))

def mlp_forward(X, V, a, W, b):
    first, second = Layer(V, a), Layer(W, -b)
    H = first.forward(X)
    Y = second.forward(H)
    return {"S": first.Z, "H": H, "Z": second.Z, "Y": Y}
"""
CACHE = """
from dataclasses import dataclass

@dataclass
class Cache:
    S: np.ndarray
    H: np.ndarray

def mlp_forward(X, V, a, W, b):
    S = X @ V + a
    cache = Cache(S, 1 / (1 + np.exp(S)))
    Z = cache.H @ W + b
    return {"S": cache.S, "H": cache.H, "Z": Z, "Y": 1 / (1 + np.exp(-Z))}
"""


def test_functions_in_a_dictionary():
    assert found_in(FUNCTIONS, "mlp_forward").change == "Write `Z = H @ W + b`."


def test_a_class_of_the_learners():
    assert found_in(LAYERS, "mlp_forward").change == "Write `first, second = (Layer(V, a), Layer(W, b))`."


def test_a_part_that_is_right_does_not_clear_the_value_that_holds_it():
    assert found_in(CACHE, "mlp_forward").change == "Write `cache = Cache(S, 1 / (1 + np.exp(-S)))`."
