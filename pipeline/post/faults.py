"""What keeps mail from leaving at all, as exceptions: they concern our account or the network, never one mail."""


class PostFault(Exception):  # noqa: N818 - these are named after what happened, as an operator would say it
    """No session with the server came about; nothing was handed over.

    `advice` tells an operator in Chinese what to do; `code` and `text` are the server's answer, 0 and a short reason
    where it gave none, fit for `classify`. Secrets never stand in them.
    """

    def __init__(self, advice: str, code: int = 0, text: str = "") -> None:
        super().__init__(advice, code, text)
        self.advice = advice
        self.code = code
        self.text = text

    def __str__(self) -> str:
        answer = f"{self.code} {self.text}" if self.code else self.text
        return f"{self.advice}（{answer}）" if answer else self.advice


class LoginRefused(PostFault):
    """The server refused the account's name and password; trying again soon may get the address banned."""


class Unreachable(PostFault):
    """The server could not be reached, or not in a way that is safe; trying again later is right."""
