"""Secrecy markings seal a letter, ordinary words do not; inner markings hold (design.md §4.7, rules.md S6)."""

from typing import Any

from letters.making import mail
from letters.making import units as u
from letters.making.archives import archive, gbk_zip
from letters.making.golden import Attached, Golden, Leaf, manuscript, photo, piece, sealed, whole, word_file
from letters.making.paper import Manuscript, para, prose, table, titled

_SEALED = "secrecy_marking fault "
_INNER = "internal_marking fault "


def _seal(name: str, about: str, unit: u.Unit, key: str, where: str, /, **more: Any) -> Golden:
    """A sealed letter: nothing that was written in it is told, whatever else is wrong with it."""
    title = f"{unit.short}{key}专项情况"
    files = more.pop("files", None) or whole(unit, title, more.get("paper"), name)
    year = "2020" if unit.bureau == "yuhua" else "2022"
    told: dict[str, Any] = {
        "disposition": "sealed", "findings": (_SEALED + where,), "subject": None, "keyword": None, "title": None,
        "chars": None, "parts": sealed(files),
    }  # fmt: skip
    return piece(f"secrecy-{name}", about, unit, f"{year}年度+{unit.short}+{key}", title, files=files, **(told | more))


def _said(name: str, about: str, unit: u.Unit, key: str, *sentences: str, **more: Any) -> Golden:
    """An ordinary letter whose manuscript has these sentences."""
    title = f"{unit.short}{key}工作动态"
    paper = manuscript(unit, title, paragraphs=(*prose(unit), *sentences))
    year = "2020" if unit.bureau == "yuhua" else "2022"
    return piece(
        f"secrecy-{name}", about, unit, f"{year}年度+{unit.short}+{key}", title, keyword=key, paper=paper, **more
    )


def _first_lines(unit: u.Unit, key: str, *lines: str, words: int = 0) -> Manuscript:
    """A manuscript with lines above its title, which belong to the text and are counted: their words are `chars`."""
    title, texts = f"{unit.short}{key}专项情况", prose(unit)
    xml = "".join([*map(para, lines), titled(title, "centred"), *map(para, texts)])
    return Manuscript(title=title, paragraphs=texts, xml=xml, chars=sum(map(len, texts)) + words)


def _in_table(unit: u.Unit, key: str) -> Manuscript:
    title, texts = f"{unit.short}{key}专项情况", prose(unit)
    rows = table([[para("密级"), para("秘密")], [para("保密期限"), para("一年")]])
    return Manuscript(title=title, paragraphs=texts, xml=titled(title, "styled") + rows + "".join(map(para, texts)))


def _zipped() -> Attached:
    name, word = "〔机密〕名单.docx", manuscript(u.LITUO, "黎托街道名单").docx()
    inside = (Leaf(name=name, type="docx", path=f"名单.zip!/{name}", content=word),)
    return archive("名单.zip", gbk_zip({name: word}), inside)


def _forwarded() -> Attached:
    word = manuscript(u.DONGTANG, "东塘街道转来材料").docx()
    parts = [mail.text("密级：秘密\n请阅。"), mail.attachment("材料.docx", word)]
    inner = mail.envelope(u.DONGTANG, "fwd", "secrecy-inner") + mail.multipart(parts, boundary="----=_Inner_5")
    inside = (Leaf(name="材料.docx", type="docx", path="part-2.eml!/材料.docx", content=word),)
    written = mail.leaf(inner, "message/rfc822")
    return Attached(name="", type="eml", content=inner, path="part-2.eml", written=written, inside=inside)


_MARKED_NAME = (word_file(manuscript(u.GAOQIAO, "高桥街道摸排情况"), "〔秘密〕摸排情况.docx"), photo(1))
_LETTERHEAD = manuscript(u.ZUOJIATANG, "左家塘街道涉军专项情况", header="秘密★1年")

LETTERS: tuple[Golden, ...] = (
    _seal("in_header", "秘密★1年 in the page's header", u.ZUOJIATANG, "涉军", "document", paper=_LETTERHEAD),
    _seal("file_name", "a file named 〔秘密〕…", u.GAOQIAO, "摸排", "name", files=_MARKED_NAME),
    _seal(
        "own_line", "机密 on a line of its own above the title", u.DONGTANG, "台账", "document",
        paper=_first_lines(u.DONGTANG, "台账", "机密"),
    ),
    _seal(
        "spaced_star", "绝 密 ★ 长期, spaced out", u.GUITANG, "预案", "document",
        paper=_first_lines(u.GUITANG, "预案", "绝 密 ★ 长期"),
    ),
    _seal("label_in_table", "密级 and 秘密 in two cells", u.DONGSHAN, "名录", "document", paper=_in_table(u.DONGSHAN,
    "名录")),
    _seal(
        "subject", "【机密】 in the subject", u.DONGJING, "【机密】集结", "subject",
    ),
    _seal("mail_text", "密级：秘密 in the mail's text, in GBK under the label gb2312", u.TONGSHENG, "调查", "text",
          body="密级：秘密\n镕喆堃同志：材料请查收。"),
    _seal("in_zip", "a marked name inside a zip", u.LITUO, "名单", "name", files=(_zipped(), photo(2))),
    _seal("forwarded", "a marking in the text of a forwarded letter", u.OFFICE, "转件", "document",
    files=(_forwarded(),)),
    _seal("jinjiang", "the other bureau: 秘密级 behind a label", u.YONGHE, "排查", "document",
          paper=_first_lines(u.YONGHE, "排查", "保密级别：秘密级")),
    _seal(
        "unknown_sender", "a stranger's letter is sealed as well", u.SHAZITANG, "外来", "document", unit=None,
        paper=_first_lines(u.SHAZITANG, "外来", "密级：机密★5年"), sender="chen@elsewhere.test",
        change={"From": "chen@elsewhere.test"},
    ),
    _seal(
        "machine_made", "an automatic letter is sealed before anything else", u.TIAOMA, "自动转发", "document",
        kind="auto_reply", paper=_first_lines(u.TIAOMA, "自动转发", "秘密★3年"),
        change={"Auto-Submitted": "auto-forwarded"},
    ),
    _said(
        "ordinary_words", "保密工作, 秘密武器 and 商业秘密 are ordinary words", u.SHUANGYONG, "保密教育",
        "会议强调，要抓好保密工作，严防失密泄密；老兵们笑称，坚持锻炼是他们的秘密武器。企业的商业秘密同样受法律保护。",
        "学习内容包括绝密、机密、秘密三级的划分。",
    ),
    _said(
        "quoted_receipt", "our own words about secrecy, quoted in a reply", u.CENTRE, "回信引用",
        body="新稿请查收。\n\n> 涉密信息请通过保密渠道报送，密级文件不得发送。\n> 绝密、机密、秘密一律不收。",
    ),
    _said("inner_in_sentence", "工作秘密 inside a sentence", u.ANZHI, "保密纪律",
    "全体人员要严格保守工作秘密，内部资料不得外传。"),
    _said("no_level", "密级：无 is no marking", u.CENTRE, "服务公开", "密级：无"),
    _said("starred_word", "a star beside another word", u.NEIKENG, "五星服务",
    "★五星服务：拥军优属秘诀，一年三次走访。"),
    piece(
        "secrecy-inner_material", "内部资料 above the title goes to a person", u.HOUJIATANG, "2020年度+侯家塘街道+参阅",
        "侯家塘街道参阅专项情况", keyword="参阅",
        paper=_first_lines(u.HOUJIATANG, "参阅", "内部资料　注意保存", words=8), disposition="held",
        findings=(_INNER + "document",),
    ),
    piece(
        "secrecy-work_secret", "工作秘密★ goes to a person", u.J_OFFICE, "2022年度+局办公室+研判",
        "局办公室研判专项情况",
        keyword="研判", paper=_first_lines(u.J_OFFICE, "研判", "工作秘密★6个月", words=7), disposition="held",
        findings=(_INNER + "document",),
    ),
    piece(
        "secrecy-inner_name", "a file named （内部资料）…", u.J_CENTRE, "2022年度+市退役军人服务中心+汇编",
        "市退役军人服务中心汇编说明",
        keyword="汇编", disposition="held", findings=(_INNER + "name",),
        files=(word_file(manuscript(u.J_CENTRE, "市退役军人服务中心汇编说明"), "（内部资料）汇编.docx"), photo(3)),
    ),
)  # fmt: skip
