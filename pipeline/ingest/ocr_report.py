"""The pages of a letter's pictures put together: an adoption report goes on over pages, files and photographs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.document import WordDocument
from pipeline.domain.reported import ReportedRow
from pipeline.ingest.document import document_of
from pipeline.ingest.flow import Flow
from pipeline.ingest.form import ADOPTION_REPORT
from pipeline.ingest.ocr_words import Seen
from pipeline.ingest.report_words import DOUBTS, PLACES
from pipeline.ingest.trouble import Unreadable
from pipeline.ingest.word_blocks import Table
from pipeline.ingest.word_report import heading_in
from pipeline.settings.values import Limits


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page as it was read: what form it shows, if any, and its words and cells."""

    document: WordDocument
    flow: Flow

    @property
    def shows_form(self) -> bool:
        """Whether one of the forms was seen on it."""
        return bool(self.document.form or self.document.other_form)

    @property
    def reports(self) -> bool:
        """Whether it is a page of an adoption report."""
        return self.document.other_form == ADOPTION_REPORT

    @property
    def heading(self) -> Table | None:
        """The heading of the adoption report on it."""
        return heading_in(self.flow.blocks) if self.reports else None


@dataclass(frozen=True, kw_only=True)
class Looked:
    """The pages of one file that were looked at."""

    pages: tuple[Page, ...]
    left: bool = False  # there are more


def going_on(page: Page, heading: Table | None, limits: Limits) -> Page:
    """The page with the rows of a table that has the heading's columns and none of its own; as it is without such."""
    if heading is None or page.shows_form:
        return page
    try:
        found = document_of(replace(page.flow, blocks=(heading, *page.flow.blocks)), limits)
    except Unreadable:
        return page
    read = WordDocument(other_form=ADOPTION_REPORT, report=found.report, text=found.text)
    return replace(page, document=read) if found.report else page


def seen_in(files: Mapping[str, Looked], limits: Limits) -> dict[str, Seen]:
    """What each file shows: up to one form, or the rows of all its pages of a report, whose heading may be elsewhere.

    Args:
        files: by name, in the letter's order.
        limits: of reading.
    """
    heading = next(filter(None, (page.heading for file in files.values() for page in file.pages)), None)
    return {name: _seen([going_on(page, heading, limits) for page in file.pages], file) for name, file in files.items()}


def _seen(pages: Sequence[Page], file: Looked) -> Seen:
    text = "\n".join(page.document.text for page in pages)
    form = next((page.document for page in pages if page.shows_form), WordDocument())
    several = len(pages) > 1 or file.left
    if form.other_form != ADOPTION_REPORT:
        return Seen(document=replace(form, text=text), whole=not several)
    rows = [row for number, page in enumerate(pages, 1) for row in _rows(page, number if several else 0)]
    whole = not file.left and all(page.reports or not page.document.text for page in pages)
    if file.left:
        rows.append(ReportedRow(place=_place(len(pages) + 1), title="", doubt=DOUBTS["pages_left"]))
    return Seen(document=replace(form, report=tuple(rows), text=text), whole=whole)


def _rows(page: Page, number: int) -> Iterable[ReportedRow]:
    """A page's rows, or one that stands for them where it says something else; `number` is 0 for the only page."""
    if page.reports:
        return (replace(row, place=_place(number, row.place)) for row in page.document.report)
    return [ReportedRow(place=_place(number), title="", doubt=DOUBTS["page_unread"])] if page.document.text else []


def _place(number: int, place: str = "") -> str:
    return PLACES["page"].format(page=number, place=place) if number else place
