"""Faults and crashes at every door of a letter's way: nothing is lost, nothing is said or counted twice."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from acts.office import STATION, SUBJECT, TITLE, Office, form, mail, manuscript, photo, text_of, whole_piece

from pipeline.domain.words import Disposition
from pipeline.ingest.sealed import sealed_copy
from pipeline.steps import answer, place, process, record, review_acts, review_told
from pipeline.steps.show import letters_waiting, pieces_listed, show
from pipeline.store import events, numbers, outbox

FIRST = "YH-2020-00001"
ADMIN = "admin@yuhua.test"


def numbers_of(office: Office) -> dict[str, str]:
    """Every piece's state."""
    found = pieces_listed(office.house, bureau="yuhua", state=None, unit=None, span=None)
    return {p["number"]: p["state"] for p in found}


@contextmanager
def failing(owner: Any, name: str, fault: Exception, *, after: bool = False) -> Iterator[list[int]]:
    """The first call of a function fails, before it did its work or after it."""
    real: Callable[..., Any] = getattr(owner, name)
    calls: list[int] = []

    def once(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) > 1:
            return real(*args, **kwargs)
        if after:
            real(*args, **kwargs)
        raise fault

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, once)
        yield calls


DOORS = [
    (process, "keep_part_of"),
    (process, "judge"),
    (process, "record"),
    (record, "place"),
    (numbers, "next_number"),
    (place, "add_parts"),
    (record, "answer_letter"),
    (outbox, "queue"),
    (events, "note"),
]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("owner", "name"), DOORS, ids=[name for _, name in DOORS])
def test_a_crash_at_any_door_loses_nothing_and_repeats_nothing(
    office: Office, owner: Any, name: str, after: bool
) -> None:
    office.arrive(whole_piece())
    fault = OSError("disk") if name == "keep_part_of" else RuntimeError("crash")
    with failing(owner, name, fault, after=after) as calls, suppress(OSError, RuntimeError):
        office.receive()
    office.poll()
    office.poll()
    assert calls
    assert numbers_of(office) == {FIRST: "received"}
    shown = show(office.house, FIRST)
    assert shown is not None
    assert sorted(p["role"] for p in shown.parts) == ["form", "manuscript", "picture"]
    assert len(office.mails()) == 1


@pytest.mark.parametrize("after", [False, True])
def test_a_crash_while_sealing_leaves_the_letter_sealed_after_the_next_round(office: Office, after: bool) -> None:
    office.arrive(mail(SUBJECT, [manuscript(TITLE, ["秘密★1年", "某部换防时间表"])]))
    with failing(process, "shut_away", RuntimeError("crash"), after=after):
        office.receive()
    assert office.poll() == {Disposition.SEALED: 1}
    shown = show(office.house, FIRST)
    assert shown is not None
    assert sealed_copy(office.house.data, shown.letters[0]["sha256"]) is not None
    assert list((office.house.data / "raw").rglob("*.eml")) == []
    assert len(office.mails()) == len(office.mails(ADMIN)) == 1


def test_a_crash_within_a_decision_leaves_the_piece_as_it_was(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form(sensitive=True), photo()]))
    office.poll()
    for owner, name in ((review_acts, "state_after"), (review_told, "decision_mail"), (outbox, "queue")):
        with failing(owner, name, RuntimeError("crash"), after=True), pytest.raises(RuntimeError):
            office.decide(FIRST, "accept")
        assert numbers_of(office) == {FIRST: "held"}
    office.decide(FIRST, "accept")
    office.decide(FIRST, "accept")
    office.deliver()
    assert numbers_of(office) == {FIRST: "received"}
    assert len(office.mails()) == 2


def with_letters(office: Office, folder: Path) -> Office:
    """The same office with a copy of the wording of its own, to be spoilt."""
    shutil.copytree(office.house.settings.letters, folder / "letters")
    shutil.copytree(office.house.settings.forms, folder / "forms")
    settings = replace(office.house.settings, shared=folder)
    return replace(office, house=replace(office.house, settings=settings))


@pytest.mark.parametrize(
    ("broken", "text"), [("receipt_accepted.j2", "{% block subject %}"), ("letter.j2", "{{ nobody.knows }}")]
)
def test_a_broken_template_keeps_no_letter_from_the_record_and_its_receipt_follows_when_mended(
    office: Office, tmp_path: Path, broken: str, text: str
) -> None:
    spoilt = with_letters(office, tmp_path / "spoilt")
    file = tmp_path / "spoilt" / "letters" / broken
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole + text, encoding="utf-8")
    spoilt.arrive(whole_piece())
    spoilt.arrive(whole_piece(title="另一篇稿件的标题", seed=2))
    assert spoilt.receive().disposed == {Disposition.ACCEPTED: 2}
    for _ in range(4):
        assert spoilt.receive().disposed == {}
    spoilt.deliver()
    assert set(numbers_of(office).values()) == {"received"}
    assert len(letters_waiting(office.house, "yuhua")) == 2
    assert office.mails() == []
    assert len(office.mails(ADMIN)) <= 1
    file.write_text(whole, encoding="utf-8")
    spoilt.receive()
    spoilt.deliver()
    assert sorted(s[:18] for s in office.subjects()) == ["【YH-2020-00001】已受理", "【YH-2020-00002】已受理"]
    assert letters_waiting(office.house, "yuhua") == []
    assert spoilt.poll() == {}
    assert len(office.mails(STATION)) == 2


def test_the_admins_are_told_once_that_a_receipt_was_not_written_and_which_file_is_to_blame(
    office: Office, tmp_path: Path
) -> None:
    spoilt = with_letters(office, tmp_path / "spoilt")
    broken = tmp_path / "spoilt" / "letters" / "receipt_accepted.j2"
    broken.write_text("\n{% block", encoding="utf-8")
    for seed in range(3):
        spoilt.arrive(whole_piece(title=f"第{seed + 1}篇走访慰问信息", seed=seed))
    spoilt.poll()
    spoilt.poll()
    assert office.subjects(ADMIN) == ["有回执没有写成，请检查信件模板和表格"]
    assert f"写到这里停下：{broken}:2" in text_of(office.mails(ADMIN)[0])


def test_a_form_that_is_missing_is_named_to_the_admins(office: Office, tmp_path: Path) -> None:
    spoilt = with_letters(office, tmp_path / "spoilt")
    template = tmp_path / "spoilt" / "forms" / "form2_review.docx"
    template.unlink()
    spoilt.arrive(mail(SUBJECT, [manuscript(TITLE)]))
    spoilt.poll()
    assert f"写到这里停下：{template}" in text_of(office.mails(ADMIN)[0])


def test_a_broken_alert_keeps_no_marked_letter_out_of_the_seal(office: Office, tmp_path: Path) -> None:
    spoilt = with_letters(office, tmp_path / "spoilt")
    (tmp_path / "spoilt" / "letters" / "alert_sealed.j2").write_text("{% block", encoding="utf-8")
    spoilt.arrive(mail(SUBJECT, [manuscript(TITLE, ["秘密★1年", "某部换防时间表"])]))
    assert spoilt.poll() == {Disposition.SEALED: 1}
    assert list((office.house.data / "raw").rglob("*.eml")) == []


def test_a_letter_our_own_code_cannot_bear_is_quarantined_and_delays_no_other(office: Office) -> None:
    real = process.judge

    def judge(*args: Any) -> Any:
        if "坏" in args[3].subject:
            raise RuntimeError("cannot bear it")
        return real(*args)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "judge", judge)
        office.arrive(mail("坏", [manuscript()]))
        office.arrive(whole_piece())
        assert office.poll() == {Disposition.ACCEPTED: 1}
        assert office.poll() == {}
        assert office.poll() == {Disposition.QUARANTINED: 1}
        assert office.poll() == {}
    assert len(office.mails(ADMIN)) == 1
    assert answer.RECEIPT_OWED not in str(letters_waiting(office.house, "yuhua"))
