"""您的稿件被采用: what the unit reads of a use that adds nothing, or takes from a later one what it brings."""

from datetime import date
from email import message_from_bytes, policy

import pytest
from sqlmodel import select
from steps.counting.conftest import Bureau

from pipeline.domain.words import State
from pipeline.steps.counting import announce
from pipeline.steps.counting.after import count_and_tell
from pipeline.store.tables import OutboxRow


def newest(bureau: Bureau) -> tuple[str, str]:
    """Subject and text of the last mail, after counting."""
    bureau.clock.forward(seconds=1)
    count_and_tell(bureau.house, bureau.id)
    with bureau.house.database.reading() as session:
        [*_, row] = session.exec(select(OutboxRow).order_by(OutboxRow.id))  # type: ignore[arg-type]
        letter = message_from_bytes(row.mime, policy=policy.default)
    body = letter.get_body(("plain",))
    assert body is not None
    return row.subject, body.get_content().replace("\n", "")


def test_a_lower_use_tells_that_the_total_stays_and_by_which_clause(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    jinjiang.adopt(number, "省厅官网", date(2022, 5, 9))
    newest(jinjiang)
    jinjiang.adopt(number, "泉州晚报", date(2022, 5, 20))
    subject, text = newest(jinjiang)
    assert "总分不变" in subject
    assert "本篇总分不变，仍是10分。同一篇稿件几次被采用的，就高计分，不重复累计（依据：附件1）。" in text


def test_an_earlier_use_is_no_gain_where_a_later_one_had_the_points_already(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    jinjiang.adopt(number, "省厅官网", date(2022, 6, 9))
    newest(jinjiang)
    jinjiang.adopt(number, "泉州晚报", date(2022, 5, 20))
    subject, text = newest(jinjiang)
    assert "总分不变" in subject
    assert "计8分" not in subject
    assert "本篇总分不变，仍是10分" in text


def test_a_higher_use_tells_the_total_before_and_after(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    jinjiang.adopt(number, "泉州晚报", date(2022, 5, 9))
    newest(jinjiang)
    jinjiang.adopt(number, "省厅官网", date(2022, 5, 20))
    subject, text = newest(jinjiang)
    assert "计2分" in subject
    assert "本篇原来8分，现在10分" in text


def test_a_first_use_tells_of_no_total_before(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    jinjiang.adopt(number)
    assert "总分" not in "".join(newest(jinjiang))


def test_a_use_before_approval_is_told_with_what_that_means(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    jinjiang.set_state(number, State.HELD)
    jinjiang.adopt(number)
    _, text = newest(jinjiang)
    assert "备注：未经归口审批" in text
    assert "“未经归口审批”是说" in text


def test_a_use_that_could_not_be_put_into_words_is_told_once_it_can(
    jinjiang: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = jinjiang.piece()
    jinjiang.adopt(number)
    with monkeypatch.context() as patch:
        patch.setattr(announce, "adopted", lambda *_args: 1 / 0)  # a template that the office has broken
        count_and_tell(jinjiang.house, jinjiang.id)
    assert number in "".join(newest(jinjiang))
