"""The review chain by person: who signs when, and what sends a piece back or keeps it from being signed."""

import threading
from typing import Any

import pytest
from acts.office import SECTION, STATION, SUBJECT, Office, form, mail, manuscript, photo, text_of, whole_piece
from acts.signing.review_chain import FIRST, approves, shown, signs, state_of, text_in, why_not

from pipeline.domain.words import State
from pipeline.ingest.word import read_word
from pipeline.settings.values import Limits
from pipeline.steps.filled_forms import filled_form
from pipeline.steps.review import Refusal
from pipeline.steps.turns import turns


def test_a_stations_piece_goes_through_both_steps_each_with_name_time_and_opinion(received: Office) -> None:
    first = signs(received)
    assert (first.step, first.role, first.state) == ("first_review", "局办公室负责同志", "first_review")
    assert first.next == "局办公室分管领导审核"
    received.clock.forward(days=1)
    second = signs(received, "赵副局长", "同意报送")
    assert (second.step, second.state, second.next) == ("reviewed", "reviewed", "办公室主任审批")
    signed = [
        (e["by"], e["detail"]["step"], e["detail"]["opinion"]) for e in shown(received).history if e["what"] == "signed"
    ]
    assert signed == [("王主任", "first_review", "同意"), ("赵副局长", "reviewed", "同意报送")]


def test_who_does_not_agree_sends_the_piece_back_and_its_unit_is_told_why(received: Office) -> None:
    signs(received)
    back = signs(received, "赵副局长", "", agree=False, reason="数字有误，请核实")
    assert (back.agreed, back.state, back.mailed_to) == (False, "returned", STATION)
    received.deliver()
    assert "数字有误，请核实" in text_of(received.mails()[-1])
    assert why_not(received) == "returned_now"
    forms = [p for p in shown(received).parts if p["role"] == "form"]
    assert [p["current"] for p in forms] == [True, False], "what came stands again, what was signed is history"


def test_what_was_returned_and_mended_is_signed_from_the_beginning(received: Office) -> None:
    signs(received)
    signs(received, "赵副局长", "", agree=False, reason="数字有误")
    received.arrive(mail(f"【{FIRST}】改好的稿件", [manuscript(paragraphs=["数字已经改正，请查收。" * 30])]))
    received.poll()
    assert state_of(received) == "received"
    assert signs(received, "钱主任").step == "first_review"
    read = read_word(filled_form(received.house, FIRST), Limits()).form
    assert read is not None
    assert "钱主任" in str(read.first_opinion)
    assert "王主任" not in str(read.first_opinion)


@pytest.mark.parametrize(
    ("missing", "cause"),
    [
        ({"opinion": " "}, "opinion_and_name"),
        ({"by": ""}, "opinion_and_name"),
        ({"agree": False}, "reason_and_name"),
        ({"name": "YH-2020-00099"}, "unknown_name"),
        ({"step": State.REVIEWED}, "not_its_turn"),
    ],
)
def test_nothing_is_signed_without_name_and_opinion_or_out_of_turn(
    received: Office, missing: dict[str, Any], cause: str
) -> None:
    assert why_not(received, **missing) == cause
    assert state_of(received) == "received"


def test_what_is_held_withdrawn_discarded_sealed_or_signed_already_is_not_signed(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form(sensitive=True), photo()]))
    office.poll()
    assert why_not(office) == "held_first"
    office.decide(FIRST, "discard")
    assert why_not(office) == "discarded_now"
    office.arrive(mail("2020年度+左家塘+换防", [manuscript("换防时间表", ["机密★3年", "换防时间表。" * 20])]))
    office.arrive(whole_piece(title="另一篇稿件的标题", seed=7))
    office.poll()
    assert why_not(office, name="YH-2020-00002") == "sealed_first"
    office.arrive(mail("撤回 YH-2020-00003", []))
    office.poll()
    assert why_not(office, name="YH-2020-00003") == "withdrawn_now"
    signed = form("双拥共建", "双拥优抚科", first="同意 王科长", second="同意 赵副局长")
    office.arrive(mail("2020年度+双拥优抚科+双拥", [manuscript("双拥共建"), signed, photo(3)], sender=SECTION))
    office.poll()
    assert state_of(office, "YH-2020-00004") == "reviewed"
    assert why_not(office, name="YH-2020-00004") == "nothing_to_sign"


def test_a_piece_to_which_a_reply_waits_is_not_signed_before_that_is_settled(reviewed: Office) -> None:
    reviewed.arrive(mail(f"【{FIRST}】更正稿", [manuscript(paragraphs=["改过的内容。" * 40])]))
    reviewed.poll()
    with pytest.raises(Refusal) as refusal:
        approves(reviewed)
    assert refusal.value.cause == "reply_first"
    assert turns(reviewed.house, "yuhua") == []
    reviewed.decide("L2", "accept")
    assert state_of(reviewed) == "received", "a changed manuscript is reviewed anew"
    assert signs(reviewed, "钱主任").step == "first_review"
    assert "王主任" not in text_in(filled_form(reviewed.house, FIRST))


def test_of_two_at_once_the_first_signs_and_the_second_is_told(received: Office) -> None:
    told: list[str] = []
    ready = threading.Barrier(2)

    def one(by: str) -> None:
        ready.wait()
        try:
            told.append(signs(received, by, step=State.FIRST_REVIEW).by)
        except Refusal as refusal:
            told.append(f"{refusal.cause} {refusal.facts['by']}")

    people = [threading.Thread(target=one, args=(by,)) for by in ("王主任", "钱主任")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    [winner] = [line for line in told if "signed_meanwhile" not in line]
    assert sorted(told) == sorted([winner, f"signed_meanwhile {winner}"])
    assert state_of(received) == "first_review"
