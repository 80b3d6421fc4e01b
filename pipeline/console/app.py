"""The review desk as an ASGI application: no host but itself is ever asked for anything."""

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp

from pipeline.console.rooms import (
    account,
    adoption_manual,
    adoption_outlets,
    adoption_record,
    adoption_settle,
    adoptions,
    approvals,
    closing,
    correct,
    files,
    home,
    log,
    piece,
    publishing,
    roster,
    rules,
    running,
    search,
    split,
    standings,
    trying,
    users,
    waiting,
)
from pipeline.console.web import faults
from pipeline.console.web.console import Console
from pipeline.console.web.guard import Guard
from pipeline.console.web.pages import STATIC

ROOMS = (
    account, home, waiting, approvals, piece, correct, split, publishing, files, adoptions, adoption_record,
    adoption_settle, adoption_manual, adoption_outlets, search, standings, closing, rules, trying, roster, users,
    running, log,
)  # fmt: skip  # paths are tried in this order


class Guarded(FastAPI):
    """An application whose every answer passes the guard, that of a fault of ours too."""

    def build_middleware_stack(self) -> ASGIApp:
        """The usual layers, and the guard before them all."""
        return Guard(super().build_middleware_stack(), self.state.console.figures)


def create_app(console: Console) -> FastAPI:
    """The desk over a house."""
    app = Guarded(title="baosong", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.console = console
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for room in ROOMS:
        app.include_router(room.router)
    faults.add_to(app)
    return app
