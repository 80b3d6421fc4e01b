"""Order, consequence and words: what the engine makes of what checks say."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from builders.letters import SECTION, STRANGER, arrive, bureau, form, photo, unread, word

from pipeline.domain.words import Disposition, Follows, Group, LetterKind, Severity
from pipeline.settings import BureauSettings
from pipeline.settings.values import CheckRow, Wording
from pipeline.validate.engine import concerns, run_checks


def with_rows(change: Callable[[CheckRow], CheckRow | None]) -> BureauSettings:
    settings = bureau()
    rows = tuple(r for r in map(change, settings.checks.rows) if r is not None)
    return replace(settings, checks=replace(settings.checks, rows=rows))


def test_a_letter_without_faults_is_accepted_and_every_check_asked_is_told() -> None:
    verdict = run_checks(arrive(parts=(word(), form(), photo())), bureau())
    assert verdict.disposition is Disposition.ACCEPTED
    assert verdict.findings == ()
    codes = [c.code for c in verdict.checked]
    assert codes == [r.name for r in bureau().checks.rows if r.name in codes]
    assert {"secrecy_marking", "manuscript_present", "form_title", "picture_readable"} <= set(codes)
    assert {"other_letter", "manuscript_changed", "reply_unrelated"}.isdisjoint(codes)
    assert all(c.label for c in verdict.checked)


def test_what_a_letter_does_not_have_is_not_reported_as_right() -> None:
    codes = {c.code for c in run_checks(arrive(text="请查收"), bureau()).checked}
    assert {"length", "title_present", "form_title", "sensitive", "picture_readable"}.isdisjoint(codes)


@pytest.mark.parametrize(
    ("incoming", "disposition"),
    [
        (arrive(parts=(word(),)), Disposition.RETURNED),
        (arrive(parts=(word(), form(sensitive=True))), Disposition.HELD),
        (arrive(parts=(word(None), form(sensitive=True, author=""))), Disposition.HELD),
        (arrive(parts=(word(),), sender=STRANGER), Disposition.HELD),
        (arrive(parts=(unread("稿.doc", "doc", "unsupported"),)), Disposition.HELD),
        (arrive(parts=(word(),), machine=LetterKind.BOUNCE), Disposition.IGNORED),
        (arrive(parts=(word(name="【机密】a.docx"),), machine=LetterKind.BOUNCE), Disposition.SEALED),
        (arrive(parts=(word(name="【机密】a.docx"),), sender=STRANGER), Disposition.SEALED),
        (arrive("左家塘走访", (word(body="短"), form())), Disposition.ACCEPTED),
        (arrive("撤回 YH-2020-00001、YH-2020-00002"), Disposition.HELD),
        (arrive("你好", sender=STRANGER), Disposition.HELD),
    ],
)
def test_the_strongest_consequence_wins(incoming, disposition: Disposition) -> None:  # type: ignore[no-untyped-def]
    assert run_checks(incoming, bureau()).disposition is disposition


def test_a_held_piece_tells_what_the_sender_can_mend_now() -> None:
    verdict = run_checks(arrive("2020年度+高桥+走访", (word(), photo(problem="damaged"))), bureau())
    assert verdict.disposition is Disposition.HELD
    assert {"sender_unit", "form_present", "picture_readable"} <= {f.code for f in verdict.findings}


def test_once_a_letter_is_to_be_ignored_nothing_more_is_asked() -> None:
    codes = [c.code for c in run_checks(arrive(machine=LetterKind.AUTO_REPLY), bureau()).checked]
    assert codes == ["secrecy_marking", "machine_made"]


def test_secrecy_is_tested_first_wherever_its_row_stands() -> None:
    rows = bureau().checks.rows
    settings = replace(bureau(), checks=replace(bureau().checks, rows=(*rows[1:], replace(rows[0], kinds=()))))
    assert rows[0].name == "secrecy_marking"
    verdict = run_checks(arrive("【机密】名单", machine=LetterKind.AUTO_REPLY), settings)
    assert verdict.disposition is Disposition.SEALED


@pytest.mark.parametrize(
    ("follows", "severity", "disposition"),
    [
        (Follows.NOTE, Severity.INFO, Disposition.ACCEPTED),
        (Follows.REMARK, Severity.REMARK, Disposition.ACCEPTED),
        (Follows.RETURN, Severity.FAULT, Disposition.RETURNED),
        (Follows.HOLD, Severity.FAULT, Disposition.HELD),
        (Follows.IGNORE, Severity.FAULT, Disposition.IGNORED),
    ],
)
def test_what_follows_stands_in_the_table_not_in_the_check(
    follows: Follows, severity: Severity, disposition: Disposition
) -> None:
    settings = with_rows(lambda r: replace(r, follows=follows) if r.name == "form_present" else r)
    verdict = run_checks(arrive(parts=(word(), photo())), settings)
    (finding,) = verdict.findings
    assert (finding.code, finding.severity, finding.follows) == ("form_present", severity, follows)
    assert finding.clause == "三（二）3、4"
    assert verdict.disposition is disposition


def test_a_form_that_could_not_be_read_is_named_once_by_whoever_asks_for_it() -> None:
    doc = unread("信息稿件审核表.doc", "doc", "unsupported")
    arrived = arrive(parts=(word(), doc, unread("名单.xlsx", "xlsx", "unsupported")))
    verdict = run_checks(arrived, bureau())
    assert [f.code for f in verdict.findings if f.where == doc.path] == ["form_present"]
    assert [f.where for f in verdict.findings if f.code == "part_unreadable"] == ["名单.xlsx"]
    nobody_asks = with_rows(lambda row: None if row.name == "form_present" else row)
    assert [f.code for f in run_checks(arrived, nobody_asks).findings if f.where == doc.path] == ["part_unreadable"]


def test_a_check_that_gave_way_altogether_says_not_that_all_is_well() -> None:
    verdict = run_checks(arrive(parts=(word(), unread("信息稿件审核表.doc", "doc", "unsupported"))), bureau())
    assert "part_unreadable" not in {line.code for line in verdict.checked}


def test_a_check_that_is_off_is_not_run() -> None:
    settings = with_rows(lambda r: None if r.name == "form_present" else r)
    assert run_checks(arrive(parts=(word(), photo())), settings).disposition is Disposition.ACCEPTED


def test_a_row_concerns_its_kinds_and_groups_and_every_group_where_the_unit_is_unknown() -> None:
    row = next(r for r in bureau().checks.rows if r.name == "form_present")
    for_sections = replace(row, groups=(Group.SECTION,))
    assert not concerns(for_sections, arrive(parts=(word(),)))
    assert concerns(for_sections, arrive("2020年度+办公室+走访", (word(),), sender=SECTION))
    assert concerns(for_sections, arrive(parts=(word(),), sender=STRANGER))
    assert not concerns(replace(row, kinds=(LetterKind.OTHER,)), arrive(parts=(word(),)))


def test_words_of_a_sender_are_never_read_as_a_pattern() -> None:
    incoming = arrive(parts=(word("{count} {0} {name.__class__}"), form("{title!r} 完全不同的标题文字")))
    message = {f.code: f for f in run_checks(incoming, bureau()).findings}["form_title"].message
    assert "{title!r} 完全不同的标题文字" in message
    assert "{count} {0} {name.__class__}" in message


def test_a_wording_that_is_missing_or_asks_for_an_unknown_fact_leaves_a_gap() -> None:
    for cases in ({}, {"default": ("缺少{nothing}。", "")}):
        wordings = {**bureau().checks.wordings, "form_present": Wording(label="审核表", cases=cases)}
        settings = replace(bureau(), checks=replace(bureau().checks, wordings=wordings))
        verdict = run_checks(arrive(parts=(word(), photo())), settings)
        assert verdict.disposition is Disposition.RETURNED
        assert verdict.findings[0].message in {"", "缺少。"}
