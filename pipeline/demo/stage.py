"""Where the month is played."""

from dataclasses import dataclass, field

from pipeline.demo.hands import Hands
from pipeline.demo.month.shapes import Month
from pipeline.demo.servers import MailServers
from pipeline.demo.writing import Writer
from pipeline.ingest.readers import Readers
from pipeline.steps.deliver import deliver
from pipeline.steps.house import House


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Where the month is played."""

    month: Month
    house: House = field(repr=False)
    servers: MailServers = field(repr=False)
    readers: Readers = field(repr=False)
    hands: Hands = field(repr=False)
    faults: list[str] = field(default_factory=list)  # what the desk told of its mailboxes: nothing, if all is well

    def writer(self, bureau: str) -> Writer:
        """Who writes this bureau's letters."""
        return Writer(month=self.month, bureau=self.house.bureau(bureau))

    def address(self, bureau: str) -> str:
        """The bureau's mailbox."""
        return self.house.bureau(bureau).bureau.mailbox

    def deliver(self, bureau: str) -> None:
        """Send what lies in the bureau's outbox."""
        sent = deliver(self.house, bureau)
        self.faults.extend(f"{bureau}: {fault}" for fault in [sent.fault] if fault)
