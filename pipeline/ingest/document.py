"""The meaning of a document of any format: the manuscript, form 2, the other forms, the pictures inside."""

import hashlib
from collections.abc import Iterator, Sequence

from pipeline.domain.document import Manuscript, Picture, WordDocument
from pipeline.domain.text import word_count
from pipeline.ingest.flow import Flow
from pipeline.ingest.picture import read_picture
from pipeline.ingest.trouble import OVER_LIMIT, Unreadable
from pipeline.ingest.word_blocks import Block, Paragraph, Table, paragraphs
from pipeline.ingest.word_byline import split_byline
from pipeline.ingest.word_forms import Sorted, is_heading_over_picture, sort_out
from pipeline.ingest.word_title import find_title
from pipeline.settings.values import Limits

_LEFT_OVER = 20  # words: a file with a form holds a manuscript too only if one of its lines is at least this long


def document_of(flow: Flow, limits: Limits) -> WordDocument:
    """Everything the desk wants to know of a document.

    Raises:
        Unreadable: over_limit, where more is written in it than the settings allow.
    """
    if len(flow.text) > limits.text_chars:
        raise Unreadable(OVER_LIMIT, f"{len(flow.text)} characters")
    found = sort_out(flow.blocks, flow.addresses)
    return WordDocument(
        manuscript=_manuscript(found),
        form=found.form,
        other_form=found.other_form,
        report=found.report,
        pictures=_pictures(flow, found.rest, limits),
        text=flow.text,
        tracked=flow.tracked,
        outside=flow.outside,
    )


def _manuscript(found: Sorted) -> Manuscript | None:
    blocks = tuple(_unframed(found.rest))
    flow = [block for block in blocks if isinstance(block, Paragraph)]
    title, places = find_title(flow)
    titles = {id(flow[place]) for place in places}
    lines = list(_lines([block for block in blocks if id(block) not in titles]))
    with_form = found.form is not None or found.other_form is not None
    if with_form and not any(word_count(line) >= _LEFT_OVER for line in lines):
        return None
    if (title is None and not lines) or is_heading_over_picture(blocks):
        return None
    byline, rest = split_byline(lines)
    body = "\n".join(rest)
    tables = sum(isinstance(block, Table) for block in blocks)
    return Manuscript(title=title, body=body, byline=byline, chars=word_count(body), tables=tables)


def _unframed(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, those of a table of one column in its place: title and text in frames, one below the other."""
    for block in blocks:
        if isinstance(block, Table) and all(len(row) == 1 for row in block.rows):
            yield from _unframed([inner for row in block.rows for inner in row[0].blocks])
        else:
            yield block


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    """The body in reading order: a paragraph's lines, a table's rows with tabs between the cells."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (line for line in block.text.split("\n") if line)
            continue
        for row in block.rows:
            line = "\t".join(" ".join(cell.text.split()) for cell in row)
            if line.strip():
                yield line


def _pictures(flow: Flow, blocks: tuple[Block, ...], limits: Limits) -> tuple[Picture, ...]:
    """The photographs shown outside the forms, each once."""
    contents = {}
    for key in dict.fromkeys(key for one in paragraphs(blocks) for key in one.pictures):
        blob = flow.picture(key)
        if blob:
            contents[hashlib.sha256(blob).digest()] = blob
    return tuple(read_picture(blob, limits) for blob in contents.values())
