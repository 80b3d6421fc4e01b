"""The embedded SMTP server: aiosmtpd, delivering into the mail store as a provider's server would."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import format_datetime

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from pipeline.demo.mailstore import MailStore
from pipeline.domain.timeutil import Clock, local, system_clock

_MAX_BYTES = 100_000_000


@dataclass(kw_only=True)
class Submission:
    """What the SMTP server does with a mail; the hook names are aiosmtpd's."""

    store: MailStore
    passwords: Mapping[str, str]
    same_sender: bool = False  # 163's rule: a logged-in sender may only send as itself (mail.md O1)
    sent_folder: str | None = None  # where a logged-in sender's copy goes
    clock: Clock = system_clock
    refusals: dict[str, str] = field(default_factory=dict)  # recipient → the answer to RCPT, "550 …"

    async def listen(self, host: str, port: int) -> asyncio.Server:
        """Opens the SMTP port; 0 lets the system choose one."""
        logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns of its own deprecated names
        return await asyncio.get_running_loop().create_server(self._protocol, host=host, port=port)

    def _protocol(self) -> SMTP:
        loop = asyncio.get_running_loop()
        return SMTP(
            self, hostname="mail.demo.test", data_size_limit=_MAX_BYTES, enable_SMTPUTF8=True,
            authenticator=self._authenticate, auth_require_tls=False, loop=loop,
        )  # fmt: skip

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, auth_data: object
    ) -> AuthResult:
        del server, session, envelope, mechanism
        if isinstance(auth_data, LoginPassword):
            user = auth_data.login.decode("utf-8", "replace")
            if self.passwords.get(user.lower()) == auth_data.password.decode("utf-8", "replace"):
                return AuthResult(success=True, auth_data=user.lower())
        return AuthResult(success=False, handled=False)

    async def handle_MAIL(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """The envelope's sender."""
        del server
        if self.same_sender and session.auth_data and address.lower() != session.auth_data:
            return "553 Mail from must equal authorized user"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """A recipient: any, but for those that are to be refused."""
        del server, session
        if address.lower() in self.refusals:
            return self.refusals[address.lower()]
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The letter: into each recipient's INBOX, and into the sender's sent folder."""
        del server
        raw = envelope.original_content or b""
        now = self.clock()
        for recipient in envelope.rcpt_tos:
            trace = _trace(session, envelope, recipient, format_datetime(local(now)))
            await self.store.put(recipient.lower(), "INBOX", trace + raw, now)
        if self.sent_folder and session.auth_data:
            await self.store.put(session.auth_data, self.sent_folder, raw, now)
        return "250 Mail OK queued"


def _trace(session: Session, envelope: Envelope, recipient: str, moment: str) -> bytes:
    """The two header lines that a delivering server adds (RFC 5321 §4.4)."""
    client = session.host_name or "localhost"
    lines = (
        f"Return-Path: <{envelope.mail_from or ''}>\r\n"
        f"Received: from {client} by mail.demo.test with ESMTP for <{recipient}>; {moment}\r\n"
    )
    return lines.encode("utf-8", "surrogateescape")
