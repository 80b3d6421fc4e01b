"""`backup`, `restore`, `rebuild` as a clerk and as scripts use them."""

import json
import shutil
from pathlib import Path

import pytest
from cli.conftest import ACCEPTANCE, Desk

from pipeline.cli.app import run


def test_a_backup_is_written_once_and_put_back_into_an_empty_folder(looking: Desk, tmp_path: Path) -> None:
    file = tmp_path / "baosong.tar.gz"
    done = looking("backup", file)
    assert (done.code, done.err) == (0, "")
    assert "来信 6 封" in done.out
    assert "封存的来信 1 封没有备份（L5）" in done.out
    again = looking("backup", file)
    assert (again.code, "已经存在" in again.err) == (2, True)
    new = Desk(tmp_path / "new")
    put = new("restore", file)
    assert (put.code, put.err) == (0, "")
    for line in ("都已核对", "封存的来信 1 封不在备份里（L5）", "配置没有动：与备份里的相同", "发信已经停住"):
        assert line in put.out
    assert new("list").out == looking("list").out
    for number in range(1, 5):
        before, now = (desk("show", f"YH-2020-0000{number}").out for desk in (looking, new))
        assert now.partition("往来邮件")[0] == before.partition("往来邮件")[0]
    assert "不是空的" in new("restore", file).err
    assert "移到了" in new("restore", file, "--replace").out


def test_scripts_read_what_was_backed_up_and_put_back(looking: Desk, tmp_path: Path) -> None:
    file = tmp_path / "baosong.tar.gz"
    told = json.loads(looking("backup", file, "--with-sealed", "--json").out)
    assert {"letters": 6, "with_sealed": True, "sealed": ["L5"], "missing": []}.items() <= told.items()
    put = json.loads(Desk(tmp_path / "new")("restore", file, "--json").out)
    assert {"sealed_missing": [], "config": "same", "aside": None}.items() <= put.items()


def test_what_cannot_be_backed_up_or_put_back_is_told(desk: Desk, tmp_path: Path) -> None:
    empty = Desk(tmp_path / "new")
    assert "没有文件" in empty("restore", tmp_path / "none.tar.gz").err
    (tmp_path / "no.tar.gz").write_bytes(b"no archive")
    assert (empty("restore", tmp_path / "no.tar.gz").code, list(empty.data.iterdir())) == (1, [])
    assert "以 .tar.gz 结尾" in desk("backup", tmp_path / "all.zip").err
    first = next((desk.data / "raw").rglob("*.eml"))
    first.unlink()
    done = desk("backup", tmp_path / "all.tar.gz")
    assert (done.code, first.name in done.out) == (1, True)


def test_a_place_that_takes_no_backup_is_told_as_that_and_not_as_the_data_folder(looking: Desk) -> None:
    done = looking("backup", "/proc/b.tar.gz")
    assert (done.code, done.out) == (1, "")
    assert "备份写不进文件夹 /proc：" in done.err
    assert "数据文件夹" not in done.err


def test_a_rebuild_says_what_it_would_do_and_what_is_left(desk: Desk) -> None:
    shutil.rmtree(desk.data / "parts")
    next((desk.data / "sealed").glob("*.eml")).unlink()
    dry = desk("rebuild", "--dry-run")
    assert dry.code == 1
    for line in ("核对了 7 封来信。", "可以重建", "L5 的原信已丢失", "什么也没有改"):
        assert line in dry.out
    told = json.loads(desk("rebuild", "--json").out)
    assert [one["name"] for one in told["differences"] if one["lost"]] == ["L5"]


def test_the_configuration_need_not_be_there_to_put_a_backup_back(looking: Desk, tmp_path: Path) -> None:
    file = tmp_path / "baosong.tar.gz"
    assert looking("backup", file).code == 0
    config = tmp_path / "config"
    with pytest.raises(SystemExit, match="0"):
        run(["restore", str(file), "--data", str(tmp_path / "new"), "--config", str(config), "--json"])
    shipped = ACCEPTANCE / "settings.toml"
    assert (config / "settings.toml").read_bytes() == shipped.read_bytes()
