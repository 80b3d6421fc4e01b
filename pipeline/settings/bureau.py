"""One folder of config/bureaus/: bureau.toml and the files beside it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pipeline.domain.bureau import Bureau, Office, Roster
from pipeline.domain.words import Mode
from pipeline.settings.accounts import imap_account, smtp_account
from pipeline.settings.addresses import addresses_in, is_address
from pipeline.settings.chain import approvers, review_chains
from pipeline.settings.checks import read_checks
from pipeline.settings.errors import Complaints
from pipeline.settings.files import read_toml
from pipeline.settings.lookalikes import read_lookalikes
from pipeline.settings.roster import Row, read_rows
from pipeline.settings.roster_rules import check_rows
from pipeline.settings.sealing import public_keys
from pipeline.settings.tomlfile import Table
from pipeline.settings.usages import FILE, read_usages
from pipeline.settings.values import BureauSettings, CheckTable, Closing, SubjectTables
from pipeline.settings.wordings import read_wordings

_ID = re.compile(r"[a-z][a-z0-9_]*")
_PREFIX = re.compile(r"[A-Z]{1,8}")


@dataclass(frozen=True)
class BureauFile:
    """A bureau as read, its table for pointing at lines, and its roster's rows."""

    settings: BureauSettings
    table: Table
    rows: list[Row]


def read_bureau(folder: Path, letters: Path, complaints: Complaints) -> BureauFile | None:
    """Everything in a bureau's folder; None when bureau.toml cannot be read. Every mistake is noted.

    Args:
        folder: config/bureaus/<id>.
        letters: the folder of the shared wording, with findings.toml.
        complaints: where mistakes go.
    """
    table = read_toml(folder / "bureau.toml", complaints)
    rows = read_rows(folder / "units.csv", complaints)
    wordings = read_wordings(letters / "findings.toml", folder / "letters" / "findings.toml", complaints)
    checks = read_checks(folder / "checks.toml", wordings, complaints)
    if table is None:
        check_rows(rows, (), complaints)
        return None
    if not _ID.fullmatch(folder.name):
        complaints.add(table.place(), "bureau_id", name=folder.name)
    settings = _settings(table, rows, checks)
    check_rows(rows, settings.subject.lookalikes, complaints)
    table.finish()
    return BureauFile(settings, table, rows)


def _settings(table: Table, rows: list[Row], checks: CheckTable) -> BureauSettings:
    bureau = _bureau(table, Roster(tuple(row.unit for row in rows)))
    return BureauSettings(
        bureau=bureau,
        imap=imap_account(table.table("imap")),
        smtp=smtp_account(table.table("smtp")),
        checks=checks,
        subject=_subject(table.table("subject"), bureau.prefix),
        closing=_closing(table.table("closing")),
        monthly_duty=table.integer("monthly_duty", low=1, high=1000) if "monthly_duty" in table.data else None,
        folder=table.file.parent,
        usages=read_usages(table.file.parent / FILE, table.complaints),
        topics=table.texts("topics", (), blank=True),
        seal_keys=public_keys(table.table("sealing", optional=True)),
        targets={row.unit.id: row.unit.target or Decimal(0) for row in rows if row.unit.target is not None},
    )


def _bureau(table: Table, roster: Roster) -> Bureau:
    prefix = table.text("prefix")
    if prefix and not _PREFIX.fullmatch(prefix):
        table.complain("prefix", "prefix_form", value=prefix)
    mode = table.choice("mode", Mode)
    return Bureau(
        id=table.file.parent.name,
        name=table.text("name"),
        mailbox=_address(table, "mailbox"),
        prefix=prefix,
        start_date=table.day("start_date"),
        mode=mode,
        office=_office(table.table("office"), mode),
        roster=roster,
        review=review_chains(table.table("review")),
        approvers=approvers(table.table("release", optional=True)),
    )


def _office(table: Table, mode: Mode) -> Office:
    office = Office(
        digest_to=addresses_in(table, "digest_to"),
        admins=addresses_in(table, "admins"),
        reviewers=addresses_in(table, "reviewers"),
        telephone=table.text("telephone"),
        notify_reviewers=table.flag("notify_reviewers", mode is Mode.LIVE),
    )
    table.finish()
    return office


def _subject(table: Table, prefix: str) -> SubjectTables:
    file = table.text("lookalikes")
    tables = SubjectTables(
        lookalikes=read_lookalikes(table.file.parent / file, table.complaints) if file else (),
        bureau_words=table.texts("bureau_words", (), blank=True),
        command_words=table.texts("command_words", SubjectTables.command_words, blank=True),
        number_prefix=prefix,
    )
    table.finish()
    return tables


def _closing(table: Table) -> Closing:
    closing = Closing(
        day=table.integer("day", low=1, high=28),
        hour=table.integer("hour", low=0, high=23),
        approval=table.flag("approval"),
        issuer=table.text("issuer", "", blank=True),
        addressees=table.text("addressees", "", blank=True),
        stations_to=table.text("stations_to", "", blank=True),
        objection_days=table.integer("objection_days", low=1, high=60) if "objection_days" in table.data else 5,
    )
    table.finish()
    return closing


def _address(table: Table, key: str) -> str:
    value = table.text(key).lower()
    if value and not is_address(value):
        table.complain(key, "address", value=value)
    return value
