"""Word files (.docx, .docm): the manuscript, form 2, the other forms, the pictures inside."""

import hashlib
from collections.abc import Iterator, Sequence

from pipeline.domain.document import Manuscript, Picture, WordDocument
from pipeline.domain.text import word_count
from pipeline.ingest.ooxml import Package
from pipeline.ingest.ooxml_names import Element, child, short
from pipeline.ingest.picture import read_picture
from pipeline.ingest.trouble import DAMAGED, OVER_LIMIT, Unreadable
from pipeline.ingest.word_blocks import Block, BlockReader, Paragraph, Table, paragraphs
from pipeline.ingest.word_byline import split_byline
from pipeline.ingest.word_everything import everything
from pipeline.ingest.word_forms import Sorted, sort_out
from pipeline.ingest.word_styles import Styles
from pipeline.ingest.word_title import find_title
from pipeline.settings.values import Limits

_LEFT_OVER = 20  # words: a file with a form holds a manuscript too only if one of its lines is at least this long
_DRAWN = (".emf", ".wmf", ".svg", ".wdp")  # drawings of office programs, not photographs


def read_word(content: bytes, limits: Limits) -> WordDocument:
    """Everything the desk wants to know of a .docx or .docm file.

    Raises:
        Unreadable: encrypted, damaged, over_limit, unsupported or empty; nothing else, whatever the bytes.
    """
    try:
        return _read(content, limits)
    except RecursionError as fault:
        raise Unreadable(OVER_LIMIT, "nested too deeply") from fault


def _read(content: bytes, limits: Limits) -> WordDocument:
    package = Package(content, limits)
    main = package.main()
    body = _body(package, main)
    text = everything(package, main)
    if len(text) > limits.text_chars:
        raise Unreadable(OVER_LIMIT, f"{len(text)} characters")
    reader = BlockReader(Styles(_styles(package, main)))
    addresses = {one.id: one.address for one in package.relations(main) if one.address}
    found = sort_out(reader.read(body), addresses)
    return WordDocument(
        manuscript=_manuscript(found),
        form=found.form,
        other_form=found.other_form,
        report=found.report,
        pictures=_pictures(package, main, found.rest, limits),
        text=text,
        tracked=reader.tracked,
    )


def _body(package: Package, main: str) -> Element:
    root = package.tree(main)
    body = child(root, "w:body")
    if root is None or short(root.tag) != "w:document" or body is None:
        raise Unreadable(DAMAGED, "no w:body in the main part")
    return body


def _styles(package: Package, main: str) -> Element | None:
    target = next((one.target for one in package.relations(main) if one.kind == "styles"), "word/styles.xml")
    return package.tree(target)


def _manuscript(found: Sorted) -> Manuscript | None:
    flow = [block for block in found.rest if isinstance(block, Paragraph)]
    title, places = find_title(flow)
    titles = {id(flow[place]) for place in places}
    lines = list(_lines([block for block in found.rest if id(block) not in titles]))
    with_form = found.form is not None or found.other_form is not None
    if with_form and not any(word_count(line) >= _LEFT_OVER for line in lines):
        return None
    if title is None and not lines:
        return None
    byline, rest = split_byline(lines)
    body = "\n".join(rest)
    tables = sum(isinstance(block, Table) for block in found.rest)
    return Manuscript(title=title, body=body, byline=byline, chars=word_count(body), tables=tables)


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


def _pictures(package: Package, main: str, blocks: tuple[Block, ...], limits: Limits) -> tuple[Picture, ...]:
    """The photographs shown outside the forms, each once."""
    targets = {one.id: one.target for one in package.relations(main) if one.kind == "image"}
    shown = (targets.get(relation, "") for one in paragraphs(blocks) for relation in one.pictures)
    contents = {}
    for name in dict.fromkeys(shown):
        blob = None if not name or name.endswith(_DRAWN) else package.blob(name)
        if blob:
            contents[hashlib.sha256(blob).digest()] = blob
    return tuple(read_picture(blob, limits) for blob in contents.values())
