"""Replies to our mails, as a dry run sees them: what they complete is on record, and the record is not looked at."""

from typing import Any

from letters.making import units as u
from letters.making.golden import Attached, Golden, manuscript, photo, piece, review_form, word_file

_OURS = "<yh-2020-00012.receipt.9f3a2c@baosong.test>"


def _reply(name: str, about: str, unit: u.Unit, subject: str, title: str | None, /, **more: Any) -> Golden:
    """A completion: its subject is ours, so it has no keyword."""
    told: dict[str, Any] = {"kind": "completion", "keyword": None, "subject_grade": "tolerant", "title": title}
    return piece(f"reply-{name}", about, unit, subject, title or "", **(told | more))


_SUBJECT = "回复：【YH-2020-00012】需补正1处：左家塘街道春耕服务"
_FORM = (review_form(u.ZUOJIATANG, "左家塘街道春耕服务"),)
_PICTURES: tuple[Attached, ...] = (photo(5, "补图一.jpg"), photo(6, "补图二.jpg"))

LETTERS: tuple[Golden, ...] = (
    _reply(
        "form_by_reference", "the missing form, with our Message-ID in In-Reply-To", u.ZUOJIATANG, _SUBJECT,
        "左家塘街道春耕服务", files=_FORM, chars=None, change={"In-Reply-To": _OURS, "References": _OURS},
    ),
    _reply(
        "pictures_by_number", "missing photographs, known by the number in the subject only", u.GAOQIAO,
        "答复: YH-2020-00013 原图", None, files=_PICTURES, chars=None,
    ),
    _reply(
        "number_of_chinese_dashes", "the number with a Chinese keyboard's dashes", u.DONGTANG,
        "Re：YH—2020—00014 补报照片",
        None, files=(photo(7, "补报.jpg"),), chars=None,
    ),
    _reply(
        "references_only", "our Message-ID stands in References only; the subject was changed", u.GUITANG,
        "2020年度+圭塘+补充稿件", "圭塘街道补充后的稿件", keyword="补充稿件", subject_grade="exact",
        files=(word_file(manuscript(u.GUITANG, "圭塘街道补充后的稿件")),),
        change={"References": f"<a@b.test>\r\n {_OURS}"},
    ),
    _reply(
        "section_unsigned", "a section's reply whose form lacks both opinions still", u.OFFICE,
        "Re: 【YH-2020-00015】需补正2处：局办公室工作安排", "局办公室工作安排", chars=None, disposition="returned",
        files=(review_form(u.OFFICE, "局办公室工作安排", first="", second=""),),
        findings=("form_opinions fault form", "form_opinions fault form"),
    ),
    _reply(
        "jinjiang", "the other bureau's number", u.SHENHU, "回复: 【JJ-2022-00007】需补正1处：深沪镇渔民老兵", None,
        files=(photo(8, "渔民.jpg"),), chars=None,
    ),
    piece(
        "reply-thanks", "thanks for a receipt bring nothing: a person may read them", u.DONGSHAN,
        "Re: 【YH-2020-00016】已受理：东山街道老兵夜读", "", kind="other", keyword="已受理:东山街道老兵夜读",
        subject_grade="tolerant", title="已受理:东山街道老兵夜读", chars=None, files=(), body="收到，谢谢。",
        change={"In-Reply-To": "<yh-2020-00016.receipt.1@baosong.test>"}, disposition="held",
        findings=("other_letter fault letter",),
    ),
    piece(
        "reply-other_prefix", "another bureau's number is no number here", u.LITUO,
        "2020年度+黎托+JJ-2022-00007来函学习",
        "黎托街道学习兄弟单位做法", keyword="JJ-2022-00007来函学习",
    ),
    piece(
        "reply-stranger", "a number in a stranger's subject opens nothing", u.DONGJING,
        "回复：【YH-2020-00017】2020年度+洞井+补表",
        "洞井街道外来稿件", keyword="补表", unit=None, sender="zhou@elsewhere.test",
        change={"From": "zhou@elsewhere.test"}, disposition="held", findings=("sender_known fault sender",),
    ),
)  # fmt: skip
