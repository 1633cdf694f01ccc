"""Canvas and Moodle: what a teacher downloads is collected, graded, and goes back in their own tables."""

import csv
import io
import logging
import shutil
import zipfile

import nbformat
import pytest
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook

from course.classroom.canvas import CanvasExport, people
from course.classroom.collector import canvas, moodle
from course.classroom.moodle import MoodleExport, participants
from course.classroom.roster import Person, Roster, Student
from course.classroom.sheet import read_sheet
from course.classroom.standings import Standing
from tests.support.classes import grade, nbgrader_here, needs_a_sandbox, scores
from tests.support.submissions import ASSIGNMENT, WRONG, cells

needs_a_sandbox()

pytestmark = [
    pytest.mark.xdist_group("grade"),
    pytest.mark.filterwarnings("ignore:Object of type <Submitted"),  # nbgrader's add_submission
]

CANVAS = "course.classroom.canvas.CanvasExport"
MOODLE = "course.classroom.moodle.MoodleExport"
STUDENTS = [
    {"id": "maria", "last_name": "García López", "first_name": "María", "lms_user_id": "101"},
    {"id": "wei1", "last_name": "Li", "first_name": "Wei", "lms_user_id": "102", "email": "wei1@uni.edu"},
    {"id": "wei2", "last_name": "Li", "first_name": "Wei", "lms_user_id": "103", "email": "wei2@uni.edu"},
    {"id": "bob", "last_name": "Smith", "first_name": "Bob", "lms_user_id": "104"},
    {"id": "zoe", "last_name": "O'Brien", "first_name": "Zoë", "lms_user_id": "105"},
    {"id": "uwe", "last_name": "Müller", "first_name": "Uwe", "lms_user_id": "106"},
    {"id": "jnovak"},
    {"id": "absent", "last_name": "Late", "first_name": "Ever", "lms_user_id": "108"},
    {"id": "extended", "last_name": "Time", "first_name": "Some", "lms_user_id": "109"},
]


def work(**parts):
    return nbformat.writes(new_notebook(cells=cells(**parts))).encode()


def zipped(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


@pytest.fixture
def course(released, tmp_path, workers_here):
    """A released assignment, and a class that Canvas knows by numbers."""
    folder = shutil.copytree(released, tmp_path / "class")
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        for student in STUDENTS:
            gradebook.add_student(student["id"], **{key: value for key, value in student.items() if key != "id"})
        gradebook.add_submission(ASSIGNMENT, "extended")  # As an extension is granted before anything comes.
        gradebook.grant_extension(ASSIGNMENT, "extended", days=2)
    return folder


def download(folder, files):
    archive = folder / "downloaded" / ASSIGNMENT / "archive"
    archive.mkdir(parents=True, exist_ok=True)
    (archive / "submissions.zip").write_bytes(zipped(files))
    return nbgrader_here(folder, "zip_collect", ASSIGNMENT, "--force")


def table(path):
    return {row[0].strip(): row for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))}


CANVAS_FILES = {
    "garcíalópezmaría_101_9001_trial.ipynb": work(),
    "liwei_102_9002_trial-2.ipynb": work(),
    "liwei_103_9003_trial.ipynb": work(total=WRONG),
    "smithbob_LATE_104_9004_trial-1.ipynb": work(),
    "obrienzoe_105_9005_my work.zip": zipped({"my work/trial.ipynb": work(), "__MACOSX/._trial.ipynb": b"x"}),
    "mulleruwe_106_9006_broken.zip": b"PK\x03\x04 and no more",
    "novakjan_107_9007_trial.ipynb": work(),
    "strangerjoe_999_9999_trial.ipynb": work(),
}
CANVAS_GRADEBOOK = """\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Essay (4568),Trial (4567),Current Score
    Manual Posting,,,,,,,(read only)
    Points Possible,,,,,10.0,3.0,(read only)
"García López, María",101,S1,maria@uni.edu,"Group A, morning",7,,90
"Li, Wei",102,S2,wei1@uni.edu,B,,,
"Li, Wei",103,S3,wei2@uni.edu,B,,,
"Smith, Bob",104,S4,bob@uni.edu,B,,,
"O'Brien, Zoë",105,S5,zoe@uni.edu,B,,,
"Müller, Uwe",106,S6,uwe@uni.edu,B,,,
"Novák, Jan",107,S7,jnovak,B,,,
"Late, Ever",108,S8,late@uni.edu,B,,EX,
"Time, Some",109,S9,some@uni.edu,B,,,
"Student, Test",110,,fake,B,,,
"""


def test_canvas_there_and_back(course, capsys):
    (course / "canvas.csv").write_text(CANVAS_GRADEBOOK, encoding="utf-8")
    assert download(course, CANVAS_FILES) == 0
    told = capsys.readouterr().err
    assert "bob was late" in told and "strangerjoe is not in the gradebook" in told
    said = grade(course)
    assert said.exit_code == 1 and "cannot be unpacked" in said.stdout
    expected = {"maria": 3, "wei1": 3, "wei2": 2, "bob": 3, "zoe": 3, "uwe": 0, "jnovak": 3, "strangerjoe_999": 3}
    assert scores(course) == expected | {"extended": 0}
    assert nbgrader_here(course, "export", f"--exporter={CANVAS}") == 0
    rows = list(csv.reader(io.StringIO((course / "canvas-import.csv").read_text(encoding="utf-8"), newline="")))
    assert rows[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Trial (4567)"]
    assert rows[2] == ["    Points Possible", "", "", "", "", "3.0"]
    assert rows[3] == ["García López, María", "101", "S1", "maria@uni.edu", "Group A, morning", "3"]
    assert {row[1]: row[-1] for row in rows[3:]} == {
        "101": "3", "102": "3", "103": "2", "104": "3", "105": "3", "107": "3",
        "106": "",  # Waits for a person.
        "108": "EX", "109": "", "110": "",  # Missing is not zero.
    }  # fmt: skip
    told = capsys.readouterr().err
    assert "a person has yet to grade them: extended, uwe" in told and "Student, Test (Canvas's ID 110)" in told


def test_canvas_with_another_scale_or_without_its_table_is_refused(course, capsys):
    assert nbgrader_here(course, "export", f"--exporter={CANVAS}") == 1
    assert "Export Entire Gradebook" in capsys.readouterr().err
    (course / "canvas.csv").write_text(CANVAS_GRADEBOOK.replace("10.0,3.0", "10.0,100.0"), encoding="utf-8")
    assert nbgrader_here(course, "export", f"--exporter={CANVAS}") == 1
    assert "trial has 3 points here and 100.0 in Canvas" in capsys.readouterr().err
    assert not (course / "canvas-import.csv").exists()


MOODLE_FILES = {
    "María García López_5001_assignsubmission_file_/trial.ipynb": work(),
    "Wei Li_5002_assignsubmission_file_/trial.ipynb": work(),
    "Wei Li_5003_assignsubmission_file_/trial (1).ipynb": work(total=WRONG),
    "Bob Smith_5004_assignsubmission_file_/answers/trial.ipynb": work(),
    "Bob Smith_5004_assignsubmission_onlinetext_/onlinetext.html": b"<p>done</p>",
    "Zoë O'Brien_5005_assignsubmission_file_trial.ipynb": work(),
    "Uwe Müller_5006_assignsubmission_file_/trial.pdf": b"%PDF",
}
WORKSHEET = """\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum Grade","Last modified (submission)"
"Participant 5001","María García López",m@uni.edu,"Submitted for grading",,3.00,"Monday, 12 October 2026, 11:58 AM"
"Participant 5002","Wei Li",wei1@uni.edu,"Submitted for grading",,3.00,"Monday, 12 October 2026, 11:59 AM"
"Participant 5003","Wei Li",wei2@uni.edu,"Submitted for grading",,3.00,"Monday, 12 October 2026, 12:00 PM"
"Participant 5004","Bob Smith",bob@uni.edu,"Submitted for grading",,3.00,"Monday, 12 October 2026, 12:01 PM"
"Participant 5005","Zoë O'Brien",zoe@uni.edu,"Submitted for grading",,3.00,"Monday, 12 October 2026, 12:02 PM"
"Participant 5006","Uwe Müller",uwe@uni.edu,"Submitted for grading",,3.00,"Monday, 12 October 2026, 12:03 PM"
"Participant 5008","Ever Late",late@uni.edu,"No submission",2.50,3.00,-
"""


def test_moodle_there_and_back(course):
    (course / "downloaded" / ASSIGNMENT).mkdir(parents=True)
    (course / "downloaded" / ASSIGNMENT / "Grades-NN-Trial-77.csv").write_text(WORKSHEET, encoding="utf-8")
    assert download(course, MOODLE_FILES) == 0
    said = grade(course)
    assert "There is no notebook in" in said.stdout
    expected = {"maria": 3, "wei1": 3, "wei2": 2, "bob": 3, "zoe": 3, "uwe": 0, "extended": 0}
    assert scores(course) == expected
    assert nbgrader_here(course, "export", f"--exporter={MOODLE}") == 0
    filled = table(course / f"{ASSIGNMENT}-moodle.csv")
    assert {key[-4:]: row[4] for key, row in filled.items() if key.startswith("Participant")} == {
        "5001": "3", "5002": "3", "5003": "2", "5004": "3", "5005": "3", "5006": "", "5008": "2.50",
    }  # fmt: skip
    assert filled["Participant 5002"][6] == "Monday, 12 October 2026, 11:59 AM"


def test_moodle_with_another_scale_or_without_its_table_is_refused(course, capsys):
    assert nbgrader_here(course, "export", f"--exporter={MOODLE}") == 1
    assert "Download grading worksheet" in capsys.readouterr().err
    (course / "downloaded" / ASSIGNMENT).mkdir(parents=True)
    other = WORKSHEET.replace(",3.00,", ",100.00,")
    (course / "downloaded" / ASSIGNMENT / "Grades.csv").write_text(other, encoding="utf-8")
    assert nbgrader_here(course, "export", f"--exporter={MOODLE}") == 1
    assert "trial has 3 points here and 100.00 in Moodle" in capsys.readouterr().err
    assert not (course / f"{ASSIGNMENT}-moodle.csv").exists()


def test_two_of_the_same_name_without_a_worksheet_are_told_and_not_guessed(course, capsys):
    assert download(course, MOODLE_FILES) == 0
    assert {path.name for path in (course / "submitted").iterdir()} == {
        "maria", "bob", "zoe", "uwe", "Wei Li_5002", "Wei Li_5003",
    }  # fmt: skip
    assert capsys.readouterr().err.count("put Moodle's grading worksheet into downloaded/trial/") == 2


@pytest.mark.parametrize(
    ("path", "name", "number", "file", "late"),
    [
        ("submissions/doejane_12_34_02_activations.ipynb", "doejane", "12", "02_activations.ipynb", False),
        ("submissions/doejane_LATE_12_34_a_5_6_b.ipynb", "doejane", "12", "a_5_6_b.ipynb", True),
        ("2026_10_12_13_all/doejane_12_34_x.ipynb", "doejane", "12", "x.ipynb", False),
        ("doejane_12_34_work/sub/02_activations.ipynb", "doejane", "12", "sub/02_activations.ipynb", False),
        ("submissions/doejane_12_text.html", "doejane", "12", "text.html", False),
        ("submissions/doejane_LATE_12_link.html", "doejane", "12", "link.html", True),
        ("submissions/anon_aB3xZ_34_a_5_6_b.ipynb", "anon_aB3xZ", "", "a_5_6_b.ipynb", False),
        ("submissions/LATE_anon_aB3xZ_34_work-2.ipynb", "anon_aB3xZ", "", "work-2.ipynb", True),
        ("submissions/anon_aB3xZ_text.html", "anon_aB3xZ", "", "text.html", False),
        ("submissions/readme.txt", None, None, None, None),
    ],
)
def test_what_canvas_says_in_a_path(path, name, number, file, late):
    found = canvas(tuple(path.split("/")))
    if name is None:
        assert found is None
    else:
        assert (found.person.name, found.person.number, found.file, found.late) == (name, number, file, late)


@pytest.mark.parametrize(
    ("path", "name", "number", "file"),
    [
        ("a/Ana María_77_assignsubmission_file_/x/02.ipynb", "Ana María", "77", "x/02.ipynb"),
        ("a/Ana María_77_assignsubmission_file/02.ipynb", "Ana María", "77", "02.ipynb"),
        ("a/Ana María_77_assignsubmission_file_02_activations.ipynb", "Ana María", "77", "02_activations.ipynb"),
        ("a/Participant_77_assignsubmission_file_/02.ipynb", "Participant", "77", "02.ipynb"),
        ("a/Default group_assignsubmission_file/02.ipynb", "Default group", "", "02.ipynb"),
    ],
)
def test_what_moodle_says_in_a_path(path, name, number, file):
    found = moodle(tuple(path.split("/")))
    assert (found.person.name, found.person.participant, found.file) == (name, number, file)


def collected(course, files, worksheet=""):
    """What each of these downloads' files was collected as, by its content."""
    if worksheet:
        (course / "downloaded" / ASSIGNMENT).mkdir(parents=True)
        (course / "downloaded" / ASSIGNMENT / "Grades.csv").write_text(worksheet, encoding="utf-8")
    assert download(course, files) == 0
    found = {}
    for path in sorted((course / "submitted").rglob("*")):
        if path.is_file() and path.name != "timestamp.txt":
            found.setdefault(path.read_text(), []).append(path.relative_to(course / "submitted").parts[0])
    return found


def test_a_team_of_moodle_is_collected_for_each_of_its_members(course):
    teams = {"maria": "Group 7", "wei1": "Group 7", "wei2": "Default group", "jnovak": "Group 7"}
    rows = "".join(f"Participant {80 + n},N,{who},Submitted,{team},\n" for n, (who, team) in enumerate(teams.items()))
    files = {
        "Group 7_80_assignsubmission_file/trial.ipynb": b"seven",  # A team's number can be that of a participant.
        "Group 7_80_assignsubmission_onlinetext_onlinetext.html": b"text",
        "Default group_assignsubmission_file/trial.ipynb": b"all others",
    }
    found = collected(course, files, f"Identifier,Full name,ID number,Status,Group,Grade\n{rows}")
    assert found == {
        "seven": ["jnovak", "maria", "wei1"], "text": ["jnovak", "maria", "wei1"], "all others": ["wei2"],
    }  # fmt: skip


def test_a_team_that_no_worksheet_explains_is_nobody_s(course, capsys):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.add_student("snow_12")
    files = {"Group A_12_assignsubmission_file/trial.ipynb": b"a", "Default group_assignsubmission_file/b.ipynb": b"b"}
    assert collected(course, files) == {"a": ["Group A_12"], "b": ["Default group"]}
    assert capsys.readouterr().err.count("put Moodle's grading worksheet into downloaded/trial/") == 2


def test_whom_moodle_hides_is_graded_by_number_and_told_so(course, capsys):
    worksheet = "Identifier,Status,Grade,Maximum grade\nTeilnehmer/in12,Abgegeben,,3\nTeilnehmer/in13,Abgegeben,,3\n"
    files = {f"Teilnehmerin_{n}_assignsubmission_file/trial.ipynb": str(n).encode() for n in (12, 13)}
    assert collected(course, files, worksheet) == {"12": ["Teilnehmerin_12"], "13": ["Teilnehmerin_13"]}
    assert capsys.readouterr().err.count("Moodle hides who this is") == 2
    roster = Roster([Student("Teilnehmerin_12", "", "", "", "")])
    rows = participants(read_sheet(course / "downloaded" / ASSIGNMENT / "Grades.csv"))
    assert [roster.find(person) for _, person in rows] == ["Teilnehmerin_12", None]


def test_the_number_of_a_file_is_no_number_of_a_person_where_canvas_hides_who_it_is(course, capsys):
    files = {"anon_aB3xZ_101_trial.ipynb": b"one", "LATE_anon_q1w2e_102_trial-2.ipynb": b"two"}
    assert collected(course, files) == {"one": ["anon_aB3xZ"], "two": ["anon_q1w2e"]}
    told = capsys.readouterr().err
    assert told.count("Canvas hides who this is") == 2 and "lms-user-id" not in told


def test_a_worksheet_that_names_nobody_is_not_asked_for_again(course, capsys):
    worksheet = "Identifier,Full name,Status,Grade\nParticipant 5002,Wei Li,Submitted,\n"
    assert collected(course, {"Wei Li_5002_assignsubmission_file/a.ipynb": b"a"}, worksheet) == {"a": ["Wei Li_5002"]}
    told = capsys.readouterr().err
    assert "no e-mail address or ID number" in told and "put Moodle's grading worksheet" not in told


@pytest.mark.parametrize(
    ("exporter", "cell", "score", "becomes", "said"),
    [
        (CanvasExport, "", 2.5, "2.5", ""),
        (CanvasExport, "1", 3.5, "3.5", ""),  # Canvas takes more than the maximum.
        (CanvasExport, "EX", 3.0, "EX", "because Canvas excuses them: a"),
        (CanvasExport, "N/A", 3.0, "N/A", "because in Canvas, the assignment is not theirs: a"),
        (MoodleExport, "", 3.5, "3", "a has 3.5 points of 3: the maximum is entered"),
        (MoodleExport, "1,00", 3.0, "3", ""),
    ],
)
def test_what_a_system_would_not_take_is_told(exporter, cell, score, becomes, said, caplog):
    row = ["A", cell]
    everyone = Roster([Student("a", "", "", "", "")])
    made = exporter()
    made.log = logging.getLogger("course")
    made.fill([(row, Person("", ("a",)))], everyone, {1: Standing(3.0, None, {"a": score}, frozenset())})
    assert row[1] == becomes
    assert said in caplog.text and bool(said) == bool(caplog.text)


def test_a_gradebook_of_canvas_with_the_name_in_two_columns_keeps_both(course):
    table = "LastName,FirstName,ID,SIS Login ID,Section,Trial (7)\n    Points Possible,,,,,3\nLi,Wei,102,w,A,\n"
    (course / "canvas.csv").write_text(table, encoding="utf-8")
    assert nbgrader_here(course, "export", f"--exporter={CANVAS}") == 0
    assert (course / "canvas-import.csv").read_text().splitlines() == table.splitlines()
    ((_, person),) = people(read_sheet(course / "canvas.csv"))
    assert person.name == "Li Wei"


def test_the_maximum_of_moodle_is_looked_at_in_every_language(course, capsys):
    (course / "downloaded" / ASSIGNMENT).mkdir(parents=True)
    table = "ID,Name,Status,Note,Bestnote\nTeilnehmer/in12,Wei Li,Abgegeben,,100\n"
    (course / "downloaded" / ASSIGNMENT / "Noten.csv").write_text(table, encoding="utf-8")
    assert nbgrader_here(course, "export", f"--exporter={MOODLE}", "--MoodleExport.grade_column=Note") == 1
    assert "trial has 3 points here and 100 in Moodle" in capsys.readouterr().err


@pytest.mark.parametrize("table", ["canvas.csv", f"downloaded/{ASSIGNMENT}/Grades.csv"])
def test_a_table_that_a_spreadsheet_program_saved_anew_is_told(course, capsys, table):
    (course / "downloaded" / ASSIGNMENT).mkdir(parents=True)
    (course / table).write_text(CANVAS_GRADEBOOK if table == "canvas.csv" else WORKSHEET[1:], encoding="utf-16")
    assert download(course, {"Zoe_7_assignsubmission_file/a.ipynb": b"a", "x_1_2_a.ipynb": b"a"}) == 1
    assert nbgrader_here(course, "export", f"--exporter={CANVAS if table == 'canvas.csv' else MOODLE}") == 1
    told = capsys.readouterr().err
    assert told.count("is not in UTF-8: a spreadsheet program saved it so.") == 2 and "Traceback" not in told


def test_ids_that_differ_only_in_case_are_two():
    roster = Roster([Student("ida", "Berg", "Ida", "", ""), Student("Ida", "Berg", "Ida", "", "")])
    assert [roster.find(Person("", (key,), "Ida Berg", "12")) for key in ("ida", "Ida", "IDA")] == ["ida", "Ida", None]


def test_a_name_is_not_enough_for_somebody_whose_number_is_another():
    roster = Roster([Student("ann", "Lee", "Ann", "", "7"), Student("bo", "Lee", "Bo", "", "")])
    assert roster.find(Person("7", (), "other")) == "ann"
    assert roster.find(Person("8", (), "leeann")) is None
    assert roster.find(Person("8", (), "Lee, Bo")) == "bo"


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+1", "-1", "@SUM(1)", ".. x", ".hidden", "\t=1", "= =1"])
def test_a_name_that_somebody_chose_becomes_no_formula_and_no_path(name):
    """In Moodle people may write their names themselves; the id stands in tables, and names a folder."""
    student = moodle((f"{name}_77_assignsubmission_file_", "a.ipynb")).person.folder
    assert student.endswith("_77") and student[0] not in "=+-@.\t " and "/" not in student
