"""超大附件 as the providers write it (mail.md L7), told apart from the same names where no file was left out."""

import pytest

from pipeline.ingest.remote import names_remote_file

QQ = "https://mail.example.test/cgi-bin/ftnExs_download?k=ab12&t=exs_ftn_download&code=99"
STYLE = '<style id="cloudAttachStyle">#divNeteaseBigAttach, #divNeteaseBigAttach_bak{display:none;}</style>'
RECEIPT = "来信用的是超大附件（网盘链接），邮件里没有文件；我们不作转存。\n请改用普通附件，回复本邮件附上文件。"


@pytest.mark.parametrize(
    "source",
    [
        "<div id='QQMailBigAttach' ismail='1'><a class='bigatt_bt' href='#'>稿件.zip</a></div>",
        f'<a href="{QQ}">稿件.zip</a>',
        "https://wx.mail.qq.com/ftn/download?func=3&key=1&code=2",
        '<div id="divNeteaseBigAttach" style="x">从网易126邮箱发来的超大附件</div>',
        "<DIV ID=divNeteaseBigAttach>x</DIV>",
        '<div id="divNeteaseSiriusCloudAttach" style="clear: both">稿件.zip</div>',
        '<a href="https://dashi.163.com/html/cloud-attachment-download/?key=1">稿件.zip</a>',
        "https://mail.163.com/large-attachment-download/index.html?p=1",
        "从QQ邮箱发来的超大附件\n稿件.zip (52.1M, 2022年06月05日 16:40 到期)",
        "云附件：稿件.zip\n下载链接 https://mail.example.test/x",
    ],
)
def test_a_file_left_with_the_provider_is_recognised(source: str) -> None:
    assert names_remote_file(["正文", source])


@pytest.mark.parametrize(
    "source",
    [
        STYLE + "<p>稿件见附件。</p>",  # what NetEase's editor leaves in any mail
        "<style>.bigatt_bt{color:red}</style><p>稿件见附件。</p>",
        "稿件请查收。按通知要求，没有使用超大附件。",
        RECEIPT,
        "云附件功能请各单位不要使用。",
    ],
)
def test_the_names_alone_are_no_file_left_elsewhere(source: str) -> None:
    assert not names_remote_file([source])
