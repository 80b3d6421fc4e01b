"""`seal-key`, `unseal` and what `show` says of a sealed letter's copies."""

import json
import stat
import tomllib
from pathlib import Path

import pytest
from cli.conftest import ACCEPTANCE, Desk

from pipeline.ingest.sealed import new_key, seal, sealed_copy, unsealed

SEALED = "YH-2020-00005"
WHO = ("--reason", "核对", "--by", "李主任")


def lock(desk: Desk, folder: Path) -> Path:
    """The sealed letter of the record is encrypted; the file with the private key."""
    private, public = new_key()
    [plain] = (desk.data / "sealed").glob("*.eml")
    raw = plain.read_bytes()
    unsealed(desk.data, plain.stem)
    seal(desk.data, raw, [public])
    key = folder / "key.txt"
    key.write_text(private, encoding="utf-8")
    return key


def test_a_new_pair_is_a_file_for_its_owner_and_lines_for_the_bureau(empty: Desk, tmp_path: Path) -> None:
    file = tmp_path / "key.txt"
    done = empty("seal-key", "new", file)
    assert (done.code, done.err) == (0, "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    [public] = tomllib.loads("\n".join(done.out.splitlines()[-2:]))["sealing"]["public_keys"]
    assert f"# public key: {public}" in file.read_text(encoding="utf-8")
    assert "AGE-SECRET-KEY" not in done.out
    again = empty("seal-key", "new", file)
    assert (again.code, "已经存在" in again.err) == (2, True)


def test_no_private_key_is_written_where_the_desk_keeps_its_own(empty: Desk, tmp_path: Path) -> None:
    for where in (empty.data / "key.txt", ACCEPTANCE / "key.txt"):
        done = empty("seal-key", "new", where)
        assert (done.code, "换一个地方" in done.err) == (2, True)
        assert not where.exists()


def test_a_sealed_letter_is_taken_out_for_a_look_and_that_is_noted(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out.eml"
    done = desk("unseal", SEALED, "--out", out, *WHO)
    assert (done.code, done.err) == (0, "")
    assert out.read_bytes().startswith(b"Received")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert "李主任打开看过封存的原信：核对" in desk("show", SEALED).out
    assert (desk("unseal", SEALED, "--out", out, *WHO).code, len(list((desk.data / "sealed").iterdir()))) == (2, 2)


def test_what_a_kill_left_under_a_secret_name_goes_even_where_the_file_is_there(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out.eml"
    draft = tmp_path / ".baosong-draft-cut"
    assert desk("unseal", SEALED, "--out", out, *WHO).code == 0
    draft.hardlink_to(out)  # killed after the file had its name and before the draft lost its own
    again = desk("unseal", SEALED, "--out", out, *WHO)
    assert (again.code, "已经存在" in again.err) == (2, True)
    assert (out.exists(), draft.exists()) == (True, False)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((SEALED,), 2, "--reason"),
        (("YH-2020-00001", *WHO), 1, "没有封存"),
        (("L99", *WHO), 1, "L99"),
    ],
    ids=["nobody", "an open letter", "none"],
)
def test_what_cannot_be_taken_out_is_told(
    desk: Desk, tmp_path: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    done = desk("unseal", *arguments, "--out", tmp_path / "out.eml")
    assert (done.code, told in done.err) == (code, True)
    assert not (tmp_path / "out.eml").exists()


def test_an_encrypted_letter_wants_its_key_to_be_seen_and_to_be_released(desk: Desk, tmp_path: Path) -> None:
    key = lock(desk, tmp_path)
    out = tmp_path / "out.eml"
    assert "私钥文件" in desk("unseal", SEALED, "--out", out, *WHO).err
    assert json.loads(desk("unseal", SEALED, "--out", out, "--key", key, "--json", *WHO).out)["letter"] == "L5"
    assert "baosong decide YH-2020-00005 release --key" in desk("decide", SEALED, "release", *WHO).err
    assert "没有再读" in desk("reprocess", SEALED).out
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(new_key()[0], encoding="utf-8")
    assert "打不开" in desk("decide", SEALED, "release", "--key", wrong, *WHO).err
    assert desk("decide", SEALED, "release", "--key", key, *WHO).code == 0
    assert "已封存" not in desk("show", SEALED).out


def test_show_says_where_copies_of_a_sealed_letter_remain(desk: Desk, tmp_path: Path) -> None:
    told = desk("show", SEALED).out
    for line in ("哪里还有留存：", "局信箱 yuhua@baosong.test", "发件人的“已发送”", "没有加密", "备份"):
        assert line in told
    lock(desk, tmp_path)
    assert "已加密，要用私钥" in desk("show", SEALED).out
    [letter] = json.loads(desk("show", SEALED, "--json").out)["letters"]
    assert letter["sealed"] == {"store": "encrypted", "was_open": False}
    copy = sealed_copy(desk.data, letter["sha256"])
    assert copy is not None
    copy.unlink()
    assert "封存区里没有" in desk("show", SEALED).out
    assert "不在封存区" in desk("decide", SEALED, "release", *WHO).err
