"""Word templates filled: when the parts for it are loaded, and that the same values make the same file."""

import io
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
import jinja2
import pytest

from pipeline.report.docx_filling import Link, filled
from pipeline.report.same_bytes import Properties, word_bytes

MADE = Properties(title="通报", author="局办公室", made_at=datetime(2022, 6, 1, 1, 0, tzinfo=UTC))


def template(folder: Path, *paragraphs: str) -> Path:
    paper = docx.Document()
    for text in paragraphs:
        paper.add_paragraph(text)
    path = folder / "template.docx"
    paper.save(str(path))
    return path


def test_a_receipt_can_be_written_without_waiting_for_the_word_and_chart_programs():
    loaded = (
        "import sys, pipeline.report.receipts, pipeline.report.notices\n"
        "print([m for m in ('docx', 'docxtpl', 'matplotlib', 'numpy', 'xlsxwriter') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_same_values_make_the_same_bytes(tmp_path):
    path = template(tmp_path, "{{ title }}")
    first, second = (word_bytes(filled(path, {"title": "走访"}), MADE) for _ in range(2))
    assert first == second


def test_the_papers_properties_tell_who_made_it_and_when(tmp_path):
    core = docx.Document(io.BytesIO(word_bytes(filled(template(tmp_path, "正文"), {}), MADE))).core_properties
    assert (core.title, core.author, core.last_modified_by) == ("通报", "局办公室", "局办公室")
    assert core.created == core.modified == datetime(2022, 6, 1, 1, 0, tzinfo=UTC)


def test_no_member_of_the_archive_tells_the_machines_hour(tmp_path):
    content = word_bytes(filled(template(tmp_path, "正文"), {}))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_link_opens_its_page_and_words_without_one_stay_words(tmp_path):
    path = template(tmp_path, "{{r there }}", "{{r nowhere }}")
    paper = filled(
        path, {"there": Link(text="查看", url="https://a.example/?a=1&b=<2>"), "nowhere": Link(text="<无>", url="")}
    )
    paper = docx.Document(io.BytesIO(word_bytes(paper)))
    (link,) = paper.paragraphs[0].hyperlinks
    assert (link.text, link.address) == ("查看", "https://a.example/?a=1&b=<2>")
    assert (paper.paragraphs[1].text, paper.paragraphs[1].hyperlinks) == ("<无>", [])


def test_a_name_that_nobody_gave_is_told(tmp_path):
    with pytest.raises(jinja2.UndefinedError):
        filled(template(tmp_path, "{{ tittle }}"), {"title": "走访"})
