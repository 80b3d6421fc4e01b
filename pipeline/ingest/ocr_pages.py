"""The pictures in a file that may show a form: the picture itself, a scanned PDF's pages, what is pasted into Word."""

import io
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageOps

from pipeline.ingest.flow import Flow
from pipeline.ingest.kind import kind_of
from pipeline.ingest.pdf_space import things_on, turned
from pipeline.ingest.picture import FORMATS
from pipeline.ingest.trouble import OVER_LIMIT, Unreadable
from pipeline.ingest.word_blocks import paragraphs
from pipeline.ingest.writings import FLOWS
from pipeline.settings.values import Limits

SIDE = 1600  # pixels of the longer side that are looked at
_PAGES = {"pdf"}


def pictures_in(content: bytes, limits: Limits) -> Iterator[Image.Image]:
    """The pictures one after the other, upright as their file says, none larger than is looked at.

    Raises:
        Exception: of the decoder, whatever it is.
    """
    kind = kind_of(content)
    if kind in _PAGES:
        yield from _pages(content, limits)
    elif kind in FLOWS:
        yield from _pasted(FLOWS[kind](content, limits), limits)
    else:
        yield _opened(content, limits)


def _opened(content: bytes, limits: Limits) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=FORMATS) as image:
        if image.width * image.height > limits.picture_pixels:
            raise Unreadable(OVER_LIMIT, "picture_pixels")
        image.draft("RGB", (SIDE, SIDE))
        image.load()
        picture = ImageOps.exif_transpose(image).convert("RGB")
    picture.thumbnail((SIDE, SIDE))
    return picture


def _pages(content: bytes, limits: Limits) -> Iterator[Image.Image]:
    import pypdfium2  # a tenth of a second, and most forms come otherwise

    document = pypdfium2.PdfDocument(content)
    try:
        for number in range(len(document)):
            page = document[number]
            if _pixels(page) > limits.picture_pixels:
                raise Unreadable(OVER_LIMIT, "picture_pixels")
            image = page.render(scale=SIDE / max(1.0, *page.get_size())).to_pil().convert("RGB")
            page.close()
            image.thumbnail((SIDE, SIDE))
            yield image
    finally:
        document.close()


def _pixels(page: Any) -> int:
    """Of all pictures that are drawn on a page, each as large as it is stored."""
    import pypdfium2.raw as pdfium

    told, pixels = pdfium.FPDF_IMAGEOBJ_METADATA(), 0
    for thing, _ in things_on(page, turned(page)):
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_IMAGE:
            pdfium.FPDFImageObj_GetImageMetadata(thing, page, told)
            pixels += told.width * told.height
    return pixels


def _pasted(flow: Flow, limits: Limits) -> Iterator[Image.Image]:
    for key in dict.fromkeys(key for one in paragraphs(flow.blocks) for key in one.pictures):
        blob = flow.picture(key)
        if blob:
            yield _opened(blob, limits)
