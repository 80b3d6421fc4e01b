"""Takes the forms out of a document's blocks, so that the rest is the manuscript."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.domain.document import ReviewForm
from pipeline.domain.reported import ReportedRow
from pipeline.domain.text import word_count
from pipeline.ingest.form import ADOPTION_REPORT, REVIEW, form_of_lines, form_of_table, goes_on, kind_of, kind_of_lines
from pipeline.ingest.form_labels import Label, segments
from pipeline.ingest.word_blocks import Block, Paragraph, Table
from pipeline.ingest.word_report import reports_in

_HEADING = re.compile(
    r"附件[\d一二三四五六]{0,2}[:：]?|.{0,40}(?:审核表|审批表|预约表|具体情况表)|(?:填表|填报|报送)?(?:时间|日期|单位|人)[:：].{0,30}"
)
_NOTE = re.compile(r"(?:注|备注|说明|填表说明)[:：].*|(?:填表|填报|报送)?(?:时间|日期|人)[:：].{0,30}", re.DOTALL)
_HEADINGS_ABOVE = 4  # paragraphs over a form that may belong to it
_GAP = 8  # paragraphs that one field of a form written as lines may take
_TAIL = 4  # short paragraphs after the last label that still belong to it
_SHORT = 30  # words
_NO_ADDRESSES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Sorted:
    """A document without its forms, and the forms."""

    rest: tuple[Block, ...]
    form: ReviewForm | None = None
    other_form: str | None = None
    report: tuple[ReportedRow, ...] = ()


def sort_out(blocks: Sequence[Block], addresses: Mapping[str, str] = _NO_ADDRESSES) -> Sorted:
    """Form 2 (the first one found), the name of another form if there is one, and what is left.

    Args:
        blocks: of the document.
        addresses: what its relationships point to outside of it, by their ids.
    """
    blocks = _mended(blocks)
    form: ReviewForm | None = None
    other: str | None = None
    gone: set[int] = set()
    reports = reports_in(blocks, addresses)
    for place, block in enumerate(blocks):
        kind = None if isinstance(block, Paragraph) else ADOPTION_REPORT if place in reports else kind_of(block)
        if kind is None or isinstance(block, Paragraph):
            continue
        gone |= {place, *_around(blocks, place)}
        if kind != REVIEW:
            other = other or kind
        elif form is None:
            form = form_of_table(block)
    if form is None and other is None:
        form, other, gone = _written_as_lines(blocks)
    rest = tuple(block for place, block in enumerate(blocks) if place not in gone)
    rows = tuple(row for found in reports.values() for row in found)
    return Sorted(rest=rest, form=form, other_form=other, report=rows)


def is_heading_over_picture(blocks: Sequence[Block]) -> bool:
    """Whether nothing is written in a document but a form's heading, and the form itself is a picture below it."""
    texts = [re.sub(r"\s+", "", block.text) for block in blocks if isinstance(block, Paragraph)]
    pictured = any(isinstance(block, Paragraph) and block.pictures for block in blocks)
    return pictured and len(texts) == len(blocks) and all(not text or _HEADING.fullmatch(text) for text in texts)


def _around(blocks: Sequence[Block], place: int) -> set[int]:
    """The headings over a form's table and the notes under it."""
    found: set[int] = set()
    for above in range(place - 1, max(-1, place - 1 - _HEADINGS_ABOVE), -1):
        if not _fits(blocks[above], _HEADING):
            break
        found.add(above)
    for below in range(place + 1, len(blocks)):
        if not _fits(blocks[below], _NOTE):
            break
        found.add(below)
    return found


def _fits(block: Block, pattern: re.Pattern[str]) -> bool:
    if not isinstance(block, Paragraph) or block.pictures:
        return False
    text = re.sub(r"\s+", "", block.text)
    return not text or bool(pattern.fullmatch(text))


def _mended(blocks: Sequence[Block]) -> Sequence[Block]:
    """The same, a form that was cut into two tables made one again."""
    whole: list[Block] = []
    for block in blocks:
        place = next((at for at in range(len(whole) - 1, -1, -1) if not _blank(whole[at])), 0)
        last = whole[place] if whole else None
        if isinstance(block, Table) and isinstance(last, Table) and goes_on(last, block):
            whole[place:] = [Table(rows=last.rows + block.rows)]
        else:
            whole.append(block)
    return whole


def _blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.text and not block.pictures


def _written_as_lines(blocks: Sequence[Block]) -> tuple[ReviewForm | None, str | None, set[int]]:
    """Form 2 or the name of another form, and the places it takes."""
    labelled = [place for place, block in enumerate(blocks) if isinstance(block, Paragraph) and _has_label(block)]
    for start, last in _clusters(labelled):
        end = last
        while end + 1 < len(blocks) and end - last < _TAIL and _belongs(blocks[end + 1]):
            end += 1
        above = _around(blocks, start)
        places = range(min(above | {start}), end + 1)
        texts = (block.text for block in (blocks[place] for place in places) if isinstance(block, Paragraph))
        text = "\n".join(texts)
        kind = kind_of_lines(text)
        if kind is not None:
            return (form_of_lines(text), None, set(places)) if kind == REVIEW else (None, kind, set(places))
    return None, None, set()


def _clusters(labelled: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of labelled paragraphs that stand close together: first and last place."""
    runs: list[tuple[int, int]] = []
    for place in labelled:
        if runs and place - runs[-1][1] <= _GAP:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def _has_label(block: Paragraph) -> bool:
    return any(segment.label not in {None, Label.OTHER} for segment in segments(block.text))


def _belongs(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.page_break and word_count(block.text) <= _SHORT
