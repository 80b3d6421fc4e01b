"""`check` and `ingest` over files: .eml, .mbox, Maildir, folders; a dry run stores nothing, an import nothing twice."""

import json
import mailbox
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from acts.office import SUBJECT, mail, manuscript, photo
from cli.conftest import RECEIVED, Desk, archive

SHIPPED = Path(__file__).resolve().parents[2] / "config"
EXPECTED = ["accepted", "returned", "held", "held", "sealed", "held", "ignored"]
FIELDS = [
    "file", "sha256", "bureau", "kind", "disposition", "number", "sender", "subject", "unit", "year", "keyword",
    "subject_grade", "title", "chars", "parts", "findings",
]  # fmt: skip


def outside_sealed(data: Path, phrase: str) -> list[Path]:
    """Files outside sealed/ that hold the phrase."""
    files = (p for p in data.rglob("*") if p.is_file() and "sealed" not in p.parts)
    return [p for p in files if phrase.encode() in p.read_bytes()]


def test_a_folder_is_tried_in_the_order_of_its_names_and_nothing_is_stored(empty: Desk, letters: Path) -> None:
    done = empty("check", "--json", letters)
    assert (done.code, done.err) == (0, "")
    lines = done.json_lines
    assert [line["disposition"] for line in lines] == EXPECTED
    assert [line["file"] for line in lines] == [str(p) for p in sorted(letters.iterdir())]
    assert all(list(line) == FIELDS for line in lines)
    assert lines[1]["unit"] == "zuojiatang"
    assert [p["type"] for p in lines[0]["parts"]] == ["docx", "docx", "jpeg"]
    assert not empty.data.exists()


def test_people_read_each_letter_with_what_was_found(empty: Desk, letters: Path) -> None:
    done = empty("check", letters)
    lines = done.out.splitlines()
    heads = [line for line in lines if not line.startswith(" ")]
    assert len(heads) == 7
    assert heads[0] == f"{letters / '1-accepted.eml'}  受理  左家塘街道走访慰问老兵"
    assert "[第1期]" in heads[1]
    assert any(line.startswith("  需处理：") and "审核表" in line for line in lines)
    assert "换防" not in done.out


def test_a_mailbox_file_names_its_letters_by_their_place(empty: Desk, tmp_path: Path) -> None:
    box = mailbox.mbox(str(tmp_path / "旧信.mbox"))
    for raw in list(archive().values())[:3]:
        box.add(raw)
    box.close()
    lines = empty("check", "--json", tmp_path / "旧信.mbox").json_lines
    assert [line["file"] for line in lines] == [f"{tmp_path / '旧信.mbox'}#{n}" for n in (1, 2, 3)]
    assert [line["disposition"] for line in lines] == EXPECTED[:3]


def test_a_leading_from_line_elsewhere_is_skipped_and_the_file_is_one_letter(empty: Desk, tmp_path: Path) -> None:
    raw = archive()["1-accepted"]
    for name, content in (("plain.eml", raw), ("from.eml", b"From office Wed May  6 18:00:00 2020\n" + raw)):
        (tmp_path / name).write_bytes(content)
    lines = empty("check", "--json", tmp_path / "plain.eml", tmp_path / "from.eml").json_lines
    assert [line["file"] for line in lines] == [str(tmp_path / "plain.eml"), str(tmp_path / "from.eml")]
    assert lines[0]["sha256"] == lines[1]["sha256"]
    assert [line["disposition"] for line in lines] == ["accepted", "ignored"]


def test_a_maildir_is_read_from_new_and_cur_and_never_from_tmp(empty: Desk, tmp_path: Path) -> None:
    for sub in ("cur", "new", "tmp"):
        (tmp_path / sub).mkdir()
    names = list(archive().values())
    (tmp_path / "cur" / "1588759200.M1.host:2,S").write_bytes(names[0])
    (tmp_path / "new" / "1588759201.M2.host").write_bytes(names[1])
    (tmp_path / "tmp" / "1588759202.M3.host").write_bytes(names[2])
    assert [line["disposition"] for line in empty("check", "--json", tmp_path).json_lines] == EXPECTED[:2]


def test_folders_within_folders_are_read_and_other_files_are_not(empty: Desk, letters: Path, tmp_path: Path) -> None:
    inner = tmp_path / "2020" / "五月"
    inner.mkdir(parents=True)
    (inner / "a.EML").write_bytes((letters / "1-accepted.eml").read_bytes())
    (inner / "说明.txt").write_text("不是信")
    assert [line["file"] for line in empty("check", "--json", tmp_path).json_lines] == [str(inner / "a.EML")]


def test_the_time_of_arrival_can_be_given_for_letters_that_tell_none(empty: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail("左家塘+走访慰问"))
    for now, year in (("2019-05-06", 2019), ("2020-12-31T23:30", 2020), ("2020-12-31T17:00+00:00", 2021)):
        [line] = empty("check", "--json", "--now", now, tmp_path).json_lines
        assert line["year"] == year


def test_without_a_bureau_the_recipient_decides(empty: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(
        mail("2020年度+青阳+走访", sender="qingyang@jinjiang.test", to="jinjiang@baosong.test")
    )
    (tmp_path / "b.eml").write_bytes(mail(SUBJECT))
    assert [line["bureau"] for line in empty("check", "--json", tmp_path).json_lines] == ["jinjiang", "yuhua"]
    named = empty("check", "--json", "--bureau", "jinjiang", tmp_path).json_lines
    assert [line["bureau"] for line in named] == ["jinjiang", "jinjiang"]


@pytest.mark.parametrize("command", [["check"], ["ingest", "--bureau", "yuhua"]])
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_path_that_is_not_there_is_told_before_anything_is_done(
    empty: Desk, letters: Path, command: list[str], form: list[str]
) -> None:
    done = empty(*command, *form, letters / "1-accepted.eml", "/no/such/letter.eml")
    assert (done.code, done.out) == (2, "")
    assert "找不到“/no/such/letter.eml”" in done.err
    assert list(empty.data.rglob("*.eml")) == []


@pytest.mark.parametrize("command", [["check"], ["ingest", "--bureau", "yuhua"]])
def test_a_folder_without_letters_is_told(empty: Desk, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "letters").mkdir()
    done = empty(*command, tmp_path / "letters")
    assert (done.code, done.out) == (1, "")
    assert "没有找到来信" in done.err


@pytest.mark.parametrize("command", [["check"], ["ingest", "--bureau", "yuhua"]])
@pytest.mark.parametrize(
    "attached", [manuscript(), photo(), ("说明.txt", "说明：不是信\n".encode(), ""), ("空", b"", "")]
)
def test_a_file_that_is_no_letter_is_told_before_anything_is_done(
    empty: Desk, letters: Path, tmp_path: Path, command: list[str], attached: tuple[str, bytes, str]
) -> None:
    name, content, _ = attached
    (tmp_path / name).write_bytes(content)
    done = empty(*command, letters / "1-accepted.eml", tmp_path / name)
    assert (done.code, done.out) == (2, "")
    assert f"“{tmp_path / name}”不是来信" in done.err
    assert not (empty.data / "raw").exists()


def test_a_letter_may_have_any_name(empty: Desk, tmp_path: Path) -> None:
    for name in ("1588759200.M1.host:2,S", "来信", "letter.txt"):
        (tmp_path / name).write_bytes(b"X-Own: 1\r\n" * 30 + archive()["1-accepted"])
        [line] = empty("check", "--json", tmp_path / name).json_lines
        assert line["disposition"] == "accepted"


@pytest.mark.parametrize("command", [["check"], ["ingest", "--bureau", "yuhua"]])
def test_a_file_that_cannot_be_read_is_told_by_name(empty: Desk, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "a.eml").symlink_to(tmp_path / "gone.eml")
    done = empty(*command, tmp_path)
    assert (done.code, done.out) == (1, "")
    assert str(tmp_path / "a.eml") in done.err
    assert "请检查文件" in done.err


def test_a_time_that_cannot_be_read_is_told(empty: Desk, letters: Path) -> None:
    done = empty("check", "--now", "昨天", letters)
    assert (done.code, done.out) == (2, "")
    assert "看不懂时间“昨天”" in done.err
    assert "2020-05-06T09:30" in done.err


def test_an_import_counts_what_is_new_and_answers_only_when_asked(empty: Desk, letters: Path) -> None:
    done = empty("ingest", "--bureau", "yuhua", "--json", letters)
    assert (done.code, done.err) == (0, "")
    counts = {"accepted": 1, "returned": 1, "held": 3, "sealed": 1, "ignored": 1, "quarantined": 0}
    assert done.json == {"bureau": "yuhua", "new": 7, **counts}
    assert "往来邮件" not in empty("show", "YH-2020-00001").out


def test_the_same_letters_again_are_nothing_new(desk: Desk, letters: Path) -> None:
    before = desk("list", "--json").out
    done = desk("ingest", "--bureau", "yuhua", "--receipts", letters)
    assert (done.code, done.out) == (0, "没有新的来信：这些信以前都收过了。\n")
    done = desk("ingest", "--bureau", "yuhua", "--json", letters / "1-accepted.eml")
    assert json.loads(done.out)["new"] == 0
    assert desk("list", "--json").out == before
    assert len(desk("show", "YH-2020-00001", "--json").json["mails"]) == 1


def test_a_sealed_letter_imported_again_stays_out_of_the_open_store(desk: Desk, letters: Path) -> None:
    subject = archive()["5-sealed"].partition(b"Subject: ")[2].partition(b"\r\n")[0].decode()
    assert outside_sealed(desk.data, subject) == outside_sealed(desk.data, "换防") == []
    desk("ingest", "--bureau", "yuhua", letters / "5-sealed.eml")
    assert outside_sealed(desk.data, subject) == outside_sealed(desk.data, "换防") == []


def test_an_import_arrives_when_its_letters_say(empty: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(RECEIVED.replace(b"2020", b"2018") + archive()["1-accepted"][len(RECEIVED) :])
    empty("ingest", "--bureau", "yuhua", tmp_path)
    assert [row["number"] for row in empty("list", "--json").json] == ["YH-2018-00001"]


def test_an_import_that_could_not_settle_a_letter_says_so_and_ends_with_1(empty: Desk, letters: Path) -> None:
    assert empty("poll").code == 1, "no server answers; the database is there now"
    with closing(sqlite3.connect(empty.data / "baosong.db")) as database:
        database.execute("CREATE TRIGGER full BEFORE INSERT ON pieces BEGIN SELECT RAISE(ABORT, 'full'); END")
    done = empty("ingest", "--bureau", "yuhua", letters / "1-accepted.eml")
    assert done.code == 1
    assert "新收 1 封。办理结果：无。" in done.out
    assert "有 1 封来信没有办成：L1" in done.err


def test_an_import_whose_receipts_could_not_be_written_says_so_and_ends_with_1(
    letters: Path, tmp_path: Path, broken_config: Callable[[str, str, str], Path]
) -> None:
    config = broken_config("settings.toml", 'letters_and_forms = "shipped"', 'letters_and_forms = "own"')
    for name in ("letters", "forms"):
        shutil.copytree(SHIPPED / name, config / name)
    (config / "forms" / "form2_review.docx").unlink()
    desk = Desk(tmp_path / "data", config)
    done = desk("ingest", "--bureau", "yuhua", "--receipts", letters / "2-returned.eml")
    assert done.code == 1
    assert "退回补正 1" in done.out
    assert "有 1 封回执没有写成：L1" in done.err
    assert "baosong config check" in done.err
    assert desk("ingest", "--bureau", "yuhua", letters / "1-accepted.eml").code == 0


def test_a_letter_whose_sender_two_bureaus_know_names_both(
    tmp_path: Path, broken_config: Callable[[str, str, str], Path]
) -> None:
    config = broken_config("bureaus/jinjiang/units.csv", "cizao@", "dongtang@yuhua.test;cizao@")
    letter = tmp_path / "x.eml"
    letter.write_bytes(mail("2020年度+东塘+走访", [], sender="dongtang@yuhua.test", to="who@else.test"))
    told = Desk(tmp_path / "data", config)("check", letter).out
    assert "几个局的名册里都登记了：晋江市退役军人事务局、长沙市雨花区退役军人事务局" in told
    assert "请用 --bureau 指明" in told
