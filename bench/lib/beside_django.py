"""django-mailbox from PyPI in an environment of its own, kept under build/."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

_HOME = Path(__file__).resolve().parents[2] / "build" / "bench" / "django-mailbox"
_WANTED = ("django-mailbox==4.10.1", "django>=5.2,<5.3")
_SCRIPT = Path(__file__).with_name("django_fetch.py")


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What one run took."""

    seconds: float  # of taking in alone, without start and migrations
    peak: int  # bytes
    letters: int


def take(*, host: str, port: int, user: str, password: str) -> Taken:
    """Take the mailbox in; it is empty afterwards."""
    with tempfile.TemporaryDirectory(prefix="baosong-bench-") as folder:
        uri = f"imap://{quote(user, safe='')}:{quote(password, safe='')}@{host}:{port}"
        command = [str(_python()), str(_SCRIPT), folder, uri]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ))
    return Taken(**json.loads(done.stdout.splitlines()[-1]))


def versions() -> str:
    """What stands beside us."""
    names = ("django-mailbox", "Django")
    code = f"from importlib.metadata import version as v; print(', '.join(n + ' ' + v(n) for n in {names}))"
    return subprocess.run([str(_python()), "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def _python() -> Path:
    python = _HOME / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(_HOME)], check=True)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install", *_WANTED]
        subprocess.run(pip, check=True)
    return python
