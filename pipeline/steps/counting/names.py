"""How the documents call units, groups, pieces, outlets and periods."""

from functools import cached_property

from sqlmodel import col, select

from pipeline.score.booking import supplemented
from pipeline.score.period import Period
from pipeline.score.scoring import Scoring
from pipeline.steps.pen import Pen
from pipeline.store.tables import PieceRow


class Names:
    """The names of one bureau's things, each looked up once."""

    def __init__(self, pen: Pen, plan: Scoring) -> None:
        self.bureau = pen.bureau.bureau.id
        self.units = {unit.id: unit.name for unit in pen.bureau.bureau.roster.units}
        self._pen, self._plan = pen, plan

    def unit(self, unit_id: str) -> str:
        """The unit's full name; what the roster does not know stays as it is."""
        return self.units.get(unit_id, unit_id)

    def group(self, group: str) -> str:
        """The group's name: 局机关科室."""
        return self._pen.desk.words.word(group, "group")

    def outlet(self, outlet_id: str, told: str = "") -> str:
        """The outlet's name in the register, else as it was told."""
        found = self._plan.outlets.get(outlet_id)
        return found.name if found else told

    def level(self, level: str) -> str:
        """The level's name."""
        return self._plan.outlets.levels.get(level, "")

    def mode(self, mode: str | None) -> str:
        """The mode's word: 单独, 综合, 转载."""
        return self._pen.desk.words.word(mode, "adoption_mode") if mode else ""

    def entry_kind(self, kind: str) -> str:
        """计分, 冲销, 手工调整."""
        return self._pen.desk.words.word(kind, "entry_kind")

    def title(self, number: str) -> str:
        """The piece's title; "" for what is no piece."""
        return self._titles.get(number, "")

    def unit_of(self, number: str) -> str | None:
        """The id of the piece's unit."""
        return self._units_of.get(number)

    def duty(self, duty_id: str) -> tuple[str, str]:
        """The duty's title and clause."""
        return self._duties.get(duty_id, (duty_id, ""))

    def account(self, account: str) -> str:
        """The account's title: 积分."""
        return next((a.title for a in self._plan.book.accounts if a.id == account), account)

    def is_ranked(self, account: str) -> bool:
        """Whether ranks and totals are made of that account."""
        return account == self._plan.book.ranked().id

    def rule(self, rule: str) -> str:
        """The rule's title, with the id by which rulebook.yaml is searched."""
        title = self._rules.get(rule, "")
        return f"{title}（{rule}）" if title else rule

    def period(self, name: str) -> str:
        """2022年5月, 2022年第二季度, 2022年, 2022年终补充."""
        table = self._pen.desk.words.tables.get("period", {})
        of_year = supplemented(name, self._plan.book.calendar.shift)
        if of_year is not None:
            return table.get("supplement", "{year}").format(year=f"{of_year:04}")
        year, _, rest = name.partition("-")
        if rest:
            return table.get("month", "{year}-{month}").format(year=year, month=int(rest))
        for mark in "QH":
            year, found, part = name.partition(mark)
            if found:
                return table.get(f"{mark.lower()}{part}", name).format(year=year)
        return table.get("year", "{year}").format(year=name)

    def span(self, period: Period) -> str:
        """The title of a period."""
        return self.period(period.name)

    @cached_property
    def _pieces(self) -> list[tuple[str, str | None, str | None]]:
        wanted = select(PieceRow.number, PieceRow.title, PieceRow.unit).where(PieceRow.bureau == self.bureau)
        return list(self._pen.session.exec(wanted.order_by(col(PieceRow.id))))

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {number: title or "" for number, title, _ in self._pieces}

    @cached_property
    def _units_of(self) -> dict[str, str | None]:
        return {number: unit for number, _, unit in self._pieces}

    @cached_property
    def _rules(self) -> dict[str, str]:
        rules = {rule.id: rule.title for component in self._plan.book.components for rule in component.rules}
        return rules | {duty.id: duty.title for duty in self._plan.book.duties}

    @cached_property
    def _duties(self) -> dict[str, tuple[str, str]]:
        return {duty.id: (duty.title, duty.basis.clause) for duty in self._plan.book.duties}
