"""The desk and a bare FastAPI page in a process of their own: prints where they are, and serves until its input ends.

python -m bench.lib.one_desk CONFIG DATA BUREAU
"""

import json
import socket
import sys
import threading
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from bench.lib.memory import peak
from pipeline.console.people.logins import open_login
from pipeline.console.people.people import NewPerson, add
from pipeline.console.people.rights import Role
from pipeline.console.serve import serving
from pipeline.settings import load
from pipeline.steps.house import House, open_house
from pipeline.store.audit import Actor


def _bare() -> str:
    """Serve one page that is nothing but a text, as the desk is served; its address."""
    app = FastAPI()

    @app.get("/", response_class=HTMLResponse)
    def _page() -> str:
        return "<!doctype html><title>bare</title><p>bare"

    door = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none"))
    threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True).start()
    return f"http://127.0.0.1:{door.getsockname()[1]}/"


def _cookie(house: House, bureau: str) -> str:
    new = NewPerson(login="bench", name="测速", password="correct horse 7", roles={bureau: Role.ADMIN})
    return open_login(house, add(house, new, Actor(login="bench")), "127.0.0.1")


def main(config: Path, data: Path, bureau: str) -> None:
    """Serve."""
    settings = load(config)
    house = open_house(settings, data, url=f"sqlite:///{data / 'baosong.db'}")
    with serving(house, settings.desk, any_port=True) as opened:
        told = {"desk": opened.address, "bare": _bare(), "cookie": _cookie(house, bureau)}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        sys.stdin.read()
        sys.stdout.write(json.dumps({"peak": peak("self")}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
