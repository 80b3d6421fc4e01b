"""Who sent a letter, and for which unit."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from builders.letters import SECTION, STATION, STRANGER, Shelf, answer_to, arrive, bureau, form, piece, word

from pipeline.domain.letter import Address
from pipeline.domain.piece import Incoming
from pipeline.domain.words import LetterKind, Severity

Cases = Callable[..., list[str]]


def test_a_machine_made_letter_is_told_by_its_kind(cases: Cases) -> None:
    assert cases("machine_made", arrive(machine=LetterKind.BOUNCE)) == ["bounce"]
    assert cases("machine_made", arrive(machine=LetterKind.AUTO_REPLY)) == ["default"]
    assert cases("machine_made", arrive(sender=bureau().bureau.mailbox)) == ["own"]
    assert cases("machine_made", arrive(parts=(word(),))) == []


@pytest.mark.parametrize(
    ("senders", "found"),
    [((STATION,), []), ((STATION, STATION), []), ((STATION, STRANGER), ["default"]), ((), [])],
)
def test_more_than_one_address_in_from_is_told(senders: tuple[str, ...], found: list[str], cases: Cases) -> None:
    assert cases("several_senders", arrive(senders=senders)) == found


def test_a_sender_whom_the_server_did_not_find_genuine_is_told_with_the_names_of_the_checks(
    told: Callable[..., dict],  # type: ignore[type-arg]
) -> None:
    letter = arrive()
    failed = replace(
        letter, letter=replace(letter.letter, origin=replace(letter.letter.origin, failed=("spf", "dkim")))
    )
    assert "SPF、DKIM" in told(failed)["sender_authenticated"].message
    assert "sender_authenticated" not in told(letter)


@pytest.mark.parametrize(("sender", "found"), [(STATION, []), (STRANGER, ["default"]), ("", ["missing"])])
def test_a_sender_who_is_in_no_roster_is_told(sender: str, found: list[str], cases: Cases) -> None:
    assert cases("sender_known", arrive(sender=sender)) == found


@pytest.mark.parametrize(
    ("subject", "sender", "found"),
    [
        ("2020年度+左家塘+走访", STATION, []),
        ("走访慰问活动信息", STATION, []),
        ("2020年度+高桥+走访", STATION, ["other"]),
        ("2020年度+左家塘、高桥+联合活动", STATION, ["several"]),
        ("2020年度+高桥+走访", STRANGER, []),
    ],
)
def test_a_subject_that_names_another_unit_or_several_is_told(
    subject: str, sender: str, found: list[str], cases: Cases
) -> None:
    assert cases("sender_unit", arrive(subject, (word(),), sender=sender)) == found


def test_the_units_of_a_conflict_are_told_by_name(told: Callable[..., dict]) -> None:  # type: ignore[type-arg]
    other = told(arrive("2020年度+高桥+走访", (word(),)))["sender_unit"].message
    assert "高桥街道退役军人服务站" in other
    assert "左家塘街道退役军人服务站" in other
    several = told(arrive("2020年度+左家塘、高桥+联合活动", (word(),)))["sender_unit"].message
    assert "高桥街道退役军人服务站" in several


def test_a_reply_belongs_to_its_pieces_unit_whatever_its_subject_says(cases: Cases) -> None:
    shelf = Shelf([piece(word())])
    incoming = arrive("Re: 【YH-2020-00012】高桥", (form(),), answers=answer_to(), shelf=shelf)
    assert cases("sender_unit", incoming) == []
    assert cases("subject_unit", incoming) == []


def test_a_unit_that_only_the_subject_could_settle_and_does_not_is_told_once(cases: Cases) -> None:
    incoming = arrive("走访慰问活动信息", (word(),))
    unsettled = replace(incoming, unit=None, subject=replace(incoming.subject, unit=None))
    assert cases("subject_unit", unsettled) == ["default"]
    assert cases("sender_unit", unsettled) == []
    for other in ("2020年度+高桥+走访", "2020年度+左家塘、高桥+联合活动", "2020年度+左家塘+走访"):
        assert cases("subject_unit", arrive(other, (word(),))) == []
    assert cases("subject_unit", arrive("走访", (word(),), sender=STRANGER)) == []


def test_letters_that_are_no_pieces_wait_for_the_office_by_their_kind(cases: Cases) -> None:
    incoming = arrive()
    for kind in (LetterKind.ADOPTION_REPORT, LetterKind.BOOKING, LetterKind.COMMAND):
        assert cases("other_letter", replace(incoming, kind=kind)) == [kind.value]
    assert cases("other_letter", replace(incoming, kind=LetterKind.OTHER)) == ["default"]
    assert cases("other_letter", arrive("撤回 YH-2020-00012 YH-2020-00013")) == ["command"]
    assert cases("other_letter", arrive("查询", sender=STRANGER)) == ["command"]
    for answered in ("查询", "积分", "撤回", "撤回 YH-2020-00012"):
        assert cases("other_letter", arrive(answered)) == []
    assert cases("other_letter", arrive("2020年度+办公室+走访", (word(),), sender=SECTION)) == []


def _from(name: str, *, reply_to: str = "") -> Incoming:
    letter = arrive(parts=(word(),))
    origin = replace(
        letter.letter.origin,
        senders=(Address(addr=STATION, name=name),),
        reply_to=(Address(addr=reply_to),) if reply_to else (),
    )
    return replace(letter, letter=replace(letter.letter, origin=origin))


@pytest.mark.parametrize(
    ("name", "reply_to", "found"),
    [
        ("左家塘街道", "", []),
        (STATION, STATION, []),
        ("左家塘@雨花", "", []),
        ("", "other@yuhua.test", []),  # of the same domain
        ("leader@office.example", "", ["in_name"]),
        ("局长 Ｌeader＠Office.example（代）", "", ["in_name"]),
        ("", "someone@elsewhere.test", ["reply_to"]),
        ("leader@office.example", "someone@elsewhere.test", ["in_name", "reply_to"]),
    ],
)
def test_another_mailbox_in_the_name_or_for_the_answers_is_told(
    name: str, reply_to: str, found: list[str], cases: Cases
) -> None:
    assert cases("sender_other_address", _from(name, reply_to=reply_to)) == found


def test_a_sender_that_names_another_mailbox_is_neither_held_nor_returned(
    told: Callable[..., dict],  # type: ignore[type-arg]
) -> None:
    finding = told(_from("leader@office.example"))["sender_other_address"]
    assert (finding.severity, "leader@office.example" in finding.message) == (Severity.REMARK, True)
