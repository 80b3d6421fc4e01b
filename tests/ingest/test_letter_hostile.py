"""Letters made to hurt (mail.md L11) are read by a real child within its limits; read_letter raises on nothing."""

import base64
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.html_text import text_of
from pipeline.ingest.readers import Readers
from pipeline.settings.values import Limits

LIMITS = Limits(seconds=20, memory_mb=512)
SMALL = Limits(header_bytes=200, header_count=5, parts=4, depth=3, part_bytes=60, text_chars=40, archive_entries=2)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers(LIMITS, 1) as pool:
        yield pool


def nested(levels: int) -> bytes:
    heads = (b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(levels))
    return b"Subject: s\n" + b"".join(heads)


HOSTILE = {
    "commas in Cc": b"Subject: s\nCc: " + b"," * 97_000 + b"\n\nx",
    "semicolons in Content-Type": b"Subject: s\nContent-Type: text/plain" + b";" * 97_000 + b"\n\nx",
    "quotes in Content-Type": b"Subject: s\nContent-Type: text/plain" + b';"' * 48_000 + b"\n\nx",
    "escaped quotes in From": b'Subject: s\nFrom: "' + b'\\"' * 60_000 + b"\n\nx",
    "parentheses in From": b"Subject: s\nFrom: " + b"(\\(" * 40_000 + b"\n\nx",
    "one long word in From": b"Subject: s\nFrom: " + b"a" * 200_000 + b"\n\nx",
    "ats in From": b"Subject: s\nFrom: " + b"a@" * 60_000 + b"\n\nx",
    "open words in a field": b"Subject: s\nFrom: " + b"=?a?q?" * 30_000 + b"\n\nx",
    "nested comments in Received": b"Subject: s\nReceived: " + b"from (" * 30_000 + b"\n\nx",
    "100000 headers": b"Subject: s\n" + b"".join(b"X%d: a\n" % i for i in range(100_000)) + b"\nx",
    "one header of 30 MB": b"Subject: s\nX: " + b"a" * 30_000_000 + b"\n\nx",
    "20000 levels": nested(20_000),
    "the same boundary at every level": b"Subject: s\n"
    + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 50_000,
    "letters in letters": b"Subject: s\n" + b"Content-Type: message/rfc822\n\n" * 50_000,
    "a million parts": b"Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 1_000_000,
    "almost boundaries": b"Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--bX\n" * 2_000_000,
    "padding without end": b"Subject: s\nContent-Type: a/b\nContent-Transfer-Encoding: base64\n\n"
    + b"AA==" * 2_000_000,
    "tags without end": b"Subject: s\nContent-Type: text/html\n\n" + b"<a " * 3_000_000,
    "comments without end": b"Subject: s\nContent-Type: text/html\n\n" + b"<!--" * 1_000_000,
    "absurd entities": b"Subject: s\nContent-Type: text/html\n\n&#" + b"9" * 10_000 + b";",
    "nothing but zeros": b"Subject: s\n\n" + bytes(20_000_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_l11_a_hostile_letter_is_read_like_any_other(readers, tmp_path, name):
    raw_path = tmp_path / "raw.eml"
    raw_path.write_bytes(HOSTILE[name])
    before = readers.pids
    letter = readers.read(raw_path, tmp_path)
    assert letter.subject == "s"
    assert len(letter.parts) <= LIMITS.parts + 1
    assert not before or readers.pids == before


@pytest.mark.parametrize(
    ("raw", "defect"),
    [
        (b"A: b\n" * 6 + b"\nbody", "limit_headers"),
        (b"A: " + b"b" * 300 + b"\nC: d\n\nbody", "limit_headers"),
        (b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 9 + b"--b--", "limit_parts"),
        (nested(5), "limit_depth"),
        (b"\n" + b"line of text\n" * 40, "limit_text"),
    ],
)
def test_l11_what_goes_beyond_a_limit_is_told(opened, raw, defect):
    letter, _ = opened(raw, SMALL)
    assert defect in letter.defects


def test_l11_the_body_of_a_letter_with_too_many_headers_is_read(opened):
    assert opened(b"A: b\r\n" * 9 + b"\r\nbody", SMALL)[0].text == "body"


def test_l11_the_first_part_beyond_the_limit_is_named(opened):
    parts = b"".join(b"--b\nContent-Type: image/gif; name=%d.gif\n\nGIF89a\n" % i for i in range(9))
    letter, _ = opened(b"Content-Type: multipart/mixed; boundary=b\n\n" + parts + b"--b--", SMALL)
    assert [(p.name, p.trouble.code if p.trouble else None) for p in letter.parts] == [
        ("0.gif", None), ("1.gif", None), ("2.gif", None), ("3.gif", "over_limit"),
    ]  # fmt: skip


def test_l11_a_part_that_is_too_large_is_kept_but_not_read(opened):
    letter, kept = opened(b"Content-Type: a/b; name=a.txt\n\n" + b"x" * 61, SMALL)
    assert letter.parts[0].trouble is not None
    assert letter.parts[0].trouble.code == "over_limit"
    assert kept[letter.parts[0].sha256] == b"x" * 61


def test_l11_a_letter_that_is_too_large_shows_its_headers_only(opened):
    letter, kept = opened(b"Subject: s\n\n" + b"x" * 100, replace(SMALL, letter_bytes=50))
    assert (letter.subject, letter.text, letter.parts, letter.defects) == ("s", "", (), ("limit_letter_bytes",))
    assert not kept


GOOD = (
    b"Received: from a by b; Wed, 06 May 2020 17:00:00 +0800\r\nFrom: =?GBK?B?1/O80g==?= <a@unit.test>\r\n"
    b'Subject: =?gb2312?B?1/O80g==?=\r\n =?gb2312?B?zMHX3w==?=\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    b"--b\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    b"\r\n=D7=F3<p>x</p>\r\n"
    b'--b\r\nContent-Type: application/zip; name="=?GBK?B?1/O80g==?=.zip"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    + base64.encodebytes(b"PK\x05\x06" + bytes(18))
    + b"\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\nContent-Type: image/gif\r\n\r\nGIF89a\r\n"
    b"--b\r\nContent-Disposition: attachment; filename*0*=gbk''%D7%F; filename*1*=3.doc\r\n\r\n"
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x"
    b"\r\n--b--\r\n"
)
SPLICES = st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 40), st.binary(max_size=12)), max_size=6)


def spliced(changes: list[tuple[int, int, bytes]]) -> bytes:
    raw = GOOD
    for at, length, new in changes:
        raw = raw[:at] + new + raw[at + length :]
    return raw


@given(st.binary(max_size=400))
def test_any_bytes_are_a_letter(opened, raw):
    letter, _ = opened(raw)
    assert letter.size == len(raw)


@given(st.integers(0, len(GOOD)))
def test_a_letter_cut_anywhere_is_a_letter(opened, length):
    assert opened(GOOD[:length])[0].size == length


@given(SPLICES)
def test_a_letter_damaged_anywhere_is_a_letter_that_can_be_kept(opened, changes):
    letter, kept = opened(spliced(changes))
    assert {p.sha256 for p in letter.parts} <= kept.keys()
    assert len({p.path for p in letter.parts}) == len(letter.parts)
    texts = [letter.subject, letter.text, letter.html_text, *(p.path for p in letter.parts)]
    assert not any("\0" in t or any("\ud800" <= c <= "\udfff" for c in t) for t in texts)


@given(SPLICES)
def test_small_limits_hold_on_any_letter(opened, changes):
    letter, _ = opened(spliced(changes), SMALL)
    assert len(letter.parts) <= SMALL.parts + SMALL.archive_entries + 1
    assert len(letter.text) <= SMALL.text_chars


@given(st.text(alphabet="<>!-/'\"= &#;x9ascript走\n", max_size=300))
def test_any_html_has_a_text(source):
    assert len(text_of(source, 100)) <= 100
