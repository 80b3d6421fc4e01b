"""The outlet register: mistakes told at once, names that stay names, decisions that are remembered."""

import threading
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.score.outlet_names import MOST_SPELLINGS, name_key, spellings
from pipeline.score.outlets import Outlet, Outlets, SettleError, load_outlets, settle
from pipeline.settings.errors import ConfigErrors

ROOT = Path(__file__).resolve().parents[2]
BUREAUS = ROOT / "config" / "bureaus"
JINJIANG = load_outlets(BUREAUS / "jinjiang" / "outlets.yaml")
YUHUA = load_outlets(BUREAUS / "yuhua" / "outlets.yaml")
REGISTERS = st.sampled_from([JINJIANG, YUHUA])

HEAD = """\
levels: {city: 市级, nation: 国家级}
classes:
  media: {name: 媒体, level: city}
  other: {name: 其他}
wordings:
  官网: [官网, 网站]
outlets:
"""
SMALL = HEAD + "  daily: {name: 日报, class: media, clause: 一}\n  weekly: {name: 周报, class: media, clause: 一}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small register of one's own."""
    path = tmp_path / "outlets.yaml"
    path.write_text(SMALL, "utf-8")
    return path


def mistakes(path: Path, text: str) -> list[tuple[int, str]]:
    """Line, sentence and remedy of every mistake in a register."""
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigErrors) as caught:
        load_outlets(path)
    return [(e.line, f"{e.what}。{e.remedy}") for e in caught.value.errors]


# ── mistakes in outlets.yaml ──

ROW = "  extra: {{name: 晚报, class: media, clause: 一, {}}}\n"


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (ROW.format("aliases: [《日 报》]"), "“《日 报》”在第 8 行（日报）已经用过"),
        (ROW.format("aliases: [——]"), "“——”不能用作载体名称"),
        (ROW.format("aliases: ['{网}']"), "{网}"),
        (ROW.format("aliases: [晚报, 晚报]"), "重复"),
        (ROW.format("condition: back_page"), "front_page、home_page"),
        (ROW.format("level: nation"), "级别写了两处"),
        (ROW.format("level: moon"), "级别“moon”没有在 levels 里写明"),
        (ROW.format("colour: red"), "不认识的配置项 outlets.extra.colour"),
        (ROW.format("excluded: true"), "写了 excluded: true，又写了"),
        (ROW.format("excluded: 是"), "true 或 false"),
        (ROW.format("domains: [晚报]"), "“晚报”不是网址的域名"),
        (ROW.format("domains: ['http://example.cn']"), "只写域名"),
        (ROW.format("domains: [gov.cn]"), "太宽"),
        ("  extra: {name: 晚报, class: magic, clause: 一}\n", "类别“magic”没有在 classes 里写明"),
        ("  extra: {name: 晚报, class: other, clause: 一}\n", "没有级别"),
        ("  extra: {name: 晚报, clause: 一}\n", "晚报 没有写 class"),
        ("  extra: {name: 晚报, class: media}\n", "缺少配置项 outlets.extra.clause"),
        ("  extra: {name: 日报, class: media, clause: 一}\n", "“日报”在第 8 行"),
        ("  daily: {name: 晚报, class: media, clause: 一}\n", "“daily”在第 8 行已经写过"),
        ("  Extra: {name: 晚报, class: media, clause: 一}\n", "代号“Extra”不合规定"),
        ("  extra: 晚报\n", "应当是一张表"),
        ("ambiguous: [{texts: [报], candidates: [daily, nobody]}]\n", "“nobody”不是 outlets 里的代号"),
        ("ambiguous: [{texts: [报], candidates: [daily]}]\n", "只写了一个载体"),
        ("ambiguous: [{texts: [日报], candidates: [daily, weekly]}]\n", "“日报”在第 8 行"),
        ("position_words: {front: [头版], back: [封底]}\n", "不认识的配置项 position_words.back"),
        ("outlet: {}\n", "不认识的配置项 outlet"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_remedy(file: Path, row: str, word: str) -> None:
    found = mistakes(file, SMALL + row)
    assert [line for line, _ in found] == [10], found
    assert word in found[0][1]
    assert "请" in found[0][1]


def test_a_domain_on_two_outlets_is_told(file: Path) -> None:
    rows = "".join(f"  d{n}: {{name: 报{n}, class: media, clause: 一, domains: [www.example.cn/a]}}\n" for n in (1, 2))
    assert "域名“www.example.cn/a”在第 10 行（报1）已经用过" in mistakes(file, SMALL + rows)[0][1]


def test_every_mistake_is_told_at_once(file: Path) -> None:
    rows = "  a: {name: 日报, class: magic, colour: red}\n  b: {name: '', condition: x}\n"
    assert len(mistakes(file, SMALL + rows)) >= 7


def test_a_file_that_is_missing_or_no_yaml_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigErrors, match=r"缺少文件 outlets\.yaml"):
        load_outlets(tmp_path / "outlets.yaml")
    assert mistakes(tmp_path / "outlets.yaml", "levels：\n  a\n")


def test_a_register_without_outlets_is_told(file: Path) -> None:
    assert "一个载体也没有" in mistakes(file, HEAD.rstrip() + " {}\n")[0][1]


def test_an_alias_that_would_unfold_without_end_is_told(file: Path) -> None:
    assert len(spellings("{a}{a}{a}", {"a": [str(n) for n in range(8)]})) == 512 <= MOST_SPELLINGS
    text = SMALL.replace("[官网, 网站]", str([f"网{n}" for n in range(30)]))
    assert "写法太多" in mistakes(file, text + ROW.format("aliases: ['{官网}{官网}']"))[0][1]


# ── names stay names ──


def wide(text: str) -> str:
    """The same text in full-width letters and figures."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


SPELLED = [(o, n, t) for o in (JINJIANG, YUHUA) for n in o.register.outlets.values() for t in (n.name, *n.aliases)]


@given(
    st.sampled_from(SPELLED),
    st.sampled_from(["{}", "《{}》", "“{}”", " {} ", "　{}　", "【{}】", "（{}）", "\u200b{}", "{}\n"]),
    st.booleans(),
    st.booleans(),
)
def test_brackets_blanks_and_widths_keep_the_outlet(
    known: tuple[Outlets, Outlet, str], wrapping: str, full: bool, spaced: bool
) -> None:
    outlets, outlet, text = known
    plain = outlets.resolve(text, position="front" if outlet.condition == "front_page" else "home")
    text = " ".join(text) if spaced else text
    wrapped = wrapping.format(wide(text) if full else text)
    found = outlets.resolve(wrapped, position="front" if outlet.condition == "front_page" else "home")
    assert plain.outlet == found.outlet == outlet
    assert plain.recognised == found.recognised


@pytest.mark.parametrize("outlets", [JINJIANG, YUHUA], ids=["jinjiang", "yuhua"])
def test_no_two_outlets_share_a_name(outlets: Outlets) -> None:
    held: dict[str, str] = {}
    for outlet in outlets.register.outlets.values():
        for text in (outlet.name, *outlet.aliases):
            assert held.setdefault(name_key(text), outlet.id) == outlet.id


@pytest.mark.parametrize("outlets", [JINJIANG, YUHUA], ids=["jinjiang", "yuhua"])
def test_every_domain_leads_to_its_own_outlet(outlets: Outlets) -> None:
    for outlet in outlets.register.outlets.values():
        for domain in outlet.domains:
            for link in (f"http://{domain}", f"https://{domain}/a/b.html?id=1#x", f"HTTP://{domain.upper()}/"):
                found = outlets.resolve("", url=link, position="front" if outlet.condition == "front_page" else "home")
                assert found.outlet == outlet, link


PIECES = st.sampled_from(
    ["人民网", "福建", "频道", "市局", "公众号", "头版", "A1版", "学习强国", "http://", "fj.", "people.com.cn", "www.",
     "/", "[", "]", "{text}", "@", ":99999", " ", "第", "版", "省厅", "\ud800", "\x00", "《", "》", "qq.com"]
)  # fmt: skip
ANYTHING = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map("".join))


@given(REGISTERS, ANYTHING, st.none() | ANYTHING, st.none() | ANYTHING, st.none() | st.sampled_from(["item", "solo"]))
def test_resolving_never_raises_and_always_says_why(
    outlets: Outlets, text: str, url: str | None, position: str | None, mode: str | None
) -> None:
    found = outlets.resolve(text, url=url, position=position, mode=mode)
    assert found.why
    assert found.outlet is not None or not found.recognised
    assert found.outlet is None or not found.candidates


@given(REGISTERS, st.data())
def test_a_name_and_anothers_link_never_agree(outlets: Outlets, data: st.DataObject) -> None:
    linked = [o for o in outlets.register.outlets.values() if o.domains]
    one, other = data.draw(st.sampled_from(linked)), data.draw(st.sampled_from(linked))
    found = outlets.resolve(one.name, url=f"https://{other.domains[0]}/x.html", position="front")
    assert (found.outlet is None) or one == other
    if one != other:
        assert {one.name, other.name} <= set(found.candidates)


# ── settled once ──

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
