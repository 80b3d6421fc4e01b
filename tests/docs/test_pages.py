"""READMEs and docs name what there is: commands, files, modules."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from pipeline.cli.app import app

HOME = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")
PAGES = sorted([*(HOME / "docs").rglob("*.md"), *(HOME / name for name in READMES)])
LETTERS = HOME / "config" / "letters"
COUNTING = (
    "register", "describe", "facts", "settle", "adjust", "import", "call", "answer-call", "name", "figure", "standings",
    "explain", "report", "close-month", "rescore", "score",
)  # fmt: skip
EVERYWHERE = {"--bureau", "--json", "--help", "--config", "--data"}
INGEST = HOME / "pipeline" / "ingest"


def commands() -> Iterator[str]:
    """Every command as it is typed after `baosong`."""
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        yield from (f"{name} {one}" for one in inner) if inner else (name,)


@pytest.mark.parametrize("page", [*READMES, "docs/design.md"])
@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_is_explained(page: str, command: str) -> None:
    """Outside the examples, in a code span that begins with it; `baosong` may stand before it."""
    text = re.sub(r"^```.*?^```$", "", (HOME / page).read_text("utf-8"), flags=re.M | re.S)
    assert [span for span in re.findall(r"`([^`\n]+)`", text) if re.match(rf"(baosong )?{command}\b", span)]


@pytest.mark.parametrize("page", READMES)
@pytest.mark.parametrize("command", COUNTING)
def test_every_option_of_a_counting_command_is_named_in_its_row(page: str, command: str) -> None:
    rows = [line for line in (HOME / page).read_text("utf-8").splitlines() if re.search(rf"`baosong {command}\b", line)]
    known = typer.main.get_command(app).commands[command]  # type: ignore[attr-defined]
    options = {name for one in known.params for name in one.opts if name.startswith("--")} - EVERYWHERE
    assert {name for name in options if not any(re.search(rf"{name}\b", row) for row in rows)} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", READMES)
def test_every_file_a_readme_sends_a_reader_to_is_there(page: str) -> None:
    spans = re.findall(r"`((?:config|pipeline|tests|docs)/[^`\s]*)`", (HOME / page).read_text("utf-8"))
    assert spans
    for span in (span.replace("<id>", "*").replace("<局>", "*") for span in spans):
        assert list(HOME.glob(span.rstrip("/"))), span


def test_the_readme_of_letters_explains_every_file_beside_it() -> None:
    spans = re.findall(r"`([^`\s]+)`", (LETTERS / "README.md").read_text("utf-8"))
    named = {file.name for span in spans for file in LETTERS.glob(span)}
    assert {file.name for file in LETTERS.iterdir()} - named - {"README.md"} == set()


def test_the_map_of_ingest_names_each_module_once() -> None:
    text = (HOME / "docs" / "ingest.md").read_text("utf-8")
    named = sorted(name for row in re.findall(r"^\| (`.+?) \|", text, re.M) for name in re.findall(r"`(\w+)`", row))
    assert named == sorted(file.stem for file in INGEST.glob("*.py") if file.stem != "__init__")


def test_the_page_of_a_new_check_names_everything_a_check_may_declare() -> None:
    read = re.findall(r'_declared\(name, "(\w+)"', (HOME / "pipeline" / "validate" / "known.py").read_text("utf-8"))
    assert {"TERMS", "CASES", "asked"} <= set(read)
    table = re.findall(r"^ +\| `(\w+)` \|", (HOME / "docs" / "checks.md").read_text("utf-8"), re.M)
    assert sorted(table) == sorted(read)
