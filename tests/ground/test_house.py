"""The rules of the house where an eye would tire: sizes, types, no bureau's name, no machine's address."""

import ast
import csv
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[2]
MODULES = sorted((HOUSE / "pipeline").rglob("*.py"))
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
# Words that any office uses; they name a unit only together with its bureau.
OFFICE_WORDS = {"办公室", "局办公室", "局办", "服务中心", "退役军人服务中心"}


def tracked() -> list[Path]:
    """The files of the repository, also those not committed yet; without one, the files that are there."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=HOUSE, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    names = listed.stdout.splitlines() if listed.returncode == 0 else []
    files = [HOUSE / n for n in names] or [
        p for p in HOUSE.rglob("*") if not p.relative_to(HOUSE).parts[0].startswith(".")
    ]
    return [f for f in files if f.is_file()]


def texts() -> Iterator[tuple[str, str]]:
    for file in tracked():
        raw = file.read_bytes()
        if b"\0" not in raw and file.suffix not in {".eml", ".lock"} and file != Path(__file__):
            yield str(file.relative_to(HOUSE)), raw.decode("utf-8", "replace")


def functions(module: Path) -> Iterator[FUNCTIONS]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    yield from (n for n in ast.walk(tree) if isinstance(n, FUNCTIONS))


def place(module: Path, function: FUNCTIONS) -> str:
    return f"{module.relative_to(HOUSE)}:{function.lineno} {function.name}"


def test_there_is_a_house_to_look_at():
    assert len(MODULES) > 50


def test_no_file_is_longer_than_250_lines():
    lengths = {str(m.relative_to(HOUSE)): len(m.read_text(encoding="utf-8").splitlines()) for m in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > 250} == {}


def test_no_function_is_longer_than_50_lines():
    assert [place(m, f) for m in MODULES for f in functions(m) if (f.end_lineno or 0) - f.lineno + 1 > 50] == []


def test_every_function_is_typed():
    def untyped(function: FUNCTIONS) -> bool:
        given = function.args
        several = [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))]
        bare = [a.arg for a in several if a.annotation is None and a.arg not in {"self", "cls"}]
        return bool(bare) or function.returns is None

    assert [place(m, f) for m in MODULES for f in functions(m) if untyped(f)] == []


def test_every_module_says_what_it_is():
    assert [
        str(m.relative_to(HOUSE)) for m in MODULES if not ast.get_docstring(ast.parse(m.read_text(encoding="utf-8")))
    ] == []


def test_nothing_is_left_for_later():
    marker = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X{3}|HACK)\b|raise NotImplemented")
    assert [
        name
        for name, text in texts()
        if name.endswith((".py", ".toml", ".j2", ".sh", "Makefile")) and marker.search(text)
    ] == []


def test_no_bureau_or_unit_is_named_in_the_code():
    names = _names_of_units() - OFFICE_WORDS
    assert len(names) > 100
    found = [
        (str(module.relative_to(HOUSE)), name)
        for module in MODULES
        for text in [module.read_text(encoding="utf-8")]
        for name in sorted(names)
        if name in text
    ]
    assert found == []


def test_no_registry_and_no_machine_is_named_in_a_file():
    address = re.compile(
        r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs|npmmirror|debian|crates|docker|tsinghua|aliyun|ghcr)[\w.-]*"
        r"|(?<![\w.~$}-])/(?:root|home|work|Users|opt)/\w+"
    )
    found = {name: m.group() for name, text in texts() for m in [address.search(text)] if m}
    assert found == {}


def _names_of_units() -> set[str]:
    """Bureaus and units as config/ names them, with and without the words that all of them share."""
    names: set[str] = set()
    for folder in (HOUSE / "config" / "bureaus").iterdir():
        with (folder / "units.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                names |= {row["name"], *filter(None, row["aliases"].split(";"))}
        bureau = re.search(
            r'^name = "(.+?)(?:区|市|县)?退役军人事务局"', (folder / "bureau.toml").read_text("utf-8"), re.MULTILINE
        )
        assert bureau is not None
        names.add(bureau[1].removeprefix("长沙市").removeprefix("泉州市"))
    return {n for n in names if len(n) >= 2}
