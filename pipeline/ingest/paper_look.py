"""Whether a picture shows a sheet of paper: grey, bright, mostly plain, with some ink on it."""

from PIL import Image, ImageChops, ImageFilter

from pipeline.ingest.look import Box

_LEAST = 500  # pixels of the shorter side: a form on less cannot be read
_SIDE = 128  # pixels of the copy that is looked at
_COLOUR = 70  # saturation, of 255, below which a pixel counts as grey
_BRIGHT = 110  # lightness of the paper at least, shaded or not
_PLAIN, _INK = 20, 45  # levels below the paper around: so little is plain, so much is ink
_GREY_SHARE, _BRIGHT_SHARE, _PLAIN_SHARE = 0.95, 0.75, 0.6
_INK_SHARES = (0.01, 0.3)


def is_paper(image: Image.Image, box: Box | None, size: tuple[int, int]) -> bool:
    """Whether a decoded picture looks like a scan or the photograph of a sheet. A hint, never a proof.

    Args:
        image: decoded, perhaps at a fraction of its size.
        box: where the picture lies in it, as `look.draft` told.
        size: width and height of the whole picture.
    """
    if min(size) < _LEAST:
        return False
    try:
        plain = image if image.mode in {"L", "RGB"} else image.convert("RGB")
        small = plain.resize((_SIDE, _SIDE), Image.Resampling.BOX, box=box)
    except (OSError, ValueError, TypeError):  # odd modes
        return False
    if small.mode == "RGB" and _share(small.convert("HSV").getchannel("S"), 0, _COLOUR) < _GREY_SHARE:
        return False
    grey = small.convert("L")
    around = grey.filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.BoxBlur(3))
    darker = ImageChops.subtract(around, grey)
    least, most = _INK_SHARES
    return (
        _share(around, _BRIGHT, 256) >= _BRIGHT_SHARE
        and _share(darker, 0, _PLAIN) >= _PLAIN_SHARE
        and least <= _share(darker, _INK, 256) <= most
    )


def _share(channel: Image.Image, low: int, high: int) -> float:
    """Which share of the pixels has a value from `low` to below `high`."""
    return sum(channel.histogram()[low:high]) / (channel.width * channel.height)
