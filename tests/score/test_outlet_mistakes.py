"""Mistakes in outlets.yaml are told at once, each with its line and what to do."""

from pathlib import Path

import pytest
from score.registers import HEAD, SMALL

from pipeline.score.outlet_names import MOST_SPELLINGS, spellings
from pipeline.score.outlets import load_outlets
from pipeline.settings.errors import ConfigErrors


def mistakes(path: Path, text: str) -> list[tuple[int, str]]:
    """Line, sentence and remedy of every mistake in a register."""
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigErrors) as caught:
        load_outlets(path)
    return [(e.line, f"{e.what}。{e.remedy}") for e in caught.value.errors]


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
