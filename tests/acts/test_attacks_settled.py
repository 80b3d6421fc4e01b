"""Replies to what is settled already: discarded, held, reviewed, waiting; and letters that are read again."""

from acts.office import (
    PARAGRAPHS,
    SECTION,
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
from acts.pieces_there import FIRST, numbers, parts, without_form

from pipeline.domain.words import Disposition
from pipeline.steps.show import letters_waiting

DOC = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4000)


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
