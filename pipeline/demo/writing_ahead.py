"""The month's files are written in a process of their own, while the desk is at work."""

import os
import signal
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from pipeline.demo.attachments import File
from pipeline.demo.month.shapes import Month
from pipeline.demo.writing import Writer
from pipeline.ingest.cage import die_with
from pipeline.settings import Settings

Files = Mapping[str, "Future[tuple[File, ...]]"]  # by the letter's id


@contextmanager
def writing_ahead(month: Month, settings: Settings) -> Iterator[Files]:
    """The files of every letter, in the order they are sent; what is not needed any more is not written."""
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_belong_to, initargs=(os.getpid(),))
    try:
        yield {
            sent.id: pool.submit(Writer(month=month, bureau=settings.bureaus[bureau]).files, sent)
            for bureau, sent in month.letters()
            if sent.copy_of is None
        }
    finally:
        pool.shutdown(cancel_futures=True)


def _belong_to(parent: int) -> None:
    """Ctrl-C is the parent's affair, and without the parent there is nothing to write for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with(parent)
