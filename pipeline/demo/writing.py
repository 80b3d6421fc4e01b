"""From a letter of the month to the bytes its unit sends."""

import re
from dataclasses import dataclass, field
from random import Random

from pipeline.demo.attachments import Author, File
from pipeline.demo.envelope import Draft, written
from pipeline.demo.month.shapes import Month, Program, Sent
from pipeline.demo.month.stories import Story, tell
from pipeline.demo.reports import REPORTS, Table, report_file, table_of
from pipeline.domain.bureau import Unit
from pipeline.settings import BureauSettings

_USUAL: tuple[Program, ...] = ("webmail", "desktop", "phone", "office")
_COPY = "copy{}@many.test"
_NUMBER = re.compile(r"[A-Z]+-\d{4}-\d{5,}")


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Our mail as the unit finds it in its mailbox."""

    subject: str
    message_id: str

    @property
    def number(self) -> str:
        """The piece's number, read off the subject; "" where it names none."""
        found = _NUMBER.search(self.subject)
        return found[0] if found else ""


class UnknownUnit(Exception):  # noqa: N818 - told to a person
    """The config's roster has no such unit; the message is its id."""


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Writes the letters that one bureau gets."""

    month: Month
    bureau: BureauSettings = field(repr=False)

    def unit_of(self, sent: Sent) -> Unit | None:
        """Whose story it is; None for a stranger without one."""
        roster = self.bureau.bureau.roster
        registered = roster.by_address(sent.sender)
        wanted = sent.told_by or ("" if "@" in sent.sender else sent.sender)
        if wanted and roster.by_id(wanted) is None:
            raise UnknownUnit(wanted)
        return roster.by_id(wanted) or (registered[0] if registered else None)

    def address_of(self, sent: Sent) -> str:
        """The address it comes from: a unit's first one, unless it is written out.

        Raises:
            UnknownUnit: the roster has no such unit, or no address of it.
        """
        if "@" in sent.sender:
            return sent.sender
        unit = self.bureau.bureau.roster.by_id(sent.sender)
        if unit is None or not unit.addresses:
            raise UnknownUnit(sent.sender)
        return unit.addresses[0]

    def files(self, sent: Sent) -> tuple[File, ...]:
        """Its attachments; the costly part, and the same at every time."""
        root = self._root(sent)
        unit = self.unit_of(sent)
        if unit is None:
            return ()
        chain = self.bureau.bureau.review.get(unit.group, ())
        twice = self.month.letter(sent.same_as) if sent.same_as else sent
        author = Author(
            stories=self.month.stories,
            tell=lambda theme: self._story(root, unit, theme or twice.story or ""),
            signs=any(step.with_letter for step in chain),
            seed=twice.id,
            at=twice.moment,
        )
        reports = [thing for thing in twice.brings if thing.what in REPORTS]
        own = author.write(tuple(thing for thing in twice.brings if thing not in reports))
        form = self.month.stories.report
        return (*own, *(report_file(thing, form, unit.name, self._table(twice)) for thing in reports))

    def letter(self, sent: Sent, files: tuple[File, ...], receipt: Receipt | None) -> bytes:
        """Its bytes; `receipt` is the mail it answers or quotes, where there is one."""
        unit = self.unit_of(sent)
        root = self._root(sent)
        theme = sent.story or root.story
        story = self._story(root, unit, theme) if unit is not None and theme else None
        gaps = {"receipt": receipt.subject, "number": receipt.number} if receipt else {}
        pattern = sent.subject if sent.subject is not None else self.month.plan.reply_subject
        dice = Random(sent.id)  # noqa: S311 - a manner of writing, not a secret
        usual: Program = dice.choice(_USUAL)
        return written(
            Draft(
                id=sent.id,
                program=sent.program or usual,
                sender=self.address_of(sent),
                sender_name=unit.name.removesuffix("退役军人服务站") if unit and not sent.told_by else "",
                also_from=sent.also_from,
                to=self.bureau.bureau.mailbox,
                subject=re.sub(r"\{(receipt|number)\}", lambda gap: gaps.get(gap[1], ""), pattern),
                text=self._text(sent, story, dice),
                at=sent.moment,
                answers=receipt.message_id if receipt and sent.answers else None,
                copies=[_COPY.format(place) for place in range(sent.copies)],
                headers=sent.headers or {},
                lost_to=self.address_of(self.month.letter(sent.answers)) if sent.report and sent.answers else "",
                files=files,
                table=self._table(sent) if sent.pasted else (),
            )
        )

    def title_of(self, letter: str) -> str:
        """The title of the piece that a letter of this bureau brought."""
        root = self._root(self.month.letter(letter))
        unit = self.unit_of(root)
        return self._story(root, unit, root.story).title if unit and root.story else ""

    def _table(self, sent: Sent) -> Table:
        return table_of(self.month.stories.report, sent.rows, self.title_of)

    def _text(self, sent: Sent, story: Story | None, dice: Random) -> str:
        plan = self.month.plan
        pattern = sent.text or dice.choice(self.month.stories.greetings)
        if sent.text is None and (sent.answers or sent.prose or sent.link):
            pattern = plan.prose if sent.prose else plan.link if sent.link else plan.reply
        if story is None:
            return pattern
        return pattern.format(**story.gaps, title=story.title, body="\n".join(story.paragraphs))

    def _root(self, sent: Sent) -> Sent:
        """The letter a piece began with: what comes later tells the same story, down to its figures."""
        while sent.about is not None:
            earlier = self.month.letter(sent.about)
            if sent.story is not None and sent.story != earlier.story:
                break
            sent = earlier
        return sent

    def _story(self, root: Sent, unit: Unit, theme: str) -> Story:
        return tell(self.month.stories, theme, unit, root.moment, root.id)
