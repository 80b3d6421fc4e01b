"""`split`: the proposal, and a letter of two manuscripts that becomes two pieces."""

from pathlib import Path

import pytest
from acts.office import form, mail, manuscript, photo
from cli.conftest import Desk

LAW, FORUM = "左家塘街道开展普法宣传", "左家塘街道双拥座谈会召开"
SIGNED = ("--reason", "两篇稿件", "--by", "李主任")


@pytest.fixture
def number(desk: Desk, tmp_path: Path) -> str:
    """The number under which a letter of two manuscripts is held."""
    papers = [manuscript(title, [f"{title}。" * 20], name=f"{title}.docx") for title in (LAW, FORUM)]
    letter = mail("2020年度+左家塘+五月信息", [*papers, form(LAW), photo(7)])
    (tmp_path / "two.eml").write_bytes(b"Received: from x; Thu, 7 May 2020 10:00:00 +0800\r\n" + letter)
    assert desk("ingest", "--bureau", "yuhua", tmp_path / "two.eml").code == 0
    held = [row["number"] for row in desk("list", "--state", "held", "--json").json if row["number"]]
    return str(max(held))


def test_how_a_letter_would_be_split_is_shown_and_nothing_is_done(desk: Desk, number: str) -> None:
    shown = desk("split", number)
    assert (shown.code, shown.err) == (0, "")
    assert f"{LAW}.docx" in shown.out
    assert f"{FORUM}.docx" in shown.out
    assert {part["piece"] for part in desk("split", number, "--json").json["parts"]} == {1, 2}
    assert desk("split", number).out == shown.out


def test_a_letter_is_split_into_two_pieces_and_only_once(desk: Desk, number: str) -> None:
    done = desk("split", number, "--off", f"{FORUM}.docx", *SIGNED, "--json")
    assert (done.code, done.err) == (0, "")
    assert [piece["title"] for piece in done.json["pieces"]] == [LAW, FORUM]
    assert done.json["pieces"][0]["number"] == number
    assert FORUM in desk("show", done.json["pieces"][1]["number"]).out
    again = desk("split", number, "--yes", *SIGNED)
    assert (again.code, again.out) == (1, "")
    assert number in again.err


def test_without_a_reason_and_a_name_nothing_is_split(desk: Desk, number: str) -> None:
    refused = desk("split", number, "--yes")
    assert refused.code == 2
    assert "--reason" in refused.err
