"""Pictures are told by their content and decoded whole; no bytes break the reader."""

import io
from datetime import datetime

import pillow_heif
import pytest
from builders.photographed import photographed
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from pipeline.demo.papers import photograph
from pipeline.domain.document import Picture
from pipeline.ingest.picture import read_picture
from pipeline.settings.values import Limits

LIMITS = Limits()
TAKEN = datetime(2020, 5, 6, 9, 30, 15)
JPEG = photograph(7, 640, 480, taken_at=TAKEN)


def saved(kind: str, **options) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(JPEG)) as image:
        image.convert("P" if kind == "GIF" else "RGB").save(out, kind, **options)
    return out.getvalue()


def heic() -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(JPEG)) as image:
        pillow_heif.from_pillow(image).save(out, quality=40)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "GIF", "BMP", "TIFF", "WEBP", "JPEG"])
def test_the_format_is_told_by_content(kind):
    picture = read_picture(saved(kind), LIMITS)
    assert (picture.format, picture.width, picture.height, picture.problem) == (kind.lower(), 640, 480, None)


def test_a_picture_from_a_phone_is_read():
    picture = read_picture(heic(), LIMITS)
    assert (picture.format, picture.width, picture.height, picture.problem) == ("heic", 640, 480, None)


def test_a_picture_with_a_second_one_behind_it_is_a_jpeg():
    content = saved("MPO", save_all=True, append_images=[Image.new("RGB", (20, 20))])
    picture = read_picture(content, LIMITS)
    assert (picture.format, picture.width, picture.height, picture.problem) == ("jpeg", 640, 480, None)
    assert read_picture(content[:5000], LIMITS).problem == "truncated"


def test_progressive_and_grey_and_cmyk_jpegs_decode():
    out = io.BytesIO()
    Image.new("CMYK", (40, 30)).save(out, "JPEG")
    assert read_picture(out.getvalue(), LIMITS).problem is None
    assert read_picture(saved("JPEG", progressive=True), LIMITS).problem is None


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99, 0.9999])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_cut_off_is_truncated(share, progressive):
    content = saved("JPEG", progressive=progressive)
    assert read_picture(content[: int(len(content) * share)], LIMITS).problem == "truncated"


def test_a_jpeg_whose_tail_is_zeros_is_truncated():
    assert read_picture(JPEG[: len(JPEG) // 2] + bytes(len(JPEG) // 2), LIMITS).problem == "truncated"
    assert read_picture(JPEG + bytes(4000), LIMITS).problem is None


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_other_pictures_cut_off_do_not_pass(kind):
    content = saved(kind)
    assert read_picture(content[: len(content) * 2 // 3], LIMITS).problem in {"truncated", "damaged"}


def test_a_phones_picture_cut_off_does_not_pass():
    content = heic()
    picture = read_picture(content[: len(content) // 2], LIMITS)
    assert (picture.format, picture.problem is None) == ("heic", False)


def test_a_picture_of_too_many_pixels_is_told_without_decoding():
    cut = JPEG[:2000]  # whoever decoded it would find it truncated
    picture = read_picture(cut, Limits(picture_pixels=640 * 480 - 1))
    assert (picture.width, picture.height, picture.problem) == (640, 480, "over_limit")
    assert read_picture(JPEG, Limits(picture_pixels=640 * 480)).problem is None


def test_a_small_file_that_promises_a_huge_picture_is_over_limit():
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    assert len(out.getvalue()) < 200_000
    assert read_picture(out.getvalue(), LIMITS).problem == "over_limit"


def test_the_time_it_was_taken_is_read():
    assert read_picture(JPEG, LIMITS).taken_at == TAKEN


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("2020:05:06 09:30:15", TAKEN),
        ("2020-05-06 09:30:15", TAKEN),
        ("2020:05:06 09:30", TAKEN.replace(second=0)),
        ("2020:05:06 09:30:15\0\0", TAKEN),
        ("0000:00:00 00:00:00", None),
        ("2020:13:45 99:99:99", None),
        ("    :  :     :  :  ", None),
        ("昨天上午", None),
        ("", None),
    ],
)
def test_junk_for_a_time_is_no_time(written, taken):
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = written.encode()
    content = saved("JPEG", exif=exif)
    picture = read_picture(content, LIMITS)
    assert (picture.taken_at, picture.camera, picture.problem) == (taken, False, None)


@given(
    st.binary(max_size=600),
    st.sampled_from([b"", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\0", b"BM"]),
)
def test_any_bytes_are_a_damaged_picture_or_one_that_decodes(noise, magic):
    picture = read_picture(magic + noise, LIMITS)
    assert picture.problem in {"damaged", "truncated", "over_limit", None}


@given(st.integers(0, len(JPEG)), st.binary(min_size=1, max_size=30))
@settings(max_examples=150, deadline=None)
def test_no_overwritten_byte_breaks_the_reader(place, noise):
    read_picture(JPEG[:place] + noise + JPEG[place + len(noise) :], LIMITS)


@pytest.mark.parametrize("content", [b"%!PS-Adobe-3.0 EPSF\n", b"\xd7\xcd\xc6\x9a" + bytes(60), b"<svg/>", b""])
def test_what_is_no_photograph_is_never_handed_to_a_decoder(content):
    assert read_picture(content, LIMITS) == Picture(format="unknown", width=None, height=None, problem="damaged")


def test_a_photographed_sheet_is_told_from_a_photograph():
    sheets = [photographed(("走访", "左家塘街道", "张三", "√否　□是", "", ""), tilt=tilt) for tilt in (-4.0, 0.0, 5.0)]
    assert [read_picture(sheet, LIMITS).paper for sheet in sheets] == [True] * 3
    assert not any(read_picture(photograph(seed), LIMITS).paper for seed in range(1, 9))
