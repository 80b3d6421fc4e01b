"""Pictures and other attachments, links, and letters beyond the limits."""

from collections.abc import Callable

import pytest
from builders.letters import ARRIVED, arrive, attachment, form, photo, unread, word

from pipeline.domain.document import Picture
from pipeline.domain.finding import Finding
from pipeline.domain.letter import Part
from pipeline.domain.words import Severity

Cases = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("parts", "present", "original"),
    [
        ((word(), photo()), [], []),
        ((word(),), ["default"], []),
        ((word(pictures=2),), [], ["default"]),
        ((word(pictures=2), photo()), [], []),
        ((form(),), ["default"], []),
    ],
)
def test_pictures_come_as_files_beside_the_word_file(
    parts: tuple,
    present: list[str],
    original: list[str],
    cases: Cases,  # type: ignore[type-arg]
) -> None:
    incoming = arrive(parts=parts)
    assert cases("pictures_present", incoming) == present
    assert cases("pictures_original", incoming) == original


@pytest.mark.parametrize(
    ("picture", "found"),
    [
        (photo(), []),
        (photo(problem="truncated"), ["truncated"]),
        (photo(problem="damaged"), ["damaged"]),
        (photo(problem="over_limit"), ["over_limit"]),
        (photo(problem="something new"), ["damaged"]),
        (unread("a.heic", "heic", "unsupported"), ["unsupported"]),
        (unread("a.jpg", "jpeg", "empty"), ["empty"]),
    ],
)
def test_a_picture_that_does_not_open_is_named(picture: object, found: list[str], cases: Cases) -> None:
    assert cases("picture_readable", arrive(parts=(word(), photo("好图.jpg"), picture))) == found


@pytest.mark.parametrize(
    ("part", "found"),
    [
        (attachment("说明.txt", "txt"), []),
        (unread("名单.xlsx", "xlsx", "unsupported"), ["unsupported"]),
        (unread("材料.rar", "rar", "unsupported"), ["unsupported"]),
        (unread("材料.zip", "zip", "encrypted"), ["encrypted"]),
        (unread("材料.zip", "zip", "damaged"), ["damaged"]),
        (unread("材料.zip", "zip", "over_limit"), ["over_limit"]),
        (unread("空.bin", "bin", "empty"), ["empty"]),
        (unread("另一稿.doc", "doc", "unsupported"), ["unsupported"]),  # beside a manuscript that was read
        (photo(problem="damaged"), []),  # told by picture_readable
    ],
)
def test_an_attachment_that_cannot_be_read_is_named(part: object, found: list[str], cases: Cases) -> None:
    assert cases("part_unreadable", arrive(parts=(word(), part))) == found


CHAT = "mmexport1588723456789.jpg"
PIXELS = 3000 * 2250


def _taken(name: str = "IMG_0412.jpg", size: int = PIXELS // 4, **picture: object) -> Part:
    """A photograph without what a camera writes, as large and as sharp as one, unless told otherwise."""
    told = {"width": 3000, "height": 2250, "quality": 92} | picture
    return attachment(name, "jpeg", picture=Picture(format="jpeg", **told), size=size)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("picture", "found"),
    [
        (_taken(), []),
        (_taken(CHAT), ["chat"]),
        (_taken("微信图片_20200506091112.jpg"), ["chat"]),
        (_taken("ＱＱ图片20200506.jpg"), ["chat"]),
        (_taken(CHAT, camera=True), []),  # sent as 原图
        (_taken(CHAT, taken_at=ARRIVED), []),
        (_taken(width=1080, height=810), []),
        (_taken(width=960, height=720), ["small"]),
        (_taken(width=960, height=720, camera=True), []),
        (_taken(quality=60), ["squeezed"]),
        (_taken(quality=60, camera=True), []),
        (_taken(size=PIXELS // 20), ["squeezed"]),
        (_taken(size=PIXELS // 20, quality=None), []),  # a PNG of even colours
        (_taken(CHAT, problem="truncated"), []),  # told by picture_readable
    ],
)
def test_a_picture_that_lost_what_the_camera_wrote_is_told_by_how_it_was_squeezed(
    picture: Part, found: list[str], cases: Cases
) -> None:
    assert cases("pictures_squeezed", arrive(parts=(word(), picture, photo("好图.jpg", camera=True)))) == found


def test_squeezed_pictures_are_told_together_the_first_by_name(told: Callable[..., dict[str, Finding]]) -> None:
    shots = tuple(_taken(f"mmexport{number}.jpg") for number in range(5))
    finding = told(arrive(parts=(word(), form(), *shots)))["pictures_squeezed"]
    assert "5张图片（mmexport0.jpg、mmexport1.jpg、mmexport2.jpg等）" in finding.message
    assert finding.severity is Severity.REMARK


def test_what_may_be_the_manuscript_is_told_elsewhere(cases: Cases) -> None:
    assert cases("part_unreadable", arrive(parts=(unread("稿件.doc", "doc", "unsupported"),))) == []


def test_a_link_instead_of_a_file_is_told(cases: Cases) -> None:
    assert cases("attachment_link", arrive(remote_attachments=True)) == ["default"]
    assert cases("attachment_link", arrive(parts=(word(),))) == []


@pytest.mark.parametrize(
    ("defects", "found"),
    [
        ((), []),
        (("gb_replaced", "subject_repeated"), []),
        (("limit_parts",), ["default"]),
        (("limit_letter_bytes", "limit_headers"), ["default"]),
    ],
)
def test_a_letter_read_in_part_only_is_told_once(defects: tuple[str, ...], found: list[str], cases: Cases) -> None:
    assert cases("too_large", arrive(defects=defects)) == found


def test_the_lock_of_an_open_word_file_is_no_manuscript_and_no_attachment_to_be_mended(cases: Cases) -> None:
    left = unread("~$走访老兵.docx", "bin", "unsupported")
    assert cases("manuscript_present", arrive(parts=(left,))) == ["default"]
    for check in ("manuscript_readable", "manuscript_unsupported", "part_unreadable"):
        assert cases(check, arrive(parts=(left,))) == []
        assert cases(check, arrive(parts=(word(), left))) == []
