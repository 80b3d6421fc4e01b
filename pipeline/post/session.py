"""A session with an SMTP server that takes several mails, each with an outcome of its own (mail.md O4, O5)."""

import re
import smtplib
from collections.abc import Callable

from pipeline.post.answer import Answer, readable, reason

_BARE_NEWLINE = re.compile(rb"\r\n|\r|\n")
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9._-]{1,255}")
_CHUNK = 65_536  # bytes a write: the timeout holds for each, so that a large mail may take its time
_PATIENCE = 5  # timeouts to wait for the answer after the content (RFC 5321 4.5.3.2.6 is patient there)


class PostSession:
    """One connection, logged in; `connect` in send.py makes it. Not to be shared between threads."""

    def __init__(self, smtp: smtplib.SMTP, sender: str) -> None:
        self._smtp = smtp
        self._sender = sender

    @property
    def alive(self) -> bool:
        """Whether the connection still stands; without it every mail is `unreached`."""
        return self._smtp.sock is not None

    def send(self, to: str, message: bytes, on_handing: Callable[[], None]) -> Answer:
        """Send one mail to one recipient.

        Args:
            to: the bare address.
            message: as `to_bytes` gives it; bare newlines are mended, dots at line starts doubled.
            on_handing: called after the server said 354 and before the first byte of content. What it raises goes
                through, and the server gets nothing.

        Returns:
            `sent`: the server took it. `answered`: it refused, with its code. `unreached`: the connection was gone
            before any content. `unknown`: it was lost after content began; the mail may or may not have arrived.
        """
        if not _ADDRESS.fullmatch(to):
            return Answer(outcome="answered", code=501, text="recipient address not usable")
        if not self.alive:
            return Answer(outcome="unreached", text="connection closed")
        content = _BARE_NEWLINE.sub(b"\r\n", message)
        try:
            refusal = self._announce(to, len(content))  # doubled dots do not count (RFC 1870 section 5)
        except OSError as fault:  # smtplib's exceptions are OSErrors too
            self._smtp.close()
            return Answer(outcome="unreached", text=reason(fault))
        if refusal:
            return refusal
        try:
            on_handing()
        except BaseException:
            self._smtp.close()  # without its final dot the server drops the mail (RFC 5321 4.1.1.4)
            raise
        return self._hand_over(_LEADING_DOT.sub(b"..", content))

    def try_sender(self) -> Answer | None:
        """Ask whether the server would take a mail from this account, and send none.

        Returns:
            Its refusal; None where it would.
        """
        try:
            code, text = self._smtp.mail(self._sender)
            self._start_over(code)
        except OSError as fault:
            return Answer(outcome="unreached", text=reason(fault))
        return None if 200 <= code <= 299 else Answer(outcome="answered", code=code, text=readable(text))

    def close(self) -> None:
        """Say goodbye; whatever goes wrong now changes no mail's outcome."""
        if self._smtp.sock is not None:
            self._smtp.sock.settimeout(min(self._smtp.timeout, 5))
        try:
            self._smtp.quit()
        except OSError:
            self._smtp.close()

    def _announce(self, to: str, size: int) -> Answer | None:
        """MAIL, RCPT and DATA up to the 354; the refusal if one of them is refused."""
        options = [f"SIZE={size}"] if self._smtp.has_extn("size") else []
        steps: tuple[tuple[Callable[[], tuple[int, bytes]], range], ...] = (
            (lambda: self._smtp.mail(self._sender, options), range(200, 300)),
            (lambda: self._smtp.rcpt(to), range(200, 300)),
            (lambda: self._smtp.docmd("DATA"), range(354, 355)),
        )
        for step, welcome in steps:
            code, text = step()
            if code not in welcome:
                self._start_over(code)
                return Answer(outcome="answered", code=code, text=readable(text))
        return None

    def _start_over(self, code: int) -> None:
        """After a refusal: RSET, so that the next mail starts clean; a server that said 421 is leaving."""
        try:
            if code == 421 or self._smtp.docmd("RSET")[0] != 250:
                self._smtp.close()
        except OSError:
            self._smtp.close()

    def _hand_over(self, content: bytes) -> Answer:
        """The content, the final dot and the answer to it."""
        sock = self._smtp.sock
        if sock is None:
            return Answer(outcome="unreached", text="connection closed")
        # The dot goes with the last of the content: alone it would wait for the server's delayed acknowledgement.
        content += b".\r\n" if content.endswith(b"\r\n") or not content else b"\r\n.\r\n"
        try:
            for start in range(0, len(content), _CHUNK):
                sock.sendall(content[start : start + _CHUNK])
        except OSError as fault:
            return self._refused_meanwhile(fault)
        timeout = sock.gettimeout()
        sock.settimeout(timeout and timeout * _PATIENCE)
        answer = self._final_answer()
        if self.alive:
            sock.settimeout(timeout)
        return answer

    def _final_answer(self) -> Answer:
        """The server's word on the mail; anything but a clear yes or no leaves its fate unknown."""
        try:
            code, text = self._smtp.getreply()
        except OSError as fault:
            self._smtp.close()
            return Answer(outcome="unknown", text=reason(fault))
        if 200 <= code <= 299:
            return Answer(outcome="sent", code=code, text=readable(text))
        if 400 <= code <= 599:
            if code == 421:
                self._smtp.close()
            return Answer(outcome="answered", code=code, text=readable(text))
        self._smtp.close()
        return Answer(outcome="unknown", code=max(code, 0), text=readable(text))

    def _refused_meanwhile(self, fault: OSError) -> Answer:
        """A server that hangs up during the content may have said why; its yes would not count, its no does."""
        answer = self._final_answer()
        self._smtp.close()
        return answer if answer.outcome == "answered" else Answer(outcome="unknown", text=reason(fault))
