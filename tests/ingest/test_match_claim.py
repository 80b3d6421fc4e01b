"""Rows of adoption reports matched with pieces on record; what is ambiguous waits for the office."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.bureau import Roster, Unit
from pipeline.domain.reported import Claim, OnFile, ReportedRow
from pipeline.domain.words import Group
from pipeline.ingest.match_claim import match_claims

ANHAI = Unit(id="anhai", name="安海镇退役军人服务站", group=Group.STATION, aliases=("安海镇", "安海"))
CIZAO = Unit(id="cizao", name="磁灶镇退役军人服务站", group=Group.STATION, aliases=("磁灶",))
CENTRE = Unit(id="centre", name="服务中心", group=Group.SUBORDINATE, may_send_for=("anhai", "cizao"))
ROSTER = Roster((ANHAI, CIZAO, CENTRE))
USED, TODAY = date(2022, 4, 12), date(2022, 4, 30)


def on_file(title: str, number: int = 1, unit: str | None = "anhai", arrived: date = date(2022, 4, 1)) -> OnFile:
    return OnFile(number=f"JJ-2022-{number:05}", unit=unit, title=title, arrived=arrived)


def row(title: str, **more: object) -> ReportedRow:
    values: dict[str, object] = {"place": "第1行", "outlet": "泉州晚报", "date": USED}
    return ReportedRow(title=title, **(values | more))  # type: ignore[arg-type]


def claim(told: ReportedRow, *pieces: OnFile, reporter: Unit | None = ANHAI) -> Claim:
    return match_claims([told], reporter, pieces, ROSTER, today=TODAY)[0]


@pytest.mark.parametrize(
    ("written", "on_record"),
    [
        ("安海镇走访慰问老兵", "安海镇走访慰问老兵"),
        ("《安海镇走访慰问老兵》", "安海镇走访慰问老兵"),
        ("【快讯】安海镇走访慰问老兵", "安海镇走访慰问老兵"),
        ("【转载】《安海镇走访慰问老兵》", "安海镇走访慰问老兵"),
        ("安海镇走访慰问老兵", "【双拥】安海镇走访慰问老兵"),
        ("安海镇 走访慰问老兵。", "安海镇走访慰问老兵"),
        ("安海镇走访慰问老兵", "安海镇走访慰问老兵——记退役军人服务站的一天"),
        ("安海镇走访慰问老兵——记服务站的一天", "安海镇走访慰问老兵"),
        ("安海镇走访慰问退役……", "安海镇走访慰问退役军人代表老张"),
        ("安海镇走访慰问...代表老张", "安海镇走访慰问退役军人代表老张"),
        ("安海镇组织开展走访慰问退役老兵活动", "安海镇组织开展走访慰问退伍老兵活动"),
    ],
)
def test_a_title_is_known_however_it_is_dressed(written: str, on_record: str) -> None:
    found = claim(row(written), on_file(on_record))
    assert found.number == "JJ-2022-00001"
    assert found.why


@pytest.mark.parametrize(
    ("written", "on_record"),
    [
        ("安海镇第一次座谈会召开", "安海镇第二次座谈会召开"),
        ("安海镇慰问立功军人张三家庭", "安海镇慰问立功军人李四家庭"),
        ("安海镇走访慰问老兵——安海篇", "安海镇走访慰问老兵——可慕篇"),
        ("安海…", "安海镇走访慰问退役军人"),
        ("", "安海镇走访慰问退役军人"),
        ("……", "安海镇走访慰问退役军人"),
    ],
)
def test_another_title_is_not_guessed(written: str, on_record: str) -> None:
    found = claim(row(written), on_file(on_record))
    assert found.number is None
    assert found.why


def test_the_number_comes_before_the_title() -> None:
    found = claim(row("安海镇慰问", number="jj-2022-00002"), on_file("安海镇慰问"), on_file("安海镇慰问老兵", 2))
    assert found.number == "JJ-2022-00002"
    assert "按编号" in found.why


def test_a_number_whose_piece_is_called_quite_otherwise_waits() -> None:
    found = claim(row("安海镇招聘会", number="JJ-2022-00001"), on_file("安海镇走访慰问老兵"))
    assert (found.number, found.candidates) == (None, ("JJ-2022-00001",))
    assert "《安海镇走访慰问老兵》" in found.why


def test_a_number_nobody_has_waits_even_where_the_title_fits() -> None:
    assert claim(row("安海镇走访", number="JJ-2022-00009"), on_file("安海镇走访")).number is None


def test_the_units_own_piece_comes_before_anothers_of_the_same_title() -> None:
    found = claim(row("走访慰问老兵"), on_file("走访慰问老兵", 1, "cizao"), on_file("走访慰问老兵", 2))
    assert found.number == "JJ-2022-00002"


def test_a_claim_on_another_units_piece_is_taken_and_says_whose_it_is() -> None:
    found = claim(row("走访慰问老兵"), on_file("走访慰问老兵", unit="cizao"))
    assert found.number == "JJ-2022-00001"
    assert "磁灶镇退役军人服务站" in found.why


def test_a_near_title_of_another_unit_is_not_taken() -> None:
    other = on_file("组织开展走访慰问退伍老兵活动", unit="cizao")
    assert claim(row("组织开展走访慰问退役老兵活动"), other).number is None


@pytest.mark.parametrize("unit", ["anhai", "cizao"])
def test_of_two_pieces_with_the_same_title_none_is_chosen(unit: str) -> None:
    found = claim(row("走访慰问老兵"), on_file("走访慰问老兵", 1, unit), on_file("走访慰问老兵", 2, unit))
    assert (found.number, found.candidates) == (None, ("JJ-2022-00001", "JJ-2022-00002"))


def test_of_two_with_the_same_title_the_one_that_had_arrived_is_meant() -> None:
    late = on_file("走访慰问老兵", 2, arrived=USED + timedelta(days=1))
    assert claim(row("走访慰问老兵"), on_file("走访慰问老兵"), late).number == "JJ-2022-00001"


def test_of_two_near_titles_none_is_chosen() -> None:
    told = row("安海镇组织开展走访慰问退役老兵活动")
    found = claim(told, on_file("安海镇组织开展走访慰问退伍老兵活动"), on_file("安海镇组织开展走访慰问退休老兵活动", 2))
    assert (found.number, len(found.candidates)) == (None, 2)


def test_two_units_with_the_same_title_go_to_the_office() -> None:
    pieces = on_file("走访慰问老兵", 1, "anhai"), on_file("走访慰问老兵", 2, "cizao")
    found = claim(row("走访慰问老兵"), *pieces, reporter=None)
    assert (found.number, len(found.candidates)) == (None, 2)


def test_a_piece_that_another_row_names_by_its_title_is_near_to_no_other_row() -> None:
    rows = [row("安海镇慰问立功受奖现役军人张三的家庭"), row("安海镇慰问立功受奖现役军人李三的家庭")]
    claims = match_claims(rows, ANHAI, [on_file(rows[0].title)], ROSTER, today=TODAY)
    assert [one.number for one in claims] == ["JJ-2022-00001", None]


def test_a_piece_that_came_after_it_was_used_waits() -> None:
    found = claim(row("走访慰问老兵"), on_file("走访慰问老兵", arrived=USED + timedelta(days=1)))
    assert (found.number, found.candidates) == (None, ("JJ-2022-00001",))
    assert "晚于刊发日期2022年4月12日" in found.why


def test_a_piece_used_on_the_day_it_came_is_taken() -> None:
    assert claim(row("走访慰问老兵"), on_file("走访慰问老兵", arrived=USED)).number == "JJ-2022-00001"


@pytest.mark.parametrize(("days", "known"), [(0, True), (1, False)])
def test_a_day_that_has_not_come_yet_waits(days: int, known: bool) -> None:
    told = row("走访慰问老兵", date=TODAY + timedelta(days=days))
    assert (claim(told, on_file("走访慰问老兵")).number is not None) is known


def test_a_row_of_another_unit_than_the_pieces_waits() -> None:
    found = claim(row("走访慰问老兵", unit="磁灶"), on_file("走访慰问老兵"))
    assert found.number is None
    assert "安海镇退役军人服务站" in found.why


def test_who_sends_for_others_reports_their_pieces_as_its_own() -> None:
    told = row("组织开展走访慰问退役老兵活动", unit="磁灶")
    found = claim(told, on_file("组织开展走访慰问退伍老兵活动", unit="cizao"), reporter=CENTRE)
    assert found.number == "JJ-2022-00001"


def test_a_row_without_a_day_is_matched_all_the_same() -> None:
    assert claim(row("走访慰问老兵", date=None, outlet=None), on_file("走访慰问老兵")).number == "JJ-2022-00001"


TITLES = st.text(alphabet="安海磁灶走访慰问老兵第一二篇《》【】…—12 ", max_size=14)
UNITS = st.sampled_from([None, "anhai", "cizao"])
DAYS = st.dates(min_value=date(2022, 3, 25), max_value=date(2022, 5, 5))


@given(
    titles=st.lists(TITLES, max_size=6),
    on_record=st.lists(st.tuples(TITLES, UNITS, DAYS), max_size=8),
    day=st.none() | DAYS,
    reporter=st.sampled_from([None, ANHAI, CENTRE]),
)
def test_whatever_is_reported_each_row_has_one_claim_that_says_why(titles, on_record, day, reporter) -> None:
    pieces = [on_file(title, n, unit, arrived) for n, (title, unit, arrived) in enumerate(on_record, 1)]
    rows = [row(title, date=day) for title in titles]
    claims = match_claims(rows, reporter, pieces, ROSTER, today=TODAY)
    assert [one.row for one in claims] == rows
    by_number = {piece.number: piece for piece in pieces}
    for one in claims:
        assert one.why
        assert set(one.candidates) <= set(by_number)
        if one.number is not None:
            assert one.candidates == ()
            assert day is None or by_number[one.number].arrived <= day <= TODAY


@given(titles=st.lists(TITLES, max_size=5), on_record=st.lists(st.tuples(TITLES, UNITS), max_size=8), data=st.data())
def test_the_order_of_the_pieces_never_matters(titles, on_record, data) -> None:
    pieces = [on_file(title, n, unit) for n, (title, unit) in enumerate(on_record, 1)]
    mixed = data.draw(st.permutations(pieces))
    rows = [row(title) for title in titles]
    one, other = (match_claims(rows, ANHAI, some, ROSTER, today=TODAY) for some in (pieces, mixed))
    assert [c.number for c in one] == [c.number for c in other]
    assert [set(c.candidates) for c in one] == [set(c.candidates) for c in other]


@given(title=TITLES.filter(lambda text: any(c.isalnum() for c in text)))
def test_a_title_alone_on_record_is_found_by_itself(title: str) -> None:
    assert claim(row(title), on_file(title)).number == "JJ-2022-00001"
