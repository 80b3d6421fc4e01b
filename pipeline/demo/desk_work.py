"""What the office does in the month, through the same steps as its commands: decides, enters facts, settles, closes."""

from pipeline.demo.month.office import Doubt, Entering, Registering, Settling
from pipeline.demo.records import find_letter, name_of, number_of
from pipeline.demo.stage import Stage
from pipeline.score.facts_json import fact_from_json
from pipeline.score.period import Period
from pipeline.steps.counting.close_month import close_month
from pipeline.steps.counting.documents import write_documents
from pipeline.steps.counting.fact_names import fact_name
from pipeline.steps.counting.hands import Refused, count_after
from pipeline.steps.counting.plan import has_plan, plan_of
from pipeline.steps.counting.reads_wanted import remind_of_reads
from pipeline.steps.counting.register import HandPiece, register
from pipeline.steps.counting.report_out import documents_of
from pipeline.steps.counting.schedule import close_if_due
from pipeline.steps.counting.settle import settle_fact
from pipeline.steps.counting.settle_order import SettleOrder
from pipeline.steps.counting.take import Offered, Source, take
from pipeline.steps.daily import send_digest
from pipeline.steps.process import open_desk
from pipeline.steps.review import Order, decide
from pipeline.store import facts, pieces


def decide_on(stage: Stage, settling: Settling) -> None:
    """A person of the office decides on a letter, unless that was done when the month was played before."""
    with stage.house.database.reading() as session:
        row = find_letter(session, settling.letter)
        if row is None or any(d.decided_by == settling.by for d in pieces.decisions_of(session, row)):
            return
        name, bureau = name_of(session, row), row.bureau
    order = Order(name=name, verb=settling.verb, reason=settling.reason, by=settling.by, unit=settling.unit)
    decide(stage.house, order, stage.readers)
    stage.deliver(bureau)


def enter(stage: Stage, bureau: str, entering: Entering) -> None:
    """The office enters a fact it knows of itself; entered twice, it is one."""
    if not has_plan(stage.house, bureau):
        return
    number = number_of(stage.house, entering.letter) if entering.letter else None
    if entering.letter and number is None:
        return  # the ending tells that the letter is missing
    known = entering.fact | ({"submission": number} if number else {})
    offered = Offered(
        kind=entering.kind, name=f"{entering.by}:{entering.at}", place=entering.by,
        told=known | entering.told, fact=fact_from_json(entering.kind, known),
    )  # fmt: skip
    desk = open_desk(stage.house, bureau)
    with stage.house.database.writing() as session:
        take(desk.pen(session), plan_of(stage.house, bureau), offered, Source(kind="import", by=entering.by))
    count_after(stage.house, bureau)
    stage.deliver(bureau)


def register_piece(stage: Stage, bureau: str, told: Registering) -> None:
    """The office puts a piece on record that came on paper, on disc or by WeChat, unless it has done so."""
    piece = HandPiece(
        bureau=bureau, unit=told.unit, day=told.day, by=told.by, title=told.title, kind=told.kind, medium=told.medium
    )
    try:
        register(stage.house, piece)
    except Refused as refused:
        if refused.cause != "same_title":
            raise
    count_after(stage.house, bureau)
    stage.deliver(bureau)


def settle(stage: Stage, bureau: str, doubt: Doubt) -> None:
    """The office puts a waiting row of a report right, unless it has done so."""
    with stage.house.database.reading() as session:
        row = find_letter(session, doubt.letter)
        told = facts.of_letter(session, row.id or 0) if row else ()
        waits = (one for one in told if one.state == facts.WAITING and one.told.get("outlet") == doubt.wording)
        name = next(map(fact_name, waits), None)
    if name is None:
        return
    order = SettleOrder(
        bureau=bureau, name=name, outlet=doubt.outlet, remember=doubt.remember, reason=doubt.reason, by=doubt.by
    )
    settle_fact(stage.house, order)
    count_after(stage.house, bureau)
    stage.deliver(bureau)


def morning(stage: Stage) -> None:
    """The reads that are due to be entered, and the list of what waits."""
    for bureau in stage.house.settings.bureaus:
        remind_of_reads(stage.house, bureau)
        send_digest(stage.house, bureau)
        stage.deliver(bureau)


def prepare(stage: Stage, bureau: str) -> None:
    """The closing day has come: the clock closes the month, or asks the office to."""
    close_if_due(stage.house, bureau)
    stage.deliver(bureau)


def approve(stage: Stage, bureau: str, month: Period, by: str) -> None:
    """The office has looked at the month: it is issued, and everyone gets what is theirs."""
    if not has_plan(stage.house, bureau):
        return
    close_month(stage.house, bureau, month, by=by)
    stage.deliver(bureau)
    for fee in plan_of(stage.house, bureau).book.fees:
        part = plan_of(stage.house, bureau).book.calendar.of(month.last, fee.every)
        folder = stage.house.data / "out" / bureau / part.name
        if not folder.exists():
            write_documents(folder, documents_of(stage.house, bureau, part))
