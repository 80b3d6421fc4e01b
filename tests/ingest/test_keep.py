"""Keep first: whole or not at all, once, and out of the way when sealed."""

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest import durable
from pipeline.ingest.durable import verify
from pipeline.ingest.keep import (
    drop_open,
    keep,
    keep_part,
    part_path,
    raw_path,
    secure_part,
    sweep,
)
from pipeline.ingest.sealed import seal

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


def test_what_a_killed_worker_left_half_written_is_swept_away_and_what_is_being_written_is_not(tmp_path):
    keep(RAW, tmp_path)
    drafts = tmp_path / "raw" / ".keep"
    (drafts / "half").write_bytes(b"half")
    handle, writing = durable.new_draft(drafts)
    assert sweep(tmp_path) == 1
    assert list(drafts.iterdir()) == [writing]
    os.close(handle)  # as when its process ends
    assert sweep(tmp_path) == 1
    assert list(drafts.iterdir()) == []


class Failing:
    """Lets the n-th of the calls that can fail fail, as a full disk or a pulled plug would."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
        self.left = nth
        monkeypatch.setattr(os, "fsync", self.wrap(os.fsync))
        monkeypatch.setattr(os, "open", self.wrap(os.open))
        monkeypatch.setattr(os, "fdopen", self.wrap(os.fdopen))
        monkeypatch.setattr(Path, "replace", self.wrap(Path.replace))
        monkeypatch.setattr(Path, "mkdir", self.wrap(Path.mkdir))
        monkeypatch.setattr(durable.tempfile, "mkstemp", self.wrap(durable.tempfile.mkstemp))

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
        assert all(verify(path) for path in files(root))
        sha256 = keep(RAW, root)
        assert files(root) == [raw_path(root, sha256)]
    assert failures >= 8


def test_a_letter_leaves_the_open_store_only_when_it_lies_sealed(tmp_path):
    sha256 = keep(RAW, tmp_path)
    with pytest.raises(FileNotFoundError):
        drop_open(tmp_path, sha256)
    assert raw_path(tmp_path, sha256).exists()
    sealed = seal(tmp_path, RAW)
    drop_open(tmp_path, sha256)
    drop_open(tmp_path, sha256)
    assert files(tmp_path) == [sealed]


def test_a_sealed_letter_that_comes_again_stays_sealed(tmp_path):
    sealed = seal(tmp_path, RAW)
    assert keep(RAW, tmp_path) == hashlib.sha256(RAW).hexdigest()
    assert files(tmp_path) == [sealed]
