"""Decisions by mail: a reviewer answers the notice, once, in time, from the registered address; nobody else does."""

import re
from dataclasses import replace
from email.message import EmailMessage

import pytest
from acts.office import SECTION, STATION, SUBJECT, YUHUA, Office, form, mail, manuscript, photo, text_of, whole_piece

from pipeline.domain.words import Disposition
from pipeline.steps.show import letters_waiting, show

FIRST = "YH-2020-00001"
FIRST_REVIEWER, SECOND_REVIEWER = "fuzeren@yuhua.test", "fenguan@yuhua.test"
ADMIN, OFFICE = "admin@yuhua.test", "daiban@yuhua.test"
ASKED = re.compile(r"<yh-2020-\d{5}\.ask-[0-9a-f]{32}@baosong\.test>")


def state_of(office: Office, number: str = FIRST) -> str:
    shown = show(office.house, number)
    assert shown is not None
    assert shown.piece is not None
    return str(shown.piece["state"])


def happened(office: Office, what: str) -> list[dict[str, object]]:
    shown = show(office.house, FIRST)
    assert shown is not None
    return [event for event in shown.history if event["what"] == what]


def notices(office: Office, to: str = FIRST_REVIEWER) -> list[EmailMessage]:
    return [m for m in office.mails(to) if ASKED.fullmatch(str(m["Message-ID"]))]


def answer(office: Office, notice: EmailMessage, words: str, *, sender: str = FIRST_REVIEWER, **headers: str) -> bytes:
    quoted = "\n".join(f"> {line}" for line in text_of(notice).splitlines())
    told = {"In_Reply_To": str(notice["Message-ID"]), "References": str(notice["Message-ID"])} | headers
    body = f"{words}\n\n在 2020年5月7日，报送台写道：\n{quoted}"
    return mail(f"回复：{notice['Subject']}", [], sender=sender, body=body, **told)


def answers(office: Office, notice: EmailMessage, words: str, **more: str) -> EmailMessage | None:
    """The reviewer's letter arrives; what he is told."""
    sender = more.get("sender", FIRST_REVIEWER)
    address = re.sub(r".*<(.*)>", r"\1", sender)
    before = len(office.mails(address))
    office.arrive(answer(office, notice, words, **more))
    office.poll()
    new = [m for m in office.mails(address)[before:] if not ASKED.fullmatch(str(m["Message-ID"]))]
    return new[0] if new else None


def asking(office: Office, *, ask: bool = True) -> Office:
    """The same office whose bureaus tell their reviewers of what waits, or do not."""
    settings = office.house.settings
    bureaus = {}
    for name, bureau in settings.bureaus.items():
        people = replace(bureau.bureau.office, notify_reviewers=ask)
        bureaus[name] = replace(bureau, bureau=replace(bureau.bureau, office=people))
    return replace(office, house=replace(office.house, settings=replace(settings, bureaus=bureaus)))


@pytest.fixture
def desk(office: Office) -> Office:
    """An office that tells its reviewers."""
    return asking(office)


@pytest.fixture
def held(desk: Office) -> Office:
    """A held piece, and both reviewers told."""
    office = desk
    office.arrive(mail(SUBJECT, [manuscript(), form(sensitive=True), photo()]))
    assert office.poll() == {Disposition.HELD: 1}
    return office


@pytest.fixture
def to_sign(desk: Office) -> Office:
    """A station's piece that waits for its 初审."""
    office = desk
    office.arrive(whole_piece())
    office.poll()
    return office


def test_the_notice_of_a_held_piece_goes_to_each_reviewer_with_a_token_of_his_own(held: Office) -> None:
    [first], [second] = notices(held), notices(held, SECOND_REVIEWER)
    assert first["Message-ID"] != second["Message-ID"]
    assert str(first["Subject"]).startswith(f"【{FIRST}】请核对")
    text = text_of(first)
    for told in ("受理：", "退回：", "重复：", "不予处理：", "审核表勾选了", "5月14日"):
        assert told in text
    assert PARAGRAPH not in text, "what is held is not spread by mail"
    assert notices(held, STATION) == []


PARAGRAPH = "走访慰问辖区老兵"


def test_who_is_to_sign_gets_the_text_and_the_others_nothing(to_sign: Office) -> None:
    [notice] = notices(to_sign)
    assert notices(to_sign, SECOND_REVIEWER) == []
    assert "等局办公室负责同志初审" in text_of(notice)
    assert PARAGRAPH in text_of(notice)


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


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("退回", "退回要写明理由"),
        ("受理吗？", "没有看懂"),
        ("请先等等", "没有看懂"),
        ("同意归同意，还要看看", "没有看懂"),
        ("", "没有看懂"),
    ],
)
def test_what_is_not_clear_changes_nothing_and_the_token_is_still_good(held: Office, words: str, told: str) -> None:
    [notice] = notices(held)
    reply = answers(held, notice, words)
    assert reply is not None
    assert told in text_of(reply)
    assert state_of(held) == "held"
    answers(held, notice, "受理")
    assert state_of(held) == "received"


def test_a_token_is_good_once(to_sign: Office) -> None:
    [notice] = notices(to_sign)
    answers(to_sign, notice, "同意")
    again = answers(to_sign, notice, "退回 改主意了")
    assert again is not None
    assert "已经回复办理过" in str(again["Subject"])
    assert state_of(to_sign) == "first_review"


def test_an_expired_token_does_nothing_and_says_so(held: Office) -> None:
    [notice] = notices(held)
    held.clock.forward(days=8)
    late = answers(held, notice, "受理")
    assert late is not None
    assert "已过期" in str(late["Subject"])
    assert state_of(held) == "held"


def test_of_two_reviewers_the_first_wins_and_the_second_is_told_who(held: Office) -> None:
    [first], [second] = notices(held), notices(held, SECOND_REVIEWER)
    held.arrive(answer(held, first, "受理", sender=f"王主任 <{FIRST_REVIEWER}>"))
    held.arrive(answer(held, second, "退回 不清楚", sender=f"赵副局长 <{SECOND_REVIEWER}>"))
    held.poll()
    assert state_of(held) == "received"
    told = [m for m in held.mails(SECOND_REVIEWER) if "已由他人办理" in str(m["Subject"])]
    assert len(told) == 1
    assert "王主任" in text_of(told[0])


def test_what_was_settled_at_the_desk_meanwhile_is_not_settled_again(held: Office) -> None:
    [notice] = notices(held)
    held.decide(FIRST, "discard")
    told = answers(held, notice, "受理")
    assert told is not None
    assert "已由李主任办理" in text_of(told)
    assert state_of(held) == "discarded"


@pytest.mark.parametrize("sender", [SECOND_REVIEWER, STATION, "fuzeren@yuhua.test.evil.example"])
def test_a_token_from_another_address_is_forged_and_told_to_the_admins(held: Office, sender: str) -> None:
    [notice] = notices(held)
    before = len(held.mails(sender))
    held.arrive(answer(held, notice, "受理", sender=sender))
    held.poll()
    assert state_of(held) == "held"
    assert len(held.mails(sender)) == before, "nobody who wrote so is answered"
    [alert] = [m for m in held.mails(ADMIN) if "没有采纳" in str(m["Subject"])]
    assert sender in text_of(alert)
    assert [row["letter"] for row in letters_waiting(held.house, "yuhua")] == ["L2"]


def test_a_token_that_never_was_is_forged(held: Office) -> None:
    made_up = f"<yh-2020-00001.ask-{'0' * 32}@baosong.test>"
    held.arrive(mail(f"回复：【{FIRST}】请核对", [], sender=FIRST_REVIEWER, body="受理", In_Reply_To=made_up))
    held.poll()
    assert state_of(held) == "held"
    assert len([m for m in held.mails(ADMIN) if "没有采纳" in str(m["Subject"])]) == 1


def test_a_reviewer_s_word_without_the_token_decides_nothing_and_he_is_told(held: Office) -> None:
    held.arrive(mail(f"【{FIRST}】", [], sender=FIRST_REVIEWER, body="受理"))
    held.poll()
    assert state_of(held) == "held"
    assert "不是对通知的回复" in str(held.mails(FIRST_REVIEWER)[-1]["Subject"])
    assert len([m for m in held.mails(ADMIN) if "没有采纳" in str(m["Subject"])]) == 1


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Reply_To", "someone@elsewhere.test"),
        ("Sender", "someone@elsewhere.test"),
        ("Authentication_Results", "mx.test; spf=fail smtp.mailfrom=yuhua.test; dkim=none"),
        ("Authentication_Results", "mx.test; spf=pass smtp.mailfrom=x.test; dmarc=fail header.from=yuhua.test"),
    ],
)
def test_an_answer_that_may_be_another_s_is_not_taken_and_told_to_the_office(
    held: Office, header: str, value: str
) -> None:
    [notice] = notices(held)
    reply = answers(held, notice, "受理", **{header: value})
    assert reply is None
    assert state_of(held) == "held"
    [told] = [m for m in held.mails(OFFICE) if "没有采纳" in str(m["Subject"])]
    assert "原因" in text_of(told)
    answers(held, notice, "受理", Authentication_Results="mx.test; spf=pass smtp.mailfrom=yuhua.test; dkim=pass")
    assert state_of(held) == "received", "the token was not used up"


def test_a_machine_s_answer_to_the_notice_decides_nothing(held: Office) -> None:
    [notice] = notices(held)
    assert answers(held, notice, "同意", Auto_Submitted="auto-replied") is None
    assert state_of(held) == "held"


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


def test_what_is_sealed_is_never_asked_about(desk: Office) -> None:
    office = desk
    office.arrive(mail(SUBJECT, [manuscript("换防时间表", ["机密★3年", "换防时间表。" * 20])]))
    office.poll()
    assert notices(office) == []
    assert notices(office, SECOND_REVIEWER) == []


def test_the_same_question_is_asked_once_and_only_where_the_bureau_wants_it(held: Office) -> None:
    from acts.office import read_again

    read_again(held, "L1")
    held.deliver()
    assert len(notices(held)) == 1
    other = asking(held, ask=False)
    other.arrive(mail("2020年度+左家塘+招聘", [manuscript("招聘会"), form("招聘会", sensitive=True), photo(5)]))
    other.poll()
    assert len(notices(other)) == 1


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
