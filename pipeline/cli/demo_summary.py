"""What the demo tells at its end: counts, examples, what is not as it should be, where to look."""

import shlex
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cli.context import Context
from pipeline.cli.demo_points import month_json, tell_points, try_points
from pipeline.cli.demo_texts import phrase
from pipeline.cli.here import from_here, our_command
from pipeline.cli.tables import print_line, print_table
from pipeline.cli.texts import say
from pipeline.domain.words import Disposition, State

if TYPE_CHECKING:  # the demo's own modules need its servers, which may not be installed
    from pipeline.demo.breach import Breach
    from pipeline.demo.ending import Ending, Told
    from pipeline.demo.stage import Stage

_OUTCOMES = ("taken", "waits", "other")
_USUAL = {  # the state that a disposition brings by itself
    Disposition.ACCEPTED: State.RECEIVED,
    Disposition.RETURNED: State.RETURNED,
    Disposition.HELD: State.HELD,
    Disposition.SEALED: State.SEALED,
}


def ending_json(outcome: "Ending", folder: Path) -> dict[str, Any]:
    """The outcome as one JSON document."""
    bureaus = {
        name: {
            **{d.value: counts[d] for d in Disposition},
            "sent": outcome.mails[name],
            "states": {state.value: count for state, count in sorted(outcome.states[name].items())},
        }
        for name, counts in outcome.dispositions.items()
    }
    breaches = [asdict(one) for one in outcome.breaches]
    months = {name: month_json(end) for name, end in outcome.month_ends.items()}
    return {
        "data": str(folder), "letters": len(outcome.told), "bureaus": bureaus, "months": months, "breaches": breaches,
    }  # fmt: skip


def tell_ending(context: Context, stage: "Stage", outcome: "Ending", index: Path) -> None:
    """The summary for people."""
    print_line(phrase("counts"))
    _tell_counts(context, stage, outcome)
    print_line("")
    print_line(phrase("examples"))
    for one in outcome.told:
        if one.sent.show:
            _tell_example(context, stage, one)
    print_line("")
    tell_points(outcome)
    print_line("")
    if outcome.breaches:
        print_line(phrase("breaches", count=len(outcome.breaches)))
        for breach in outcome.breaches:
            print_line(_breach(breach), indent=2)
    else:
        print_line(phrase("as_expected", count=len(outcome.told)))
    _tell_where(stage, outcome, index)


def _tell_counts(context: Context, stage: "Stage", outcome: "Ending") -> None:
    shown = [d for d in reversed(Disposition) if any(counts[d] for counts in outcome.dispositions.values())]
    words = [context.words.word(d.value, "disposition") for d in shown]
    rows = [
        [
            stage.house.bureau(name).bureau.name,
            *map(str, (counts.total(), *(counts[d] for d in shown), outcome.mails[name])),
        ]
        for name, counts in outcome.dispositions.items()
    ]
    print_table([say("bureau"), say("letters"), *words, phrase("sent")], rows, folding=0)


def _tell_example(context: Context, stage: "Stage", one: "Told") -> None:
    """Number, unit and outcome on a line; below it what the subject said and what was seen in the letter."""
    unit = stage.house.bureau(one.bureau).bureau.roster.by_id(one.unit)
    disposition = context.words.word(one.disposition.value, "disposition")
    outcome = disposition
    if one.state is not None and one.state is not _USUAL.get(one.disposition):
        outcome = phrase("then", disposition=disposition, state=context.words.word(one.state.value, "state"))
    print_line(phrase("example", name=one.name, unit=unit.name if unit else one.sent.sender, outcome=outcome), indent=2)
    if one.state is not State.SEALED:
        print_line(phrase("subject", subject=one.subject or phrase("no_subject")), indent=6)
    if one.sent.rows:
        print_line(_rows(one), indent=6)
    for message in one.messages:
        print_line(phrase("seen", message=message), indent=6)


def _rows(one: "Told") -> str:
    """What became of the rows of a report."""
    count = len(one.sent.rows)
    found = {**one.rows, "other": count - one.rows.total()}
    told = (phrase(f"rows_{outcome}", count=found.get(outcome, 0)) for outcome in _OUTCOMES if found.get(outcome))
    return phrase("rows", count=count, outcomes="，".join(told))


def _breach(breach: "Breach") -> str:
    return phrase(f"breach_{breach.what}", letter=breach.letter, expected=breach.expected, got=breach.got)


def may_be_accepted(told: "Sequence[Told]") -> str:
    """The number of the first piece that waits and whose unit is known: without a unit none can be accepted."""
    return next((one.name for one in told if one.state is State.HELD and one.unit), "")


def _tell_where(stage: "Stage", outcome: "Ending", index: Path) -> None:
    """Files to open and commands to try, ready to be copied."""
    held = may_be_accepted(outcome.told)
    config, data = (shlex.quote(from_here(path)) for path in (stage.house.settings.folder, stage.house.data))
    facts = {"command": our_command(), "options": f"--config {config} --data {data}"}
    places = {"data": from_here(stage.house.data), "out": from_here(index.parent), "index": from_here(index)}
    facts["shown"] = held or outcome.told[0].name
    texts = (phrase("where", **places, **facts), held and phrase("where_held", **facts), try_points(outcome, facts))
    for line in "\n".join(filter(None, texts)).splitlines():
        print(line)  # as it stands: a command that is folded cannot be copied
