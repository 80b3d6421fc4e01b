"""Word's old format, as Word 97-2003 and Kingsoft Writer write it, says the same as the .docx it was made from."""

import random
import tempfile
from pathlib import Path

import pytest

from pipeline.ingest.trouble import DAMAGED, Unreadable
from pipeline.ingest.word97 import read_word97
from pipeline.settings.values import Limits

FILES = Path(__file__).resolve().parents[1] / "letters" / "files"
MANUSCRIPT, FORM = ((FILES / name).read_bytes() for name in ("old-word.doc", "old-form.doc"))


def test_a_manuscript_comes_out_with_title_byline_and_body() -> None:
    found = read_word97(MANUSCRIPT, Limits()).manuscript
    assert found is not None
    assert (found.title, found.byline, found.chars) == ("雨花亭老兵宣讲进校园", "雨花亭街道退役军人服务站", 177)
    assert found.body.count("\n") == 2


def test_a_form_comes_out_with_every_field() -> None:
    found = read_word97(FORM, Limits()).form
    assert found is not None
    assert (found.title, found.unit, found.author) == ("移交安置科做好报到服务", "移交安置科", "张三")
    assert (found.sensitive, found.first_opinion) == (False, "同意 李四 2020年5月6日")
    assert found.second_opinion == "同意报送 王五 2020年5月6日"


def test_nothing_lies_on_after_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    read_word97(MANUSCRIPT, Limits())
    with pytest.raises(Unreadable):
        read_word97(MANUSCRIPT[:3000], Limits())
    assert list(tmp_path.iterdir()) == []


def trouble_of(content: bytes) -> str | None:
    """What is wrong with a file, None where it is read; anything else it raises is a fault of ours."""
    try:
        read_word97(content, Limits())
    except Unreadable as unreadable:
        return unreadable.code
    return None


@pytest.mark.parametrize("cut", [0, 8, 512, 2_000, 9_000])
def test_a_file_cut_short_is_damaged(cut: int) -> None:
    assert trouble_of(MANUSCRIPT[:cut]) == DAMAGED


def test_bytes_changed_anywhere_are_damage_and_never_a_fault_of_ours() -> None:
    chance = random.Random(5)
    for _ in range(40):
        spoilt = bytearray(MANUSCRIPT)
        for _ in range(chance.choice((1, 20, 400))):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        assert trouble_of(bytes(spoilt)) in {None, "damaged", "encrypted", "over_limit", "unsupported", "empty"}


def test_a_project_of_macros_is_told() -> None:
    old, new = ("\x05SummaryInformation", "Macros")
    entry = MANUSCRIPT.index(old.encode("utf-16-le"))  # a directory entry (MS-CFB 2.6.1), its name's length behind it
    with_macros = bytearray(MANUSCRIPT)
    with_macros[entry : entry + 66] = new.encode("utf-16-le").ljust(64, b"\0") + bytes((2 * len(new) + 2, 0))
    assert [read_word97(bytes(one), Limits()).macros for one in (MANUSCRIPT, with_macros)] == [False, True]


def test_a_file_larger_than_the_settings_allow_is_not_opened() -> None:
    with pytest.raises(Unreadable):
        read_word97(MANUSCRIPT, Limits(part_bytes=10_000))


def test_a_password_is_told() -> None:
    locked = bytearray(MANUSCRIPT)
    block = locked.index(b"\xec\xa5")  # the file information block (MS-DOC 2.5.2): its flags, then those of fEncrypted
    locked[block + 11] |= 0x01
    assert trouble_of(bytes(locked)) == "encrypted"
