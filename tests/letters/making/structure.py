"""The tree of a letter: parts without names, letters within letters, nothing but attachments (mail.md L5, L6)."""

from letters.making import mail
from letters.making import units as u
from letters.making.golden import Attached, Golden, Leaf, asset, manuscript, photo, piece, review_form, whole, word_file
from letters.making.paper import Manuscript

_INNER = "----=_Inner_3"


def _bare(part: Attached) -> bytes:
    """A part with neither name nor disposition."""
    return mail.leaf(part.content)


def _nameless(unit: u.Unit, title: str) -> tuple[Attached, ...]:
    """A whole piece whose parts are told apart by nothing but their content; the body is part 1."""
    files = whole(unit, title)
    kinds = ("docx", "docx", "jpg")
    return tuple(
        Attached(name="", type=each.type, content=each.content, path=f"part-{n}.{kind}", written=_bare(each))
        for n, (each, kind) in enumerate(zip(files, kinds, strict=True), 2)
    )


def _inline(content: bytes, name: str, kind: str) -> bytes:
    """A picture shown inside the text."""
    shown = mail.word(name, "utf-8")
    return mail.leaf(content, f'image/{kind}; name="{shown}"', ("Content-ID", f"<{len(content)}@foxmail>"))


def _related(unit: u.Unit, title: str, picture: bytes) -> bytes:
    """A letter as Foxmail writes it: text and HTML, a picture inside the HTML, files behind them."""
    html = mail.text("<html><body><p>稿件请查收。</p><img src='cid:1@foxmail'></body></html>", subtype="html")
    both = mail.multipart([mail.text("稿件请查收。"), html], "alternative", "----=_Alternative_1")
    related = mail.multipart([both, picture], "related", "----=_Related_2")
    files = [manuscript(unit, title).docx(), review_form(unit, title).content]
    names = ("稿件.docx", "信息稿件审核表.docx")
    return mail.multipart([related, *map(mail.attachment, names, files)])


def _forwarded(inner: bytes, *, coded: bool) -> bytes:
    """A letter attached to a letter."""
    if coded:
        return mail.leaf(inner, "message/rfc822")
    return mail.entity([("Content-Type", "message/rfc822"), ("Content-Disposition", "attachment")], inner)


def _letter_of(unit: u.Unit, title: str, name: str) -> bytes:
    """The letter that is forwarded: with a manuscript, from another unit."""
    parts = [mail.text("请审阅。"), mail.attachment("来稿.docx", manuscript(unit, title).docx())]
    subject = mail.words(f"2020年度+{unit.short}+来稿")
    return mail.envelope(unit, subject, name) + mail.multipart(parts, boundary=_INNER)


def _envelope_of(title: str, *, path: str, raw: bytes | None, coded: bool, unit: u.Unit) -> Attached:
    """The attached letter and the manuscript inside it."""
    inner = _letter_of(u.DONGTANG, title, path)
    inside = Leaf(
        name="来稿.docx", type="docx", path=f"{path}!/来稿.docx", content=manuscript(u.DONGTANG, title).docx()
    )
    part = _forwarded(inner, coded=coded)
    return Attached(name="", type="eml", content=raw or inner, path=path, written=part, inside=(inside,))


def _single(paper: Manuscript) -> bytes:
    """No multipart: the letter's own body is the Word file."""
    return mail.attachment("稿件.docx", paper.docx())


_T = {
    "nameless": "左家塘街道开展国防教育",
    "inline": "高桥街道义务剪发进社区",
    "logo": "东塘街道召开支部会议",
    "coded": "东塘街道转来的稿件",
    "plain": "东塘街道转来的另一篇稿件",
    "own": "黎托街道自办活动",
    "html": "洞井街道庭院消杀",
    "bodyless": "东山街道慰问抗疫老兵",
    "single": "金井镇老兵巡海日记",
}
_T |= {"signed": "区退役军人服务中心启用电子签名", "deep": "内坑镇层层转发的稿件"}
_SIGNATURE = Attached(
    name="smime.p7s", type="p7s",
    content=b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80" + bytes(48),
)  # fmt: skip


def _signed() -> bytes:
    parts = [mail.attachment(each.name, each.content) for each in whole(u.CENTRE, _T["signed"])]
    inner = mail.multipart([mail.text("稿件请查收。"), *parts], boundary=_INNER)
    signature = mail.leaf(
        _SIGNATURE.content, "application/pkcs7-signature; name=smime.p7s",
        ("Content-Disposition", "attachment; filename=smime.p7s"),
    )  # fmt: skip
    return mail.multipart([inner, signature], "signed")


def _deep(levels: int) -> bytes:
    files = whole(u.NEIKENG, _T["deep"])
    inner = mail.multipart(
        [mail.text("稿件请查收。"), *(mail.attachment(each.name, each.content) for each in files)],
        boundary="----=_Deep_0",
    )
    for level in range(1, levels):
        inner = mail.multipart([inner], boundary=f"----=_Deep_{level}")
    return inner


_CODED = _envelope_of(_T["coded"], path="part-2.eml", raw=None, coded=True, unit=u.OFFICE)
_PLAIN = _envelope_of(_T["plain"], path="part-2.eml", raw=None, coded=False, unit=u.OFFICE)
_BESIDE = _envelope_of("东塘街道早先的一篇稿件", path="part-5.eml", raw=None, coded=True, unit=u.LITUO)

LETTERS: tuple[Golden, ...] = (
    piece(
        "structure-nameless", "parts without name and disposition, known by their content", u.ZUOJIATANG,
        "2020年度+左家塘+国防教育", _T["nameless"], keyword="国防教育", files=_nameless(u.ZUOJIATANG, _T["nameless"]),
    ),
    piece(
        "structure-inline_picture", "a photograph inside the HTML counts as one", u.GAOQIAO, "2020年度+高桥+义务剪发",
        _T["inline"], keyword="义务剪发",
        content=_related(u.GAOQIAO, _T["inline"], _inline(asset("photo-2.jpg"), "剪发.jpg", "jpeg")),
        files=(photo(2, "剪发.jpg"), *whole(u.GAOQIAO, _T["inline"])[:2]),
    ),
    piece(
        "structure-logo", "the logo of a signature is no photograph", u.DONGTANG, "2020年度+东塘+支部会议", _T["logo"],
        keyword="支部会议", content=_related(u.DONGTANG, _T["logo"], _inline(asset("logo.png"), "logo.png", "png")),
        files=(
            Attached(name="logo.png", type="png", content=asset("logo.png")), *whole(u.DONGTANG, _T["logo"])[:2],
        ),
        findings=("pictures_present remark pictures",),
    ),
    piece(
        "structure-forwarded_base64", "a letter forwarded in base64: its manuscript counts, its sender does not",
        u.OFFICE, "2020年度+办公室+转来稿件", _T["coded"], keyword="转来稿件",
        paper=manuscript(u.DONGTANG, _T["coded"]),
        files=(_CODED, review_form(u.OFFICE, _T["coded"]), photo(1)), findings=("forwarded_piece info sender",),
    ),
    piece(
        "structure-forwarded_plain", "a letter forwarded as it is", u.OFFICE, "2020年度+办公室+另转稿件", _T["plain"],
        keyword="另转稿件", paper=manuscript(u.DONGTANG, _T["plain"]), unencoded=("part-2.eml",),
        files=(_PLAIN, review_form(u.OFFICE, _T["plain"]), photo(3)), findings=("forwarded_piece info sender",),
    ),
    piece(
        "structure-forwarded_beside", "a forwarded letter beside an own manuscript: the own one counts", u.LITUO,
        "2020年度+黎托+自办活动", _T["own"], keyword="自办活动", files=(*whole(u.LITUO, _T["own"]), _BESIDE),
        findings=("forwarded_piece info sender",),
    ),
    piece(
        "structure-html_only", "a body in HTML alone", u.DONGJING, "2020年度+洞井+庭院消杀", _T["html"],
        keyword="庭院消杀",
        content=mail.multipart([
            mail.text("<div>稿件请查收。</div>", subtype="html"),
            *(mail.attachment(each.name, each.content) for each in whole(u.DONGJING, _T["html"])),
        ]),
        files=whole(u.DONGJING, _T["html"]),
    ),
    piece(
        "structure-no_body", "attachments and no text", u.DONGSHAN, "2020年度+东山+慰问老兵", _T["bodyless"],
        keyword="慰问老兵",
        content=mail.multipart([
            mail.attachment(each.name, each.content) for each in whole(u.DONGSHAN, _T["bodyless"])
        ]),
        files=whole(u.DONGSHAN, _T["bodyless"]),
    ),
    piece(
        "structure-single_part", "the letter itself is the Word file", u.JINJING, "2022年度+金井镇+巡海日记",
        _T["single"],
        keyword="巡海日记", content=_single(manuscript(u.JINJING, _T["single"])),
        files=(word_file(manuscript(u.JINJING, _T["single"])),), findings=("pictures_present remark pictures",),
    ),
    piece(
        "structure-signed", "a letter with an S/MIME signature", u.CENTRE, "2020年度+区退役军人服务中心+电子签名",
        _T["signed"],
        keyword="电子签名", content=_signed(), files=(*whole(u.CENTRE, _T["signed"]), _SIGNATURE),
    ),
    piece(
        "structure-deep", "the attachments lie eight multiparts deep", u.NEIKENG, "2022年度+内坑镇+层层转发",
        _T["deep"],
        keyword="层层转发", content=_deep(8), files=whole(u.NEIKENG, _T["deep"]),
    ),
    piece(
        "structure-many_headers", "more header lines than the desk reads: a person looks at the letter", u.LITUO,
        "2020年度+黎托+信头冗长", "信头冗长", keyword="信头冗长", files=(), chars=None, disposition="held",
        change={f"X-Trace#{n}": f"hop {n}" for n in range(600)},
        findings=(
            "too_large fault letter", "manuscript_present fault manuscript", "form_present fault form",
            "pictures_present remark pictures",
        ),
    ),
)  # fmt: skip
