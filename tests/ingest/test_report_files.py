"""Adoption reports in files as programs really write them: Word with links, web pages called .xls, text files."""

from datetime import date
from pathlib import Path

import pytest
from word_files.raw import docx, p, table, tc

from pipeline.domain.document import WordDocument
from pipeline.domain.imported import ImportKind
from pipeline.ingest.import_table import read_import
from pipeline.ingest.text_file import read_text_file
from pipeline.ingest.word import read_word
from pipeline.settings.values import Limits

HEADING = ("序号", "信息稿件名称", "采用刊物或新媒体", "链接", "刊发日期")
ROW = ("1", "走访慰问老兵", "泉州晚报", "https://a.example.com/1", "2022年4月3日")
SPELLED = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (HEADING, ROW))
PAGE = f"<html><body><table>{SPELLED}</table></body></html>"
LONG = "近日，镇退役军人服务站组织工作人员深入社区走访慰问，看望辖区退役军人，了解他们的身体状况和家庭生活。" * 3


def read(*blocks: str, **options: object) -> WordDocument:
    return read_word(docx("".join(blocks), **options), Limits())  # type: ignore[arg-type]


def test_an_address_behind_words_in_a_word_table_is_the_link() -> None:
    link = tc(p('<w:hyperlink r:id="rL"><w:r><w:t>点击阅读</w:t></w:r></w:hyperlink>'))
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        f'<Relationships xmlns="{package}"><Relationship Id="rL" Type="{office}/hyperlink" '
        'Target="https://a.example.com/1" TargetMode="External"/></Relationships>'
    )
    parts = {"word/_rels/document.xml.rels": rels}
    document = read(table(HEADING, (*ROW[:3], link, ROW[4])), parts=parts)
    assert [row.url for row in document.report] == ["https://a.example.com/1"]


def test_cells_merged_downwards_stand_for_each_row() -> None:
    top, under = (
        tc(p(text), properties=f"<w:vMerge{said}/>") for text, said in ((ROW[1], ' w:val="restart"'), ("", ""))
    )
    document = read(table(HEADING, ("1", top, *ROW[2:]), ("2", under, "红网", "", "4月5日")))
    assert [(row.title, row.outlet) for row in document.report] == [(ROW[1], "泉州晚报"), (ROW[1], "红网")]


def test_a_table_that_goes_on_without_its_heading_is_read_on() -> None:
    document = read(table(HEADING, ROW), p(""), table(("2", "宣讲", "红网", "", "2022.4.5")))
    assert [row.title for row in document.report] == ["走访慰问老兵", "宣讲"]


def test_the_words_above_a_table_tell_its_year() -> None:
    document = read(p("2021年12月投稿及采用情况"), p("填报单位：安海镇"), table(HEADING, (*ROW[:4], "12月3日")))
    assert document.report[0].date == date(2021, 12, 3)
    assert document.manuscript is None


@pytest.mark.parametrize(
    ("heading", "is_report"),
    [(("标题", "采用媒体", "日期"), False), (HEADING, True)],
)
def test_a_table_of_adoptions_within_a_manuscript_is_a_report_only_where_it_is_annex_2(heading, is_report) -> None:
    document = read(p("走访工作总结"), p(LONG), table(heading, ROW[: len(heading)]))
    assert (document.other_form == "adoption_report") is is_report
    assert document.manuscript is not None


def test_a_short_letter_above_the_table_does_not_make_it_a_manuscript() -> None:
    note = p("局办公室：现将我镇2022年4月份信息宣传稿件采用情况报上，请予审核登记。")
    document = read(note, table(("标题", "采用媒体", "日期"), ("走访", "红网", "4月3日")))
    assert [row.date for row in document.report] == [date(2022, 4, 3)]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PAGE.encode("gbk"), "html"),
        (",".join(HEADING).encode() + b"\n" + ",".join(ROW).encode(), "csv"),
        ("\t".join(HEADING).encode() + b"\r\n" + "\t".join(ROW).encode(), "txt"),
    ],
)
def test_text_files_are_read_whatever_they_are_called(content: bytes, kind: str) -> None:
    document = read_text_file(content, kind, Limits())
    assert document.other_form == "adoption_report"
    assert [(row.title, row.url, row.date) for row in document.report] == [(ROW[1], ROW[3], date(2022, 4, 3))]


def test_any_other_text_file_is_only_text() -> None:
    document = read_text_file("说明：图片三张".encode(), "txt", Limits())
    assert (document.other_form, document.report, document.text) == (None, (), "说明：图片三张")


def test_a_web_page_called_xls_can_be_imported(tmp_path: Path) -> None:
    file = tmp_path / "导出.xls"
    file.write_bytes(PAGE.encode("gbk"))
    found = read_import(ImportKind.ADOPTIONS, file, Limits(), today=date(2022, 5, 1))
    assert found.mistakes == ()
    assert [row.place for row in found.rows] == ["《导出.xls》第2行"]
