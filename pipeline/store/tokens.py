"""Tokens that reviewers may answer with: each settles one question about one piece, once, for a while."""

from sqlmodel import Session, select

from pipeline.store.tables import TokenRow


def by_token(session: Session, bureau: str, token: str) -> TokenRow | None:
    """The token as it was issued; None of one that never was."""
    return session.exec(select(TokenRow).where(TokenRow.bureau == bureau, TokenRow.token == token)).first()
