"""Senders and units that do not fit, the same content twice, machines that answer us."""

import pytest
from acts.office import (
    JINJIANG,
    STATION,
    SUBJECT,
    YUHUA,
    Office,
    form,
    mail,
    manuscript,
    photo,
    whole_piece,
    with_bureaus,
)
from acts.pieces_there import DONGTANG, FIRST, SECOND, by_unit

from pipeline.domain.bureau import Roster
from pipeline.domain.words import Disposition, Mode


def entitled(office: Office, unit_id: str, **changes: object) -> Office:
    """The same office whose roster says otherwise of one unit."""
    from dataclasses import replace

    units = office.house.settings.bureaus["yuhua"].bureau.roster.units
    roster = Roster(tuple(replace(u, **changes) if u.id == unit_id else u for u in units))  # type: ignore[arg-type]
    return replace(office, house=replace(office.house, settings=with_bureaus(office.house.settings, roster=roster)))


def test_the_same_content_from_two_units_is_two_pieces(office: Office) -> None:
    office.arrive(whole_piece())
    office.arrive(whole_piece("2020年度+东塘+走访慰问", sender=DONGTANG))
    assert office.poll() == {Disposition.ACCEPTED: 2}
    assert by_unit(office) == {FIRST: ("received", "zuojiatang"), SECOND: ("received", "dongtang")}


def test_the_same_content_under_another_subject_is_the_same_piece(office: Office) -> None:
    office.arrive(whole_piece())
    office.arrive(whole_piece("2020年度+左家塘+换了一个关键词"))
    assert office.poll() == {Disposition.ACCEPTED: 1, Disposition.IGNORED: 1}
    assert list(by_unit(office)) == [FIRST]


def test_the_same_pictures_alone_twice_stay_one_returned_piece(office: Office) -> None:
    office.arrive(mail(SUBJECT, [photo(3)]))
    office.arrive(mail(SUBJECT, [photo(3)]))
    assert office.poll() == {Disposition.RETURNED: 2}
    assert by_unit(office) == {FIRST: ("returned", "zuojiatang")}


@pytest.mark.parametrize("subject", ["2020年度+东塘+走访慰问", "2020年度+左家塘、东塘+走访慰问"])
def test_another_unit_or_two_units_in_the_subject_wait_for_a_person(office: Office, subject: str) -> None:
    office.arrive(whole_piece(subject))
    assert office.poll() == {Disposition.HELD: 1}
    assert by_unit(office) == {FIRST: ("held", None)}
    assert office.mails(DONGTANG) == []
    done = office.decide(FIRST, "assign", unit="东塘")
    assert done.state == "received"
    assert by_unit(office) == {FIRST: ("received", "dongtang")}


def test_another_units_name_in_the_keyword_is_no_conflict(office: Office) -> None:
    office.arrive(whole_piece("2020年度+左家塘+与东塘街道联合开展走访慰问"))
    assert office.poll() == {Disposition.ACCEPTED: 1}
    assert by_unit(office) == {FIRST: ("received", "zuojiatang")}


def test_an_address_that_may_send_for_another_unit_leaves_the_choice_to_the_subject(office: Office) -> None:
    wide = entitled(office, "zuojiatang", may_send_for=("dongtang",))
    wide.arrive(whole_piece("2020年度+东塘+走访慰问"))
    wide.arrive(whole_piece("走访慰问老兵的情况", title="另一篇稿件的标题", seed=2))
    assert wide.poll() == {Disposition.ACCEPTED: 1, Disposition.HELD: 1}
    assert by_unit(wide) == {FIRST: ("received", "dongtang"), SECOND: ("held", None)}


def test_a_letter_from_two_addresses_is_held(office: Office) -> None:
    office.arrive(whole_piece(sender=f"{STATION}, evil@elsewhere.test"))
    office.arrive(whole_piece(sender=f"evil@elsewhere.test, {STATION}", title="另一篇稿件的标题", seed=2))
    assert office.poll() == {Disposition.HELD: 2}
    assert office.mails("evil@elsewhere.test") == []


def test_a_registered_address_in_a_strangers_display_name_is_a_stranger(office: Office) -> None:
    office.arrive(whole_piece(sender=f'"{STATION}" <evil@elsewhere.test>'))
    assert office.poll() == {Disposition.HELD: 1}
    assert office.mails() == office.mails("evil@elsewhere.test") == []


def test_answers_go_to_the_registered_from_only(office: Office) -> None:
    office.arrive(whole_piece(Reply_To="evil@elsewhere.test", Sender="agent@elsewhere.test"))
    assert office.poll() == {Disposition.ACCEPTED: 1}
    assert office.mails("evil@elsewhere.test") == office.mails("agent@elsewhere.test") == []
    assert len(office.mails()) == 1


def test_our_receipt_bounced_back_completes_nothing(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), photo()]))
    office.poll()
    ours = office.mails()[0]
    [blank] = [p.get_content() for p in ours.iter_attachments()]
    bounce = mail(
        f"退信：{ours['Subject']}", [("审核表.docx", blank, form()[2])], sender="MAILER-DAEMON@baosong.test",
        In_Reply_To=str(ours["Message-ID"]), Return_Path="<>",
    )  # fmt: skip
    office.arrive(bounce)
    vacation = mail(
        f"自动回复：{ours['Subject']}", [], In_Reply_To=str(ours["Message-ID"]), Auto_Submitted="auto-replied"
    )
    office.arrive(vacation)
    assert office.poll() == {Disposition.IGNORED: 2}
    assert by_unit(office) == {FIRST: ("returned", "zuojiatang")}
    assert len(office.mails()) == 1


def test_a_letter_to_both_bureaus_is_answered_by_its_own_bureau_only(office: Office) -> None:
    raw = whole_piece(Cc=JINJIANG)
    office.arrive(raw)
    office.arrive(raw, to=JINJIANG)
    assert office.poll("yuhua") == {Disposition.ACCEPTED: 1}
    assert office.poll("jinjiang") == {Disposition.HELD: 1}
    assert len(office.mails()) == 1
    assert office.poll("yuhua") == office.poll("jinjiang") == {}


def test_no_more_receipts_a_day_than_the_cap_and_as_many_as_it_says(office: Office) -> None:
    from dataclasses import replace

    settings = office.house.settings
    capped = replace(settings, post=replace(settings.post, replies_per_sender_per_day=2))
    office = replace(office, house=replace(office.house, settings=capped))
    for seed in range(4):
        office.arrive(whole_piece(title=f"第{seed + 1}篇走访慰问信息", seed=seed))
    assert office.poll() == {Disposition.ACCEPTED: 4}
    assert len(office.mails()) == 2
    office.clock.forward(days=1)
    office.arrive(whole_piece(title="第九篇走访慰问信息", seed=9))
    office.poll()
    assert len(office.mails()) == 3


def test_observe_mode_tells_units_nothing_of_decisions_either_and_going_live_sends_no_old_draft(office: Office) -> None:
    observing = office.with_mode(Mode.OBSERVE)
    observing.arrive(mail(SUBJECT, [manuscript(), form(sensitive=True), photo()]))
    observing.receive()
    observing.decide(FIRST, "return")
    observing.deliver()
    office.poll()
    assert office.mails() == []
    observing.arrive(whole_piece(title="另一篇稿件的标题", seed=2))
    observing.receive()
    office.poll()
    assert office.mails() == []


def test_an_unknown_senders_copy_of_an_accepted_piece_is_not_counted_twice_when_assigned(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    office.arrive(whole_piece(sender="newcomer@elsewhere.test"))
    assert office.poll() == {Disposition.HELD: 1}
    office.decide(SECOND, "assign", unit="左家塘")
    assert by_unit(office) == {FIRST: ("received", "zuojiatang"), SECOND: ("discarded", "zuojiatang")}
    office.deliver()
    assert office.mails("newcomer@elsewhere.test") == []


def test_the_desks_own_mailbox_may_not_answer_itself(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form(), photo()], sender=YUHUA, Sender=STATION))
    assert office.poll() == {Disposition.IGNORED: 1}
    assert by_unit(office) == {}
