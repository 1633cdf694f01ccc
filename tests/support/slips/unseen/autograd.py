"""Wrong answers to the exercises of the topic autograd, as learners write them."""

from tests.support.slips import slip

slip(
    "accumulate",
    """
    def accumulate(gradients, name, gradient):
        result = {}
        for key in gradients:
            if key == name:
                result[key] = gradients[key] + gradient
            else:
                result[key] = gradients[key]
                result[name] = gradient
        return result
    """,
    line=8,
    why="the new name is set beside every other key, and overwrites the sum",
)

slip(
    "accumulate",
    """
    def accumulate(gradients, name, gradient):
        old = gradients.get(name, 1)
        return {**gradients, name: old + gradient}
    """,
    line=2,
    why="a name that is not there yet counts as 0, not as 1",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        names = {n for out, ins in tape for n, s in ins} | {out for out, ins in tape}
        grads = {n: 0.0 for n in names}
        grads[tape[-1][0]] = 1.0
        for out, ins in tape[::-1]:
            for n, s in ins:
                grads[n] += grads[n] * s
        return grads
    """,
    line=7,
    why="the gradient of the input is multiplied by the slope; it must be that of the output",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        names = {n for out, ins in tape for n, s in ins} | {out for out, ins in tape}
        grads = {n: 0.0 for n in names}
        grads[tape[-1][0]] = 1.0
        for out, ins in tape[:0:-1]:
            for n, s in ins:
                grads[n] += grads[out] * s
        return grads
    """,
    line=5,
    why="the slice stops before the first row, so nothing comes back through it",
)

slip(
    "forward_mode",
    """
    def forward_mode(tape, start):
        rates = {}
        for out, ins in tape:
            for n, s in ins:
                if n == start:
                    rates[n] = 1.0
                else:
                    rates[n] = 0.0
            rates[out] = sum(s * rates[n] for n, s in ins)
        return rates
    """,
    line=8,
    why="the rates of values computed before are set back to 0",
)

slip(
    "stretched_axes",
    """
    def stretched_axes(shape, full):
        extra = len(full) - len(shape)
        axes = list(range(extra))
        for i, size in enumerate(shape):
            if size == 1 and full[i] > 1:
                axes.append(i + extra)
        return axes
    """,
    line=5,
    why="axis i of the shape lies over axis i + extra of the full shape",
)

slip(
    "unbroadcast",
    """
    def unbroadcast(gradient, shape):
        extra = gradient.ndim - len(shape)
        g = gradient.sum(axis=tuple(range(extra)))
        for i, size in enumerate(shape):
            if size == 1:
                g = g.sum(axis=i)
        return g
    """,
    line=6,
    why="without keepdims the axis of length 1 is removed",
)

slip(
    "multiply_backward",
    """
    def multiply_backward(upstream, a, b):
        da = upstream * b
        db = upstream * a
        if a.shape != da.shape:
            da = unbroadcast(da, a.shape)
        elif b.shape != db.shape:
            db = unbroadcast(db, b.shape)
        return da, db
    """,
    line=6,
    why="with elif the second factor is left as it is when both were stretched",
)

slip(
    "matmul_backward",
    """
    def matmul_backward(upstream, A, B):
        dA = np.dot(upstream, B.T)
        dB = np.dot(A.T, dA)
        return dA, dB
    """,
    line=3,
    why="dB is computed from dA instead of the upstream gradient",
)

slip(
    "topological_order",
    """
    def topological_order(parents, end):
        order, seen = [], set()

        def visit(name):
            seen.add(name)
            for parent in parents[name]:
                visit(parent)
            if name not in seen:
                order.append(name)

        visit(end)
        return order
    """,
    line=8,
    why="the name is marked as seen before it is asked, so nothing is ever written down",
)

slip(
    "topological_order",
    """
    def topological_order(parents, end):
        order, todo = [], [end]
        while todo:
            name = todo.pop()
            if name not in order:
                order.insert(0, name)
                todo.extend(parents[name])
        return order
    """,
    line=None,
    why="names are put in front as they are met; a value that is used early and late comes too late",
)

slip(
    "backward",
    """
    def backward(tape, values):
        grads = {name: np.zeros(np.shape(values[name])) for name in values}
        grads[tape[-1][0]] = values[tape[-1][0]]
        for out, op, ins in reversed(tape):
            parts = backward_of(op, grads[out], [values[n] for n in ins])
            for n, g in zip(ins, parts):
                grads[n] = grads[n] + g
        return grads
    """,
    line=3,
    why="the pass begins with the value of the loss; it must begin with 1",
)

slip(
    "engine_gradients",
    """
    def engine_gradients(X, T, V, a, W, b):
        V, a, W, b = Value(V), Value(a), Value(W), Value(b)
        H = (X @ V + a).sigmoid()
        Y = (H @ W + b).sigmoid()
        E = 0.5 * (Y - T * Y - T).sum()
        E.backward()
        return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
    """,
    line=5,
    why="without parentheses this is Y - T Y - T, not a square",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        grads = {}
        last = tape[-1][0]
        grads[last] = 1
        for out, ins in reversed(tape):
            for name, slope in ins:
                grads[name] = grads.get(name, 0) + slope
        return grads
    """,
    line=7,
    why="the chain rule: the output's gradient times the slope",
)

slip(
    "forward_mode",
    """
    def forward_mode(tape, start):
        d = {}
        for out, ins in tape:
            d[out] = 0.0
            for n, s in ins:
                d[n] = 1.0 if n == start else 0.0
                d[out] += s * d[n]
        return d
    """,
    line=None,
    why="the rate of an input is overwritten each time it is used",
)

slip(
    "backward",
    """
    def backward(tape, values):
        gradients = {tape[-1][0]: 1.0}
        for output, operation, inputs in tape[::-1]:
            found = backward_of(operation, gradients[output], [values[name] for name in inputs])
            for name, g in zip(inputs, found):
                accumulate(gradients, name, g)
        return gradients
    """,
    line=6,
    why="accumulate returns a new dictionary: keep it",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        grads = {tape[-1][0]: 1}
        for out, inputs in tape:
            for inp, slope in inputs:
                grads[inp] = grads.get(inp, 0) + grads.get(out, 0) * slope
        return grads
    """,
    line=3,
    why="the gradients come from the end of the tape",
)

slip(
    "stretched_axes",
    """
    def stretched_axes(shape, full):
        padded = (1,) * (len(full) - len(shape)) + tuple(shape)
        return [i for i, (p, f) in enumerate(zip(padded, full)) if p != f]
    """,
    line=3,
    why="new axes of length 1 are left out",
)

slip(
    "backward",
    """
    def backward(tape, values):
        gradients = {tape[-1][0]: 1.0}
        for output, operation, inputs in reversed(tape):
            grads = backward_of(operation, gradients[output], [values[n] for n in inputs])
            for n, g in zip(inputs, grads):
                accumulate(gradients, n, g)
        return gradients
    """,
    line=6,
    why="the dictionary that accumulate returns is thrown away",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        out, inputs = tape[-1]
        grads = {out: 1}
        for name, slope in inputs:
            grads[name] = grads.get(name, 0) + slope
        return grads
    """,
    line=None,
    why="only the last row of the tape is gone through",
)
