"""A letter with two manuscripts becomes two pieces, each with what belongs to it; nothing is lost or counted twice."""

from email import message_from_bytes, policy

from acts.office import mail
from steps.split.two_in_one import FORUM, LAW, LETTER, SONG, Desk, text
from steps.table import FIRST, SECOND, THIRD

from pipeline.steps.process import open_desk
from pipeline.steps.review import Order, decide
from pipeline.steps.split_copy import copied
from pipeline.steps.waiting import waiting
from pipeline.store.tables import LetterRow, OutboxRow, PartRow, PieceRow


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


def test_a_copy_says_the_same_whatever_line_the_letter_begins_with() -> None:
    raw = mail("两篇", [])
    assert copied(raw, "ab", 1).endswith(raw)
    assert copied(b"From x@y.test Thu May  7\r\n" + raw, "ab", 2).startswith(
        b"From x@y.test Thu May  7\r\nX-Baosong-Copy: ab 2"
    )
