"""What makes two letters the same content: what the manuscripts say, not their bytes."""

from builders.letters import BODY, TITLE, attachment, form, photo, word

from pipeline.domain.content import content_key, manuscript_key, without_repeats
from pipeline.domain.document import WordDocument


def test_blanks_punctuation_and_bytes_do_not_make_another_content() -> None:
    spaced = word(f" {TITLE} ", BODY.replace("，", " , ").replace("。", "。\n"), name="b.docx", sha="other")
    assert content_key((word(),)) == content_key((spaced,))


def test_form_and_pictures_do_not_count_where_there_is_a_manuscript() -> None:
    assert content_key((word(),)) == content_key((photo(), word(), form()))


def test_another_title_or_text_is_another_content() -> None:
    keys = {content_key((p,)) for p in (word(), word("别的标题"), word(body=BODY + "又一句"))}
    assert len(keys) == 3


def test_the_order_and_number_of_copies_do_not_count() -> None:
    other = word("第二篇", "乙" * 200)
    assert content_key((word(), other)) == content_key((other, word(sha="copy"), word()))


def test_without_a_manuscript_the_bytes_count_but_not_those_of_a_logo() -> None:
    logo = photo("logo.png", inline=True)
    assert content_key((form(), logo)) == content_key((form(),))
    assert content_key((form(),)) != content_key((form(author="李四"),))
    assert content_key((logo,)) == ""
    assert content_key(()) == ""


def test_an_empty_manuscript_is_known_by_its_bytes() -> None:
    one, two = word(None, "", sha="1"), word(None, "", sha="2")
    assert manuscript_key(one) != manuscript_key(two)


def test_repeats_leave_and_the_order_stays() -> None:
    other = word("第二篇", "乙" * 200)
    assert without_repeats((word(), other, word(sha="copy"))) == (word(), other)


def test_a_forwarded_manuscript_does_not_change_what_a_letter_with_its_own_says() -> None:
    forwarded = attachment("转发.eml", "eml", document=WordDocument(text=""))
    inside = attachment("b.docx", "docx", path="转发.eml!/b.docx", document=word("别的", "丙" * 99).document)
    assert content_key((word(), forwarded, inside)) == content_key((word(),))
