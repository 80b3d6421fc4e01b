"""The kind of a piece is read where people put a label, and never guessed (rules.md S12)."""

import pytest

from pipeline.ingest.genre import Genre, read_genre


@pytest.mark.parametrize(
    ("subject", "mail", "manuscript", "kind", "summary"),
    [
        ("2022年度+磁灶+【政务信息】走访慰问", "", "", "info", None),
        ("2022年度+磁灶+走访慰问（新闻宣传）", "", "", "news", None),
        ("2022年度+磁灶+新闻宣传+走访慰问", "", "", "news", None),
        ("2022年度+办公室+【新闻宣传·总结类】上半年工作", "", "", "news", True),
        ("2022年度+磁灶+走访慰问", "请查收。\n稿件类别：政务信息（总结类）\n谢谢", "", "info", True),
        ("2022年度+磁灶+走访慰问", "", "【政务信息】\n走访慰问\n正文", "info", None),
        ("2022年度+磁灶+走访慰问", "类别：新闻宣传", "类别：政务信息\n走访慰问", None, None),
        ("2022年度+磁灶+新闻宣传工作座谈会", "我们的新闻宣传工作很好", "关于新闻宣传工作的总结\n正文", None, None),
        ("2022年度+磁灶+年终总结大会", "", "", None, None),
        ("2022年度+磁灶+走访慰问", "", "标题\n一\n二\n三\n【政务信息】", None, None),
        ("", "", "", None, None),
    ],
)
def test_a_label_tells_the_kind_and_a_sentence_does_not(
    subject: str, mail: str, manuscript: str, kind: str | None, summary: bool | None
) -> None:
    assert read_genre(subject, mail, manuscript) == Genre(kind=kind, summary=summary)
