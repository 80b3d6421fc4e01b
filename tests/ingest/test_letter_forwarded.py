"""Letters within letters, and links to files elsewhere (mail.md L6, L7)."""

import pytest
from ingest.letters_by_hand import GIF, coded, mixed, part, paths, text, zipped

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
