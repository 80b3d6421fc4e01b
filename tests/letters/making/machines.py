"""Letters that a machine made, which are never answered, and a few that only look so (mail.md O6)."""

from typing import Any

from letters.making import mail
from letters.making import units as u
from letters.making.golden import Attached, Golden, photo, piece, whole
from letters.making.mail import entity

_MACHINE = "machine_made fault sender"
_STATUS = (
    b"Reporting-MTA: dns; mail.yuhua.test\r\n\r\nFinal-Recipient: rfc822; nobody@yuhua.test\r\nAction: failed\r\n"
    b"Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 User not found\r\n"
)
_RETURNED = (
    b"From: yuhua@baosong.test\r\nTo: nobody@yuhua.test\r\nMessage-ID: <yh-2020-00001.receipt.1@baosong.test>\r\n"
)


def _report(kind: str, *parts: bytes) -> bytes:
    """A multipart/report."""
    boundary = "----=_Report_9"
    said = f'multipart/report; report-type={kind};\r\n\tboundary="{boundary}"'
    return entity([("Content-Type", said)], mail.joined(parts, boundary))


def _made(name: str, about: str, unit: u.Unit, subject: str, /, **more: Any) -> Golden:
    """A machine's letter: ignored, its subject read like any other."""
    told: dict[str, Any] = {"kind": "auto_reply", "disposition": "ignored", "findings": (_MACHINE,), "chars": None}
    told |= {"subject_grade": "tolerant", "files": (), "title": more.get("keyword")}
    return piece(name, about, unit, subject, "", **(told | more))


_BOUNCE = _report(
    "delivery-status",
    mail.text("您的邮件被退回。", "utf-8"),
    entity([("Content-Type", "message/delivery-status")], _STATUS),
    entity([("Content-Type", "text/rfc822-headers")], _RETURNED),
)
_READ = _report(
    "disposition-notification",
    mail.text("您的邮件已被阅读。", "utf-8"),
    entity([("Content-Type", "message/disposition-notification")], b"Disposition: manual-action; displayed\r\n"),
)
_BOUNCE_PARTS = (
    Attached(name="", type="txt", content=_STATUS, path="part-2.txt"),
    Attached(name="", type="eml", content=_RETURNED, path="part-3.eml"),
)
_READ_PART = Attached(name="", type="txt", content=b"Disposition: manual-action; displayed\r\n", path="part-2.txt")

LETTERS: tuple[Golden, ...] = (
    _made(
        "machine-bounce", "a delivery report", u.OFFICE, "系统退信", kind="bounce", keyword="系统退信", content=_BOUNCE,
        files=_BOUNCE_PARTS, unencoded=("part-2.txt", "part-3.eml"), unit=None, subject_grade="unclear",
        sender="mailer-daemon@mail.yuhua.test",
        change={"Return-Path": "<>", "From": "<MAILER-DAEMON@mail.yuhua.test>"},
    ),
    _made(
        "machine-webmail_bounce", "a bounce of webmail: a null return path and the postmaster, no report", u.OFFICE,
        "系统退信/Systems bounce", kind="bounce", keyword="系统退信/Systems bounce", unit=None, subject_grade="unclear",
        sender="postmaster@mail.yuhua.test",
        change={"Return-Path": "<>", "From": '"postmaster" <Postmaster@mail.yuhua.test>'},
    ),
    _made(
        "machine-read_receipt", "a notice that a mail was read", u.GUITANG,
        "已读: 【YH-2020-00031】已受理：圭塘街道共建",
        keyword="已读: 已受理:圭塘街道共建", content=_READ, files=(_READ_PART,), unencoded=("part-2.txt",),
    ),
    _made(
        "machine-vacation", "a vacation notice from a registered address", u.DONGJING, "自动回复: 本周外出培训",
        keyword="自动回复: 本周外出培训", change={"Auto-Submitted": "auto-replied"},
    ),
    _made(
        "machine-vacation_subject", "a vacation notice of webmail: no header of a machine, a subject that begins so",
        u.DONGJING, "自动回复：我正在外地出差", keyword="自动回复:我正在外地出差",
    ),
    _made(
        "machine-plain_bounce", "a 退信 of webmail: a postmaster and a subject, no header of a machine", u.OFFICE,
        "系统退信", kind="bounce", keyword="系统退信", unit=None, subject_grade="unclear",
        sender="postmaster@mail.yuhua.test", change={"From": "Postmaster@mail.yuhua.test"},
    ),
    _made(
        "machine-list", "a mailing list's letter", u.DONGJING, "2020年度+洞井+每日简讯", keyword="每日简讯",
        subject_grade="exact", change={"List-Id": "<news.yuhua.test>"},
    ),
    _made(
        "machine-bulk", "bulk mail from a stranger", u.OFFICE, "发票开具优惠通知", keyword="发票开具优惠通知",
        unit=None,
        subject_grade="unclear", sender="ad@elsewhere.test", change={"From": "ad@elsewhere.test", "Precedence": "bulk"},
    ),
    _made(
        "machine-own", "the desk's own mail come back", u.OFFICE, "【YH-2020-00009】已受理：八一活动筹备", unit=None,
        keyword="已受理:八一活动筹备", subject_grade="unclear", sender="yuhua@baosong.test",
        change={"From": "yuhua@baosong.test"},
    ),
    _made(
        "machine-jinjiang_scan", "a scanner's mail", u.QINGYANG, "Scan from MFP", keyword="Scan from MFP",
        files=(photo(6, "scan0001.jpg"),), change={"X-Autoreply": "yes"},
    ),
    piece(
        "machine-human_about_it", "a piece about automatic replies is no automatic reply", u.OFFICE,
        "2020年度+办公室+自动回复功能上线", "局办公室邮箱自动回复功能上线", keyword="自动回复功能上线",
        change={"Auto-Submitted": "no", "Precedence": "normal"},
    ),
    piece(
        "machine-reads_back", "a person's letter that asks for a receipt", u.ANZHI, "2020年度+移交安置科+安置政策解读",
        "移交安置科解读安置政策", keyword="安置政策解读",
        files=whole(u.ANZHI, "移交安置科解读安置政策"), change={"Disposition-Notification-To": u.ANZHI.address},
    ),
)  # fmt: skip
