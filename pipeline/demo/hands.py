"""The demo's clock: its hands are turned through the month, then it goes with the machine's."""

from datetime import datetime

from pipeline.domain.timeutil import system_clock


class Hands:
    """A clock (timeutil.Clock) whose hands somebody holds; let go, it tells the machine's time."""

    def __init__(self) -> None:
        self._moment: datetime | None = None

    def __call__(self) -> datetime:
        """Now, aware."""
        return self._moment or system_clock()

    def turn(self, moment: datetime) -> None:
        """Hold the hands at this moment (aware)."""
        self._moment = moment

    def let_go(self) -> None:
        """From here on the machine's time."""
        self._moment = None
