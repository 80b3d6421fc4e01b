"""`baosong doctor` at a server that behaves like 163.com: each trouble is named with the next step."""

import ssl
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from acts.office import STATION, Office, mail
from servers.at_163 import CODE, untrusted
from servers.netease_troubles import WRONG_CODE
from wild.doctor_scene import ENV, Scene, seen_in
from wild.doctor_scenes import SCENES

from pipeline.settings import Settings
from pipeline.steps.doctor import examine
from pipeline.steps.sending import stop_sending
from pipeline.store import health


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """One that nobody trusts."""
    return untrusted(tmp_path_factory.mktemp("tls"))


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_doctor_names_each_trouble_and_the_next_step(
    scene: Scene, acceptance: Settings, tmp_path: Path, certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENV, CODE)
    signs = seen_in(scene, acceptance, tmp_path / "data", certificate)
    ill = {sign.what: sign.advice for sign in signs if not sign.well}
    assert sorted(ill) == sorted(scene.says)
    for what, sentences in scene.says.items():
        assert [sentence for sentence in sentences if sentence not in ill[what]] == []
    minds = "".join(sign.advice for sign in signs if sign.well)
    assert [sentence for sentence in scene.minds if sentence not in minds] == []
    assert bool(minds) is bool(scene.minds)
    assert CODE not in f"{signs}"


def test_a_mailbox_with_none_of_the_folders_is_told_and_not_passed_over_in_silence(office_163: Office) -> None:
    settings, bureau = office_163.house.settings, office_163.house.bureau("yuhua")
    bureaus = {**settings.bureaus, "yuhua": replace(bureau, imap=replace(bureau.imap, folders=("收件箱", "")))}
    office = replace(office_163, house=replace(office_163.house, settings=replace(settings, bureaus=bureaus)))
    for told in (ill(office)["imap"], office.receive().fault or ""):
        assert "打不开邮件夹“收件箱、”" in told
        assert "“收件箱”要写成 INBOX" in told


def ill(office: Office) -> dict[str, str]:
    return {sign.what: sign.advice for sign in examine(office.house, "yuhua") if not sign.well}


def minded(office: Office) -> str:
    return "".join(sign.advice for sign in examine(office.house, "yuhua") if sign.well)


def test_a_limit_that_holds_is_told_with_its_end_and_doctor_does_not_lift_it(office_163: Office) -> None:
    office_163.arrive(mail())
    office_163.servers.post.steps["MAIL"] = "550 MI:STC 163 smtp5"
    office_163.receive()
    office_163.deliver()
    office_163.servers.post.steps.clear()
    for _ in range(2):
        told = ill(office_163)["sending"]
        assert "2020年5月8日（周五）00:05 以后自动续发" in told
        assert "当天发信数量已满" in told
    assert office_163.deliver().sent == 0
    office_163.clock.forward(days=1)
    assert ill(office_163) == {}
    assert office_163.deliver().sent == 1


def test_the_accounts_own_daily_limit_is_told_once_it_is_reached(office_163: Office) -> None:
    office_163.arrive(mail())
    office_163.poll()
    bureau = office_163.house.bureau("yuhua")
    settings = office_163.house.settings
    bureaus = {**settings.bureaus, "yuhua": replace(bureau, smtp=replace(bureau.smtp, daily_limit=1))}
    full = replace(office_163, house=replace(office_163.house, settings=replace(settings, bureaus=bureaus)))
    assert "今天已发 1 封，达到了每日上限 1 封" in minded(full)


def test_what_people_switched_off_is_told_with_how_to_switch_it_on(office_163: Office) -> None:
    stop_sending(office_163.house, "yuhua", by="张三", reason="回执有误")
    assert "发信已由人工停止，原因：回执有误" in ill(office_163)["sending"]
    settings = office_163.house.settings
    off = replace(settings, post=replace(settings.post, kill_switch=True))
    assert "kill_switch 改为 false" in " ".join(
        sign.advice for sign in examine(replace(office_163.house, settings=off), "yuhua") if sign.what == "sending"
    )


def test_a_mail_that_waits_for_a_person_is_told_with_what_to_do(office_163: Office) -> None:
    office_163.arrive(mail())
    office_163.servers.post.refusals[STATION] = "550 User not found"
    office_163.receive()
    office_163.deliver()
    assert "请核对单位登记的邮箱地址，改由电话通知" in ill(office_163)["person"]


def test_accounts_that_were_stopped_go_on_once_doctor_got_in(office_163: Office) -> None:
    box, post = office_163.servers.imap, office_163.servers.post
    office_163.arrive(mail())
    office_163.receive()
    box.troubles.login, post.steps["AUTH"] = WRONG_CODE, "535 Error: authentication failed"
    for _ in range(2):
        office_163.receive()
        office_163.deliver()
    assert sorted(ill(office_163)) == ["imap", "smtp"]
    box.troubles.login = b""
    post.steps.clear()
    assert office_163.receive().stopped
    assert ill(office_163) == {}
    assert not office_163.receive().stopped
    office_163.clock.forward(seconds=timedelta(minutes=1).total_seconds())
    assert office_163.deliver().sent == 2  # the receipt, and the alert to the admin
    with office_163.house.database.reading() as session:
        assert health.of(session, "yuhua", "smtp").failures == 0
