"""Manuscripts: titles, words, guises and formats (rules.md S3; mail.md L9)."""

from base64 import b64encode
from typing import Any

from letters.making import units as u
from letters.making.golden import Attached, Golden, asset, manuscript, photo, piece, review_form, word_file
from letters.making.paper import Manuscript, para, prose, run, table, titled

_UNREAD = "manuscript_unsupported fault "
_GONE = "manuscript_readable fault "


def _paper(name: str, about: str, unit: u.Unit, key: str, paper: Manuscript, /, **more: Any) -> Golden:
    """A piece whose one point is its manuscript."""
    title = more.pop("title", paper.title) or ""
    files = (word_file(paper, type=more.pop("type", "docx")), *_rest(unit, title, len(key) + len(title)))
    return piece(name, about, unit, _subject(unit, key), title, keyword=key, paper=paper, files=files, **more)


def _file(name: str, about: str, unit: u.Unit, key: str, first: Attached, /, **more: Any) -> Golden:
    """A piece whose manuscript is this file; the title is the form's, as no other was read."""
    title = more.pop("title", f"{unit.short}{key}纪实")
    told: dict[str, Any] = {"chars": None, "disposition": "held", "findings": (_UNREAD + first.name,)}
    files = (first, *_rest(unit, title, len(key) + len(title)))
    return piece(name, about, unit, _subject(unit, key), title, keyword=key, files=files, **(told | more))


def _subject(unit: u.Unit, key: str) -> str:
    return f"{'2020' if unit.bureau == 'yuhua' else '2022'}年度+{unit.short}+{key}"


def _rest(unit: u.Unit, title: str, number: int) -> tuple[Attached, ...]:
    form = [review_form(unit, title)] if unit.bureau == "yuhua" else []
    return (*form, photo(number % 8 + 1))


_TRACKED = para(
    style="Title",
    runs=run("高桥街道") + '<w:del w:id="1" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="a"><w:r><w:t>新</w:t></w:r></w:ins>' + run("站揭牌"),
)
_ADDED = '<w:ins w:id="3" w:author="a"><w:r><w:t>，修订后补写的一句</w:t></w:r></w:ins>'
_BOX = (
    '<w:r><w:pict><v:shape style="width:100;height:50"><v:textbox><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p>'
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
_BOXED = "文本框里的一段话，讲的是一位老兵三十年如一日照顾战友父母的故事。"
_MIXED = "5月6日，站里3名工作人员走访COVID-19疫情期间的28户家庭，送去N95口罩500只。"
_MIXED_WORDS = 27 + 7  # 27 characters and signs; 5, 6, 3, COVID-19, 28, N95 and 500
_HTML = "<html><head><meta charset='utf-8'></head><body><h1>圭塘街道网页稿</h1><p>正文。</p></body></html>"
_PAGE = "<html><head><meta charset=gb2312></head><body><h1>黎托街道走访慰问见闻</h1>{}</body></html>"
_MHT = (
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; '
    b'charset="gb2312"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    + b64encode(_PAGE.format("".join(f"<p>{text}</p>" for text in prose(u.LITUO))).encode("gb18030"))
    + b"\r\n--x--\r\n"
)
_ROWS = (
    ("姓名", "从军年份", "立功情况"),
    ("王长林", "一九五〇年", "二等功一次"),
    ("李守义", "一九六二年", "三等功两次"),
)
_OLD_TITLE = "雨花亭老兵宣讲进校园"  # of files/old-word.*
_OLD: dict[str, Any] = {"chars": 177, "disposition": "accepted", "findings": ()}
_VILLAGE = "跳马镇老兵志愿队守护古村落"  # of files/dresses/piece.*
_WRITTEN = "\n".join(prose(u.QINGYANG))


def _tracked() -> Manuscript:
    """Insertions belong to title and text; what was deleted is gone."""
    texts = prose(u.GAOQIAO)
    xml = _TRACKED + "".join(map(para, texts[:-1])) + para(runs=run(texts[-1]) + _ADDED)
    return Manuscript(title="高桥街道新站揭牌", paragraphs=(*texts, "，修订后补写的一句"), xml=xml)


def _headed() -> Manuscript:
    """The name of a paper, its number and date, then the title: 13 + 3 + 6 words above it."""
    title, texts = "深沪镇海上拥军船出航", prose(u.SHENHU)
    head = (
        para(runs=run("深沪镇退役军人工作简报信息", bold=True, size=52), centred=True),
        para("第３期"),
        para("2022年5月6日"),
    )
    xml = "".join([*head, titled(title, "centred"), *map(para, texts)])
    return Manuscript(title=title, paragraphs=texts, xml=xml, chars=sum(map(len, texts)) + 13 + 3 + 6)


def _boxed() -> Manuscript:
    texts = prose(u.DONGTANG)
    xml = titled("东塘街道老兵风采", "styled") + "".join(map(para, texts)) + para(runs=_BOX.format(_BOXED))
    return Manuscript(title="东塘街道老兵风采", paragraphs=(*texts, _BOXED), xml=xml)


def _tabled() -> Manuscript:
    title, texts = "圭塘街道走访功臣名单", prose(u.GUITANG)
    rows = table([[para(cell) for cell in row] for row in _ROWS])
    return manuscript(u.GUITANG, title, paragraphs=(*texts, *(c for row in _ROWS for c in row)), xml="".join(
        [titled(title, "centred"), para(f"{u.GUITANG.name}　张建国", centred=True), *map(para, texts), rows]
    ))  # fmt: skip


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
    return (word_file(manuscript(unit, title)), *_rest(unit, title, 4), other)


_CUT = manuscript(u.SHAZITANG, "砂子塘街道破损纪实").docx()
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION = '<Relationship Id="{id}" Type="{kind}/{what}" Target="{target}" TargetMode="External"/>'
_ELSEWHERE = {
    "word/_rels/settings.xml.rels": "".join((
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">',
        _RELATION.format(id="r1", kind=_KIND, what="attachedTemplate", target="http://templates.example.test/a.dotm"),
        _RELATION.format(id="r2", kind=_KIND, what="hyperlink", target="http://www.example.test/"),
        "</Relationships>",
    )).encode()
}  # fmt: skip
_MACRO = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)}

LETTERS: tuple[Golden, ...] = (
    _paper(
        "title-two_lines", "a title over two lines is one", u.ZUOJIATANG, "双拥晚会",
        manuscript(u.ZUOJIATANG, "军民鱼水情深\n左家塘街道举办双拥晚会"), title="军民鱼水情深左家塘街道举办双拥晚会",
    ),
    _paper(
        "title-centred", "a title known by its size and place", u.DONGSHAN, "夏令营", manuscript(
            u.DONGSHAN, "东山街道军娃夏令营开营", look="centred"),
    ),
    _paper(
        "title-first_line", "a title that is nothing but the first line", u.DONGJING, "农技培训",
        manuscript(u.DONGJING, "洞井街道举办农技培训", look="plain"),
    ),
    _paper(
        "title-none", "no title: the form's stands in", u.JINGWANZI, "节水宣传",
        manuscript(u.JINGWANZI, None, byline=None), title="井湾子街道节水宣传侧记",
        findings=("title_present remark manuscript",),
    ),
    _paper(
        "title-none_jinjiang", "no title and no form: the keyword stands in", u.YONGHE, "渔光互补调研",
        manuscript(u.YONGHE, None, byline=None), title="渔光互补调研", findings=("title_present remark manuscript",),
    ),
    _paper(
        "title-ends_in_information", "a line that stands out and ends in 信息 is the title where there is no other",
        u.XIBIN, "慰问军属", manuscript(u.XIBIN, "西滨镇中秋慰问军属信息", look="centred"),
    ),
    _paper("title-below_letterhead", "a letterhead above the title is not the title", u.SHENHU, "海上拥军", _headed()),
    _paper("text-tracked", "tracked insertions are read, deletions are not", u.GAOQIAO, "新站揭牌", _tracked()),
    _paper("text-text_box", "what stands in a text box is read and counted", u.DONGTANG, "老兵风采", _boxed()),
    _paper("text-table", "a table's words count", u.GUITANG, "功臣名单", _tabled()),
    _paper(
        "text-figures_and_latin", "a figure or a Latin word is one word, as Word counts", u.ANHAI, "疫情走访",
        manuscript(
            u.ANHAI, "安海镇疫情期间走访老兵", paragraphs=(_MIXED, *prose(u.ANHAI)),
            chars=_MIXED_WORDS + sum(map(len, prose(u.ANHAI)))),
    ),
    _paper(
        "text-short", "fewer than 150 words are a remark", u.HOUJIATANG, "简讯一则", manuscript(
            u.HOUJIATANG, "侯家塘街道慰问抗战老兵", paragraphs=("五月六日，街道慰问抗战老兵，送去鲜花和祝福。",)),
        findings=("length remark manuscript",),
    ),
    _paper(
        "text-long", "more than 3000 words are a remark", u.CENTRE, "年度综述", manuscript(
            u.CENTRE, "区退役军人服务中心年度工作综述", paragraphs=prose(u.CENTRE) * 15),
        findings=("length remark manuscript",),
    ),
    _paper(
        "format-docm", "a Word file with macros", u.SHUANGYONG, "双拥画册", manuscript(
            u.SHUANGYONG, "双拥优抚科编印双拥画册", files=_MACRO), type="docm",
        findings=("manuscript_macros remark 稿件.docx",),
    ),
    _paper(
        "format-outside", "a Word file whose template and picture lie elsewhere", u.SHUANGYONG, "双拥诗会", manuscript(
            u.SHUANGYONG, "双拥优抚科举办双拥诗会", files=_ELSEWHERE),
        findings=("manuscript_outside remark 稿件.docx",),
    ),
    _file(
        "format-doc_named_docx", "Word's old format that is named .docx", u.JINGWANZI, "红色讲堂",
        Attached(name="稿件.docx", type="doc", content=asset("old-word.doc")), title=_OLD_TITLE, **_OLD,
    ),
    piece(
        "format-docx_named_doc", "a .docx that is named .doc", u.LONGHU, "2022年度+龙湖镇+侨乡拥军", "龙湖镇侨乡拥军",
        keyword="侨乡拥军", files=(word_file(manuscript(u.LONGHU, "龙湖镇侨乡拥军"), "稿件.doc"), photo(1)),
    ),
    _file(
        "format-doc", "Word's old format is read like the new one", u.YUHUATING, "红色讲堂",
        Attached(name="稿件.doc", type="doc", content=asset("old-word.doc")), title=_OLD_TITLE, **_OLD,
    ),
    _file(
        "format-wps", "Kingsoft's format is read like Word's", u.QINGYANG, "公园共建",
        Attached(name="稿件.wps", type="wps", content=asset("old-word.doc")), title=_OLD_TITLE, **_OLD,
    ),
    piece(
        "format-pdf", "a PDF with its text is read, the form on its last page and the picture in it too", u.TIAOMA,
        "2020年度+跳马镇+古村守护", _VILLAGE, keyword="古村守护", chars=168,
        files=(Attached(name="稿件.pdf", type="pdf", content=asset("dresses/piece.pdf")), photo(3)),
    ),
    _file(
        "format-pdf_scan", "a PDF that is nothing but pictures waits for a person", u.YUHUATING, "古树保护",
        Attached(name="稿件.pdf", type="pdf", content=asset("scan.pdf")),
    ),
    _file(
        "format-pdf_locked", "a PDF with a password is returned", u.YUHUATING, "资料封存",
        Attached(name="稿件.pdf", type="pdf", content=asset("locked.pdf")),
        disposition="returned", findings=(_GONE + "稿件.pdf",),
    ),
    _file(
        "format-odt", "an OpenDocument text is read like a Word file", u.GUITANG, "功臣走访",
        Attached(name="稿件.odt", type="odt", content=asset("dresses/tabled.odt")), title="圭塘街道走访功臣名单",
        chars=187, disposition="accepted", findings=(),
    ),
    _file(
        "format-rtf", "RTF named .doc is read like Word's", u.XIBIN, "海岛慰问",
        Attached(name="稿件.doc", type="rtf", content=asset("old-word.rtf")), title=_OLD_TITLE, **_OLD,
    ),
    _file(
        "format-html_named_doc", "a web page named .doc is read like a Word file", u.GUITANG, "网页留存",
        Attached(name="稿件.doc", type="html", content=_HTML.encode()), title="圭塘街道网页稿",
        chars=3, disposition="accepted", findings=("length remark manuscript",),
    ),
    _file(
        "format-mht_named_doc", "a page saved with its pictures in one file, named .doc", u.LITUO, "单页文件",
        Attached(name="稿件.doc", type="mht", content=_MHT), title="黎托街道走访慰问见闻",
        chars=len("".join(prose(u.LITUO))), disposition="accepted", findings=(),
    ),
    _file(
        "format-xml_named_doc", "XML named .doc waits for a person", u.DONGJING, "旧版文件",
        Attached(name="稿件.doc", type="xml", content=b'<?xml version="1.0"?><w:wordDocument xmlns:w="urn:w"/>'),
    ),
    _file(
        "format-encrypted", "a Word file with a password is returned", u.ANZHI, "加密存档",
        Attached(name="稿件.docx", type="encrypted_office", content=asset("encrypted.docx")),
        disposition="returned", findings=(_GONE + "稿件.docx",),
    ),
    _file(
        "format-cut_off", "a Word file that is cut off is returned", u.SHAZITANG, "破损",
        Attached(name="稿件.docx", type="docx", content=_CUT[: len(_CUT) * 2 // 3]),
        disposition="returned", findings=(_GONE + "稿件.docx",),
    ),
    _file(
        "format-empty_file", "a file of no bytes is returned", u.CIZAO, "空稿",
        Attached(name="稿件.docx", type="docx", content=b""), title="空稿",
        disposition="returned", findings=(_GONE + "稿件.docx",),
    ),
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
            *_rest(u.TIAOMA, "跳马镇老兵志愿队一年记", 5),
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
    _paper(
        "personal-numbers", "an identity number and a mobile number in the text are remarks", u.QINGYANG, "困难救助",
        Manuscript(
            title="青阳街道救助困难老兵",
            paragraphs=("王某，身份证号３６０４２６１９９１０１０１００７１，电话138 0013 8000。", *prose(u.QINGYANG)),
            chars=245,  # a number in three groups is three words
        ),
        findings=("personal_data remark manuscript", "personal_data remark manuscript"),
    ),
)  # fmt: skip
