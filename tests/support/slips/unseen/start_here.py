"""Wrong answers to the exercises of the topic start-here, as learners write them."""

from tests.support.slips import slip

slip(
    "double",
    """
    def double(x):
        y = 2x
        return y
    """,
    line=2,
    why="Python needs the multiplication sign: 2 * x",
)

slip(
    "double",
    """
    def double(x):
        doubled = x * 2
        return int(doubled)
    """,
    line=3,
    why="int() cuts the decimals off",
)

slip(
    "double",
    """
    def double(x):
        twice = x + x
        print(twice)
        return doubled
    """,
    line=4,
    why="the variable is called twice, and doubled does not exist",
)

slip(
    "double",
    '''
    def double(x):
        """Twice the number."""
        x = 3
        return 2 * x
    ''',
    line=3,
    why="3 was the example; the answer must use x",
)

slip(
    "double",
    """
    def double(x):
        result = 2 * x
        print(result)
    """,
    line=3,
    why="prints the result and returns nothing",
)

slip(
    "double",
    """
    def double(x):
        return str(x) + str(x)
    """,
    line=2,
    why="a text is returned",
)

slip(
    "double",
    """
    def double(x):
        print(2 * x)
    """,
    line=2,
    why="prints instead of returning",
)

slip(
    "double",
    """
    def double(x):
        result = math.pow(2, x)
        return result
    """,
    line=2,
    why="math.pow turns the factor into a power of two",
)
