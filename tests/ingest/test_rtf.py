"""RTF as Word, Kingsoft Office and others write it: characters, fields, boxes, changes, what stands beside the text."""

from pipeline.domain.document import WordDocument
from pipeline.ingest.rtf import read_rtf
from pipeline.settings.values import Limits

GBK = "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}"
GBK += "{\\f1\\fcharset2 Wingdings;}{\\f2\\fcharset0 Times New Roman;}}{\\stylesheet{\\s15\\qc\\fs44 Title;}}"


def rtf(body: str, head: str = GBK) -> WordDocument:
    return read_rtf(f"{head}{body}}}".encode("latin-1"), Limits())


def gbk(text: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gbk"))


def written(document: WordDocument) -> tuple[str | None, str]:
    assert document.manuscript is not None
    return document.manuscript.title, document.manuscript.body


def test_gbk_bytes_are_chinese_in_a_font_of_any_character_set() -> None:
    body = f"\\pard\\qc\\b\\fs44\\f0 {gbk('老兵宣讲')}\\par\\pard\\plain\\f2 {gbk('正文一段。')}\\par"
    assert written(rtf(body)) == ("老兵宣讲", "正文一段。")


def test_bytes_that_are_not_escaped_are_read_too_a_character_cut_by_a_line_break_as_well() -> None:
    raw = b"\\pard " + "宣讲".encode("gbk")[:1] + b"\r\n" + "宣讲".encode("gbk")[1:] + b"\\par x\\par"
    assert "宣讲" in read_rtf(GBK.encode() + raw + b"}", Limits()).text


def test_the_bytes_that_stand_for_a_unicode_character_are_not_read_twice() -> None:
    assert rtf("\\uc2\\u32769\\'c0\\'cf\\u20853\\'b1\\'f8\\uc0\\u22530\\u-10179\\u-8703 x").text.strip() == "老兵堂😁x"


def test_a_style_named_title_makes_the_title_and_hidden_text_is_read_but_not_shown() -> None:
    body = f"\\pard\\s15 {gbk('站里新事')}\\par\\pard {gbk('正文。')}{{\\v {gbk('绝密')}}}{gbk('结尾。')}\\par"
    found = rtf(body)
    assert written(found) == ("站里新事", "正文。结尾。")
    assert "绝密" in found.text


def test_what_was_deleted_is_gone_and_what_was_inserted_is_read() -> None:
    found = rtf(f"{gbk('标题')}\\par{{\\revised {gbk('新')}}}{{\\deleted {gbk('旧')}}}{gbk('站揭牌。')}\\par")
    assert written(found) == ("标题", "新站揭牌。")
    assert found.tracked
    assert "旧" not in found.text


def test_headers_and_notes_are_read_and_not_shown_and_ignorable_destinations_are_neither() -> None:
    head = f"{{\\header {gbk('内部资料')}\\par}}{{\\*\\xyz hidden}}{{\\info{{\\author someone}}}}"
    found = rtf(f"{head}{gbk('标题')}\\par{gbk('正文')}{{\\footnote {gbk('脚注')}}}{gbk('续。')}\\par")
    assert written(found) == ("标题", "正文续。")
    assert "内部资料" in found.text
    assert "脚注" in found.text
    assert not {"hidden", "someone"} & set(found.text.split())


def test_a_text_box_follows_the_paragraph_it_hangs_on() -> None:
    box = f"{{\\shp{{\\*\\shpinst{{\\sp{{\\sn shapeType}}{{\\sv 202}}}}{{\\shptxt {gbk('框里的话。')}\\par}}}}"
    found = rtf(f"{gbk('标题')}\\par{gbk('前半')}{box}{{\\shprslt x}}}}{gbk('后半。')}\\par")
    assert written(found) == ("标题", "前半后半。\n框里的话。")


def test_words_drawn_behind_the_text_are_read() -> None:
    mark = f"{{\\header{{\\shp{{\\*\\shpinst{{\\sp{{\\sn gtextUNICODE}}{{\\sv {gbk('机密')}}}}}}}}}}}"
    assert "机密" in rtf(f"{mark}{gbk('标题')}\\par{gbk('正文。')}\\par").text


def test_ticks_are_told_as_symbols_and_as_form_fields() -> None:
    field = "{\\field{\\*\\fldinst FORMCHECKBOX {\\*\\formfield{\\fftype1\\ffres%d{\\*\\ffname c}}}}{\\fldrslt}}"
    assert rtf("{\\f1\\'fe}{\\f1\\'a8}\\u-3842?" + field % 1 + field % 0).text.strip() == "☑□☑☑□"


def test_a_table_of_gbk_cells_merged_both_ways_is_the_form_it_is() -> None:
    def row(edges: str, *cells: str) -> str:
        return f"\\trowd{edges}\\pard\\intbl " + "".join(f"{gbk(cell)}\\cell " for cell in cells) + "\\row\n"

    found = rtf(
        row("\\cellx2000\\clmgf\\cellx4000\\clmrg\\cellx8000", "稿件标题", "走访老兵", "")
        + row("\\cellx2000\\cellx4000\\cellx6000\\cellx8000", "供稿单位", "圭塘街道", "撰稿人", "李明")
        + row("\\cellx2000\\cellx8010", "是否涉及敏感内容", "□是 ■否")
        + row("\\clvmgf\\cellx2000\\cellx8000", "初审负责人意见", "同意")
        + row("\\clvmrg\\cellx2000\\cellx8000", "", "赵六")
    ).form
    assert found is not None
    assert (found.title, found.unit, found.author, found.sensitive) == ("走访老兵", "圭塘街道", "李明", False)
    assert found.first_opinion == "同意\n赵六"


def test_the_word_of_a_form_that_is_underlined_or_not_struck_out_is_the_chosen_one() -> None:
    row = "\\trowd\\cellx2000\\cellx8000\\pard\\intbl {}\\cell {}\\cell\\row\n"
    rows = (("稿件标题", gbk("走访")), ("供稿单位", gbk("圭塘")), ("撰稿人", gbk("李明")))
    head = "".join(row.format(gbk(label), value) for label, value in rows)
    for said in (f"{{\\ul {gbk('是')}}} {gbk('否')}", f"{gbk('是')} {{\\strike {gbk('否')}}}"):
        form = rtf(head + row.format(gbk("是否涉及敏感内容"), said)).form
        assert form is not None
        assert form.sensitive is True
