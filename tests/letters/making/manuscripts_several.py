"""Manuscripts: several in a letter, copies beside them, one in the mail's text, none at all (mail.md L9)."""

from letters.making import units as u
from letters.making.golden import Attached, Golden, asset, manuscript, photo, piece, review_form, word_file
from letters.making.manuscript_pieces import rest
from letters.making.paper import prose

_WRITTEN = "\n".join(prose(u.QINGYANG))


def _two() -> tuple[Attached, ...]:
    first, second = manuscript(u.TONGSHENG, "同升街道第一篇稿件"), manuscript(u.TONGSHENG, "同升街道第二篇稿件")
    files = (word_file(first, "甲.docx"), word_file(second, "乙.docx"))
    return (*files, review_form(u.TONGSHENG, "同升街道第一篇稿件"), photo(1))


def _twice() -> tuple[Attached, ...]:
    paper = manuscript(u.LITUO, "黎托街道同稿两份")
    again = manuscript(u.LITUO, "黎托街道同稿两份", look="centred")  # another file, the same words
    return (
        word_file(paper, "稿件.docx"),
        word_file(again, "稿件（终稿）.docx"),
        review_form(u.LITUO, "黎托街道同稿两份"),
        photo(2),
    )


def _beside(unit: u.Unit, title: str, other: Attached) -> tuple[Attached, ...]:
    return (word_file(manuscript(unit, title)), *rest(unit, title, 4), other)


LETTERS: tuple[Golden, ...] = (
    piece(
        "several-two", "two manuscripts go to a person", u.TONGSHENG, "2020年度+同升+两篇稿件", "同升街道第一篇稿件",
        keyword="两篇稿件",
        files=_two(), chars=None, disposition="held", findings=("manuscript_single fault manuscript",),
    ),
    piece(
        "several-same_twice", "the same words in two files are one manuscript", u.LITUO, "2020年度+黎托+同稿两份",
        "黎托街道同稿两份", keyword="同稿两份", files=_twice(),
    ),
    piece(
        "several-pdf_scan", "a scan of the sealed paper beside the Word file is a remark", u.GAOQIAO,
        "2020年度+高桥+盖章扫描", "高桥街道盖章扫描附后",
        keyword="盖章扫描", findings=("part_unreadable remark 稿件盖章.pdf",), files=_beside(
            u.GAOQIAO, "高桥街道盖章扫描附后", Attached(name="稿件盖章.pdf", type="pdf", content=asset("scan.pdf"))),
    ),
    piece(
        "several-pdf_copy", "a PDF beside the Word file it was made from is its copy", u.TIAOMA,
        "2020年度+跳马镇+志愿一年", "跳马镇老兵志愿队一年记", keyword="志愿一年", chars=672,
        files=(
            Attached(name="稿件.docx", type="docx", content=asset("dresses/long.docx")),
            Attached(name="稿件.pdf", type="pdf", content=asset("dresses/long.pdf")),
            *rest(u.TIAOMA, "跳马镇老兵志愿队一年记", 5),
        ),
    ),
    piece(
        "several-in_the_mail", "the piece stands in the text of the mail", u.QINGYANG, "2022年度+青阳街道+口述历史",
        "口述历史",
        keyword="口述历史", body=_WRITTEN, files=(photo(2),), chars=None, disposition="returned",
        findings=("manuscript_present fault manuscript",),
    ),
    piece(
        "several-nothing", "nothing attached", u.NEIKENG, "2022年度+内坑镇+忘了附件", "忘了附件", keyword="忘了附件",
        files=(),
        chars=None, disposition="returned",
        findings=("manuscript_present fault manuscript", "pictures_present remark pictures"),
    ),
)  # fmt: skip
