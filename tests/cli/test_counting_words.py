"""What the commands of the office's hands say, and why they refuse, stands in its table with the facts it asks for."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pipeline.cli.counting_texts import TEXTS as PHRASES
from pipeline.cli.period_texts import TEXTS as PERIODS
from pipeline.steps.counting.texts import TEXTS as REFUSALS

PIPELINE = Path(__file__).resolve().parents[2] / "pipeline"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def calls(room: str, table: str, *names: str) -> Iterator[ast.Call]:
    """Every call of these functions in the modules of a room that use the table, with a word written out."""
    uses = re.compile(rf"\.{table} import .*\b{names[0]}\b(?! as)|class {names[0]}\b")
    for module in (PIPELINE / room).rglob("*.py"):
        source = module.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source if uses.search(source) else "")):
            called = isinstance(node, ast.Call) and ast.unparse(node.func) in names and node.args
            if called and isinstance(node.args[0], ast.Constant):
                yield node


@pytest.mark.parametrize(
    ("room", "module", "names", "table"),
    [
        ("cli", "counting_texts", ("phrase",), PHRASES),
        ("cli", "period_texts", ("phrase",), PERIODS),
        ("steps/counting", "texts", ("say",), REFUSALS),
        ("steps/counting", "hands", ("Refused",), REFUSALS),
    ],
)
def test_every_text_is_in_its_table_with_the_facts_it_asks_for(
    room: str, module: str, names: tuple[str, ...], table: Mapping[str, str]
) -> None:
    found = list(calls(room, module, *names))
    assert len(found) >= 10
    for call in found:
        asked = set(re.findall(r"{(\w+)}", table[str(call.args[0].value)]))  # type: ignore[attr-defined]
        given = {keyword.arg for keyword in call.keywords}
        assert None in given or asked <= given, ast.unparse(call)


@pytest.mark.parametrize("table", [PHRASES, PERIODS, REFUSALS])
def test_all_of_it_is_chinese(table: Mapping[str, str]) -> None:
    assert [key for key, text in table.items() if "{" not in text and not CHINESE.search(text)] == []
