"""A JupyterHub as docs/teaching.md sets it up, with accounts of this machine that are made for a test and removed."""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import requests

from tests.support import ROOT

PATIENCE = 300  # seconds until a test gives up: on a busy machine all takes many times as long as on an idle one
WALK = (ROOT / "docs" / "teaching.md").read_text()
# The test's part of jupyterhub_config.py: no passwords of this machine, other ports, and a key for the test.
FOR_THE_TEST = """
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy_port}"
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = "{key}"
c.JupyterHub.services = [{{"name": "test", "api_token": "{key}"}}]
allowed = ["admin:users", "admin:servers", "tokens"]
c.Spawner.start_timeout = c.Spawner.http_timeout = {patience}
c.JupyterHub.load_roles = [{{"name": "test", "scopes": allowed, "services": ["test"]}}]
"""


def python_for_everybody() -> str | None:
    """A Python that any account of this machine may run; one in root's home is none."""
    for python in (os.path.realpath(sys.executable), "/usr/local/bin/python3", "/usr/bin/python3"):
        asks = [python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
        with contextlib.suppress(OSError):
            if subprocess.run(asks, user="nobody", cwd="/", capture_output=True).returncode == 0:
                return python
    return None


def why_not() -> str | None:
    """What a hub lacks on this machine, None if nothing."""
    if os.geteuid() != 0:
        return "needs root: a hub starts servers as other users"
    for program, gives in (("npm", "configurable-http-proxy"), ("uv", "the environments"), ("useradd", "accounts")):
        if shutil.which(program) is None:
            return f"needs {program}, for {gives}"
    return None if python_for_everybody() else "needs a Python 3.11 or newer that every account may run"


def commands(heading: str) -> str:
    """The shell commands below a heading of docs/teaching.md: all that is indented, up to the next heading."""
    (section,) = re.findall(rf"^#+ {heading}$(.*?)(?=^#|\Z)", WALK, re.MULTILINE | re.DOTALL)
    return "\n".join(re.findall(r"^    (.*)$", section, re.MULTILINE))


def succeeds(done: subprocess.CompletedProcess[str]) -> str:
    """What a command said; one that failed fails the test."""
    assert done.returncode == 0, f"{done.args}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


class Hub:
    """The machine of a teacher called anna: `names` says what accounts, folders and groups are called here."""

    def __init__(self, folder: Path, students: list[str]) -> None:
        self.folder, self.key = folder, secrets.token_hex(8)
        mark = secrets.token_hex(3)
        self.people = {name: f"{name}-{mark}" for name in ("anna", *students)}
        self.names: dict[str, str] = {
            "/opt/hub": str(folder / "hub"),
            "/srv/exchange": str(folder / "exchange"),
            "/usr/bin/python3": str(python_for_everybody()),
            "teachers": f"teachers-{mark}",
            **self.people,
        }
        self.tokens: dict[str, str] = {}

    def here(self, text: str) -> str:
        """A text of the walk with this machine's names in it."""
        pattern = "|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in self.names)
        return re.sub(pattern, lambda found: self.names[found[0]], text)

    def home(self, who: str) -> Path:
        """Somebody's home folder."""
        return self.folder / "home" / self.people[who]

    def as_root(self, text: str) -> None:
        """Run commands of the walk in the repository."""
        command = ["bash", "-ec", self.here(text)]
        succeeds(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=6 * PATIENCE))

    def edit(self) -> None:
        """Put this machine's names into the files of docs/hub, as a teacher does with an editor."""
        for name in ("jupyterhub_config.py", "*/etc/jupyter/nbgrader_config.py"):
            for path in Path(self.names["/opt/hub"]).glob(name):
                path.write_text(self.here(path.read_text()))

    def run(self, who: str, text: str, umask: int = 0o022) -> subprocess.CompletedProcess[str]:
        """Run commands in a terminal of somebody's JupyterLab."""
        account = pwd.getpwnam(self.people[who])
        place = "teacher" if who == "anna" else "student"
        programs = f"{self.names['/opt/hub']}/{place}/bin"
        environment = {"HOME": account.pw_dir, "USER": account.pw_name, "PATH": f"{programs}:/usr/bin:/bin"}
        return subprocess.run(
            ["bash", "-ec", self.here(text)], user=account.pw_uid, group=account.pw_gid, umask=umask,
            extra_groups=os.getgrouplist(account.pw_name, account.pw_gid), cwd=account.pw_dir, env=environment,
            capture_output=True, text=True, timeout=3 * PATIENCE,
        )  # fmt: skip

    def ask(self, who: str, method: str, path: str, server: str | None = None, **more: Any) -> requests.Response:
        """Ask somebody's server (another's, if `server` says so) as this person."""
        url = f"{self.url}/user/{self.people[server or who]}/{path}"
        return requests.request(
            method, url, headers={"Authorization": f"token {self.tokens[who]}"}, timeout=PATIENCE, **more
        )

    def as_admin(self, method: str, path: str, **more: Any) -> requests.Response:
        """Ask the hub itself, with the test's key."""
        headers = {"Authorization": f"token {self.key}"}
        return requests.request(method, f"{self.url}/hub/api/{path}", headers=headers, timeout=PATIENCE, **more)

    def log_in(self, *people: str) -> None:
        """Start people's servers, get each a key that is only theirs, and wait until all answer."""
        for who in people:
            name = self.people[who]
            self.as_admin("POST", f"users/{name}").raise_for_status()
            self.tokens[who] = self.as_admin("POST", f"users/{name}/tokens", json={}).json()["token"]
            self.as_admin("POST", f"users/{name}/server").raise_for_status()
        for who in people:
            self.until(lambda who=who: self.ask(who, "GET", "api/status").ok)

    def until(self, ready: Callable[[], bool]) -> None:
        """Wait until something answers as it should."""
        for _ in range(4 * PATIENCE):
            with contextlib.suppress(OSError):
                if ready():
                    return
            assert self.process.poll() is None, "JupyterHub has ended"
            time.sleep(0.25)
        raise TimeoutError("JupyterHub does not answer")

    @contextlib.contextmanager
    def started(self) -> Iterator[None]:
        """JupyterHub and its proxy, with the configuration of the walk."""
        port, hub_port, proxy_port = free_ports(3)
        self.url = f"http://127.0.0.1:{port}"
        place = Path(self.names["/opt/hub"])
        config = place / "jupyterhub_config.py"
        extra = FOR_THE_TEST.format(
            port=port, hub_port=hub_port, proxy_port=proxy_port, key=self.key, patience=PATIENCE
        )
        config.write_text(config.read_text() + extra)
        config.chmod(0o600)
        command = "/opt/hub/teacher/bin/jupyterhub -f /opt/hub/jupyterhub_config.py"
        assert command in WALK
        with (self.folder / "hub.log").open("w") as log:
            self.process = subprocess.Popen(self.here(command).split(), cwd=place, stdout=log, stderr=subprocess.STDOUT)
        try:
            self.until(lambda: self.as_admin("GET", "").ok)
            yield
        except BaseException:
            print((self.folder / "hub.log").read_text()[-5000:])
            raise
        finally:
            self.process.terminate()  # It ends the proxy and everybody's servers, too.
            self.process.wait(PATIENCE)


def free_ports(count: int) -> list[int]:
    """Ports of this machine that nobody uses now, nor will: the system gives out none below 32768 by itself."""
    found: list[int] = []
    while len(found) < count:
        with contextlib.suppress(OSError), socket.socket() as one:
            one.bind(("127.0.0.1", secrets.randbelow(10_000) + 20_000))
            found.append(one.getsockname()[1])
    return found


def end_processes_of(name: str) -> None:
    """End what an account of ours has left running, should the hub itself have failed to."""
    uid = pwd.getpwnam(name).pw_uid
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.uids().real == uid:
                process.kill()


@contextlib.contextmanager
def machine(students: list[str]) -> Iterator[Hub]:
    """A folder that everybody may enter, and the accounts; all of it is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="hub-"))
    folder.chmod(0o755)
    hub = Hub(folder, students)
    (folder / "home").mkdir()
    made = []
    try:
        for name in hub.people.values():
            options = [
                "--create-home",
                "--base-dir",
                folder / "home",
                "--key",
                "HOME_MODE=0700",
                "--shell",
                "/bin/bash",
            ]
            subprocess.run(["useradd", *options, name], check=True)
            made.append(name)
        yield hub
    finally:
        for name in made:
            end_processes_of(name)
            subprocess.run(["userdel", name], check=False, capture_output=True)
        subprocess.run(["groupdel", hub.names["teachers"]], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)
