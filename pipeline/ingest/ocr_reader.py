"""Pictures read by OCR: RapidOCR finds the words, the rest is read like a Word file."""

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
from pipeline.ingest.ocr_sheet import Found, sheet_of
from pipeline.ingest.ocr_words import Seen, Sheet
from pipeline.ingest.trouble import Unreadable
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
    """Holds the models, which come with the package and are loaded once."""

    def __init__(self, most: int) -> None:
        self._engine: Any = RapidOCR(params=_ENGINE)
        self._left = most  # pictures that may still be looked at

    def read(self, content: bytes, limits: Limits) -> Seen:
        """What form a file's pictures show, up to the first that shows one; without any, their text alone.

        Raises:
            Exception: of the decoder, whatever it is.
        """
        pictures = pictures_in(content, limits)
        read: list[WordDocument] = []
        for picture in islice(pictures, self._left):
            self._left -= 1
            read.append(self._document(picture, limits))
            if _is_form(read[-1]):
                break
        whole = len(read) == 1 and next(pictures, None) is None
        form = next(filter(_is_form, read), WordDocument())
        rows = form.report if whole else ()  # those that go on over the page would be lost in silence
        return Seen(document=replace(form, report=rows, text="\n".join(one.text for one in read)), whole=whole)

    def _document(self, picture: Image.Image, limits: Limits) -> WordDocument:
        """The form on a picture, whichever way up it lies."""
        found = self._found(picture)
        first = _document(picture, found, limits)
        for turn in () if _is_form(first) else _turns(found):
            turned = picture.transpose(turn)
            document = _document(turned, self._found(turned), limits)
            if _is_form(document):
                return document
        return first

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


def _document(picture: Image.Image, found: list[Found], limits: Limits) -> WordDocument:
    sheet = sheet_of(np.asarray(picture.convert("L")), found)
    document = _form_alone(sheet, limits)
    if not _is_form(document):  # where the table's lines mislead, lines of text are tried
        document = _form_alone(replace(sheet, panes=()), limits)
    return document


def _is_form(document: WordDocument) -> bool:
    return bool(document.form or document.other_form)


def _form_alone(sheet: Sheet, limits: Limits) -> WordDocument:
    """The form without the manuscript around it: a scanned manuscript is none."""
    try:
        document = document_of(flow_of(sheet), limits)
    except Unreadable:
        return WordDocument()
    form = document.form
    sure = with_sureness(form, sheet.words, limits.ocr.confidence) if form is not None else None
    return WordDocument(form=sure, other_form=document.other_form, report=document.report, text=document.text)


def _lies_level(corners: Any) -> bool:
    (x0, y0), (x1, y1), (x2, y2) = corners[0], corners[1], corners[2]
    return bool(abs(x1 - x0) + abs(y1 - y0) >= abs(x2 - x1) + abs(y2 - y1))
