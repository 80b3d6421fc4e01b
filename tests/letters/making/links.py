"""超大附件: a link where a file should be (mail.md L7)."""

from letters.making import mail
from letters.making import units as u
from letters.making.golden import Golden, photo, piece, review_form

_QQ = (
    "<html><body><p>稿件见附件。</p><div id='QQMailBigAttach' ismail='1'><a class='bigatt_bt' "
    "href='https://mail.example.com/ftnExs_download?k=1'>稿件和图片.zip</a>"
    "<span>36.2M，2020年06月05日 到期</span></div></body></html>"
)
_NETEASE = (
    "<html><body><p>附件较大，请下载。</p><div id='divNeteaseBigAttach'>从网易邮箱发来的超大附件<a "
    "href='https://mail.example.org/large.do?key=1'>稿件.docx</a></div></body></html>"
)
_PLAIN = "稿件和照片请下载：\n从QQ邮箱发来的超大附件\n稿件.zip (52.1M, 2022年06月05日 16:40 到期)\n进入下载页面：https://mail.example.com/ftn?k=2\n"
_TALK = "稿件请查收。按通知要求，没有使用超大附件。"


def _html(source: str, *files: bytes) -> bytes:
    return mail.multipart([mail.text(source, "utf-8", subtype="html"), *files])


LETTERS: tuple[Golden, ...] = (
    piece(
        "link-qq", "QQ's link in the HTML and no file", u.ZUOJIATANG, "2020年度+左家塘+视频报送", "视频报送",
        keyword="视频报送",
        files=(), content=_html(_QQ), chars=None, disposition="returned",
        findings=(
            "attachment_link fault letter", "manuscript_present fault manuscript", "form_present fault form",
            "pictures_present remark pictures",
        ),
    ),
    piece(
        "link-netease", "NetEase's link, the form and a photograph attached as they should be", u.HOUJIATANG,
        "2020年度+侯家塘+文艺汇演", "侯家塘街道举办文艺汇演", keyword="文艺汇演",
        files=(review_form(u.HOUJIATANG, "侯家塘街道举办文艺汇演"), photo(8)),
        content=_html(
            _NETEASE, mail.attachment("信息稿件审核表.docx", review_form(u.HOUJIATANG,
            "侯家塘街道举办文艺汇演").content),
            mail.attachment("现场照片.jpg", photo(8).content),
        ),
        chars=None, disposition="returned",
        findings=("attachment_link fault letter", "manuscript_present fault manuscript"),
    ),
    piece(
        "link-plain_text", "a link in plain text", u.SHENHU, "2022年度+深沪镇+海防宣讲", "海防宣讲", keyword="海防宣讲",
        files=(), body=_PLAIN, chars=None, disposition="returned",
        findings=(
            "attachment_link fault letter", "manuscript_present fault manuscript", "pictures_present remark pictures",
        ),
    ),
    piece(
        "link-only_talk", "the word alone is no link", u.HOUJIATANG, "2020年度+侯家塘+义诊进社区",
        "侯家塘街道义诊进社区",
        keyword="义诊进社区", body=_TALK,
    ),
)  # fmt: skip
