"""Wrong answers of schedules and search, as learners write them; nobody tunes anything to these."""

from tests.support.slips import slip

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            n_drops = t / every
            return lr0 * drop ** n_drops
        """,
    line=2,
    why="the exponent must be a whole number: t // every",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            t = np.asarray(t)
            return lr0 * drop ** t // every
        """,
    line=3,
    why="without brackets the power is taken first, and the rate itself is divided by every and cut off",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            times = np.asarray(t) // every
            lr = lr0 * (1 - drop) ** times
            return lr
        """,
    line=3,
    why="drop is the factor that is kept, not the share that is taken away",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            t = np.asarray(t)
            return np.where(t < every, lr0, lr0 * drop)
        """,
    line=3,
    why="only the first drop is made: each further `every` steps bring another one",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            lr = lr0 * math.exp(-rate * t)
            return lr
        """,
    line=2,
    why="math.exp takes one number; for an array it is np.exp",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            decay = 1 - rate
            return lr0 * decay ** t
        """,
    line=3,
    why="that keeps 1 - rate in each step; the decay is exp(-rate t)",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            return lr0 * math.e ** -rate * t
        """,
    line=2,
    why="math.e ** -rate * t takes the power first and multiplies by t afterwards",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            t = np.array(t, dtype=int)
            out = lr0 * np.exp(-rate * t)
            return out
        """,
    line=2,
    why="dtype=int cuts times such as 2.25 off to whole numbers",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            if t > total:
                return lr_end
            slope = (lr_end - lr0) / total
            return lr0 + slope * t
        """,
    line=2,
    why="if cannot ask an array of times at once: use np.where or np.minimum",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            t = np.asarray(t)
            line = lr0 + (lr_end - lr0) * t / total
            return np.where(t <= total, line, 0)
        """,
    line=4,
    why="past total np.where returns 0; the rate stays at lr_end",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            schedule = np.linspace(lr0, lr_end, int(total))
            idx = np.minimum(np.asarray(t).astype(int), int(total) - 1)
            return schedule[idx]
        """,
    line=2,
    why="np.linspace with total points ends one step too early: from 0 to total there are total + 1",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            t = min(t, total)
            return lr0 + (lr_end - lr0) * (t / total)
        """,
    line=2,
    why="min compares whole arrays; entry by entry it is np.minimum",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            lr = lr0 / 1 + rate * t
            return lr
        """,
    line=2,
    why="the brackets are missing: lr0 is divided by 1, and rate t is added",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            def lr_at(epoch):
                lr = lr0
                for e in range(1, int(epoch) + 1):
                    lr = lr / (1 + rate * e)
                return lr
            return np.vectorize(lr_at, otypes=[float])(t)
        """,
    line=5,
    why="the decay compounds: each turn divides the last rate again, instead of lr0",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            factor = 1 / (1 + rate * np.asarray(t))
            return lr0 - factor
        """,
    line=3,
    why="1 / (1 + rate t) is the factor; lr0 must be multiplied by it, not reduced by it",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            t = np.asarray(t, dtype=float)
            return lr0 / (1 + t) ** rate
        """,
    line=3,
    why="the decay rate stands in the exponent; it multiplies t",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            t = np.minimum(np.asarray(t), total - 1)
            return lr_end + 0.5 * (lr0 - lr_end) * (1 + np.cos(np.pi * t / (total - 1)))
        """,
    line=None,
    why="total - 1 makes the wave end one step too early",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            frac = np.minimum(np.asarray(t) / total, 1)
            angle = 180 * frac
            return lr_end + 0.5 * (lr0 - lr_end) * (1 + np.cos(angle))
        """,
    line=3,
    why="np.cos takes radians: the half wave ends at pi, not at 180",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            p = np.minimum(np.asarray(t) / total, 1)
            return lr_end + (lr0 - lr_end) * np.cos(p * np.pi / 2)
        """,
    line=3,
    why="the cosine of a quarter wave is another schedule: 1 + cos of half a wave, divided by 2",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            t = np.asarray(t)
            w = (1 - np.cos(np.pi * t / total)) / 2
            lr = lr_end + (lr0 - lr_end) * w
            lr = np.where(t > total, 0, lr)
            return lr
        """,
    line=None,
    why="the minus makes the rate rise, and beyond total it must be lr_end, not 0",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            best_loss = 0
            best_setting = None
            names = list(grid.keys())
            for values in itertools.product(*grid.values()):
                setting = dict(zip(names, values))
                model = train(**setting)
                loss = validate(model)
                if loss < best_loss:
                    best_loss = loss
                    best_setting = setting
            return best_setting
        """,
    line=2,
    why="the best loss begins at 0, so no setting is ever better",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            best_loss = np.inf
            best = None
            for lr in grid["lr"]:
                for hidden in grid["hidden"]:
                    model = train(lr=lr, hidden=hidden)
                    loss = validate(model)
                    if loss < best_loss:
                        best_loss = loss
                        best = {"lr": lr, "hidden": hidden}
            return best
        """,
    line=None,
    why="the names lr and hidden are written into the code; the grid can have any names",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            from itertools import product
            best_loss, best = np.inf, None
            for values in product(*grid.values()):
                setting = dict(zip(grid.keys(), values))
                model = train(setting)
                loss = validate(model)
                if loss < best_loss:
                    best_loss, best = loss, setting
            return best
        """,
    line=6,
    why="train takes names: the setting must be passed as train(**setting)",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            current = {k: v[0] for k, v in grid.items()}
            for name in grid:
                best_loss = np.inf
                for value in grid[name]:
                    trial = dict(current)
                    trial[name] = value
                    loss = validate(train(**trial))
                    if loss < best_loss:
                        best_loss = loss
                        best_value = value
                current[name] = best_value
            return current
        """,
    line=None,
    why="each list is searched by itself with the others at their first value; all combinations are asked for",
)

slip(
    "warmup_cosine",
    """
        def warmup_cosine(lr0, lr_end, warm, total, t):
            t = np.asarray(t)
            up = lr0 * t / warm
            down = cosine_decay(lr0, lr_end, total - warm, t - warm)
            return np.where(t < warm, up, down)
        """,
    line=3,
    why="step 0 has the rate 0; the shares are t + 1",
)

slip(
    "warmup_cosine",
    """
        def warmup_cosine(lr0, lr_end, warm, total, t):
            rates = []
            for step in np.ravel(t):
                if step < warm:
                    rates.append(lr0 * (step + 1) / warm)
                else:
                    rates.append(cosine_decay(lr0, lr_end, total - warm, step - warm))
            return np.array(rates)
        """,
    line=8,
    why="the result is flat and does not have the shape of t",
)

slip(
    "warmup_cosine",
    """
        def warmup_cosine(lr0, lr_end, warm, total, t):
            t = np.asarray(t)
            share = np.minimum((t - warm) / (total - warm), 1)
            down = lr_end + (lr0 - lr_end) * (1 + np.cos(share)) / 2
            return np.where(t < warm, lr0 * (t + 1) / warm, down)
        """,
    line=4,
    why="pi is missing in the angle",
)

slip(
    "log_uniform",
    """
        def log_uniform(low, high, n, rng):
            a, b = np.log(low), np.log(high)
            return np.exp(a + b * rng.random(n))
        """,
    line=3,
    why="the width of the range is b - a, not b",
)

slip(
    "log_uniform",
    """
        def log_uniform(low, high, n, rng):
            a, b = np.log10(low), np.log10(high)
            return 10.0 ** rng.integers(a, b, n)
        """,
    line=3,
    why="integers draws whole exponents only",
)

slip(
    "random_search",
    """
        def random_search(train, validate, draw, trials, rng):
            tried = []
            for k in range(trials):
                setting = draw(rng)
                loss = validate(train(**setting))
                tried.append((loss, k, setting))
            tried.sort()
            return [s for loss, k, s in tried], [loss for loss, k, s in tried]
        """,
    line=6,
    why="trials whose loss is NaN must be left out",
)

slip(
    "random_search",
    """
        def random_search(train, validate, draw, trials, rng):
            tried = []
            for _ in range(trials):
                setting = draw(rng)
                loss = validate(train(**setting))
                if np.isfinite(loss):
                    tried.append((setting, loss))
            tried = sorted(tried, key=lambda pair: pair[1], reverse=True)
            return [s for s, _ in tried], [loss for _, loss in tried]
        """,
    line=8,
    why="reverse puts the worst first",
)

slip(
    "random_search",
    """
        def random_search(train, validate, draw, trials, rng):
            tried = []
            for _ in range(trials):
                setting = draw(np.random.default_rng())
                loss = validate(train(**setting))
                if np.isfinite(loss):
                    tried.append((setting, loss))
            tried.sort(key=lambda pair: pair[1])
            return [s for s, _ in tried], [loss for _, loss in tried]
        """,
    line=4,
    why="the settings come from a generator of its own, not from rng",
)

slip(
    "step_decay",
    """
    def step_decay(lr0, drop, every, t):
        drops = (t - 1) // every
        return lr0 * np.power(drop, drops)
    """,
    line=2,
    why="t // every drops by t, not by t - 1",
)

slip(
    "log_uniform",
    """
    def log_uniform(low, high, n, rng):
        return np.log(rng.uniform(np.exp(low), np.exp(high), n))
    """,
    line=2,
    why="exp and log have changed places",
)

slip(
    "grid_search",
    """
    def grid_search(train, validate, grid):
        results = []
        for values in itertools.product(*grid):
            setting = dict(zip(grid, values))
            results.append((validate(train(**setting)), setting))
        return min(results, key=lambda r: r[0])[1]
    """,
    line=3,
    why="product takes the lists, grid.values(), not the names",
)

slip(
    "random_search",
    """
    def random_search(train, validate, draw, trials, rng):
        pairs = []
        for i in range(trials):
            setting = draw(rng)
            loss = validate(train(**setting))
            if loss != np.inf:
                pairs.append((loss, setting))
        pairs.sort(key=lambda p: p[0])
        return [p[1] for p in pairs], [p[0] for p in pairs]
    """,
    line=6,
    why="NaN is not equal to inf, and stays in",
)

slip(
    "cosine_decay",
    """
    def cosine_decay(lr0, lr_end, total, t):
        t = np.clip(t, 0, total)
        return lr_end + (lr0 - lr_end) / 2 * (1 + np.cos(t / total))
    """,
    line=3,
    why="the angle is pi times the share of the way",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            share = np.minimum(t / total, 1)
            half = (1 + np.cos(np.pi * share)) / 2
            return lr0 * half + lr_end
        """,
    line=4,
    why="lr_end is not the floor, it is added on top",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            share = np.minimum(t / total, 1)
            return 0.5 * lr0 * (1 + np.cos(np.pi * share))
        """,
    line=3,
    why="forgot lr_end and gave it a default from a global",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            return lr0 * (1 - rate) ** t
        """,
    line=2,
    why="(1 - rate) ** t is another decay",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            best_loss = np.inf
            best = None
            for values in zip(*grid.values()):
                setting = dict(zip(grid, values))
                loss = validate(train(**setting))
                if loss < best_loss:
                    best_loss = loss
                    best = setting
            return best
        """,
    line=4,
    why="zip instead of product: only the diagonal of the grid",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            from itertools import product
            best_loss = np.inf
            best = {}
            for values in product(*grid.values()):
                params = dict(zip(grid, values))
                loss = validate(train(**params))
                if loss < best_loss:
                    best = params
            return best
        """,
    line=9,
    why="best_loss is never updated: the last one below inf wins",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            best = (np.inf, None)
            for lr in grid["lr"]:
                for hidden in grid["hidden"]:
                    loss = validate(train(lr=lr, hidden=hidden))
                    if loss < best[0]:
                        best = (loss, {"lr": lr, "hidden": hidden})
            return best[1]
        """,
    line=4,
    why="names of the hyperparameters fixed to lr and hidden",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            setting = {name: values[0] for name, values in grid.items()}
            for name, values in grid.items():
                losses = []
                for v in values:
                    trial = dict(setting)
                    trial[name] = v
                    losses.append(validate(train(**trial)))
                setting[name] = values[int(np.nanargmin(losses))]
            return setting
        """,
    line=9,
    why="one value at a time, the others stay at their first: coordinate-wise search",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            from itertools import product
            best, best_loss = None, np.inf
            for values in product(*grid.values()):
                current = dict(zip(grid, values))
                model = train(**current)
                l = validate(model)
                if l <= best_loss:
                    best, best_loss = current, l
            return best
        """,
    line=8,
    why="a tie goes to the last",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            best_loss, best = np.inf, None
            for combo in itertools.product(*grid.values()):
                setting = dict(zip(grid, combo))
                loss = validate(train(**setting))
                if loss < best_loss:
                    best_loss, best = loss, setting
            return best, best_loss
        """,
    line=8,
    why="returns the loss as well",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            return lr0 / 1 + rate * t
        """,
    line=2,
    why="parentheses",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            return lr0 * rate / (1 + t)
        """,
    line=2,
    why="rate in the numerator",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            slope = (lr_end - lr0) / total
            return lr0 + slope * t
        """,
    line=3,
    why="not held at the end",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            lr = lr0 - (lr0 - lr_end) * t / total
            return np.maximum(lr, lr_end)
        """,
    line=3,
    why="held by max, which is right only if lr_end is below lr0",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            frac = np.minimum(t / total, 1)
            return lr0 * (1 - frac) + lr_end
        """,
    line=3,
    why="the line goes to 0, and lr_end is added",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            p = min(t / total, 1)
            return (1 - p) * lr0 + p * lr_end
        """,
    line=2,
    why="min of Python on an array",
)

slip(
    "log_uniform",
    """
        def log_uniform(low, high, n, rng):
            return np.log(rng.uniform(np.exp(low), np.exp(high), size=n))
        """,
    line=2,
    why="log of a uniform draw",
)

slip(
    "log_uniform",
    """
        def log_uniform(low, high, n, rng):
            return np.logspace(np.log10(low), np.log10(high), n)
        """,
    line=2,
    why="evenly spaced, not drawn",
)

slip(
    "random_search",
    """
        def random_search(train, validate, draw, trials, rng):
            setting = draw(rng)
            tried = []
            for _ in range(trials):
                loss = validate(train(**setting))
                if np.isfinite(loss):
                    tried.append((setting, loss))
            tried.sort(key=lambda p: p[1])
            return [p[0] for p in tried], [p[1] for p in tried]
        """,
    line=2,
    why="draws one setting outside the loop",
)

slip(
    "random_search",
    """
        def random_search(train, validate, draw, trials, rng):
            tried = []
            while len(tried) < trials:
                setting = draw(rng)
                loss = validate(train(**setting))
                if np.isfinite(loss):
                    tried.append((setting, loss))
                if len(tried) == 0 and loss is None:
                    break
            tried.sort(key=lambda pair: pair[1])
            return [s for s, _ in tried], [l for _, l in tried]
        """,
    line=3,
    why="goes on drawing until enough are finite",
)

slip(
    "random_search",
    """
        def random_search(train, validate, draw, trials, rng):
            tried = []
            for _ in range(trials):
                setting = draw(rng)
                loss = validate(train(**setting))
                if np.isfinite(loss):
                    tried.append((setting, loss))
            tried = sorted(tried, key=lambda x: x[1], reverse=True)
            settings, losses = zip(*tried)
            return list(settings), list(losses)
        """,
    line=8,
    why="best last",
)

slip(
    "random_search",
    """
        def random_search(train, validate, draw, trials, rng):
            settings = [draw(rng) for _ in range(trials)]
            losses = [validate(train(**s)) for s in settings]
            order = np.argsort(losses)
            return [settings[i] for i in order], [losses[i] for i in order]
        """,
    line=5,
    why="argsort turns NaN to the end but does not remove it; order of lists by index is right",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            lr = lr0
            for step in range(1, t + 1):
                if step % every == 0:
                    lr = lr * drop
            return lr
        """,
    line=3,
    why="a loop on a number only; t as array fails",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            n = np.floor(t / every)
            return lr0 * (1 - drop) ** n
        """,
    line=3,
    why="drop taken as the part that goes",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            k = t // every
            lr = lr0 * drop * k
            return lr
        """,
    line=3,
    why="multiplied, not raised",
)

slip(
    "step_decay",
    """
        current = None

        def step_decay(lr0, drop, every, t):
            lr = np.full(np.shape(t), lr0, dtype=float)
            lr[np.asarray(t) % every == 0] *= drop
            return lr
        """,
    line=3,
    why="piles the decays up on a global rate",
)

slip(
    "warmup_cosine",
    """
        def warmup_cosine(lr0, lr_end, warm, total, t):
            t = np.asarray(t)
            lr = np.zeros(t.shape)
            lr[t < warm] = lr0 * (t[t < warm] + 1) / warm
            middle = t >= warm and t < total
            lr[middle] = cosine_decay(lr0, lr_end, total - warm, t[middle] - warm)
            lr[t >= total] = lr_end
            return lr
        """,
    line=5,
    why="`and` on arrays",
)

slip(
    "warmup_cosine",
    """
        def warmup_cosine(lr0, lr_end, warm, total, t):
            def one(s):
                if s <= warm:
                    return lr0 * (s + 1) / warm
                return cosine_decay(lr0, lr_end, total - warm, s - warm)
            return np.vectorize(one)(t)
        """,
    line=3,
    why="the warm-up starts at lr_end, both halves mixed up by <=",
)

slip(
    "warmup_cosine",
    """
        def warmup_cosine(lr0, lr_end, warm, total, t):
            t = np.asarray(t)
            lr = np.zeros_like(t)
            early = t < warm
            lr[early] = lr0 * (t[early] + 1) / warm
            lr[~early] = cosine_decay(lr0, lr_end, total - warm, t[~early] - warm)
            return lr
        """,
    line=3,
    why="lr is an integer array because t is",
)

slip(
    "warmup_cosine",
    """
        def warmup_cosine(lr0, lr_end, warm, total, t):
            rising = lr0 * (t + 1) / warm
            falling = cosine_decay(lr0, lr_end, total - warm, t - warm)
            return min(rising, falling)
        """,
    line=4,
    why="minimum of the two curves",
)

slip(
    "step_decay",
    """
    def step_decay(lr0, drop, every, t):
        return lr0 * drop ** (np.asarray(t) / every)
    """,
    line=2,
    why="true division",
)

slip(
    "exponential_decay",
    """
    def exponential_decay(lr0, rate, t):
        return lr0 * rate ** np.asarray(t)
    """,
    line=2,
    why="rate ** t",
)

slip(
    "exponential_decay",
    """
    def exponential_decay(lr0, rate, t):
        return lr0 * np.exp(rate * np.asarray(t))
    """,
    line=2,
    why="minus missing",
)

slip(
    "inverse_time_decay",
    """
    def inverse_time_decay(lr0, rate, t):
        return 1 / (1 / lr0 + rate * np.asarray(t))
    """,
    line=2,
    why="rate times lr0",
)

slip(
    "inverse_time_decay",
    """
    def inverse_time_decay(lr0, rate, t):
        return lr0 * rate / (1 + np.asarray(t))
    """,
    line=2,
    why="1 + t without the rate",
)

slip(
    "cosine_decay",
    """
    def cosine_decay(lr0, lr_end, total, t):
        t = np.minimum(np.asarray(t), total)
        return lr_end + 0.5 * (lr0 - lr_end) * (1 + np.cos(2 * np.pi * t / total))
    """,
    line=3,
    why="whole wave",
)

slip(
    "grid_search",
    """
    def grid_search(train, validate, grid):
        best_loss = np.inf
        best = None
        for values in itertools.product(*grid.values()):
            s = dict(zip(grid, values))
            loss = validate(train(**s))
            if loss < best_loss:
                best = s
        return best
    """,
    line=8,
    why="best_loss never updated",
)

slip(
    "random_search",
    """
    def random_search(train, validate, draw, trials, rng):
        results = []
        for _ in range(trials):
            s = draw(rng)
            l = validate(train(**s))
            if np.isfinite(l):
                results.append((l, s))
        results.sort(reverse=True)
        return [s for l, s in results], [l for l, s in results]
    """,
    line=8,
    why="sorts without key",
)
