"""Attacks on counting by mail: what is told twice, told otherwise, taken back or read again counts once and rightly."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from acts.conftest import ACCEPTANCE
from acts.counted import (
    CIZAO,
    END_OF_MAY,
    FIRST,
    SECOND,
    arrived,
    begin_may,
    facts_of,
    month,
    piece,
    report,
    reported,
    settled,
    standing_of,
)
from acts.office import JINJIANG, Office, mail, manuscript, photo, read_again, text_of
from acts.reports import annex
from sqlmodel import select

from pipeline.settings import load
from pipeline.steps.counting.close_month import close_month
from pipeline.steps.counting.explain import explain
from pipeline.steps.counting.reads_wanted import remind_of_reads
from pipeline.steps.counting.schedule import close_if_due
from pipeline.steps.daily import send_digest
from pipeline.steps.review import Refusal
from pipeline.steps.show import show
from pipeline.store import queries
from pipeline.store.tables import LetterRow


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A copy of the acceptance config, to be written into."""
    return Path(shutil.copytree(ACCEPTANCE, tmp_path / "config"))


@pytest.fixture
def may(office: Office, config: Path) -> Office:
    office.house = replace(office.house, settings=load(config))
    return begin_may(office)


def test_a_report_read_again_asks_nothing_that_the_office_has_settled(may: Office) -> None:
    reported(may, [(FIRST, "市局公众号", "", "2022年5月6日"), (SECOND, "磁灶融媒", "", "2022年5月7日")])
    settled(may, "F1", outlet="市局公众号单条")
    settled(may, "F2", refuse=True)
    assert standing_of(may).points == 3
    read_again(may, "L3")
    assert facts_of(may, "waiting") == []
    assert [f.state for f in facts_of(may)] == ["standing", "refused"]
    assert standing_of(may).points == 3


def test_what_the_office_withdrew_stands_again_only_when_the_office_says_so(may: Office) -> None:
    rows = [(FIRST, "泉州晚报", "", "2022年5月6日")]
    reported(may, rows)
    settled(may, "F1", withdraw=True)
    assert standing_of(may).points == 0
    read_again(may, "L3")
    assert standing_of(may).points == 0
    answer = reported(may, rows)
    assert "李主任撤销" in answer
    assert standing_of(may).points == 0
    [waiting] = facts_of(may, "waiting")
    assert settled(may, waiting.name, day=None, number="JJ-2022-00001").outcome == "taken"
    assert standing_of(may).points == 8


def with_checks(office: Office, config: Path, old: str, new: str) -> None:
    """The office goes on with another checks.toml of Jinjiang."""
    checks = config / "bureaus" / "jinjiang" / "checks.toml"
    told = checks.read_text(encoding="utf-8")
    assert old in told
    checks.write_text(told.replace(old, new), encoding="utf-8")
    office.house = replace(office.house, settings=load(config))


def test_a_used_piece_that_its_checks_would_send_back_by_now_stays_used(may: Office, config: Path) -> None:
    reported(may, [(FIRST, "泉州晚报", "", "2022年5月6日")])
    with_checks(may, config, "on = false  # 不查：方案没有随附审核表", "on = true")
    again = read_again(may, "JJ-2022-00001")
    assert (again.checks, again.state) == ("returned", "adopted")
    assert standing_of(may).points == 8


def test_a_used_piece_can_be_given_to_its_right_unit_also_after_its_month_was_closed(may: Office) -> None:
    reported(may, [(FIRST, "泉州晚报", "", "2022年5月6日"), (SECOND, "福建日报", "", "2022年5月7日")])
    assert standing_of(may).points == 23
    may.decide("JJ-2022-00001", "assign", unit="安海")
    assert (standing_of(may).points, standing_of(may, "anhai").points) == (15, 8)
    may.clock.now = datetime(2022, 6, 6, 2, 0, tzinfo=UTC)
    close_month(may.house, "jinjiang", month("2022-05"))
    done = may.decide("JJ-2022-00002", "assign", unit="安海")
    assert done.state == "adopted"
    assert (standing_of(may).points, standing_of(may, "anhai").points) == (15, 8)
    june = standing_of(may, "anhai", "2022-06")
    assert (june.points, june.corrections) == (15, 15)
    assert standing_of(may, "cizao", "2022-06").points == -15
    assert standing_of(may, "cizao", "2022").points == 0


@pytest.mark.parametrize("verb", ["accept", "return", "discard"])
def test_a_reply_that_waits_at_a_used_piece_can_be_settled_and_the_piece_stays_used(may: Office, verb: str) -> None:
    reported(may, [(FIRST, "泉州晚报", "", "2022年5月6日")])
    changed = [manuscript(FIRST, ["五月六日，街道走访慰问辖区老兵，改写过的正文。"] * 8), photo(9)]
    arrived(may, mail("回复：【JJ-2022-00001】", changed, sender=CIZAO, to=JINJIANG))
    may.decide("L4", verb)
    with may.house.database.reading() as session:
        assert not queries.waiting_letters(session, "jinjiang")
    told = explain(may.house, "JJ-2022-00001")
    assert told is not None
    assert told.state == "adopted"
    assert standing_of(may).points == 8


@pytest.mark.parametrize("verb", ["accept", "return", "discard"])
def test_a_used_piece_itself_is_not_sent_back_or_put_away(may: Office, verb: str) -> None:
    reported(may, [(FIRST, "泉州晚报", "", "2022年5月6日")])
    with pytest.raises(Refusal, match="too_late"):
        may.decide("JJ-2022-00001", verb)
    assert standing_of(may).points == 8


def test_rows_of_one_report_that_contradict_each_other_all_wait(may: Office) -> None:
    rows = [
        (FIRST, "泉州晚报", "", "2022年5月6日"),
        (SECOND, "福建日报", "", "5月8日"),
        (FIRST, "泉州晚报", "", "2022年5月7日"),
    ]
    answer = reported(may, rows)
    assert "第2行" in answer
    assert "第4行" in answer
    assert "不一致" in answer
    assert standing_of(may).points == 15
    first, second = facts_of(may, "waiting")
    assert settled(may, first.name, number="JJ-2022-00001").outcome == "taken"
    assert settled(may, second.name, refuse=True).outcome == "refused"
    assert standing_of(may).points == 23


def test_a_title_that_is_nothing_but_the_number_names_its_piece(may: Office) -> None:
    answer = reported(may, [("JJ-2022-00001", "泉州晚报", "", "2022年5月6日")])
    assert "按编号JJ-2022-00001认出" in answer
    assert standing_of(may).points == 8


def test_a_report_that_comes_with_a_piece_waits_row_by_row_and_is_never_dropped(may: Office) -> None:
    may.clock.now = END_OF_MAY
    table = annex([(FIRST, "泉州晚报", "", "2022年5月6日"), ("没有这篇稿件", "福建日报", "", "5月8日")])
    arrived(may, piece("磁灶镇开展国防教育进校园活动", 5, more=[table]))
    assert standing_of(may).points == 0
    known, unknown = facts_of(may, "waiting")
    assert (known.number, unknown.number) == ("JJ-2022-00001", None)
    assert "同一封" in known.why
    may.decide("JJ-2022-00003", "accept")
    read_again(may, "L3")
    assert len(facts_of(may)) == 2
    assert settled(may, known.name, number="JJ-2022-00001").outcome == "taken"
    assert standing_of(may).points == 8
    read_again(may, "L3")
    assert standing_of(may).points == 8
    assert len(facts_of(may, "waiting")) == 1


def test_while_the_rulebook_cannot_be_read_letters_are_answered_and_the_office_is_told(
    may: Office, config: Path
) -> None:
    rulebook = config / "bureaus" / "jinjiang" / "rulebook.yaml"
    told = rulebook.read_text(encoding="utf-8")
    rulebook.write_text(told.replace("components:", "komponents:", 1), encoding="utf-8")
    may.clock.now = END_OF_MAY
    for raw in (report([(FIRST, "泉州晚报", "", "2022年5月6日")]), piece("磁灶镇开展国防教育进校园活动", 5)):
        may.arrive(raw, to=JINJIANG)
    for _ in range(5):
        may.clock.forward(minutes=5)
        may.poll("jinjiang")
    assert any("已受理：磁灶镇开展国防教育" in subject for subject in may.subjects(CIZAO))
    office = may.house.settings.bureaus["jinjiang"].bureau.office
    for address in {*office.admins, *office.digest_to}:
        assert may.subjects(address).count("计分办法有误，暂停计分，请改正") == 1
    assert "rulebook.yaml" in text_of(may.mails(office.admins[0])[-1])
    assert remind_of_reads(may.house, "jinjiang") == 0
    send_digest(may.house, "jinjiang")
    may.clock.now = datetime(2022, 6, 6, 2, 0, tzinfo=UTC)
    assert close_if_due(may.house, "jinjiang") is None
    rulebook.write_text(told, encoding="utf-8")
    assert may.poll("jinjiang")["accepted"] == 1
    assert standing_of(may).points == 8
    with may.house.database.reading() as session:
        assert not [row for row in session.exec(select(LetterRow)) if row.disposition == "quarantined"]


def test_of_a_sealed_piece_nothing_it_says_is_left_among_facts_lists_and_explanations(
    may: Office, config: Path
) -> None:
    near = FIRST.replace("开展", "开办")
    reported(may, [(near, "泉州晚报", "", "2022年5月6日")])
    reported(may, [(FIRST, "市局公众号", "", "2022年5月7日"), (FIRST, "", "http://www.qzwb.com/a", "2022年5月7日")])
    assert standing_of(may).points == 8
    with_checks(may, config, '"祕密"]', f'"祕密", "{FIRST}"]')
    assert read_again(may, "JJ-2022-00001").state == "sealed"
    assert standing_of(may).points == 0
    may.clock.forward(days=1)
    send_digest(may.house, "jinjiang")
    may.deliver("jinjiang")
    [to] = may.house.settings.bureaus["jinjiang"].bureau.office.digest_to
    told = explain(may.house, "JJ-2022-00001")
    shown = show(may.house, "JJ-2022-00001")
    for text in (repr(told), repr(shown), repr(facts_of(may)), text_of(may.mails(to)[-1])):
        assert "JJ-2022-00001" in text
        assert "走访慰问" not in text
