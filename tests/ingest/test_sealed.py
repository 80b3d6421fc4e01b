"""The sealed store: for the owner alone, or for nobody without the private key."""

import hashlib
import stat
from pathlib import Path

import pytest

from pipeline.ingest.sealed import WrongKey, is_encrypted, new_key, opened, seal, sealed_copy, unsealed

RAW = "Subject: 某部换防时间表\r\n\r\n正文".encode()
SHA256 = hashlib.sha256(RAW).hexdigest()


def written(folder: Path, private: str, name: str = "key.txt") -> Path:
    file = folder / name
    file.write_text(f"# created: 2020-05-07\n# public key: …\n{private}\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("encrypted", [False, True], ids=["for the owner", "encrypted"])
def test_a_sealed_letter_is_for_its_owner_alone_and_there_once(tmp_path: Path, encrypted: bool) -> None:
    keys = (new_key()[1],) if encrypted else ()
    path = seal(tmp_path, RAW, keys)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert is_encrypted(path) is encrypted
    assert (RAW in path.read_bytes()) is not encrypted
    assert seal(tmp_path, RAW, keys) == path == sealed_copy(tmp_path, SHA256)


def test_without_a_key_a_sealed_letter_is_read_by_its_owner(tmp_path: Path) -> None:
    assert opened(seal(tmp_path, RAW)) == RAW


def test_each_of_two_private_keys_opens_what_is_encrypted_to_both(tmp_path: Path) -> None:
    pairs = [new_key(), new_key()]
    path = seal(tmp_path, RAW, [public for _, public in pairs])
    for private, _ in pairs:
        assert opened(path, written(tmp_path, private)) == RAW


@pytest.mark.parametrize(
    ("text", "why"),
    [(None, "none"), ("", "none"), ("AGE-SECRET-KEY-1XYZ", "none"), ("another", "other")],
    ids=["no file", "an empty file", "a torn key", "another's key"],
)
def test_without_the_right_private_key_nothing_opens_it(tmp_path: Path, text: str | None, why: str) -> None:
    path = seal(tmp_path, RAW, [new_key()[1]])
    key = None if text is None else written(tmp_path, new_key()[0] if text == "another" else text)
    with pytest.raises(WrongKey, match=why):
        opened(path, key)


@pytest.mark.parametrize("keys", [(), (new_key()[1],)], ids=["for the owner", "encrypted"])
def test_a_damaged_sealed_letter_is_none_and_is_sealed_anew(tmp_path: Path, keys: tuple[str, ...]) -> None:
    path = seal(tmp_path, RAW, keys)
    path.write_bytes(path.read_bytes()[:-1])
    assert sealed_copy(tmp_path, SHA256) is None
    seal(tmp_path, RAW, keys)
    assert sealed_copy(tmp_path, SHA256) is not None


def test_what_lay_there_plainly_is_encrypted_when_there_is_a_key(tmp_path: Path) -> None:
    seal(tmp_path, RAW)
    path = seal(tmp_path, RAW, [new_key()[1]])
    assert is_encrypted(path)
    assert [p for p in path.parent.rglob("*") if p.is_file()] == [path]
    assert seal(tmp_path, RAW) == path


def test_a_released_letter_has_no_sealed_copy(tmp_path: Path) -> None:
    seal(tmp_path, RAW)
    seal(tmp_path, RAW, [new_key()[1]])
    unsealed(tmp_path, SHA256)
    unsealed(tmp_path, SHA256)
    assert sealed_copy(tmp_path, SHA256) is None
