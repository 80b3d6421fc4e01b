"""A unit asks by mail, and is answered at once: its pieces, its points, a piece withdrawn."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from acts.office import JINJIANG, Office, form, mail, manuscript, photo, read_again, text_of, whole_piece

from pipeline.domain.facts import Adoption
from pipeline.domain.words import Disposition, Mode
from pipeline.steps.counting.after import count_and_tell
from pipeline.steps.counting.plan import plan_of
from pipeline.steps.counting.take import Offered, Source, take
from pipeline.steps.process import open_desk
from pipeline.steps.show import letters_waiting, show

FIRST = "YH-2020-00001"
STATION, OTHER = "zuojiatang@yuhua.test", "gaoqiao@yuhua.test"
CIZAO = "cizao@jinjiang.test"
TITLE = "磁灶镇开展退役军人走访慰问活动"


def state_of(office: Office, number: str) -> str:
    shown = show(office.house, number)
    assert shown is not None
    assert shown.piece is not None
    return str(shown.piece["state"])


def asked(office: Office, subject: str, *, sender: str = STATION, bureau: str = "yuhua", **more: Any) -> Any:
    """A request arrives; the mails that answer it."""
    to = {"yuhua": "yuhua@baosong.test", "jinjiang": JINJIANG}[bureau]
    before = len(office.mails(sender))
    office.arrive(mail(subject, [], sender=sender, to=to, **more), to=to)
    office.poll(bureau)
    return office.mails(sender)[before:]


@pytest.fixture
def may(office: Office) -> Office:
    """In May 2022 a piece of 磁灶 was used by the province's site, another waits to be reviewed."""
    office.clock.now = datetime(2022, 5, 10, 2, 0, tzinfo=UTC)
    for seed, title in enumerate((TITLE, "磁灶镇举办退役军人专场招聘会"), start=1):
        piece = mail(f"2022年度+磁灶+{title[3:]}", [manuscript(title), photo(seed)], sender=CIZAO, to=JINJIANG)
        office.arrive(piece, to=JINJIANG)
    office.poll("jinjiang")
    fact = Adoption(submission="JJ-2022-00001", outlet="省厅官网", date=date(2022, 5, 10))
    with office.house.database.writing() as session:
        pen = open_desk(office.house, "jinjiang").pen(session)
        offered = Offered(kind="adoption", name="r:1", place="第1行", told={}, fact=fact)
        take(pen, plan_of(office.house, "jinjiang"), offered, Source(kind="report", unit="cizao", announce=False))
    count_and_tell(office.house, "jinjiang")
    office.clock.forward(days=1)
    return office


def test_a_query_is_answered_with_every_piece_its_state_its_outlets_and_its_points(may: Office) -> None:
    [answer] = asked(may, "查询", sender=CIZAO, bureau="jinjiang")
    assert str(answer["Subject"]).startswith("2022年来稿2篇，采用1篇，10分")
    text = text_of(answer)
    for told in (
        "JJ-2022-00001",
        "JJ-2022-00002",
        TITLE,
        "已采用",
        "已受理",
        "采用：省厅官网",
        "得分：10分",
    ):
        assert told in text
    assert "第1名" in text
    assert letters_waiting(may.house, "jinjiang") == []


def test_points_are_told_with_their_clause_and_what_the_unit_owes_now(may: Office) -> None:
    [answer] = asked(may, "积分 5月", sender=CIZAO, bureau="jinjiang")
    assert str(answer["Subject"]).startswith("2022年积分10分，第1名")
    text = text_of(answer)
    assert "附件1" in text
    assert "2022年5月" in text
    assert "每月" in text
    assert "未完成" not in text, "the month is not over"


def test_the_answer_stands_in_the_thread_of_the_request_and_is_machine_made(office: Office) -> None:
    [answer] = asked(office, "查询")
    assert answer["In-Reply-To"] is not None
    assert answer["Auto-Submitted"] == "auto-replied"
    assert "还没有收到贵单位的稿件" in text_of(answer)


def test_a_piece_that_nobody_has_reviewed_is_withdrawn_by_its_number(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    [answer] = asked(office, f"撤回 {FIRST}")
    assert state_of(office, FIRST) == "withdrawn"
    assert str(answer["Subject"]).startswith(f"【{FIRST}】已撤回")
    shown = show(office.house, FIRST)
    assert shown is not None
    assert [e["what"] for e in shown.history if e["what"] == "piece_withdrawn"] == ["piece_withdrawn"]
    assert shown.mails[-1]["kind"] == "withdrawn"
    [again] = asked(office, f"撤回 {FIRST}", body="再次来信")
    assert "此前已撤回" in str(again["Subject"])


def test_an_answer_to_our_receipt_needs_no_number(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    [receipt] = office.mails()
    asked(office, "回复", body="撤回", In_Reply_To=str(receipt["Message-ID"]))
    assert state_of(office, FIRST) == "withdrawn"


def test_a_piece_withdrawn_by_mistake_or_in_anothers_name_is_taken_up_again_by_the_office(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    asked(office, f"撤回 {FIRST}")
    assert office.decide(FIRST, "accept").state == "received"
    office.deliver()
    told = office.subjects()[-1]
    assert f"【{FIRST}】" in told
    assert "已受理" in told


def test_what_waits_of_a_withdrawn_piece_waits_no_more(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    office.arrive(mail(f"【{FIRST}】更换审核表", [form(sensitive=True)]))
    office.poll()
    assert [row["letter"] for row in letters_waiting(office.house, "yuhua")] == ["L2"]
    asked(office, f"撤回 {FIRST}")
    assert letters_waiting(office.house, "yuhua") == []


@pytest.mark.parametrize(
    ("subject", "sender", "told", "state"),
    [
        (f"撤回 {FIRST}", OTHER, "不是贵单位的稿件", "received"),
        ("撤回 YH-2020-00077", STATION, "没有查到", "received"),
        ("撤回", STATION, "没有写明编号", "received"),
    ],
)
def test_what_cannot_be_withdrawn_stays_and_the_answer_says_why(
    office: Office, subject: str, sender: str, told: str, state: str
) -> None:
    office.arrive(whole_piece())
    office.poll()
    [answer] = asked(office, subject, sender=sender)
    assert told in str(answer["Subject"])
    assert "左家塘街道走访慰问老兵" not in text_of(answer)
    assert state_of(office, FIRST) == state


def test_a_piece_that_was_reviewed_or_used_is_not_withdrawn_by_mail(may: Office) -> None:
    [answer] = asked(may, "撤回 JJ-2022-00001", sender=CIZAO, bureau="jinjiang")
    assert "已进入审核" in str(answer["Subject"])
    assert state_of(may, "JJ-2022-00001") == "adopted"


def test_a_withdrawn_piece_is_no_longer_counted_as_sent_in(may: Office) -> None:
    asked(may, "撤回 JJ-2022-00002", sender=CIZAO, bureau="jinjiang")
    [answer] = asked(may, "积分", sender=CIZAO, bureau="jinjiang")
    assert "未完成" not in text_of(answer)
    assert "已完成1" in text_of(answer).replace(" ", "")


def test_the_answer_counts_the_same_pieces_as_the_standings_and_lists_them_all(may: Office) -> None:
    asked(may, "撤回 JJ-2022-00002", sender=CIZAO, bureau="jinjiang")
    [answer] = asked(may, "查询", sender=CIZAO, bureau="jinjiang")
    assert str(answer["Subject"]).startswith("2022年来稿1篇，采用1篇，10分")
    text = text_of(answer)
    for told in ("来稿1篇", "JJ-2022-00002", "已撤回", "另有1篇已撤回、未采用或封存，不计入来稿"):
        assert told in text


def test_a_request_read_again_changes_nothing_and_is_answered_once(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    asked(office, f"撤回 {FIRST}")
    mails = len(office.mails())
    assert read_again(office, "L2").checks == Disposition.ACCEPTED
    office.deliver()
    assert (len(office.mails()), state_of(office, FIRST)) == (mails, "withdrawn")


def test_strangers_and_machines_get_nothing_and_withdraw_nothing(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    assert asked(office, f"撤回 {FIRST}", sender="newcomer@elsewhere.test") == []
    assert asked(office, "查询", Auto_Submitted="auto-replied") == []
    assert state_of(office, FIRST) == "received"


def test_answers_count_for_the_most_that_an_address_gets_in_a_day(office: Office) -> None:
    settings = office.house.settings
    few = replace(settings, post=replace(settings.post, replies_per_sender_per_day=2))
    capped = replace(office, house=replace(office.house, settings=few))
    assert [len(asked(capped, "查询", body=f"第{n}次")) for n in "一二三"] == [1, 1, 0]


def test_in_observe_mode_the_office_reads_the_answer_first(office: Office) -> None:
    trying = office.with_mode(Mode.OBSERVE)
    assert asked(trying, "查询") == []
    [to] = trying.house.settings.bureaus["yuhua"].bureau.office.digest_to
    assert trying.subjects(to)[-1].startswith("【草稿】")


def test_a_plan_that_cannot_be_read_keeps_no_unit_from_its_answer(
    office: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("plan")
    (folder / "rulebook.yaml").write_text("nonsense: [", encoding="utf-8")
    bureaus = office.house.settings.bureaus
    changed = {**bureaus, "yuhua": replace(bureaus["yuhua"], folder=folder)}
    broken = replace(office, house=replace(office.house, settings=replace(office.house.settings, bureaus=changed)))
    broken.arrive(whole_piece())
    broken.poll()
    [answer] = asked(broken, "查询")
    assert FIRST in text_of(answer)
