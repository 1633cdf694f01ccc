"""A folder with Pyodide, for tests without its public address: `python -m tests.support.pyodide_folder FOLDER`.

npm's package has Pyodide's core and its lock file. The compiled wheels that we need are in the wheel of open-webui,
with the hashes of that lock. IPython and what it needs are pure Python: they come from the package index, where the
same releases are packed otherwise, so the copy of the lock file gets their hashes. `PYODIDE` names it to the tests of
all chapters; the test of one chapter keeps such a folder in the user's cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from platformdirs import user_cache_path

RELEASE, CARRIER = "314.0.3", "open-webui==0.12.4"
WANTED = ("ipython", "jedi", "tqdm")


def kept() -> Path | None:
    """The folder that PYODIDE names, else the one in the user's cache, made first; None if that cannot be had here."""
    if named := os.environ.get("PYODIDE"):
        return Path(named)
    folder = user_cache_path("gradients-by-hand-tests") / f"pyodide-{RELEASE}"
    if folder.exists():
        return folder
    if not (shutil.which("npm") and shutil.which("uv")):
        return None
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        try:
            make(Path(name) / "new")
        except subprocess.CalledProcessError:
            return None  # Without the package registries.
        with contextlib.suppress(OSError):  # Another process was faster.
            (Path(name) / "new").rename(folder)
    return folder


def make(folder: Path) -> None:
    """Fill `folder` with Pyodide, the compiled wheels, and the pure ones that IPython needs."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        subprocess.run(["npm", "pack", "--silent", f"pyodide@{RELEASE}"], cwd=scratch, check=True)
        with tarfile.open(next(scratch.glob("*.tgz"))) as archive:
            for member in archive.getmembers():
                if member.isfile():
                    (folder / Path(member.name).name).write_bytes(archive.extractfile(member).read())
        download(scratch, CARRIER)
        with zipfile.ZipFile(next(scratch.glob("open_webui*.whl"))) as carrier:
            for entry in carrier.namelist():
                if "/pyodide/" in entry and entry.endswith(".whl"):
                    (folder / Path(entry).name).write_bytes(carrier.read(entry))
    complete(folder)


def complete(folder: Path) -> None:
    """Add the pure wheels that are missing, and put their hashes into the lock file."""
    path = folder / "pyodide-lock.json"
    lock = json.loads(path.read_text("utf-8"))
    packages, missing, open_ones = lock["packages"], [], [*WANTED]
    while open_ones:
        package = packages[open_ones.pop().lower().replace("_", "-")]
        open_ones += package["depends"]
        if not (folder / package["file_name"]).exists() and package not in missing:
            missing.append(package)
    download(folder, *(f"{package['name']}=={package['version']}" for package in missing))
    for package in missing:
        package["sha256"] = hashlib.sha256((folder / package["file_name"]).read_bytes()).hexdigest()
    path.write_text(json.dumps(lock), "utf-8")


def download(folder: Path, *requirements: str) -> None:
    """Get wheels from the package index."""
    pip = ["uv", "run", "--no-project", "--with", "pip", "python", "-m", "pip", "download", "-q", "--no-deps"]
    # For Pyodide's Python, not for the one that runs this.
    subprocess.run(
        [*pip, "--ignore-requires-python", "--only-binary", ":all:", "-d", folder, *requirements], check=True
    )


if __name__ == "__main__":
    make(Path(sys.argv[1]))
