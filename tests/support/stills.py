"""A copy of the figures and their stills that a test may change."""

import shutil

from playground import still


def copied_playground(folder, monkeypatch):
    """The files of the package in `folder`, which stills are read from and written to; returns their folder."""
    copy = folder / "playground"
    shutil.copytree(still.PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(still, "PACKAGE", copy)
    monkeypatch.setattr(still, "FOLDER", copy / "stills")
    return copy
