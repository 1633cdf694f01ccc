"""Wrong answers of schedules and search, as learners write them; free to read for whoever works on the explanations."""

from tests.support.slips import slip

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            k = math.floor(t / every)
            return lr0 * math.pow(drop, k)
        """,
    line=2,
    why="math.floor takes one number; for an array use // or np.floor",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            return lr0 * drop ^ (t // every)
        """,
    line=2,
    why="^ is not a power in Python, it is **",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            k = np.round(np.asarray(t) / every)
            return lr0 * drop ** k
        """,
    line=2,
    why="round goes to the nearest number of drops; only whole periods that have passed count",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            t = np.asarray(t)
            rates = np.zeros_like(t)
            for i, v in np.ndenumerate(t):
                rates[i] = lr0 * drop ** (v // every)
            return rates
        """,
    line=3,
    why="the array of rates has the type of t: whole numbers, in which the rates become 0",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            k = rate
            return np.exp(lr0 * -k * t)
        """,
    line=3,
    why="lr0 multiplies the exponential; it does not belong into the exponent",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            def at(n):
                lr = lr0
                for i in range(1, int(n) + 1):
                    lr = lr * np.exp(-rate * i)
                return lr
            return np.vectorize(at)(t)
        """,
    line=5,
    why="each turn of the loop decays by exp(-rate i) again; the decay compounds",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            return lr0 * np.exp ** (-rate * t)
        """,
    line=2,
    why="np.exp is a function and is called, np.exp(-rate * t); it is not raised to a power",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            factor = np.power(rate, t)
            return lr0 - lr0 * factor
        """,
    line=None,
    why="rate ** t is another decay, and lr0 is not to be subtracted",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            frac = t / total
            return lr0 - (lr0 - lr_end) * frac
        """,
    line=2,
    why="past total the line goes on falling: keep t / total at no more than 1",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            alpha = np.clip(np.asarray(t) / total, 0, 1)
            return lr0 * (1 - alpha) + alpha * (lr_end - lr0)
        """,
    line=3,
    why="the two weights add up to 1 already, so alpha multiplies lr_end, not the difference",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            share = np.maximum(np.asarray(t) / total, 1)
            return lr0 + (lr_end - lr0) * share
        """,
    line=2,
    why="np.maximum lets the share be at least 1; it must be at most 1, np.minimum",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            p = np.asarray(t) / total
            lr = p * lr0 + (1 - p) * lr_end
            return lr
        """,
    line=None,
    why="the weights of the two ends are swapped, and past total nothing holds the rate",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            denom = 1.0 + rate * np.asarray(t)
            return lr0 // denom
        """,
    line=3,
    why="// cuts the decimals off the learning rate",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            epoch = np.floor(t)
            lr = lr0 * (1.0 / (1.0 + rate * epoch))
            return lr
        """,
    line=2,
    why="floor makes the rate fall only at whole times; the denominator is 1 + rate t for every t",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            t = float(t)
            return lr0 / (1 + rate * t)
        """,
    line=2,
    why="float takes one number, not an array of times",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            lrs = []
            for step in np.ravel(t):
                lrs.append(lr0 / (1 + rate * (step + 1)))
            lrs = np.array(lrs).reshape(np.shape(t))
        """,
    line=None,
    why="every time is one too late, and the array is never returned",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            t = np.minimum(t, total)
            return lr_end + (lr0 - lr_end) * (1 + np.cos(np.pi * t / total))
        """,
    line=3,
    why="the half is missing: 1 + cos runs from 2 to 0",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            t_cur = np.asarray(t) % total
            cosine = 0.5 * (1 + np.cos(np.pi * t_cur / total))
            return lr_end + (lr0 - lr_end) * cosine
        """,
    line=2,
    why="% starts the wave anew at total, as with restarts; the rate must stay at lr_end",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            share = np.clip(np.asarray(t) / total, 0, 1)
            wave = (1 + np.cos(np.pi * share)) / 2
            return lr_end + lr0 * wave
        """,
    line=4,
    why="lr_end is not subtracted from lr0, so the rate begins at lr0 + lr_end",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            progress = np.minimum(np.asarray(t) / total, 1.0)
            return lr_end + (lr0 - lr_end) * 0.5 * (1.0 + math.cos(math.pi * progress))
        """,
    line=3,
    why="math.cos takes one number; for an array it is np.cos",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            setting = {}
            best = None
            best_loss = float("inf")
            for combo in itertools.product(*grid.values()):
                for name, value in zip(grid.keys(), combo):
                    setting[name] = value
                loss = validate(train(**setting))
                if loss < best_loss:
                    best_loss = loss
                    best = setting
            return best
        """,
    line=11,
    why="the same dictionary is changed in each turn, so the best one is overwritten: copy it",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            keys = list(grid)
            best = None
            best_score = np.inf
            for combo in itertools.product(grid.values()):
                params = dict(zip(keys, combo))
                score = validate(train(**params))
                if score < best_score:
                    best_score = score
                    best = params
            return best
        """,
    line=5,
    why="product is missing its star: it gets one list of lists and makes combinations of one",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            results = []
            for values in itertools.product(*grid.values()):
                params = dict(zip(grid, values))
                results.append((validate(train(**params)), params))
            results = [r for r in results if not np.isnan(r[0])]
            results.sort(key=lambda r: r[0], reverse=True)
            return results[0][1]
        """,
    line=7,
    why="the best score is the largest one only for accuracies; a loss must be small",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            losses = []
            settings = []
            for vals in itertools.product(*grid.values()):
                s = dict(zip(grid, vals))
                settings.append(s)
                losses.append(validate(train(**s)))
            best = 0
            for i in range(len(losses)):
                if losses[i] <= losses[best]:
                    best = i
            return settings[best]
        """,
    line=None,
    why="a NaN makes min go wrong, because nothing is smaller than it; and of equal losses the last one wins",
)

slip(
    "warmup_cosine",
    """
        def warmup_cosine(lr0, lr_end, warm, total, t):
            if t < warm:
                return lr0 * (t + 1) / warm
            return cosine_decay(lr0, lr_end, total - warm, t - warm)
        """,
    line=2,
    why="if cannot ask an array of steps at once: use np.where",
)

slip(
    "warmup_cosine",
    """
        def warmup_cosine(lr0, lr_end, warm, total, t):
            t = np.asarray(t)
            rising = lr0 * (t + 1) / warm
            falling = cosine_decay(lr0, lr_end, total - warm, t)
            return np.where(t < warm, rising, falling)
        """,
    line=4,
    why="the cosine's clock starts at step warm: t - warm",
)

slip(
    "warmup_cosine",
    """
        def warmup_cosine(lr0, lr_end, warm, total, t):
            t = np.asarray(t)
            rising = lr0 * t + 1 / warm
            falling = cosine_decay(lr0, lr_end, total - warm, t - warm)
            return np.where(t < warm, rising, falling)
        """,
    line=3,
    why="the brackets around t + 1 are missing",
)

slip(
    "warmup_cosine",
    """
        def warmup_cosine(lr0, lr_end, warm, total, t):
            t = np.asarray(t)
            rising = lr0 * (t + 1) / warm
            falling = cosine_decay(lr0, lr_end, total - warm, t - warm)
            return np.where(t > warm, rising, falling)
        """,
    line=5,
    why="the comparison is the wrong way round: it rises before step warm",
)

slip(
    "log_uniform",
    """
        def log_uniform(low, high, n, rng):
            return rng.uniform(low, high, n)
        """,
    line=2,
    why="even between low and high; the logarithms should be drawn evenly",
)

slip(
    "log_uniform",
    """
        def log_uniform(low, high, n, rng):
            exponents = rng.uniform(np.log10(low), np.log10(high), n)
            return np.exp(exponents)
        """,
    line=3,
    why="logarithms to base 10 are undone with 10 ** and not with np.exp",
)

slip(
    "log_uniform",
    """
        def log_uniform(low, high, n, rng):
            return np.log(rng.uniform(low, high, n))
        """,
    line=2,
    why="the logarithm of even numbers; it must be taken of the bounds and undone",
)

slip(
    "log_uniform",
    """
        def log_uniform(low, high, n, rng):
            return np.exp(rng.uniform(np.log(low), np.log(high)))
        """,
    line=2,
    why="n is missing: a single number is drawn",
)

slip(
    "random_search",
    """
        def random_search(train, validate, draw, trials, rng):
            results = []
            for _ in range(trials):
                setting = draw(rng)
                results.append((validate(train(**setting)), setting))
            results = sorted(results)
            return [s for _, s in results], [loss for loss, _ in results]
        """,
    line=6,
    why="NaN is not left out, and sorting by it goes wrong",
)

slip(
    "random_search",
    """
        def random_search(train, validate, draw, trials, rng):
            settings, losses = [], []
            setting = draw(rng)
            for _ in range(trials):
                loss = validate(train(**setting))
                if np.isfinite(loss):
                    settings.append(setting)
                    losses.append(loss)
            order = np.argsort(losses)
            return [settings[i] for i in order], [losses[i] for i in order]
        """,
    line=3,
    why="the setting is drawn once, before the loop",
)

slip(
    "random_search",
    """
        def random_search(train, validate, draw, trials, rng):
            settings, losses = [], []
            for _ in range(trials):
                setting = draw(rng)
                settings.append(setting)
                losses.append(validate(train(**setting)))
            losses = [loss for loss in losses if np.isfinite(loss)]
            order = np.argsort(losses)
            return [settings[i] for i in order], [losses[i] for i in order]
        """,
    line=7,
    why="the losses that are not finite are left out, their settings are not: the two lists no longer match",
)

slip(
    "random_search",
    """
        def random_search(train, validate, draw, trials, rng):
            tried = []
            for _ in range(trials):
                setting = draw(rng)
                loss = validate(train(setting))
                if np.isfinite(loss):
                    tried.append((setting, loss))
            tried.sort(key=lambda pair: pair[1])
            return [s for s, _ in tried], [loss for _, loss in tried]
        """,
    line=5,
    why="the setting is one dictionary; ** makes arguments with names of it",
)

slip(
    "inverse_time_decay",
    """
    def inverse_time_decay(lr0, rate, t):
        return lr0 / np.sqrt(1 + rate * t)
    """,
    line=2,
    why="no root",
)

slip(
    "cosine_decay",
    """
    def cosine_decay(lr0, lr_end, total, t):
        t = np.clip(t, 0, total)
        cos = 0.5 * (1 + np.cos(180 * t / total))
        return lr_end + (lr0 - lr_end) * cos
    """,
    line=3,
    why="np.cos counts in radians: pi, not 180",
)

slip(
    "grid_search",
    """
    def grid_search(train, validate, grid):
        best_loss, best = float("inf"), None
        names = list(grid)
        for combo in itertools.product(*grid.values()):
            setting = dict(zip(names, combo))
            loss = validate(train(**setting))
            if loss < best_loss:
                best = setting
        return best
    """,
    line=8,
    why="the best loss so far is never updated",
)

slip(
    "grid_search",
    """
    def grid_search(train, validate, grid):
        best = {k: v[0] for k, v in grid.items()}
        for name, values in grid.items():
            losses = []
            for v in values:
                losses.append(validate(train(**{**best, name: v})))
            best[name] = values[int(np.argmin(losses))]
        return best
    """,
    line=3,
    why="one entry after the other: two changed together may be better",
)

slip(
    "random_search",
    """
    def random_search(train, validate, draw, trials, rng):
        settings, losses = [], []
        for i in range(trials):
            s = draw(rng)
            settings.append(s)
            losses.append(validate(train(**s)))
        order = np.argsort(losses)
        return [settings[i] for i in order], [losses[i] for i in order]
    """,
    line=None,
    why="trials whose loss is not finite are left out",
)

slip(
    "step_decay",
    """
    def step_decay(lr0, drop, every, t):
        return lr0 * drop ** int(t / every)
    """,
    line=2,
    why="int() fails for arrays",
)

slip(
    "grid_search",
    """
    def grid_search(train, validate, grid):
        names = list(grid)
        settings = [dict(zip(names, v)) for v in itertools.product(*grid.values())]
        losses = [validate(train(s)) for s in settings]
        return settings[int(np.nanargmin(losses))]
    """,
    line=4,
    why="train(setting) instead of train(**setting)",
)

slip(
    "random_search",
    """
    def random_search(train, validate, draw, trials, rng):
        runs = []
        for _ in range(trials):
            loss = validate(train(**draw(rng)))
            runs.append((loss, draw(rng)))
        runs = [r for r in runs if np.isfinite(r[0])]
        runs.sort(key=lambda r: r[0])
        return [s for _, s in runs], [l for l, _ in runs]
    """,
    line=4,
    why="draw(rng) is called twice: the setting noted down is not the one that was trained",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            return lr_end + 0.5 * (lr0 - lr_end) * (1 + np.cos(t / total * np.pi))
        """,
    line=2,
    why="the wave goes up again after total",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            x = np.clip(t / total, 0, 1)
            return lr_end + (lr0 - lr_end) * np.cos(x * np.pi / 2)
        """,
    line=3,
    why="a quarter of the wave: pi / 2",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            share = np.minimum(t / total, 1)
            return lr_end + (lr0 - lr_end) * (1 + np.cos(180 * share)) / 2
        """,
    line=3,
    why="degrees",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            p = np.minimum(np.array(t) / total, 1)
            return lr0 + (lr_end - lr0) * (1 + np.cos(np.pi * p)) / 2
        """,
    line=3,
    why="from the trough to the crest",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            return lr0 * np.exp(rate * t)
        """,
    line=2,
    why="the sign is missing",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            decay = rate ** t
            return lr0 * decay
        """,
    line=2,
    why="rate ** t as in Keras",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            return lr0 * math.exp(-rate * t)
        """,
    line=2,
    why="math.exp takes no arrays",
)

slip(
    "exponential_decay",
    """
        def exponential_decay(lr0, rate, t):
            e = 2.718
            return lr0 * e ** (-(rate * t))
        """,
    line=2,
    why="2.71 for e",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            best, best_score = None, -np.inf
            for combo in itertools.product(*grid.values()):
                s = dict(zip(grid.keys(), combo))
                score = validate(train(**s))
                if score > best_score:
                    best, best_score = s, score
            return best
        """,
    line=6,
    why="the largest loss is kept",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            from itertools import product
            settings = [dict(zip(grid, v)) for v in product(*grid.values())]
            losses = [validate(train(**s)) for s in settings]
            return settings[np.argmin(losses)]
        """,
    line=5,
    why="argmin takes NaN for the smallest",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            from itertools import product
            names = list(grid)
            best = None
            low = float("inf")
            for values in product(*(grid[n] for n in names)):
                setting = {n: v for n, v in zip(names, values)}
                loss = validate(train(setting))
                if loss < low:
                    low, best = loss, setting
            return best
        """,
    line=8,
    why="the model itself is scored by train",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            inverse = 1 / lr0 + rate * t
            return 1 / inverse
        """,
    line=2,
    why="the inverse grows by rate, not by rate/lr0",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            return lr0 / np.sqrt(1 + rate * np.array(t))
        """,
    line=2,
    why="square root as in the SGD theory",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            inv = 1 / lr0
            inv = inv + (rate / lr0) * t
            return inv
        """,
    line=4,
    why="returns the inverse",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            lr = lr0 + (lr_end - lr0) * t / total
            return np.where(t > total, 0, lr)
        """,
    line=3,
    why="0 after total instead of lr_end",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            alpha = np.clip(t / total, 0, 1)
            return alpha * lr0 + (1 - alpha) * lr_end
        """,
    line=3,
    why="interpolation the wrong way round",
)

slip(
    "log_uniform",
    """
        def log_uniform(low, high, n, rng):
            a, b = np.log10(low), np.log10(high)
            return np.exp(rng.uniform(a, b, n))
        """,
    line=3,
    why="log10 and exp mixed",
)

slip(
    "log_uniform",
    """
        def log_uniform(low, high, n, rng):
            return 10 ** rng.uniform(np.log10(low), np.log10(high))
        """,
    line=2,
    why="a single number",
)

slip(
    "log_uniform",
    """
        def log_uniform(low, high, n, rng):
            exps = rng.integers(np.log10(low), np.log10(high), size=n)
            return 10.0 ** exps
        """,
    line=2,
    why="whole powers of ten only",
)

slip(
    "log_uniform",
    """
        def log_uniform(low, high, n, rng):
            np.random.seed(0)
            u = np.random.uniform(np.log(low), np.log(high), n)
            return np.exp(u)
        """,
    line=3,
    why="the stream is seeded anew",
)

slip(
    "random_search",
    """
        def random_search(train, validate, draw, trials, rng):
            settings, losses = [], []
            for _ in range(trials):
                s = draw(rng)
                loss = validate(train(**s))
                if np.isfinite(loss):
                    settings.append(s)
                    losses.append(loss)
            losses.sort()
            return settings, losses
        """,
    line=9,
    why="sorts the losses and the settings apart from each other",
)

slip(
    "random_search",
    """
        def random_search(train, validate, draw, trials, rng):
            results = []
            for i in range(trials):
                setting = draw(rng)
                loss = validate(train(**setting))
                if not np.isfinite(loss):
                    continue
                results.append((loss, setting))
            results = sorted(results)
            return [s for l, s in results], [l for l, s in results]
        """,
    line=9,
    why="sorts tuples with dictionaries inside: equal losses compare dictionaries",
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
            return sorted(tried, key=lambda pair: pair[1])
        """,
    line=8,
    why="returns pairs instead of two lists",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            return lr0 * drop ** (t / every)
        """,
    line=2,
    why="true division, decays in between",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            return lr0 * np.power(drop, np.floor((1 + t) / every))
        """,
    line=2,
    why="one drop too early: t + 1",
)

slip(
    "warmup_cosine",
    """
        def warmup_cosine(lr0, lr_end, warm, total, t):
            t = np.asarray(t)
            return np.where(t < warm, lr0 * (t + 1) / warm, cosine_decay(lr0, lr_end, total, t))
        """,
    line=3,
    why="the cosine is not shifted",
)

slip(
    "warmup_cosine",
    """
        def warmup_cosine(lr0, lr_end, warm, total, t):
            t = np.asarray(t)
            up = lr0 * (t + 1) / warm
            down = cosine_decay(lr0, lr_end, total, t - warm)
            return np.where(t < warm, up, down)
        """,
    line=4,
    why="the cosine is shifted but takes the whole of total",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            if t > total:
                return lr_end
            return lr_end + (lr0 - lr_end) * (1 + np.cos(np.pi * t / total)) / 2
        """,
    line=2,
    why="min with Python on an array",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            best_loss, best = np.inf, None
            for values in itertools.product(*grid.values()):
                loss = validate(train(**dict(zip(grid, values))))
                if loss < best_loss:
                    best_loss, best = loss, values
            return best
        """,
    line=6,
    why="returns the tuple of values",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            best_loss, best = np.inf, None
            for values in itertools.product(grid):
                setting = dict(zip(grid, values))
                loss = validate(train(**setting))
                if loss < best_loss:
                    best_loss, best = loss, setting
            return best
        """,
    line=3,
    why="product of the keys",
)

slip(
    "inverse_time_decay",
    """
        def inverse_time_decay(lr0, rate, t):
            growth = rate * lr0
            return 1 / (1 / lr0 + growth * t)
        """,
    line=2,
    why="1 / (1 / lr0 + rate * t * lr0)",
)

slip(
    "linear_decay",
    """
        def linear_decay(lr0, lr_end, total, t):
            t = np.clip(t, 0, total)
            m = (lr_end - lr0) / total
            return lr0 - m * t
        """,
    line=4,
    why="t clipped but the slope has the wrong sign",
)

slip(
    "log_uniform",
    """
        def log_uniform(low, high, n, rng):
            return 10 ** rng.uniform(low, high, n)
        """,
    line=2,
    why="geometric mean trick: sqrt of products",
)

slip(
    "random_search",
    """
        def random_search(train, validate, draw, trials, rng):
            settings = [draw(rng)] * trials
            losses = [validate(train(**s)) for s in settings]
            pairs = sorted(((s, l) for s, l in zip(settings, losses) if np.isfinite(l)), key=lambda p: p[1])
            return [p[0] for p in pairs], [p[1] for p in pairs]
        """,
    line=2,
    why="takes the last validated setting twice",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            return lr0 * drop ** np.round(np.asarray(t) / every)
        """,
    line=2,
    why="np.round",
)

slip(
    "warmup_cosine",
    """
        def warmup_cosine(lr0, lr_end, warm, total, t):
            t = np.asarray(t)
            up = np.linspace(lr0 / warm, lr0, warm)
            return np.where(t < warm, up[t], cosine_decay(lr0, lr_end, total - warm, t - warm))
        """,
    line=4,
    why="warm-up starts at lr_end",
)

slip(
    "random_search",
    """
        def random_search(train, validate, draw, trials, rng):
            rows = []
            for _ in range(trials):
                setting = draw(rng)
                rows.append((setting, validate(train(**setting))))
            rows = [r for r in rows if not np.isnan(r[1])]
            rows = sorted(rows, key=lambda r: r[1])
            return [r[0] for r in rows], [r[1] for r in rows]
        """,
    line=6,
    why="NaN only is left out, inf stays",
)

slip(
    "cosine_decay",
    """
        def cosine_decay(lr0, lr_end, total, t):
            s = np.clip(np.asarray(t) / (total - 1), 0, 1)
            return lr_end + 0.5 * (lr0 - lr_end) * (1 + np.cos(np.pi * s))
        """,
    line=2,
    why="total is an end that is never reached: t / (total - 1)",
)

slip(
    "grid_search",
    """
        def grid_search(train, validate, grid):
            last, best = np.inf, None
            for values in itertools.product(*grid.values()):
                setting = dict(zip(grid, values))
                loss = validate(train(**setting))
                if loss < last:
                    best = setting
                last = loss
            return best
        """,
    line=8,
    why="remembers the model's loss but compares with the last",
)

slip(
    "step_decay",
    """
        def step_decay(lr0, drop, every, t):
            return lr0 - drop * (np.asarray(t) // every)
        """,
    line=2,
    why="subtracts instead of multiplying",
)

slip(
    "warmup_cosine",
    """
        def warmup_cosine(lr0, lr_end, warm, total, t):
            def up(s):
                return lr0 * (s + 1) / warm
            def down(s):
                return cosine_decay(lr0, lr_end, total, s - warm)
            return np.array([up(s) if s < warm else down(s) for s in np.ravel(t)]).reshape(np.shape(t))
        """,
    line=5,
    why="two functions, the second from total - warm without the shift of the clock's end",
)

slip(
    "linear_decay",
    """
    def linear_decay(lr0, lr_end, total, t):
        frac = min(t / total, 1)
        return lr0 + (lr_end - lr0) * frac
    """,
    line=2,
    why="min of Python",
)

slip(
    "linear_decay",
    """
    def linear_decay(lr0, lr_end, total, t):
        return lr0 + (lr_end - lr0) * np.asarray(t) / total
    """,
    line=2,
    why="no stop after total",
)

slip(
    "linear_decay",
    """
    def linear_decay(lr0, lr_end, total, t):
        return np.maximum(lr0 * (1 - np.asarray(t) / total), lr_end)
    """,
    line=2,
    why="the larger of the two, but to zero",
)

slip(
    "warmup_cosine",
    """
    def warmup_cosine(lr0, lr_end, warm, total, t):
        t = np.asarray(t)
        up = lr0 * t / warm
        return np.where(t < warm, up, cosine_decay(lr0, lr_end, total - warm, t - warm))
    """,
    line=3,
    why="t in place of t + 1",
)

slip(
    "warmup_cosine",
    """
    def warmup_cosine(lr0, lr_end, warm, total, t):
        if t < warm:
            return lr0 * (t + 1) / warm
        else:
            return cosine_decay(lr0, lr_end, total - warm, t - warm)
    """,
    line=2,
    why="if on array",
)

slip(
    "grid_search",
    """
    def grid_search(train, validate, grid):
        best, best_loss = None, float("inf")
        for values in zip(*grid.values()):
            setting = dict(zip(grid.keys(), values))
            loss = validate(train(**setting))
            if loss < best_loss:
                best, best_loss = setting, loss
        return best
    """,
    line=3,
    why="zip in place of product",
)

slip(
    "random_search",
    """
    def random_search(train, validate, draw, trials, rng):
        setting = draw(rng)
        results = []
        for _ in range(trials):
            loss = validate(train(**setting))
            if not np.isnan(loss) and not np.isinf(loss):
                results.append((setting, loss))
        results = sorted(results, key=lambda r: r[1])
        return [r[0] for r in results], [r[1] for r in results]
    """,
    line=2,
    why="one draw for all trials",
)

slip(
    "cosine_decay",
    """
    def cosine_decay(lr0, lr_end, total, t):
        share = np.clip(np.asarray(t) / total, 0, 1)
        return lr_end + (lr0 - lr_end) * (1 + np.cos(180 * share)) / 2
    """,
    line=3,
    why="degrees",
)

slip(
    "grid_search",
    """
    def grid_search(train, validate, grid):
        best, best_loss = None, np.inf
        for values in itertools.product(*grid.values()):
            s = dict(zip(grid, values))
            loss = validate(train(**s))
            if loss < best_loss:
                best, best_loss = s, loss
        return best, best_loss
    """,
    line=8,
    why="the loss returned too",
)

slip(
    "random_search",
    """
    def random_search(train, validate, draw, trials, rng):
        settings, losses = [], []
        for _ in range(trials):
            s = draw(rng)
            loss = validate(train(**s))
            if np.isfinite(loss):
                settings.append(s)
                losses.append(loss)
        return settings, sorted(losses)
    """,
    line=9,
    why="sorted separately",
)

slip(
    "log_uniform",
    """
        def log_uniform(low, high, n, rng):
            return 10 ** rng.uniform(np.log(low), np.log(high), n)
        """,
    line=2,
    why="natural logarithms are undone with np.exp",
)
