"""A secrecy marking seals; the same words inside a sentence do not (design.md §4.7, rules.md S6)."""

from collections.abc import Callable

import pytest
from builders.letters import BODY, arrive, attachment, bureau, form, photo, unread, word
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.document import WordDocument
from pipeline.domain.words import Disposition, LetterKind
from pipeline.validate.engine import run_checks

MARKED_LINES = [
    "秘密★1年",
    "机密★",
    "绝密★长期",
    "秘密☆3年",
    "机 密 ★ 10 年",
    "机　密★５年",
    "秘密*1年",
    "机密＊5年",
    "绝密*",
    "秘密级★1年",
    "000123 机密★1年 特急",
    "现将秘密★1年件报上",
    "密级：秘密",
    "密级:机密",
    "密 级：绝 密",
    "密级 机密",
    "密级：【秘密】",
    "密级：☑秘密",
    "密级：□绝密 ☑机密 □秘密",
    "保密级别：机密级",
    "密级：秘密、保密期限：1年",
    "機密★一年",
    "机密※1年",
    "机密\uf0ab1年",
    "密级：★机密",
    "密级：“机密”",
    "密级——机密",
    "密级：□绝密 □机密√ □秘密",
    "保密等级：机密",
    "秘密等级：机密",
    "涉密级别：机密",
    "密级标识：秘密",
]
MARKED_HEADS = [
    "秘密",
    "机 密",
    "绝密",
    "机密 5年",
    "秘密级",
    "【机密】",
    "机密【1年】",
    "机密（1年）",
    "（秘密）",
    "〔绝密〕",
    "【秘密】关于有关情况的报告",
]
MARKED_NAMES = [
    "〔秘密〕名单.docx",
    "[机密]情况报告.docx",
    "(秘密)通讯录.docx",
    "（机密）通讯录.docx",
    "【绝密】部署.doc",
    "名单【秘密★1年】.docx",
    "机密★1年.docx",
    "秘密.docx",
    "机密-名单.docx",
    "机密 - 副本.docx",
    "机密(1).docx",
    "名单-机密.docx",
    "名单_秘密★1年 (2).docx",
    "［机密］名单.jpg",
]
PLAIN_LINES = [
    "做好保密工作，严守国家秘密",
    "这是我们的秘密武器",
    "文件已经解密",
    "保守国家秘密、工作秘密和商业秘密",
    "涉及机密级以上的人员",
    "机密文件柜已经更换",
    "参加保密知识竞赛，了解绝密、机密、秘密三级的划分",
    "密级分为绝密、机密、秘密",
    "密级：绝密、机密、秘密三种",
    "密级：无",
    "密级：公开",
    "密级：□绝密 □机密 □秘密",
    "密级：□绝密 □机密 □秘密 √公开",
    "密级：“绝密”、“机密”、“秘密”三种",
    "密级为机密的文件不得外传",
    "《绝密》《机密》两部影片",
    "老兵守了六十年的秘密。",
    "揭开军营的“秘密”",
    "**秘密**武器",
    "秘密会见",
    "脱密期管理",
    "商业秘密★保护",
    "秘密侦察连",
    "他把秘密（谁也不知道）带走了",
    "严防失密、泄密",
    "机密",
]


@pytest.mark.parametrize("line", MARKED_LINES)
def test_a_marking_seals_wherever_it_stands(line: str, cases: Callable[..., list[str]]) -> None:
    in_document = attachment("a.docx", "docx", document=WordDocument(text=f"标题\n第二行\n第三行\n正文\n{line}\n后面"))
    for incoming in (
        arrive(text=f"您好：\n请查收\n谢谢\n第四行\n{line}"),
        arrive(text="您好", html_text=f"一\n二\n三\n四\n{line}"),
        arrive(parts=(in_document,)),
        arrive(line),
    ):
        assert cases("secrecy_marking", incoming)


@pytest.mark.parametrize("line", MARKED_HEADS)
def test_a_level_alone_at_the_head_of_a_document_seals(line: str, cases: Callable[..., list[str]]) -> None:
    document = attachment("a.docx", "docx", document=WordDocument(text=f"000001\n{line}\n关于有关情况的报告\n{BODY}"))
    assert cases("secrecy_marking", arrive(parts=(document,)))
    assert cases("secrecy_marking", arrive(text=f"{line}\n各位领导：\n现将情况报上"))


@pytest.mark.parametrize("name", MARKED_NAMES)
def test_a_file_named_with_a_level_seals(name: str, cases: Callable[..., list[str]]) -> None:
    in_zip = attachment("a.docx", "docx", path=f"材料.zip!/{name}/a.docx")
    for part in (unread(name, "doc", "unsupported"), photo(name), in_zip):
        assert cases("secrecy_marking", arrive(parts=(part,))), part
    assert cases(
        "secrecy_marking", arrive(parts=(attachment("a.docx", "docx", path=f"{name.split('.')[0]}.zip!/a.docx"),))
    )


@pytest.mark.parametrize(
    "subject", ["【机密】关于有关情况的报告", "2020年度+左家塘+名单（秘密）", "秘密", "Fwd: 〔绝密〕部署"]
)
def test_a_level_in_brackets_in_the_subject_seals(subject: str, cases: Callable[..., list[str]]) -> None:
    assert cases("secrecy_marking", arrive(subject))


@pytest.mark.parametrize("line", PLAIN_LINES)
def test_ordinary_words_do_not_seal(line: str, cases: Callable[..., list[str]]) -> None:
    text = f"各位领导\n一、情况\n二、做法\n{line}\n{BODY}\n绝密\n机密\n秘密"  # a list of the levels is no marking
    document = attachment("保密工作总结.docx", "docx", document=WordDocument(text=text))
    incoming = arrive("2020年度+左家塘+保密工作", (document,), text=f"您好\n请查收\n谢谢\n{line}")
    assert cases("secrecy_marking", incoming) == []


@pytest.mark.parametrize("ticked", ["□绝密 ☑机密 □秘密 □公开", "绝密 机密√ 秘密", "机密"])
@pytest.mark.parametrize("label", ["密级", "密  级：", "保密等级"])
def test_a_level_chosen_in_the_cell_behind_its_label_seals(
    label: str, ticked: str, cases: Callable[..., list[str]]
) -> None:
    text = f"登记表\n单位\n左家塘\n日期\n{label}\n{ticked}\n绝密\n{BODY}"
    assert cases("secrecy_marking", arrive(parts=(attachment("表.docx", "docx", document=WordDocument(text=text)),)))


def test_levels_of_which_none_is_chosen_do_not_seal(cases: Callable[..., list[str]]) -> None:
    for blank in ("□绝密 □机密 □秘密", "□绝密 □机密 □秘密 ☑公开", "绝密/机密/秘密"):
        document = WordDocument(text=f"登记表\n单位\n左家塘\n密级\n{blank}\n{BODY}")
        assert cases("secrecy_marking", arrive(parts=(attachment("表.docx", "docx", document=document),))) == []


@pytest.mark.parametrize(
    "name", ["保密工作总结.docx", "秘密武器展.docx", "解密档案.doc", "《绝密》观后感.docx", "保密(教育)月.zip"]
)
def test_ordinary_file_names_do_not_seal(name: str, cases: Callable[..., list[str]]) -> None:
    assert cases("secrecy_marking", arrive(parts=(unread(name, "doc", "unsupported"),))) == []


def test_a_header_with_a_level_comes_after_the_body_and_seals(cases: Callable[..., list[str]]) -> None:
    document = attachment("a.docx", "docx", document=WordDocument(text=f"标题\n{BODY}\n正文\n机密\n第1页"))
    assert cases("secrecy_marking", arrive(parts=(document,)))


def test_a_forwarded_letter_is_looked_into(cases: Callable[..., list[str]]) -> None:
    forwarded = attachment("转发.eml", "eml", document=WordDocument(text="【机密】部署\n请阅"))
    assert cases("secrecy_marking", arrive(parts=(forwarded,)))


@pytest.mark.parametrize("kind", [None, LetterKind.BOUNCE, LetterKind.AUTO_REPLY])
@pytest.mark.parametrize("bureau_id", ["yuhua", "jinjiang"])
def test_sealing_comes_before_anything_else_and_tells_nothing_of_the_letter(
    kind: LetterKind | None, bureau_id: str
) -> None:
    secret = word("绝密行动名单", "机密★1年\n张三 李四 王五", name="〔机密〕名单.docx")
    incoming = arrive("【机密】绝密行动名单", (secret, form("绝密行动名单")), machine=kind, to=bureau_id)
    verdict = run_checks(incoming, bureau(bureau_id))
    assert verdict.disposition is Disposition.SEALED
    assert [c.code for c in verdict.checked] == ["secrecy_marking"]
    (finding,) = verdict.findings
    for text in (finding.message, finding.remedy, finding.where):
        assert not any(word in text for word in ("名单", "机密", "绝密", "张三", ".docx"))


# Characters of running text: no star, label, bracket, tick or digit that could make a marking of a level.
RUNNING = st.text(alphabet="保守国家工作秘密机绝解的是与，。；“”一二三我们老兵", min_size=1, max_size=30)


@given(before=RUNNING, level=st.sampled_from(["秘密", "机密", "绝密"]), after=RUNNING)
def test_no_level_inside_a_sentence_seals(before: str, level: str, after: str) -> None:
    sentence = f"我们{before}{level}{after}了。"
    document = attachment("总结.docx", "docx", document=WordDocument(text=f"{sentence}\n{sentence}"))
    incoming = arrive(f"2020年度+左家塘+{before}{level}{after}了", (document,), text=sentence)
    verdict = run_checks(incoming, bureau())
    assert verdict.disposition is not Disposition.SEALED


@given(
    level=st.sampled_from(["秘密", "机密", "绝密"]),
    blank=st.sampled_from(["", " ", "　", "\u200b"]),
    star=st.sampled_from("★☆"),
    term=st.sampled_from(["", "1年", "10年", " 6个月", "长期"]),
    around=st.text(alphabet="老兵 活动，。", max_size=10),
)
def test_a_starred_level_always_seals(level: str, blank: str, star: str, term: str, around: str) -> None:
    line = f"{around}{level[0]}{blank}{level[1]}{blank}{star}{term}{around}"
    verdict = run_checks(arrive(text=f"您好\n一\n二\n三\n{line}"), bureau())
    assert verdict.disposition is Disposition.SEALED
