"""What costs many sums is kept as long as nothing that it depends on has changed."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

from pipeline.domain.timeutil import local
from pipeline.steps.counting.plan import files_mark
from pipeline.steps.house import House
from pipeline.store.entry_lists import newest_change

T = TypeVar("T")
_MOST = 64
_lock = threading.Lock()
_found: OrderedDict[Hashable, object] = OrderedDict()


def kept(house: House, key: tuple[str, *tuple[Hashable, ...]], make: Callable[[], T]) -> T:
    """What `make` gives, made anew after any change on record or in the bureau's files, and on another day.

    Args:
        house: the house.
        key: the bureau's id, and what else is asked for.
        make: makes a frozen value.
    """
    bureau = house.bureau(key[0])
    with house.database.reading() as session:
        mark = newest_change(session)
    whole = (house.data, key, mark, files_mark(bureau.folder), local(house.clock()).date())
    with _lock:
        if whole in _found:
            _found.move_to_end(whole)
            return _found[whole]  # type: ignore[return-value]
    made = make()
    with _lock:
        _found[whole] = made
        while len(_found) > _MOST:
            _found.popitem(last=False)
    return made
