"""`python -m pipeline` and `baosong`."""

import os
import sys
from pathlib import Path

_INTERRUPTED = 130  # exit: Ctrl+C, as shells count it


def main() -> None:
    """The command line; Ctrl+C while it is still loading ends it quietly too, and closed pipes are as good as empty."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed before we began, as some services do
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
    try:
        from pipeline.cli.app import run
    except KeyboardInterrupt:
        raise SystemExit(_INTERRUPTED) from None
    run()


if __name__ == "__main__":
    main()
