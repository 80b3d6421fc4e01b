"""`doctor`, `config check`, `poll` and `run`: what is wrong is told with what to do, and with the right exit code."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from acts.office import JINJIANG, YUHUA, whole_piece
from cli.conftest import ACCEPTANCE, Desk, command

from pipeline.demo.servers import MailServers

SHIPPED = ACCEPTANCE.parents[2] / "config"


def serve(monkeypatch: pytest.MonkeyPatch, servers: MailServers) -> None:
    for side, port in (("IMAP", servers.imap_port), ("SMTP", servers.smtp_port)):
        monkeypatch.setenv(f"BAOSONG_{side}_PORT", str(port))


def test_servers_that_do_not_answer_are_told_with_what_to_do(empty: Desk) -> None:
    done = empty("doctor")
    assert (done.code, done.err) == (1, "")
    assert done.out.count("需处理") == 4
    for word in ("yuhua", "jinjiang", "收信（IMAP）", "发信（SMTP）", "127.0.0.1:1", "[imap]", "请检查", "防火墙"):
        assert word in done.out


def test_scripts_get_each_sign_as_a_value(empty: Desk) -> None:
    done = empty("doctor", "--bureau", "yuhua", "--json")
    assert done.code == 1
    assert [(sign["what"], sign["well"]) for sign in done.json] == [("imap", False), ("smtp", False)]
    assert all(sign["advice"] for sign in done.json)


def test_servers_that_answer_are_well_and_a_missing_password_is_told(
    empty: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with MailServers({YUHUA: "geheim", JINJIANG: "geheim"}) as servers:
        serve(monkeypatch, servers)
        well = empty("doctor")
        monkeypatch.delenv("BAOSONG_YUHUA_PASSWORD")
        ill = empty("doctor", "--bureau", "yuhua")
    assert (well.code, well.out.count("正常"), "需处理" in well.out) == (0, 4, False)
    assert ill.code == 1
    assert ill.out.count("环境变量 BAOSONG_YUHUA_PASSWORD 没有设置") == ill.out.count("需处理") == 2


def test_a_worker_that_is_not_there_is_told(empty: Desk) -> None:
    done = empty("doctor", "--alive")
    assert (done.code, done.out) == (1, "")
    assert "没有按时写健康文件" in done.err


def test_the_worker_runs_until_it_is_told_to_stop(empty: Desk) -> None:
    arguments = ["run", "--config", str(ACCEPTANCE), "--data", str(empty.data)]
    running = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert running.stderr is not None
        assert "报送台已启动：" in running.stderr.readline()
        while not (empty.data / "health.json").exists():
            assert running.poll() is None
        assert empty("doctor", "--alive").code == 0
    finally:
        running.send_signal(signal.SIGTERM)
        out, _ = running.communicate(timeout=60)
    assert (running.returncode, out) == (0, "")
    assert empty("doctor", "--alive").code == 1, "at once, not only when its last file is old"


def test_a_round_is_a_line_a_bureau_and_the_second_fetches_nothing(
    empty: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with MailServers({YUHUA: "geheim", JINJIANG: "geheim"}) as servers:
        serve(monkeypatch, servers)
        servers.deliver(YUHUA, whole_piece())
        first, second = empty("poll", "--json"), empty("poll", "--json")
        people = empty("poll")
    nothing = {"accepted": 0, "returned": 0, "held": 0, "sealed": 0, "ignored": 0, "quarantined": 0}
    assert (first.code, first.err, second.code, second.err) == (0, "", 0, "")
    assert first.json_lines == [
        {"bureau": "jinjiang", "fetched": 0, **nothing, "sent": 0, "queued": 0},
        {"bureau": "yuhua", "fetched": 1, **nothing, "accepted": 1, "sent": 1, "queued": 0},
    ]
    assert [line["fetched"] + line["sent"] for line in second.json_lines] == [0, 0]
    assert [line.split()[0] for line in people.out.splitlines()] == ["局", "jinjiang", "yuhua"]


def test_a_round_without_servers_tells_each_bureau_and_still_counts(empty: Desk) -> None:
    done = empty("poll", "--json")
    assert done.code == 1
    assert [line["fetched"] for line in done.json_lines] == [0, 0]
    for bureau in ("yuhua", "jinjiang"):
        assert f"{bureau}：" in done.err
    assert "127.0.0.1:1" in done.err


def test_a_config_that_is_right_is_told_by_its_bureaus(empty: Desk) -> None:
    done = empty("config", "check")
    assert (done.code, done.err) == (0, "")
    assert "配置没有问题" in done.out
    assert "长沙市雨花区退役军人事务局" in done.out
    assert not empty.data.exists()


def test_what_is_left_over_from_samples_is_told_and_stops_nothing(tmp_path: Path) -> None:
    done = Desk(tmp_path / "data", SHIPPED)("config", "check")
    assert (done.code, done.err) == (0, "")
    good, heading, *told = done.out.splitlines()
    assert "配置没有问题" in good
    assert heading == f"另有 {len(told)} 处请留意，不影响运行："
    assert any("yuhua/units.csv:2：名册里有 19 个样例邮箱" in line for line in told)


@pytest.mark.parametrize("name", ["rulebook.yaml", "outlets.yaml"])
def test_the_rules_points_are_counted_by_are_checked_too(
    broken_config: Callable[[str, str, str], Path], tmp_path: Path, name: str
) -> None:
    config = broken_config(f"bureaus/yuhua/{name}", "\n", "\nnonsense: 1\n")
    wrong = Desk(tmp_path / "data", config)("config", "check")
    (config / "bureaus" / "yuhua" / name).unlink()
    missing = Desk(tmp_path / "data", config)("config", "check")
    assert (wrong.code, missing.code) == (2, 2)
    assert f"yuhua/{name}:2：" in wrong.err
    assert "nonsense" in wrong.err
    assert f"yuhua/{name}:1：缺少文件 {name}。请补上这个文件" in missing.err


def test_words_that_cannot_be_read_stop_every_command(tmp_path: Path) -> None:
    config = Path(shutil.copytree(SHIPPED, tmp_path / "config"))
    (config / "letters" / "words.toml").write_text("[state\n", "utf-8")
    for asked in (["list"], ["config", "check"], ["run"]):
        done = Desk(tmp_path / "data", config)(*asked)
        assert (done.code, done.out) == (2, "")
        assert "letters/words.toml:1：TOML 写法有误" in done.err


def test_every_mistake_of_a_config_is_told_at_once_with_file_line_and_remedy(
    broken_config: Callable[[str, str, str], Path], tmp_path: Path
) -> None:
    broken_config("bureaus/yuhua/bureau.toml", 'mode = "live"', 'mode = "lvie"')
    broken_config("bureaus/jinjiang/units.csv", "qingyang,", "qingyang;")
    config = broken_config("settings.toml", "poll_seconds = 5", "pol_seconds = 5")
    done = Desk(tmp_path / "data", config)("config", "check")
    assert (done.code, done.out) == (2, "")
    heading, *mistakes = done.err.splitlines()
    assert f"配置有 {len(mistakes)} 处需要修改" in heading
    for file, word in (("bureau.toml", "lvie"), ("units.csv", ""), ("settings.toml", "pol_seconds")):
        assert any(file in line and word in line for line in mistakes)


@pytest.mark.parametrize("asked", [["list"], ["poll"], ["check", "x.eml"], ["doctor"], ["show", "L1"]])
def test_no_command_starts_on_a_config_that_is_wrong(
    broken_config: Callable[[str, str, str], Path], tmp_path: Path, asked: list[str]
) -> None:
    config = broken_config("bureaus/yuhua/bureau.toml", 'mode = "live"', 'mode = "lvie"')
    done = Desk(tmp_path / "data", config)(*asked)
    assert (done.code, done.out) == (2, "")
    assert "lvie" in done.err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "asked",
    [["list"], ["poll"], ["run"], ["ingest", "--bureau", "yuhua", "x"], ["check", "x.eml"], ["config", "check"]],
)
def test_no_command_starts_on_a_check_whose_terms_it_could_not_use(
    broken_config: Callable[[str, str, str], Path], tmp_path: Path, asked: list[str]
) -> None:
    config = broken_config("bureaus/yuhua/checks.toml", "min = 150", 'min = "150字"')
    config = broken_config("bureaus/jinjiang/checks.toml", "max = 3000", "max = 3000\non = false")
    done = Desk(tmp_path / "data", config)(*asked)
    assert (done.code, done.out) == (2, "")
    heading, first, second = done.err.splitlines()
    assert "配置有 2 处需要修改" in heading
    assert "jinjiang/checks.toml:" in first
    assert "on 写在了 [length.terms] 下面" in first
    assert "yuhua/checks.toml:" in second
    assert "min 应当是不小于 0 的整数" in second
    assert not (tmp_path / "data").exists()


def test_a_config_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = command(["list", "--config", str(tmp_path / "nowhere")])
    assert (done.code, done.out) == (2, "")
    assert "nowhere" in done.err


def test_a_data_folder_that_cannot_be_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("一个文件")
    done = Desk(tmp_path / "data")("list")
    assert (done.code, done.out) == (1, "")
    assert "数据文件夹用不了" in done.err
    assert "请检查磁盘空间和权限" in done.err


@pytest.mark.parametrize("url", ["postgresql://baosong:geheimwort@127.0.0.1:1/baosong", "nonsense"])
def test_a_database_that_cannot_be_reached_is_told_without_its_password(
    empty: Desk, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("BAOSONG_DATABASE_URL", url)
    done = empty("list", "--json")
    assert (done.code, done.out) == (1, "")
    assert "数据库用不了：" in done.err
    assert "BAOSONG_DATABASE_URL" in done.err
    assert "geheimwort" not in done.err


def test_a_database_that_is_damaged_is_told(empty: Desk) -> None:
    empty.data.mkdir()
    (empty.data / "baosong.db").write_text("这不是数据库" * 1000)
    done = empty("list")
    assert (done.code, done.out) == (1, "")
    assert "数据库用不了：数据库文件已损坏（file is not a database）。请用最近的备份恢复" in done.err


def test_a_program_whose_pipes_were_closed_beforehand_does_its_work_all_the_same() -> None:
    program = "import os, sys; sys.stdin = sys.stdout = None; from pipeline.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "subject", "--bureau", "yuhua", "--config", str(ACCEPTANCE)],
        capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_program_itself_ends_with_the_same_codes_and_a_clean_output(record: Path) -> None:
    program, own = Path(sys.executable).with_name("baosong"), ["--config", str(ACCEPTANCE), "--data", str(record)]
    for code, asked in enumerate([["list", "--json"], ["show", "L99"], ["list", "--state", "x"]]):
        done = subprocess.run([program, *asked, *own], capture_output=True, check=False)
        assert done.returncode == code
        assert (done.stdout == b"", done.stderr == b"") == (code != 0, code == 0)
        assert b"Traceback" not in done.stderr
