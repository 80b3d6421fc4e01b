"""The tree of a letter: body texts, leaves, letters within letters (mail.md L4, L5, L6, L7), written by hand."""

import base64
import binascii
import email
import hashlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.letter import strip_mbox_line

GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01"
GIF += b"\x00\x01\x00\x00\x02\x02D\x01\x00;"


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def part(headers: bytes, body: bytes) -> bytes:
    return headers.strip() + b"\n\n" + body


def mixed(*parts: bytes, kind: bytes = b"mixed", boundary: bytes = b"=_outer") -> bytes:
    head = b"Content-Type: multipart/" + kind + b'; boundary="' + boundary + b'"\n\npreamble\n'
    return head + b"".join(b"--" + boundary + b"\n" + p + b"\n" for p in parts) + b"--" + boundary + b"--\nepilogue\n"


def coded(content: bytes, headers: bytes = b"Content-Type: application/octet-stream") -> bytes:
    return part(headers + b"\nContent-Transfer-Encoding: base64", base64.encodebytes(content))


def text(body: str, kind: bytes = b"plain") -> bytes:
    return part(b"Content-Type: text/" + kind + b"; charset=utf-8", body.encode())


def paths(letter) -> list[str]:
    return [p.path for p in letter.parts]


@pytest.mark.parametrize(
    "label",
    [b"base64 ", b"BASE64", b' "base64"', b"base64 (made by x)", b"(a) base64", b"base64; x=y", b"\tbase64\t\r"],
)
def test_l4_the_label_is_read_whatever_stands_around_it(opened, label):
    raw = b"Content-Type: image/gif\nContent-Transfer-Encoding: " + label + b"\n\n" + base64.encodebytes(GIF)
    letter, kept = opened(raw)
    assert kept[letter.parts[0].sha256] == GIF


def test_l4_two_padded_blocks_are_both_read(opened):
    first, second = GIF[:20], GIF[20:]
    body = base64.b64encode(first) + b"\n" + base64.b64encode(second)
    assert b"=" in base64.b64encode(first)
    _, kept = opened(b"Content-Type: image/gif\nContent-Transfer-Encoding: base64\n\n" + body)
    assert GIF in kept.values()


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_l4_any_blocks_one_after_another_are_all_read(opened, blocks):
    body = b"\n".join(base64.b64encode(b) for b in blocks)
    whole = b"GIF89a" + b"".join(b for b in blocks)
    raw = b"Content-Type: image/gif\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(b"GIF89a") + b"\n" + body
    _, kept = opened(raw)
    assert whole in kept.values()


def test_l4_base64_with_bad_padding_and_rubbish_is_read(opened):
    body = base64.b64encode(GIF).rstrip(b"=")
    body = body[:10] + b" !\n " + body[10:]
    _, kept = opened(b"Content-Type: image/gif\nContent-Transfer-Encoding: base64\n\n" + body)
    assert GIF in kept.values()


def test_l4_uuencode_and_broken_quoted_printable_are_read(opened):
    uu = b"begin 644 a.gif\n" + b"".join(binascii.b2a_uu(GIF[i : i + 45]) for i in range(0, len(GIF), 45))
    _, kept = opened(b"Content-Type: image/gif\nContent-Transfer-Encoding: x-uuencode\n\n" + uu + b"`\nend\n")
    assert GIF in kept.values()
    letter, _ = opened(
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        b"=E8=B5=B0=E8=AE= \n=BF 100=% =ZZ=E6=85=B0 \nend="
    )
    assert letter.text == "走访 100=% =ZZ慰\nend"


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


INNER = b"From: other@unit.test\nTo: m@x.test\nSubject: inner\n" + mixed(
    text("里面的正文"), coded(GIF, b'Content-Type: image/gif; name="b.gif"'), boundary=b"=_inner"
)
FORWARD = b'Content-Disposition: attachment; filename="f.eml"'


@pytest.mark.parametrize(
    "forwarded",
    [
        part(b"Content-Type: message/rfc822\n" + FORWARD, INNER),
        coded(INNER, b"Content-Type: message/rfc822\n" + FORWARD),
        part(b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n" + FORWARD, INNER),  # only said to be
        coded(INNER, b"Content-Type: application/octet-stream\n" + FORWARD),
    ],
    ids=["plain", "base64", "mislabelled", "octet-stream"],
)
def test_l6_a_forwarded_letter_stays_a_letter_of_its_own(opened, forwarded):
    raw = b"From: outer@unit.test\nSubject: outer\n" + mixed(text("外面的正文"), forwarded)
    letter, _ = opened(raw)
    assert (letter.sender, letter.subject, letter.text) == ("outer@unit.test", "outer", "外面的正文")
    assert [(p.path, p.type) for p in letter.parts] == [("f.eml", "eml"), ("f.eml!/b.gif", "gif")]
    assert letter.parts[0].document is not None
    assert letter.parts[0].document.text == "inner\n里面的正文"  # for the look at secrecy only


def test_l6_a_letter_in_an_archive_in_a_letter_is_opened(opened):
    inner = b"From: a@b.test\nTo: c@d.test\nSubject: s\n" + mixed(
        coded(zipped(x__txt=b"x"), b"Content-Type: a/b; name=z.zip")
    )
    letter, _ = opened(mixed(coded(zipped(m__eml=inner), b"Content-Type: a/b; name=outer.zip")))
    assert paths(letter) == [
        "outer.zip",
        "outer.zip!/m.eml",
        "outer.zip!/m.eml!/z.zip",
        "outer.zip!/m.eml!/z.zip!/x.txt",
    ]


@pytest.mark.parametrize(
    "body",
    [
        '<div id="divNeteaseBigAttach"><a href="http://mail.x.test/large">x</a></div>',
        '<div class="bigatt_bt">从QQ邮箱发来的</div>',
        "从QQ邮箱发来的超大附件\n稿件.zip (120M, 2020年06月01日 15:33 到期)\n进入下载页面：http://mail.x.test/ftn",
    ],
)
def test_l7_a_link_to_a_file_elsewhere_is_seen(opened, body):
    assert opened(text(body, b"html"))[0].remote_attachments is True
    assert opened(mixed(text("x"), text(body, b"html"), kind=b"alternative"))[0].remote_attachments is True


def test_l7_words_about_such_links_are_none(opened):
    assert opened(text("请不要用超大附件，谢谢。"))[0].remote_attachments is False


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
