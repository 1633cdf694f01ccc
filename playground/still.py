"""Still pictures of the figures, for readers without a kernel: on GitHub, in print, in a notebook that is not run yet.

Each stands in ``stills/``, with its alternative text in the file itself. A still is current as long as the code that
draws it is unchanged: ``stills/digests.txt`` keeps, for each call, a digest of the call and of the modules behind it.
`course build` draws the stills that are not current.
"""

from __future__ import annotations

import ast
import hashlib
import io
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from playground.live import Live

PACKAGE = Path(__file__).resolve().parent
FOLDER = PACKAGE / "stills"
PIXELS_PER_INCH = 100
COLORS = 128


def path_of(call: str) -> Path:
    """The file of a call: ``ball.png`` for ``play.ball()``, with a digest in its name if there are arguments."""
    name, _, arguments = call.removeprefix("play.").partition("(")
    return FOLDER / (f"{name}.png" if arguments == ")" else f"{name}-{_short(call)}.png")


def saved(call: str) -> tuple[bytes, str] | None:
    """The still of a call as PNG, and its alternative text; None if there is no still."""
    from PIL import Image

    path = path_of(call)
    if not path.exists():
        return None
    with Image.open(path) as picture:
        return path.read_bytes(), str(picture.info["Description"])


def is_current(call: str) -> bool:
    """Whether the still of a call exists and its code is unchanged since it was drawn."""
    return path_of(call).exists() and _saved_digests().get(path_of(call).name) == digest(call)


def draw(call: str) -> Path | None:
    """Draw the still of a call; return its path if the picture changed. Raises whatever the figure's setup raised."""
    figure = show(call)
    figure.build()
    if figure.failed:
        raise figure.failed
    path, picture = path_of(call), picture_of(figure)
    changed = not _is_saved(path, picture, figure.alt)
    if changed:
        FOLDER.mkdir(exist_ok=True)
        path.write_bytes(_png(picture, figure.alt))
    _save_digests(_saved_digests() | {path.name: digest(call)})
    return path if changed else None


def keep_only(calls: Iterable[str]) -> list[Path]:
    """Remove the stills of all other calls; return their paths."""
    kept = {path_of(call).name for call in calls}
    removed = [path for path in sorted(FOLDER.glob("*.png")) if path.name not in kept]
    for path in removed:
        path.unlink()
    digests = _saved_digests()
    if not digests.keys() <= kept:
        _save_digests({name: value for name, value in digests.items() if name in kept})
    return removed


def show(call: str) -> Live:
    """The figure of a call such as ``play.ball()``."""
    import playground

    figure: Live = eval(call, {"play": playground})
    return figure


def picture_of(figure: Live) -> Image:
    """A figure's present picture, in few colors so that its file is small."""
    from PIL import Image

    return Image.fromarray(figure.build().pixels(PIXELS_PER_INCH)).quantize(COLORS, dither=Image.Dither.NONE)


def digest(call: str) -> str:
    """A digest of a call, of this module and the figure's, and of the modules of this package that they import."""
    import playground

    figure = getattr(playground, call.removeprefix("play.").partition("(")[0], None)
    modules = {"still", *_with_imports(getattr(figure, "__module__", "").removeprefix("playground."))}
    return _short(call, *((PACKAGE / f"{name}.py").read_text(encoding="utf-8") for name in sorted(modules)))


def _with_imports(module: str, known: frozenset[str] = frozenset()) -> frozenset[str]:
    """A module of this package, and the modules of this package that it imports, directly or not."""
    path = PACKAGE / f"{module}.py"
    if module in known or not path.exists():
        return known
    known |= {module}
    for imported in _imports(path.read_text(encoding="utf-8")):
        known = _with_imports(imported, known)
    return known


@cache
def _imports(code: str) -> list[str]:
    """The modules of this package that a module's code imports."""
    imports = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ImportFrom)]
    names = [node.module or "" for node in imports]
    return [name.removeprefix("playground.") for name in names if name.startswith("playground.")]


def _short(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]


def _saved_digests() -> dict[str, str]:
    """The digests by file name; lines that are not of the form ``DIGEST FILE``, as after a merge, do not count."""
    path = FOLDER / "digests.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {line.split()[1]: line.split()[0] for line in lines if re.fullmatch(r"[0-9a-f]{12} \S+\.png", line)}


def _save_digests(digests: dict[str, str]) -> None:
    text = "".join(f"{value} {name}\n" for name, value in sorted(digests.items()))
    (FOLDER / "digests.txt").write_text(text, encoding="utf-8", newline="\n")


def _is_saved(path: Path, picture: Image, alt: str) -> bool:
    """Whether a file shows exactly this picture and has this alternative text."""
    from PIL import Image, ImageChops

    try:
        with Image.open(path) as kept:
            same_text = kept.info.get("Description") == alt
            difference = ImageChops.difference(kept.convert("RGB"), picture.convert("RGB"))
            return same_text and kept.size == picture.size and difference.getbbox() is None
    except OSError:  # The file does not exist or is not a picture.
        return False


def _png(picture: Image, alt: str) -> bytes:
    from PIL.PngImagePlugin import PngInfo

    about, stream = PngInfo(), io.BytesIO()
    about.add_itxt("Description", alt)
    picture.save(stream, "png", optimize=True, pnginfo=about)
    return stream.getvalue()
