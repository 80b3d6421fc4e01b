"""The whole demo: folder, servers, config and month, between `with` and its end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.demo.folder import demo_folder
from pipeline.demo.hands import Hands
from pipeline.demo.month import load_month
from pipeline.demo.month.shapes import Month
from pipeline.demo.own_config import PASSWORD_ENV, mailbox_of, own_config
from pipeline.demo.records import lay_back
from pipeline.demo.servers import MailServers
from pipeline.demo.stage import Stage
from pipeline.demo.writing import UnknownUnit, Writer
from pipeline.ingest.readers import Readers
from pipeline.settings import Settings
from pipeline.steps.house import open_house

PASSWORD = "demo"  # noqa: S105 - of servers that end with the demo
CONFIG = "config"  # in the demo's folder


@contextmanager
def stage_for(settings: Settings, folder: Path, *, fresh: bool) -> Iterator[Stage]:
    """Set the stage: nothing on it but servers on loopback and a folder of the demo's own.

    Args:
        settings: the office's; its accounts are not used.
        folder: where the demo's data lie.
        fresh: begin with an empty folder.

    Raises:
        UnknownUnit: the month's letters come from units that the config does not have.
        FolderRefused: the folder is no demo's, or another demo works in it.
    """
    month, hands = load_month(), Hands()
    check_units(settings, month)
    with demo_folder(folder, fresh=fresh), MailServers(_accounts(settings), same_sender=True, clock=hands) as servers:
        servers.submission.sent_folder = next(iter(settings.bureaus.values())).imap.sent_folder
        os.environ[PASSWORD_ENV] = PASSWORD
        first = min(sent.moment for _, sent in month.letters()).date().replace(day=1)
        own = own_config(settings, folder / CONFIG, (servers.imap_port, servers.smtp_port), first)
        house = open_house(own, folder, url=f"sqlite:///{folder.resolve() / 'baosong.db'}", clock=hands)
        lay_back(house, servers)
        with Readers(own.limits, own.intervals.reader_processes) as readers:
            yield Stage(month=month, house=house, servers=servers, readers=readers, hands=hands)


def check_units(settings: Settings, month: Month) -> None:
    """Whether every letter's bureau and unit is in the config.

    Raises:
        UnknownUnit: one is not; the message is its id.
    """
    for one in month.bureaus:
        if one.bureau not in settings.bureaus:
            raise UnknownUnit(one.bureau)
        writer = Writer(month=month, bureau=settings.bureaus[one.bureau])
        for sent in one.letters:
            if sent.copy_of is None:
                writer.address_of(sent)
                writer.unit_of(sent)


def _accounts(settings: Settings) -> dict[str, str]:
    """Who may log in: the bureaus' mailboxes, every unit and the office, so that a person can look at all of them."""
    addresses = {mailbox_of(name) for name in settings.bureaus}
    for one in settings.bureaus.values():
        addresses |= {address for unit in one.bureau.roster.units for address in unit.addresses}
        addresses |= {*one.bureau.office.digest_to, *one.bureau.office.admins, *one.bureau.office.reviewers}
    return dict.fromkeys(sorted(addresses), PASSWORD)
