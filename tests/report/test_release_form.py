"""Form 3, filled by the desk."""

import io
from pathlib import Path

import pytest
from docx import Document

from pipeline.domain.document import ReleaseForm
from pipeline.ingest.word import read_word
from pipeline.report.forms import FormFault, release_channels, release_form
from pipeline.settings.values import Limits

TEMPLATES = Path(__file__).parents[2] / "config" / "forms"
FIELDS = ReleaseForm(
    title="左家塘街道走访慰问老兵",
    unit="左家塘街道退役军人服务站",
    author="张三",
    sensitive=True,
    channels=("市局微信公众号", "红网", "湖南日报"),
    director_opinion="同意发布。\n李主任 2020年5月7日",
    leader_opinion="同意。\n赵副局长 2020年5月8日",
)


def text_of(content: bytes) -> str:
    return "\n".join(cell.text for row in Document(io.BytesIO(content)).tables[0].rows for cell in row.cells)


def test_the_channels_of_the_form_are_those_that_have_a_box() -> None:
    channels = release_channels(TEMPLATES)
    assert len(channels) == 7
    assert "市局微信公众号" in channels
    assert "省退役军人事务厅" in channels


def test_chosen_channels_are_ticked_and_others_written_behind_the_boxes() -> None:
    text = text_of(release_form(TEMPLATES, FIELDS))
    assert "☑市局微信公众号" in text
    assert "□市委办公厅" in text
    assert "其他媒体或杂志：红网、湖南日报" in text
    assert text.count("☑") == 2, "one channel, and 是"


def test_opinions_and_fields_stand_where_they_belong_and_it_is_read_as_form_three() -> None:
    content = release_form(TEMPLATES, FIELDS)
    text = text_of(content)
    for told in (FIELDS.title, FIELDS.unit, FIELDS.author, "同意发布。", "李主任 2020年5月7日", "赵副局长"):
        assert told in text
    assert read_word(content, Limits()).other_form == "release"


def test_a_template_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormFault) as fault:
        release_form(tmp_path, FIELDS)
    assert fault.value.file.name == "form3_release.docx"
