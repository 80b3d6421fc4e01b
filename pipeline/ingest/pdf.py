"""PDF files with a text layer: read with PDFium as a flow of paragraphs, ruled tables and pictures."""

from collections.abc import Sequence
from typing import Any

from pipeline.domain.document import WordDocument
from pipeline.ingest.blocks_made import Allowance
from pipeline.ingest.document import document_of
from pipeline.ingest.flow import Flow
from pipeline.ingest.pdf_fields import form_of, with_forms
from pipeline.ingest.pdf_flow import flow_of
from pipeline.ingest.pdf_page import Sheet, sheet_of
from pipeline.ingest.trouble import DAMAGED, EMPTY, ENCRYPTED, OVER_LIMIT, SCAN, Unreadable
from pipeline.settings.values import Limits

_MOST_PAGES = 300
_MOST_RULES = 8_000  # of all pages: tables are looked for among them
_LEAST = 4  # characters: fewer are a page's number or a scanner's mark
_UNKNOWN = 0.3  # of all characters: a file that does not tell what they are can be read by eye only


def read_pdf(content: bytes, limits: Limits) -> WordDocument:
    """Everything the desk wants to know of a PDF file.

    Raises:
        Unreadable: scan (nothing but pictures of pages), encrypted, damaged, over_limit or empty.
    """
    if not content:
        raise Unreadable(EMPTY)
    return document_of(_flow(content, limits), limits)


def _flow(content: bytes, limits: Limits) -> Flow:
    import pypdfium2  # a tenth of a second, and few letters bring such a file

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        locked = fault.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise Unreadable(ENCRYPTED if locked else DAMAGED, str(fault)) from fault
    try:
        if len(document) > _MOST_PAGES:
            raise Unreadable(OVER_LIMIT, f"{len(document)} pages")
        return flow_of(_sheets(document, limits), Allowance())
    except pypdfium2.PdfiumError as fault:
        raise Unreadable(DAMAGED, str(fault)) from fault
    finally:
        document.close()


def _sheets(document: Any, limits: Limits) -> Sequence[Sheet]:
    sheets: list[Sheet] = []
    left = limits.text_chars
    with_forms(document)
    for number in range(len(document)):
        page = document[number]
        sheets.append(sheet_of(page, left, form_of(document, number)))
        left -= len(sheets[-1].glyphs) + len(sheets[-1].slanted)
        page.close()
    known = sum(len(sheet.glyphs) for sheet in sheets)
    unknown = sum(sheet.unknown for sheet in sheets)
    if known < _LEAST * max(1, len(sheets)) or unknown > _UNKNOWN * known:
        raise Unreadable(SCAN, f"{known} characters on {len(sheets)} pages, {unknown} not told")
    if sum(len(sheet.rules) for sheet in sheets) > _MOST_RULES:
        for sheet in sheets:
            sheet.rules.clear()
    return sheets
