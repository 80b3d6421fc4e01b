"""What the demo tells at its end: counts, examples, what is not as it should be, where to look."""

import shlex
import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cli.context import Context
from pipeline.cli.tables import print_line, print_table
from pipeline.cli.texts import say
from pipeline.domain.words import Disposition, State

if TYPE_CHECKING:  # the demo's own modules need its servers, which may not be installed
    from pipeline.demo.ending import Breach, Ending, Told
    from pipeline.demo.stage import Stage

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
    return {"data": str(folder), "letters": len(outcome.told), "bureaus": bureaus, "breaches": breaches}


def tell_ending(context: Context, stage: "Stage", outcome: "Ending", index: Path) -> None:
    """The summary for people."""
    print_line(say("demo_counts"))
    _tell_counts(context, stage, outcome)
    print_line("")
    print_line(say("demo_examples"))
    for one in outcome.told:
        if one.sent.show:
            _tell_example(context, stage, one)
    print_line("")
    if outcome.breaches:
        print_line(say("demo_breaches", count=len(outcome.breaches)))
        for breach in outcome.breaches:
            print_line(_breach(breach), indent=2)
    else:
        print_line(say("demo_as_expected", count=len(outcome.told)))
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
    print_table([say("bureau"), say("letters"), *words, say("demo_sent")], rows, folding=0)


def _tell_example(context: Context, stage: "Stage", one: "Told") -> None:
    """Number, unit and outcome on a line; below it what the subject said and what was seen in the letter."""
    unit = stage.house.bureau(one.bureau).bureau.roster.by_id(one.unit)
    disposition = context.words.word(one.disposition.value, "disposition")
    outcome = disposition
    if one.state is not None and one.state is not _USUAL.get(one.disposition):
        outcome = say("demo_then", disposition=disposition, state=context.words.word(one.state.value, "state"))
    print_line(
        say("demo_example", name=one.name, unit=unit.name if unit else one.sent.sender, outcome=outcome), indent=2
    )
    if one.state is not State.SEALED:
        print_line(say("demo_subject", subject=one.sent.subject or say("demo_no_subject")), indent=6)
    for message in one.messages:
        print_line(say("demo_seen", message=message), indent=6)


def _breach(breach: "Breach") -> str:
    return say(f"demo_breach_{breach.what}", letter=breach.letter, expected=breach.expected, got=breach.got)


def _tell_where(stage: "Stage", outcome: "Ending", index: Path) -> None:
    """Files to open and commands to try, ready to be copied."""
    held = next((one.name for one in outcome.told if one.state is State.HELD), outcome.told[0].name)
    config, data = (shlex.quote(_from_here(path)) for path in (stage.house.settings.folder, stage.house.data))
    facts = {"command": _command(), "options": f"--config {config} --data {data}", "held": held}
    for line in say("demo_where", data=_from_here(stage.house.data), index=_from_here(index), **facts).splitlines():
        print(line)  # as it stands: a command that is folded cannot be copied


def _command() -> str:
    """What a person types here to run us: the way this very run was called, where that can be typed again."""
    called = Path(sys.argv[0])
    if called.stem != "baosong":
        return f"{shlex.quote(_from_here(Path(sys.executable)))} -m pipeline"
    found = shutil.which(called.name)
    return called.stem if found and called.exists() and called.samefile(found) else shlex.quote(_from_here(called))


def _from_here(path: Path) -> str:
    """A path within the folder at hand from there on, any other in full."""
    whole, here = path.absolute(), Path.cwd()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(whole)
