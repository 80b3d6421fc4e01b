"""The tree of a letter: body texts and leaves (mail.md L5), written by hand."""

import base64
import email
import hashlib

from hypothesis import given
from hypothesis import strategies as st
from ingest.letters_by_hand import GIF, coded, mixed, part, paths, text, zipped

from pipeline.ingest.letter import strip_mbox_line


def test_l5_parts_without_disposition_or_name_are_leaves(opened):
    raw = mixed(
        text("正文"),
        part(b"Content-Type: image/gif\nContent-ID: <1@x>\nContent-Transfer-Encoding: base64", base64.b64encode(GIF)),
        coded(zipped(**{"word/document__xml": b"<w/>", "[Content_Types]__xml": b"<t/>"})),
        coded(b"", b"Content-Type: application/pdf"),
    )
    letter, kept = opened(raw)
    assert [(p.path, p.type, p.name, p.inline) for p in letter.parts] == [
        ("part-2.gif", "gif", "", True),
        ("part-3.docx", "docx", "", False),
        ("part-4.dat", "bin", "", False),
    ]
    assert letter.parts[0].picture is not None
    assert letter.parts[1].trouble is not None
    assert letter.parts[2].trouble is not None
    assert letter.parts[2].trouble.code == "empty"
    assert letter.text == "正文"
    assert all(hashlib.sha256(kept[p.sha256]).hexdigest() == p.sha256 for p in letter.parts)


def test_l5_the_kind_is_told_by_content_not_by_label(opened):
    raw = mixed(
        coded(GIF, b'Content-Type: application/msword; name="a.doc"'),
        coded(b"%PDF-1.4\n", b"Content-Type: text/plain"),
        coded(b"{\\rtf1}", b'Content-Type: image/jpeg; name="b.jpg"'),
    )
    assert [p.type for p in opened(raw)[0].parts] == ["gif", "pdf", "rtf"]


def test_l5_a_text_part_with_a_name_or_an_attachment_is_a_leaf_and_others_are_the_body(opened):
    raw = mixed(
        text("一"),
        part(b"Content-Type: text/plain\nContent-Disposition: attachment", b"two"),
        part(b'Content-Type: text/html; name="three.html"', b"<html>three</html>"),
        part(b"Content-Type: text/plain\nContent-Disposition: inline", "签名".encode()),
    )
    letter, _ = opened(raw)
    assert letter.text == "一\n签名"
    assert [(p.path, p.type) for p in letter.parts] == [("part-2.txt", "txt"), ("three.html", "html")]
    assert [p.document.text for p in letter.parts if p.document] == ["two", "three"]


def test_the_plain_text_is_the_text_and_html_stands_in(opened):
    page = "<head><title>t</title><style>p{}</style></head><p>走访&amp;<a href='http://x.test'>慰问</a></p><script>1</script>"
    both = mixed(text("纯文本"), text(page, b"html"), kind=b"alternative")
    letter, _ = opened(both)
    assert (letter.text, letter.html_text) == ("纯文本", "走访&慰问")
    letter, _ = opened(text(page, b"html"))
    assert (letter.text, letter.html_text, letter.parts) == ("走访&慰问", "", ())


def test_two_leaves_of_one_name_have_two_paths(opened):
    one = coded(GIF, b'Content-Type: image/gif; name="a.gif"')
    assert paths(opened(mixed(one, one, one))[0]) == ["a.gif", "a.gif#2", "a.gif#3"]


def test_a_multipart_without_its_boundary_is_text(opened):
    letter, _ = opened(b"Content-Type: multipart/mixed; boundary=nowhere\n\n" + "正文".encode())
    assert (letter.text, letter.defects) == ("正文", ("boundary_missing",))


def test_a_multipart_that_is_never_closed_keeps_its_last_part(opened):
    raw = mixed(text("一"), coded(GIF, b"Content-Type: image/gif; name=a.gif"))
    assert GIF in opened(raw[: raw.rindex(b"--=_outer")])[1].values()


def test_a_mailbox_line_before_a_letter_is_skipped():
    assert strip_mbox_line(b"From a@b.test Wed May  6\nFrom: a@b.test\n\nx") == b"From: a@b.test\n\nx"
    assert strip_mbox_line(b"From: a@b.test\n\nFrom me\n") == b"From: a@b.test\n\nFrom me\n"


# Structures of letters, for the two properties below.
NAMES = st.text(alphabet="abc稿件", min_size=1, max_size=8)
LEAVES = st.one_of(
    st.builds(text, st.text(alphabet="走访 ab\n", max_size=30)),
    st.builds(lambda b: text(b, b"html"), st.text(alphabet="<p>走访 \n", max_size=30)),
    st.builds(
        lambda c, n: coded(c, b'Content-Type: a/b; name="' + n.encode() + b'.bin"'), st.binary(max_size=60), NAMES
    ),
    st.builds(lambda n: part(b'Content-Type: image/gif; name="' + n.encode() + b'"', b"GIF89a text\nmore"), NAMES),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda ps, n: mixed(*ps, boundary=b"b%d" % n), st.lists(inner, min_size=1, max_size=3), st.integers(0, 10**9)
    ),
    max_leaves=8,
)


@given(TREES)
def test_the_leaves_are_those_of_the_standard_library(opened, tree):
    raw = b"From: a@b.test\nSubject: s\n" + tree
    letter, kept = opened(raw)
    expected = [p for p in email.message_from_bytes(raw).walk() if not p.is_multipart() and p.get_filename()]
    assert [kept[p.sha256] for p in letter.parts] == [p.get_payload(decode=True) for p in expected]


@given(TREES)
def test_a_letter_reads_the_same_with_lf_and_with_crlf(opened, tree):
    raw = (
        b"From: a@b.test\nSubject: =?utf-8?B?5bem?=\n =?utf-8?B?5a62?=\nReceived: a\n by b; 6 May 2020 09:00:00 GMT\n"
        + tree
    )
    lf, crlf = opened(raw)[0], opened(raw.replace(b"\n", b"\r\n"))[0]
    assert (lf.subject, lf.origin, lf.text, lf.html_text, lf.defects) == (
        crlf.subject, crlf.origin, crlf.text, crlf.html_text, crlf.defects,
    )  # fmt: skip
    assert [(p.path, p.type, p.trouble) for p in lf.parts] == [(p.path, p.type, p.trouble) for p in crlf.parts]
    assert [p.sha256 for p in lf.parts if p.type != "gif"] == [p.sha256 for p in crlf.parts if p.type != "gif"]


def test_a_letter_copied_in_text_mode_with_cr_cr_lf_is_read_like_the_original(opened):
    raw = b"Subject: =?gbk?B?1/O80g==?=\n =?gbk?B?zMHX3w==?=\n" + mixed(text("正文"), coded(GIF))
    letter, _ = opened(raw.replace(b"\n", b"\r\n"))
    copied, _ = opened(raw.replace(b"\n", b"\r\r\n"))
    assert (copied.subject, copied.text, copied.parts) == (letter.subject, letter.text, letter.parts)
    assert copied.subject == "左家塘走"
