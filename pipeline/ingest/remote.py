"""超大附件: a link in the text instead of a file in the mail (mail.md L7)."""

import re
from collections.abc import Iterable

_MARK = re.compile(
    r"""(?:id|class)\s*=\s*["']?[^"'<>]{0,100}(?:bigatt_bt|QQMailBigAttach|divNetease(?:Big|SiriusCloud)Attach)""", re.I
)  # as an element; NetEase's editor leaves the same names in the style sheet of every mail
_LINK = re.compile(
    r"/cgi-bin/ftnExs_download\?|mail\.qq\.com/ftn/download\?|/(?:large|cloud)-attachment-download/", re.I
)
_WORDS = re.compile(r"超大附件|云附件|文件中转站|邮箱中转站")
_BESIDE = re.compile(r"https?://|到期|有效期|下载", re.I)
_NEAR = 800  # characters


def names_remote_file(sources: Iterable[str]) -> bool:
    """Whether a body (plain text or HTML source) points to a file on the mail provider's server.

    The words alone do not count, since a receipt that is quoted in a reply may hold them; a link or a date of
    expiry beside them does.
    """
    return any(_names_one(source) for source in sources)


def _names_one(source: str) -> bool:
    if _MARK.search(source) or _LINK.search(source):
        return True
    places = (m.start() for _, m in zip(range(20), _WORDS.finditer(source), strict=False))
    return any(_BESIDE.search(source, max(at - 100, 0), at + _NEAR) for at in places)
