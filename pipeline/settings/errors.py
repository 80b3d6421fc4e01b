"""Config errors: collected while reading, told all at once, each with file, line and remedy."""

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.settings.messages import MESSAGES


@dataclass(frozen=True, kw_only=True)
class ConfigError:
    """One mistake in config/: where it stands, what is wrong, what to do now (Chinese, for the office)."""

    file: Path
    line: int  # 1-based; 1 when the file as a whole is meant
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}：{self.what}。{self.remedy}。"


class ConfigErrors(Exception):  # noqa: N818 - several errors in one, as its name says
    """config/ cannot be used; `errors` names every mistake found, ordered by file and line."""

    def __init__(self, errors: tuple[ConfigError, ...]) -> None:
        self.errors = errors
        super().__init__("\n".join(str(e) for e in errors))


@dataclass(frozen=True)
class Place:
    """A line of a file that an error can point at."""

    file: Path
    line: int = 1


@dataclass
class Complaints:
    """Gathers errors, so that none hides another."""

    errors: list[ConfigError] = field(default_factory=list)

    def add(self, place: Place, code: str, **facts: object) -> None:
        """Note one mistake; `code` names its sentence in messages.py, `facts` fill it in."""
        self.tell(place, MESSAGES[code], facts)

    def tell(self, place: Place, sentences: tuple[str, str], facts: dict[str, object]) -> None:
        """Note one mistake in a room's own sentences: what is wrong, and what to do."""
        what, remedy = sentences
        error = ConfigError(file=place.file, line=place.line, what=what.format(**facts), remedy=remedy.format(**facts))
        if error not in self.errors:
            self.errors.append(error)

    def raise_if_any(self) -> None:
        """Tell everything at once.

        Raises:
            ConfigErrors: at least one mistake was noted.
        """
        if self.errors:
            raise ConfigErrors(tuple(sorted(self.errors, key=lambda e: (str(e.file), e.line))))
