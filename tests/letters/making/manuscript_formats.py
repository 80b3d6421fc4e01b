"""Manuscripts: the formats they come in, whatever they are named (mail.md L9)."""

from base64 import b64encode
from typing import Any

from letters.making import units as u
from letters.making.golden import Attached, Golden, asset, manuscript, photo, piece, word_file
from letters.making.manuscript_pieces import GONE, file_piece, paper_piece
from letters.making.paper import prose

_HTML = "<html><head><meta charset='utf-8'></head><body><h1>圭塘街道网页稿</h1><p>正文。</p></body></html>"
_PAGE = "<html><head><meta charset=gb2312></head><body><h1>黎托街道走访慰问见闻</h1>{}</body></html>"
_MHT = (
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; '
    b'charset="gb2312"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    + b64encode(_PAGE.format("".join(f"<p>{text}</p>" for text in prose(u.LITUO))).encode("gb18030"))
    + b"\r\n--x--\r\n"
)
_OLD_TITLE = "雨花亭老兵宣讲进校园"  # of files/old-word.*
_OLD: dict[str, Any] = {"chars": 177, "disposition": "accepted", "findings": ()}
_VILLAGE = "跳马镇老兵志愿队守护古村落"  # of files/dresses/piece.*


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
    paper_piece(
        "format-docm", "a Word file with macros", u.SHUANGYONG, "双拥画册", manuscript(
            u.SHUANGYONG, "双拥优抚科编印双拥画册", files=_MACRO), type="docm",
        findings=("manuscript_macros remark 稿件.docx",),
    ),
    paper_piece(
        "format-outside", "a Word file whose template and picture lie elsewhere", u.SHUANGYONG, "双拥诗会", manuscript(
            u.SHUANGYONG, "双拥优抚科举办双拥诗会", files=_ELSEWHERE),
        findings=("manuscript_outside remark 稿件.docx",),
    ),
    file_piece(
        "format-doc_named_docx", "Word's old format that is named .docx", u.JINGWANZI, "红色讲堂",
        Attached(name="稿件.docx", type="doc", content=asset("old-word.doc")), title=_OLD_TITLE, **_OLD,
    ),
    piece(
        "format-docx_named_doc", "a .docx that is named .doc", u.LONGHU, "2022年度+龙湖镇+侨乡拥军", "龙湖镇侨乡拥军",
        keyword="侨乡拥军", files=(word_file(manuscript(u.LONGHU, "龙湖镇侨乡拥军"), "稿件.doc"), photo(1)),
    ),
    file_piece(
        "format-doc", "Word's old format is read like the new one", u.YUHUATING, "红色讲堂",
        Attached(name="稿件.doc", type="doc", content=asset("old-word.doc")), title=_OLD_TITLE, **_OLD,
    ),
    file_piece(
        "format-wps", "Kingsoft's format is read like Word's", u.QINGYANG, "公园共建",
        Attached(name="稿件.wps", type="wps", content=asset("old-word.doc")), title=_OLD_TITLE, **_OLD,
    ),
    piece(
        "format-pdf", "a PDF with its text is read, the form on its last page and the picture in it too", u.TIAOMA,
        "2020年度+跳马镇+古村守护", _VILLAGE, keyword="古村守护", chars=168,
        files=(Attached(name="稿件.pdf", type="pdf", content=asset("dresses/piece.pdf")), photo(3)),
    ),
    file_piece(
        "format-pdf_scan", "a PDF that is nothing but pictures waits for a person", u.YUHUATING, "古树保护",
        Attached(name="稿件.pdf", type="pdf", content=asset("scan.pdf")),
    ),
    file_piece(
        "format-pdf_locked", "a PDF with a password is returned", u.YUHUATING, "资料封存",
        Attached(name="稿件.pdf", type="pdf", content=asset("locked.pdf")),
        disposition="returned", findings=(GONE + "稿件.pdf",),
    ),
    file_piece(
        "format-odt", "an OpenDocument text is read like a Word file", u.GUITANG, "功臣走访",
        Attached(name="稿件.odt", type="odt", content=asset("dresses/tabled.odt")), title="圭塘街道走访功臣名单",
        chars=187, disposition="accepted", findings=(),
    ),
    file_piece(
        "format-rtf", "RTF named .doc is read like Word's", u.XIBIN, "海岛慰问",
        Attached(name="稿件.doc", type="rtf", content=asset("old-word.rtf")), title=_OLD_TITLE, **_OLD,
    ),
    file_piece(
        "format-html_named_doc", "a web page named .doc is read like a Word file", u.GUITANG, "网页留存",
        Attached(name="稿件.doc", type="html", content=_HTML.encode()), title="圭塘街道网页稿",
        chars=3, disposition="accepted", findings=("length remark manuscript",),
    ),
    file_piece(
        "format-mht_named_doc", "a page saved with its pictures in one file, named .doc", u.LITUO, "单页文件",
        Attached(name="稿件.doc", type="mht", content=_MHT), title="黎托街道走访慰问见闻",
        chars=len("".join(prose(u.LITUO))), disposition="accepted", findings=(),
    ),
    file_piece(
        "format-xml_named_doc", "XML named .doc waits for a person", u.DONGJING, "旧版文件",
        Attached(name="稿件.doc", type="xml", content=b'<?xml version="1.0"?><w:wordDocument xmlns:w="urn:w"/>'),
    ),
    file_piece(
        "format-encrypted", "a Word file with a password is returned", u.ANZHI, "加密存档",
        Attached(name="稿件.docx", type="encrypted_office", content=asset("encrypted.docx")),
        disposition="returned", findings=(GONE + "稿件.docx",),
    ),
    file_piece(
        "format-cut_off", "a Word file that is cut off is returned", u.SHAZITANG, "破损",
        Attached(name="稿件.docx", type="docx", content=_CUT[: len(_CUT) * 2 // 3]),
        disposition="returned", findings=(GONE + "稿件.docx",),
    ),
    file_piece(
        "format-empty_file", "a file of no bytes is returned", u.CIZAO, "空稿",
        Attached(name="稿件.docx", type="docx", content=b""), title="空稿",
        disposition="returned", findings=(GONE + "稿件.docx",),
    ),
)  # fmt: skip
