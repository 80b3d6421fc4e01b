"""All golden letters, in the order in which one run over their folder meets them."""

from pathlib import PurePosixPath

from letters.making import (
    archives,
    encodings,
    file_names,
    form_dresses,
    forms,
    joined,
    kinds,
    links,
    machines,
    manuscript_formats,
    manuscripts,
    manuscripts_several,
    pictures,
    repeats,
    replies,
    reports,
    secrecy,
    senders,
    structure,
    subjects_exact,
    subjects_loose,
    times,
    transfer,
)
from letters.making.golden import Golden

_ROOMS = (
    archives,
    encodings,
    file_names,
    form_dresses,
    forms,
    joined,
    kinds,
    links,
    machines,
    manuscript_formats,
    manuscripts,
    manuscripts_several,
    pictures,
    repeats,
    replies,
    reports,
    secrecy,
    senders,
    structure,
    subjects_exact,
    subjects_loose,
    times,
    transfer,
)
LETTERS: tuple[Golden, ...] = tuple(
    sorted((letter for room in _ROOMS for letter in room.LETTERS), key=lambda letter: PurePosixPath(letter.name))
)
