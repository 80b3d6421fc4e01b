"""The review chain by person: who signs when, what stands on the forms, and what may be released."""

import io
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from acts.office import (
    SECTION,
    STATION,
    SUBJECT,
    Office,
    form,
    mail,
    manuscript,
    photo,
    read_again,
    text_of,
    whole_piece,
)
from docx import Document

from pipeline.domain.words import State
from pipeline.ingest.keep import part_path
from pipeline.ingest.word import read_word
from pipeline.settings.values import Limits
from pipeline.steps.approving import ApproveOrder, PublishOrder, approve, release
from pipeline.steps.filled_forms import filled_form, filled_release_form
from pipeline.steps.review import Refusal
from pipeline.steps.show import show
from pipeline.steps.signing import Signed, SignOrder, sign
from pipeline.steps.turns import turns

FIRST = "YH-2020-00001"


def shown(office: Office, number: str = FIRST) -> Any:
    found = show(office.house, number)
    assert found is not None
    return found


def state_of(office: Office, number: str = FIRST) -> str:
    return str(shown(office, number).piece["state"])


def signs(office: Office, by: str = "王主任", opinion: str = "同意", **more: Any) -> Signed:
    return sign(office.house, SignOrder(name=FIRST, opinion=opinion, by=by, **more))


def why_not(office: Office, **more: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        sign(office.house, SignOrder(**{"name": FIRST, "opinion": "同意", "by": "王主任"} | more))
    return refusal.value.cause


def approves(office: Office, role: str = "director", to: tuple[str, ...] = ("市局微信公众号",), **more: Any) -> Signed:
    told = {"opinion": "同意发布", "by": "李主任"} | more
    return approve(office.house, ApproveOrder(name=FIRST, role=role, channels=to, **told))


def text_in(content: bytes) -> str:
    return "\n".join(cell.text for row in Document(io.BytesIO(content)).tables[0].rows for cell in row.cells)


@pytest.fixture
def received(office: Office) -> Office:
    """A station's piece waits for its 初审."""
    office.arrive(whole_piece())
    office.poll()
    assert state_of(office) == "received"
    return office


@pytest.fixture
def reviewed(received: Office) -> Office:
    """Both have signed."""
    signs(received)
    received.clock.forward(hours=1)
    signs(received, "赵副局长", "同意报送")
    return received


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


def test_form_two_is_completed_and_kept_beside_the_one_that_came(reviewed: Office) -> None:
    forms = [p for p in shown(reviewed).parts if p["role"] == "form"]
    assert [p["current"] for p in forms] == [False, False, True], "as it came, after 初审, after 审核"
    content = part_path(reviewed.house.data, forms[-1]["sha256"]).read_bytes()
    assert content == filled_form(reviewed.house, FIRST)
    read = read_word(content, Limits()).form
    assert read is not None
    assert (read.title, read.unit, read.author) == ("左家塘街道走访慰问老兵", "左家塘街道退役军人服务站", "张三")
    assert read.sensitive is False
    assert read.first_opinion is not None
    assert read.first_opinion.split() == ["同意", "王主任", "2020年5月7日"]
    assert read.second_opinion is not None
    assert read.second_opinion.split() == ["同意报送", "赵副局长", "2020年5月7日"]
    came = read_word(part_path(reviewed.house.data, forms[0]["sha256"]).read_bytes(), Limits()).form
    assert came is not None
    assert (came.first_opinion, came.second_opinion) == ("", "")


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


def test_a_signature_stands_when_the_letter_is_read_again_and_the_completed_form_with_it(reviewed: Office) -> None:
    before = filled_form(reviewed.house, FIRST)
    again = read_again(reviewed, "L1")
    assert (again.state, again.decision, again.decided_by) == ("reviewed", "sign", "赵副局长")
    assert filled_form(reviewed.house, FIRST) == before
    [current] = [p for p in shown(reviewed).parts if p["role"] == "form" and p["current"]]
    assert part_path(reviewed.house.data, current["sha256"]).read_bytes() == before


def test_a_form_that_comes_later_is_completed_as_well(received: Office) -> None:
    signs(received)
    received.arrive(mail(f"【{FIRST}】更换审核表", [form(unit="左家塘服务站")]))
    received.poll()
    assert state_of(received) == "first_review"
    [current] = [p for p in shown(received).parts if p["role"] == "form" and p["current"]]
    read = read_word(part_path(received.house.data, current["sha256"]).read_bytes(), Limits()).form
    assert read is not None
    assert read.unit == "左家塘服务站"
    assert "王主任" in str(read.first_opinion)


def test_a_template_that_cannot_be_filled_keeps_nobody_from_signing(received: Office, tmp_path: Path) -> None:
    from dataclasses import replace

    settings = replace(received.house.settings, shared=tmp_path / "nothing")
    (tmp_path / "nothing").mkdir()
    (tmp_path / "nothing" / "letters").symlink_to(received.house.settings.letters)
    house = replace(received.house, settings=settings)
    assert sign(house, SignOrder(name=FIRST, opinion="同意", by="王主任")).state == "first_review"
    assert "form_not_written" in [event["what"] for event in shown(received).history]


def test_the_director_decides_on_an_ordinary_piece_alone(reviewed: Office) -> None:
    done = approves(reviewed, to=("市局微信公众号", "红网"))
    assert (done.state, done.channels, done.role) == ("approved", ("市局微信公众号", "红网"), "办公室主任")
    text = text_in(filled_release_form(reviewed.house, FIRST))
    for told in ("☑市局微信公众号", "□市委办公厅", "红网", "☑否", "同意发布", "李主任　2020年5月7日", "张三"):
        assert told in text


def test_an_important_piece_goes_to_the_leader_in_charge_as_well(reviewed: Office) -> None:
    first = approves(reviewed, important=True)
    assert (first.state, first.next) == ("reviewed", "局办公室分管领导审批")
    with pytest.raises(Refusal) as refusal:
        release(reviewed.house, PublishOrder(name=FIRST, by="李主任"))
    assert refusal.value.cause == "approve_first"
    second = approves(reviewed, "leader", to=(), opinion="同意", by="赵副局长")
    assert (second.state, second.channels) == ("approved", ("市局微信公众号",))
    text = text_in(filled_release_form(reviewed.house, FIRST))
    assert "☑是" in text
    assert "赵副局长　2020年5月7日" in text


def test_a_form_that_says_sensitive_calls_for_the_leader(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form(sensitive=True), photo()]))
    office.poll()
    office.decide(FIRST, "accept")
    signs(office)
    signs(office, "赵副局长")
    assert approves(office).state == "reviewed"
    assert approves(office, "leader", by="赵副局长").state == "approved"


@pytest.mark.parametrize(
    ("role", "more", "cause"),
    [
        ("leader", {}, "not_its_turn"),
        ("director", {"to": ()}, "channels_wanted"),
        ("director", {"opinion": ""}, "opinion_and_name"),
        ("director", {"agree": False}, "reason_and_name"),
    ],
)
def test_nothing_is_approved_out_of_turn_or_without_what_belongs_to_it(
    reviewed: Office, role: str, more: dict[str, Any], cause: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        approves(reviewed, role, **more)
    assert refusal.value.cause == cause
    assert state_of(reviewed) == "reviewed"


def test_what_is_not_reviewed_is_not_approved_and_what_is_approved_not_twice(received: Office) -> None:
    with pytest.raises(Refusal) as early:
        approves(received)
    assert (early.value.cause, early.value.facts["next"]) == ("not_to_approve", "局办公室负责同志初审")
    signs(received)
    signs(received, "赵副局长")
    approves(received)
    with pytest.raises(Refusal) as twice:
        approves(received, by="钱主任")
    assert (twice.value.cause, twice.value.facts["by"]) == ("signed_meanwhile", "李主任")


def test_a_director_who_does_not_agree_sends_it_back(reviewed: Office) -> None:
    back = approves(reviewed, agree=False, reason="请补充数据", opinion="")
    assert (back.agreed, back.state, back.mailed_to) == (False, "returned", STATION)


def test_only_what_is_approved_is_marked_released_and_only_to_those_channels(reviewed: Office) -> None:
    approves(reviewed, to=("市局微信公众号", "红网"))
    for channels, day, cause in [
        (("湖南日报",), None, "channel_not_approved"),
        (("红网",), date(2020, 5, 6), "day_of_release"),
        (("红网",), date(2020, 5, 8), "day_of_release"),
    ]:
        with pytest.raises(Refusal) as refusal:
            release(reviewed.house, PublishOrder(name=FIRST, by="李主任", channels=channels, day=day))
        assert refusal.value.cause == cause
    assert release(reviewed.house, PublishOrder(name=FIRST, by="李主任", channels=("红网",))).state == "released"
    rest = release(reviewed.house, PublishOrder(name=FIRST, by="李主任"))
    assert rest.channels == ("市局微信公众号",), "what was noted before is not noted twice"
    with pytest.raises(Refusal) as refusal:
        release(reviewed.house, PublishOrder(name=FIRST, by="李主任"))
    assert refusal.value.cause == "released_already"


def test_the_turns_tell_who_acts_next_oldest_first(received: Office) -> None:
    received.arrive(whole_piece(title="另一篇稿件的标题", seed=5))
    received.poll()
    signs(received)
    found = [(turn.number, turn.act, turn.step, turn.said) for turn in turns(received.house, "yuhua")]
    assert found == [
        (FIRST, "sign", "reviewed", "局办公室分管领导审核"),
        ("YH-2020-00002", "sign", "first_review", "局办公室负责同志初审"),
    ]
    signs(received, "赵副局长")
    approves(received, important=True)
    assert next((turn.act, turn.step) for turn in turns(received.house, "yuhua")) == ("approve", "leader")
    approves(received, "leader", by="赵副局长")
    assert turns(received.house, "yuhua")[0].act == "publish"
