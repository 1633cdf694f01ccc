"""Which files are taken for a student's notebooks: what is plain is repaired, what is not is refused with a reason."""

import io
import zipfile

import nbformat
import pytest
from nbformat.v4 import new_notebook

from autograder.grading.repair import Ungradable
from course.classroom.candidates import candidates_in
from course.classroom.locate import locate
from course.classroom.model import SourceCell, SourceNotebook
from tests.support.submissions import cells

RELEASED = {"weighted_sum": "raise NotImplementedError", "step": "raise NotImplementedError", "answer": ""}


def source(name="trial"):
    answers = [SourceCell(key, "code", text, False, "", False, True, False, 0) for key, text in RELEASED.items()]
    check = SourceCell("check-step", "code", "check(step)", True, "", True, False, False, 1)
    return SourceNotebook(name, (*answers, check))


def notebook(**parts):
    return nbformat.writes(new_notebook(cells=cells(**parts))).encode()


BLANK = notebook(total=RELEASED["weighted_sum"], step=RELEASED["step"], answer=RELEASED["answer"])
WRITTEN, OTHER = notebook(), notebook(answer="answer = 41")
FOREIGN = notebook().replace(b"weighted_sum", b"sigmoid").replace(b"step", b"relu").replace(b"answer", b"tanh")


def zipped(**files):
    """A zip file with these notebooks in a folder."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"hand-in/{name}.ipynb", content)
            archive.writestr(f"__MACOSX/hand-in/._{name}.ipynb", b"\0")
    return stream.getvalue()


def found(folder, files):
    """What is taken for the notebook, and what is said about it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    contents, repairs = locate(candidates_in(folder).candidates, [source()], {"02_activations": {"sigmoid", "relu"}})
    return contents["trial"], " ".join(repairs)


@pytest.mark.parametrize(
    ("files", "content", "said"),
    [
        ({"trial.ipynb": WRITTEN}, WRITTEN, ""),
        ({"trial.ipynb": BLANK}, BLANK, ""),
        ({"trial (1) final.ipynb": WRITTEN}, WRITTEN, "trial (1) final.ipynb was graded as trial.ipynb."),
        ({"a/b/trial.ipynb": WRITTEN}, WRITTEN, "a/b/trial.ipynb was graded as trial.ipynb."),
        ({"my work.zip": zipped(trial=WRITTEN)}, WRITTEN, "my work.zip/hand-in/trial.ipynb was graded as trial.ipynb."),
        ({"trial.ipynb": BLANK, "trial_final.ipynb": WRITTEN}, WRITTEN, "trial.ipynb holds no answers."),
        ({"trial.ipynb": b"{cut off", "final.ipynb": WRITTEN}, WRITTEN, "final.ipynb was graded as trial.ipynb."),
        ({"trial.ipynb": FOREIGN, "final.ipynb": WRITTEN}, WRITTEN, "final.ipynb was graded as trial.ipynb."),
        ({"trial.ipynb": WRITTEN, "copy.ipynb": WRITTEN}, WRITTEN, ""),
        ({"trial.ipynb": WRITTEN, "copy.ipynb": BLANK}, WRITTEN, ""),
        ({"trial.ipynb": WRITTEN, "old.ipynb": OTHER}, WRITTEN, "There are other answers in old.ipynb, which were not"),
        ({"trial.ipynb": WRITTEN, ".ipynb_checkpoints/trial-checkpoint.ipynb": OTHER}, WRITTEN, ""),
        ({"a.ipynb": BLANK, "b.ipynb": WRITTEN}, WRITTEN, "b.ipynb was graded as trial.ipynb."),
        ({"trial.ipynb": WRITTEN.decode().encode("utf-16")}, WRITTEN.decode().encode("utf-16"), ""),
        ({"odd.ipynb": b"{cut off"}, b"{cut off", "odd.ipynb was graded as trial.ipynb."),
        ({"data.csv": b"1,2"}, None, ""),
    ],
)
def test_the_notebook_is_found(files, content, said, tmp_path):
    chosen, repairs = found(tmp_path, files)
    assert chosen == content
    assert said in repairs if said else not repairs


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"trial.ipynb": FOREIGN}, "trial.ipynb is the notebook of 02_activations"),
        ({"mine.ipynb": FOREIGN}, "mine.ipynb is the notebook of 02_activations"),
        ({"a.ipynb": WRITTEN, "b.ipynb": OTHER}, "different answers (a.ipynb, b.ipynb): keep the one that counts"),
    ],
)
def test_what_is_not_plain_is_refused(files, reason, tmp_path):
    with pytest.raises(Ungradable) as caught:
        found(tmp_path, files)
    assert reason in str(caught.value)


def test_what_has_a_notebooks_name_and_is_none_is_named(tmp_path):
    (tmp_path / "work.zip").write_bytes(b"PK\x03\x04 cut off")
    (tmp_path / "trial.ipynb").mkdir()
    (tmp_path / "settings.json").write_text("{}")  # It is no notebook, and nobody would think so.
    found = candidates_in(tmp_path)
    assert not found.candidates and set(found.refused) == {"work.zip", "trial.ipynb"}
    assert found.refused["work.zip"].startswith("work.zip cannot be unpacked")
