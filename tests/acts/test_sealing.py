"""A letter with a secrecy marking leaves the open store; no text of it is anywhere else (rules.md S6)."""

from acts.office import SECTION, STATION, SUBJECT, Office, form, mail, manuscript, photo, text_of, whole_piece

from pipeline.domain.words import Disposition
from pipeline.ingest.keep import raw_path
from pipeline.ingest.sealed import sealed_copy
from pipeline.steps.show import show

PHRASE = "某部换防时间表"


def secret(sender: str = STATION) -> bytes:
    return mail(f"2020年度+左家塘+{PHRASE}", [manuscript(PHRASE, ["秘密★1年", PHRASE * 5]), photo()], sender=sender)


def everywhere(office: Office) -> list[str]:
    """Files of the data folder outside sealed/ that hold the phrase, in whichever writing."""
    wanted = [PHRASE.encode(), PHRASE.encode("gb18030"), PHRASE.encode("unicode_escape")]
    files = (p for p in office.house.data.rglob("*") if p.is_file() and "sealed" not in p.parts)
    return [str(p) for p in files if any(w in p.read_bytes() for w in wanted)]


def test_a_marked_letter_is_sealed_and_its_text_is_nowhere_else(office: Office) -> None:
    office.arrive(secret())
    assert office.poll() == {Disposition.SEALED: 1}
    assert everywhere(office) == []
    [sealed] = (office.house.data / "sealed").glob("*.eml")
    assert sealed.stat().st_mode & 0o777 == 0o600
    assert list((office.house.data / "raw").rglob("*.eml")) == []
    assert list((office.house.data / "parts").rglob("*")) == []
    shown = show(office.house, "YH-2020-00001")
    assert shown is not None
    assert PHRASE not in str(shown)


def test_the_sender_learns_only_the_channel_and_every_admin_where_copies_remain(office: Office) -> None:
    office.arrive(secret())
    office.poll()
    [told] = office.mails()
    assert PHRASE not in str(told)
    assert PHRASE not in text_of(told)
    for admin in office.house.settings.bureaus["yuhua"].bureau.office.admins:
        [alert] = office.mails(admin)
        assert PHRASE not in text_of(alert)
        assert "INBOX" in text_of(alert)


def test_an_unknown_or_machine_sender_of_a_marked_letter_is_sealed_and_not_answered(office: Office) -> None:
    office.arrive(secret("someone@elsewhere.test"))
    office.arrive(mail(PHRASE, [manuscript(PHRASE, ["机密★", PHRASE])], Auto_Submitted="auto-generated"))
    assert office.poll() == {Disposition.SEALED: 2}
    assert office.mails() == office.mails("someone@elsewhere.test") == []


def test_an_old_letter_is_sealed_too(office: Office) -> None:
    from datetime import UTC, datetime

    office.arrive(secret(), at=datetime(2019, 5, 1, tzinfo=UTC))
    assert office.poll() == {Disposition.SEALED: 1}
    assert office.mails() == []
    assert everywhere(office) == []


def test_a_sealed_reply_leaves_its_piece_as_it_is(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    office.arrive(mail("【YH-2020-00001】补充", [manuscript(PHRASE, ["绝密★", PHRASE])]))
    assert office.poll() == {Disposition.SEALED: 1}
    shown = show(office.house, "YH-2020-00001")
    assert shown is not None
    assert shown.piece is not None
    assert shown.piece["state"] == "received"
    assert everywhere(office) == []


def test_a_false_alarm_is_released_with_a_reason_and_goes_on(office: Office) -> None:
    title = "局机关开展双拥共建活动"
    signed = form(title, "双拥优抚科", first="同意", second="同意")
    raw = mail(
        "2020年度+双拥优抚科+双拥共建",
        [manuscript(title, ["秘密★1年", "这是写错的标记。" * 20]), signed, photo()],
        sender=SECTION,
    )
    office.arrive(raw)
    assert office.poll() == {Disposition.SEALED: 1}
    done = office.decide("YH-2020-00001", "release")
    assert done.state == "reviewed"
    assert len(list((office.house.data / "raw").rglob("*.eml"))) == 1
    assert list((office.house.data / "sealed").glob("*.eml")) == []
    office.deliver()
    assert "YH-2020-00001" in office.subjects(SECTION)[-1]
    shown = show(office.house, "YH-2020-00001")
    assert shown is not None
    assert [h["by"] for h in shown.history if h["what"] == "decided"] == ["李主任"]


def test_the_same_sealed_bytes_again_stay_sealed(office: Office) -> None:
    raw = secret()
    office.arrive(raw)
    office.poll()
    office.arrive(raw)
    assert office.receive().fetched == 1
    [letter] = show(office.house, "YH-2020-00001").letters  # type: ignore[union-attr]
    assert sealed_copy(office.house.data, letter["sha256"]) is not None
    assert not raw_path(office.house.data, letter["sha256"]).exists()
    assert SUBJECT not in str(letter)
