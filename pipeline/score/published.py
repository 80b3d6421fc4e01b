"""Where and when a piece was published: adoptions as the register reads them, and reads by their adoption's day."""

from dataclasses import dataclass, field
from datetime import date

from pipeline.domain.facts import Adoption, Reads
from pipeline.score.events import Event, Piece, Scene
from pipeline.score.numbers import NotSettledError
from pipeline.score.readings import adoption_event, possible, reads_event
from pipeline.score.register import Outlet
from pipeline.score.words import say


@dataclass
class Published:
    """The uses of one piece; the first on an outlet is the one its reads are counted from."""

    piece: Piece
    scene: Scene
    outlets: dict[str, tuple[Outlet, date]] = field(default_factory=dict)  # by the outlet's name
    waiting: set[tuple[str, ...]] = field(default_factory=set)  # candidates of uses that wait

    def adoption(self, fact: Adoption) -> Event:
        """The event of a use.

        Raises:
            NotSettledError: the outlet is unknown or ambiguous, or the use stands before the submission.
        """
        possible(fact.date, self.scene)
        found = self.scene.outlets.resolve(fact.outlet, url=fact.url, position=fact.position, mode=fact.mode)
        outlet = found.outlet
        if outlet is None:
            self.waiting.add(tuple(sorted(found.candidates)))
            raise NotSettledError(found.why, found.candidates)
        event = adoption_event(fact, self.piece, found, self.scene)
        before = self.outlets.get(outlet.name)
        self.outlets[outlet.name] = (outlet, min(event.day, before[1] if before else event.day))
        return event

    def reads(self, fact: Reads) -> Event:
        """The event of a count of reads: of the first use, where one account used the piece in several ways.

        Raises:
            NotSettledError: there is no such use, it may be one of several outlets, or the count is in no way possible.
        """
        found = self.scene.outlets.resolve(fact.outlet)
        names = {found.outlet.name} if found.outlet else set(found.candidates)
        used = [self.outlets[name] for name in sorted(names & self.outlets.keys())]
        if used and len({outlet.class_ for outlet, _ in used}) == 1:  # one account, whichever way it used the piece
            outlet, published = min(used, key=lambda use: (use[1], use[0].id))
            event = reads_event(fact, self.piece, outlet, published)
            possible(event.day, self.scene)
            return event
        if found.outlet is None and (used or not found.candidates):
            raise NotSettledError(found.why, found.candidates)
        code = "adoption_waits" if any(names & set(several) for several in self.waiting) else "not_published"
        raise NotSettledError(say(code, outlet=fact.outlet))
