"""A name server on loopback that answers with one key record, counts what it is asked, or keeps silent."""

import socket
import threading
from typing import Self

import dns.message
import dns.rrset


class NameServer:
    """Answers TXT questions over UDP; a context manager."""

    def __init__(self, records: dict[str, str], *, silent: bool = False) -> None:
        self._records = records
        self._silent = silent
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        """As the settings name it."""
        return f"127.0.0.1:{self._socket.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bell:
            bell.sendto(b"", self._socket.getsockname())
        self._thread.join(timeout=5)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            content, client = self._socket.recvfrom(4096)
            if not content:
                return
            question = dns.message.from_wire(content)
            name = question.question[0].name.to_text(omit_final_dot=True)
            self.asked.append(name)
            if not self._silent:
                self._socket.sendto(self._answer(question, name).to_wire(), client)

    def _answer(self, question: dns.message.Message, name: str) -> dns.message.Message:
        answer = dns.message.make_response(question)
        record = self._records.get(name)
        if record is None:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        else:
            strings = " ".join(f'"{record[at : at + 200]}"' for at in range(0, len(record), 200))
            answer.answer.append(dns.rrset.from_text(f"{name}.", 300, "IN", "TXT", strings))
        return answer
