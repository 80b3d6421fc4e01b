"""`python -m pipeline` and `baosong`."""

_INTERRUPTED = 130  # exit: Ctrl+C, as shells count it


def main() -> None:
    """The command line; Ctrl+C while it is still loading ends it quietly too."""
    try:
        from pipeline.cli.app import run
    except KeyboardInterrupt:
        raise SystemExit(_INTERRUPTED) from None
    run()


if __name__ == "__main__":
    main()
