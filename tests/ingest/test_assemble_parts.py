"""Which parts of a letter are manuscripts, form and pictures."""

from builders.letters import STATION, TITLE, arrive, attachment, form, photo, unread, word

from pipeline.domain.document import Picture, ReviewForm, WordDocument
from pipeline.domain.parts import would_be_manuscripts
from pipeline.domain.words import LetterKind


def inside(container: str, part):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(part, path=f"{container}!/{part.name}")


def test_the_same_manuscript_twice_counts_once() -> None:
    incoming = arrive(parts=(word(sha="1"), word(name="稿件(1).docx", sha="2"), inside("材料.zip", word(sha="3"))))
    assert incoming.manuscripts == (word(sha="1"),)


def test_two_different_manuscripts_are_two_in_their_order() -> None:
    one, two = word("第一篇", "甲" * 200), word("第二篇", "乙" * 200, name="二.docx")
    assert arrive(parts=(one, two, word("第一篇", "甲" * 200, name="一之副本.docx"))).manuscripts == (one, two)


def test_a_pdf_of_the_manuscript_is_not_a_second_one() -> None:
    incoming = arrive(parts=(word(), unread("稿件.pdf", "pdf", "unsupported")))
    assert incoming.manuscripts == (word(),)


def test_a_form_alone_is_no_manuscript() -> None:
    incoming = arrive(parts=(form(),))
    assert incoming.manuscripts == ()
    assert incoming.form is not None


def test_a_form_on_a_page_of_the_manuscript_is_both() -> None:
    document = word().document
    assert document is not None
    page = form().document
    both = attachment("稿件.docx", "docx", document=WordDocument(manuscript=document.manuscript, form=page.form))  # type: ignore[union-attr]
    incoming = arrive(parts=(both,))
    assert incoming.manuscripts == (both,)
    assert incoming.form_part == both


def test_of_two_forms_the_one_with_the_manuscripts_title_counts() -> None:
    incoming = arrive(parts=(form("上个月的稿件", name="旧审核表.docx"), form(), word()))
    assert incoming.form is not None
    assert incoming.form.title == TITLE


def test_what_a_forwarded_letter_holds_counts_only_when_the_letter_brings_no_manuscript_itself() -> None:
    forwarded = attachment("转发.eml", "eml", document=WordDocument(text="转发的信"))
    within = inside("转发.eml", word("转发来的稿件", "丙" * 200))
    assert arrive(parts=(forwarded, within)).manuscripts == (within,)
    assert arrive(parts=(forwarded, within, word())).manuscripts == (word(),)


def test_the_forwarder_is_the_sender() -> None:
    forwarded = attachment("转发.eml", "eml", document=WordDocument(text="转发的信"))
    incoming = arrive(parts=(forwarded, inside("转发.eml", word())))
    assert incoming.kind is LetterKind.SUBMISSION
    assert incoming.letter.sender == STATION
    assert incoming.unit is not None
    assert incoming.unit.id == "zuojiatang"


def test_logos_inside_the_text_are_no_pictures() -> None:
    logo = photo("logo.png", inline=True, side=60)
    tiny = attachment("emoji.gif", "gif", inline=True, size=900, picture=Picture(format="gif", width=None, height=None))
    shown = photo("现场.jpg", inline=True)
    assert arrive(parts=(word(), logo, tiny, shown)).pictures == (shown,)


def test_a_small_picture_that_was_attached_counts() -> None:
    small = photo("小图.jpg", side=60)
    assert arrive(parts=(word(), small)).pictures == (small,)


def test_documents_that_cannot_be_read_may_be_the_manuscript_unless_named_as_a_form() -> None:
    old, locked = unread("稿件.doc", "doc", "unsupported"), unread("稿件.docx", "encrypted_office", "encrypted")
    scan, sheet = unread("审核表.pdf", "pdf", "unsupported"), unread("统计.xlsx", "xlsx", "unsupported")
    in_zip = unread("材料/稿件.docx", "bin", "encrypted")
    page = attachment("稿件.doc", "html", document=WordDocument(text="<p>"), trouble=old.trouble)
    parts = (word(), old, locked, scan, sheet, in_zip, page, photo())
    assert would_be_manuscripts(parts, ("审核表",)) == (old, locked, in_zip, page)
    assert scan in would_be_manuscripts(parts)


def test_the_form_of_a_letter_keeps_its_blank_fields() -> None:
    incoming = arrive(parts=(form("", unit="", author=None),))
    assert incoming.form == ReviewForm(
        title="", unit="", author=None, sensitive=False, first_opinion="", second_opinion=""
    )
