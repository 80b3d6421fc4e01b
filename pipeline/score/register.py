"""What counting asks of the outlet register: a name or a link means one outlet, or waits for the office."""

from collections.abc import Mapping
from typing import Protocol


class Outlet(Protocol):
    """An outlet 载体 as the rulebook's words see it."""

    @property
    def id(self) -> str:
        """Its id in outlets.yaml."""
        ...

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    @property
    def level(self) -> str:
        """级别; empty when excluded."""
        ...

    @property
    def class_(self) -> str:
        """The row of the plan's table it answers to; empty when excluded."""
        ...

    @property
    def excluded(self) -> bool:
        """Named as not recognised."""
        ...


class Resolution(Protocol):
    """What a name or a link was found to mean."""

    @property
    def outlet(self) -> Outlet | None:
        """The one outlet; None when it is unknown or ambiguous."""
        ...

    @property
    def recognised(self) -> bool:
        """False with an outlet: it earns nothing here, and `why` says so."""
        ...

    @property
    def why(self) -> str:
        """Why it was taken so, or why not."""
        ...

    @property
    def candidates(self) -> tuple[str, ...]:
        """The names of the outlets it may be."""
        ...

    @property
    def mode(self) -> str | None:
        """The mode as told, or as the wording says."""
        ...

    @property
    def position(self) -> str | None:
        """The position as told, or as the wording says."""
        ...

    @property
    def level(self) -> str | None:
        """The level of the outlet, or shared by all candidates."""
        ...


class Outlets(Protocol):
    """The register."""

    @property
    def levels(self) -> Mapping[str, str]:
        """Id → name, from the lowest up."""
        ...

    @property
    def asks(self) -> Mapping[str, tuple[str, ...]]:
        """What tells some outlets apart, or whether they count, beside their names: mode and position, with words."""
        ...

    @property
    def class_names(self) -> Mapping[str, str]:
        """Where a new outlet may go: class, or class@level where the class has none → 省级 · 省级媒体, lowest first."""
        ...

    @property
    def all(self) -> Mapping[str, Outlet]:
        """Id → outlet, in the register's order."""
        ...

    def get(self, outlet_id: str) -> Outlet | None:
        """The outlet of an id."""
        ...

    def resolve(
        self, text: str, *, url: str | None = None, position: str | None = None, mode: str | None = None
    ) -> Resolution:
        """The outlet meant by a name, a link, a place in the paper and a mode."""
        ...
