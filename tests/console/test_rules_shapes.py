"""规则, of plans in another shape: what a page says of them is what they count."""

from pathlib import Path

import pytest
from console.browsing import Desk, forms_in, words_of


@pytest.fixture
def rules(own_desk: Desk) -> Path:
    """The plan of a desk of its own, to be written anew."""
    return own_desk.house.settings.bureaus["yuhua"].folder / "rulebook.yaml"


def said(desk: Desk, rules: Path, old: str, new: str) -> str:
    """What the page says of a plan with this change."""
    text = rules.read_text(encoding="utf-8")
    assert old in text
    rules.write_text(text.replace(old, new, 1), encoding="utf-8")
    page = desk.someone().get("/yuhua/rules")
    assert page.status_code == 200
    return words_of(page.text)


def test_calls_of_a_kind_that_other_plans_know_are_shown(own_desk: Desk, rules: Path) -> None:
    text = said(own_desk, rules, "calls: {general: 3, comprehensive: 5}", "calls: {general: 3, 紧急: 1}")
    assert "一般约稿3个工作日内完成" in text
    assert "紧急约稿1个工作日内完成" in text


def test_a_call_of_a_kind_that_other_plans_know_is_entered_at_the_desk(own_desk: Desk, rules: Path) -> None:
    path = "/yuhua/adoptions/manual"
    said(own_desk, rules, "calls: {general: 3, comprehensive: 5}", "calls: {紧急: 1}")
    browser = own_desk.someone(login="zhao")
    page = browser.get(f"{path}?tab=calls").text
    assert '<option value="紧急">紧急</option>' in page
    assert 'value="general"' not in page
    form = next(form for form in forms_in(page) if form.fields.get("act") == "call")
    call = {"id": "约1", "title": "典型", "kind": "紧急", "units": "zuojiatang", "date": "2020-05-07"}
    assert browser.send(path, form.fields | call).status_code == 303
    assert "紧急，每家 1 篇" in words_of(browser.get(f"{path}?tab=calls").text)


@pytest.mark.parametrize(
    ("same", "told"),
    [
        ("{over: content, per: [level]}", "同一内容在同一级别有几次的，只计最高的一次"),
        (
            "{over: content, per: [day, class], take: 2}",
            "同一天、载体类别有几次的，只计最高的一次；同一内容有几次的",
        ),
    ],
)
def test_uses_that_count_once_a_level_or_a_day_are_told_so(own_desk: Desk, rules: Path, same: str, told: str) -> None:
    text = said(own_desk, rules, "same: {over: content, take: 1}", f"same: {same}")
    assert told in text
