"""File names and header values that every system takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.post.names import attachment_name, one_line


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("审核表.docx", "审核表.docx"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\表.docx", "C__表.docx"),
        ("关于“八一”的通知：一.docx", "关于“八一”的通知：一.docx"),
        ("a\r\nb.docx", "a b.docx"),
        (" .", "file"),
        ("", "file"),
        ("慰" * 100 + ".docx", "慰" * 65 + ".docx"),
    ],
)
def test_a_file_name_keeps_its_meaning_and_loses_what_no_disk_takes(given_name: str, kept: str) -> None:
    assert attachment_name(given_name) == kept


@given(st.text(max_size=400))
def test_a_file_name_is_never_empty_long_or_a_path(name: str) -> None:
    safe = attachment_name(name)
    assert 0 < len(safe.encode()) <= 200
    assert not set(safe) & set('\\/:*?"<>|\r\n\x00')
    assert safe not in (".", "..")


@given(st.text())
def test_a_header_value_is_one_line_and_stays_so(text: str) -> None:
    once = one_line(text)
    assert once.splitlines() in ([], [once])
    assert one_line(once) == once
