"""JupyterHub for a course, on one machine where everybody has an account: docs/teaching.md says how to set it up.

It lies in /opt/hub, beside the environments `teacher` and `student` and the proxy's `node_modules`.
"""

import grp
import sys
from pathlib import Path

HUB = Path(sys.prefix).parent  # JupyterHub itself runs from the environment `teacher`.
STATE = HUB / "state"  # Keys and sessions: root's only.
STATE.mkdir(mode=0o700, exist_ok=True)

c = get_config()  # noqa: F821

c.JupyterHub.bind_url = "http://127.0.0.1:8000"  # Before it a web server of yours that speaks HTTPS.
c.JupyterHub.db_url = f"sqlite:///{STATE}/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = f"{STATE}/cookie_secret"
c.ConfigurableHTTPProxy.command = [f"{HUB}/node_modules/.bin/configurable-http-proxy"]
c.ConfigurableHTTPProxy.pid_file = f"{STATE}/proxy.pid"

c.JupyterHub.authenticator_class = "pam"  # Accounts and passwords of this machine.
c.Authenticator.allow_all = True


def choose_environment(spawner):
    """Who is in the group `teachers` gets the environment with the answers, everybody else the one without."""
    teacher = spawner.user.name in grp.getgrnam("teachers").gr_mem
    programs = HUB / ("teacher" if teacher else "student") / "bin"
    spawner.cmd = [f"{programs}/jupyterhub-singleuser"]
    spawner.environment["PATH"] = f"{programs}:/usr/local/bin:/usr/bin:/bin"


c.Spawner.pre_spawn_hook = choose_environment
