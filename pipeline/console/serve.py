"""The desk at work beside the worker: a thread of its own, whose failure stops nothing else."""

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog
import uvicorn

from pipeline.console.app import create_app
from pipeline.console.people import people
from pipeline.console.web.console import new_key, open_console
from pipeline.ingest.readers import Readers
from pipeline.settings.addresses import is_loopback
from pipeline.settings.desk import DeskSettings
from pipeline.steps.house import House

_log = structlog.get_logger("desk")
_TRY_AGAIN = 30.0  # seconds after the desk could not be opened, or ended by itself
_GRACE = 5  # seconds for answers that are under way
_JOIN = 15.0
_BACKLOG = 128
_AT_ONCE = 200  # connections


@dataclass(frozen=True, kw_only=True)
class Opened:
    """Where the desk is, as far as it could be opened."""

    address: str  # http://127.0.0.1:8600/; "" where the port could not be had
    why: str  # why not
    first_link: str  # for the first admin, "" once somebody can log in
    far: bool  # other machines reach it: TLS must stand in front


@contextmanager
def serving(house: House, desk: DeskSettings, *, any_port: bool = False) -> Iterator[Opened]:
    """Serve the desk until the end of `with`; whatever goes wrong with it is logged and tried again.

    Args:
        house: whose desk.
        desk: where to listen.
        any_port: where the port is taken, another will do.
    """
    key = new_key()
    door, why = _bound(desk, any_port=any_port)
    opened = _opened(house, desk, key, door, why)
    thread = _Serving(house, desk, key, door)
    thread.start()
    try:
        yield opened
    finally:
        thread.end()


def _opened(house: House, desk: DeskSettings, key: str, door: socket.socket | None, why: str) -> Opened:
    far = not is_loopback(desk.host)
    if door is None:
        return Opened(address="", why=why, first_link="", far=far)
    host = f"[{desk.host}]" if ":" in desk.host else desk.host
    address = f"http://{host}:{door.getsockname()[1]}/"
    link = f"{desk.address or address}first?key={key}" if people.nobody(house) else ""
    return Opened(address=address, why="", first_link=link, far=far)


def _bound(desk: DeskSettings, *, any_port: bool) -> tuple[socket.socket | None, str]:
    """The door, or why there is none."""
    why = ""
    for port in (desk.port, 0) if any_port else (desk.port,):
        try:
            family = socket.AF_INET6 if ":" in desk.host else socket.AF_INET
            door = socket.create_server((desk.host, port), family=family, backlog=_BACKLOG)
        except (OSError, OverflowError) as fault:
            why = str(fault)
        else:
            door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else an answer's last bytes wait 40 ms
            return door, ""
    _log.error("desk_not_opened", host=desk.host, port=desk.port, why=why)
    return None, why


class _Serving(threading.Thread):
    """Opens the desk, and opens it again when it fails, until it is told to end."""

    def __init__(self, house: House, desk: DeskSettings, key: str, door: socket.socket | None) -> None:
        super().__init__(name="desk", daemon=True)
        self._house, self._desk, self._key, self._door = house, desk, key, door
        self._ending = threading.Event()
        self._server: uvicorn.Server | None = None

    def run(self) -> None:
        """Serve; a fault is logged, and the desk opened anew a little later."""
        while not self._ending.is_set():
            door = self._door or _bound(self._desk, any_port=False)[0]
            self._door = None
            if door is not None:
                _guarded(lambda door=door: self._serve(door))  # type: ignore[misc]
            self._ending.wait(0 if self._ending.is_set() else _TRY_AGAIN)

    def _serve(self, door: socket.socket) -> None:
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # faults are in our own log
        settings = self._house.settings
        with door, Readers(settings.limits, settings.intervals.reader_processes) as readers:
            app = create_app(open_console(self._house, readers, self._key))
            config = uvicorn.Config(
                app, log_config=None, access_log=False, server_header=False, lifespan="off", ws="none",
                timeout_graceful_shutdown=_GRACE, limit_concurrency=_AT_ONCE,
            )  # fmt: skip
            self._server = uvicorn.Server(config)
            if not self._ending.is_set():
                self._server.run(sockets=[door])

    def end(self) -> None:
        """Finish the answers under way, and end."""
        self._ending.set()
        if self._server is not None:
            self._server.should_exit = True
        self.join(_JOIN)


def _guarded(act: Callable[[], None]) -> None:
    try:
        act()
    except (Exception, SystemExit) as fault:
        _log.error("desk_failed", fault=type(fault).__name__, exc_info=fault)
