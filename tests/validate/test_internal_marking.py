"""工作秘密 and 内部资料 marks hold a letter; they never seal it (design.md §4.7)."""

from collections.abc import Callable

import pytest
from builders.letters import BODY, arrive, attachment, bureau, unread

from pipeline.domain.document import WordDocument
from pipeline.domain.words import Disposition
from pipeline.validate.engine import run_checks

MARKS = [
    "内部资料",
    "工作秘密",
    "工作秘密★5年",
    "【内部资料】",
    "内部资料 注意保存",
    "内部资料，请勿外传",
    "（内部文件）",
    "密级：内部资料",
    "密级：工作秘密",
    "内部资料·请勿外传",
    "内部资料（禁止外传）",
    "【内部资料，请勿外传】",
    "内部参考",
    "仅供内部参考",
    "内部传阅",
]
PLAIN = [
    "单位内部资料室已经开放",
    "加强工作秘密管理",
    "内部资料整理工作有序开展",
    "《内部文件管理办法》学习",
    "商业秘密",
]


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_at_the_head_holds_and_does_not_seal(mark: str) -> None:
    document = attachment("a.docx", "docx", document=WordDocument(text=f"{mark}\n关于情况的报告\n{BODY}"))
    verdict = run_checks(arrive(parts=(document,)), bureau())
    assert "internal_marking" in {f.code for f in verdict.findings}
    assert verdict.disposition is Disposition.HELD


@pytest.mark.parametrize("name", ["【内部资料】名单.doc", "(工作秘密)通讯录.doc", "〔内部材料〕.doc"])
def test_a_mark_in_a_file_name_holds(name: str, cases: Callable[..., list[str]]) -> None:
    assert cases("internal_marking", arrive(parts=(unread(name, "doc", "unsupported"),)))


@pytest.mark.parametrize("line", PLAIN)
def test_ordinary_words_do_not_hold(line: str, cases: Callable[..., list[str]]) -> None:
    document = attachment(f"{line}.docx", "docx", document=WordDocument(text=f"{line}\n{BODY}\n{line}"))
    assert cases("internal_marking", arrive(f"2020年度+左家塘+{line}", (document,), text=line)) == []
