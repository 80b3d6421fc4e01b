"""Whose names a byline holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.byline import people_in

STATION = ("左家塘街道退役军人服务站", "左家塘")


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("左家塘街道退役军人服务站 张三", "张三"),
        ("左家塘街道退役军人服务站　张建国", "张建国"),
        ("左家塘 李娜", "李娜"),
        ("左家塘街道退役军人服务站", ""),
        ("供稿单位：左家塘街道退役军人服务站", ""),
        ("供稿单位：左家塘街道退役军人服务站；撰稿人：张三", "张三"),
        ("撰稿人：张三、李四", "张三、李四"),
        ("通讯员 张三 李四", "张三、李四"),
        ("本报通讯员张三", "张三"),
        ("文/图 张三", "张三"),
        ("文：张三　图：李四", "张三"),
        ("张三；摄影：李四", "张三"),
        ("张三；李四 摄", "张三"),
        ("张 三", "张三"),
        ("欧阳建国", "欧阳建国"),
        ("（双拥优抚科 王五）", "王五"),
        ("高桥街道 王五", "王五"),
        ("作者：阿卜杜拉·买买提", "阿卜杜拉·买买提"),
        ("审核：赵六", ""),
        ("张三；张三", "张三"),
        ("左家塘街道退役军人服务站 张三 13812345678", "张三"),
        ("", ""),
    ],
)
def test_the_people_of_a_byline_are_told_without_units_and_roles(byline: str, people: str) -> None:
    assert people_in(byline, STATION) == people


@given(st.text("张三李四左家塘街道服务站中心科：；、（） 撰稿人摄影供图文/ab1·", max_size=30))
def test_whatever_stands_there_only_what_stands_there_is_told(byline: str) -> None:
    told = people_in(byline, STATION)
    assert set(told) <= set(byline) | {"、"}
    assert not any(unit in told for unit in STATION)
