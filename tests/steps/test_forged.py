"""Whoever writes in another's name, or with what another unit was sent, changes nothing of that unit's."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from acts.office import STATION, SUBJECT, TITLE, form, mail, manuscript, photo
from sqlmodel import col, select
from steps.table import FIRST, Table
from steps.test_bounces import report

from pipeline.domain.words import OutboxState
from pipeline.ingest.readers import Readers
from pipeline.steps.review import Order, decide
from pipeline.steps.show import letters_waiting
from pipeline.store import bounces
from pipeline.store.tables import DecisionRow, EventRow, FactRow, LetterRow, OutboxRow, PartRow, PieceRow

OTHER, STRANGER = "dongtang@yuhua.test", "someone@elsewhere.test"
SERIES = SUBJECT + "（第1封 共2封）"
REFUSED = "Authentication-Results: mx.baosong.test; spf=fail smtp.mail=zuojiatang@yuhua.test\r\n"


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory, readers: Readers) -> Table:
    """A station's piece that was returned for its form: the first letter of two; its receipt went out."""
    table = Table.laid(tmp_path_factory.mktemp("laid"), readers)
    table.come(mail(SERIES, [manuscript(), photo()]))
    with table.house.database.writing() as session:
        for row in session.exec(select(OutboxRow)):
            row.state, row.sent_at = OutboxState.SENT.value, table.clock()
    return table


@pytest.fixture
def table(laid: Table, tmp_path: Path) -> Table:
    return laid.copy(tmp_path)


def ours(table: Table) -> str:
    """The Message-ID of the receipt, which only the station was sent."""
    return str(table.rows(OutboxRow)[0].message_id)


def standing(table: Table) -> dict[str, Any]:
    """Everything of the station's: its piece, the parts, facts, decisions and the mail to it."""
    piece = table.piece()
    with table.house.database.reading() as session:
        parts = session.exec(select(PartRow).where(PartRow.piece_id == piece.id, col(PartRow.current)))
        return {
            "piece": piece.model_dump(),
            "parts": [(part.letter_id, part.role, part.sha256) for part in parts],
            "facts": [fact.model_dump() for fact in session.exec(select(FactRow))],
            "decisions": len(session.exec(select(DecisionRow)).all()),
            "mail": session.get_one(OutboxRow, 1).model_dump(),
            "said": [row.what for row in session.exec(select(EventRow).where(EventRow.piece_id == piece.id))],
            "lost": list(bounces.lost_to(session, "yuhua", table.clock.now.replace(year=2019))),
        }


Letter = Callable[[str, str], bytes]  # from whom, answering which Message-ID

LETTERS: dict[str, Letter] = {
    "the other half of the series": lambda who, _: mail(
        SUBJECT + "（第2封 共2封）", [form(), photo(9)], sender=who
    ),
    "a half of the series that takes the first one's place": lambda who, _: mail(
        SERIES, [manuscript(TITLE, ["别人写的一段话。" * 30]), form()], sender=who
    ),
    "a completion by the number": lambda who, _: mail(f"【{FIRST}】补审核表", [form()], sender=who),
    "a completion in the thread": lambda who, to: mail("回复：补审核表", [form()], sender=who, In_Reply_To=to),
    "another text by the number": lambda who, _: mail(
        f"【{FIRST}】更正稿", [manuscript(TITLE, ["别人写的一段话。" * 30]), form()], sender=who
    ),
    "a form apart": lambda who, _: mail("2020年度+左家塘+审核表", [form()], sender=who),
    "a withdrawal by the number": lambda who, _: mail(f"撤回 {FIRST}", [], sender=who),
    "a withdrawal in the thread": lambda who, to: mail("撤回", [], sender=who, In_Reply_To=to),
    "a decision": lambda who, to: mail(f"回复：【{FIRST}】", [], sender=who, In_Reply_To=to, body="同意"),
    "a report of what was used": lambda who, _: mail(
        "2020年5月采用情况", [], sender=who,
        body=f"序号：1\n稿件编号：{FIRST}\n采用刊物或新媒体：长沙晚报\n刊发日期：2020-05-20",
    ),
    "thanks in the thread": lambda who, to: mail("回复：收到", [], sender=who, In_Reply_To=to, body="谢谢。"),
}  # fmt: skip


@pytest.mark.parametrize("who", [OTHER, STRANGER])
def test_another_unit_or_a_stranger_changes_nothing_of_a_piece(table: Table, who: str) -> None:
    before, own = standing(table), table.piece().id
    for name, letter in LETTERS.items():
        table.come(letter(who, ours(table)))
        assert standing(table) == before, name
    assert [row.piece_id == own for row in table.rows(LetterRow)] == [True] + [False] * len(LETTERS)


def test_a_letter_that_servers_call_forged_changes_nothing_before_a_person_says_so(table: Table) -> None:
    before = standing(table)
    for name, letter in LETTERS.items():
        table.come(REFUSED.encode() + letter(STATION, ours(table)))
        told = standing(table)
        assert told == before | {"said": told["said"]}, name  # that it came is noted with the piece
        assert table.rows(LetterRow)[-1].disposition == "held", name
    assert "L2" in [one["letter"] for one in letters_waiting(table.house, "yuhua")]
    table.again("L2")
    assert standing(table) == before | {"said": standing(table)["said"]}


def test_a_person_who_knows_better_takes_what_was_called_forged_into_the_piece(table: Table) -> None:
    table.come(REFUSED.encode() + LETTERS["a completion by the number"](STATION, ""))
    decide(table.house, Order(name="L2", verb="accept", reason="电话核实过", by="李主任"), table.readers)
    assert (table.piece().state, len(table.rows(PieceRow))) == ("received", 1)
    assert ("form", 2) in {(role, letter) for letter, role, _ in standing(table)["parts"]}


@pytest.mark.parametrize(
    "head",
    [
        f"From: {OTHER}\nX-Failed-Recipients: {STATION}\n",  # another unit has seen the station's receipt
        f"From: {STATION}\n",
        REFUSED.replace("\r", "") + "From: MAILER-DAEMON@mail.test\n",
    ],
)
def test_a_forged_report_says_nothing_of_anothers_mail_or_address(table: Table, head: str) -> None:
    before = standing(table)
    table.come(report(ours(table)).replace(b"From: MAILER-DAEMON@mail.test\n", head.encode(), 1))
    assert standing(table) == before
    assert [row.what for row in table.rows(EventRow)].count("bounce_unknown") == 1


@pytest.mark.parametrize("who", [OTHER, STRANGER])
def test_an_automatic_answer_of_another_is_not_noted_with_the_piece(table: Table, who: str) -> None:
    before = standing(table)
    table.come(mail("自动回复：休假", [], sender=who, In_Reply_To=ours(table), Auto_Submitted="auto-replied"))
    assert standing(table) == before


def test_a_forged_letter_does_not_make_an_address_well_again(table: Table) -> None:
    table.come(report(ours(table)))
    lost = standing(table)["lost"]
    table.come(REFUSED.encode() + mail(SUBJECT, [manuscript("另一篇")]))
    assert lost == standing(table)["lost"] == [STATION]
