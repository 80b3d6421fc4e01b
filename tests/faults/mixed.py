"""Sixty letters to both bureaus, of every fate and kind; the same bytes every time."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

from acts.office import (
    DOCX,
    JINJIANG,
    STATION_NAME,
    YUHUA,
    form,
    mail,
    manuscript,
    photo,
    whole_piece,
)
from acts.reports import annex

_GOLDEN = Path(__file__).resolve().parents[1] / "letters"
_STATIONS = ("zuojiatang", "gaoqiao", "dongtang", "guitang", "lituo")
_CIZAO, _QINGYANG = "cizao@jinjiang.test", "qingyang@jinjiang.test"
_TAKEN = (  # golden letters, each of another kind
    "archive-nested", "archive-winmail", "charset-raw_gbk", "form-near_title", "format-doc", "kind-booking",
    "kind-question", "kind-stranger_with_picture", "kind-withdrawal", "machine-bounce", "machine-list",
    "machine-vacation", "name-rfc2231_cut", "picture-cut_off", "report-body_html", "secrecy-in_zip",
    "secrecy-inner_material", "sender-failed_spf", "several-two", "structure-forwarded_plain",
)  # fmt: skip
WAVES = 6  # the program looks into the mailboxes after each
_FIRST = datetime(2022, 5, 29, 22, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Arriving:
    """A letter in a mailbox."""

    address: str
    raw: bytes
    folder: str
    at: datetime


def wave(number: int) -> tuple[Arriving, ...]:
    """The ten letters of a wave, counted from 0."""
    each = len(sixty()) // WAVES
    return sixty()[number * each : (number + 1) * each]


@cache
def sixty() -> tuple[Arriving, ...]:
    """They arrive half a minute apart; the last two are the bytes of others, in a second folder."""
    random.seed(60)  # of the boundaries of their parts
    letters = [(*one, "INBOX") for one in _in_order()]
    letters += [(to, raw, "垃圾邮件") for to, raw, _ in (letters[33], letters[-3])]
    times = (_FIRST + timedelta(seconds=30 * n) for n in count())
    return tuple(
        Arriving(address=to, raw=raw, folder=folder, at=at)
        for (to, raw, folder), at in zip(letters, times, strict=False)
    )


def _in_order() -> list[tuple[str, bytes]]:
    """Every wave has some of each; what refers to others comes in the last."""
    golden, made, counted = list(_golden()), [_letter(n) for n in range(30)], list(_counted())
    groups = [[*golden[2 * n : 2 * n + 2], *made[3 * n : 3 * n + 3]] for n in range(10)]
    mixed = [letter for group in groups for letter in group]
    return [*mixed[:25], *counted[:2], *mixed[25:], *_completing(), *counted[2:]]


def _golden() -> Iterator[tuple[str, bytes]]:
    for name in _TAKEN:
        told = json.loads((_GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
        yield (JINJIANG if told["bureau"] == "jinjiang" else YUHUA), (_GOLDEN / f"{name}.eml").read_bytes()


def _letter(n: int) -> tuple[str, bytes]:
    sender = f"{_STATIONS[n % 5]}@yuhua.test"
    title = _title(n)
    subject = f"2022年度+走访慰问{n}"
    match n % 10:
        case 0:  # returned: no form
            return YUHUA, mail(subject, [manuscript(title), photo(n)], sender=sender)
        case 1:  # sealed
            return YUHUA, mail(f"{subject} 机密★5年", [manuscript(title), form(title)], sender=sender)
        case 2:  # held for the leader in charge
            return YUHUA, mail(subject, [manuscript(title), form(title, sensitive=True), photo(n)], sender=sender)
        case 3:  # an unknown sender: held, never answered
            return YUHUA, whole_piece(subject, sender=f"someone{n}@elsewhere.test", title=title, seed=n)
        case 4:  # machine-made: ignored
            return YUHUA, mail("自动回复：外出", [], sender=sender, Auto_Submitted="auto-replied")
        case 5:  # a large one
            bulk = random.Random(n).randbytes(700_000)
            return YUHUA, mail(subject, [manuscript(title), form(title), ("数据.bin", bulk, DOCX)], sender=sender)
        case 6:
            parts = [manuscript(title), photo(n)]
            return JINJIANG, mail(f"2022年+青阳+走访{n}", parts, sender=_QINGYANG, to=JINJIANG)
        case _:
            return YUHUA, whole_piece(f"2022年度+{STATION_NAME}+走访{n}", title=title, seed=n)


def _title(n: int) -> str:
    return f"街道退役军人服务站第{n}次走访慰问老兵"


def _completing() -> Iterator[tuple[str, bytes]]:
    """What a returned piece lacked, sent after it; and pieces that are on record already."""
    station = f"{_STATIONS[0]}@yuhua.test"
    for n in (0, 10):
        yield YUHUA, mail(f"2022年度+{STATION_NAME}+补交审核表", [form(_title(n))], sender=station)
    yield YUHUA, whole_piece(f"2022年度+{STATION_NAME}+走访7", title=_title(7), seed=7)


def _counted() -> Iterator[tuple[str, bytes]]:
    """Pieces and reports of their adoption: points in the ledger."""
    titles = ["磁灶镇开展退役军人走访慰问活动", "磁灶镇举办退役军人专场招聘会"]
    for seed, title in enumerate(titles):
        parts = [manuscript(title), photo(40 + seed)]
        yield JINJIANG, mail(f"2022年度+磁灶+{title[3:]}", parts, sender=_CIZAO, to=JINJIANG)
    rows = [(title, "泉州晚报", "", "2022年5月30日") for title in titles]
    more = [(titles[0], "市局公众号", "", "2022.5.30"), ("没有这篇稿件的题目", "泉州晚报", "", "5月8日")]
    yield _report([*rows, *more], _CIZAO)
    yield _report(rows, _CIZAO)  # told twice
    yield _report([(_title(n), "泉州晚报", "", "2022年5月30日") for n in (6, 16, 26)], _QINGYANG)


def _report(rows: list[tuple[str, str, str, str]], sender: str) -> tuple[str, bytes]:
    return JINJIANG, mail("2022年5月采用情况月报表", [annex(rows)], sender=sender, to=JINJIANG, body="月报表请查收。")
