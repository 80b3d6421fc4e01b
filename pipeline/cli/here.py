"""Paths and our own name, as a person types them in the folder at hand."""

import shlex
import shutil
import sys
from pathlib import Path


def our_command() -> str:
    """What a person types here to run us: the way this very run was called, where that can be typed again."""
    called = Path(sys.argv[0])
    if called.stem != "baosong":
        return f"{shlex.quote(from_here(Path(sys.executable)))} -m pipeline"
    found = shutil.which(called.name)
    return called.stem if found and called.exists() and called.samefile(found) else shlex.quote(from_here(called))


def from_here(path: Path) -> str:
    """A path within the folder at hand from there on, any other in full."""
    whole, here = path.absolute(), Path.cwd()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(whole)
