"""Answers of real servers, and the table that says what follows (mail.md O1, O2)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.post.classify import classify
from pipeline.settings import load
from pipeline.settings.values import SmtpCode

CONFIG = Path(__file__).parents[2] / "config"


def _row(word: str, outcome: str, codes: tuple[int, ...] = (), wait: int = 15) -> SmtpCode:
    return SmtpCode(word=word, codes=codes, outcome=outcome, advice=f"建议：{word}", wait_minutes=wait)


TABLE = (
    _row("MI:SPB", "stop"),
    _row("Mail from must equal authorized user", "stop"),
    _row("DT:SUM", "stop"),
    _row("MI:STC", "tomorrow"),
    _row("RP:TRC", "tomorrow"),
    _row("DT:SPM", "operator"),
    _row("HL:*", "retry", wait=60),
    _row("MI:DMC", "retry", (450, 451), 20),
    _row("MI:SFQ", "retry", (450, 451), 30),
    _row("RP:*", "retry", wait=45),
    _row("", "stop", (535,)),
)


@pytest.mark.parametrize(
    ("code", "text", "outcome", "word"),
    [
        (553, "Mail from must equal authorized user", "stop", "Mail from must equal authorized user"),
        (554, "DT:SUM 163 smtp5,D9GowAB3 please see http://mail.example.test/?DT%3ASUM", "stop", "DT:SUM"),
        (421, "HL:ITC 163 smtp10", "retry", "HL:*"),
        (421, "hl:ift 163", "retry", "HL:*"),
        (450, "MI:DMC 163 smtp1", "retry", "MI:DMC"),
        (451, "Requested mail action not taken: MI:SFQ 163 smtp8", "retry", "MI:SFQ"),
        (450, "RP:QRC 163", "retry", "RP:*"),
        (550, "RP:TRC 163", "tomorrow", "RP:TRC"),
        (554, "MI:STC 163 smtp3", "tomorrow", "MI:STC"),
        (554, "DT:SPM 163 smtp8", "operator", "DT:SPM"),
        (535, "MI:SPB 163", "stop", "MI:SPB"),
        (553, "MI:SPB 163", "stop", "MI:SPB"),
        (554, "MI:SPB 163", "stop", "MI:SPB"),
        (535, "Error: authentication failed", "stop", ""),
        (550, "User not found", "refused", ""),
        (452, "system storage", "retry", ""),
        (0, "", "retry", ""),
        (550, "MI:DMC with a number outside its row", "refused", ""),
    ],
)
def test_the_word_in_an_answer_decides_what_follows(code: int, text: str, outcome: str, word: str) -> None:
    result = classify(code, text, TABLE)
    assert (result.outcome, result.word) == (outcome, word)


def test_the_row_brings_its_wait_and_advice() -> None:
    result = classify(451, "MI:SFQ", TABLE)
    assert (result.wait_minutes, result.advice) == (30, "建议：MI:SFQ")


def test_the_first_row_that_matches_wins() -> None:
    table = (_row("RP:*", "retry"), _row("RP:TRC", "tomorrow"))
    assert classify(550, "RP:TRC", table).outcome == "retry"
    assert classify(550, "RP:TRC", table[::-1]).outcome == "tomorrow"


@pytest.mark.parametrize("text", ["MI:SPBX 163", "XMI:SPB 163", "MI:SP B"])
def test_a_word_is_matched_whole(text: str) -> None:
    assert classify(554, text, TABLE).outcome == "refused"


def test_a_word_that_ends_in_a_colon_is_open_at_its_end() -> None:
    assert classify(421, "HL:ITC 163", (_row("HL:", "tomorrow"),)).outcome == "tomorrow"
    assert classify(421, "XHL:ITC 163", (_row("HL:", "tomorrow"),)).outcome == "retry"


@given(st.integers(-1, 599), st.text())
def test_without_a_table_the_number_decides_and_there_is_always_advice(code: int, text: str) -> None:
    result = classify(code, text, ())
    assert result.outcome == ("refused" if code >= 500 else "retry")
    assert result.advice
    assert result.wait_minutes == (0 if code >= 500 else 15)


@given(st.text(min_size=1), st.text(), st.text())
def test_a_starred_word_matches_whatever_follows(word: str, before: str, after: str) -> None:
    table = (_row(f"{word}*", "stop"),)
    assert classify(550, f"{before} {word}{after}", table).outcome == "stop"


@pytest.mark.parametrize(
    ("code", "text", "outcomes"),
    [
        (553, "Mail from must equal authorized user", {"operator", "stop"}),
        (554, "DT:SUM 163 smtp5", {"operator", "stop"}),
        (421, "HL:ITC 163 smtp10", {"retry"}),
        (450, "MI:DMC 163", {"retry"}),
        (451, "MI:SFQ 163", {"retry"}),
        (450, "RP:QRC 163", {"retry"}),
        (550, "MI:STC 163", {"tomorrow"}),
        (550, "RP:TRC 163", {"tomorrow"}),
        (554, "DT:SPM 163", {"operator"}),
        (535, "MI:SPB 163", {"stop"}),
        (554, "MI:SPB 163", {"stop"}),
        (535, "Error: authentication failed", {"stop"}),
        (550, "User not found", {"refused"}),
        (452, "insufficient system storage", {"retry"}),
    ],
)
def test_the_shipped_table_sorts_what_163_is_known_to_answer(code: int, text: str, outcomes: set[str]) -> None:
    result = classify(code, text, load(CONFIG).post.codes)
    assert result.outcome in outcomes
    assert result.advice
    assert result.outcome != "retry" or result.wait_minutes >= 15
