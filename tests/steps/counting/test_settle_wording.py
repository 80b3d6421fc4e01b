"""A wording of an outlet is settled once for everything that waits with it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from steps.counting.conftest import Bureau

from pipeline.score.outlet_added import NewOutlet, add_outlet
from pipeline.score.outlet_settle import SettleError
from pipeline.score.outlets import load_outlets
from pipeline.steps.counting.hands import Refused
from pipeline.steps.counting.settle_wording import WordingOrder, WordingSettled, settle_wording

VAGUE = "磁灶融媒"


def waiting(bureau: Bureau, wording: str = VAGUE) -> tuple[str, ...]:
    """Two uses of pieces, and one of a piece that was not found."""
    rows = [bureau.adopt(bureau.piece(title=title), wording).row for title in ("磁灶镇走访老兵", "磁灶镇举办招聘会")]
    told = {"title": "没有这篇", "outlet": wording, "date": "2022-05-09"}
    rows.append(bureau.offer(None, told, why="没有找到对应的稿件").row)
    return tuple(f"F{row.id}" for row in rows)


def settled(bureau: Bureau, facts: tuple[str, ...], **order: Any) -> WordingSettled:
    bureau.clock.forward(seconds=1)
    told = {"wording": VAGUE, "reason": "经核实", "by": "李主任"} | order
    return settle_wording(bureau.house, WordingOrder(bureau=bureau.id, facts=facts, **told))


def test_a_wording_becomes_an_outlet_of_the_register_for_all_that_waits_and_from_then_on(jinjiang: Bureau) -> None:
    facts = waiting(jinjiang)
    done = settled(jinjiang, facts, outlet="泉州晚报")
    assert (done.outlet, done.done, done.left, done.remembered) == ("泉州晚报", facts[:2], facts[2:], VAGUE)
    assert jinjiang.points() == "16"
    assert jinjiang.adopt(jinjiang.piece(title="磁灶镇慰问现役军人"), VAGUE).outcome == "taken"


def test_without_remembering_the_next_one_waits_again(jinjiang: Bureau) -> None:
    settled(jinjiang, waiting(jinjiang), outlet="泉州晚报", remember=False)
    assert jinjiang.adopt(jinjiang.piece(title="磁灶镇慰问现役军人"), VAGUE).outcome == "waits"


def test_a_new_outlet_counts_as_its_class_and_is_written_down_with_who_and_why(jinjiang: Bureau) -> None:
    done = settled(jinjiang, waiting(jinjiang), new="磁灶镇融媒体中心", class_="city_media")
    assert (done.outlet, jinjiang.points()) == ("磁灶镇融媒体中心", "6")
    added = (jinjiang.house.bureau("jinjiang").folder / "added.yaml").read_text("utf-8")
    assert "局办公室认定（李主任，2022-06-10）：经核实" in added
    assert jinjiang.adopt(jinjiang.piece(title="磁灶镇慰问现役军人"), VAGUE).outcome == "taken"


def test_an_outlet_that_is_not_recognised_is_on_record_and_earns_nothing(jinjiang: Bureau) -> None:
    facts = waiting(jinjiang)
    assert settled(jinjiang, facts, new=VAGUE).done == facts[:2]
    assert jinjiang.points() == "0"
    assert jinjiang.fact(int(facts[0][1:])).state == "standing"


def test_what_is_no_outlet_is_refused_with_all_that_waits(jinjiang: Bureau) -> None:
    facts = waiting(jinjiang)
    assert settled(jinjiang, facts, refuse=True).done == facts
    assert {jinjiang.fact(int(name[1:])).state for name in facts} == {"refused"}


def test_what_cannot_be_settled_so_is_told_and_writes_nothing(jinjiang: Bureau) -> None:
    facts, folder = waiting(jinjiang), jinjiang.house.bureau("jinjiang").folder
    for order, why in (
        ({}, "三样选一样"),
        ({"outlet": "泉州晚报", "refuse": True}, "三样选一样"),
        ({"outlet": "没有这家报"}, "没有名称与"),
        ({"new": "泉州晚报", "class_": "city_media"}, "已经有了"),
        ({"new": "新媒体", "class_": "nosuch"}, "算哪一类"),
        ({"new": "——", "class_": "city_media"}, "没有写要认定的名称"),
        ({"outlet": "泉州晚报", "reason": " "}, "理由"),
    ):
        with pytest.raises(Refused, match=why):
            settled(jinjiang, facts, **order)
    assert not (folder / "added.yaml").exists()
    assert not (folder / "settled.yaml").exists()
    assert {jinjiang.fact(int(name[1:])).state for name in facts} == {"waiting"}


def test_added_outlets_join_a_file_that_a_person_wrote_and_a_class_without_level_gets_one(config: Path) -> None:
    file = config / "bureaus" / "yuhua" / "outlets.yaml"
    own = "# 说明\noutlets:\n  own:\n    name: 雨花社区报\n    class: recorded\n    level: district\n    clause: 自定\n"
    file.with_name("added.yaml").write_text(own, "utf-8")
    new = NewOutlet(
        name="雨花: '快讯' #1", class_="recorded", level="district", by="李", at=date(2022, 5, 1), reason="x\ny: z"
    )
    id_ = add_outlet(file, new)
    register = load_outlets(file)
    assert {"雨花社区报", "雨花: '快讯' #1"} <= {outlet.name for outlet in register.all.values()}
    assert register.resolve("雨花：快讯1").outlet == register.get(id_)
    assert file.with_name("added.yaml").read_text("utf-8").startswith("# 说明")
    assert "recorded@district" in register.class_names
    with pytest.raises(SettleError):
        add_outlet(file, NewOutlet(name="雨花晨报", class_="recorded", by="李", at=date(2022, 5, 1), reason="x"))
