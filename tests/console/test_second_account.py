"""A plan with a second account: what is no part of the points is called by its account, and lies behind no total."""

import shutil
from dataclasses import replace
from pathlib import Path

from console.browsing import Desk, open_desk_of, words_of
from console.facts_there import lay_use, today
from console.letters_there import ACCEPTED

from pipeline.domain.facts import Adoption
from pipeline.ingest.readers import Readers
from pipeline.steps.counting.trying import try_fact

PAY = """  - {id: PAY, title: 稿酬, clause: 附件1, counts: [adoption], account: pay, rules: [
      {id: PAY-use, title: 每次采用, measure: {fixed: 321}}]}

duties:
"""


def paying(desk: Desk, to: Path, readers: Readers) -> Desk:
    """The desk of a bureau where each use brings 321 into an account of its own."""
    settings = desk.house.settings
    yuhua = settings.bureaus["yuhua"]
    folder = Path(shutil.copytree(yuhua.folder, to / "own" / "yuhua"))
    rulebook, ranked = folder / "rulebook.yaml", "  - {id: points, title: 积分}\n"
    text = rulebook.read_text(encoding="utf-8").replace("\nduties:\n", "\n" + PAY, 1)
    rulebook.write_text(text.replace(ranked, ranked + "  - {id: pay, title: 稿酬, rank: false}\n", 1), encoding="utf-8")
    bureaus = settings.bureaus | {"yuhua": replace(yuhua, folder=folder)}
    return open_desk_of(replace(desk.house, settings=replace(settings, bureaus=bureaus)), readers)


def test_every_page_tells_points_and_the_other_account_apart(filled: Desk, tmp_path: Path, no_readers: Readers) -> None:
    desk = paying(filled, tmp_path, no_readers)
    use = Adoption(submission=ACCEPTED, outlet="市局官网", date=today(desk.house))
    lines = try_fact(desk.house, "yuhua", use).lines
    assert sorted((line.account, line.points) for line in lines) == [("", "1"), ("稿酬", "321")]
    lay_use(desk.house)
    browser = desk.someone()
    behind = browser.get(f"/yuhua/standings/{use.date:%Y-%m}/units/zuojiatang").text
    assert "321" not in behind
    for path in (f"/yuhua/pieces/{ACCEPTED}", "/yuhua/adoptions", "/yuhua/adoptions/facts/1"):
        said = words_of(browser.get(path).text)
        assert ("321" in said, "稿酬" in said) == (True, True), path
