"""Pictures made anew and small: what a sender's file holds besides its image never reaches the browser."""

import io
import threading
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

SIDE = 480  # pixels of the longer side
_FORMATS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF", "HEIF")
_LARGEST_FILE = 60_000_000  # bytes
_MOST_PIXELS = 60_000_000  # decoded; a JPEG is decoded at a fraction of its size
_one_at_a_time = threading.BoundedSemaphore(2)
register_heif_opener()


@lru_cache(maxsize=256)
def thumbnail(path: Path) -> bytes | None:
    """A small JPEG of a picture that lies there; None where it cannot be made, or would cost too much."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            return None
        with _one_at_a_time, Image.open(path, formats=_FORMATS) as image:
            image.draft("RGB", (SIDE, SIDE))
            if image.width * image.height > _MOST_PIXELS:
                return None
            return _small(image)
    except (OSError, ValueError, SyntaxError, MemoryError, UnidentifiedImageError, Image.DecompressionBombError):
        return None


def _small(image: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((SIDE, SIDE))
    flat = Image.new("RGB", upright.size, "white")
    whole = upright.convert("RGBA")
    flat.paste(whole, mask=whole.getchannel("A"))
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=82)
    return out.getvalue()
