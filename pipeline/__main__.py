"""`python -m pipeline` and `baosong`."""

from pipeline.cli.app import run


def main() -> None:
    """The command line."""
    run()


if __name__ == "__main__":
    main()
