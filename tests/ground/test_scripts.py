"""The scripts behind the Makefile say what is missing and what to do."""

import os
import re
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[2]


def run(script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(HOUSE / "scripts" / script), *arguments],
        env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def fake(folder: Path, name: str, body: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{body}\n")
    (folder / name).chmod(0o755)


def test_a_python_that_is_too_old_is_told(tmp_path):
    fake(tmp_path / "bin", "oldpython", "exit 1")
    done = run("make-venv.sh", str(tmp_path / "venv"), PYTHON=str(tmp_path / "bin" / "oldpython"))
    assert done.returncode == 1
    assert "Python 3.11" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_a_python_without_venv_is_told_what_to_install(tmp_path):
    fake(tmp_path / "bin", "bare", 'case "$2" in *ensurepip*) exit 1;; *) exit 0;; esac')
    done = run("make-venv.sh", str(tmp_path / "venv"), PYTHON=str(tmp_path / "bin" / "bare"))
    assert done.returncode == 1
    assert "apt-get install python3-venv" in done.stderr


def test_a_fitting_python_makes_the_environment(tmp_path):
    done = run("make-venv.sh", str(tmp_path / "venv"), PYTHON=sys.executable)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "venv" / "bin" / "pip").exists()


def test_programs_that_are_there_are_not_installed_again(tmp_path):
    fake(tmp_path / "bin", "apt-get", "echo called; exit 1")
    done = run("apt-packages.sh", "sh:dash", "make:make", PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_machine_without_apt_is_told_what_the_tests_need(tmp_path):
    done = run("apt-packages.sh", "no-such-server:no-such-package", PATH=str(tmp_path))
    assert done.returncode == 1
    assert "apt-get install --no-install-recommends no-such-package" in done.stderr


def test_an_install_that_fails_is_told_and_leaves_no_policy_behind(tmp_path):
    fake(tmp_path / "bin", "apt-get", 'case "$1" in update) exit 0;; *) exit 100;; esac')
    fake(tmp_path / "bin", "id", "echo 1000")
    fake(
        tmp_path / "bin", "sudo", 'test "$1" = -n && shift; case "$1" in true|env) "$@";; *) echo "$@" >> "$LOG";; esac'
    )
    log = tmp_path / "log"
    done = run("apt-packages.sh", "nope:nope-package", PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}", LOG=str(log))
    assert done.returncode == 1
    assert "nope-package" in done.stderr
    if not Path("/usr/sbin/policy-rc.d").exists():
        assert log.read_text().splitlines()[-1] == "rm -f /usr/sbin/policy-rc.d"


def test_make_without_a_target_lists_what_can_be_made():
    done = subprocess.run(["make"], cwd=HOUSE, capture_output=True, text=True, check=True)
    listed = set(re.findall(r"make ([a-z-]+)", done.stdout))
    phony = (HOUSE / "Makefile").read_text(encoding="utf-8").split(".PHONY:")[1].splitlines()[0].split()
    assert listed == set(phony)
