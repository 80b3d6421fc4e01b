"""What a person asked for that cannot be done, and why."""


class Refusal(Exception):  # noqa: N818 - told to a person, not a fault of ours
    """A decision that cannot be carried out; `cause` is a word of the texts table."""

    def __init__(self, cause: str, **facts: str) -> None:
        super().__init__(cause, facts)
        self.cause = cause
        self.facts = facts
