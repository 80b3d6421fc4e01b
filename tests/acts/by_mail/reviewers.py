"""Reviewers who are told by mail of what waits, and who answer by mail."""

import re
from dataclasses import replace
from email.message import EmailMessage

from acts.office import Office, mail, text_of

from pipeline.steps.show import show

FIRST = "YH-2020-00001"
FIRST_REVIEWER, SECOND_REVIEWER = "fuzeren@yuhua.test", "fenguan@yuhua.test"
ADMIN, OFFICE = "admin@yuhua.test", "daiban@yuhua.test"
ASKED = re.compile(r"<yh-2020-\d{5}\.ask-[0-9a-f]{32}@baosong\.test>")


def state_of(office: Office, number: str = FIRST) -> str:
    shown = show(office.house, number)
    assert shown is not None
    assert shown.piece is not None
    return str(shown.piece["state"])


def notices(office: Office, to: str = FIRST_REVIEWER) -> list[EmailMessage]:
    return [m for m in office.mails(to) if ASKED.fullmatch(str(m["Message-ID"]))]


def answer(office: Office, notice: EmailMessage, words: str, *, sender: str = FIRST_REVIEWER, **headers: str) -> bytes:
    quoted = "\n".join(f"> {line}" for line in text_of(notice).splitlines())
    told = {"In_Reply_To": str(notice["Message-ID"]), "References": str(notice["Message-ID"])} | headers
    body = f"{words}\n\n在 2020年5月7日，报送台写道：\n{quoted}"
    return mail(f"回复：{notice['Subject']}", [], sender=sender, body=body, **told)


def answers(office: Office, notice: EmailMessage, words: str, **more: str) -> EmailMessage | None:
    """The reviewer's letter arrives; what he is told."""
    sender = more.get("sender", FIRST_REVIEWER)
    address = re.sub(r".*<(.*)>", r"\1", sender)
    before = len(office.mails(address))
    office.arrive(answer(office, notice, words, **more))
    office.poll()
    new = [m for m in office.mails(address)[before:] if not ASKED.fullmatch(str(m["Message-ID"]))]
    return new[0] if new else None


def asking(office: Office, *, ask: bool = True) -> Office:
    """The same office whose bureaus tell their reviewers of what waits, or do not."""
    settings = office.house.settings
    bureaus = {}
    for name, bureau in settings.bureaus.items():
        people = replace(bureau.bureau.office, notify_reviewers=ask)
        bureaus[name] = replace(bureau, bureau=replace(bureau.bureau, office=people))
    return replace(office, house=replace(office.house, settings=replace(settings, bureaus=bureaus)))
