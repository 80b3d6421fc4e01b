"""The image is built by the Makefile's own steps, without root and without secrets; no engine is needed to see that."""

import json
import re
import shlex
import subprocess
from pathlib import Path

HOUSE = Path(__file__).parents[2]


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile as (instruction, arguments), continued lines joined."""
    text = (HOUSE / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"\\\n\s*", "", "\n".join(x for x in text.splitlines() if not x.startswith("#"))).splitlines()
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines if line)]


def arguments(name: str) -> list[str]:
    return [rest for word, rest in instructions() if word == name]


def test_the_image_is_installed_by_a_target_of_the_makefile():
    steps = [shlex.split(command) for run in arguments("RUN") for command in run.split("&&")]
    made = [step[1] for step in steps if step[0] == "make"]
    targets = re.findall(r"^([a-z-]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert made == ["venv-runtime"]
    assert set(made) <= set(targets)
    assert not any("pip" in word for step in steps for word in step), "pip is the Makefile's business"


def test_what_the_makefile_needs_is_copied_before_it_runs():
    before, after = _split_at_make()
    copied = {name for _, rest in before for name in rest.split()[:-1] if not name.startswith("--")}
    dry = subprocess.run(
        ["make", "--dry-run", "--always-make", "venv-runtime"], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    used = set(re.findall(r"\b(?:scripts/|requirements)[\w./-]+", dry.stdout))
    assert used >= {"scripts/make-venv.sh", "requirements.lock"}
    assert all(any(u == c or (c.endswith("/") and u.startswith(c)) for c in copied) for u in used), (used, copied)
    assert ("COPY", "--chown=baosong:baosong config/ config/") in after


def test_the_desk_does_not_run_as_root():
    (user,) = arguments("USER")
    number, _, group = user.partition(":")
    assert int(number) >= 1000
    assert int(group) >= 1000
    assert f"--uid {number} " in " ".join(arguments("RUN"))
    assert [w for w, _ in instructions()].index("USER") < [w for w, _ in instructions()].index("WORKDIR")


def test_the_base_is_a_slim_python_of_a_named_release():
    (base,) = arguments("FROM")
    found = re.fullmatch(r"python:3\.(\d+)(?:\.\d+)?-slim-[a-z]+", base)
    assert found is not None
    assert int(found[1]) >= 11


def test_the_image_tells_whether_it_is_alive():
    (check,) = arguments("HEALTHCHECK")
    assert json.loads(check.partition("CMD ")[2]) == ["baosong", "doctor", "--alive"]
    assert [json.loads(c) for c in arguments("CMD")] == [["baosong", "run"]]


def test_data_and_config_are_volumes():
    assert [json.loads(v) for v in arguments("VOLUME")] == [["/app/config", "/app/data"]]


def test_no_secret_is_built_in():
    words = [word for word, _ in instructions()]
    assert "ADD" not in words
    assert arguments("ARG") == ['OCR=""']
    assert not re.search(r"(?i)passw|secret|token|授权码", " ".join(arguments("ENV") + arguments("COPY")))


def test_only_what_is_copied_reaches_the_builder():
    ignored = [x for x in (HOUSE / ".dockerignore").read_text(encoding="utf-8").splitlines() if x and x[0] != "#"]
    allowed = {line[1:] for line in ignored if line.startswith("!")}
    copied = {n for rest in arguments("COPY") for n in rest.split()[:-1] if not n.startswith("--")}
    assert ignored[0] == "*"
    assert allowed == copied
    assert all((HOUSE / name).exists() for name in copied)


def _split_at_make() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    steps = instructions()
    at = next(i for i, (word, rest) in enumerate(steps) if word == "RUN" and "make venv" in rest)
    return [s for s in steps[:at] if s[0] == "COPY"], steps[at:]
