"""经过: what happened to a piece, each minute once."""

from datetime import UTC, datetime

from pipeline.console.look.story import by_minute


def test_what_happened_within_a_minute_stands_together_and_a_line_told_again_is_counted() -> None:
    def at(minute: int, second: int) -> datetime:
        return datetime(2026, 5, 6, 4, minute, second, tzinfo=UTC)

    happened = [
        (at(0, 1), "收下来信"), (at(0, 2), "待办通知放进待发箱"), (at(0, 2), "待办通知放进待发箱"),
        (at(0, 59), "回执已发出"),
        (at(1, 0), "待办通知已发出"), (at(0, 30), "收下来信"),
    ]  # fmt: skip
    assert [(told.at, told.what) for told in by_minute(happened)] == [
        (at(0, 1), (("收下来信", 1), ("待办通知放进待发箱", 2), ("回执已发出", 1))),
        (at(1, 0), (("待办通知已发出", 1),)),
        (at(0, 30), (("收下来信", 1),)),
    ]
