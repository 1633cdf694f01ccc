"""A sandbox cannot keep what Python compiles in it, so the packages that it imports are compiled outside, once."""

import sys
from importlib.util import cache_from_source

from course.classroom import warm


def test_what_a_sandbox_imports_is_compiled_once(tmp_path, monkeypatch):
    package = tmp_path / "imported_in_sandboxes"
    package.mkdir()
    for name in ("__init__.py", "part.py"):
        (package / name).write_text("x = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(warm, "WARM", (package.name, "not_installed_here"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    times = []
    compile_dir = warm.compileall.compile_dir

    def counted(folder, **options):
        if folder == package:
            times.append(folder)
            compile_dir(folder, **options)

    monkeypatch.setattr(warm.compileall, "compile_dir", counted)
    warm.compile_packages([])
    assert times == []  # Who asks Python to write none gets none.
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    warm.compile_packages([])
    warm.compile_packages([])
    assert times == [package]
    assert all((tmp_path / cache_from_source(package / name)).exists() for name in ("__init__.py", "part.py"))
