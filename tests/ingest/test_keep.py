"""Keep first: whole or not at all, once, and out of the way when sealed."""

import errno
import hashlib
import os
import stat
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest import keep as store
from pipeline.ingest.keep import (
    keep,
    keep_part,
    part_path,
    raw_path,
    seal,
    sealed_path,
    secure_part,
    sweep,
    unseal,
    verify,
)

RAW = b"Subject: \xc4\xe3\r\n\r\n\x00 odd \r bytes\n"


def files(root: Path) -> list[Path]:
    return sorted(p for p in root.rglob("*") if p.is_file())


@given(st.binary(max_size=300))
def test_what_is_kept_is_what_came(tmp_path_factory, raw):
    root = tmp_path_factory.mktemp("data")
    sha256 = keep(raw, root)
    assert sha256 == hashlib.sha256(raw).hexdigest()
    assert raw_path(root, sha256).read_bytes() == raw
    assert verify(raw_path(root, sha256))


def test_a_letter_lies_under_the_first_two_figures_of_its_sum(tmp_path):
    sha256 = keep(RAW, tmp_path)
    assert files(tmp_path) == [tmp_path / "raw" / sha256[:2] / f"{sha256}.eml"]


def test_the_same_letter_twice_is_one_file_left_as_it_is(tmp_path):
    first = keep(RAW, tmp_path)
    written = raw_path(tmp_path, first).stat()
    assert keep(RAW, tmp_path) == first
    assert raw_path(tmp_path, first).stat().st_ino == written.st_ino
    assert len(files(tmp_path)) == 1


@pytest.mark.parametrize("harm", [b"", RAW[:-1], RAW + b"x"])
def test_a_damaged_file_is_written_anew(tmp_path, harm):
    path = raw_path(tmp_path, keep(RAW, tmp_path))
    path.write_bytes(harm)
    assert not verify(path)
    keep(RAW, tmp_path)
    assert path.read_bytes() == RAW


def test_nobody_else_may_read_what_is_kept(tmp_path):
    path = raw_path(tmp_path, keep(RAW, tmp_path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_part_lies_apart_from_the_letters(tmp_path):
    leaf = tmp_path / hashlib.sha256(b"picture").hexdigest()
    leaf.write_bytes(b"picture")
    assert secure_part(leaf)
    kept = keep_part(leaf, tmp_path)
    assert kept == part_path(tmp_path, leaf.name)
    assert kept.read_bytes() == b"picture"
    assert verify(kept)
    assert files(tmp_path) == [kept]


def test_a_part_that_is_there_already_is_left_as_it_is_and_a_damaged_one_replaced(tmp_path):
    leaf = tmp_path / hashlib.sha256(b"picture").hexdigest()
    for there, untouched in ((None, False), (b"picture", True), (b"pic", False)):
        leaf.write_bytes(b"picture")
        if there is not None:
            part_path(tmp_path, leaf.name).write_bytes(there)
        keep_part(leaf, tmp_path)
        assert leaf.exists() is untouched
        assert part_path(tmp_path, leaf.name).read_bytes() == b"picture"


def test_a_leaf_that_is_not_what_its_name_says_is_not_secured(tmp_path):
    leaf = tmp_path / hashlib.sha256(b"picture").hexdigest()
    leaf.write_bytes(b"another")
    assert not secure_part(leaf)


def test_what_a_killed_worker_left_unfinished_is_swept_away_after_a_day(tmp_path):
    kept = raw_path(tmp_path, keep(RAW, tmp_path))
    old, new = kept.parent / ".keep-old", kept.parent / ".keep-new"
    for draft in (old, new):
        draft.write_bytes(b"half")
    yesterday = time.time() - 90_000
    os.utime(old, (yesterday, yesterday))
    os.utime(kept, (yesterday, yesterday))
    assert sweep(tmp_path) == 1
    assert files(tmp_path) == sorted([kept, new])


class Failing:
    """Lets the n-th of the calls that can fail fail, as a full disk or a pulled plug would."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
        self.left = nth
        monkeypatch.setattr(os, "fsync", self.wrap(os.fsync))
        monkeypatch.setattr(os, "open", self.wrap(os.open))
        monkeypatch.setattr(os, "fdopen", self.wrap(os.fdopen))
        monkeypatch.setattr(Path, "replace", self.wrap(Path.replace))
        monkeypatch.setattr(Path, "mkdir", self.wrap(Path.mkdir))
        monkeypatch.setattr(store.tempfile, "mkstemp", self.wrap(store.tempfile.mkstemp))

    def wrap(self, call):
        def maybe(*args, **kwargs):
            self.left -= 1
            if self.left == 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return call(*args, **kwargs)

        return maybe


def test_whichever_step_fails_the_letter_is_whole_or_absent_and_the_next_try_keeps_it(tmp_path):
    failures = 0
    for nth in range(1, 100):
        root = tmp_path / str(nth)
        root.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(patch, nth)
            try:
                keep(RAW, root)
            except OSError:
                failures += 1
        if failing.left > 0:
            break
        assert all(verify(path) for path in files(root) if not path.name.startswith("."))
        sha256 = keep(RAW, root)
        assert files(root) == [raw_path(root, sha256)]
    assert failures >= 8


def test_whichever_step_of_sealing_fails_the_letter_is_in_one_of_the_two_stores(tmp_path):
    for nth in range(1, 100):
        root = tmp_path / str(nth)
        root.mkdir()
        sha256 = keep(RAW, root)
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(patch, nth)
            with suppress(OSError):
                seal(root, sha256)
        assert len(files(root)) == 1
        assert seal(root, sha256) == sealed_path(root, sha256)
        assert files(root) == [sealed_path(root, sha256)]
        if failing.left > 0:
            break
    assert nth > 3


def test_a_sealed_letter_leaves_the_open_store_for_its_owner_alone(tmp_path):
    sha256 = keep(RAW, tmp_path)
    path = seal(tmp_path, sha256)
    assert files(tmp_path) == [path] == [sealed_path(tmp_path, sha256)]
    assert path.read_bytes() == RAW
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_sealed_letter_that_comes_again_stays_sealed(tmp_path):
    sha256 = keep(RAW, tmp_path)
    seal(tmp_path, sha256)
    assert keep(RAW, tmp_path) == sha256
    assert files(tmp_path) == [sealed_path(tmp_path, sha256)]


def test_sealing_twice_is_sealing_once(tmp_path):
    sha256 = keep(RAW, tmp_path)
    assert seal(tmp_path, sha256) == seal(tmp_path, sha256)


def test_a_copy_left_in_the_open_store_goes_when_sealing_is_done_again(tmp_path):
    sha256 = keep(RAW, tmp_path)
    seal(tmp_path, sha256)
    raw_path(tmp_path, sha256).write_bytes(RAW)  # as a restored backup would leave it
    seal(tmp_path, sha256)
    assert files(tmp_path) == [sealed_path(tmp_path, sha256)]


def test_a_released_letter_lies_where_any_letter_lies(tmp_path):
    sha256 = keep(RAW, tmp_path)
    seal(tmp_path, sha256)
    assert unseal(tmp_path, sha256) == raw_path(tmp_path, sha256)
    assert unseal(tmp_path, sha256) == raw_path(tmp_path, sha256)
    assert files(tmp_path) == [raw_path(tmp_path, sha256)]
    assert raw_path(tmp_path, sha256).read_bytes() == RAW


@pytest.mark.parametrize("move", [seal, unseal])
def test_a_letter_that_was_never_kept_cannot_be_moved(tmp_path, move):
    with pytest.raises(FileNotFoundError):
        move(tmp_path, "0" * 64)
