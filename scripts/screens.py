"""Pictures of every page of the desk, wide and phone size, over the demo's month (make screens).

    python scripts/screens.py [--out FOLDER] [--data FOLDER] [ADDRESS…]

The month is played on the demo's own servers (or an earlier one of --data shown again), the desk is opened over it,
and Debian's Chromium looks at each page; further addresses of the desk may be named. What a browser complains of is
printed, and the end is then a failure.
"""

import argparse
import logging
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe

from playwright.sync_api import Page, ViewportSize, sync_playwright
from sqlmodel import col, select

from pipeline.cli.context import set_up_log
from pipeline.console.people.logins import open_login
from pipeline.console.people.people import NewPerson, add, listed
from pipeline.console.people.rights import Role
from pipeline.console.serve import serving
from pipeline.console.web.cookies import LOGIN
from pipeline.console.web.places import PLACES
from pipeline.demo.folder import FolderRefused
from pipeline.demo.play import play
from pipeline.demo.show_time import stage_for
from pipeline.settings import load
from pipeline.steps.house import House
from pipeline.store.audit import Actor
from pipeline.store.tables import PieceRow

_ROOT = Path(__file__).resolve().parents[1]
_SIZES: dict[str, ViewportSize] = {"wide": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
_LOGIN = "zhou"


def main() -> None:
    """Take the pictures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--out", type=Path, default=_ROOT / "build" / "screens")
    asked.add_argument("--data", type=Path)
    asked.add_argument("addresses", nargs="*")
    wanted = asked.parse_args()
    set_up_log(logging.ERROR)
    try:
        with _played(wanted.data) as house:
            complaints = _look(house, wanted.addresses or list(_addresses(house)), wanted.out)
    except FolderRefused as refused:
        sys.exit(f"{refused.folder}: {refused.cause}; name a folder that is empty, missing or a demo's own")
    sys.stdout.write("\n".join([*complaints, f"{wanted.out}"]) + "\n")
    sys.exit(bool(complaints))


@contextmanager
def _played(data: Path | None) -> Iterator[House]:
    """A house after the demo's month."""
    with tempfile.TemporaryDirectory(prefix="baosong-screens-") as own:
        folder = data or Path(own) / "data"
        with stage_for(load(_ROOT / "config"), folder, fresh=not folder.exists()) as stage:
            play(stage)
            yield stage.house


def _addresses(house: House) -> Iterator[str]:
    """Every page of the head for each bureau, and one piece of each state."""
    for bureau in house.settings.bureaus:
        yield from (f"/{bureau}/{place.path}" for place in PLACES)
        yield from (f"/{bureau}/adoptions/{page}" for page in ("new", "outlets", "manual"))
        with house.database.reading() as session:
            rows = session.exec(select(PieceRow).where(PieceRow.bureau == bureau).order_by(col(PieceRow.id)))
            first = {row.state: row.number for row in reversed(list(rows))}
        yield from (f"/{bureau}/pieces/{number}" for _, number in sorted(first.items()))


def _look(house: House, addresses: Sequence[str], out: Path) -> list[str]:
    """Open every address in both sizes; what the browser complained of."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    found = shutil.which("chromium")
    if found is None:
        sys.exit("chromium is missing: make servers")
    told: list[str] = []
    with serving(house, house.settings.desk, any_port=True) as opened, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        cookie = _cookie(house)
        for name, size in _SIZES.items():
            context = browser.new_context(viewport=size, locale="zh-CN")
            context.add_cookies([{"name": LOGIN, "value": cookie, "url": opened.address}])
            told += _shown(context.new_page(), opened.address, addresses, out / name)
        browser.close()
    return told


def _cookie(house: House) -> str:
    """The login of someone who may do everything."""
    known = [person for person in listed(house) if person.login == _LOGIN]
    roles = dict.fromkeys(house.settings.bureaus, Role.ADMIN)
    new = NewPerson(login=_LOGIN, name="周明", password=token_urlsafe(), roles=roles)
    return open_login(house, known[0] if known else add(house, new, Actor()), "127.0.0.1")


def _shown(page: Page, desk: str, addresses: Sequence[str], out: Path) -> Iterator[str]:
    """Open every address and take its picture; what the browser complained of, and pages wider than their window."""
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    for address in addresses:
        answer = page.goto(desk + address.lstrip("/"))
        if answer is None or answer.status != 200:
            complaints.append(f"answered {answer.status if answer else 'nothing'}")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            complaints.append("wider than the window")
        page.evaluate("document.querySelectorAll('img').forEach(picture => { picture.loading = 'eager' })")
        page.wait_for_load_state("networkidle")
        name = address.strip("/").replace("/", "-").replace("?", "-")
        page.screenshot(path=out / f"{name}.png", full_page=True)
        yield from (f"{out.name} {address}: {complaint}" for complaint in complaints)
        complaints.clear()


if __name__ == "__main__":
    main()
