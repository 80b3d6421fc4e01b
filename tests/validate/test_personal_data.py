"""Identity numbers, bank cards and mobile numbers in a manuscript: told by kind, blotted out; nothing else is one."""

from collections.abc import Callable

import pytest
from builders.letters import BODY, arrive, form, word
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric

from pipeline.domain.finding import Finding, Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.checks.personal_data import check

IDENTITY = "360426199101010071"
CARD = "6222021234567890128"
MOBILE = "13800138000"
Problems = Callable[..., list[Problem]]


def of(text: str) -> Incoming:
    """A letter with a manuscript that says so."""
    return arrive(parts=(word(body=f"{BODY}{text}"), form()))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"身份证号{IDENTITY}。", {"identity": ("1", "360…71")}),
        ("身份证号３６０４２６１９９１０１０１００７１", {"identity": ("1", "360…71")}),
        ("身份证11010519491231002x号", {"identity": ("1", "110…2X")}),
        (f"卡号{CARD}", {"card": ("1", "622…28")}),
        ("卡号6222 0212 3456 7890 128", {"card": ("1", "622…28")}),
        (f"联系电话：{MOBILE}", {"mobile": ("1", "138…00")}),
        ("电话138-0013-8000、139 0013 8001", {"mobile": ("2", "138…00、139…01")}),
        (f"电话{MOBILE}，再说一遍{MOBILE}", {"mobile": ("1", "138…00")}),
        (f"{IDENTITY}，{MOBILE}", {"identity": ("1", "360…71"), "mobile": ("1", "138…00")}),
    ],
)
def test_what_is_personal_is_told_by_kind_and_blotted_out(
    text: str, found: dict[str, tuple[str, str]], problems: Problems
) -> None:
    told = {p.case: (p.facts["count"], p.facts["shown"]) for p in problems("personal_data", of(text))}
    assert told == found


@pytest.mark.parametrize(
    "text",
    [
        "360426199101010072",  # its check digit is wrong
        "360426199113010071",  # no thirteenth month
        "6222021234567890127",
        "服务热线0731-85881234、12345、4008001234",
        "统一社会信用代码91430111MA4L16XY0D",
        "订单20200506123456789",
        "11380013800",
        "产值13800138000.5元",
        "2020年5月6日8时30分",
        "A13800138000",
    ],
)
def test_other_numbers_are_nobodys_business(text: str, problems: Problems) -> None:
    assert problems("personal_data", of(text)) == []


def test_it_is_a_remark_that_says_what_to_do_and_never_the_number_itself(
    told: Callable[..., dict[str, Finding]],
) -> None:
    finding = told(of(f"身份证号{IDENTITY}"))["personal_data"]
    assert finding.severity == "remark"
    assert IDENTITY not in finding.message
    assert "遮盖" in finding.remedy


def test_a_letter_without_a_manuscript_is_not_asked(problems: Problems) -> None:
    assert problems("personal_data", arrive(f"电话{MOBILE}", (form(),))) == []


@given(text=st.text(alphabet="0123456789Xx -.,年", max_size=60))
def test_whatever_is_told_is_a_number_that_checks(text: str) -> None:
    for problem in check(of(text), None):  # type: ignore[arg-type]
        digits = "".join(c for c in text if c.isdigit() or c in "Xx").upper()
        lengths = {"identity": (18,), "card": range(16, 20), "mobile": (11,)}[problem.case]
        runs = [digits[i : i + n] for n in lengths for i in range(len(digits) - n + 1)]
        genuine = {"identity": ric.is_valid, "card": luhn.is_valid, "mobile": lambda run: run[0] == "1"}[problem.case]
        assert any(genuine(run) for run in runs)
