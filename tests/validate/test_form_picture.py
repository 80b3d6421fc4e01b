"""Form 2 that came as a picture (rules.md S4)."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from builders.letters import SECTION, arrive, attachment, bureau, form, photo, unread, word

from pipeline.domain.document import Picture, WordDocument
from pipeline.domain.finding import Finding
from pipeline.domain.letter import Part
from pipeline.domain.words import Disposition
from pipeline.validate.engine import run_checks

Cases = Callable[..., list[str]]
OFFICE = "2020年度+办公室+走访"
SCAN = Picture(format="jpeg", width=800, height=1100)


def pictured(*doubtful: str, **fields: object) -> Part:
    """Form 2 as read from a picture, with doubts about some fields."""
    part = form(name="IMG_0001.jpg", **fields)  # type: ignore[arg-type]
    assert part.document is not None
    assert part.document.form is not None
    names = ("title", "unit", "author", "sensitive", "first_opinion", "second_opinion")
    sure = tuple((name, 40 if name in doubtful else 97) for name in names)
    read = replace(part.document.form, sureness=sure, doubtful=doubtful)
    return replace(part, type="jpeg", picture=replace(SCAN, paper=True), document=replace(part.document, form=read))


@pytest.mark.parametrize(
    ("part", "seems"),
    [
        (photo("信息稿件审核表.jpg"), True),
        (photo("IMG_0001.jpg", paper=True), True),
        (photo("IMG_0001.jpg"), False),
        (photo("审核表.jpg", problem="truncated"), False),
        (attachment("审核表.docx", "docx", document=WordDocument(pictures=(SCAN,))), True),
        (attachment("审核表.docx", "docx", document=WordDocument()), False),
        (unread("审核表.pdf", "pdf", "scan"), True),
        (unread("扫描0001.pdf", "pdf", "scan"), True),
        (attachment("文档1.doc", "doc", document=WordDocument(pictures=(replace(SCAN, paper=True),))), True),
        (attachment("文档1.doc", "doc", document=WordDocument(pictures=(SCAN,))), False),
        (unread("审核表.pdf", "pdf", "damaged"), False),
    ],
)
def test_a_picture_that_seems_to_be_the_form_is_looked_at_and_the_piece_is_not_returned(
    part: Part, seems: bool, cases: Cases
) -> None:
    incoming = arrive(parts=(word(), photo(), part))
    assert cases("form_picture", incoming) == (["unread"] if seems else [])
    verdict = run_checks(incoming, bureau())
    assert verdict.disposition is (Disposition.HELD if seems else Disposition.RETURNED)
    told = {finding.code for finding in verdict.findings}
    assert {"form_picture", "form_present"} & told == {"form_picture" if seems else "form_present"}


def test_where_nobody_looks_at_pictures_the_missing_form_is_told() -> None:
    settings = bureau()
    rows = tuple(row for row in settings.checks.rows if row.name != "form_picture")
    settings = replace(settings, checks=replace(settings.checks, rows=rows))
    verdict = run_checks(arrive(parts=(word(), photo("审核表.jpg"))), settings)
    assert "form_present" in {finding.code for finding in verdict.findings}
    assert verdict.disposition is Disposition.RETURNED


def test_a_picture_beside_the_form_is_no_form(cases: Cases) -> None:
    assert cases("form_picture", arrive(parts=(word(), form(), photo("审核表.jpg", paper=True)))) == []


def test_a_form_read_surely_from_a_picture_counts_with_a_remark(told: Callable[..., dict[str, Finding]]) -> None:
    incoming = arrive(parts=(word(), pictured(), photo()))
    assert set(told(incoming)) == {"form_picture_read"}
    assert run_checks(incoming, bureau()).disposition is Disposition.ACCEPTED
    assert incoming.pictures == (photo(),)


def test_a_doubtful_field_is_looked_at_and_never_told_to_the_sender_as_a_mistake(
    told: Callable[..., dict[str, Finding]],
) -> None:
    doubtful = ("title", "author", "sensitive", "first_opinion", "second_opinion")
    part = pictured(*doubtful, title="另一篇", author="", sensitive=None)
    incoming = arrive(OFFICE, (word(), part, photo()), sender=SECTION)
    assert set(told(incoming)) == {"form_picture"}
    assert "5" in told(incoming)["form_picture"].message
    assert run_checks(incoming, bureau()).disposition is Disposition.HELD


def test_of_a_doubtful_form_the_sure_fields_are_judged_all_the_same(told: Callable[..., dict[str, Finding]]) -> None:
    incoming = arrive(parts=(word(), pictured("title", author="", sensitive=True), photo()))
    assert set(told(incoming)) == {"form_picture", "form_complete", "sensitive"}
