"""A chapter on a real JupyterHub, an account of the machine for everybody, by the commands of docs/teaching.md."""

from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell

from tests.support.browser import CHROMIUM, chromium, page
from tests.support.hub import WALK, commands, machine, succeeds, why_not

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("hub"),
    pytest.mark.skipif(bool(why_not()), reason=str(why_not())),
]

CHAPTER = "02_activations"
NOTEBOOK = f"{CHAPTER}/{CHAPTER}.ipynb"
WANTED = {"course_id": "my-class", "assignment_id": CHAPTER}
CAREFUL = 0o077  # The umask of a teacher who shows nobody anything.
MISTAKES = {"sigmoid": "def sigmoid(z):\n    return 1 / (1 + np.exp(z))", "recall-02-1": "recall_02_1 = -1"}
ESSAYS = {"ada": "Lines of lines are lines: $a(bx) = (ab)x$.", "ben": "No idea."}


@pytest.fixture(scope="module")
def hub():
    """The machine, set up as the walk says, with a chapter that is released."""
    with machine(["ada", "ben"]) as hub:
        hub.as_root(commands("On a JupyterHub"))
        hub.edit()
        with hub.started(), ThreadPoolExecutor(1) as beside:
            servers = beside.submit(hub.log_in, "ada", "ben")  # They start while the teacher works.
            succeeds(hub.run("anna", commands("As the teacher"), CAREFUL))
            add_an_essay(hub)
            roster = "\n".join(["id,last_name", *(f"{hub.people[who]},Doe" for who in ("ada", "ben")), "cleo,Doe"])
            succeeds(hub.run("anna", f"cat > ~/my-class/students.csv <<< '{roster}'"))
            teach(hub, "nbgrader db student import students.csv")
            teach(hub, f'nbgrader db assignment add {CHAPTER} --duedate "2026-10-12 12:00:00 UTC"')
            teach(hub, f"nbgrader generate_assignment {CHAPTER} --force")
            teach(hub, f"nbgrader release_assignment {CHAPTER}")
            servers.result()
            hub.log_in("anna")  # Formgrader reads where the course lies when its server starts.
            yield hub


def teach(hub, command):
    """What a command of the walk says, in the course's folder."""
    assert command in WALK, command
    return succeeds(hub.run("anna", f"cd ~/my-class\n{command}", CAREFUL))


def add_an_essay(hub):
    """What formgrader's Create Assignment does to the teacher's notebook."""
    path = hub.home("anna") / "my-class" / "source" / NOTEBOOK
    notebook = nbformat.read(path, as_version=4)
    essay = {"schema_version": 3, "grade_id": "essay", "grade": True, "solution": True, "locked": False, "task": False}
    about = {"nbgrader": {**essay, "points": 2}}
    notebook.cells.append(new_markdown_cell("Why does a network need its bends?", metadata=about, id="essay"))
    nbformat.write(notebook, path)


def assignment_list(hub, who, action="", method="POST"):
    """What nbgrader's assignment list shows a student, after a click if there is an action."""
    answer = hub.ask(who, method, f"assignments{action}", params=WANTED).json()
    assert answer["success"], answer["value"]
    return answer["value"]


def work(hub, who, answers):
    """Open the notebook, write these answers into it, and save."""
    notebook = hub.ask(who, "GET", f"api/contents/{NOTEBOOK}").json()
    for cell in notebook["content"]["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = answers.get(name, cell["source"])
    hub.ask(who, "PUT", f"api/contents/{NOTEBOOK}", json=notebook).raise_for_status()


def validate(hub, who):
    """What a student reads after a click on Validate: what is said of each cell that fails."""
    answer = hub.ask(who, "POST", "assignments/validate", json={"path": NOTEBOOK}).json()
    assert answer["success"], answer["value"]
    return {cell["source"]: cell["raw_error"] for cell in answer["value"].get("failed", [])}


@pytest.fixture(scope="module")
def handed_in(hub):
    """Both students have fetched, worked, validated and submitted: what Validate said."""
    source = nbformat.read(hub.home("anna") / "my-class" / "source" / NOTEBOOK, as_version=4)
    marked = [cell for cell in source.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    right = {cell.metadata.nbgrader.grade_id: cell.source for cell in marked}
    failed = {}
    for who, wrong in (("ada", {}), ("ben", MISTAKES)):
        (entry,) = assignment_list(hub, who, method="GET")
        assert entry["status"] == "released"
        assignment_list(hub, who, "/fetch")
        work(hub, who, {**right, **wrong, "essay": ESSAYS[who]})
        failed[who] = validate(hub, who)
        entries = assignment_list(hub, who, "/submit")
        assert [entry["status"] for entry in entries] == ["fetched", "submitted"]
    return failed


def test_validate_runs_the_notebook_where_no_answer_is_installed(handed_in):
    assert handed_in["ada"] == {}
    assert handed_in["ben"].keys() == {'check("recall-02-1", recall_02_1)', "check(sigmoid)"}
    assert handed_in["ben"]["check(sigmoid)"].startswith("Your curve falls from 1 to 0")


@pytest.fixture(scope="module")
def graded(hub, handed_in):
    """What `course grade` says, after ben has also handed in something in ada's name, and a link."""
    names = [f"{hub.people[who]}+{CHAPTER}+2046-01-01 00:00:00.000000 UTC+Zm9v" for who in ("ada", "ben")]
    forged, link = (f"/srv/exchange/my-class/inbound/{name}" for name in names)
    succeeds(hub.run("ben", f"cp -r ~/{CHAPTER} '{forged}'\nln -s {hub.home('anna')}/my-class/source '{link}'"))
    assert f"is not from {hub.people['ada']}" in teach(hub, f"nbgrader collect {CHAPTER} --update")
    return teach(hub, f"course grade {CHAPTER}")


def test_the_points_are_those_of_the_work(hub, graded):
    assert "2 graded" in graded and "2 wait for grading by hand, 1 missing" in graded
    for who, score in (("ada", 14), ("ben", 12)):
        line = hub.ask("anna", "GET", f"formgrader/api/submission/{CHAPTER}/{hub.people[who]}").json()
        assert (line["score"], line["max_score"], line["needs_manual_grade"]) == (score, 16, True)


@pytest.fixture(scope="module")
def given_back(hub, graded):
    """Essays are graded in formgrader, and everybody's page is released and fetched: the pages, as text."""
    for who, points in (("ada", 2), ("ben", 0.5)):
        mark_essay(hub, who, points, f"Read it again, {who}." if points < 2 else "Lovely.")
    assert "Feedback renewed" in teach(hub, f"course grade {CHAPTER}")
    teach(hub, f"nbgrader release_feedback {CHAPTER}")
    return {who: fetched_feedback(hub, who) for who in ("ada", "ben")}


def mark_essay(hub, who, points, comment):
    """What formgrader's page does when points and a comment are typed into it."""
    name = hub.people[who]
    submitted = hub.ask("anna", "GET", f"formgrader/api/submitted_notebooks/{CHAPTER}/{CHAPTER}").json()
    (found,) = (notebook["id"] for notebook in submitted if notebook["student"] == name)
    page = hub.ask("anna", "GET", f"formgrader/submissions/{found}/")
    assert page.ok and ESSAYS[who] in page.text
    for kind, entry in (("grade", {"manual_score": points}), ("comment", {"manual_comment": comment})):
        entries = hub.ask("anna", "GET", f"formgrader/api/{kind}s", params={"submission_id": found}).json()
        (one,) = (one["id"] for one in entries if one["name"] == "essay")
        hub.ask("anna", "PUT", f"formgrader/api/{kind}/{one}", json=entry).raise_for_status()


def fetched_feedback(hub, who):
    """The page that a student gets by a click on Fetch Feedback, and then on View Feedback."""
    (entry,) = (entry for entry in assignment_list(hub, who, method="GET") if entry["status"] == "submitted")
    assert entry["submissions"][0]["has_exchange_feedback"]
    assignment_list(hub, who, "/fetch_feedback")
    (entry,) = (entry for entry in assignment_list(hub, who, method="GET") if entry["status"] == "submitted")
    (submission,) = entry["submissions"]
    assert submission["has_local_feedback"] and not submission["feedback_updated"]
    place = submission["local_feedback_path"].removeprefix(f"{hub.home(who)}/")
    page = hub.ask(who, "GET", f"files/{place}/{CHAPTER}.html")
    assert page.ok
    return page.text


def test_a_page_is_ours_current_and_its_students_own(given_back):
    assert "16 of 16 points" in given_back["ada"] and "Lovely." in given_back["ada"]
    ben = given_back["ben"]
    assert "12.5 of 16 points" in ben and "Read it again, ben." in ben
    assert "Your curve falls from 1 to 0" in ben and '<meta name="grades"' in ben
    assert ESSAYS["ada"] not in ben and 'src="http' not in ben


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_the_list_in_a_students_browser_leads_to_the_page(hub, given_back):
    with chromium() as browser, page(browser) as tab:
        tab.goto(f"{hub.url}/hub/login")
        tab.fill("input[name=username]", hub.people["ben"])
        tab.fill("input[name=password]", hub.key)
        tab.click("input[type=submit]")
        tab.get_by_role("menuitem", name="Nbgrader").click()
        shown = [item.inner_text() for item in tab.locator(".lm-Menu-itemLabel").all()]
        assert "Assignment List" in shown and not {"Formgrader", "Course List"} & set(shown)
        tab.get_by_role("menuitem", name="Assignment List").click()
        tab.get_by_text("view feedback").wait_for()
        assert CHAPTER in tab.locator("#submitted_assignments_list").inner_text()


@pytest.mark.parametrize(
    "attempt",
    [
        "cat {ada}/02_activations/02_activations.ipynb",
        "ls /srv/exchange/my-class/inbound",
        "ls /srv/exchange/my-class/feedback",
        "mv /srv/exchange/my-class /srv/exchange/mine",
        "cat {anna}/my-class/gradebook.db",
        "ls /opt/hub/teacher/lib",
        "ls /opt/hub/state",
    ],
)
def test_a_student_cannot_get_at_what_is_not_theirs(hub, given_back, attempt):
    done = hub.run("ben", attempt.format(ada=hub.home("ada"), anna=hub.home("anna")))
    assert done.returncode != 0 and ("Permission denied" in done.stderr or "not permitted" in done.stderr), done.stderr


@pytest.mark.parametrize(("server", "path"), [("ada", f"files/{NOTEBOOK}"), ("anna", "formgrader/api/assignments")])
def test_a_student_is_let_into_no_other_server(hub, given_back, server, path):
    assert hub.ask("ben", "GET", path, server).status_code == 403
    assert hub.ask(server, "GET", path).status_code == 200
