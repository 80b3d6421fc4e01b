"""Pictures: format by content, size, EXIF date, and whether they really decode.

Pillow's `verify()` passes truncated JPEGs, so every picture is decoded whole; JPEGs at an eighth of
their size where they are large, which still reads every coded byte. Only the listed formats are ever tried.
"""

import io
import re
import warnings
from dataclasses import replace
from datetime import datetime

import pillow_heif
from PIL import ExifTags, Image

from pipeline.domain.document import Picture
from pipeline.ingest.look import Box, draft, from_camera, look_of, quality_of
from pipeline.ingest.paper_look import is_paper
from pipeline.settings.values import Limits

pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # our own limit is checked before anything is decoded

Image.init()

_WANTED = ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "HEIF", "AVIF")  # JPEG opens MPO too
FORMATS = tuple(name for name in _WANTED if name in Image.OPEN)  # a build of Pillow may lack one
_NAMES = {"JPEG": "jpeg", "MPO": "jpeg", "HEIF": "heic"}
_MAGIC = (
    (b"\xff\xd8\xff", "jpeg"), (b"\x89PNG", "png"), (b"GIF8", "gif"), (b"BM", "bmp"), (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"), (b"RIFF", "webp"),
)  # fmt: skip
_TAKEN = (ExifTags.Base.DateTimeOriginal, ExifTags.Base.DateTimeDigitized)
_DATE = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D+(\d{1,2})\D(\d{1,2})(?:\D(\d{1,2}))?")
_ZEROS_LOST = 1024  # bytes: an upload that broke off leaves a tail of zeros


def read_picture(content: bytes, limits: Limits) -> Picture:
    """What a picture is and whether it decodes, whatever the bytes.

    Width and height are pixels as stored. A picture of more than `limits.picture_pixels` is not decoded.

    Raises:
        MemoryError: it would decode with more memory than we may take; that is no fault of the picture's.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(content), formats=FORMATS)
        except MemoryError:
            raise
        except Exception:  # decoders fail in many ways, all of them the picture's fault
            return Picture(format=_by_magic(content), width=None, height=None, problem="damaged")
        width, height = image.size
        name = _NAMES.get(image.format or "", (image.format or "unknown").lower())
        if width * height > limits.picture_pixels:
            return Picture(format=name, width=width, height=height, problem="over_limit")
        told = Picture(
            format=name, width=width, height=height, taken_at=_taken_at(image), camera=from_camera(image),
            quality=quality_of(image),
        )  # fmt: skip
        box, problem = _decoded(image)
        problem = problem or ("truncated" if name == "jpeg" and _tail_lost(content) else None)
        if problem:
            return replace(told, problem=problem)
        return replace(told, look=look_of(image, box), paper=is_paper(image, box, (width, height)))


def _decoded(image: Image.Image) -> tuple[Box | None, str | None]:
    """Decode it: where it lies in what was decoded, and what was wrong."""
    try:
        box = draft(image)
        image.load()
    except Exception as fault:
        if isinstance(fault, MemoryError) or "out of memory" in str(fault):
            raise MemoryError(str(fault)) from fault
        cut = isinstance(fault, EOFError) or "truncated" in str(fault).lower()
        return None, "truncated" if cut else "damaged"
    return box, None


def _taken_at(image: Image.Image) -> datetime | None:
    try:
        tags = image.getexif().get_ifd(ExifTags.IFD.Exif)
        found = (_moment(tags.get(tag)) for tag in _TAKEN)
        return next((moment for moment in found if moment is not None), None)
    except Exception:  # cameras and phones write what they like
        return None


def _moment(said: object) -> datetime | None:
    text = said.decode("latin-1") if isinstance(said, bytes) else str(said)
    found = _DATE.search(text)
    if found is None:
        return None
    try:
        return datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]
    except ValueError:
        return None


def _tail_lost(content: bytes) -> bool:
    kept = content.rstrip(b"\0")
    return len(content) - len(kept) >= _ZEROS_LOST and not kept.endswith(b"\xff\xd9")


def _by_magic(content: bytes) -> str:
    if content[4:8] == b"ftyp":
        return "heic"
    return next((name for magic, name in _MAGIC if content.startswith(magic)), "unknown")
