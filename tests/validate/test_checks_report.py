"""Adoption reports at the checks: what was read needs no person, what could not be read does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from builders.letters import Shelf, arrive, attachment, bureau, form, letter, photo, unread, word

from pipeline.domain.document import WordDocument
from pipeline.domain.finding import Finding
from pipeline.domain.piece import Incoming
from pipeline.domain.reported import ReportedRow
from pipeline.domain.words import Disposition, LetterKind, Severity
from pipeline.ingest.assemble import assemble
from pipeline.validate.engine import run_checks

Cases = Callable[..., list[str]]
ROWS = (
    ReportedRow(place="第2行", title="走访", outlet="红网"),
    ReportedRow(place="第3行", title="", doubt="没有写稿件名称"),
)


def report(*rows: ReportedRow, name: str = "附件2.docx") -> object:
    return attachment(name, "docx", document=WordDocument(other_form="adoption_report", report=rows))


def with_report(*parts: object, rows: tuple[ReportedRow, ...] = ROWS) -> Incoming:
    return arrive("2020年度+左家塘+采用情况", (report(*rows), *parts))  # type: ignore[arg-type]


def disposition(incoming: Incoming) -> Disposition:
    return run_checks(incoming, bureau()).disposition


def test_a_report_whose_rows_were_read_is_accepted_and_tells_how_many(
    told: Callable[..., dict[str, Finding]],
) -> None:
    incoming = with_report(rows=ROWS[:1])
    assert disposition(incoming) is Disposition.ACCEPTED
    assert told(incoming)["report_rows"].severity is Severity.INFO
    assert "共1条" in told(incoming)["report_rows"].message


def test_doubtful_rows_are_counted(cases: Cases, told: Callable[..., dict[str, Finding]]) -> None:
    assert cases("report_rows", with_report()) == ["doubtful"]
    assert "2条" in told(with_report())["report_rows"].message
    assert "1条" in told(with_report())["report_rows"].message


def test_a_report_without_a_readable_row_waits_for_the_office(cases: Cases) -> None:
    empty = with_report(rows=())
    assert empty.kind is LetterKind.ADOPTION_REPORT
    assert disposition(empty) is Disposition.HELD
    assert cases("other_letter", empty) == ["adoption_report"]
    assert cases("report_rows", empty) == []


@pytest.mark.parametrize("name", ["稿件.doc", "附件2.wps", "情况.pdf"])
def test_a_report_beside_a_document_nobody_could_read_waits(cases: Cases, name: str) -> None:
    incoming = with_report(unread(name, name.rpartition(".")[2], "unsupported"))
    assert cases("other_letter", incoming) == ["adoption_report"]


def test_a_screenshot_beside_a_report_is_nothing_to_wait_for() -> None:
    assert disposition(with_report(photo("截图.jpg"))) is Disposition.ACCEPTED


def test_a_piece_beside_a_report_is_registered_and_goes_to_the_office(cases: Cases) -> None:
    for parts in ((word(),), (form(),), (word(), form(), photo())):
        incoming = with_report(*parts)
        assert incoming.kind is LetterKind.SUBMISSION
        assert disposition(incoming) is Disposition.HELD
        assert cases("report_beside_piece", incoming) == ["default"]


def test_a_piece_alone_is_asked_nothing_about_reports() -> None:
    checked = run_checks(arrive(parts=(word(), form(), photo())), bureau()).checked
    assert {"report_rows", "report_beside_piece"}.isdisjoint(line.code for line in checked)


def test_a_report_in_the_body_counts_like_one_in_a_file() -> None:
    incoming = arrive("采用情况", reported=ROWS)
    assert (incoming.kind, incoming.reported) == (LetterKind.ADOPTION_REPORT, ROWS)
    assert disposition(incoming) is Disposition.ACCEPTED


def test_the_same_report_as_two_files_counts_once_what_a_file_says_twice_counts_twice() -> None:
    twice = (ROWS[0], replace(ROWS[0], place="第4行"))
    again = tuple(replace(row, place=f"《另一份.xlsx》{row.place}") for row in twice)
    incoming = with_report(report(*again, name="另一份.xlsx"), rows=twice)
    assert incoming.reported == twice


@pytest.mark.parametrize(
    ("written", "arrived", "day"),
    [
        ("4月3日", "2020-05-06", "2020-04-03"),
        ("12月30日", "2021-01-04", "2020-12-30"),
        ("6月1日", "2020-05-06", "2020-06-01"),
    ],
)
def test_a_day_without_a_year_is_of_the_reports_year(written: str, arrived: str, day: str) -> None:
    row = ReportedRow(place="第2行", title="走访", outlet="红网", date_text=written)
    moment = datetime.fromisoformat(f"{arrived}T09:00:00+08:00")
    incoming = assemble(letter("采用情况", (report(row),)), moment, bureau(), Shelf())  # type: ignore[arg-type]
    assert incoming.reported[0].date == date.fromisoformat(day)


def test_a_day_the_year_does_not_have_is_told() -> None:
    row = ReportedRow(place="第2行", title="走访", outlet="红网", date_text="2月30日")
    assert "2月30日" in with_report(rows=(row,)).reported[0].doubt
