"""A form printed, filled in and photographed: tilted, in uneven light, with noise, squeezed as a telephone does."""

import io
import math
from collections.abc import Sequence
from functools import cache
from random import Random

import pylopdf_fonts_zh_cn
from PIL import Image, ImageChops, ImageDraw, ImageFont

LABELS = ("稿件标题", "供稿单位", "撰稿人", "是否涉及敏感内容\n或重要信息", "初审负责人意见", "分管领导意见")
_WIDE, _HIGH = 1000, 1414
_LEFT, _SPLIT, _RIGHT = 90, 360, 910
_LINE = 46  # pixels from line to line
_ROWS = (90, 90, 90, 120, 210, 210)  # pixels high


def photographed(
    fields: Sequence[str], *, heading: str = "信息稿件审核表", tilt: float = 3.0, noise: int = 10, quality: int = 60
) -> bytes:
    """Form 2 with these six fields as a JPEG; a field of "(手写)" is signed with a pen.

    Args:
        fields: title, unit, author, ticks, first and second opinion.
        heading: over the table.
        tilt: degrees by which the sheet lies askew.
        noise: shades of grey by which a grain may differ.
        quality: of the JPEG.
    """
    sheet = _sheet(fields, heading).rotate(tilt, Image.Resampling.BICUBIC, expand=True, fillcolor=(120, 108, 96))
    shade = Image.linear_gradient("L").rotate(35, expand=True).resize(sheet.size).point(lambda v: 165 + v * 90 // 255)
    lit = ImageChops.multiply(sheet, Image.merge("RGB", (shade, shade, shade)))
    out = io.BytesIO()
    ImageChops.add(lit, _noise(sheet.size, noise), offset=-noise).save(out, "JPEG", quality=quality)
    return out.getvalue()


def _sheet(fields: Sequence[str], heading: str) -> Image.Image:
    sheet = Image.new("RGB", (_WIDE, _HIGH), (250, 249, 245))
    draw = ImageDraw.Draw(sheet)
    draw.text((_LEFT, 90), "附件2", (20, 20, 20), _face(26))
    draw.text((_WIDE / 2, 170), heading, (20, 20, 20), _face(40), anchor="mm")
    top = 230
    for label, field, high in zip(LABELS, fields, _ROWS, strict=True):
        draw.rectangle((_LEFT, top, _SPLIT, top + high), outline=(30, 30, 30), width=2)
        draw.rectangle((_SPLIT, top, _RIGHT, top + high), outline=(30, 30, 30), width=2)
        middle = ((_LEFT + _SPLIT) / 2, top + high / 2)
        draw.multiline_text(middle, label, (20, 20, 20), _face(26), anchor="mm", align="center", spacing=8)
        if field == "(手写)":
            _pen(draw, top + high // 2)
        else:
            _value(draw, field, top, high)
        top += high
    return sheet


def _value(draw: ImageDraw.ImageDraw, field: str, top: int, high: int) -> None:
    lines = field.split("\n")
    y = top + high // 2 - len(lines) * _LINE // 2
    for line in lines:
        x = float(_SPLIT + 24)
        for sign in line:
            if sign in "☑□":
                _box(draw, x, y, ticked=sign == "☑")
            else:
                draw.text((x, y), sign, (25, 25, 60), _face(26))
            x += _face(26).getlength("□" if sign == "☑" else sign)
        y += _LINE


def _box(draw: ImageDraw.ImageDraw, x: float, y: float, *, ticked: bool) -> None:
    """A box as a printer draws it; the tick in it with a pen."""
    draw.rectangle((x + 2, y + 9, x + 24, y + 31), outline=(30, 30, 30), width=2)
    if ticked:
        draw.line(((x + 3, y + 17), (x + 11, y + 28), (x + 30, y + 2)), fill=(20, 20, 90), width=4, joint="curve")


def _pen(draw: ImageDraw.ImageDraw, middle: int) -> None:
    dice = Random(7)
    points = [(_SPLIT + 60 + step * 7, middle + 34 * math.sin(step * 0.9) + dice.randint(-9, 9)) for step in range(30)]
    draw.line(points, fill=(20, 20, 90), width=4, joint="curve")


def _noise(size: tuple[int, int], noise: int) -> Image.Image:
    grains = Image.frombytes("L", size, Random(3).randbytes(size[0] * size[1]))
    soft = grains.point([value * 2 * noise // 255 for value in range(256)])
    return Image.merge("RGB", (soft, soft, soft))


@cache
def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(pylopdf_fonts_zh_cn.sans_path(), size)
