"""For commands about what is on record: a data folder that was mistyped is told, never made."""

import sys

from pipeline.cli.context import FAILED, Context, tell
from pipeline.cli.texts import say
from pipeline.steps.house import House, has_record


def existing_house(context: Context) -> House:
    """The house, or an end that says there is none in that folder."""
    house = house_to_list(context)
    if house is None:
        sys.exit(FAILED)
    return house


def house_to_list(context: Context) -> House | None:
    """The house; None, with a word about it, where nothing has been kept yet: then there is nothing to list."""
    if context.settings and not has_record(context.data):  # what is wrong with config/ is told first
        tell(say("no_record", data=context.data))
        return None
    return context.house
