"""The pool of reading children (mail.md L11, L12; design.md §4.12): limits hold, and only what broke is replaced."""

import base64
import io
import os
import signal
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import psutil
import pytest
from ingest.waiting_files import letter_file, pipe_file, until
from PIL import Image

from pipeline.ingest.readers import Readers, ReadingFailed
from pipeline.settings.values import Limits

SECRET = "shouquanma-of-the-office"


@pytest.fixture
def pool() -> Iterator[Readers]:
    with Readers(Limits(seconds=30), 2) as readers:
        yield readers


def test_a_letter_comes_back_as_it_was_read_and_its_leaves_lie_in_scratch(pool, tmp_path):
    path = tmp_path / "信\udcff.eml"  # a file name that is no text
    path.write_bytes(b"Received: by mx; Wed, 06 May 2020 17:00:00 +0800\nContent-Type: image/gif; name=a.gif\n\nGIF89a")
    letter = pool.read(path, tmp_path)
    assert letter.origin.received_at is not None
    assert letter.origin.received_at.isoformat() == "2020-05-06T09:00:00+00:00"
    assert (tmp_path / letter.parts[0].sha256).read_bytes() == b"GIF89a"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([path.name, letter.parts[0].sha256])


def test_children_are_reused(pool, tmp_path):
    path = letter_file(tmp_path)
    pool.read(path, tmp_path)
    pids = pool.pids
    assert len(pids) == 1
    for _ in range(5):
        pool.read(path, tmp_path)
    assert pool.pids == pids


def test_l12_a_child_killed_in_the_midst_is_replaced_and_no_other(pool, tmp_path):
    path, waits = letter_file(tmp_path), pipe_file(tmp_path)
    with ThreadPoolExecutor(1) as thread:
        stuck = thread.submit(pool.read, waits, tmp_path)
        until(lambda: len(pool.pids) == 1)
        (victim,) = pool.pids
        pool.read(path, tmp_path)  # the other child, at the same time
        (other,) = pool.pids - {victim}
        os.kill(victim, signal.SIGKILL)
        with pytest.raises(ReadingFailed) as failed:
            stuck.result()
    assert failed.value.reason == "crash"
    assert pool.read(path, tmp_path).subject == "letter 0"
    assert other in pool.pids
    assert victim not in pool.pids


def test_l12_an_idle_child_that_died_is_replaced_without_a_word(pool, tmp_path):
    path = letter_file(tmp_path)
    pool.read(path, tmp_path)
    (pid,) = pool.pids
    os.kill(pid, signal.SIGKILL)
    until(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    assert pool.read(path, tmp_path).subject == "letter 0"
    assert pid not in pool.pids


def test_l11_a_letter_that_takes_too_long_is_given_up(tmp_path):
    with Readers(Limits(seconds=2), 1) as pool:
        path = letter_file(tmp_path)
        pool.read(path, tmp_path)
        pids = pool.pids
        with pytest.raises(ReadingFailed) as failed:
            pool.read(pipe_file(tmp_path), tmp_path)
        assert failed.value.reason == "time"
        assert pool.read(path, tmp_path).subject == "letter 0"
        assert not pool.pids & pids


def test_l11_a_letter_that_takes_too_much_memory_is_given_up(tmp_path):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(150_000_000))
    path = tmp_path / "bomb.eml"
    path.write_bytes(b"Content-Type: a/b; name=a.zip\nContent-Transfer-Encoding: binary\n\n" + bomb.getvalue())
    with Readers(Limits(memory_mb=64, part_bytes=200_000_000), 1) as pool:
        with pytest.raises(ReadingFailed) as failed:
            pool.read(path, tmp_path)
        assert failed.value.reason == "memory"
        assert pool.read(letter_file(tmp_path), tmp_path).subject == "letter 0"


def test_l12_a_fault_of_ours_comes_back_with_its_traceback_and_the_child_goes_on(pool, tmp_path):
    pool.read(letter_file(tmp_path), tmp_path)
    pids = pool.pids
    with pytest.raises(ReadingFailed) as failed:
        pool.read(tmp_path / "nowhere.eml", tmp_path)
    assert failed.value.reason == "fault"
    assert "FileNotFoundError" in failed.value.traceback_text
    assert pool.read(letter_file(tmp_path), tmp_path).subject == "letter 0"
    assert pool.pids == pids


def test_l12_a_bad_letter_stops_no_other_and_the_order_is_kept(tmp_path):
    paths = [letter_file(tmp_path, n) for n in range(12)]
    paths.insert(5, tmp_path / "nowhere.eml")
    with Readers(Limits(), 2) as pool:
        outcomes = list(pool.read_many(paths, tmp_path))
        assert len(pool.pids) == 2
    assert [path for path, _ in outcomes] == paths
    assert isinstance(outcomes.pop(5)[1], ReadingFailed)
    assert [letter.subject for _, letter in outcomes] == [f"letter {n}" for n in range(12)]


def test_several_threads_get_their_own_letters(pool, tmp_path):
    paths = [letter_file(tmp_path, n) for n in range(20)]
    with ThreadPoolExecutor(5) as threads:
        subjects = list(threads.map(lambda p: pool.read(p, tmp_path).subject, paths))
    assert subjects == [f"letter {n}" for n in range(20)]
    assert len(pool.pids) == 2


def test_a_thread_that_ends_does_not_take_its_child_along(pool, tmp_path):
    path = letter_file(tmp_path)
    thread = threading.Thread(target=pool.read, args=(path, tmp_path))
    thread.start()
    thread.join()
    pids = pool.pids
    pool.read(path, tmp_path)
    assert pool.pids == pids


def test_a_child_sees_nothing_of_its_parents_environment(pool, tmp_path, monkeypatch):
    monkeypatch.setenv("BAOSONG_YUHUA_PASSWORD", SECRET)
    pool.read(letter_file(tmp_path), tmp_path)
    (pid,) = pool.pids
    assert SECRET.encode() not in Path(f"/proc/{pid}/environ").read_bytes()
    assert Path(f"/proc/{pid}/cwd").readlink() == Path("/")


def test_closing_ends_the_children(tmp_path):
    with Readers(Limits(), 1) as pool:
        pool.read(letter_file(tmp_path), tmp_path)
        (pid,) = pool.pids
    assert not Path(f"/proc/{pid}").exists()


def test_a_word_file_and_a_photograph_are_read_in_the_child(pool, tmp_path):
    document, photo = io.BytesIO(), io.BytesIO()
    word = docx.Document()
    word.add_heading("左家塘街道走访慰问老兵", 0)
    word.add_paragraph("八一前夕，左家塘街道退役军人服务站走访慰问辖区老兵。")
    word.save(document)
    Image.new("RGB", (640, 480), "white").save(photo, "JPEG")
    path = tmp_path / "piece.eml"
    path.write_bytes(
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: a/b; name=a.doc\n"
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(document.getvalue()) + b"--b\n"
        b"Content-Type: a/b; name=b.jpg\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(photo.getvalue()) + b"--b--\n"
    )  # fmt: skip
    manuscript, picture = pool.read(path, tmp_path).parts
    assert manuscript.type == "docx"
    assert manuscript.document is not None
    assert manuscript.document.manuscript is not None
    assert manuscript.document.manuscript.title == "左家塘街道走访慰问老兵"
    assert picture.picture is not None
    assert (picture.picture.format, picture.picture.width, picture.picture.problem) == ("jpeg", 640, None)
