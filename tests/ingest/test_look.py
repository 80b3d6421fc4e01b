"""A picture is known again after it was squeezed, and the squeezing leaves its traces."""

import io
from typing import Any

import pytest
from PIL import ExifTags, Image

from pipeline.demo.papers import photograph
from pipeline.domain.alike import look_distance
from pipeline.domain.document import Picture
from pipeline.ingest.picture import read_picture
from pipeline.settings.values import Limits

SENT = [photograph(seed, 800, 600) for seed in range(4)]
NEAR = 6  # bits, as settings.toml ships


def again(content: bytes, kind: str = "JPEG", size: tuple[int, int] = (800, 600), **options: Any) -> bytes:
    """The picture saved once more; EXIF goes, as in a chat program, unless it is given."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(content)) as image:
        image.resize(size).save(out, kind, **options)
    return out.getvalue()


def read(content: bytes) -> Picture:
    return read_picture(content, Limits())


@pytest.mark.parametrize("seed", range(len(SENT)))
@pytest.mark.parametrize(
    "how",
    [
        {"quality": 40},
        {"size": (480, 360)},
        {"size": (300, 225), "quality": 60},
        {"kind": "PNG", "compress_level": 1},
        {"kind": "WEBP"},
    ],
)
def test_a_picture_squeezed_or_made_smaller_looks_the_same(seed: int, how: dict[str, Any]) -> None:
    look = read(again(SENT[seed], **how)).look
    assert look_distance(read(SENT[seed]).look, look) <= NEAR


def test_different_pictures_look_different() -> None:
    looks = [read(content).look for content in SENT]
    assert min(look_distance(a, b) for a in looks for b in looks if a != b) > NEAR
    assert len(set(looks)) == len(SENT)


def test_a_picture_looks_the_same_whichever_way_up_it_was_stored() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # to be turned to the right
    with Image.open(io.BytesIO(SENT[0])) as image:
        out = io.BytesIO()
        image.transpose(Image.Transpose.ROTATE_90).save(out, "JPEG", exif=exif)
    look = read(out.getvalue()).look
    assert look_distance(read(SENT[0]).look, look) <= NEAR


@pytest.mark.parametrize("mode", ["RGB", "L", "1", "P", "RGBA", "I;16"])
def test_a_blank_picture_has_no_look(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (300, 200)).save(out, "PNG")
    assert (read(out.getvalue()).problem, read(out.getvalue()).look) == (None, "")


def test_the_camera_and_the_quality_are_told() -> None:
    assert read(SENT[0]).camera
    squeezed = read(again(SENT[0], quality=55))
    assert (squeezed.camera, squeezed.quality) == (False, 55)
    assert read(again(SENT[0], "PNG")).quality is None
