"""The way of a letter: from the mailbox to the receipt, on real servers."""

import pytest
from acts.office import (
    SECTION,
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
)

from pipeline.domain.words import Disposition, Mode
from pipeline.steps.show import pieces_listed, show


def pieces(office: Office) -> list[dict[str, object]]:
    return pieces_listed(office.house, bureau="yuhua", state=None, unit=None, span=None)


def test_a_whole_piece_is_accepted_and_answered_in_its_thread(office: Office) -> None:
    raw = whole_piece()
    office.arrive(raw)
    assert office.poll() == {Disposition.ACCEPTED: 1}
    [piece] = pieces(office)
    assert (piece["number"], piece["state"], piece["unit"]) == ("YH-2020-00001", "received", "zuojiatang")
    [receipt] = office.mails()
    assert receipt["Subject"] == f"【YH-2020-00001】已受理：{TITLE}"
    assert receipt["In-Reply-To"] in raw.decode()
    assert receipt["Auto-Submitted"] == "auto-replied"
    assert "受理不等于审核通过" in text_of(receipt)


def test_a_second_round_fetches_nothing_and_sends_nothing(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    done = office.receive()
    assert (done.fetched, done.disposed) == (0, {})
    assert office.deliver().sent == 0
    assert len(office.mails()) == 1


def test_the_same_bytes_in_two_folders_are_one_letter(office: Office) -> None:
    raw = whole_piece()
    office.arrive(raw)
    office.arrive(raw, folder="垃圾邮件")
    done = office.receive()
    assert (done.fetched, done.disposed) == (2, {Disposition.ACCEPTED: 1})
    office.deliver()
    assert len(office.mails()) == 1


def test_a_stations_blank_form_is_right(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form(first="", second=""), photo()]))
    assert office.poll() == {Disposition.ACCEPTED: 1}


def test_a_sections_blank_form_is_returned_naming_the_opinions_and_the_signed_one_completes_it(office: Office) -> None:
    title = "局机关开展双拥共建活动"
    subject = "2020年度+双拥优抚科+双拥共建"
    blank = form(title, "双拥优抚科")
    office.arrive(mail(subject, [manuscript(title), blank, photo()], sender=SECTION))
    assert office.poll() == {Disposition.RETURNED: 1}
    [returned] = office.mails(SECTION)
    assert "初审负责人意见" in text_of(returned)
    assert "分管领导意见" in text_of(returned)
    signed = form(title, "双拥优抚科", first="同意 王科长", second="同意 赵副局长")
    reply = mail("回复：补审核表", [signed], sender=SECTION, In_Reply_To=str(returned["Message-ID"]))
    office.arrive(reply)
    assert office.poll() == {Disposition.ACCEPTED: 1}
    [piece] = pieces(office)
    assert (piece["number"], piece["state"]) == ("YH-2020-00001", "reviewed")
    assert office.subjects(SECTION)[-1] == f"【YH-2020-00001】已受理：{title}"


def test_a_missing_form_sent_as_a_reply_by_number_alone_completes_the_piece(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), photo()]))
    assert office.poll() == {Disposition.RETURNED: 1}
    [returned] = office.mails()
    assert [p.get_filename() for p in returned.iter_attachments()] == ["信息稿件审核表（左家塘）.docx"]
    office.arrive(mail("【YH-2020-00001】补审核表", [form()]))
    assert office.poll() == {Disposition.ACCEPTED: 1}
    shown = show(office.house, "YH-2020-00001")
    assert shown is not None
    assert {(p["role"], p["current"]) for p in shown.parts} == {
        ("manuscript", True),
        ("form", True),
        ("picture", True),
    }


def test_the_same_content_again_is_told_its_number_and_counts_once(office: Office) -> None:
    office.arrive(whole_piece())
    office.arrive(whole_piece())
    assert office.poll() == {Disposition.ACCEPTED: 1, Disposition.IGNORED: 1}
    assert len(pieces(office)) == 1
    assert "YH-2020-00001" in office.subjects()[-1]


def test_an_unknown_sender_is_held_and_never_answered(office: Office) -> None:
    office.arrive(whole_piece(sender="someone@elsewhere.test"))
    assert office.poll() == {Disposition.HELD: 1}
    assert office.mails("someone@elsewhere.test") == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.list.test>"},
        {"Return_Path": "<>"},
    ],
)
def test_machine_made_mail_is_ignored_and_never_answered(office: Office, headers: dict[str, str]) -> None:
    office.arrive(mail("自动回复：外出", [], **headers))
    assert office.poll() == {Disposition.IGNORED: 1}
    assert office.mails() == []


def test_our_own_mail_coming_back_is_ignored(office: Office) -> None:
    office.arrive(whole_piece(sender=YUHUA))
    assert office.poll() == {Disposition.IGNORED: 1}
    assert office.mails(YUHUA) != []  # the letter itself, and nothing answers it
    assert office.poll() == {}


def test_what_arrived_before_the_start_date_is_kept_and_never_answered(office: Office) -> None:
    from datetime import UTC, datetime

    office.arrive(whole_piece(), at=datetime(2019, 12, 31, 1, tzinfo=UTC))
    assert office.poll() == {Disposition.IGNORED: 1}
    assert pieces(office) == []
    assert office.mails() == []


def test_in_observe_mode_the_office_gets_the_draft_and_the_unit_nothing(office: Office) -> None:
    observing = office.with_mode(Mode.OBSERVE)
    observing.arrive(whole_piece())
    observing.poll()
    assert observing.mails() == []
    [to] = observing.house.settings.bureaus["yuhua"].bureau.office.digest_to
    [draft] = observing.mails(to)
    assert "草稿" in str(draft["Subject"])
    assert draft["In-Reply-To"] is None


def test_two_bureaus_keep_apart(office: Office) -> None:
    office.arrive(whole_piece())
    office.arrive(
        mail(
            "2022年+青阳街道退役军人服务站+走访",
            [manuscript("青阳街道走访慰问")],
            sender="qingyang@jinjiang.test",
            to="jinjiang@baosong.test",
        ),
        to="jinjiang@baosong.test",
    )
    assert office.poll("yuhua") == {Disposition.ACCEPTED: 1}
    assert office.poll("jinjiang") == {Disposition.ACCEPTED: 1}
    assert office.subjects("qingyang@jinjiang.test")[0].startswith("【JJ-2020-00001】")


@pytest.mark.servers
def test_the_way_on_dovecot_and_exim(real_office: Office) -> None:
    real_office.arrive(whole_piece())
    real_office.arrive(mail("2020年度+东塘+活动", [manuscript("东塘街道活动")], sender="dongtang@yuhua.test"))
    assert real_office.poll() == {Disposition.ACCEPTED: 1, Disposition.RETURNED: 1}
    assert real_office.receive().fetched == 0
    assert real_office.subjects(STATION) == [f"【YH-2020-00001】已受理：{TITLE}"]
