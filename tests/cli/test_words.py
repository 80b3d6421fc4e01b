"""Everything that stands on record has a word that a clerk knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.cli.texts import TEXTS
from pipeline.domain.words import OutboxState, OutgoingKind
from pipeline.report.record_words import EVENTS, MAIL_KINDS, MAIL_STATES, ROLES
from pipeline.steps.counting.take import KNOWN, TAKEN, WAITS
from pipeline.steps.review import VERBS

PIPELINE = Path(__file__).resolve().parents[2] / "pipeline"
FACTS = {f"fact_{outcome}" for outcome in (TAKEN, KNOWN, WAITS, "replaced")}  # what take.py notes
MONTHS = {"month_closed", "month_prepared"}  # what close_month.py notes
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def calls(name: str, room: str = ".") -> Iterator[ast.Call]:
    """Every call of `events.note` or `say` and the like in the house, or in one room of it."""
    for module in (PIPELINE / room).rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
                yield node


def names(node: ast.expr) -> set[str]:
    """The event names an expression may give; mail_{row.state} stands for every state."""
    match node:
        case ast.Constant(value=str(name)):
            return {name}
        case ast.JoinedStr(values=[ast.Constant(value="mail_"), ast.FormattedValue()]):
            return {f"mail_{state.value}" for state in OutboxState}
        case ast.Name(id="what"):
            return {*FACTS, *MONTHS}
    raise AssertionError(f"an event whose name is not written out: {ast.unparse(node)}")


def test_every_event_of_the_log_has_its_word_and_none_is_left_over() -> None:
    noted = {name for of in ("events.note", "events.note_each") for call in calls(of) for name in names(call.args[2])}
    assert noted == set(EVENTS)
    assert len(list(calls("events.note"))) >= 10


def test_every_kind_and_state_of_a_mail_has_its_word() -> None:
    assert set(MAIL_KINDS) == {kind.value for kind in OutgoingKind}
    assert set(MAIL_STATES) == {state.value for state in OutboxState}


def test_every_role_of_a_part_has_its_word() -> None:
    source = "".join(p.read_text(encoding="utf-8") for p in (PIPELINE / "steps").glob("*.py"))
    function = re.search(r"def role_of.*?\n(?=\S|\Z)", source, re.DOTALL)
    assert function is not None
    returned = set(re.findall(r'"(\w+)"', function[0].split('"""')[2]))
    assert returned == set(ROLES)


def test_all_of_it_is_chinese() -> None:
    words = [*EVENTS.values(), *MAIL_KINDS.values(), *MAIL_STATES.values(), *ROLES.values()]
    assert [word for word in words if not CHINESE.search(word)] == []
    assert [key for key, text in TEXTS.items() if "{" not in text and not CHINESE.search(text)] == []


def test_every_text_that_is_said_is_in_the_table_with_the_facts_it_asks_for() -> None:
    for call in calls("say", "cli"):
        if isinstance(call.args[0], ast.Constant):
            asked = set(re.findall(r"{(\w+)}", TEXTS[str(call.args[0].value)]))
            given = {keyword.arg for keyword in call.keywords}
            assert None in given or asked <= given, ast.unparse(call)


def test_every_refusal_of_a_decision_has_its_text() -> None:
    causes = {str(c.args[0].value) for c in calls("Refusal") if isinstance(c.args[0], ast.Constant)}
    assert causes <= set(TEXTS)
    assert len(causes) >= 6


def test_every_verb_of_a_decision_is_told_in_the_help() -> None:
    assert [verb for verb in VERBS if verb not in TEXTS["decide_help"] or verb not in TEXTS["unknown_verb"]] == []
