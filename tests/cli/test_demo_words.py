"""What the demo proposes at its end can be done as it stands."""

from collections import Counter
from datetime import datetime

import pytest

from pipeline.cli.demo_summary import may_be_accepted
from pipeline.cli.tables import print_table
from pipeline.demo.ending import Told
from pipeline.demo.month.shapes import Sent
from pipeline.domain.words import Disposition, State


def _held(name: str, unit: str | None, state: State = State.HELD) -> Told:
    return Told(
        sent=Sent(id=name, at=datetime(2026, 5, 6, 9)), bureau="yuhua", letter=1, name=name, subject="", unit=unit,
        disposition=Disposition.HELD, state=state, codes=(), messages=(), rows=Counter(), receipts=1, answerable=True,
    )  # fmt: skip


def test_the_piece_proposed_for_acceptance_waits_and_has_its_unit() -> None:
    unsettled, done = _held("YH-2026-00010", None), _held("YH-2026-00011", "tiaoma", State.RECEIVED)
    assert may_be_accepted([unsettled, done, _held("YH-2026-00014", "tiaoma")]) == "YH-2026-00014"
    assert may_be_accepted([unsettled, done]) == ""


def test_a_row_in_a_pipe_ends_with_its_last_word(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["局", "说明"], [["雨花", "正常"], ["晋江", "请检查网络，再试一次"]])
    assert capsys.readouterr().out == "局    说明\n雨花  正常\n晋江  请检查网络，再试一次\n"
