"""On the seventh day the office is asked for the reads of a piece on its account, until it has entered them (JN2)."""

from datetime import UTC, date, datetime
from email import message_from_bytes, policy

from sqlmodel import select
from steps.counting.conftest import Bureau

from pipeline.domain.facts import Reads
from pipeline.steps.counting.reads_wanted import remind_of_reads
from pipeline.store.tables import OutboxRow

PUBLISHED = date(2022, 6, 3)


def on(bureau: Bureau, day: int) -> int:
    """How many uses the reminder of that day in June lists."""
    bureau.clock.now = datetime(2022, 6, day, 1, 0, tzinfo=UTC)
    return remind_of_reads(bureau.house, bureau.id)


def mails(bureau: Bureau) -> list[OutboxRow]:
    with bureau.house.database.reading() as session:
        return [row for row in session.exec(select(OutboxRow)) if row.kind == "reads_wanted"]


def used(bureau: Bureau, outlet: str) -> str:
    bureau.clock.now = datetime(2022, 6, 3, 4, 0, tzinfo=UTC)
    number = bureau.piece(day=date(2022, 6, 1))
    assert bureau.adopt(number, outlet, PUBLISHED).outcome == "taken"
    return number


def test_the_reminder_comes_on_the_seventh_day_and_not_before(jinjiang: Bureau) -> None:
    number = used(jinjiang, "市局公众号单条")
    assert on(jinjiang, 9) == 0
    assert on(jinjiang, 10) == 1
    assert on(jinjiang, 10) == 1
    [mail] = mails(jinjiang)
    body = message_from_bytes(mail.mime, policy=policy.default).get_body(("plain",))
    assert body is not None
    assert number in body.get_content()


def test_it_is_asked_for_again_until_the_reads_are_there_and_three_days_at_most(jinjiang: Bureau) -> None:
    number = used(jinjiang, "市局公众号单条")
    assert [on(jinjiang, 10), on(jinjiang, 11)] == [1, 1]
    jinjiang.offer(Reads(submission=number, outlet="市局公众号单条", count=3200, days=7))
    assert on(jinjiang, 12) == 0
    assert len(mails(jinjiang)) == 2


def test_nobody_is_asked_for_ever(jinjiang: Bureau) -> None:
    used(jinjiang, "市局公众号单条")
    assert [on(jinjiang, day) for day in (10, 11, 12, 13)] == [1, 1, 1, 0]


def test_outlets_whose_reads_earn_nothing_are_not_asked_for(jinjiang: Bureau) -> None:
    used(jinjiang, "泉州晚报")
    assert on(jinjiang, 10) == 0


def test_a_plan_without_reads_asks_for_none(yuhua: Bureau) -> None:
    yuhua.clock.now = datetime(2022, 6, 3, 4, 0, tzinfo=UTC)
    number = yuhua.piece(unit="左家塘", day=date(2022, 6, 1))
    yuhua.adopt(number, "市局公众号", PUBLISHED)
    assert on(yuhua, 10) == 0
