"""Why something could not be read: a part (the sender mends it), or a whole letter (the office looks at it)."""

from pipeline.domain.letter import Trouble

ENCRYPTED = "encrypted"  # protected by a password
DAMAGED = "damaged"  # not what its first bytes promise
OVER_LIMIT = "over_limit"  # larger, deeper or more than the settings allow
UNSUPPORTED = "unsupported"  # a kind this desk does not read
TRUNCATED = "truncated"  # the end is missing
SCAN = "scan"  # pages that are pictures: a person can read them
EMPTY = "empty"  # no bytes at all


class Unreadable(Exception):  # noqa: N818 - named as the office says it, it is not our error
    """A part cannot be read; the sender has to mend it.

    Args:
        code: one of the words of this module.
        detail: for the log only, never shown to a person outside the house.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail

    @property
    def trouble(self) -> Trouble:
        """The same as a value to be kept with the part."""
        return Trouble(code=self.code, detail=self.detail[:500])


class ReadingFailed(Exception):  # noqa: N818 - named as the office says it
    """A letter could not be read; the next one can.

    Args:
        reason: "time", "memory", "crash" (the child died or talked nonsense) or "fault" (an error of ours).
        traceback_text: what is known of it, for the quarantine.
    """

    def __init__(self, reason: str, traceback_text: str = "") -> None:
        super().__init__(reason, traceback_text)
        self.reason = reason
        self.traceback_text = traceback_text
