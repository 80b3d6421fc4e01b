"""The text of a Word file is what a reader of the printed page would see."""

import pytest
from word_files.raw import STRICT, docx, p, r, root, table, tc

from pipeline.ingest.word import read_word
from pipeline.settings.values import Limits

LIMITS = Limits()
TITLE = p("左家塘街道走访慰问老兵", properties='<w:jc w:val="center"/>')
LONG = "5月6日，街道退役军人服务站组织志愿者走访慰问辖区老兵，送去米、油和药品，详细询问他们的身体状况。"


def field(*inside: str) -> str:
    return "".join(f"<w:r>{one}</w:r>" for one in inside)


def mark(kind: str, inside: str = "") -> str:
    return f'<w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar>'


def box(text: str) -> str:
    return f"<w:txbxContent>{p(text)}</w:txbxContent>"


def body_of(*paragraphs: str, **options) -> str:
    manuscript = read_word(docx(TITLE + p(LONG) + "".join(paragraphs), **options), LIMITS).manuscript
    assert manuscript is not None
    assert manuscript.title == "左家塘街道走访慰问老兵"
    first, _, rest = manuscript.body.partition("\n")
    assert first == LONG
    return rest


INLINE = {
    "a tracked insertion is kept": (r("老") + "<w:ins>" + r("战") + "</w:ins>", r("兵"), "老战兵"),
    "a deletion is left out": (r("老"), "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>" + r("兵"), "老兵"),
    "moved text stands where it went": (
        "<w:moveFrom>" + r("兵") + "</w:moveFrom>" + r("老"),
        "<w:moveTo>" + r("兵") + "</w:moveTo>",
        "老兵",
    ),
    "a link shows its words": (r("见"), '<w:hyperlink r:id="x">' + r("官网") + "</w:hyperlink>", "见官网"),
    "a smart tag is read through": ('<w:smartTag w:element="date">' + r("5月") + "</w:smartTag>", r("6日"), "5月6日"),
    "a control is read through": ("<w:sdt><w:sdtContent>" + r("老") + "</w:sdtContent></w:sdt>", r("兵"), "老兵"),
    "a control's prompt is no text": (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + r("单击此处输入") + "</w:sdtContent></w:sdt>",
        r("老兵"),
        "老兵",
    ),
    "a tab parts words": (r("老") + "<w:r><w:tab/></w:r>", r("兵"), "老\t兵"),
    "a line break parts lines": (r("老") + "<w:r><w:br/></w:r>", r("兵"), "老\n兵"),
    "a soft hyphen is invisible": (r("abc") + "<w:r><w:softHyphen/></w:r>", r("de\u00adf"), "abcdef"),
    "a hard hyphen is a hyphen": (r("8") + "<w:r><w:noBreakHyphen/></w:r>", r("1"), "8-1"),
    "hidden text is left out": (r("老"), r("密", "<w:vanish/>") + r("兵", '<w:vanish w:val="0"/>'), "老兵"),
    "a symbol is a character": (r("一"), '<w:r><w:sym w:font="Wingdings" w:char="F0AB"/></w:r>', "一★"),
    "a letter in a pictorial font is the picture": (r("一"), r("R", '<w:rFonts w:ascii="Wingdings 2"/>'), "一☑"),
    "a ruby shows its base": (
        "<w:r><w:ruby><w:rt>" + r("bing") + "</w:rt><w:rubyBase>" + r("兵") + "</w:rubyBase></w:ruby></w:r>",
        r("心"),
        "兵心",
    ),
    "a field shows its result": (
        field(mark("begin"), "<w:instrText>PAGE</w:instrText>", mark("separate"), "<w:t>7</w:t>", mark("end")),
        r("页"),
        "7页",
    ),
    "a field in a field shows its result once": (
        field(
            mark("begin"), "<w:instrText>IF </w:instrText>", mark("begin"), "<w:instrText>PAGE</w:instrText>",
            mark("separate"), "<w:t>3</w:t>", mark("end"), mark("separate"), "<w:t>是</w:t>", mark("end"),
        ),
        r("的"),
        "是的",
    ),
    "a tick in a box by 带圈字符 is a ticked box": (
        field(mark("begin"), r"<w:instrText>eq \o\ac(□,√)</w:instrText>", mark("end")),
        r("否"),
        "☑否",
    ),
    "a simple field shows its result": ('<w:fldSimple w:instr="DATE">' + r("6日") + "</w:fldSimple>", r("晚"), "6日晚"),
    "a check box of a form shows its tick": (
        field(mark("begin", "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"), mark("end")),
        r("否"),
        "☑否",
    ),
    "an unticked check box is an empty box": (
        field(
            mark("begin", '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>'),
            "<w:instrText>FORMCHECKBOX</w:instrText>", mark("separate"), mark("end"),
        ),
        r("否"),
        "□否",
    ),
    "a check box control shows its tick": (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>'
        + r("☒") + "</w:sdtContent></w:sdt>",
        r("否"),
        "☑否",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", INLINE)
def test_within_a_paragraph(case):
    first, second, expected = INLINE[case]
    assert body_of(p(first, second)) == expected


def test_a_field_left_open_swallows_no_text():
    broken = p(field(mark("begin"), "<w:instrText>PAGE</w:instrText>"), "老兵")
    assert body_of(broken, p("第二段")) == "第二段"


def test_a_result_may_span_paragraphs():
    first = p(field(mark("begin"), "<w:instrText>QUOTE</w:instrText>", mark("separate")), "第一段")
    assert body_of(first, p("第二段", field(mark("end")))) == "第一段\n第二段"


def test_a_paragraph_whose_mark_was_deleted_runs_on_in_the_next():
    deleted = "<w:rPr><w:del/></w:rPr>"
    assert body_of(p("老兵", properties=deleted), p("不老")) == "老兵不老"


def test_tracked_changes_are_told():
    assert read_word(docx(TITLE + p("<w:ins>" + r("老") + "</w:ins>")), LIMITS).tracked
    assert not read_word(docx(TITLE + p("老")), LIMITS).tracked


def test_of_an_alternate_content_one_branch_is_read():
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box("文本框里的话")}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box('文本框里的话')}</v:textbox></w:pict></mc:Fallback>"
    both = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    assert body_of(p("前", both)) == "前\n文本框里的话"
    assert body_of(p("前", f"<w:r><mc:AlternateContent>{fallback}</mc:AlternateContent></w:r>")) == "前\n文本框里的话"


def test_an_old_text_box_and_the_words_of_wordart_are_read():
    assert body_of(p("前", f"<w:r><w:pict><v:textbox>{box('框')}</v:textbox></w:pict></w:r>")) == "前\n框"
    assert body_of(p('<w:r><w:pict><v:textpath string="艺术字"/></w:pict></w:r>')) == "艺术字"


def test_a_table_is_read_row_by_row_with_tabs():
    manuscript = read_word(docx(TITLE + p(LONG) + table(("姓名", "年龄\n岁"), ("张三", "90"))), LIMITS).manuscript
    assert manuscript is not None
    assert manuscript.body == f"{LONG}\n姓名\t年龄 岁\n张三\t90"
    assert manuscript.tables == 1


def test_a_deleted_row_is_left_out_and_an_inserted_one_kept():
    gone = "<w:tr><w:trPr><w:del/></w:trPr>" + tc(p("旧"), p("行")) + tc(p("旧")) + "</w:tr>"
    new = "<w:tr><w:trPr><w:ins/></w:trPr>" + tc(p("新")) + tc(p("行")) + "</w:tr>"
    assert body_of(f"<w:tbl>{gone}{new}</w:tbl>") == "新\t行"


def test_a_frame_of_one_cell_around_the_whole_text_is_no_table():
    manuscript = read_word(docx(table((tc(TITLE + p(LONG) + p("第二段。")),))), LIMITS).manuscript
    assert manuscript is not None
    assert (manuscript.title, manuscript.body) == ("左家塘街道走访慰问老兵", f"{LONG}\n第二段。")
    assert manuscript.tables == 0


def test_content_controls_around_blocks_rows_and_cells_are_read_through():
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    row = control("<w:tr>" + tc(p("甲")) + control(tc(p("乙"))) + "</w:tr>")
    assert body_of(control(p("第二段")), f"<w:tbl>{row}</w:tbl>") == "第二段\n甲\t乙"


def test_headers_notes_and_hidden_text_are_in_the_whole_text_only():
    parts = {
        "word/header1.xml": root("hdr", p("页眉") + p('<w:r><w:pict><v:textpath string="水印"/></w:pict></w:r>')),
        "word/footnotes.xml": root("footnotes", f"<w:footnote>{p('脚注')}</w:footnote>"),
    }
    relations = [("r1", "header", "header1.xml"), ("r2", "footnotes", "/word/footnotes.xml")]
    content = docx(TITLE + p(LONG, r("藏", "<w:vanish/>")), parts=parts, relations=relations)
    document = read_word(content, LIMITS)
    assert document.manuscript is not None
    assert document.manuscript.body == LONG
    assert all(word in document.text for word in ("页眉", "水印", "脚注", "藏", "左家塘街道走访慰问老兵", LONG))


def test_deleted_text_is_not_even_in_the_whole_text():
    document = read_word(docx(p("老兵") + p("<w:del><w:r><w:delText>秘密</w:delText></w:r></w:del>")), LIMITS)
    assert "秘密" not in document.text


def test_the_strict_dialect_reads_the_same():
    styles = '<w:style w:type="paragraph" w:styleId="a9"><w:name w:val="Title"/></w:style>'
    body = p("走访慰问老兵", properties='<w:pStyle w:val="a9"/>') + p(LONG) + table(("甲", "乙"))
    assert read_word(docx(body, styles=styles, main=STRICT), LIMITS) == read_word(docx(body, styles=styles), LIMITS)


def test_a_file_without_styles_is_read():
    assert body_of(p("第二段"), styles=None) == "第二段"


def test_words_are_counted_as_word_counts_them():
    cases = {
        "老兵你好。": 5,
        "“八一”建军节": 7,
        "2020年5月6日": 6,
        "新华网 www.news.cn 报道": 6,
        "CPU　和 GPU": 3,
        "　　开头的空格不算": 7,
        "完成率100%，排名第1": 9,
        "（镇）": 3,
    }
    for text, words in cases.items():
        manuscript = read_word(docx(TITLE + p(LONG) + p(text)), LIMITS).manuscript
        base = read_word(docx(TITLE + p(LONG)), LIMITS).manuscript
        assert manuscript is not None
        assert base is not None
        assert manuscript.chars - base.chars == words, text
