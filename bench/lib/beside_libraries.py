"""Libraries from PyPI that the desk does not need itself, in an environment of their own, kept under build/."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

_HOME = Path(__file__).resolve().parents[2] / "build" / "bench" / "libraries"
_NAMES = ("fast-mail-parser", "openpyxl", "python-calamine", "striprtf", "odfpy")
_WANTED = ("fast-mail-parser==0.10.0", "openpyxl==3.1.5", "python-calamine==0.9.1", "striprtf==0.0.35", "odfpy==1.4.1")
_SCRIPT = Path(__file__).with_name("library_calls.py")


def seconds(call: str, path: Path, rounds: int) -> float:
    """Processor time of one such call on a file: the best of so many, started anew."""
    command = [str(_python()), str(_SCRIPT), call, str(path), str(rounds)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout.splitlines()[-1]))


def versions() -> str:
    """What stands beside us."""
    code = f"from importlib.metadata import version as v; print(', '.join(n + ' ' + v(n) for n in {_NAMES}))"
    return subprocess.run([str(_python()), "-c", code], capture_output=True, text=True, check=True).stdout.strip()


@cache
def _python() -> Path:
    python = _HOME / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(_HOME)], check=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install", *_WANTED]
    subprocess.run(pip, check=True, stderr=subprocess.DEVNULL)
    return python
