"""`roster suggest`: who wrote from an address that nobody registered, and what line of units.csv would register it."""

from cli.conftest import Desk

LONG_AGO = ("--days", "36500")


def test_a_stranger_whose_subject_names_a_unit_is_proposed_as_its_line(looking: Desk) -> None:
    done = looking("roster", "suggest", "--bureau", "yuhua", *LONG_AGO)
    assert done.code == 0
    assert "newcomer@elsewhere.test（1 封" in done.out
    line = next(line.strip() for line in done.out.splitlines() if line.strip().startswith("zuojiatang,"))
    assert "newcomer@elsewhere.test" in line
    assert len(line.split(",")) == 7
    assert "1 个" in done.err


def test_the_same_as_json(looking: Desk) -> None:
    [one] = looking("roster", "suggest", "--bureau", "yuhua", *LONG_AGO, "--json").json
    assert (one["address"], one["unit"], one["letters"]) == ("newcomer@elsewhere.test", "zuojiatang", 1)


def test_a_bureau_whose_letters_all_come_from_its_roster_is_told_so(looking: Desk) -> None:
    done = looking("roster", "suggest", "--bureau", "jinjiang", *LONG_AGO)
    assert (done.code, done.out) == (0, "")
    assert "都在名册里" in done.err


def test_a_bureau_that_is_not_there_is_told(looking: Desk) -> None:
    done = looking("roster", "suggest", "--bureau", "nowhere")
    assert done.code == 2
    assert "没有叫“nowhere”的局" in done.err
