"""The documents of a period: made from its report, laid into data/out/ whole or not at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from pipeline.report.period_view import Document, PeriodReport
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.store.tables import ClosingRow


def make_documents(pen: Pen, report: PeriodReport) -> tuple[Document, ...]:
    """Bulletin, tally, chart and fee statement; the same report makes the same bytes."""
    from pipeline.report.bulletin import bulletin_set  # what draws and fills costs a second to load

    return bulletin_set(report, pen.desk.forms)


def put_out(house: House, row: ClosingRow, documents: tuple[Document, ...]) -> tuple[str, ...]:
    """Lay the documents of a period into data/out/<bureau>/<period>/, in place of those it was prepared with.

    Returns:
        The files.
    """
    folder = house.data / "out" / row.bureau / row.period
    files = write_documents(folder, documents)
    for file in folder.iterdir():
        if str(file) not in files:
            file.unlink()
    return files


def write_documents(folder: Path, documents: tuple[Document, ...]) -> tuple[str, ...]:
    """Write the documents into a folder, each beside its place and then into it."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(str(_write(folder / document.name, document.content)) for document in documents)


def _write(file: Path, content: bytes) -> Path:
    with NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as new:
        new.write(content)
        new.flush()
        os.fsync(new.fileno())
    Path(new.name).chmod(0o644)
    return Path(new.name).replace(file)
