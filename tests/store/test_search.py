"""Pieces are found by words of Chinese, by unit, state, month and kind, the same on both databases."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session
from store.rows import letter_row, piece_row

from pipeline.store import search, search_index
from pipeline.store.database import Database
from pipeline.store.search import Wanted
from pipeline.store.tables import PartRow, PieceRow, PieceTextRow

NAMES = (("zuojiatang", ("左家塘街道退役军人服务站", "左家塘")), ("tiaoma", ("跳马镇退役军人服务站", "跳马")))
BODY = "5月6日，街道组织志愿者走访慰问烈属，\n送去Ｄ１２３号慰问金。退役士兵张三说：“谢谢！”"


def manuscript(session: Session, piece: PieceRow, body: str, **letter: Any) -> PartRow:
    """A manuscript of the piece, come with a letter of its own."""
    row = letter_row(session, piece_id=piece.id, **letter)
    reading = json.dumps({"document": {"manuscript": {"title": "慰问老兵", "body": body}}})
    part = PartRow(
        piece_id=piece.id or 0, letter_id=row.id or 0, role="manuscript", current=True, name="a.docx", path="a.docx",
        type="docx", size=1, sha256="0" * 64, reading=reading,
    )  # fmt: skip
    session.add(part)
    session.flush()
    return part


def numbers(database: Database, words: str = "", **where: str) -> list[str]:
    """The numbers of what is found, the newest first; counted as well."""
    question = search.asked(Wanted(**{"bureau": "yuhua", "words": words} | where), NAMES)
    with database.reading() as session:
        ids = search.newest(session, question)
        assert search.count(session, question, most=1000) == len(ids)
        return [session.get_one(PieceRow, piece_id).number for piece_id in ids]


def laid(database: Database, body: str = BODY, **values: Any) -> str:
    """A piece with its manuscript."""
    with database.writing() as session:
        piece = piece_row(session, **{"title": "慰问老兵"} | values)
        manuscript(session, piece, body)
        return str(piece.number)


IN_IT = [
    "慰问",
    "老",
    "走访慰问烈属",
    "慰问 烈属",
    "d123",
    "Ｄ123",
    "５月",
    "左家塘",
    "退役军人服务站",
    "谢谢",
    "送去d123号",
]
NOT_IN_IT = ["跳马", "烈属送去", "问慰", "慰问 双拥", "士兵张四", "老烈", "说谢"]


def test_a_piece_is_found_by_any_of_its_words_and_by_no_others(database: Database) -> None:
    number = laid(database)
    for words in IN_IT:
        assert numbers(database, words) == [number], words
    for words in NOT_IN_IT:
        assert numbers(database, words) == [], words
    assert numbers(database, number.lower()) == [number]


def test_where_it_stands_must_fit_as_well(database: Database) -> None:
    number = laid(database, genre="news")
    fitting = {"unit": "zuojiatang", "state": "received", "month": "2020-05", "genre": "news"}
    assert numbers(database, "慰问", **fitting) == numbers(database, **fitting) == [number]
    for name, other in {"unit": "tiaoma", "state": "held", "month": "2020-06", "genre": "info"}.items():
        assert numbers(database, "慰问", **fitting | {name: other}) == []
    assert numbers(database, "慰问", bureau="jinjiang") == []


def test_the_newest_come_first_and_by_pages(database: Database) -> None:
    laid_numbers = [laid(database) for _ in range(5)]
    question = search.asked(Wanted(bureau="yuhua", words="慰问"), NAMES)
    with database.reading() as session:
        pages = [search.newest(session, question, after=after, most=2) for after in (0, 2, 4, 6)]
        found = [[session.get_one(PieceRow, piece_id).number for piece_id in page] for page in pages]
        assert search.count(session, question, most=3) == 3
    assert found == [laid_numbers[:2:-1], laid_numbers[2:0:-1], laid_numbers[:1], []]


def test_whatever_changes_is_found_as_it_is_now(database: Database) -> None:
    number = laid(database)
    with database.writing() as session:
        piece = session.get_one(PieceRow, 1)
        piece.title, piece.state, piece.unit = "双拥座谈", "adopted", "tiaoma"
        session.add(piece)
    with database.writing() as session:
        old = session.get_one(PartRow, 1)
        old.current = False
        manuscript(session, session.get_one(PieceRow, 1), "第二稿")
    assert numbers(database, "双拥 第二稿 跳马", state="adopted") == [number]
    assert (
        numbers(database, "烈属") == numbers(database, "左家塘") == numbers(database, "第二稿", state="received") == []
    )


def test_nothing_of_a_sealed_piece_can_be_found_but_that_it_is_there(database: Database) -> None:
    number = laid(database)
    with database.writing() as session:
        piece = session.get_one(PieceRow, 1)
        piece.state, piece.title = "sealed", None
        session.add(piece)
    assert numbers(database, "慰问") == numbers(database, "烈") == []
    assert numbers(database, state="sealed") == numbers(database, number) == [number]
    with database.reading() as session:
        assert session.get_one(PieceTextRow, 1).text == number


def test_a_sealed_reply_stays_out_of_an_open_pieces_words(database: Database) -> None:
    number = laid(database)
    with database.writing() as session:
        manuscript(session, session.get_one(PieceRow, 1), "换防时间表", disposition="sealed")
    assert numbers(database, "换防") == []
    assert numbers(database, "烈属") == [number]


def test_what_is_not_committed_is_not_found(database: Database) -> None:
    with database.reading() as session:
        manuscript(session, piece_row(session, title="慰问"), BODY)
        session.rollback()
    assert numbers(database, "慰问") == []


def test_pieces_of_an_older_record_are_put_into_the_index_by_the_upgrade(store_url: str) -> None:
    database = Database(store_url)
    number = laid(database)
    database.downgrade("0007")
    database.upgrade()
    assert numbers(database, "走访慰问") == [number]
    with database.writing() as session:
        assert search_index.fill(session.connection()) == 0
    database.close()


def test_a_very_long_or_strange_text_is_found_by_its_beginning(database: Database) -> None:
    number = laid(database, "开头\x00" + "\ud800" + "".join(map(chr, range(0x4E00, 0x9000))) * 4 + "结尾")
    assert numbers(database, "开头") == [number]
    assert numbers(database, "结尾") == []


COMMANDS = ['"', "' OR 1=1 --", "pairs : x", "NEAR(", "* ^", "慰问*", "()", "AND OR NOT", "\x00"]


def test_no_word_is_taken_for_a_command(database: Database) -> None:
    number = laid(database)
    for words in COMMANDS:
        fits = not search.runs(words) or "慰问" in words
        assert numbers(database, words) == ([number] if fits else []), words


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.text("甲乙丙a1，。 \n", max_size=40), words=st.text("甲乙丙a1，", min_size=1, max_size=4))
def test_it_finds_exactly_what_a_plain_look_would_find(database: Database, body: str, words: str) -> None:
    with database.writing() as session:
        piece = piece_row(session, title=body)
        at, number = piece.id or 0, piece.number.lower()
    runs = search.runs(words)
    said = [*search.runs(body), *search.runs(number)]
    with database.reading() as session:
        found = search.newest(session, search.asked(Wanted(bureau="yuhua", words=words), ()), most=1)
    assert (found == [at]) == all(any(run in one for one in said) for run in runs)
