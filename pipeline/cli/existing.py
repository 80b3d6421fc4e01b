"""For commands about what is on record: a data folder that was mistyped is told, never made."""

from pipeline.cli.context import FAILED, Context, stop, tell
from pipeline.cli.texts import say
from pipeline.steps.house import House, has_record


def existing_house(context: Context) -> House:
    """The house, or an end that says there is none in that folder."""
    if not has_record(context.data):
        stop(say("no_record", data=context.data), FAILED)
    return context.house


def house_to_list(context: Context) -> House | None:
    """The house; None, with a word about it, where nothing has been kept yet: then there is nothing to list."""
    if not has_record(context.data):
        tell(say("no_record", data=context.data))
        return None
    return context.house
