"""The demo's own config folder: a copy of the office's, its accounts turned to the servers on loopback.

So every command works on the demo's data (`--config DATA/config --data DATA`) and none can reach a real mailbox.
"""

import json
import shutil
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.score.outlet_file import ADDED_FILE
from pipeline.score.outlet_settled import SETTLED_FILE
from pipeline.settings import Settings, load

PASSWORD_ENV = "BAOSONG_DEMO_PASSWORD"  # noqa: S105 - the name of the variable
DOMAIN = "baosong.test"
_LOOPBACK = {"host": "127.0.0.1", "security": "none", "password_env": PASSWORD_ENV}
_INTERVALS = {"poll_seconds": 5, "deliver_seconds": 3}
_PLENTY = 100_000  # mails a day
_FIRST_LINE = "# 演示用的配置：每次运行 baosong demo 都会重写，请改原来的配置文件夹。\n"


def mailbox_of(bureau_id: str) -> str:
    """The address a bureau has in the demo."""
    return f"{bureau_id}@{DOMAIN}"


def own_config(settings: Settings, folder: Path, ports: tuple[int, int], start: date) -> Settings:
    """Write the folder anew and load it; only what was settled of outlets there, and the outlets added, stay.

    Args:
        settings: the office's, loaded.
        folder: where to write.
        ports: of the IMAP and the SMTP server.
        start: the bureaus' first day.
    """
    own = [file for name in (SETTLED_FILE, ADDED_FILE) for file in folder.glob(f"bureaus/*/{name}")]
    settled = {file.relative_to(folder): file.read_bytes() for file in own}
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(settings.folder / "bureaus", folder / "bureaus")
    shutil.copytree(settings.letters, folder / "letters")
    shutil.copytree(settings.forms, folder / "forms")
    for file, content in settled.items():  # what the demo's office has settled, it has settled
        if (folder / file).parent.is_dir():
            (folder / file).write_bytes(content)
    overall = _read(settings.folder / "settings.toml")
    overall["letters_and_forms"] = "own"
    overall["post"]["kill_switch"] = False
    overall["intervals"] |= _INTERVALS
    overall["ocr"] = overall.get("ocr", {}) | {"on": False}  # the month goes the same way with the extra and without it
    _write(overall, folder / "settings.toml")
    for bureau_id in settings.bureaus:
        file = folder / "bureaus" / bureau_id / "bureau.toml"
        _write(_turned(_read(file), mailbox_of(bureau_id), ports, start), file)
    return load(folder)


def _turned(bureau: dict[str, Any], mailbox: str, ports: tuple[int, int], start: date) -> dict[str, Any]:
    bureau |= {"mailbox": mailbox, "mode": "live", "start_date": start}
    bureau["imap"] |= {**_LOOPBACK, "port": ports[0], "user": mailbox}
    pace = {"pacing_seconds": 0, "daily_limit": _PLENTY}
    bureau["smtp"] |= {**_LOOPBACK, "port": ports[1], "user": mailbox, **pace}
    return bureau


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


def _write(values: Mapping[str, Any], file: Path) -> None:
    file.write_text(_FIRST_LINE + "\n".join(_lines(values, "")) + "\n", "utf-8")


def _lines(table: Mapping[str, Any], path: str) -> list[str]:
    """A table as TOML: its values first, then its tables and lists of tables."""
    tables = {key: value for key, value in table.items() if isinstance(value, dict) or _is_tables(value)}
    lines = [f"{_key(key)} = {_value(value)}" for key, value in table.items() if key not in tables]
    for key, value in tables.items():
        name = f"{path}{_key(key)}"
        rows = [value] if isinstance(value, dict) else value
        head = f"[{name}]" if isinstance(value, dict) else f"[[{name}]]"
        for row in rows:
            lines += ["", head, *_lines(row, f"{name}.")]
    return lines


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("_", "").replace("-", "").isalnum() else _value(key)


def _value(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False)  # strings, numbers and booleans are written alike
