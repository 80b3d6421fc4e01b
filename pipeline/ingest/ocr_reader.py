"""Pictures read by OCR: RapidOCR finds the words, the rest is read like a Word file."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
from PIL import Image
from rapidocr import RapidOCR

from pipeline.domain.document import WordDocument
from pipeline.ingest.document import document_of
from pipeline.ingest.ocr_flow import flow_of
from pipeline.ingest.ocr_form import plain_ticks, with_sureness
from pipeline.ingest.ocr_pages import pictures_in
from pipeline.ingest.ocr_report import Looked, Page, going_on, seen_in
from pipeline.ingest.ocr_sheet import Found, sheet_of
from pipeline.ingest.ocr_words import Seen, Sheet
from pipeline.ingest.trouble import Unreadable
from pipeline.ingest.word_blocks import Table
from pipeline.settings.values import Limits

_FIND_SIDE = 1280  # the same, to find where words stand
_ENGINE: dict[str, Any] = {
    "Global.log_level": "error",
    "Global.use_cls": False,  # which way up the sheet lies is tried out whole
    "Det.limit_type": "max",
    "Det.limit_side_len": _FIND_SIDE,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


class PictureReader:
    """Holds the models, which come with the package and are loaded once; looks at one letter's pictures."""

    def __init__(self, most: int) -> None:
        self._engine: Any = RapidOCR(params=_ENGINE)
        self._left = most  # pictures that may still be looked at
        self._heading: Table | None = None  # of the adoption report met last

    def read(self, files: Iterable[tuple[str, bytes]], limits: Limits) -> dict[str, Seen]:
        """What form each file's pictures show; one that cannot be looked at is left out."""
        looked = ((name, self._looked(content, limits)) for name, content in files)
        return seen_in({name: file for name, file in looked if file is not None}, limits)

    def _looked(self, content: bytes, limits: Limits) -> Looked | None:
        """A file's pictures, up to the first that shows a form which is not an adoption report."""
        pages: list[Page] = []
        try:
            pictures = pictures_in(content, limits)
            for picture in islice(pictures, self._left):
                self._left -= 1
                pages.append(self._page(picture, limits))
                if pages[-1].shows_form and not pages[-1].reports:
                    break
            left = next(pictures, None) is not None
        except MemoryError:
            raise
        except Exception:  # decoders fail in many ways, all of them the file's fault
            left = True
        return Looked(pages=tuple(pages), left=left) if pages else None

    def _page(self, picture: Image.Image, limits: Limits) -> Page:
        """The form on a picture, whichever way up it lies."""
        found = self._found(picture)
        first = self._seen(picture, found, limits)
        for turn in () if first.shows_form else _turns(found):
            turned = picture.transpose(turn)
            page = self._seen(turned, self._found(turned), limits)
            if page.shows_form:
                return page
        return first

    def _seen(self, picture: Image.Image, found: list[Found], limits: Limits) -> Page:
        """What a picture shows as it lies; perhaps a report that began on an earlier one."""
        page = going_on(_page(picture, found, limits), self._heading, limits)
        self._heading = page.heading or self._heading
        return page

    def _found(self, picture: Image.Image) -> list[Found]:
        told = self._engine(np.asarray(picture)[:, :, ::-1])
        if told.txts is None:
            return []
        return [
            (corners.tolist(), plain_ticks(text), float(score))
            for corners, text, score in zip(told.boxes, told.txts, told.scores, strict=True)
        ]


def _turns(found: list[Found]) -> tuple[Image.Transpose, ...]:
    """Which ways up remain to be tried for a picture that shows no form as it is: sideways, where its words lie so."""
    upright = sum(_lies_level(corners) for corners, _, _ in found)
    if not found:
        return ()
    if upright * 2 < len(found):
        return (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270)
    return (Image.Transpose.ROTATE_180,)


def _page(picture: Image.Image, found: list[Found], limits: Limits) -> Page:
    sheet = sheet_of(np.asarray(picture.convert("L")), found)
    pages = (_form_alone(sheet, limits), _form_alone(replace(sheet, panes=()), limits))
    return next((page for page in pages if page.shows_form), pages[0])  # where lines mislead, the text is tried


def _form_alone(sheet: Sheet, limits: Limits) -> Page:
    """The form without the manuscript around it: a scanned manuscript is none."""
    flow = flow_of(sheet)
    try:
        document = document_of(flow, limits)
    except Unreadable:
        return Page(document=WordDocument(), flow=flow)
    form = document.form
    sure = with_sureness(form, sheet.words, limits.ocr.confidence) if form is not None else None
    read = WordDocument(form=sure, other_form=document.other_form, report=document.report, text=document.text)
    return Page(document=read, flow=flow)


def _lies_level(corners: Any) -> bool:
    (x0, y0), (x1, y1), (x2, y2) = corners[0], corners[1], corners[2]
    return bool(abs(x1 - x0) + abs(y1 - y0) >= abs(x2 - x1) + abs(y2 - y1))
