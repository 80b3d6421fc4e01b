"""Pictures and other attachments, links, and letters beyond the limits."""

from collections.abc import Callable

import pytest
from builders.letters import arrive, attachment, form, photo, unread, word

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
