"""Decisions by mail: a reviewer answers the notice, and what he answers is done and told to him."""

import pytest
from acts.by_mail.reviewers import (
    ADMIN,
    FIRST,
    FIRST_REVIEWER,
    SECOND_REVIEWER,
    answer,
    answers,
    asking,
    notices,
    state_of,
)
from acts.office import SECTION, STATION, SUBJECT, YUHUA, Office, form, mail, manuscript, photo, text_of, whole_piece

from pipeline.steps.show import letters_waiting, show


def happened(office: Office, what: str) -> list[dict[str, object]]:
    shown = show(office.house, FIRST)
    assert shown is not None
    return [event for event in shown.history if event["what"] == what]


@pytest.mark.parametrize(
    ("words", "state", "told"),
    [
        ("受理", "received", "已受理"),
        ("同意", "received", "已受理"),
        ("退回 时间、地点不全，请补充", "returned", "退回补正"),
        ("退回：\n时间、地点不全，请补充", "returned", "退回补正"),
        ("重复", "discarded", "不予采用"),
        ("不予处理。", "discarded", "不予采用"),
        ("  受理，谢谢\n王主任", "received", "已受理"),
    ],
)
def test_an_answer_settles_a_held_piece_and_is_answered_with_what_was_done(
    held: Office, words: str, state: str, told: str
) -> None:
    [notice] = notices(held)
    done = answers(held, notice, words, sender=f"王主任 <{FIRST_REVIEWER}>")
    assert done is not None
    assert state_of(held) == state
    assert str(done["Subject"]).startswith(f"【{FIRST}】已按您的回信办理")
    assert told in text_of(done)
    assert done["Auto-Submitted"] == "auto-replied"
    [decided] = happened(held, "decided")
    assert decided["by"] == "王主任"
    unit_told = text_of(held.mails(STATION)[-1])
    if state == "returned":
        assert "时间、地点不全，请补充" in unit_told
    assert letters_waiting(held.house, "yuhua") == []


def test_a_station_s_piece_is_signed_by_two_answers_and_each_is_asked_in_turn(to_sign: Office) -> None:
    [notice] = notices(to_sign)
    done = answers(to_sign, notice, "同意，数字已核", sender=f"王主任 <{FIRST_REVIEWER}>")
    assert done is not None
    assert "局办公室分管领导审核" in text_of(done)
    assert state_of(to_sign) == "first_review"
    [second] = notices(to_sign, SECOND_REVIEWER)
    answers(to_sign, second, "同意报送", sender=f"赵副局长 <{SECOND_REVIEWER}>")
    assert state_of(to_sign) == "reviewed"
    signed = [(e["by"], e["detail"]["opinion"]) for e in happened(to_sign, "signed")]  # type: ignore[index]
    assert signed == [("王主任", "同意，数字已核"), ("赵副局长", "同意报送")]


def test_a_reviewer_who_returns_what_he_is_to_sign_sends_it_back(to_sign: Office) -> None:
    [notice] = notices(to_sign)
    answers(to_sign, notice, "退回 数字有误")
    assert state_of(to_sign) == "returned"
    assert "数字有误" in text_of(to_sign.mails(STATION)[-1])


def test_a_reply_that_waits_is_asked_about_and_settled_by_mail(desk: Office) -> None:
    office = desk
    title = "局机关开展双拥共建活动"
    signed = form(title, "双拥优抚科", first="同意 王科长", second="同意 赵副局长")
    office.arrive(mail("2020年度+双拥优抚科+双拥共建", [manuscript(title), signed, photo()], sender=SECTION))
    office.poll()
    assert notices(office) == [], "it came with both opinions"
    office.arrive(mail(f"【{FIRST}】更正稿", [manuscript(title, ["改过的内容。" * 40])], sender=SECTION))
    office.poll()
    [notice] = notices(office)
    answers(office, notice, "受理")
    assert letters_waiting(office.house, "yuhua") == []


def test_an_answer_read_again_is_carried_out_once(to_sign: Office) -> None:
    from acts.office import read_again

    [notice] = notices(to_sign)
    answers(to_sign, notice, "同意")
    mails = len(to_sign.mails(FIRST_REVIEWER))
    read_again(to_sign, "L2")
    to_sign.deliver()
    assert (len(to_sign.mails(FIRST_REVIEWER)), state_of(to_sign)) == (mails, "first_review")


def test_a_decision_by_mail_through_dovecot_and_exim_with_a_forged_one_beside_it(real_office: Office) -> None:
    office = asking(real_office)
    office.arrive(mail(SUBJECT, [manuscript(), form(sensitive=True), photo()]))
    office.arrive(whole_piece(title="另一篇稿件的标题", seed=9))
    office.poll()
    office.servers.wait_for_mail(FIRST_REVIEWER, 2)
    by_subject = {str(m["Subject"])[1:14]: m for m in notices(office)}
    held, waiting = by_subject[FIRST], by_subject["YH-2020-00002"]
    office.arrive(answer(office, waiting, "同意", sender=f"王主任 <{FIRST_REVIEWER}>"), to=YUHUA)
    office.arrive(answer(office, held, "受理", sender="fuzeren@yuhua.test.evil.example"), to=YUHUA)
    office.poll()
    assert state_of(office, "YH-2020-00002") == "first_review"
    assert state_of(office) == "held"
    office.servers.wait_for_mail(ADMIN, 1)
    assert "没有采纳" in office.subjects(ADMIN)[-1]
    office.servers.wait_for_mail(FIRST_REVIEWER, 3)
    assert "已按您的回信办理" in office.subjects(FIRST_REVIEWER)[-1]
