"""Wrong answers to the exercises of the topic start-here, as learners write them."""

from tests.support.slips import slip

slip(
    "double",
    """
    def double(x):
        # x doubled
        result = x ^ 2
        return result
    """,
    line=3,
    why="^ is not a power and not a multiplication in Python (it flips bits); write 2 * x",
)

slip(
    "double",
    """
    def double(x):
        total = 0
        for i in range(x):
            total = total + 2
        return total
    """,
    line=3,
    why="the loop counts to x, so it stops at decimals and adds nothing for negative numbers; multiply by 2",
)

slip(
    "double",
    """
    def double(x):
        # a doubled number can never be below zero
        n = abs(x)
        return n + n
    """,
    line=3,
    why="abs loses the sign: twice a negative number is negative",
)

slip(
    "double",
    """
    def double(x):
        answer = 1
        for _ in range(2):
            answer *= x
        return answer
    """,
    line=4,
    why="x is squared instead of multiplied by 2",
)

slip(
    "double",
    """
    def double(x):
        return int(x) * 2
    """,
    line=2,
    why="int() cuts the decimals off",
)

slip(
    "double",
    """
    def double(x):
        x + x
        return x
    """,
    line=2,
    why="the result is computed and thrown away",
)

slip(
    "double",
    """
    def double(x):
        return x ** 2
    """,
    line=2,
    why="the square, as in the cell that was filled in",
)
