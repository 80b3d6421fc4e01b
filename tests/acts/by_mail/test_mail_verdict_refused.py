"""Answers that decide nothing: unclear, late, used up, forged, another's, a machine's."""

import pytest
from acts.by_mail.reviewers import (
    ADMIN,
    FIRST,
    FIRST_REVIEWER,
    OFFICE,
    SECOND_REVIEWER,
    answer,
    answers,
    notices,
    state_of,
)
from acts.office import STATION, Office, mail, text_of

from pipeline.steps.show import letters_waiting


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
