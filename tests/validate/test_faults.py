"""What is said of a checks.toml and a findings.toml that load, and yet would not do what the office means."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from builders.letters import CONFIG
from hypothesis import given
from hypothesis import strategies as st

from pipeline.settings import ConfigError, load
from pipeline.validate.faults import faults, remarks
from pipeline.validate.known import names, terms_of
from pipeline.validate.terms import Term

Spoil = Callable[[str, str, str], tuple[ConfigError, ...]]
CHECKS = "bureaus/yuhua/checks.toml"
FINDINGS = "letters/findings.toml"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONFIG, tmp_path / "config"))


@pytest.fixture
def spoil(config: Path) -> Spoil:
    """Replaces a text in a file of the copied config and tells the faults of the bureau."""

    def replace(file: str, old: str, new: str) -> tuple[ConfigError, ...]:
        text = (config / file).read_text("utf-8")
        assert old in text
        (config / file).write_text(text.replace(old, new, 1), "utf-8")
        return faults(load(config).bureaus["yuhua"].checks)

    return replace


def cut(file: Path, start: str, end: str) -> None:
    """Take out what stands from one text up to another."""
    text = file.read_text("utf-8")
    file.write_text(text[: text.index(start)] + text[text.index(end) :], "utf-8")


def line_of(file: Path, text: str) -> int:
    return next(n for n, line in enumerate(file.read_text("utf-8").splitlines(), 1) if line.startswith(text))


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        ("min = 150", 'min = "150字"', 'min = "150字"', ["min 应当是不小于 0 的整数", '现在是 "150字"', "min = 150"]),
        ("min = 150", "min = -1", "min = -1", ["min 应当是不小于 0 的整数", "现在是 -1"]),
        ("min = 150", "min = true", "min = true", ["现在是 true"]),
        ("min = 150", "min = 4000", "min = 4000", ["min 大于 max", "改成 min 不大于 max"]),
        ("min = 150", "min = 150\non = false", "on = false", ["on 写在了 [length.terms] 下面", "移到 [length] 下面"]),
        ("min = 150", 'min = 150\ngroups = ["station"]', 'groups = ["station"]', ["groups 写在了 [length.terms]"]),
        ("min = 150", "min = 150\nmxa = 9", "mxa = 9", ["不认识 mxa", "是不是要写 max？", "min、max"]),
        ("max = 3000", "", "[length.terms]", ["缺少 max", "max = 150"]),
        ("\nratio = 85", "\nratio = 850", "ratio = 850", ["0 到 100"]),
        ('labels = ["密级"', 'labels = [" ", "密级"', "labels = [", ["不能有空白的词"]),
        ("[title_present]", "[title_present.terms]\nmin = 1\n[title_present]", "min = 1", ["不认识 min", "（没有）"]),
    ],
)
def test_a_term_that_would_not_be_read_is_told_with_its_line_and_remedy(
    config: Path, spoil: Spoil, old: str, new: str, at: str, words: list[str]
) -> None:
    (error,) = spoil(CHECKS, old, new)
    file = config / CHECKS
    assert (error.file, error.line) == (file, line_of(file, at))
    for word in words:
        assert word in f"{error.what}。{error.remedy}"


def test_a_check_without_words_to_look_for_would_match_every_letter_and_is_told(spoil: Spoil) -> None:
    (error,) = spoil(CHECKS, 'levels = ["绝密", "机密", "秘密", "絕密", "機密", "祕密"]', "levels = []")
    assert "levels 应当是至少有一个词的列表" in error.what
    assert spoil(CHECKS, "levels = []", 'levels = ["秘密"]') == ()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('follows = "seal"', 'follows = "seal"\non = false', "写了 on = false"),
        ('follows = "seal"', 'follows = "hold"', "follows 改成了 hold"),
        ('"auto_reply", "other"]', '"other"]', "kinds 少写了 auto_reply"),
    ],
)
def test_no_bureau_may_stop_looking_for_secrecy_markings(
    config: Path, spoil: Spoil, old: str, new: str, why: str
) -> None:
    (error,) = spoil(CHECKS, old, new)
    assert error.file == config / CHECKS
    assert error.what == f"校验项 secrecy_marking 没有照规定执行：{why}"
    assert "seal" in error.remedy


def test_a_file_without_the_check_for_secrecy_markings_is_told(config: Path) -> None:
    cut(config / CHECKS, "[secrecy_marking]", "[machine_made]")
    (error,) = faults(load(config).bureaus["yuhua"].checks)
    assert error.what.endswith("没有这一节")


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("少于{minimum}字", ["[length.short] 的 message", "{minimum}", "是不是要写 min？", "{chars}、{min}"]),
        ("少于{max}字", ["{max}"]),
        ("少于{min:d}字", ["{min:d}"]),
        ("少于{}字", ["{}"]),
    ],
)
def test_a_wording_that_would_leave_a_gap_is_told_with_its_line(
    config: Path, spoil: Spoil, new: str, words: list[str]
) -> None:
    (error,) = spoil(FINDINGS, "少于{min}字", new)
    file = config / FINDINGS
    assert (error.file, error.line) == (file, line_of(file, 'message = "文稿正文{chars}字，少于'))
    for word in words:
        assert word in f"{error.what}。{error.remedy}"


@pytest.mark.parametrize(
    ("header", "keys", "words"),
    [
        ("[lenght]", 'label = "字数"', ["没有名为 lenght 的校验项", "是不是要写 length？"]),
        ("[length.shrot]", 'message = "短"\nremedy = "好"', ["没有“shrot”这种情形", "是不是要写 short？"]),
    ],
)
def test_a_section_that_no_check_asks_for_is_told(config: Path, header: str, keys: str, words: list[str]) -> None:
    own = config / "bureaus" / "yuhua" / "letters" / "findings.toml"
    own.parent.mkdir()
    own.write_text(f"\n{header}\n{keys}\n", "utf-8")
    (error,) = faults(load(config).bureaus["yuhua"].checks)
    assert (error.file, error.line) == (own, 2)
    for word in words:
        assert word in f"{error.what}。{error.remedy}"


def test_a_bureaus_own_wording_is_told_at_its_own_line_and_the_shared_one_at_its(config: Path, spoil: Spoil) -> None:
    own = config / "bureaus" / "yuhua" / "letters" / "findings.toml"
    own.parent.mkdir()
    own.write_text('[length.long]\nremedy = "至多{maximum}字。"\n', "utf-8")
    (error,) = spoil(FINDINGS, "[length]", "[length]")
    assert (error.file, error.line) == (own, 2)
    assert faults(load(config).bureaus["jinjiang"].checks) == ()


def test_a_case_without_wording_is_told_at_the_checks_table(config: Path, spoil: Spoil) -> None:
    cut(config / FINDINGS, "[length.long]", "# ── 信息稿件审核表")
    (error,) = spoil(FINDINGS, "[length]", "[length]")
    assert (error.file, error.line) == (config / FINDINGS, line_of(config / FINDINGS, "[length]"))
    assert "缺少 [length.long] 的提示语" in error.what


def test_faults_are_told_all_at_once_and_each_once(config: Path, spoil: Spoil) -> None:
    spoil(CHECKS, "min = 150", 'min = "少"')
    spoil(CHECKS, "back = 1", "back = 1\nbakc = 2")
    told = spoil(FINDINGS, "少于{min}字", "少于{least}字")
    assert len(told) == len(set(told)) == 3


def test_a_table_that_was_deleted_is_a_remark_and_one_that_is_off_is_none(config: Path) -> None:
    file = config / CHECKS
    text = file.read_text("utf-8")
    cut(file, "[title_present]", "[length]")
    table = load(config).bureaus["yuhua"].checks
    (remark,) = remarks(table)
    assert (faults(table), remark.file) == ((), file)
    assert "没有写校验项 title_present" in remark.what
    file.write_text(text.replace("[title_present]", "[title_present]\non = false", 1), "utf-8")
    assert remarks(load(config).bureaus["yuhua"].checks) == ()


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text()).map(tuple)))
def test_a_value_that_fits_a_term_is_one_the_checks_can_work_with(value: object) -> None:
    if Term.COUNT.fits(value):
        assert type(value) is int
        assert value >= 0
    if Term.PERCENT.fits(value):
        assert type(value) in {int, float}
        assert 0 <= value <= 100
    if Term.ANY_WORDS.fits(value):
        assert isinstance(value, tuple)
        assert all(isinstance(word, str) and word.strip() for word in value)
    assert Term.WORDS.fits(value) == (Term.ANY_WORDS.fits(value) and value != ())


def test_every_term_that_a_check_asks_its_desk_for_is_declared() -> None:
    import re

    for name in names():
        source = (CONFIG.parent / "pipeline" / "validate" / "checks" / f"{name}.py").read_text()
        assert set(re.findall(r'desk\.(?:number|words)\("(\w+)"\)', source)) <= set(terms_of(name)), name
