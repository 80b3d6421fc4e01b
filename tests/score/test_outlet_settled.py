"""What the office settled of an outlet is remembered with who and when, and never contradicted."""

import threading
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from score.registers import SMALL

from pipeline.score.outlets import SettleError, load_outlets, settle
from pipeline.settings.errors import ConfigErrors

WHO = {"by": "张三", "at": date(2022, 6, 1), "reason": "局务会议定"}


def test_a_settled_wording_is_remembered_with_who_and_when(file: Path) -> None:
    assert load_outlets(file).resolve("市日报社").outlet is None
    settle(file, "市日报社", "daily", **WHO)
    found = load_outlets(file).resolve("《市日报社》头版")
    assert found.outlet is None  # 头版 is a page word only where the register says so
    found = load_outlets(file).resolve(" 《市日报社》")
    assert found.outlet is not None
    assert found.outlet.id == "daily"
    assert found.why == "按局办公室的认定（张三，2022-06-01）：局务会议定"


def test_a_settled_link_covers_what_lies_under_it(file: Path) -> None:
    settle(file, "https://News.Example.cn/city/", "daily", **WHO)
    outlets = load_outlets(file)
    assert [
        bool(outlets.resolve("", url=u).outlet)
        for u in ("http://news.example.cn/city/1.html", "http://news.example.cn/", "http://example.cn/city/")
    ] == [True, False, False]


def test_an_ambiguous_wording_can_be_settled(file: Path) -> None:
    file.write_text(SMALL + "ambiguous: [{texts: [报], candidates: [daily, weekly]}]\n", "utf-8")
    assert load_outlets(file).resolve("报").candidates == ("日报", "周报")
    settle(file, "报", "weekly", **WHO)
    found = load_outlets(file).resolve("报").outlet
    assert found is not None
    assert found.id == "weekly"


def test_settling_the_same_again_changes_nothing(file: Path) -> None:
    settle(file, "市日报社", "daily", **WHO)
    before = file.with_name("settled.yaml").read_bytes()
    again = settle(file, "市日报社", "daily", by="李四", at=date(2023, 1, 1), reason="再说一次")
    assert again.by == "张三"
    assert file.with_name("settled.yaml").read_bytes() == before


def test_a_name_of_the_register_needs_no_decision(file: Path) -> None:
    settle(file, "日报", "daily", **WHO)
    assert not file.with_name("settled.yaml").exists()


@pytest.mark.parametrize(
    ("text", "outlet", "word"),
    [
        ("市日报社", "weekly", "已由张三于2022-06-01认定为日报"),
        ("周报", "daily", "在名录里就是周报"),
        ("新报", "nobody", "没有代号为“nobody”的载体"),
        ("——", "daily", "没有写要认定的名称"),
        ("gov.cn", "daily", "许多单位共用"),
        ("https://mp.weixin.qq.com/", "daily", "许多单位共用"),
    ],
)
def test_a_contradicting_decision_is_refused_and_nothing_is_written(
    file: Path, text: str, outlet: str, word: str
) -> None:
    file.write_text(SMALL + "neutral_domains: [mp.weixin.qq.com]\n", "utf-8")
    settle(file, "市日报社", "daily", **WHO)
    before = file.with_name("settled.yaml").read_bytes()
    with pytest.raises(SettleError, match=word):
        settle(file, text, outlet, **WHO)
    assert file.with_name("settled.yaml").read_bytes() == before
    assert sorted(p.name for p in file.parent.iterdir()) == ["outlets.yaml", "settled.yaml"]


def test_a_decision_without_who_or_why_is_refused(file: Path) -> None:
    for who in ({**WHO, "by": " "}, {**WHO, "reason": ""}):
        with pytest.raises(SettleError, match="由谁认定"):
            settle(file, "市日报社", "daily", **who)


@given(text=st.text(min_size=1, max_size=30), reason=st.text(min_size=1, max_size=30))
def test_whatever_was_written_is_remembered(tmp_path_factory: pytest.TempPathFactory, text: str, reason: str) -> None:
    file = tmp_path_factory.mktemp("register") / "outlets.yaml"
    file.write_text(SMALL, "utf-8")
    settle(file, "市日报社", "daily", **WHO)
    try:
        settle(file, text, "weekly", by="张三", at=datetime(2022, 6, 1, 9, tzinfo=UTC), reason=reason)
    except SettleError:
        load_outlets(file)
        return
    outlets = load_outlets(file)
    found = outlets.resolve(text).outlet
    assert found is not None
    assert found.id == "weekly"
    assert len(outlets.register.settled) + len(outlets.register.links.rules) <= 2


def test_decisions_taken_at_the_same_moment_are_all_kept(file: Path) -> None:
    texts = [f"第{n}报社" for n in range(12)]
    threads = [threading.Thread(target=settle, args=(file, t, "daily"), kwargs=WHO) for t in texts]
    for step in chain((t.start for t in threads), (t.join for t in threads)):
        step()
    outlets = load_outlets(file)
    assert all(outlets.resolve(t).outlet for t in texts)


def test_decisions_join_a_file_that_a_person_wrote(file: Path) -> None:
    row = '- text: "甲报"\n  outlet: daily\n  by: 王五\n  at: 2022-05-01\n  reason: 电话核实\n'
    for margin in ("", "  ", "    "):
        rows = "".join(f"{margin}{line}\n" for line in row.splitlines())
        file.with_name("settled.yaml").write_text(f"# 说明\nsettled:\n{rows}", "utf-8")
        settle(file, "乙报", "weekly", **WHO)
        outlets = load_outlets(file)
        assert [o.outlet.id for o in map(outlets.resolve, ("甲报", "乙报")) if o.outlet] == ["daily", "weekly"]
        assert file.with_name("settled.yaml").read_text("utf-8").startswith("# 说明")


@pytest.mark.parametrize("text", ["", "# 还没有\n", "settled:\n", "settled: []\n"])
def test_a_decision_joins_an_empty_file(file: Path, text: str) -> None:
    file.with_name("settled.yaml").write_text(text, "utf-8")
    assert load_outlets(file).resolve("乙报").outlet is None
    settle(file, "乙报", "weekly", **WHO)
    assert load_outlets(file).resolve("乙报").outlet is not None


@pytest.mark.parametrize(
    ("rows", "line", "word"),
    [
        ([("甲报", "nobody", "2022-05-01")], 3, "“nobody”不是 outlets 里的代号"),
        ([("甲报", "daily", "昨天")], 5, "不是日期"),
        ([("周报", "daily", "2022-05-01")], 2, "在 outlets.yaml 里就是周报"),
        ([("甲报", "daily", "2022-05-01"), ("《甲报》", "weekly", "2022-05-01")], 7, "在第 2 行已认定为 日报"),
        ([("gov.cn", "daily", "2022-05-01")], 2, "太宽"),
    ],
)
def test_a_mistake_in_settled_is_told_with_its_line(
    file: Path, rows: list[tuple[str, str, str]], line: int, word: str
) -> None:
    entries = [f"  - text: {t}\n    outlet: {o}\n    by: 张三\n    at: {a}\n    reason: 核实\n" for t, o, a in rows]
    file.with_name("settled.yaml").write_text("settled:\n" + "".join(entries), "utf-8")
    with pytest.raises(ConfigErrors) as caught:
        load_outlets(file)
    assert [(e.file.name, e.line) for e in caught.value.errors] == [("settled.yaml", line)]
    assert word in caught.value.errors[0].what
