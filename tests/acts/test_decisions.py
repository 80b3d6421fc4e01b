"""Decisions of people: a held letter has a way out from the first day."""

import pytest
from acts.office import STATION, SUBJECT, TITLE, Office, form, mail, manuscript, photo, text_of, whole_piece

from pipeline.domain.words import Disposition, Mode
from pipeline.steps.review import Refusal
from pipeline.steps.show import letters_waiting, show


def state_of(office: Office, name: str) -> tuple[str, str]:
    shown = show(office.house, name)
    assert shown is not None
    assert shown.piece is not None
    return shown.piece["state"], shown.piece["disposition"]


def held_piece(office: Office) -> str:
    """A piece that is held since its form says the content is sensitive."""
    office.arrive(mail(SUBJECT, [manuscript(), form(sensitive=True), photo()]))
    assert office.poll() == {Disposition.HELD: 1}
    return "YH-2020-00001"


def test_a_held_piece_that_is_accepted_goes_on_and_its_unit_is_told(office: Office) -> None:
    number = held_piece(office)
    assert "待人工" in office.subjects()[0]
    done = office.decide(number, "accept")
    assert (done.state, done.mailed_to) == ("received", STATION)
    office.deliver()
    told = office.mails()[-1]
    assert number in str(told["Subject"])
    assert told["In-Reply-To"] == office.mails()[0]["Message-ID"]
    assert "经核实" in text_of(told)


def test_a_held_piece_can_be_returned_with_a_reason_and_completed_afterwards(office: Office) -> None:
    number = held_piece(office)
    assert office.decide(number, "return").state == "returned"
    office.arrive(mail(f"【{number}】补审核表", [form(sensitive=False)]))
    assert office.poll() == {Disposition.ACCEPTED: 1}
    assert state_of(office, number) == ("received", "accepted")


def test_a_discarded_piece_keeps_its_number(office: Office) -> None:
    number = held_piece(office)
    office.decide(number, "discard")
    assert state_of(office, number)[0] == "discarded"
    office.arrive(whole_piece(title="另一篇稿件的标题", seed=5))
    office.poll()
    assert state_of(office, "YH-2020-00002") == ("received", "accepted")


def test_a_piece_of_an_unknown_sender_can_be_assigned_and_only_the_unit_is_told(office: Office) -> None:
    office.arrive(whole_piece(sender="newcomer@elsewhere.test"))
    assert office.poll() == {Disposition.HELD: 1}
    done = office.decide("YH-2020-00001", "assign", unit="左家塘")
    assert (done.state, done.mailed_to) == ("received", STATION)
    office.deliver()
    assert office.mails("newcomer@elsewhere.test") == []
    [told] = office.mails()
    assert told["In-Reply-To"] is None


def test_a_decision_needs_a_reason_a_name_and_something_to_decide(office: Office) -> None:
    from pipeline.steps.review import Order, decide

    number = held_piece(office)
    for order, cause in [
        (Order(name=number, verb="accept", reason=" ", by="李主任"), "reason_and_name"),
        (Order(name=number, verb="accept", reason="可以", by=""), "reason_and_name"),
        (Order(name="YH-2020-00099", verb="accept", reason="可以", by="李主任"), "unknown_name"),
        (Order(name=number, verb="assign", reason="可以", by="李主任", unit="没有这个单位"), "unknown_unit"),
        (Order(name=number, verb="release", reason="可以", by="李主任"), "not_sealed"),
    ]:
        with pytest.raises(Refusal) as refusal:
            decide(office.house, order, office.readers)
        assert refusal.value.cause == cause
    assert state_of(office, number) == ("held", "held")


def test_a_reply_that_changes_the_manuscript_after_review_waits_for_a_person(office: Office) -> None:
    title = "局机关开展双拥共建活动"
    sender = "shuangyongyoufu@yuhua.test"
    signed = form(title, "双拥优抚科", first="同意 王科长", second="同意 赵副局长")
    office.arrive(mail("2020年度+双拥优抚科+双拥共建", [manuscript(title), signed, photo()], sender=sender))
    assert office.poll() == {Disposition.ACCEPTED: 1}
    assert state_of(office, "YH-2020-00001")[0] == "reviewed"
    changed = manuscript(title, ["改过的内容，数字已经更正。" * 20])
    office.arrive(mail("【YH-2020-00001】更正稿", [changed], sender=sender))
    assert office.poll() == {Disposition.HELD: 1}
    assert state_of(office, "YH-2020-00001")[0] == "reviewed"
    [waiting] = letters_waiting(office.house, "yuhua")
    office.decide(waiting["letter"], "accept")
    shown = show(office.house, "YH-2020-00001")
    assert shown is not None
    assert [p["current"] for p in shown.parts if p["role"] == "manuscript"] == [False, True]
    assert letters_waiting(office.house, "yuhua") == []


def test_a_faulty_reply_never_spoils_an_accepted_piece(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    broken = ("稿件.docx", manuscript()[1][:900], "application/octet-stream")
    office.arrive(mail("【YH-2020-00001】换一个文件", [broken]))
    office.poll()
    assert state_of(office, "YH-2020-00001") == ("received", "accepted")


def test_a_letter_that_is_no_piece_waits_and_can_be_settled(office: Office) -> None:
    office.arrive(mail("撤回两篇稿件", [], body="撤回 YH-2020-00091、YH-2020-00092"))
    assert office.poll() == {Disposition.HELD: 1}
    [waiting] = letters_waiting(office.house, "yuhua")
    office.decide(waiting["letter"], "accept")
    assert letters_waiting(office.house, "yuhua") == []
    assert TITLE not in office.subjects()[0]


@pytest.mark.parametrize(
    ("verb", "told"),
    [("accept", "已经办理"), ("return", "还需补充或更正"), ("discard", "不予办理")],
)
def test_the_unit_is_told_what_became_of_a_letter_that_is_no_piece(office: Office, verb: str, told: str) -> None:
    office.arrive(mail("撤回两篇稿件", [], body="撤回 YH-2020-00091、YH-2020-00092"))
    office.poll()
    [receipt] = office.mails()
    done = office.decide("L1", verb)
    assert (done.mailed_to, done.state, done.changed) == (STATION, None, True)
    office.deliver()
    answer = office.mails()[-1]
    assert (answer["In-Reply-To"], answer["To"]) == (receipt["Message-ID"], STATION)
    assert told in text_of(answer)
    assert "经核实" in text_of(answer), "the reason is the answer"
    assert "撤回两篇稿件" in str(answer["Subject"])
    again = office.decide("L1", verb)
    assert (again.mailed_to, again.changed) == (None, False)
    office.deliver()
    assert len(office.mails()) == 2


def test_in_observe_mode_the_office_reads_the_answer_first(office: Office) -> None:
    trying = office.with_mode(Mode.OBSERVE)
    trying.arrive(mail("撤回两篇稿件", [], body="撤回 YH-2020-00091、YH-2020-00092"))
    trying.poll()
    trying.decide("L1", "accept")
    trying.deliver()
    [to] = trying.house.settings.bureaus["yuhua"].bureau.office.digest_to
    assert trying.mails() == []
    assert trying.subjects(to)[-1].startswith("【草稿】")


def test_of_strangers_machines_and_sealed_letters_nobody_is_told(office: Office) -> None:
    secret = [manuscript("换防时间表", ["机密★3年", "换防时间表。" * 20])]
    office.arrive(mail("请问如何投稿", [], sender="newcomer@elsewhere.test"))
    office.arrive(mail("自动回复：外出", [], Auto_Submitted="auto-replied"))
    office.arrive(mail("自动回复：外出", secret, Auto_Submitted="auto-replied"))
    office.poll()
    for name in ("L1", "L2", "L3"):
        assert office.decide(name, "discard").mailed_to is None
    office.deliver()
    assert office.mails() == office.mails("newcomer@elsewhere.test") == []


def test_assigning_says_that_a_unit_is_wanted(office: Office) -> None:
    number = held_piece(office)
    with pytest.raises(Refusal) as refusal:
        office.decide(number, "assign")
    assert refusal.value.cause == "unit_wanted"


def test_a_decision_that_changes_nothing_says_so(office: Office) -> None:
    number = held_piece(office)
    assert office.decide(number, "accept").changed
    again = office.decide(number, "accept")
    assert (again.changed, again.mailed_to, again.state) == (False, None, "received")


def test_taking_in_a_reply_notes_no_change_of_a_state_that_stays(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    office.arrive(mail("【YH-2020-00001】更换审核表", [form(sensitive=True)]))
    office.poll()
    office.decide("YH-2020-00001", "accept")
    shown = show(office.house, "YH-2020-00001")
    assert shown is not None
    assert [event["detail"] for event in shown.history if event["what"] == "state_changed"] == []
