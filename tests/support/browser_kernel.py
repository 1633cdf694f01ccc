"""Run in Pyodide by tests/course/test_lite.py: the cells of all chapters, in the kernel of the browser edition."""

import json
import os
import tempfile
import time
from pathlib import Path

os.environ["COURSE_PROGRESS"] = str(Path(tempfile.mkdtemp()) / "progress.sqlite")
import in_browser
from pyodide_kernel import ipython_shell as shell

in_browser.begin(shell)


def ignore(*shown):
    """What would be shown in a notebook."""


shell.display_pub.display_data_callback = shell.display_pub.update_display_data_callback = ignore
shell.display_pub.clear_output_callback = shell.displayhook.publish_execution_result = shell.send_comm = ignore


async def run(chapter, cells):
    """Run the cells of a chapter, solutions included; returns what went wrong, in words."""
    from autograder.record import best_scores

    shell.reset()
    os.chdir(tempfile.mkdtemp())
    wrong = []
    for cell in cells:
        result = await shell.kernel.run(cell)
        if result["status"] != "ok":
            wrong.append(f"{chapter}: {result['ename']}: {result['evalue']} in\n{cell}")
    from autograder.catalog import all_exercises

    names = [name for name, exercise in all_exercises().items() if exercise.chapter == chapter]
    return wrong + [f"{chapter}: {name} did not pass" for name in names if best_scores().get(name) != 1]


wrong, seconds = [], {}
for chapter, cells in json.loads(Path("/repository/cells.json").read_text()).items():
    begun = time.time()
    wrong += await run(chapter, cells)  # noqa: F704
    seconds[chapter] = round(time.time() - begun, 1)
Path("/repository/result.json").write_text(json.dumps({"wrong": wrong, "seconds": seconds}))
