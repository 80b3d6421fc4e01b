"""Mistakes in checks.toml and findings.toml."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.domain.words import Follows, Group, LetterKind
from pipeline.settings import ConfigError, load

Change = Callable[[Path, str, str], int]
OnlyError = Callable[[], ConfigError]
AllErrors = Callable[[], tuple[ConfigError, ...]]


@pytest.mark.parametrize(
    ("old", "new", "what", "remedy"),
    [
        ('follows = "seal"', 'follows = "hide"', "secrecy_marking.follows 的值“hide”", "note、remark、return"),
        ('follows = "seal"', 'follow = "seal"\nfollows = "seal"', "不认识的配置项 secrecy_marking.follow", "拼写"),
        ("back = 1", "back = [1, 2]", "year_plausible.terms.back 的值不能用", "由文字组成的列表"),
        ("[length.terms]", 'kinds = ["letter"]\n[length.terms]', "length.kinds 的值“letter”", "submission"),
        ("[length.terms]", 'groups = ["town"]\n[length.terms]', "length.groups 的值“town”", "section"),
        ("[length.terms]", "groups = []\n[length.terms]", "length.groups 不能空着", "填上"),
        ("[length.terms]", 'on = "off"\n[length.terms]', "length.on 应当是 true 或 false", "true"),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_remedy(
    yuhua: Path, change: Change, only_error: OnlyError, old: str, new: str, what: str, remedy: str
) -> None:
    line = change(yuhua / "checks.toml", old, new)
    error = only_error()
    assert (error.file, error.line) == (yuhua / "checks.toml", line)
    assert what in error.what
    assert remedy in error.remedy


def test_a_check_that_does_not_exist_is_told_with_those_that_do(
    yuhua: Path, change: Change, all_errors: AllErrors
) -> None:
    line = change(yuhua / "checks.toml", "[title_present]", "[title_presnet]")
    error = all_errors()[0]
    assert (error.file, error.line) == (yuhua / "checks.toml", line)
    assert "没有名为 title_presnet 的校验项" in error.what
    assert "title_present" in error.remedy


def test_a_check_without_wording_is_told(config: Path, yuhua: Path, change: Change, all_errors: AllErrors) -> None:
    findings = config / "letters" / "findings.toml"
    text = findings.read_text("utf-8")
    start = text.index("[length]")
    end = min(i for i in (text.find("\n[", start + 1), len(text)) if i > 0)
    while text.startswith("\n[length.", end):
        following = text.find("\n[", end + 2)
        end = following if following > 0 else len(text)
    findings.write_text(text[:start] + text[end:], "utf-8")
    line = change(yuhua / "checks.toml", "[length]", "[length]")
    told = [e for e in all_errors() if e.file == yuhua / "checks.toml"]
    assert [(e.line, e.what) for e in told] == [(line, "校验项 length 在 findings.toml 里没有说法")]
    assert "[length.default]" in told[0].remedy


def test_a_check_that_is_off_is_left_out(config: Path, yuhua: Path, change: Change) -> None:
    change(yuhua / "checks.toml", "[length.terms]", "on = false\n[length.terms]")
    assert "length" not in [r.name for r in load(config).bureaus["yuhua"].checks.rows]


def test_a_row_carries_all_that_the_file_says(config: Path, yuhua: Path) -> None:
    (yuhua / "checks.toml").write_text(
        '[length]\nfollows = "note"\nclause = "三1"\nkinds = ["submission"]\ngroups = ["station"]\n'
        '[length.terms]\nmin = 10\nratio = 0.5\nwords = ["甲", "乙"]\nstrict = true\nword = "丙"\n'
        '[title_present]\nfollows = "hold"\n',
        "utf-8",
    )
    first, second = load(config).bureaus["yuhua"].checks.rows
    assert (first.name, first.follows, first.clause) == ("length", Follows.NOTE, "三1")
    assert (first.kinds, first.groups) == ((LetterKind.SUBMISSION,), (Group.STATION,))
    assert first.terms == {"min": 10, "ratio": 0.5, "words": ("甲", "乙"), "strict": True, "word": "丙"}
    assert (second.kinds, second.groups) == ((LetterKind.SUBMISSION, LetterKind.COMPLETION), tuple(Group))


def test_the_order_of_the_tables_is_the_order_of_the_checks(config: Path, yuhua: Path) -> None:
    (yuhua / "checks.toml").write_text('[title_present]\nfollows = "hold"\n[length]\nfollows = "note"\n', "utf-8")
    assert [r.name for r in load(config).bureaus["yuhua"].checks.rows] == ["title_present", "length"]


def test_a_bureau_may_say_a_finding_in_its_own_words(config: Path, yuhua: Path) -> None:
    (yuhua / "letters").mkdir(exist_ok=True)
    (yuhua / "letters" / "findings.toml").write_text('[title_present.default]\nremedy = "请补标题"\n', "utf-8")
    settings = load(config)
    own = settings.bureaus["yuhua"].checks.wordings["title_present"]
    shared = settings.bureaus["jinjiang"].checks.wordings["title_present"]
    assert own.label == shared.label
    assert own.cases["default"] == (shared.cases["default"][0], "请补标题")
    assert shared.cases["default"][1] != "请补标题"


def test_a_wording_is_as_strict_as_the_rest(config: Path, yuhua: Path, all_errors: AllErrors) -> None:
    (yuhua / "letters").mkdir(exist_ok=True)
    own = yuhua / "letters" / "findings.toml"
    own.write_text(
        '[title_present.default]\nmessage = "缺{title"\nremdy = "x"\n[title_present.new]\nmessage = "甲"\n', "utf-8"
    )
    told = [(e.line, e.what) for e in all_errors() if e.file == own]
    assert told == [
        (2, "title_present.default.message 里的花括号不成对"),
        (3, "不认识的配置项 title_present.default.remdy"),
        (4, "缺少配置项 title_present.new.remedy"),
    ]


def test_the_shared_wording_must_be_there(config: Path, only_error: OnlyError) -> None:
    (config / "letters" / "findings.toml").unlink()
    error = only_error()
    assert (error.file, error.line) == (config / "letters" / "findings.toml", 1)
    assert "缺少文件 findings.toml" in error.what


def test_the_wording_and_forms_may_be_those_shipped_with_the_program(config: Path, change: Change) -> None:
    shutil.rmtree(config / "letters")
    shutil.rmtree(config / "forms")
    change(config / "settings.toml", 'letters_and_forms = "own"', 'letters_and_forms = "shipped"')
    settings = load(config)
    assert (settings.letters / "findings.toml").is_file()
    assert settings.forms.is_dir()
    assert settings.folder == config
