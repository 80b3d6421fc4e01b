"""config/ → Settings, strictly: every mistake of every file is told in one go (design.md §2, §6)."""

from collections.abc import Callable
from pathlib import Path

from pipeline.settings.bureau import BureauFile, read_bureau
from pipeline.settings.errors import Complaints, ConfigError, ConfigErrors, Place
from pipeline.settings.locator import KeyPath, line_of
from pipeline.settings.overall import Overall, read_overall
from pipeline.settings.values import Settings

__all__ = ["ConfigError", "ConfigErrors", "load"]

_PROGRAM = Path(__file__).resolve().parents[2]


def load(config_dir: Path) -> Settings:
    """Everything in a config folder as frozen values.

    Args:
        config_dir: the folder with settings.toml and bureaus/.

    Raises:
        ConfigErrors: with every mistake found: file, line, what is wrong, what to do.
    """
    complaints = Complaints()
    if not config_dir.is_dir():
        complaints.add(Place(config_dir), "folder_missing", name=config_dir)
        complaints.raise_if_any()
    overall = read_overall(config_dir / "settings.toml", complaints)
    shared = shipped_config() if overall and overall.shipped_letters else None
    home = shared or config_dir
    for name in ("letters", "forms"):
        if not (home / name).is_dir():
            complaints.add(Place(home / name), "folder_missing", name=home / name)
    read = (read_bureau(d, home / "letters", complaints) for d in _folders(config_dir, complaints))
    files = [f for f in read if f is not None]
    _between(files, complaints)
    complaints.raise_if_any()
    assert overall is not None  # its absence is among the complaints
    return _settings(config_dir, overall, files, shared)


def shipped_config() -> Path:
    """The config/ that came with the program: beside the package, else in the working directory."""
    beside = _PROGRAM / "config"
    return beside if beside.is_dir() else Path.cwd() / "config"


def _settings(folder: Path, overall: Overall, files: list[BureauFile], shared: Path | None) -> Settings:
    return Settings(
        folder=folder,
        limits=overall.limits,
        post=overall.post,
        intervals=overall.intervals,
        desk=overall.desk,
        alike=overall.alike,
        authentication=overall.authentication,
        bureaus={f.settings.bureau.id: f.settings for f in files},
        holidays=overall.holidays,
        shared=shared,
    )


def _folders(config_dir: Path, complaints: Complaints) -> list[Path]:
    home = config_dir / "bureaus"
    folders = sorted(d for d in home.iterdir() if d.is_dir() and d.name[0] not in "._") if home.is_dir() else []
    if not folders:
        complaints.add(Place(home), "no_bureaus", name=home)
    return folders


def _between(files: list[BureauFile], complaints: Complaints) -> None:
    """What must hold between bureaus: each its own prefix, mailbox and account; no unit writes from such a mailbox."""
    _unique(files, ("prefix",), "prefix_twice", lambda f: f.settings.bureau.prefix)
    _unique(files, ("mailbox",), "mailbox_twice", lambda f: f.settings.bureau.mailbox)
    _unique(files, ("imap", "user"), "account_twice", _account)
    mailboxes = {f.settings.bureau.mailbox for f in files}
    for row in (row for f in files for row in f.rows):
        for address in mailboxes & set(row.unit.addresses):
            complaints.add(row.place, "address_own", value=address)


def _unique(files: list[BureauFile], path: KeyPath, code: str, of: Callable[[BureauFile], str]) -> None:
    """Note a value that two bureaus have, at the second, naming the first: which is the new one, only people know."""
    owners: dict[str, Place] = {}
    for file in files:
        value = of(file)
        place = Place(file.table.file, line_of(file.table.lines, path))
        if value and value in owners:
            there = owners[value]
            other = f"{there.file.parent.name}/{there.file.name}"
            file.table.complaints.add(place, code, value=value, other=other, line=there.line)
        owners.setdefault(value, place)


def _account(file: BureauFile) -> str:
    imap = file.settings.imap
    return f"{imap.user.lower()}（{imap.host}:{imap.port}）" if imap.user and imap.host else ""
