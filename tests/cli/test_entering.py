"""What the office alone knows, entered by command: who is named, and for what."""

from cli.conftest import Desk

NAMED = (
    "name", "--bureau", "jinjiang", "--unit", "磁灶", "--about", "5月3日信访事项", "--date", "2022-05-31", "--by", "王",
)  # fmt: skip


def test_only_what_the_plan_names_people_for_is_taken_and_the_known_words_are_told(empty: Desk) -> None:
    wrong = empty(*NAMED, "--what", "迟交")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err == "没有“迟交”这种点名事项；可以写：瞒报、误报、漏报、迟报、约稿未完成\n"
    assert "还没有登记的事实" in empty("facts", "--bureau", "jinjiang").out
    assert empty(*NAMED, "--what", "迟报").code == 0
