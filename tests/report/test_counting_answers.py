"""The answers to a unit's question about its pieces and points, and to its withdrawal of a piece."""

import pytest
from report.told import told_in_both

from pipeline.report.counting import status, withdrawn


def test_a_question_is_answered_with_pieces_states_and_points(samples, desk) -> None:
    mail = status(samples.status("query"), desk)
    assert mail.subject == "2022年来稿2篇，采用1篇，14.5分：左家塘街道退役军人服务站"
    told_in_both(mail, "YH-2022-00020", "退回补正", "省厅官网、市局公众号", "在镇（街道）退役军人服务站中列第1名")
    assert mail.text.index("【稿件和状态】") < mail.text.index("【得分明细】")


def test_a_question_for_points_has_the_points_first(samples, desk) -> None:
    mail = status(samples.status("points"), desk)
    assert mail.subject == "2022年积分14.5分，第2名：左家塘街道退役军人服务站"
    assert mail.text.index("【得分明细】") < mail.text.index("【稿件和状态】")
    assert "补记以前月份" not in mail.text


@pytest.mark.parametrize("what", ["query", "points"])
def test_a_unit_that_sent_nothing_is_answered_too(samples, desk, what: str) -> None:
    mail = status(samples.status(what, pieces=(), standing=None, entries=(), duties=()), desk)
    told_in_both(mail, "还没有收到贵单位的稿件")


@pytest.mark.parametrize(
    ("outcome", "subject"),
    [
        ("withdrawn", "【YH-2022-00020】已撤回：开展普法宣传"),
        ("already", "【YH-2022-00020】此前已撤回：开展普法宣传"),
        ("reviewed", "【YH-2022-00020】未能撤回，本件已进入审核：开展普法宣传"),
        ("not_yours", "未能撤回，不是贵单位的稿件：左家塘街道退役军人服务站"),
        ("unknown", "未能撤回，没有查到这个编号：左家塘街道退役军人服务站"),
        ("no_number", "未能撤回，没有写明编号：左家塘街道退役军人服务站"),
    ],
)
def test_a_withdrawal_is_told_by_its_subject_alone(samples, desk, outcome: str, subject: str) -> None:
    assert withdrawn(samples.withdrawn(outcome), desk).subject == subject


@pytest.mark.parametrize("outcome", ["not_yours", "unknown"])
def test_of_anothers_piece_neither_title_nor_token_is_told(samples, desk, outcome: str) -> None:
    mail = withdrawn(samples.withdrawn(outcome), desk)
    assert "开展普法宣传" not in mail.subject + mail.text + mail.html
    assert "yh-2022-00020" not in mail.message_id
    told_in_both(mail, "编号 YH-2022-00020", "撤回 YH-2020-00012")
