"""When two titles are the same, or the same with a slip of the pen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.titles import near_title, same_title


@pytest.mark.parametrize(
    ("one", "other", "same", "near"),
    [
        ("走访慰问老兵", "走访 慰问，老兵", True, True),
        ("《走访慰问老兵》", "走访慰问老兵", True, True),
        ("ＡＢＣ行动", "abc行动", True, True),
        ("左家塘街道走访慰问老兵", "左家塘街道走访慰问老兵活动", False, True),
        ("左家塘街道走访慰问老兵", "左家塘街道走访尉问老兵", False, True),
        ("第一次走访慰问老兵活动", "第二次走访慰问老兵活动", False, False),
        ("2020年走访慰问老兵活动", "2021年走访慰问老兵活动", False, False),
        ("走访", "左家塘街道组织志愿者走访慰问辖区老兵", False, False),
        ("走访慰问老兵", "举办专场招聘会", False, False),
        ("", "", True, True),
        ("", "走访", False, False),
    ],
)
def test_titles_are_compared_as_a_clerk_would(one: str, other: str, same: bool, near: bool) -> None:
    assert same_title(one, other) is same
    assert near_title(one, other, 85) is near
    assert near_title(other, one, 85) is near


@given(title=st.text(max_size=40), percent=st.integers(0, 100))
def test_a_title_is_always_near_itself(title: str, percent: int) -> None:
    assert same_title(title, title)
    assert near_title(title, title, percent)
