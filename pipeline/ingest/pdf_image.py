"""A picture inside a PDF as an image file: a JPEG as it lies there, any other drawn anew as PNG."""

import ctypes
import io
from typing import Any

_MOST_PIXELS = 40_000_000  # of one that must be drawn anew
_MOST_BYTES = 50_000_000


def image_of(page: Any, thing: Any) -> bytes | None:
    """The image object's file; None where it cannot be had."""
    raw = _jpeg(thing)
    return raw if raw is not None else _drawn(page, thing)


def _jpeg(thing: Any) -> bytes | None:
    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(32)
    if pdfium.FPDFImageObj_GetImageFilterCount(thing) != 1:
        return None
    pdfium.FPDFImageObj_GetImageFilter(thing, 0, name, len(name))
    if name.value != b"DCTDecode":
        return None
    length = pdfium.FPDFImageObj_GetImageDataRaw(thing, None, 0)
    if not 0 < length <= _MOST_BYTES:
        return None
    content = ctypes.create_string_buffer(length)
    pdfium.FPDFImageObj_GetImageDataRaw(thing, content, length)
    return content.raw


def _drawn(page: Any, thing: Any) -> bytes | None:
    import pypdfium2
    import pypdfium2.raw as pdfium

    told = pdfium.FPDF_IMAGEOBJ_METADATA()
    pdfium.FPDFImageObj_GetImageMetadata(thing, page, told)
    if not 0 < told.width * told.height <= _MOST_PIXELS:
        return None
    bitmap = pdfium.FPDFImageObj_GetBitmap(thing)
    if not bitmap:
        return None
    held = pypdfium2.PdfBitmap.from_raw(bitmap)
    try:
        out = io.BytesIO()
        held.to_pil().save(out, "PNG", compress_level=1)
        return out.getvalue()
    finally:
        held.close()
