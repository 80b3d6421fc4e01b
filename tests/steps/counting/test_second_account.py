"""A plan with a second account, 稿酬 beside points: the mails' points are those that the totals are made of."""

from email import message_from_bytes, policy
from pathlib import Path

from acts.office import text_of
from sqlmodel import select
from steps.counting.conftest import Bureau

from pipeline.steps.counting.close_month import close_month
from pipeline.steps.counting.plan import plan_of
from pipeline.store.tables import OutboxRow

PAY = """  - id: PAY
    title: 稿酬
    clause: 附件1
    counts: [adoption]
    account: pay
    rules:
      - {id: PAY-use, title: 每次采用, measure: {fixed: 321}}

duties:
"""


def with_pay(folder: Path) -> None:
    """Each use also brings 321 into an account of its own."""
    rulebook = folder / "rulebook.yaml"
    text = rulebook.read_text(encoding="utf-8").replace("\nduties:\n", "\n" + PAY, 1)
    ranked = "  - {id: points, title: 积分}\n"
    rulebook.write_text(text.replace(ranked, ranked + "  - {id: pay, title: 稿酬, rank: false}\n", 1), encoding="utf-8")


def test_a_units_month_lists_the_points_that_its_total_is_made_of(config: Path, jinjiang: Bureau) -> None:
    with_pay(config / "bureaus" / "jinjiang")
    jinjiang.adopt(jinjiang.piece())
    may = plan_of(jinjiang.house, "jinjiang").period("2022-05")
    assert may is not None
    jinjiang.clock.forward(seconds=1)
    close_month(jinjiang.house, "jinjiang", may, by="李主任")
    with jinjiang.house.database.reading() as session:
        rows = session.exec(select(OutboxRow).where(OutboxRow.kind == "unit_month")).all()
        told = [text_of(message_from_bytes(row.mime, policy=policy.default)) for row in rows]  # type: ignore[arg-type]
    [own] = [text for text in told if "磁灶镇走访慰问老兵" in text]
    assert "本月得分 10" in own
    assert "321" not in own
