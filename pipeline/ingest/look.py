"""What a picture looks like, and what it went through: by this the same one is known again, and a squeezed one told."""

import struct

from PIL import ExifTags, Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

_SIDE = 9  # pixels: eight differences between neighbours
_ENOUGH = 256  # pixels a side: of a smaller copy the look would not be sure
_LEVEL = 2  # levels of grey by which the next one must be lighter: in an even sky the noise would decide
_FAINT = 16  # levels of grey between the lightest and the darkest: a blank page looks like every other
_CAMERA = (ExifTags.Base.Make, ExifTags.Base.Model)
_USUAL_LUMINANCE = (
    3685  # sum of the table of Annex K of the JPEG standard (ITU-T T.81, K.1), which stands for quality 50
)


Box = tuple[float, float, float, float]


def draft(image: Image.Image) -> Box | None:
    """Have a JPEG decoded at a fraction of its size, which still reads every coded byte.

    Returns:
        Where the picture lies in what will be decoded, since its blocks may reach over its edge.
    """
    if not isinstance(image, JpegImageFile):
        return None
    told = image.draft("RGB", (max(_ENOUGH, image.width // 8), max(_ENOUGH, image.height // 8)))
    return told[1] if told is not None else None


def look_of(image: Image.Image, box: Box | None) -> str:
    """The signs of a decoded picture's gradients, across and down, as 32 hexadecimal digits; "" of a blank one.

    It is nearly the same whatever the size, the compression and the way up. (N. Krawetz, "Kind of Like That", 2013.)

    Args:
        image: decoded.
        box: as `draft` told.

    Raises:
        MemoryError: there is no room for it.
    """
    try:
        plain = image if image.mode in {"L", "RGB"} else image.convert("RGB")
        small = plain.resize((_SIDE, _SIDE), Image.Resampling.BOX, box=box).convert("L")
        grey = ImageOps.exif_transpose(small).tobytes()
    except (OSError, ValueError, TypeError, KeyError, SyntaxError, struct.error):  # odd modes, odd EXIF
        return ""
    if max(grey) - min(grey) < _FAINT:
        return ""
    places = [row * _SIDE + column for row in range(_SIDE - 1) for column in range(_SIDE - 1)]
    signs = [grey[at] + _LEVEL < grey[at + step] for step in (1, _SIDE) for at in places]
    return f"{sum(1 << bit for bit, sign in enumerate(signs) if sign):032x}"


def from_camera(image: Image.Image) -> bool:
    """Whether the file says which camera took it; a chat program takes that away when it squeezes a picture."""
    try:
        exif = image.getexif()
        return any(str(exif.get(tag) or "").strip() for tag in _CAMERA)
    except Exception:  # cameras and phones write what they like
        return False


def quality_of(image: Image.Image) -> int | None:
    """The quality a JPEG was last saved with, 1 to 100, from its table of luminance; None of other pictures."""
    tables = image.quantization if isinstance(image, JpegImageFile) else {}
    if not tables or len(tables[min(tables)]) != 64:
        return None
    scale = 100 * sum(tables[min(tables)]) / _USUAL_LUMINANCE
    return max(1, min(100, round((200 - scale) / 2 if scale <= 100 else 5000 / scale)))
