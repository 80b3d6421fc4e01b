"""Two pieces of one letter afterwards: read again, counted, decided, replied to, each by itself."""

from dataclasses import replace

from acts.office import form, mail, manuscript, photo
from steps.split.two_in_one import FORUM, LAW, LETTER, Desk, text
from steps.table import FIRST, SECOND, THIRD

from pipeline.ingest.keep import raw_path
from pipeline.ingest.sealed import sealed_copy
from pipeline.steps.review import Order, decide
from pipeline.steps.show import show
from pipeline.store import queries
from pipeline.store.search import Wanted, asked, newest
from pipeline.store.tables import DecisionRow, EventRow, LetterRow, OutboxRow, PartRow, PieceRow


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
