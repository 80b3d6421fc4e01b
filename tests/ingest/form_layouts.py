"""Form 2 in every layout that units give it, and how the tests of forms read a Word file."""

from word_files.raw import docx, p, table, tc

from pipeline.domain.document import ReviewForm, WordDocument
from pipeline.ingest.word import read_word
from pipeline.settings.values import Limits

LIMITS = Limits()
LONG = "5月6日，街道退役军人服务站组织志愿者走访慰问辖区老兵，送去米、油和药品，详细询问他们的身体状况。"
FORM = ReviewForm(
    title="走访慰问老兵",
    unit="左家塘街道",
    author="张三",
    sensitive=False,
    first_opinion="同意。李四",
    second_opinion="同意",
)
ROWS = (
    ("稿件标题", "走访慰问老兵"),
    ("供稿单位", "左家塘街道"),
    ("撰稿人", "张三"),
    ("是否涉及敏感内容或重要信息", "☑否\n□是"),
    ("初审负责人意见", "同意。李四"),
    ("分管领导意见", "同意"),
)


def read(*blocks: str, **options) -> WordDocument:
    return read_word(docx("".join(blocks), **options), LIMITS)


TAB = "<w:r><w:tab/></w:r>"
LAYOUTS = {
    "the plan's own": [table(*ROWS)],
    "labels spaced out": [table(*((" ".join(label), value) for label, value in ROWS))],
    "labels over two lines": [table(*((label[:4] + "\n" + label[4:], value) for label, value in ROWS))],
    "labels with colons": [table(*((label + "：", value) for label, value in ROWS))],
    "labels with numbers and remarks": [table(*((f"{n}.{row[0]}（签字）", row[1]) for n, row in enumerate(ROWS, 1)))],
    "label and value in one cell": [table(*((f"{label}：{value}",) for label, value in ROWS))],
    "label over value in one cell": [table(*((f"{label}\n{value}",) for label, value in ROWS))],
    "value under its label": [table(*((cell,) for row in ROWS for cell in row))],
    "labels in one row, values in the next": [
        table(*(tuple(row[place] for row in half) for half in (ROWS[:3], ROWS[3:]) for place in (0, 1)))
    ],
    "two pairs in a row": [table(ROWS[0], (*ROWS[1], *ROWS[2]), ROWS[3], ROWS[4], ROWS[5])],
    "boxes in cells of their own": [table(*ROWS[:3], (ROWS[3][0], "☑否", "□是"), *ROWS[4:])],
    "a label's cell merged over two rows": [
        table(
            *ROWS[:3],
            (tc(p(ROWS[3][0]), properties='<w:vMerge w:val="restart"/>'), "☑否"),
            (tc(p(""), properties="<w:vMerge/>"), "□是"),
            *ROWS[4:],
        )
    ],
    "wide cells": [
        table(*((tc(p(a)), tc(p(b), properties='<w:gridSpan w:val="3"/>')) for a, b in ROWS[:3]), *ROWS[3:])
    ],
    "blank cells behind the values": [table(*((*row, "") for row in ROWS))],
    "a table inside a cell": [table((tc(table(*ROWS) + p("")), ""))],
    "a heading row inside the table": [table(("信息稿件审核表", ""), *ROWS)],
    "cut into two tables": [table(*ROWS[:4]), p(""), table(*ROWS[4:])],
    "cut after its heading row": [table(("信息稿件审核表",), *ROWS[:2]), table(*ROWS[2:])],
    "other fields among them": [
        table(
            *ROWS[:2],
            (*ROWS[2], "联系电话", "13800000000"),
            ("稿件类别", "政务信息", "字数", "300"),
            *ROWS[3:5],
            (*ROWS[5], "备注", "无"),
        )
    ],
    "labels starred and set upright": [table(*((f"*{chr(10).join(label)}", value) for label, value in ROWS))],
    "opinions under a common head": [
        table(
            *ROWS[:4],
            (tc(p("审核意见"), properties='<w:vMerge w:val="restart"/>'), *ROWS[4]),
            (tc(p(""), properties="<w:vMerge/>"), *ROWS[5]),
        )
    ],
    "a tick in the cell below its word": [
        table(
            *ROWS[:3],
            (tc(p(ROWS[3][0]), properties='<w:vMerge w:val="restart"/>'), "是", "否"),
            (tc(p(""), properties="<w:vMerge/>"), "", "√"),
            *ROWS[4:],
        )
    ],
    "lines with colons": [p("信息稿件审核表"), *(p(f"{label}：{value}".replace("\n", " ")) for label, value in ROWS)],
    "lines with tabs": [
        p("供稿单位：左家塘街道", TAB, "撰稿人：张三"),
        p("稿件标题", TAB, "走访慰问老兵"),
        p("是否涉及敏感内容或重要信息 ☑否 □是"),
        *map(p, ("初审负责人意见：", "同意。李四", "分管领导意见：同意")),
    ],
}
