"""Lifelike photographs as JPEG files, drawn from a seed."""

import io
from datetime import datetime
from random import Random

from PIL import ExifTags, Image, ImageChops, ImageDraw

_SKIES = (((96, 148, 205), (214, 228, 240)), ((170, 190, 205), (232, 226, 214)), ((64, 92, 140), (240, 190, 150)))
_COATS = ((34, 62, 44), (178, 34, 34), (28, 40, 88), (90, 90, 96), (196, 160, 60))
_SKIN = (224, 184, 152)
_GRAIN = 4  # pixels a grain of the noise is wide


def photograph(
    seed: int, width: int = 1600, height: int = 1200, *, taken_at: datetime | None = None, quality: int = 85
) -> bytes:
    """A JPEG of people before a building: the same bytes for the same arguments, others for another seed.

    `taken_at` is the camera's naive local time, written as EXIF DateTimeOriginal.
    """
    dice = Random(seed)  # noqa: S311 - a picture, not a secret
    image = _sky(dice, width, height)
    draw = ImageDraw.Draw(image)
    _building(draw, dice, width, height)
    for place in range(dice.randint(2, 7)):
        _person(draw, dice, (width * (place + 1) // 9, height), height)
    image = ImageChops.overlay(image, _noise(dice, width, height))
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "Demo", f"Camera {seed % 7}"
    if taken_at is not None:
        said = taken_at.strftime("%Y:%m:%d %H:%M:%S")
        exif[ExifTags.Base.DateTime] = said
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = said
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()


def _sky(dice: Random, width: int, height: int) -> Image.Image:
    above, below = dice.choice(_SKIES)
    fade = Image.linear_gradient("L").crop((0, 0, 1, 256))
    column = Image.composite(Image.new("RGB", fade.size, below), Image.new("RGB", fade.size, above), fade)
    return column.resize((width, height), Image.Resampling.BILINEAR)


def _noise(dice: Random, width: int, height: int) -> Image.Image:
    size = (width // _GRAIN + 1, height // _GRAIN + 1)
    grains = Image.frombytes("L", size, dice.randbytes(size[0] * size[1]))
    soft = grains.point([112 + value // 8 for value in range(256)]).resize((width, height), Image.Resampling.BILINEAR)
    return Image.merge("RGB", (soft, soft, soft))


def _building(draw: ImageDraw.ImageDraw, dice: Random, width: int, height: int) -> None:
    ground, top = height * 3 // 4, height * dice.randint(18, 40) // 100
    left, right = width * dice.randint(5, 20) // 100, width * dice.randint(75, 95) // 100
    shade = dice.randint(150, 215)
    draw.rectangle((0, ground, width, height), fill=(shade - 60, shade - 56, shade - 66))
    draw.rectangle((left, top, right, ground), fill=(shade, shade - 8, shade - 22))
    step = max(24, (right - left) // dice.randint(8, 14))
    for x in range(left + step // 3, right - step // 2, step):
        for y in range(top + step // 3, ground - step, step):
            draw.rectangle((x, y, x + step // 2, y + step // 2), fill=(60, 74, dice.randint(86, 130)))
    band = top + (ground - top) * 2 // 3
    draw.rectangle((left, band, right, band + max(8, height // 22)), fill=(188, 24, 28))


def _person(draw: ImageDraw.ImageDraw, dice: Random, foot: tuple[int, int], height: int) -> None:
    tall, wide = height * dice.randint(34, 44) // 100, height * dice.randint(9, 12) // 100
    x = foot[0] + dice.randint(-wide // 3, wide // 3) + wide
    y = foot[1] - tall
    head = wide * 2 // 5
    draw.rounded_rectangle((x - wide // 2, y + 2 * head, x + wide // 2, foot[1]), wide // 4, fill=dice.choice(_COATS))
    draw.ellipse((x - head, y, x + head, y + 2 * head + head // 3), fill=_SKIN)
    draw.pieslice((x - head, y - 2, x + head, y + 2 * head), 180, 360, fill=(38, 34, 32))
