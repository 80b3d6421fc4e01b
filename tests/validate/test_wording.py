"""Every check has its row, its terms and its words; every wording is used; no word a clerk would not write."""

import re
import tomllib

import pytest
from builders.letters import CONFIG, bureau

from pipeline.domain.words import Follows
from pipeline.settings import load
from pipeline.validate import checks
from pipeline.validate.faults import faults, remarks
from pipeline.validate.known import cases_of, names

ACCEPTANCE = CONFIG.parent / "tests" / "acceptance" / "config"
WORDINGS = bureau().checks.wordings
SYSTEM_WORDS = ("报错", "异常", "null", "None", "JSON", "解析", "系统错误", "失败", "！", "!", "您的附件解析")
ALL_CASES = [(name, case, *WORDINGS[name].cases[case]) for name in WORDINGS for case in WORDINGS[name].cases]


@pytest.mark.parametrize("bureau_id", ["yuhua", "jinjiang"])
def test_the_shipped_checks_lack_nothing(bureau_id: str) -> None:
    assert faults(bureau(bureau_id).checks) == ()
    assert remarks(bureau(bureau_id).checks) == ()


@pytest.mark.parametrize("bureau_id", ["yuhua", "jinjiang"])
def test_the_acceptance_bureaus_run_the_shipped_checks(bureau_id: str) -> None:
    shipped, acceptance = (f / "bureaus" / bureau_id / "checks.toml" for f in (CONFIG, ACCEPTANCE))
    assert tomllib.loads(shipped.read_text()) == tomllib.loads(acceptance.read_text())


@pytest.mark.parametrize("bureau_id", ["yuhua", "jinjiang"])
def test_every_check_has_a_table_even_where_it_is_off(bureau_id: str) -> None:
    table = tomllib.loads((CONFIG / "bureaus" / bureau_id / "checks.toml").read_text())
    assert set(table) == set(names())


def test_every_check_is_worded_and_every_wording_is_used() -> None:
    assert {name: set(w.cases) for name, w in WORDINGS.items()} == {name: set(cases_of(name)) for name in names()}


def test_a_case_that_a_check_names_in_its_code_is_among_its_cases() -> None:
    for name in names():
        source = (CONFIG.parent / "pipeline" / "validate" / "checks" / f"{name}.py").read_text()
        named = set(re.findall(r'case="(\w+)"', source))
        assert named <= set(cases_of(name)), name


def test_near_titles_are_near_for_both_checks_of_the_form() -> None:
    for bureau_id in ("yuhua", "jinjiang"):
        terms = {r.name: r.terms for r in bureau(bureau_id).checks.rows}
        assert terms["form_title"]["ratio"] == terms["form_title_near"]["ratio"]


@pytest.mark.parametrize(("name", "case", "message", "remedy"), ALL_CASES)
def test_a_wording_is_short_plain_and_says_what_to_do(name: str, case: str, message: str, remedy: str) -> None:
    for text in (message, remedy):
        assert text.endswith("。")
        assert len(text) <= 70
        assert not any(word in text for word in SYSTEM_WORDS)
    assert not re.search(r"\{[^}]*[^a-z_}][^}]*\}", message + remedy)


def test_every_fact_that_a_check_declares_stands_in_its_code_and_none_is_forgotten() -> None:
    for name in names():
        source = (CONFIG.parent / "pipeline" / "validate" / "checks" / f"{name}.py").read_text()
        given = set(re.findall(r'"(\w+)": (?!Term|\()', source))
        assert {fact for facts in cases_of(name).values() for fact in facts} == given, name


def test_what_is_returned_is_mended_by_a_reply_with_the_missing_part() -> None:
    returned = {r.name for b in ("yuhua", "jinjiang") for r in bureau(b).checks.rows if r.follows is Follows.RETURN}
    for name in returned:
        for case, (_, remedy) in WORDINGS[name].cases.items():
            assert "回复本邮件" in remedy, (name, case)


def test_every_check_says_in_its_docstring_where_it_comes_from_and_how_it_is_mended() -> None:
    for name in names():
        doc = __import__(f"{checks.__name__}.{name}", fromlist=["check"]).__doc__ or ""
        assert "Rule:" in doc, name
        assert "How it is mended:" in doc, name


def test_the_config_of_the_acceptance_bureaus_loads(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("IMAP", "SMTP"):
        monkeypatch.setenv(f"BAOSONG_{name}_HOST", "127.0.0.1")
        monkeypatch.setenv(f"BAOSONG_{name}_PORT", "1143")
    for settings in load(ACCEPTANCE).bureaus.values():
        assert faults(settings.checks) == ()
