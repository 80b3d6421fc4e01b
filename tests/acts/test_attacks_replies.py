"""Replies that try to confuse the desk: by others, to closed pieces, out of order, with nothing or too much in them."""

import pytest
from acts.office import (
    DOCX,
    PARAGRAPHS,
    SECTION,
    STATION,
    SUBJECT,
    TITLE,
    Office,
    form,
    mail,
    manuscript,
    photo,
    read_again,
    text_of,
    whole_piece,
)

from pipeline.domain.words import Disposition
from pipeline.steps.show import letters_waiting, pieces_listed, show

FIRST = "YH-2020-00001"
DOC = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4000)


def numbers(office: Office) -> dict[str, tuple[str, str]]:
    """Every piece's state and disposition."""
    found = pieces_listed(office.house, bureau="yuhua", state=None, unit=None, span=None)
    return {p["number"]: (p["state"], p["disposition"]) for p in found}


def parts(office: Office, number: str = FIRST) -> list[tuple[str, str]]:
    """The roles and letters of a piece's current parts."""
    shown = show(office.house, number)
    assert shown is not None
    return sorted((p["role"], p["letter"]) for p in shown.parts if p["current"])


def without_form(office: Office) -> str:
    """A returned piece that only lacks its form; the Message-ID of its receipt."""
    office.arrive(mail(SUBJECT, [manuscript(), photo()]))
    assert office.poll() == {Disposition.RETURNED: 1}
    return str(office.mails()[-1]["Message-ID"])


def test_another_units_reply_with_our_message_id_never_touches_the_piece(office: Office) -> None:
    ours = without_form(office)
    office.arrive(mail("回复：补审核表", [form()], sender="dongtang@yuhua.test", In_Reply_To=ours))
    office.poll()
    assert numbers(office)[FIRST] == ("returned", "returned")
    assert ("form", "L2") not in parts(office)


def test_a_strangers_number_in_the_subject_opens_a_held_piece_of_its_own(office: Office) -> None:
    without_form(office)
    office.arrive(mail(f"【{FIRST}】补审核表", [form()], sender="someone@elsewhere.test"))
    assert office.poll() == {Disposition.HELD: 1}
    assert numbers(office)[FIRST] == ("returned", "returned")
    assert office.mails("someone@elsewhere.test") == []


def test_two_completions_in_one_poll_both_arrive_in_the_piece(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript()]))
    office.poll()
    office.arrive(mail(f"【{FIRST}】补审核表", [form()]))
    office.arrive(mail(f"【{FIRST}】补图片", [photo()]))
    assert office.poll() == {Disposition.ACCEPTED: 2}
    assert parts(office) == [("form", "L2"), ("manuscript", "L1"), ("picture", "L3")]
    assert len(office.mails()) == 3


def test_a_completion_in_the_same_poll_as_its_original_is_joined_whatever_the_order_in_the_mailbox(
    office: Office,
) -> None:
    from datetime import timedelta

    late = office.clock() - timedelta(minutes=5)
    office.arrive(mail(f"【{FIRST}】补审核表", [form()]), at=late)
    office.arrive(mail(SUBJECT, [manuscript(), photo()]), at=late - timedelta(minutes=5))
    assert office.poll() == {Disposition.RETURNED: 1, Disposition.ACCEPTED: 1}
    assert numbers(office) == {FIRST: ("received", "accepted")}


def test_a_reply_of_thanks_changes_nothing(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    ours = str(office.mails()[-1]["Message-ID"])
    office.arrive(mail(f"回复：【{FIRST}】已受理：{TITLE}", [], In_Reply_To=ours, body="谢谢，收到。"))
    assert office.poll() == {Disposition.HELD: 1}
    assert numbers(office) == {FIRST: ("received", "accepted")}
    assert [w["letter"] for w in letters_waiting(office.house, "yuhua")] == ["L2"]


@pytest.mark.parametrize("first", ["returned", "received"])
def test_a_new_text_under_the_same_title_replaces_the_manuscript_before_review(office: Office, first: str) -> None:
    if first == "returned":
        without_form(office)
    else:
        office.arrive(whole_piece())
        office.poll()
    changed = manuscript(TITLE, ["改过的一段，人数已经更正为二十三人。" * 10])
    office.arrive(mail(f"【{FIRST}】更正稿", [changed, form()]))
    assert office.poll() == {Disposition.ACCEPTED: 1}
    assert numbers(office) == {FIRST: ("received", "accepted")}
    assert ("manuscript", "L2") in parts(office)
    assert ("manuscript", "L1") not in parts(office)


def test_an_unrelated_manuscript_in_a_reply_is_a_piece_of_its_own_and_says_so(office: Office) -> None:
    ours = without_form(office)
    other = manuscript("光荣牌悬挂工作全部完成", ["全街道共悬挂光荣牌三千二百块，覆盖全部社区。" * 12])
    office.arrive(
        mail(f"回复：【{FIRST}】退回补正", [other, form("光荣牌悬挂工作全部完成"), photo(7)], In_Reply_To=ours)
    )
    assert office.poll() == {Disposition.ACCEPTED: 1}
    assert numbers(office) == {FIRST: ("returned", "returned"), "YH-2020-00002": ("received", "accepted")}
    assert "新稿件" in text_of(office.mails()[-1])


def test_our_own_blank_form_sent_back_does_not_count_as_a_filled_one(office: Office) -> None:
    ours = without_form(office)
    [blank] = [p.get_content() for p in office.mails()[-1].iter_attachments()]
    attached = ("信息稿件审核表（左家塘）.docx", blank, DOCX)
    office.arrive(mail(f"回复：【{FIRST}】退回补正", [attached], In_Reply_To=ours))
    assert office.poll() == {Disposition.RETURNED: 1}
    assert numbers(office) == {FIRST: ("returned", "returned")}


def test_our_own_blank_form_sent_back_never_replaces_a_filled_one(office: Office) -> None:
    ours = without_form(office)
    [blank] = [p.get_content() for p in office.mails()[-1].iter_attachments()]
    office.arrive(mail(f"【{FIRST}】补审核表", [form()]))
    assert office.poll() == {Disposition.ACCEPTED: 1}
    attached = ("信息稿件审核表（左家塘）.docx", blank, DOCX)
    office.arrive(mail(f"回复：【{FIRST}】补图片", [photo(9), attached], In_Reply_To=ours))
    assert office.poll() == {Disposition.ACCEPTED: 1}
    assert numbers(office) == {FIRST: ("received", "accepted")}
    assert parts(office) == [("form", "L2"), ("manuscript", "L1"), ("picture", "L3")]


def test_our_own_receipt_forwarded_to_us_changes_nothing(office: Office) -> None:
    from email import message_from_bytes, policy
    from email.message import EmailMessage

    office.arrive(whole_piece())
    office.poll()
    before = parts(office)
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = STATION, "yuhua@baosong.test", f"转发：【{FIRST}】已受理：{TITLE}"
    letter["Message-ID"] = "<forwarded@units.test>"
    letter.set_content("请问这样可以吗？")
    letter.add_attachment(message_from_bytes(office.servers.mailbox(STATION)[-1], policy=policy.default))
    office.arrive(letter.as_bytes(policy=policy.SMTP))
    office.poll()
    assert numbers(office) == {FIRST: ("received", "accepted")}
    assert [p for p in parts(office) if p[0] != "other"] == before


def test_a_reply_to_a_discarded_piece_is_a_new_one(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    office.decide(FIRST, "discard")
    office.arrive(mail(f"【{FIRST}】重新报送", [manuscript(), form(), photo()]))
    office.poll()
    assert numbers(office) == {FIRST: ("discarded", "accepted"), "YH-2020-00002": ("received", "accepted")}


def test_a_reply_to_a_held_piece_that_adds_a_form_keeps_the_old_word_file_in_mind(office: Office) -> None:
    old = ("稿件.doc", DOC, "application/msword")
    office.arrive(mail(SUBJECT, [old, photo()]))
    assert office.poll() == {Disposition.HELD: 1}
    office.arrive(mail(f"【{FIRST}】补审核表", [form()]))
    assert office.poll() == {Disposition.HELD: 1}
    assert "没有附 Word" not in text_of(office.mails()[-1])
    office.arrive(mail(f"【{FIRST}】改为新格式", [manuscript()]))
    assert office.poll() == {Disposition.ACCEPTED: 1}


def test_a_reply_does_not_lift_a_hold_that_only_a_person_can_lift(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form(), photo()], body="内部资料\n\n请查收。"))
    assert office.poll() == {Disposition.HELD: 1}
    office.arrive(mail(f"【{FIRST}】补一张图片", [photo(5)]))
    assert office.poll() == {Disposition.HELD: 1}
    assert numbers(office) == {FIRST: ("held", "held")}
    assert office.decide(FIRST, "accept").state == "received"
    office.arrive(mail(f"【{FIRST}】再补一张图片", [photo(6)]))
    assert office.poll() == {Disposition.ACCEPTED: 1}


def test_a_reply_does_not_settle_a_unit_in_doubt_unless_it_names_one(office: Office) -> None:
    office.arrive(whole_piece("2020年度+东塘+走访慰问"))
    assert office.poll() == {Disposition.HELD: 1}
    ours = str(office.mails()[-1]["Message-ID"])
    office.arrive(mail(f"回复：【{FIRST}】待人工核对：{TITLE}", [photo(5)], In_Reply_To=ours))
    assert office.poll() == {Disposition.HELD: 1}
    assert numbers(office) == {FIRST: ("held", "held")}
    office.arrive(mail("2020年度+左家塘+走访慰问", [photo(6)], In_Reply_To=ours))
    assert office.poll() == {Disposition.ACCEPTED: 1}
    assert numbers(office) == {FIRST: ("received", "accepted")}


def test_a_reply_that_must_be_held_never_takes_a_reviewed_piece_back(office: Office) -> None:
    title = "局机关开展双拥共建活动"
    signed = form(title, "双拥优抚科", first="同意 王科长", second="同意 赵副局长")
    office.arrive(mail("2020年度+双拥优抚科+双拥共建", [manuscript(title), signed, photo()], sender=SECTION))
    office.poll()
    assert numbers(office) == {FIRST: ("reviewed", "accepted")}
    ticked = form(title, "双拥优抚科", first="同意 王科长", second="同意 赵副局长", sensitive=True)
    office.arrive(mail(f"【{FIRST}】更换审核表", [ticked], sender=SECTION))
    assert office.poll() == {Disposition.HELD: 1}
    assert numbers(office) == {FIRST: ("reviewed", "accepted")}
    assert [w["letter"] for w in letters_waiting(office.house, "yuhua")] == ["L2"]
    office.decide(FIRST, "accept")
    assert ("form", "L2") in parts(office)


def test_putting_a_waiting_reply_aside_leaves_the_piece_and_does_not_call_it_unused(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    office.arrive(mail(f"【{FIRST}】更换审核表", [form(sensitive=True)]))
    assert office.poll() == {Disposition.HELD: 1}
    office.decide(FIRST, "discard")
    office.deliver()
    assert numbers(office) == {FIRST: ("received", "accepted")}
    assert letters_waiting(office.house, "yuhua") == []
    told = text_of(office.mails()[-1])
    assert "不再办理" not in told
    assert "仍按原稿" in told


def test_a_returned_piece_keeps_what_a_faulty_reply_brought(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    office.decide(FIRST, "return")
    office.arrive(mail(f"【{FIRST}】换图片", [photo(5), form("")]))
    assert office.poll() == {Disposition.RETURNED: 1}
    assert ("picture", "L2") in parts(office)


def test_a_completion_read_again_is_still_a_completion(office: Office) -> None:
    without_form(office)
    office.arrive(mail(f"【{FIRST}】补审核表", [form()]))
    office.poll()
    before = parts(office)
    for letter in ("L2", "L1", FIRST):
        assert read_again(office, letter).disposition is Disposition.ACCEPTED
        assert numbers(office) == {FIRST: ("received", "accepted")}
        assert parts(office) == before
    office.deliver()
    assert len(office.mails()) == 2


def test_a_replaced_manuscript_stays_replaced_when_the_first_letter_is_read_again(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    office.arrive(mail(f"【{FIRST}】更正稿", [manuscript(TITLE, [*PARAGRAPHS, "更正一处。"])]))
    office.poll()
    before = parts(office)
    read_again(office, "L1")
    assert parts(office) == before


def test_what_a_person_decided_stands_when_the_letter_is_read_again(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form(sensitive=True), photo()]))
    office.poll()
    office.decide(FIRST, "accept")
    read_again(office, "L1")
    assert numbers(office) == {FIRST: ("received", "accepted")}
    office.decide(FIRST, "discard")
    read_again(office, "L1")
    assert numbers(office)[FIRST][0] == "discarded"
