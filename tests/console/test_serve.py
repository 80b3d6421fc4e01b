"""The desk beside the worker: opened, ended, and no hindrance when it cannot be opened."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from acts.office import TurnableClock
from acts.program import wait_until
from console.browsing import Desk

from pipeline.console import serve
from pipeline.console.people.rights import Role
from pipeline.console.serve import serving
from pipeline.console.web.console import Console
from pipeline.steps.health_file import write_health
from pipeline.steps.house import House


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else has."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield door.getsockname()[1]


def asked(address: str) -> tuple[int, str]:
    with urlopen(address, timeout=20) as answer:
        return answer.status, answer.read().decode()


def answers(address: str) -> bool:
    try:
        return asked(f"{address}healthz")[0] == 200
    except (URLError, ConnectionError):
        return False


def test_the_desk_answers_while_it_is_open_and_no_longer(house: House, taken: int) -> None:
    desk = replace(house.settings.desk, port=taken)
    with serving(house, desk, any_port=True) as opened:
        assert asked(f"{opened.address}healthz") == (200, "ok\n")
        assert asked(opened.first_link)[0] == 200
        assert not opened.far
    with pytest.raises(URLError):
        asked(f"{opened.address}healthz")


def test_a_port_that_is_taken_is_told_and_hinders_nothing(house: House, taken: int) -> None:
    with serving(house, replace(house.settings.desk, port=taken)) as opened:
        assert (opened.address, opened.first_link) == ("", "")
        assert opened.why


def test_a_desk_that_fails_is_opened_again_and_hinders_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []
    real = serve.create_app

    def fails_once(console: Console) -> object:
        calls.append(console)
        if len(calls) == 1:
            raise RuntimeError("broken")
        return real(console)

    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    monkeypatch.setattr(serve, "create_app", fails_once)
    monkeypatch.setattr(serve, "_TRY_AGAIN", 0.1)
    with serving(house, replace(house.settings.desk, port=port)) as opened:
        wait_until(lambda: len(calls) == 2 and answers(opened.address), "the desk, opened again")


def test_once_somebody_can_log_in_no_link_is_given(desk: Desk) -> None:
    desk.person()
    with serving(desk.house, desk.house.settings.desk, any_port=True) as opened:
        assert opened.first_link == ""


def test_the_first_link_bears_the_address_that_browsers_use(house: House) -> None:
    with serving(house, replace(house.settings.desk, address="https://desk.example/"), any_port=True) as opened:
        assert opened.address.startswith("http://127.0.0.1:")
        assert opened.first_link.startswith("https://desk.example/first?key=")


def test_other_machines_are_a_matter_to_be_told(house: House) -> None:
    with serving(house, replace(house.settings.desk, host="0.0.0.0"), any_port=True) as opened:
        assert opened.far


def test_readyz_tells_the_record_and_the_worker(desk: Desk, clock: TurnableClock) -> None:
    browser = desk.browser()
    assert browser.get("/readyz").json() == {"record": True, "worker": False}
    write_health(desk.house)
    assert browser.get("/readyz").json() == {"record": True, "worker": True}
    clock.forward(minutes=10)
    assert browser.get("/readyz").json()["worker"] is False


def test_a_record_that_cannot_be_read_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.house.database.close()
    file = desk.house.data / "baosong.db"
    file.rename(tmp_path / "away.db")
    file.mkdir()
    browser = desk.browser()
    assert browser.get("/readyz").status_code == 503
    assert browser.get("/healthz").status_code == 200


def test_figures_are_for_this_machine_and_name_nobody(filled: Desk) -> None:
    filled.someone(Role.ADMIN).get("/yuhua/pieces/YH-2020-00002")
    away = filled.browser()
    assert away.get("/metrics").status_code == 404
    here = filled.browser(address="127.0.0.1")
    told = here.get("/metrics").text
    assert 'baosong_waiting{bureau="yuhua",kind="held"} 2.0' in told
    assert 'route="/{bureau}/pieces/{name}",status="200"' in told
    for personal in ("YH-2020", "zuojiatang", "@", "李主任"):
        assert personal not in told
