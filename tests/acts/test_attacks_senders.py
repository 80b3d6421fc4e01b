"""Senders and units that do not fit, the same content twice, forms that come apart, machines that answer us."""

import pytest
from acts.office import (
    JINJIANG,
    STATION,
    SUBJECT,
    TITLE,
    YUHUA,
    Office,
    form,
    mail,
    manuscript,
    photo,
    text_of,
    whole_piece,
    with_bureaus,
)

from pipeline.domain.bureau import Roster
from pipeline.domain.words import Disposition, Mode
from pipeline.steps.show import pieces_listed

FIRST, SECOND = "YH-2020-00001", "YH-2020-00002"
DONGTANG = "dongtang@yuhua.test"


def numbers(office: Office) -> dict[str, tuple[str, str | None]]:
    """Every piece's state and unit."""
    found = pieces_listed(office.house, bureau="yuhua", state=None, unit=None, span=None)
    return {p["number"]: (p["state"], p["unit"]) for p in found}


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
    assert numbers(office) == {FIRST: ("received", "zuojiatang"), SECOND: ("received", "dongtang")}


def test_the_same_content_under_another_subject_is_the_same_piece(office: Office) -> None:
    office.arrive(whole_piece())
    office.arrive(whole_piece("2020年度+左家塘+换了一个关键词"))
    assert office.poll() == {Disposition.ACCEPTED: 1, Disposition.IGNORED: 1}
    assert list(numbers(office)) == [FIRST]


def test_the_same_pictures_alone_twice_stay_one_returned_piece(office: Office) -> None:
    office.arrive(mail(SUBJECT, [photo(3)]))
    office.arrive(mail(SUBJECT, [photo(3)]))
    assert office.poll() == {Disposition.RETURNED: 2}
    assert numbers(office) == {FIRST: ("returned", "zuojiatang")}


@pytest.mark.parametrize("subject", ["2020年度+东塘+走访慰问", "2020年度+左家塘、东塘+走访慰问"])
def test_another_unit_or_two_units_in_the_subject_wait_for_a_person(office: Office, subject: str) -> None:
    office.arrive(whole_piece(subject))
    assert office.poll() == {Disposition.HELD: 1}
    assert numbers(office) == {FIRST: ("held", None)}
    assert office.mails(DONGTANG) == []
    done = office.decide(FIRST, "assign", unit="东塘")
    assert done.state == "received"
    assert numbers(office) == {FIRST: ("received", "dongtang")}


def test_another_units_name_in_the_keyword_is_no_conflict(office: Office) -> None:
    office.arrive(whole_piece("2020年度+左家塘+与东塘街道联合开展走访慰问"))
    assert office.poll() == {Disposition.ACCEPTED: 1}
    assert numbers(office) == {FIRST: ("received", "zuojiatang")}


def test_an_address_that_may_send_for_another_unit_leaves_the_choice_to_the_subject(office: Office) -> None:
    wide = entitled(office, "zuojiatang", may_send_for=("dongtang",))
    wide.arrive(whole_piece("2020年度+东塘+走访慰问"))
    wide.arrive(whole_piece("走访慰问老兵的情况", title="另一篇稿件的标题", seed=2))
    assert wide.poll() == {Disposition.ACCEPTED: 1, Disposition.HELD: 1}
    assert numbers(wide) == {FIRST: ("received", "dongtang"), SECOND: ("held", None)}


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


def test_a_form_of_another_piece_is_returned_naming_both_titles(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form("光荣牌悬挂工作全部完成"), photo()]))
    assert office.poll() == {Disposition.RETURNED: 1}
    told = text_of(office.mails()[0])
    assert "光荣牌悬挂工作全部完成" in told
    assert TITLE in told


def test_of_two_forms_the_one_with_the_manuscripts_title_counts(office: Office) -> None:
    other = ("另一张审核表.docx", form("光荣牌悬挂工作全部完成")[1], form()[2])
    office.arrive(mail(SUBJECT, [other, manuscript(), form(), photo()]))
    assert office.poll() == {Disposition.ACCEPTED: 1}


def test_a_stations_form_with_opinions_on_it_is_fine(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form(first="同意", second="同意"), photo()]))
    assert office.poll() == {Disposition.ACCEPTED: 1}
    assert numbers(office)[FIRST][0] == "received"


def test_a_held_letters_receipt_lists_what_can_be_mended_now(office: Office) -> None:
    unnamed = ("信息稿件审核表.docx", form("", sensitive=True)[1], form()[2])
    office.arrive(mail(SUBJECT, [manuscript(), unnamed, photo()]))
    assert office.poll() == {Disposition.HELD: 1}
    told = text_of(office.mails()[0])
    assert "现在就可以补正" in told
    assert "标题" in told


@pytest.mark.parametrize("first", ["form", "manuscript"])
@pytest.mark.parametrize("days", [4.9, 6])
def test_a_form_apart_joins_its_manuscript_within_five_days_only(office: Office, first: str, days: float) -> None:
    own = {"form": [form()], "manuscript": [manuscript(), photo()]}
    second = "manuscript" if first == "form" else "form"
    office.arrive(mail(SUBJECT, own[first]), at=office.clock())
    assert office.poll() == {Disposition.RETURNED: 1}
    office.clock.forward(days=days)
    office.arrive(mail(SUBJECT, own[second]), at=office.clock())
    outcome = Disposition.ACCEPTED if days < 5 else Disposition.RETURNED
    assert office.poll() == {outcome: 1}
    assert list(numbers(office)) == ([FIRST] if days < 5 else [FIRST, SECOND])


def test_a_form_apart_never_joins_another_title_or_another_units_piece(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), photo()]))
    office.arrive(mail(SUBJECT, [form("另一篇稿件的标题")]))
    office.arrive(mail("2020年度+东塘+走访", [form(unit="东塘街道退役军人服务站")], sender=DONGTANG))
    assert office.poll() == {Disposition.RETURNED: 3}
    assert {state for state, _ in numbers(office).values()} == {"returned"}
    assert len(numbers(office)) == 3


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
    assert numbers(office) == {FIRST: ("returned", "zuojiatang")}
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
    assert numbers(office) == {FIRST: ("received", "zuojiatang"), SECOND: ("discarded", "zuojiatang")}
    office.deliver()
    assert office.mails("newcomer@elsewhere.test") == []


def test_numbers_turn_with_the_year_in_shanghai(office: Office) -> None:
    from datetime import UTC, datetime

    office.clock.now = datetime(2021, 1, 1, 1, tzinfo=UTC)
    office.arrive(whole_piece(), at=datetime(2020, 12, 31, 15, 59, tzinfo=UTC))
    office.arrive(whole_piece(title="另一篇稿件的标题", seed=2), at=datetime(2020, 12, 31, 16, 0, tzinfo=UTC))
    office.poll()
    assert list(numbers(office)) == ["YH-2020-00001", "YH-2021-00001"]


def test_a_letter_from_the_future_is_counted_when_it_came(office: Office) -> None:
    from datetime import timedelta

    office.arrive(whole_piece(), at=office.clock() + timedelta(days=4000))
    office.poll()
    assert list(numbers(office)) == [FIRST]


def test_a_clock_put_back_an_hour_loses_nothing_and_sends_nothing_twice(office: Office) -> None:
    office.arrive(whole_piece())
    office.receive()
    office.clock.forward(hours=-1)
    office.arrive(whole_piece(title="另一篇稿件的标题", seed=2))
    office.poll()
    office.clock.forward(hours=2)
    office.poll()
    assert len(office.mails()) == 2
    assert set(numbers(office)) == {FIRST, SECOND}


def test_the_desks_own_mailbox_may_not_answer_itself(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form(), photo()], sender=YUHUA, Sender=STATION))
    assert office.poll() == {Disposition.IGNORED: 1}
    assert numbers(office) == {}
