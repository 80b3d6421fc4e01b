"""Whose letter is passed on is read from attached letters and from what stands below the forwarding line (L6)."""

import pytest

WANG = "wang@elsewhere.test"
HEADS = [
    ("转发：稿件", f'-------- 转发邮件信息 --------\n发件人："王五" <{WANG}>\n发送日期：2020-05-06\n主题：稿件'),
    ("Fw:稿件", f"---- 转发的邮件 ----\n发件人： 王五 <{WANG}>\n日期： 2020年5月6日\n"),
    ("Fwd: 稿件", f"---------- Forwarded message ---------\nFrom: 王五 <{WANG}>\nDate: 6 May 2020\n"),
    ("稿件", f"-------- Forwarded Message --------\nSubject: 稿件\nDate: x\nFrom: 王五 <{WANG}>\n"),
    (
        "转发: 稿件",
        f'------------------ 原始邮件 ------------------\n发件人: "王五" <{WANG}>;\n发送时间: 2020年5月6日\n',
    ),
    ("FW: 稿件", f"-----Original Message-----\nFrom: 王五 [mailto:{WANG}]\nSent: May 6\n"),
    ("稿件", f"开始转发的邮件：\n\n发件人: 王五 <{WANG}>\n"),
    ("稿件", f"> Begin forwarded message:\n>\n> From: 王五 <{WANG}>\n"),
]


@pytest.mark.parametrize(("subject", "text"), HEADS)
def test_the_head_below_the_forwarding_line_tells_who_wrote(opened, subject, text):
    raw = f"From: zjt@yuhua.test\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n请收。\n\n{text}\n"
    letter, _ = opened(raw.encode())
    assert [one.addr for one in letter.forwarded] == [WANG]
    assert letter.sender == "zjt@yuhua.test"


@pytest.mark.parametrize(
    "text",
    [
        f'------------------ 原始邮件 ------------------\n发件人: "王五" <{WANG}>;',  # an answer quotes so as well
        f"现将转发邮件的办法告知如下。\n发件人: 王五 <{WANG}>",
        "---- 转发的邮件 ----\n没有写发件人",
    ],
)
def test_an_answer_or_a_text_about_forwarding_passes_on_nothing(opened, text):
    letter, _ = opened(f"From: zjt@yuhua.test\nSubject: Re: x\n\n{text}\n".encode())
    assert letter.forwarded == ()


def test_an_attached_letter_tells_its_sender_also_where_it_is_base64(opened):
    raw = (
        "From: zjt@yuhua.test\nContent-Type: multipart/mixed; boundary=b\n\n"
        "--b\n\nx\n--b\nContent-Type: message/rfc822\n\n"
        f"From: =?utf-8?B?546L5LqU?= <{WANG}>\nSubject: y\n\nz\n--b\nContent-Type: message/rfc822\n"
        "Content-Transfer-Encoding: base64\n\nRnJvbTogYUBiLnRlc3QKCng=\n--b--\n"
    )
    letter, _ = opened(raw.encode())
    assert [(one.name, one.addr) for one in letter.forwarded] == [("王五", WANG), ("", "a@b.test")]
