"""Which lines of a Word file are its title, its byline and its body."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files.raw import docx, p, r, table

from pipeline.demo.papers import manuscript_docx
from pipeline.domain.document import Manuscript
from pipeline.domain.text import word_count
from pipeline.ingest.word import read_word
from pipeline.settings.values import Limits

SAMPLES = Path(__file__).parent / "samples"
LONG = "5月6日，街道退役军人服务站组织志愿者走访慰问辖区老兵，送去米、油和药品，详细询问他们的身体状况。"
SECOND = "老兵们说，国家没有忘记他们。"
CENTRED = '<w:jc w:val="center"/>'
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
    for id_, name in {"T": "Title", "H1": "heading 1", "H2": "heading 2", "S": "Subtitle", "G": "公文标题"}.items()
)


def styled(text: str, style: str) -> str:
    return p(text, properties=f'<w:pStyle w:val="{style}"/>')


def centred(text: str) -> str:
    return p(text, properties=CENTRED)


def big(text: str, size: int = 44) -> str:
    return p(r(text, f'<w:sz w:val="{size}"/>'), properties=CENTRED)


def bold(text: str) -> str:
    return p(r(text, "<w:b/>"))


def manuscript_of(*paragraphs: str) -> Manuscript:
    found = read_word(docx("".join(paragraphs), styles=STYLES), Limits()).manuscript
    assert found is not None
    return found


TITLES = {
    "by Word's title style": ([styled("走访慰问老兵", "T"), p(LONG)], "走访慰问老兵"),
    "by the first heading": ([styled("走访慰问老兵", "H1"), p(LONG)], "走访慰问老兵"),
    "by a style of the office's own": ([styled("走访慰问老兵", "G"), p(LONG)], "走访慰问老兵"),
    "a heading of the text below a centred title is not it": (
        [big("走访慰问老兵"), p(LONG), styled("主要做法", "H1"), p(LONG)],
        "走访慰问老兵",
    ),
    "a numbered heading is not it": ([centred("走访慰问老兵"), styled("一、主要做法", "H1"), p(LONG)], "走访慰问老兵"),
    "of two lines": (
        [big("左家塘街道退役军人服务站"), big("走访慰问老兵"), p(LONG)],
        "左家塘街道退役军人服务站走访慰问老兵",
    ),
    "of two lines in the title style": (
        [styled("情系老兵", "T"), styled("走访慰问暖人心", "T"), p(LONG)],
        "情系老兵走访慰问暖人心",
    ),
    "broken by hand": ([big("情系老兵</w:t><w:br/><w:t>走访慰问"), p(LONG)], "情系老兵走访慰问"),
    "with a subtitle": (
        [big("情系老兵"), centred("——左家塘街道走访慰问纪实"), p(LONG)],
        "情系老兵——左家塘街道走访慰问纪实",
    ),
    "under a red letterhead": (
        [
            big("雨花退役军人工作信息", 72),
            centred("第12期"),
            centred("区退役军人事务局办公室 2020年5月6日"),
            big("走访慰问老兵"),
            p(LONG),
        ],
        "走访慰问老兵",
    ),
    "under an issue number and a date": (
        [centred("简 报"), centred("（第 5 期）"), centred("2020年5月6日"), bold("走访慰问老兵"), p(LONG)],
        "走访慰问老兵",
    ),
    "under a document number": (
        [big("市退役军人事务局文件"), centred("雨退役军人发〔2020〕2号"), big("走访慰问老兵"), p(LONG)],
        "走访慰问老兵",
    ),
    "ending in a unit's name": ([big("市局调研左家塘街道退役军人服务站"), p(LONG)], "市局调研左家塘街道退役军人服务站"),
    "ending like a paper's name": ([big("左家塘街道八一慰问信息"), p(LONG)], "左家塘街道八一慰问信息"),
    "none under a short letterhead": ([big("工作简报"), p(LONG)], None),
    "bold only": ([bold("走访慰问老兵"), p(LONG), p(SECOND)], "走访慰问老兵"),
    "larger only": ([p(r("走访慰问老兵", '<w:sz w:val="32"/>')), p(LONG), p(SECOND)], "走访慰问老兵"),
    "the first short line": ([p("走访慰问老兵"), p(LONG)], "走访慰问老兵"),
    "after its label": ([p("标题：走访慰问老兵"), p(LONG)], "走访慰问老兵"),
    "behind an annex mark and blank lines": ([p(""), p("附件1"), p(""), big("走访慰问老兵"), p(LONG)], "走访慰问老兵"),
    "with Latin words in it": ([big("CPU 与"), big("GPU 班 开课"), p(LONG)], "CPU 与GPU 班 开课"),
    "of two halves": ([big("情系老兵  走访慰问"), p(LONG)], "情系老兵 走访慰问"),
    "letter-spaced": ([big("走 访 慰 问 老 兵"), p(LONG)], "走访慰问老兵"),
    "none where only prose stands": ([p(LONG), p(SECOND)], None),
    "none where the first line is a heading of the text": ([p("一、基本情况"), p(LONG)], None),
    "none where the line is a sentence": ([p("老兵们来了。"), p(LONG)], None),
}


@pytest.mark.parametrize("case", TITLES)
def test_the_title(case):
    paragraphs, title = TITLES[case]
    assert manuscript_of(*paragraphs).title == title


def test_a_letterhead_stays_out_of_the_title_but_not_out_of_the_text():
    found = manuscript_of(big("退役军人工作简报", 72), big("走访慰问老兵"), p(LONG))
    assert found.title == "走访慰问老兵"
    assert LONG in found.body


BYLINES = {
    "a unit and a name under the title": (
        [centred("左家塘街道退役军人服务站 张三")],
        [],
        "左家塘街道退役军人服务站 张三",
    ),
    "a unit under the title": ([centred("左家塘街道退役军人服务站")], [], "左家塘街道退役军人服务站"),
    "a name under the title": ([centred("张 三")], [], "张 三"),
    "a labelled line": ([p("供稿单位：左家塘街道 撰稿人：张三")], [], "供稿单位：左家塘街道 撰稿人：张三"),
    "two labelled lines": ([p("供稿单位：左家塘街道"), p("撰稿人：张三")], [], "供稿单位：左家塘街道；撰稿人：张三"),
    "in brackets under the title": ([centred("（通讯员 张三 李四）")], [], "通讯员 张三 李四"),
    "in brackets at the end": ([], [p("（左家塘街道退役军人服务站 张三）")], "左家塘街道退役军人服务站 张三"),
    "by unit and date at the end": ([], [p("左家塘街道退役军人服务站"), p("2020年5月6日")], "左家塘街道退役军人服务站"),
    "labelled at the end": ([], [p("（撰稿：张三 供图：李四）")], "撰稿：张三 供图：李四"),
    "none": ([], [], ""),
}


@pytest.mark.parametrize("case", BYLINES)
def test_the_byline(case):
    above, below, byline = BYLINES[case]
    found = manuscript_of(big("走访慰问老兵"), *above, p(LONG), p(SECOND), *below)
    assert (found.title, found.byline) == ("走访慰问老兵", byline)
    assert found.body.startswith(f"{LONG}\n{SECOND}")
    assert not byline or byline not in found.body


def test_a_byline_closing_the_last_paragraph_is_taken_out_of_it():
    found = manuscript_of(big("走访慰问老兵"), p(LONG), p(SECOND + "（左家塘街道退役军人服务站 张三）"))
    assert found.byline == "左家塘街道退役军人服务站 张三"
    assert found.body == f"{LONG}\n{SECOND}"


@pytest.mark.parametrize("aside", ["（未完待续）", "（见附图2）", "（截至5月6日24时）"])
def test_another_aside_at_the_end_stays(aside):
    assert manuscript_of(big("走访慰问老兵"), p(LONG), p(SECOND + aside)).body.endswith(SECOND + aside)


def test_a_unit_named_in_the_midst_of_the_text_stays():
    found = manuscript_of(big("走访慰问老兵"), p(LONG), p("左家塘街道退役军人服务站"), p(LONG), p(SECOND), p(LONG))
    assert found.byline == ""
    assert "左家塘街道退役军人服务站\n" in found.body


def test_words_are_those_of_the_body_alone():
    found = manuscript_of(big("走访慰问老兵"), centred("张 三"), p("老兵你好。"), table(("一", "二")))
    assert found.body == "老兵你好。\n一\t二"
    assert found.chars == 7


def test_a_piece_in_a_table_of_one_column_is_read_as_if_it_stood_in_no_table():
    found = manuscript_of(table([centred("走访老兵")], ["供稿：张三"], [p("正文" * 30) + p("正文" * 30)]))
    assert (found.title, found.byline, found.body) == ("走访老兵", "供稿：张三", "\n".join(["正文" * 30] * 2))
    assert found.tables == 0


def test_a_document_without_a_word_is_no_manuscript():
    assert read_word(docx(p("") + p(" \u3000 ")), Limits()).manuscript is None


@pytest.mark.parametrize(
    "name", ["libreoffice_odt_manuscript", "libreoffice_doc_manuscript", "libreoffice_odt_manuscript_with_form"]
)
def test_what_libreoffice_saved_reads_as_what_was_written(name):
    document = read_word((SAMPLES / f"{name}.docx").read_bytes(), Limits())
    found = document.manuscript
    assert found is not None
    assert found.title == "左家塘街道走访慰问老兵"
    assert found.byline == "左家塘街道退役军人服务站 张三"
    assert found.body.startswith("5月6日，左家塘街道退役军人服务站组织志愿者")
    assert found.body.endswith("发放慰问金1.8万元。")
    assert (document.form is not None) == name.endswith("_with_form")
    assert len(document.pictures) == name.endswith("_with_form")


sentences = st.text(alphabet="老兵走访慰问街道组织，、“”8A", min_size=20, max_size=60).map(
    lambda text: f"今天{text}了。"
)


@given(
    title=st.text(alphabet="情系老兵走访慰问暖人心", min_size=5, max_size=24),
    body=st.lists(sentences, min_size=1, max_size=5),
    look=st.sampled_from(["styled", "centred", "plain"]),
    byline=st.sampled_from([None, "左家塘街道退役军人服务站 张三", "撰稿人：李四"]),
)
@settings(max_examples=30, deadline=None)
def test_what_was_written_is_what_is_read(title, body, look, byline):
    found = read_word(manuscript_docx(title, body, byline, look=look), Limits()).manuscript
    assert found == Manuscript(
        title=title, body="\n".join(body), byline=byline or "", chars=word_count("\n".join(body)), tables=0
    )
