"""What is more often left over than meant: samples, and values of the bureau a folder was copied from."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.settings import ConfigError, load
from pipeline.settings.cautions import cautions

Change = Callable[[Path, str, str], int]
REAL = {"@yuhua.test": "@yuhua.gov.cn", "0000-00000000": "0731-85880000"}


@pytest.fixture
def real(config: Path, yuhua: Path) -> Path:
    """The bureau's folder with everything in it real, and no other bureau beside."""
    shutil.rmtree(config / "bureaus" / "jinjiang")
    for name in ("bureau.toml", "units.csv"):
        text = (yuhua / name).read_text("utf-8")
        for old, new in REAL.items():
            text = text.replace(old, new)
        (yuhua / name).write_text(text, "utf-8")
    return yuhua


def told(config: Path) -> tuple[ConfigError, ...]:
    return cautions(load(config))


def test_a_bureau_without_samples_is_told_nothing(config: Path, real: Path) -> None:
    assert told(config) == ()


@pytest.mark.parametrize(
    ("old", "new", "what", "remedy"),
    [
        ('"daiban@yuhua.gov.cn"', '"daiban@yuhua.test"', "office.digest_to 的 daiban@yuhua.test 是样例", "真实的邮箱"),
        ('"admin@yuhua.gov.cn"', '"admin@example.com"', "office.admins 的 admin@example.com 是样例", "真实的邮箱"),
        ('"0731-85880000"', '"0000-00000000"', "“0000-00000000”是样例", "局办公室的电话"),
        (
            'user = "yhqtyju@163.com"  # 登录名；',
            'user = "other@163.com"  # ；',
            "smtp.user 是 other@",
            "同一个",
        ),
        ('reviewers = ["', 'reviewers = ["yhqtyju@163.com", "', "yhqtyju@163.com 就是收稿邮箱", "自己的邮箱"),
        ('stations_to = "fuwuzhongxin"', 'stations_to = "zhongxin"', "没有代号为“zhongxin”的单位", "units.csv"),
    ],
)
def test_a_value_that_would_reach_nobody_is_told_with_its_line(
    config: Path, real: Path, change: Change, old: str, new: str, what: str, remedy: str
) -> None:
    line = change(real / "bureau.toml", old, new)
    (caution,) = told(config)
    assert (caution.file, caution.line) == (real / "bureau.toml", line)
    assert what in caution.what
    assert remedy in caution.remedy


def test_sample_addresses_of_units_are_counted_in_one_line(config: Path, real: Path, change: Change) -> None:
    line = change(real / "units.csv", "@yuhua.gov.cn", "@yuhua.test")
    change(real / "units.csv", "@yuhua.gov.cn", "@dev.example")
    (caution,) = told(config)
    assert (caution.file, caution.line) == (real / "units.csv", line)
    assert "有 2 个样例邮箱，例如" in caution.what


def test_a_bureau_on_this_machine_may_have_samples(config: Path, real: Path, change: Change) -> None:
    change(real / "bureau.toml", 'host = "smtp.163.com"', 'host = "127.0.0.1"')
    change(real / "bureau.toml", '"0731-85880000"', '"0000-00000000"')
    assert told(config) == ()


def test_a_copied_bureau_is_told_what_is_still_the_old_ones_with_both_lines(
    config: Path, real: Path, change: Change
) -> None:
    copy = config / "bureaus" / "anhai"
    (real / "settled.yaml").write_text("settled: []\n", "utf-8")
    shutil.copytree(real, copy)
    change(copy / "bureau.toml", 'prefix = "YH"', 'prefix = "AH"')
    for _ in range(3):
        change(copy / "bureau.toml", '"yhqtyju@163.com"', '"anhai@163.com"')
    found = told(config)
    assert {caution.file.parent.name for caution in found} == {"yuhua"}
    of_bureau = [c for c in found if c.file.name == "bureau.toml"]
    for word in ("name", "password_env", "daiban@", "admin@", "office.telephone", "closing.issuer", "“雨花、"):
        assert any(word in c.what for c in of_bureau), word
    plans = [(c.file.name, c.what) for c in found if "一字不差" in c.what]
    assert [name for name, _ in plans] == ["checks.toml", "outlets.yaml", "rulebook.yaml", "settled.yaml"]
    assert all("与 anhai 文件夹里的" in what for _, what in plans)
    assert all("anhai/bureau.toml 第" in c.what for c in of_bureau)
    units = [c for c in found if c.file.name == "units.csv"]
    assert [(u.line, "等 19 个，在 anhai/units.csv 第 2 行起也登记了" in u.what) for u in units] == [(2, True)]


def test_an_address_of_units_in_two_bureaus_is_told_on_this_machine_as_well(
    config: Path, yuhua: Path, change: Change
) -> None:
    for bureau in ("yuhua", "jinjiang"):
        change(config / "bureaus" / bureau / "bureau.toml", 'host = "smtp.163.com"', 'host = "localhost"')
    line = change(yuhua / "units.csv", "dongtang@yuhua.test", "cizao@jinjiang.test")
    (caution,) = told(config)
    assert (caution.file, caution.line) == (yuhua / "units.csv", line)
    assert "cizao@jinjiang.test" in caution.what
