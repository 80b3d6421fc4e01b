"""Templates: where they are found, and how they are read."""

import re
from pathlib import Path

from pipeline.domain.words import Disposition, OutgoingKind
from pipeline.report.receipts import receipt
from pipeline.report.stationery import stationery
from pipeline.report.words import enums, read_words, table_of


def test_there_is_a_template_for_every_kind_of_mail(settings) -> None:
    for kind in OutgoingKind:
        assert (settings.letters / f"{kind}.j2").is_file()


def test_every_template_in_the_folder_is_used(settings) -> None:
    sources = {f.name: f.read_text(encoding="utf-8") for f in settings.letters.glob("*.j2")}
    used = {f"{kind}.j2" for kind in OutgoingKind} | {"look.txt.j2", "look.html.j2"}
    for source in sources.values():
        used |= set(re.findall(r'(?:include|extends) "([^"]+)"', source))
    assert set(sources) == used


def test_text_and_page_know_the_same_macros(settings) -> None:
    macros = [
        set(re.findall(r"{% macro (\w+\([^)]*\))", (settings.letters / name).read_text(encoding="utf-8")))
        for name in ("look.txt.j2", "look.html.j2")
    ]
    assert macros[0] == macros[1]


def test_a_bureau_may_put_its_own_wording_before_the_shared_one(settings, make_view) -> None:
    own: Path = settings.bureaus["yuhua"].folder / "letters"
    own.mkdir(parents=True)
    (own / "closing.j2").write_text("{% call look.small() %}本局自己的落款{% endcall %}", encoding="utf-8")
    (own / "words.toml").write_text('[mark]\npassed = "好"\n', encoding="utf-8")
    mail = receipt(make_view(Disposition.ACCEPTED), stationery(settings, "yuhua"))
    assert mail.text.endswith("——\n本局自己的落款\n")
    assert "本局自己的落款" in mail.html
    assert "好 Word文稿" in mail.text
    assert "已受理" in mail.subject


def test_line_ends_and_indents_of_a_template_mean_nothing(settings, make_view) -> None:
    own: Path = settings.bureaus["yuhua"].folder / "letters"
    own.mkdir(parents=True)
    (own / "closing.j2").write_text(
        "\n\n   {% call look.small() %}\n      第一行，\n      接着写。\n   {% endcall %}\n\n\n", encoding="utf-8"
    )
    mail = receipt(make_view(Disposition.ACCEPTED), stationery(settings, "yuhua"))
    assert mail.text.endswith("——\n第一行，接着写。\n")
    assert "第一行，接着写。" in mail.html


def test_words_toml_has_a_word_for_every_value_of_every_enum(desk) -> None:
    assert len(enums()) >= 8
    for kind in enums():
        for value in kind:
            word = desk.words.word(value)
            assert word != str(value), (table_of(kind), value)


def test_words_toml_names_no_value_that_does_not_exist(desk) -> None:
    for kind in enums():
        assert set(desk.words.tables[table_of(kind)]) == set(kind)


def test_a_value_nobody_has_named_comes_back_as_it_is(desk) -> None:
    assert desk.words.word("jxl", "picture_format") == "jxl"
    assert desk.words.word("jpeg", "picture_format") == "JPEG"


def test_a_folder_without_words_has_none(tmp_path) -> None:
    assert read_words(tmp_path / "words.toml").tables == {}
