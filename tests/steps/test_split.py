"""A letter with two manuscripts becomes two pieces, each with what belongs to it; nothing is lost or counted twice."""

from collections.abc import Mapping
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from acts.office import Attached, form, mail, manuscript, photo
from steps.table import FIRST, SECOND, THIRD, Table, why_not

from pipeline.ingest.keep import raw_path
from pipeline.ingest.readers import Readers
from pipeline.ingest.sealed import sealed_copy
from pipeline.steps.process import open_desk
from pipeline.steps.review import Order, decide
from pipeline.steps.seen import marks_of
from pipeline.steps.show import show
from pipeline.steps.split import Split, SplitOrder, split
from pipeline.steps.split_copy import copied
from pipeline.steps.split_parts import divisible, proposal
from pipeline.steps.waiting import waiting
from pipeline.store import queries
from pipeline.store.search import Wanted, asked, newest
from pipeline.store.tables import DecisionRow, EventRow, LetterRow, OutboxRow, PartRow, PieceRow

LAW, FORUM, SONG = "左家塘街道开展普法宣传", "左家塘街道双拥座谈会召开", "老兵合唱团登台献唱"


def named(name: str, attached: Attached) -> Attached:
    return name, attached[1], attached[2]


def text(title: str, said: str) -> Attached:
    return manuscript(title, [said * 15], name=f"{title}.docx")


LETTER = [
    text(LAW, "五月六日开展普法宣传，发放读本。"),
    text(FORUM, "五月七日召开座谈会，共商双拥。"),
    named("审核表1.docx", form(FORUM)),
    named("审核表2.docx", form(LAW)),
    photo(1, name="双拥座谈会.jpg"),
    photo(2, name="普法宣传.jpg"),
]


class Desk(Table):
    """A table at which letters are split."""

    def parts(self, number: str) -> set[str]:
        """Names of what counts in a piece now."""
        piece = self.piece(number)
        return {row.name for row in self.rows(PartRow) if row.piece_id == piece.id and row.current}

    def proposed(self, number: str = FIRST) -> dict[int, int]:
        """What the desk proposes."""
        with self.house.database.reading() as session:
            return proposal(divisible(session, self.piece(number))[1])

    def away(self, names: Mapping[str, int], number: str = FIRST) -> dict[int, int]:
        """Ids of a piece's parts by name."""
        piece = self.piece(number)
        return {row.id: names[row.name] for row in self.rows(PartRow) if row.piece_id == piece.id and row.name in names}

    def split(self, away: Mapping[int, int] | None = None, number: str = FIRST, **told: str) -> Split:
        """The office splits a letter, as proposed where nothing else is told."""
        self.clock.forward(hours=1)
        chosen = self.proposed(number) if away is None else away
        order = SplitOrder(**{"name": number, "by": "李主任", "reason": "两篇稿件", "away": chosen} | told)  # type: ignore[arg-type]
        return split(self.house, order, self.readers)


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory, readers: Readers) -> Desk:
    """A letter with two manuscripts, their forms and pictures: held; to be copied."""
    table = Desk.laid(tmp_path_factory.mktemp("laid"), readers)
    table.come(mail("2020年度+左家塘+五月信息", LETTER))
    table.house.database.close()
    return table


@pytest.fixture
def table(laid: Desk, tmp_path: Path) -> Desk:
    """A copy of it of the test's own."""
    return laid.copy(tmp_path)


@pytest.fixture(scope="session")
def whole(laid: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The same with its letter split as proposed: to be copied."""
    table = laid.copy(tmp_path_factory.mktemp("whole"))
    table.split()
    table.house.database.close()
    return table


@pytest.fixture
def parted(whole: Desk, tmp_path: Path) -> Desk:
    """A copy of the two pieces of the test's own."""
    return whole.copy(tmp_path)


def test_each_manuscript_takes_its_form_and_picture_and_both_pieces_are_accepted(table: Desk) -> None:
    assert table.piece().state == "held"
    done = table.split()
    assert [(row.number, row.title, row.state) for row in done.pieces] == [
        (FIRST, LAW, "received"), (SECOND, FORUM, "received"),
    ]  # fmt: skip
    assert table.parts(FIRST) == {f"{LAW}.docx", "审核表2.docx", "普法宣传.jpg"}
    assert table.parts(SECOND) == {f"{FORUM}.docx", "审核表1.docx", "双拥座谈会.jpg"}
    first, second = table.piece(FIRST), table.piece(SECOND)
    assert second.arrived_at == first.arrived_at
    assert second.unit == first.unit == "zuojiatang"
    assert first.content_key != second.content_key
    assert len(table.rows(PartRow)) == len(LETTER)


def test_the_daily_list_proposes_the_split_by_itself_with_its_command(table: Desk) -> None:
    with table.house.database.reading() as session:
        [line] = [one for one in waiting(open_desk(table.house, "yuhua"), session) if one.number == FIRST]
    assert "建议分为2件" in line.reasons[-1]
    assert f"baosong split {FIRST} --yes" in line.reasons[-1]


def test_the_sender_hears_of_both_numbers_and_of_each_piece_what_becomes_of_it(table: Desk) -> None:
    before = len(table.rows(OutboxRow))
    assert table.split().mailed_to == "zuojiatang@yuhua.test"
    told = {row.piece_id: row for row in table.rows(OutboxRow)[before:] if row.to == "zuojiatang@yuhua.test"}
    first, second = told[table.piece(FIRST).id], told[table.piece(SECOND).id]
    assert (first.kind, second.kind) == ("decision", "receipt_accepted")
    for mime, number, other in ((first.mime, FIRST, SECOND), (second.mime, SECOND, FIRST)):
        said = _text(mime)
        assert f"编号：{number}" in said
        assert f"同信另一件：{other}" in said


def _text(mime: bytes) -> str:
    body = message_from_bytes(mime, policy=policy.default).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_reading_the_letters_again_changes_nothing_and_sends_no_mail(parted: Desk) -> None:
    table = parted
    mails = len(table.rows(OutboxRow))
    stood = [(p.number, p.title, p.state, p.content_key, p.unit) for p in table.rows(PieceRow)]
    for name in (FIRST, SECOND):
        table.again(name)
    assert [(p.number, p.title, p.state, p.content_key, p.unit) for p in table.rows(PieceRow)] == stood
    assert len(table.rows(OutboxRow)) == mails
    assert len(table.rows(PartRow)) == len(LETTER)


def test_the_new_piece_is_shown_found_and_counted_once(parted: Desk) -> None:
    table = parted
    told = show(table.house, SECOND)
    with table.house.database.reading() as session:
        law = asked(Wanted(bureau="yuhua", words="普法"), [])
        forum = asked(Wanted(bureau="yuhua", words="座谈"), [])
        assert newest(session, law) == [table.piece(FIRST).id]
        assert newest(session, forum) == [table.piece(SECOND).id]
        month = queries.month_of_unit(session, "yuhua", "zuojiatang", table.piece().arrived_at)
        ended = queries.letters_by_disposition(session, "yuhua", table.piece().arrived_at)
    assert (month.received, month.accepted) == (2, 2)
    assert sum(ended.values()) == 1, "one letter came"
    assert told is not None
    assert FORUM in str(told)
    assert {row.what for row in table.rows(EventRow)} >= {"piece_split", "piece_split_off", "piece_opened"}
    assert [(row.letter_id, row.verb) for row in table.rows(DecisionRow)] == [(1, "split"), (2, "split")]


def test_a_reply_to_either_number_goes_to_that_piece(table: Desk) -> None:
    names = {f"{FORUM}.docx": 2, "双拥座谈会.jpg": 2}
    done = table.split(table.away(names))
    assert done.pieces[1].state == "returned", "its form stayed with the first"
    table.come(mail(f"回复：【{SECOND}】补正", [form(FORUM)]))
    assert table.piece(SECOND).state == "received"
    assert "信息稿件审核表.docx" in table.parts(SECOND)
    assert "信息稿件审核表.docx" not in table.parts(FIRST)
    table.come(mail(f"回复：【{FIRST}】补图", [photo(7, name="又一张.jpg")]))
    assert "又一张.jpg" in table.parts(FIRST)
    table.again("L2")
    assert table.piece(SECOND).state == "received"


def test_each_piece_is_decided_by_itself(parted: Desk) -> None:
    table = parted
    table.clock.forward(hours=1)
    order = Order(name=SECOND, verb="return", reason="请补充数据", by="李主任")
    assert decide(table.house, order, table.readers).mailed_to == "zuojiatang@yuhua.test"
    assert (table.piece(FIRST).state, table.piece(SECOND).state) == ("received", "returned")
    table.again("L2")
    assert table.piece(SECOND).state == "returned"


def test_the_same_manuscript_sent_again_is_known_as_the_piece_that_was_split_off(parted: Desk) -> None:
    table = parted
    table.come(mail("2020年度+左家塘+双拥座谈", [LETTER[1], LETTER[2], LETTER[4]]))
    assert len(table.rows(PieceRow)) == 2
    again = table.rows(LetterRow)[-1]
    assert (again.disposition, again.piece_id) == ("ignored", table.piece(SECOND).id)


def test_three_manuscripts_are_split_at_once_or_one_after_the_other(table: Desk) -> None:
    table.come(mail("2020年度+左家塘+三篇", [*LETTER, text(SONG, "合唱团唱响军歌，掌声不断。")]))
    third = text(SONG, "")[0]
    table.split(table.away({f"{FORUM}.docx": 2, third: 2, "双拥座谈会.jpg": 2}, SECOND), SECOND)
    assert table.piece(THIRD).state == "held", "it has two manuscripts still"
    done = table.split(table.away({third: 2}, THIRD), THIRD)
    assert [row.title for row in done.pieces] == [FORUM, SONG]
    for name in (SECOND, THIRD, "YH-2020-00004"):
        table.again(name)
    titles = {row.number: row.title for row in table.rows(PieceRow)}
    assert titles == {FIRST: table.piece().title, SECOND: LAW, THIRD: FORUM, "YH-2020-00004": SONG}
    copies = [row.copy_of for row in table.rows(LetterRow)]
    assert copies == [None, None, 2, 2]


def test_what_a_person_settled_of_the_unit_holds_for_every_piece(table: Desk) -> None:
    table.come(mail("五月信息两篇", LETTER, sender="newcomer@elsewhere.test"))
    order = Order(name=SECOND, verb="assign", reason="电话核实", by="李主任", unit="东塘")
    decide(table.house, order, table.readers)
    done = table.split(number=SECOND)
    assert [(row.unit, row.state) for row in done.pieces] == [("dongtang", "received")] * 2
    table.again(THIRD)
    assert (table.piece(THIRD).unit, table.piece(THIRD).state) == ("dongtang", "received")
    assert not [row for row in table.rows(OutboxRow) if row.to == "newcomer@elsewhere.test"]


def test_what_does_not_fit_is_refused_and_leaves_no_trace(table: Desk) -> None:
    whole = table.proposed()
    bad = {
        "split_nothing": {},
        "split_unknown": {9999: 2},
        "split_no_manuscript": table.away({"双拥座谈会.jpg": 2}),
    }
    for cause, away in bad.items():
        assert why_not(table.split, away) == cause
    assert why_not(table.split, dict.fromkeys(whole, 2)) == "split_no_manuscript"
    assert why_not(table.split, whole | {next(iter(whole)): 0}) == "split_unknown"
    assert why_not(table.split, whole, reason=" ") == "reason_and_name"
    assert why_not(table.split, whole, number="YH-2020-09999") == "unknown_name"
    assert (len(table.rows(LetterRow)), len(table.rows(PieceRow)), table.rows(DecisionRow)) == (1, 1, [])
    assert len(list((table.house.data / "raw").rglob("*.eml"))) == 1


def test_a_second_tab_or_click_is_refused(table: Desk) -> None:
    with table.house.database.reading() as session:
        seen = marks_of(session, [table.piece()])[FIRST]
    away = table.proposed()
    table.split(away, seen=seen)
    assert why_not(table.split, away, seen=seen) == "changed_meanwhile"
    assert why_not(table.split, away) == "split_single"
    assert len(table.rows(PieceRow)) == 2


def test_an_approved_or_sealed_piece_is_not_split(table: Desk) -> None:
    away = table.proposed()
    for state, cause in (("approved", "split_late"), ("sealed", "sealed_first"), ("discarded", "split_late")):
        with table.house.database.writing() as session:
            session.get_one(PieceRow, 1).state = state
        assert why_not(table.split, away) == cause


def test_manuscripts_of_a_later_reply_are_not_split(table: Desk) -> None:
    table.come(mail(f"回复：【{FIRST}】改稿", [text(SONG, "改过的第一篇。"), text(FORUM, "改过的第二篇。")]))
    table.clock.forward(hours=1)
    with table.house.database.reading() as session:
        assert why_not(divisible, session, table.piece()) in {"split_reply", "reply_first"}


def test_a_marking_found_in_one_share_seals_the_other_as_well(table: Desk) -> None:
    secret = manuscript(FORUM, ["机密★3年", "换防时间表。" * 20], name=f"{FORUM}.docx")
    raw = mail("2020年度+左家塘+两篇", [text(LAW, "开展普法宣传。"), secret])
    checks = table.house.settings.bureaus["yuhua"].checks
    lenient = replace(checks, rows=tuple(row for row in checks.rows if row.name != "secrecy_marking"))
    bureau = replace(table.house.settings.bureaus["yuhua"], checks=lenient)
    settings = replace(table.house.settings, bureaus={**table.house.settings.bureaus, "yuhua": bureau})
    careless = replace(table, house=replace(table.house, settings=settings))
    careless.come(raw)
    careless.split(number=SECOND)
    table.again(SECOND)
    assert table.piece(SECOND).state == "sealed", "its own manuscript has no marking, the letter has one"
    copy = table.rows(LetterRow)[-1]
    assert not copy.done, "read again in the next round"
    table.again(THIRD)
    assert table.piece(THIRD).state == "sealed"
    copy = table.rows(LetterRow)[-1]
    assert sealed_copy(table.house.data, copy.sha256) is not None
    assert not raw_path(table.house.data, copy.sha256).exists()


def test_a_copy_says_the_same_whatever_line_the_letter_begins_with() -> None:
    raw = mail("两篇", [])
    assert copied(raw, "ab", 1).endswith(raw)
    assert copied(b"From x@y.test Thu May  7\r\n" + raw, "ab", 2).startswith(
        b"From x@y.test Thu May  7\r\nX-Baosong-Copy: ab 2"
    )
