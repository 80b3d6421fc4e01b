"""The golden letters (tests/letters): the desk's answer to each is kept beside it, whatever its line ends."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from letters.making.collection import LETTERS
from letters.making.golden import Golden, differences

from pipeline.ingest.readers import Readers
from pipeline.settings import Settings, load
from pipeline.steps.dry_run import DryRun, tried_json
from pipeline.steps.files import LetterFile, letters_in

HERE = Path(__file__).resolve().parents[1]
FOLDER, CONFIG = HERE / "letters", HERE / "acceptance" / "config"
NOW = datetime(2030, 1, 1, tzinfo=UTC)
NAMES = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.eml"))
IN_ORDER = "repeats/"  # a folder in which a letter's answer depends on those before it

Line = dict[str, Any]
Check = Callable[[Iterable[LetterFile]], Iterator[Line]]


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load(CONFIG)


@pytest.fixture(scope="module")
def check(settings: Settings, readers: Readers) -> Check:
    """One run of the dry run, a line of `check --json` a letter."""
    return lambda files: map(tried_json, DryRun(settings, readers, NOW).run(files))


def kept(name: str) -> Line:
    """The answer that is kept."""
    answer: Line = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return answer


def as_kept(line: Line) -> Line:
    return {key: value for key, value in line.items() if key != "file"}


def name_of(line: Line, folder: Path) -> str:
    return Path(line["file"]).relative_to(folder).with_suffix("").as_posix()


def without_line_ends(line: Line, unencoded: Iterable[str]) -> Line:
    """A line without what line ends decide: the letter's hash, the bytes of text parts that carry no encoding."""
    parts = [
        {k: v for k, v in part.items() if part["path"] not in unencoded or k not in ("bytes", "sha256")}
        for part in line["parts"]
    ]
    return as_kept(line) | {"sha256": "", "parts": parts}


def test_there_are_letters_enough_and_each_has_its_answer():
    answers = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.json"))
    assert len(NAMES) >= 100
    assert answers == NAMES
    assert {kept(name)["bureau"] for name in NAMES} == {"yuhua", "jinjiang"}


def test_the_letters_are_written_as_declared_and_their_answers_are_what_was_expected():
    assert [letter.name for letter in LETTERS] == NAMES
    for letter in LETTERS:
        assert (FOLDER / f"{letter.name}.eml").read_bytes() == letter.raw, letter.name
        assert differences(letter, kept(letter.name)) == [], letter.name


def test_every_letter_gets_the_answer_that_is_kept_beside_it_and_the_command_says_nothing_else():
    command = [sys.executable, "-m", "pipeline", "check", "--config", str(CONFIG), "--json", str(FOLDER)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    told = {name_of(line, FOLDER): as_kept(line) for line in lines}
    assert list(told) == NAMES
    for name, answer in told.items():
        assert answer == kept(name), name


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_a_letter_alone_gets_the_same_answer_whatever_its_line_ends_but_hashes_and_the_bytes_of_unencoded_texts(
    check: Check, tmp_path: Path, ending: bytes
):
    changed = [letter for letter in LETTERS if rewrite(letter, tmp_path, ending) != letter.raw]
    assert changed
    for letter in changed:
        if letter.name.startswith(IN_ORDER):
            continue
        (line,) = check(letters_in([tmp_path / f"{letter.name}.eml"]))
        want = without_line_ends(kept(letter.name), letter.unencoded)
        assert without_line_ends(line, letter.unencoded) == want, letter.name


def test_letters_that_repeat_others_are_told_so_with_other_line_ends_too(check: Check, tmp_path: Path):
    repeats = [letter for letter in LETTERS if letter.name.startswith(IN_ORDER)]
    for letter in repeats:
        rewrite(letter, tmp_path, b"\n")
    told = {name_of(line, tmp_path): line for line in check(letters_in([tmp_path]))}
    assert list(told) == [letter.name for letter in repeats]
    for letter in repeats:
        want = without_line_ends(kept(letter.name), letter.unencoded)
        assert without_line_ends(told[letter.name], letter.unencoded) == want, letter.name


def rewrite(letter: Golden, folder: Path, ending: bytes) -> bytes:
    """Write the letter with these line ends; its bytes."""
    path = folder / f"{letter.name}.eml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(letter.raw.replace(b"\r\n", b"\n").replace(b"\n", ending))
    return path.read_bytes()
