"""The log tells where a fault happened, never what was being read."""

import errno
import os
import sys

from pipeline.cli.fault_text import fault_text

WORD = "换防时间表"


def text_of(act: object) -> str:
    try:
        act()  # type: ignore[operator]
    except Exception:
        return fault_text(sys.exc_info())  # type: ignore[arg-type]
    raise AssertionError("it did not fail")


def chained() -> None:
    try:
        {}[WORD]
    except KeyError as fault:
        raise ValueError(f"no {WORD}") from fault


def test_a_fault_is_told_by_its_kind_and_place_and_so_is_its_cause() -> None:
    told = text_of(chained)
    assert "in chained" in told
    assert told.index("KeyError") < told.index("ValueError")
    assert told.endswith("ValueError")
    assert WORD not in told


def test_what_the_system_says_is_told_without_the_name_of_the_file() -> None:
    told = text_of(lambda: os.stat(f"/nowhere/{WORD}"))
    assert os.strerror(errno.ENOENT) in told
    assert WORD not in told
