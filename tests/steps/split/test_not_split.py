"""What is not split: choices that do not fit, stale pages, pieces that are too far, later replies."""

from acts.office import mail
from steps.split.two_in_one import FORUM, SONG, Desk, text
from steps.table import FIRST, why_not

from pipeline.steps.seen import marks_of
from pipeline.steps.split_parts import divisible
from pipeline.store.tables import DecisionRow, LetterRow, PieceRow


def test_what_does_not_fit_is_refused_and_leaves_no_trace(table: Desk) -> None:
    whole = table.proposed()
    bad = {
        "split_nothing": {},
        "split_unknown": {9999: 2},
        "split_no_manuscript": table.away({"双拥座谈会.jpg": 2}),
    }
    for cause, away in bad.items():
        assert why_not(table.split, away) == cause
    assert why_not(table.split, dict.fromkeys(whole, 2)) == "split_no_manuscript"
    assert why_not(table.split, whole | {next(iter(whole)): 0}) == "split_unknown"
    assert why_not(table.split, whole, reason=" ") == "reason_and_name"
    assert why_not(table.split, whole, number="YH-2020-09999") == "unknown_name"
    assert (len(table.rows(LetterRow)), len(table.rows(PieceRow)), table.rows(DecisionRow)) == (1, 1, [])
    assert len(list((table.house.data / "raw").rglob("*.eml"))) == 1


def test_a_second_tab_or_click_is_refused(table: Desk) -> None:
    with table.house.database.reading() as session:
        seen = marks_of(session, [table.piece()])[FIRST]
    away = table.proposed()
    table.split(away, seen=seen)
    assert why_not(table.split, away, seen=seen) == "changed_meanwhile"
    assert why_not(table.split, away) == "split_single"
    assert len(table.rows(PieceRow)) == 2


def test_an_approved_or_sealed_piece_is_not_split(table: Desk) -> None:
    away = table.proposed()
    for state, cause in (("approved", "split_late"), ("sealed", "sealed_first"), ("discarded", "split_late")):
        with table.house.database.writing() as session:
            session.get_one(PieceRow, 1).state = state
        assert why_not(table.split, away) == cause


def test_manuscripts_of_a_later_reply_are_not_split(table: Desk) -> None:
    table.come(mail(f"回复：【{FIRST}】改稿", [text(SONG, "改过的第一篇。"), text(FORUM, "改过的第二篇。")]))
    table.clock.forward(hours=1)
    with table.house.database.reading() as session:
        assert why_not(divisible, session, table.piece()) in {"split_reply", "reply_first"}
