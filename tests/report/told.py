"""What a mail tells in its text and on its page alike."""


def told_in_both(mail, *words: str) -> None:
    for word in words:
        assert word in mail.text
        assert word in mail.html
