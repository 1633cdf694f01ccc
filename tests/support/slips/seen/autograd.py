"""Wrong answers to the exercises of the topic autograd, as learners write them."""

from tests.support.slips import slip

slip(
    "accumulate",
    """
    def accumulate(gradients, name, gradient):
        new = gradients
        new[name] = new.get(name, 0) + gradient
        return new
    """,
    line=2,
    why="new is another name for the caller's dictionary, not a copy of it",
)

slip(
    "accumulate",
    """
    def accumulate(gradients, name, gradient):
        new = dict(gradients)
        if name in new:
            new[name] += gradient
        else:
            new[name] = gradient
        return new
    """,
    line=4,
    why="+= changes the caller's array in place: the copy of the dictionary holds the same arrays",
)

slip(
    "accumulate",
    """
    def accumulate(gradients, name, gradient):
        new = dict(gradients)
        new[name] = new.get(gradient, 0) + gradient
        return new
    """,
    line=3,
    why="the sum so far is looked up under the gradient instead of the name",
)

slip(
    "accumulate",
    """
    def accumulate(gradients, name, gradient):
        return gradients.get(name, 0) + gradient
    """,
    line=2,
    why="the sum alone is returned; the dictionary is wanted",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        gradients = {tape[-1][0]: 1.0}
        for output, inputs in reversed(tape):
            for name, slope in inputs:
                gradients[name] = gradients.get(name, 0) + gradients[output] * slope
        return gradients
    """,
    line=2,
    why="a step that leads nowhere has no gradient yet when its row comes; every name must begin with 0",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        gradients = {}
        for output, inputs in tape:
            gradients[output] = 0.0
            for name, slope in inputs:
                gradients[name] = 0.0
        for output, inputs in reversed(tape):
            gradients[output] = 1.0
            for name, slope in inputs:
                gradients[name] += gradients[output] * slope
        return gradients
    """,
    line=8,
    why="every output starts again at 1; only the last one does",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        gradients = {}
        for output, inputs in tape:
            for name in [output] + [i[0] for i in inputs]:
                gradients[name] = 0.0
        gradients[tape[-1][0]] = 1.0
        for output, inputs in reversed(tape):
            for name, slope in inputs:
                accumulate(gradients, name, gradients[output] * slope)
        return gradients
    """,
    line=9,
    why="accumulate returns a new dictionary, and here it is thrown away",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        gradients = {}
        for output, inputs in tape:
            for name in [output] + [i[0] for i in inputs]:
                gradients[name] = 0.0
        gradients[tape[0][0]] = 1.0
        for output, inputs in reversed(tape):
            for name, slope in inputs:
                gradients[name] += gradients[output] * slope
        return gradients
    """,
    line=6,
    why="the pass begins at the first output of the tape; it must begin at the last",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        gradients = {}
        for output, inputs in tape:
            for name in [output] + [i[0] for i in inputs]:
                gradients[name] = 0.0
        gradients[tape[-1][0]] = 1.0
        for output, inputs in reversed(tape):
            for name, slope in inputs:
                gradients[name] += gradients[output] * slope
            return gradients
    """,
    line=10,
    why="the return stands inside the loop, so that only the last row is carried back",
)

slip(
    "forward_mode",
    """
    def forward_mode(tape, start):
        rates = {start: 1.0}
        for output, inputs in tape:
            total = 0
            for name, slope in inputs:
                if name not in rates:
                    rates[name] = 1.0
                total += slope * rates[name]
            rates[output] = total
        return rates
    """,
    line=7,
    why="the inputs that are not the start stand still: their rate is 0",
)

slip(
    "forward_mode",
    """
    def forward_mode(tape, start):
        rates = {name: 0.0 for output, inputs in tape for name, slope in inputs}
        rates[start] = 1.0
        for output, inputs in tape:
            rate = 1.0
            for name, slope in inputs:
                rate *= slope * rates[name]
            rates[output] = rate
        return rates
    """,
    line=7,
    why="the contributions of the inputs are multiplied; they add up",
)

slip(
    "forward_mode",
    """
    def forward_mode(tape, start):
        rates = {name: 0.0 for output, inputs in tape for name, slope in inputs}
        rates[start] = 1.0
        for output, inputs in tape:
            total = 0.0
        for name, slope in inputs:
            total += slope * rates[name]
            rates[output] = total
        return rates
    """,
    line=6,
    why="the second loop stands beside the first one, not inside it: only the last row is used",
)

slip(
    "stretched_axes",
    """
    def stretched_axes(shape, full):
        padded = tuple(shape) + (1,) * (len(full) - len(shape))
        return [i for i in range(len(full)) if padded[i] != full[i]]
    """,
    line=2,
    why="the ones are put behind the shape; NumPy aligns on the right, so they belong in front",
)

slip(
    "stretched_axes",
    """
    def stretched_axes(shape, full):
        padded = (1,) * (len(full) - len(shape)) + tuple(shape)
        return [full[i] for i in range(len(full)) if padded[i] != full[i]]
    """,
    line=3,
    why="these are the lengths of the axes, not their positions",
)

slip(
    "stretched_axes",
    """
    def stretched_axes(shape, full):
        padded = (1,) * (len(full) - len(shape)) + tuple(shape)
        axes = []
        for i in range(len(shape)):
            if padded[i] != full[i]:
                axes.append(i)
        return axes
    """,
    line=4,
    why="the loop must run over all axes of the full shape",
)

slip(
    "unbroadcast",
    """
    def unbroadcast(gradient, shape):
        axes = stretched_axes(shape, gradient.shape)
        for axis in axes:
            gradient = gradient.sum(axis=axis)
        return gradient.reshape(shape)
    """,
    line=4,
    why="after the first sum the later axes have moved up by one; sum over all of them at once",
)

slip(
    "unbroadcast",
    """
    def unbroadcast(gradient, shape):
        axes = tuple(stretched_axes(gradient.shape, shape))
        return np.sum(gradient, axis=axes).reshape(shape)
    """,
    line=2,
    why="the two shapes are handed over in the wrong order",
)

slip(
    "unbroadcast",
    """
    def unbroadcast(gradient, shape):
        axes = tuple(stretched_axes(shape, np.shape(gradient)))
        if not axes:
            return np.sum(gradient)
        return np.sum(gradient, axis=axes).reshape(shape)
    """,
    line=4,
    why="where nothing was stretched the gradient stays as it is",
)

slip(
    "multiply_backward",
    """
    def multiply_backward(upstream, a, b):
        da = unbroadcast(upstream * b, np.shape(b))
        db = unbroadcast(upstream * a, np.shape(a))
        return da, db
    """,
    line=None,
    why="each gradient is brought to the shape of the other factor; it must have the shape of its own",
)

slip(
    "multiply_backward",
    """
    def multiply_backward(upstream, a, b):
        return unbroadcast(upstream * b, np.shape(a)), upstream * a
    """,
    line=2,
    why="the broadcast is undone for a only; b may have been stretched, too",
)

slip(
    "matmul_backward",
    """
    def matmul_backward(upstream, A, B):
        dA = upstream @ B.T
        dB = upstream.T @ A
        return dA, dB
    """,
    line=3,
    why="dB comes out transposed; it is A.T @ upstream",
)

slip(
    "matmul_backward",
    """
    def matmul_backward(upstream, A, B):
        dA = np.zeros(A.shape)
        dB = np.zeros(B.shape)
        for i in range(A.shape[0]):
            for p in range(A.shape[1]):
                for j in range(B.shape[1]):
                    dA[i, p] += upstream[i, j] * B[p, j]
                    dB[p, j] = A[i, p] * upstream[i, j]
        return dA, dB
    """,
    line=8,
    why="= overwrites what the earlier rows gave to dB; += adds it up",
)

slip(
    "topological_order",
    """
    def topological_order(parents, end):
        order = []

        def visit(name):
            if name in order:
                return
            order.append(name)
            for parent in parents[name]:
                visit(parent)

        visit(end)
        return list(reversed(order))
    """,
    line=7,
    why="a name is written down before its parents; turning the list around does not make up for it",
)

slip(
    "topological_order",
    """
    def topological_order(parents, end):
        order = []

        def visit(name):
            for parent in parents[name]:
                if parent not in order:
                    visit(parent)
            order.append(name)

        for name in parents:
            if name not in order:
                visit(name)
        return order
    """,
    line=10,
    why="every name is visited; values that the end does not depend on come in, too",
)

slip(
    "topological_order",
    """
    def topological_order(parents, end):
        order = []
        for parent in parents[end]:
            order += topological_order(parents, parent)
        return order + [end]
    """,
    line=4,
    why="nothing remembers what was visited: a value that is used twice stands in the order twice",
)

slip(
    "backward",
    """
    def backward(tape, values):
        gradients = {tape[-1][0]: 1.0}
        for output, operation, inputs in reversed(tape):
            found = backward_of(operation, gradients[output], inputs)
            for name, gradient in zip(inputs, found):
                gradients = accumulate(gradients, name, gradient)
        return gradients
    """,
    line=4,
    why="backward_of is given the names of the inputs; it needs their values",
)

slip(
    "backward",
    """
    def backward(tape, values):
        gradients = {tape[-1][0]: 1.0}
        for output, operation, inputs in reversed(tape):
            found = backward_of(operation, values[output], [values[name] for name in inputs])
            for name, gradient in zip(inputs, found):
                gradients = accumulate(gradients, name, gradient)
        return gradients
    """,
    line=4,
    why="the value of the output is handed on where its gradient belongs",
)

slip(
    "backward",
    """
    def backward(tape, values):
        gradients = {tape[-1][0]: 1.0}
        for output, operation, inputs in reversed(tape):
            found = backward_of(operation, gradients[output], [values[name] for name in inputs])
            for name, gradient in zip(inputs, found):
                gradients[name] = gradient
        return gradients
    """,
    line=6,
    why="a second contribution replaces the first one; accumulate adds them",
)

slip(
    "engine_gradients",
    """
    def engine_gradients(X, T, V, a, W, b):
        V, a, W, b = Value(V), Value(a), Value(W), Value(b)
        H = (X @ V + a).sigmoid()
        Y = (H @ W + b).sigmoid()
        E = ((Y - T) * (Y - T)).sum()
        E.backward()
        return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
    """,
    line=5,
    why="the 1/2 of the loss is missing",
)

slip(
    "engine_gradients",
    """
    def engine_gradients(X, T, V, a, W, b):
        V, a, W, b = Value(V), Value(a), Value(W), Value(b)
        H = (X @ V + a).sigmoid()
        Y = (H @ W + b).sigmoid()
        E = 0.5 * ((Y - T) * (Y - T)).sum()
        return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
    """,
    line=None,
    why="E.backward() was never called, so no value has a gradient",
)

slip(
    "engine_gradients",
    """
    def engine_gradients(X, T, V, a, W, b):
        V, a, W, b = Value(V), Value(a), Value(W), Value(b)
        H = (X @ V + a).sigmoid()
        Y = H @ W + b
        E = 0.5 * ((Y - T) * (Y - T)).sum()
        E.backward()
        return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
    """,
    line=4,
    why="the output's sigmoid is missing",
)

slip(
    "engine_gradients",
    """
    def engine_gradients(X, T, V, a, W, b):
        V, a, W, b = Value(V), Value(a), Value(W), Value(b)
        H = (X @ V + a).sigmoid()
        Y = (H @ W + b).sigmoid()
        E = 0.5 * ((Y - T) ** 2).sum()
        E.backward()
        return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
    """,
    line=5,
    why="the engine knows no power: multiply the difference by itself",
)

slip(
    "accumulate",
    """
    def accumulate(gradients, name, gradient):
        result = {**gradients}
        result[name] = result[name] + gradient
        return result
    """,
    line=3,
    why="KeyError for a new name",
)

slip(
    "backward",
    """
    def backward(tape, values):
        gradients = {tape[-1][0]: np.array(1.0)}
        for output, operation, inputs in tape:
            parts = backward_of(operation, gradients[output], [values[i] for i in inputs])
            for name, part in zip(inputs, parts):
                gradients = accumulate(gradients, name, part)
        return gradients
    """,
    line=3,
    why="the tape is gone through from its front; the gradients come from its end",
)

slip(
    "backward",
    """
    def backward(tape, values):
        gradients = {tape[-1][0]: 1.0}
        for output, operation, inputs in reversed(tape):
            for n, g in zip(inputs, backward_of(operation, gradients[output], inputs)):
                gradients = accumulate(gradients, n, g)
        return gradients
    """,
    line=4,
    why="names instead of values are handed over",
)

slip(
    "unbroadcast",
    """
    def unbroadcast(gradient, shape):
        while gradient.ndim > len(shape):
            gradient = gradient.sum(axis=0)
        return gradient
    """,
    line=3,
    why="sums only leading axes",
)

slip(
    "accumulate",
    """
    def accumulate(gradients, name, gradient):
        if name in gradients:
            gradients[name] += gradient
        else:
            gradients[name] = gradient
        return gradients
    """,
    line=3,
    why="changes the caller's dictionary",
)

slip(
    "accumulate",
    """
    def accumulate(gradients, name, gradient):
        new = gradients.copy()
        new[name] = new[name] + gradient
        return new
    """,
    line=3,
    why="a name that is not there yet raises KeyError: get(name, 0)",
)

slip(
    "accumulate",
    """
    def accumulate(gradients, name, gradient):
        new = gradients.copy()
        new.setdefault(name, 0)
        new[name] += gradient
        return new
    """,
    line=4,
    why="+= writes into an array that the caller's dictionary holds, too",
)

slip(
    "accumulate",
    """
    def accumulate(gradients, name, gradient):
        new = {**gradients}
        if gradients.get(name):
            new[name] = gradients[name] + gradient
        else:
            new[name] = gradient
        return new
    """,
    line=3,
    why="truth of an array is ambiguous; the question is whether the name is in the dictionary",
)

slip(
    "accumulate",
    """
    def accumulate(gradients, name, gradient, out={}):
        out.update(gradients)
        out[name] = out.get(name, 0) + gradient
        return out
    """,
    line=1,
    why="the default dictionary is made once and shared by all calls",
)

slip(
    "accumulate",
    """
    def accumulate(gradients, name, gradient):
        return {**gradients, "name": gradients.get("name", 0) + gradient}
    """,
    line=2,
    why="the variable stands in quotation marks: every sum lands under the key 'name'",
)

slip(
    "backward",
    """
    def backward(tape, values):
        grads = {tape[-1][0]: 1.0}
        for out, op, ins in reversed(tape):
            gs = backward_of(op, grads[out], [values[i] for i in ins])
            grads = accumulate(grads, ins[0], gs[0])
        return grads
    """,
    line=5,
    why="only the first input of each step gets its gradient",
)

slip(
    "engine_gradients",
    """
    def engine_gradients(X, T, V, a, W, b):
        V, a, W, b = Value(V), Value(a), Value(W), Value(b)
        H = sigmoid(X @ V + a)
        Y = sigmoid(H @ W + b)
        E = 0.5 * ((Y - T) * (Y - T)).sum()
        E.backward()
        return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
    """,
    line=3,
    why="the function for arrays, not the method of a Value",
)

slip(
    "engine_gradients",
    """
    def engine_gradients(X, T, V, a, W, b):
        V, a, W, b = Value(V, "V"), Value(a, "a"), Value(W, "W"), Value(b, "b")
        H = (X @ V + a).sigmoid()
        Y = H @ W + b
        E = 0.5 * ((Y - T) * (Y - T)).sum()
        E.backward()
        return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
    """,
    line=4,
    why="the sigmoid of the output is forgotten",
)

slip(
    "engine_gradients",
    """
    def engine_gradients(X, T, V, a, W, b):
        V, a, W, b = Value(V, "V"), Value(a, "a"), Value(W, "W"), Value(b, "b")
        H = (X @ V + a).sigmoid()
        Y = (H @ W + b).sigmoid()
        E = (Y - T).sum()
        E.backward()
        return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
    """,
    line=5,
    why="the errors are not squared",
)

slip(
    "engine_gradients",
    """
    def engine_gradients(X, T, V, a, W, b):
        V, a, W, b = Value(V, "p"), Value(a, "p"), Value(W, "p"), Value(b, "p")
        H = (X @ V + a).sigmoid()
        Y = (H @ W + b).sigmoid()
        E = 0.5 * ((Y - T) * (Y - T)).sum()
        E.backward()
        return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
    """,
    line=2,
    why="four values have the same name",
)

slip(
    "forward_mode",
    """
    def forward_mode(tape, start):
        rates = {start: 1.0}
        for out, ins in tape:
            rates[out] = sum(slope * rates.get(name, 0) for name, slope in ins)
        return rates[tape[-1][0]]
    """,
    line=5,
    why="the rate of the last output alone",
)

slip(
    "matmul_backward",
    """
    def matmul_backward(upstream, A, B):
        return upstream @ B, A @ upstream
    """,
    line=2,
    why="the transposes are missing",
)

slip(
    "matmul_backward",
    """
    def matmul_backward(upstream, A, B):
        dB = A.T @ upstream
        dA = upstream @ B.T
        return dB, dA
    """,
    line=4,
    why="the order of the two results",
)

slip(
    "matmul_backward",
    """
    def matmul_backward(upstream, A, B):
        n = A.shape[0]
        return upstream @ B.T / n, A.T @ upstream / n
    """,
    line=3,
    why="divides by n",
)

slip(
    "matmul_backward",
    """
    def matmul_backward(upstream, A, B):
        ones = np.ones((A.shape[0], B.shape[1]))
        return ones @ B.T, A.T @ ones
    """,
    line=3,
    why="without upstream",
)

slip(
    "matmul_backward",
    """
    def matmul_backward(upstream, A, B):
        dA, dB = np.zeros(A.shape), np.zeros(B.shape)
        for i in range(A.shape[0]):
            for j in range(B.shape[1]):
                for p in range(A.shape[1]):
                    dA[i, p] += upstream[i, j] * B[p, j]
                    dB[p, j] = upstream[i, j] * A[i, p]
        return dA, dB
    """,
    line=7,
    why="dB is replaced, not added up",
)

slip(
    "multiply_backward",
    """
    def multiply_backward(upstream, a, b):
        return upstream * b, upstream * a
    """,
    line=2,
    why="nothing is summed where a factor was stretched",
)

slip(
    "multiply_backward",
    """
    def multiply_backward(upstream, a, b):
        return unbroadcast(upstream, a.shape) * b, unbroadcast(upstream, b.shape) * a
    """,
    line=2,
    why="unbroadcast before multiplication",
)

slip(
    "multiply_backward",
    """
    def multiply_backward(upstream, a, b):
        da = upstream * b
        db = unbroadcast(upstream * a, np.shape(b))
        return da, db
    """,
    line=2,
    why="only b is unbroadcast",
)

slip(
    "multiply_backward",
    """
    def multiply_backward(upstream, a, b):
        return unbroadcast(upstream * a, a.shape), unbroadcast(upstream * b, b.shape)
    """,
    line=2,
    why="own factors",
)

slip(
    "multiply_backward",
    """
    def multiply_backward(upstream, a, b):
        da = np.sum(upstream * b) if a.shape != upstream.shape else upstream * b
        db = np.sum(upstream * a) if b.shape != upstream.shape else upstream * a
        return da, db
    """,
    line=2,
    why="summed to one number",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        grads = {tape[-1][0]: 1.0}
        for out, ins in tape[::-1]:
            for n, s in ins:
                grads = accumulate(grads, n, grads[out] * s)
        return grads
    """,
    line=5,
    why="a value that the end does not depend on has no gradient yet",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        grads = {name: 0.0 for out, ins in tape for name in [out] + [i for i, _ in ins]}
        grads[tape[-1][0]] = 1.0
        for out, ins in reversed(tape):
            for name, slope in ins:
                accumulate(grads, name, grads[out] * slope)
        return grads
    """,
    line=6,
    why="result of accumulate thrown away",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        grads = {name: 0.0 for out, ins in tape for name in [out] + [i for i, _ in ins]}
        grads[tape[-1][0]] = 1.0
        for out, ins in reversed(tape):
            for name, slope in ins:
                grads[name] += slope
        return grads
    """,
    line=6,
    why="upstream forgotten",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        grads = {name: 0.0 for out, ins in tape for name in [out] + [i for i, _ in ins]}
        grads[tape[0][0]] = 1.0
        for out, ins in reversed(tape):
            for name, slope in ins:
                grads[name] += grads[out] * slope
        return grads
    """,
    line=3,
    why="the first output is taken for the last",
)

slip(
    "stretched_axes",
    """
    def stretched_axes(shape, full):
        padded = (1,) * (len(full) - len(shape)) + tuple(shape)
        return [i for i in range(len(full)) if padded[i] == 1]
    """,
    line=3,
    why="axes of 1 that were 1 before count too",
)

slip(
    "stretched_axes",
    """
    def stretched_axes(shape, full):
        axes = []
        for i, (s, f) in enumerate(zip(shape[::-1], full[::-1])):
            if s != f:
                axes.append(i)
        return axes
    """,
    line=5,
    why="the axes are counted from the right, and new ones are left out",
)

slip(
    "stretched_axes",
    """
    def stretched_axes(shape, full):
        new = len(full) - len(shape)
        axes = [new + i for i in range(len(shape)) if shape[i] != full[new + i]]
        return axes + list(range(new))
    """,
    line=4,
    why="the order of the axes",
)

slip(
    "topological_order",
    """
    def topological_order(parents, end):
        seen, todo = [], [end]
        while todo:
            name = todo.pop(0)
            if name in seen:
                continue
            seen.append(name)
            todo.extend(parents[name])
        return seen[::-1]
    """,
    line=9,
    why="collected level by level",
)

slip(
    "topological_order",
    """
    def topological_order(parents, end):
        order = set()
        def visit(name):
            if name not in order:
                for p in parents[name]:
                    visit(p)
                order.add(name)
        visit(end)
        return order
    """,
    line=9,
    why="returns a set",
)

slip(
    "topological_order",
    """
    def topological_order(parents, end):
        order = []
        def visit(name):
            if name not in order:
                for p in parents[name]:
                    visit(p)
                    order.append(name)
        visit(end)
        return order
    """,
    line=7,
    why="order.append indented in the loop",
)

slip(
    "unbroadcast",
    """
    def unbroadcast(gradient, shape):
        axes = tuple(stretched_axes(shape, gradient.shape))
        return gradient.mean(axis=axes).reshape(shape)
    """,
    line=3,
    why="averaged",
)

slip(
    "unbroadcast",
    """
    def unbroadcast(gradient, shape):
        return np.sum(gradient, axis=tuple(stretched_axes(shape, gradient.shape)))
    """,
    line=2,
    why="keepdims forgotten for stretched axes: shape lost",
)

slip(
    "unbroadcast",
    """
    def unbroadcast(gradient, shape):
        return gradient.flatten()[:int(np.prod(shape))].reshape(shape)
    """,
    line=2,
    why="the first entries, not sums",
)

slip(
    "unbroadcast",
    """
    def unbroadcast(gradient, shape):
        axes = stretched_axes(shape, gradient.shape)
        return np.sum(gradient, axis=axes).reshape(shape)
    """,
    line=3,
    why="several axes are a tuple",
)

slip(
    "accumulate",
    """
    def accumulate(gradients, name, gradient):
        gradients[name] = gradients.get(name, 0) + gradient
        return gradients
    """,
    line=2,
    why="changes the dictionary",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        grads = {}
        for out, ins in tape:
            grads[out] = 0.0
            for name, s in ins:
                grads[name] = 0.0
        for out, ins in reversed(tape):
            for name, s in ins:
                grads[name] += grads[out] * s
        return grads
    """,
    line=None,
    why="seed of zero",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        grads = {}
        for out, ins in tape:
            grads[out] = 1.0
            for name, s in ins:
                grads[name] = 1.0
        for out, ins in reversed(tape):
            for name, s in ins:
                grads = accumulate(grads, name, grads[out] * s)
        return grads
    """,
    line=4,
    why="seed of ones everywhere",
)

slip(
    "forward_mode",
    """
    def forward_mode(tape, start):
        rates = {}
        for out, ins in tape:
            for name, s in ins:
                rates.setdefault(name, 0.0)
            rates[out] = 0.0
            for name, s in ins:
                rates[out] += s * rates[name]
        return rates
    """,
    line=None,
    why="seed of zero",
)

slip(
    "forward_mode",
    """
    def forward_mode(tape, start):
        rates = {name: 1.0 for out, ins in tape for name, s in ins}
        for out, ins in tape:
            rates[out] = sum(s * rates[name] for name, s in ins)
        return rates
    """,
    line=2,
    why="seed of ones everywhere",
)

slip(
    "unbroadcast",
    """
    def unbroadcast(gradient, shape):
        return gradient.reshape(shape)
    """,
    line=2,
    why="reshape without summing",
)

slip(
    "backward",
    """
    def backward(tape, values):
        grads = {tape[-1][0]: 1.0}
        for out, op, ins in tape[::-1]:
            vals = [values[i] for i in ins]
            gs = backward_of(op, grads[out], vals)
            for i, g in zip(ins, gs):
                grads[i] = g
        return grads
    """,
    line=7,
    why="a gradient overwritten",
)

slip(
    "engine_gradients",
    """
    def engine_gradients(X, T, V, a, W, b):
        V, a, W, b = Value(V), Value(a), Value(W), Value(b)
        h = (X @ V + a).sigmoid()
        H = Value(h.data)
        Y = (H @ W + b).sigmoid()
        E = ((Y - T) * (Y - T)).sum() * 0.5
        E.backward()
        return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
    """,
    line=4,
    why="the graph is cut",
)

slip(
    "engine_gradients",
    """
    def engine_gradients(X, T, V, a, W, b):
        V, a, W, b = [Value(p) for p in (V, a, W, b)]
        H = (X @ V + a).sigmoid()
        Y = (H @ W + b).sigmoid()
        E = ((Y - T) * (Y - T)).sum()
        E.backward()
        return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
    """,
    line=5,
    why="half missing, backward called on Y",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        grads = {n: 0.0 for out, ins in tape for n in [out] + [i for i, _ in ins]}
        grads[tape[-1][0]] = 1.0
        for out, ins in reversed(tape):
            for name, slope in ins:
                grads[name] += slope + grads[out]
        return grads
    """,
    line=6,
    why="slopes added, not multiplied",
)

slip(
    "stretched_axes",
    """
    def stretched_axes(shape, full):
        axes = []
        for i in range(1, len(full) + 1):
            if i > len(shape) or shape[-i] != full[-i]:
                axes.append(-i)
        return axes
    """,
    line=5,
    why="compares the wrong end, and counts from the right",
)

slip(
    "backward",
    """
    def backward(tape, values):
        grads = {}
        grads[tape[-1][0]] = 0.0
        for out, op, ins in reversed(tape):
            for name, g in zip(ins, backward_of(op, grads[out], [values[i] for i in ins])):
                grads = accumulate(grads, name, g)
        return grads
    """,
    line=3,
    why="starts with ones like the first value",
)

slip(
    "topological_order",
    """
    def topological_order(parents, end):
        order = []
        def visit(n):
            if n not in order:
                for p in parents[n]:
                    visit(p)
                order.append(n)
        visit(end)
        return order[::-1]
    """,
    line=9,
    why="reversed at the end although visited after the parents",
)

slip(
    "engine_gradients",
    """
    def engine_gradients(X, T, V, a, W, b):
        V, a, W, b = Value(V), Value(a), Value(W), Value(b)
        Y = ((X @ V + a).sigmoid() @ W + b).sigmoid()
        E = Value(0.5 * ((Y.data - T) ** 2).sum())
        E.backward()
        return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
    """,
    line=4,
    why="loss from data",
)

slip(
    "engine_gradients",
    """
    def engine_gradients(X, T, V, a, W, b):
        X = Value(X)
        Y = ((X @ V + a).sigmoid() @ W + b).sigmoid()
        E = 0.5 * ((Y - T) * (Y - T)).sum()
        E.backward()
        return {"V": V.grad, "a": a.grad, "W": W.grad, "b": b.grad}
    """,
    line=2,
    why="the parameters are never wrapped",
)

slip(
    "reverse_pass",
    """
    def reverse_pass(tape):
        grads = {n: 1.0 for out, ins in tape for n in [out] + [i for i, _ in ins]}
        for out, ins in reversed(tape):
            for name, slope in ins:
                grads[name] = slope * grads[out]
        return grads
    """,
    line=5,
    why="seeds of ones and no adding up",
)

slip(
    "accumulate",
    """
    def accumulate(gradients, name, gradient):
        new = dict(gradients)
        new[name] = gradient
        return new
    """,
    line=3,
    why="the contribution replaces what was there, it is not added",
)
