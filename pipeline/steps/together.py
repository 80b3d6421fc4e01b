"""Letters settled under one commit: small ones that were read meanwhile; where that fails, each by itself."""

import shutil
from collections.abc import Sequence

import structlog
from sqlalchemy.exc import OperationalError

from pipeline.domain.words import Disposition
from pipeline.steps.process import Desk, put_back, settle_or_note, settle_within_session
from pipeline.steps.reading import Reading
from pipeline.store import letters

_log = structlog.get_logger("together")


def settle_together(desk: Desk, readings: Sequence[Reading]) -> list[Disposition | None]:
    """Bring letters that were read to their dispositions, in their order; a fault in one never touches the others.

    Returns:
        One for each; None where the letter stays for the next round.

    Raises:
        OSError, OperationalError: the disk or the database fails; that is no letter's fault, and none is settled.
    """
    if len(readings) > 1:
        try:
            return list(_under_one_commit(desk, readings))
        except (OSError, OperationalError):
            raise
        except Exception as fault:  # nothing was committed: whose fault it is shows when each is settled by itself
            _log.warning("settled_one_by_one", bureau=desk.bureau.bureau.id, fault=type(fault).__name__)
    return [settle_or_note(desk, reading) for reading in readings]


def _under_one_commit(desk: Desk, readings: Sequence[Reading]) -> list[Disposition]:
    with desk.house.database.writing() as session:
        rows = {row.id: row for row in letters.by_ids(session, [reading.row.id or 0 for reading in readings])}
        settled = [settle_within_session(desk, session, reading) for reading in readings]
    for reading, one in zip(readings, settled, strict=True):
        if one.checks is not None:
            put_back(desk.house, rows[reading.row.id])
        shutil.rmtree(reading.scratch, ignore_errors=True)
    return [one.disposition for one in settled]
