"""The desk's pages as its head lists them, each with the right it needs."""

from dataclasses import dataclass

from pipeline.console.people.rights import Right


@dataclass(frozen=True)
class Place:
    """A page of every bureau."""

    path: str  # behind the bureau's id
    name: str  # a word of the texts
    right: Right


PLACES = (
    Place("waiting", "place_waiting", Right.SEE),
    Place("approvals", "place_approvals", Right.SEE),
    Place("pieces", "place_pieces", Right.SEE),
    Place("adoptions", "place_adoptions", Right.SEE),
    Place("standings", "place_standings", Right.SEE),
    Place("rules", "place_rules", Right.SEE),
    Place("roster", "place_roster", Right.SEE),
    Place("running", "place_running", Right.SEE),
    Place("log", "place_log", Right.LOOK_BACK),
)
