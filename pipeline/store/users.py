"""People who may log in, what they are at each bureau, and their logins that hold."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, delete, func, select

from pipeline.store.tables import RoleRow, SessionRow, UserRow


def by_login(session: Session, login: str) -> UserRow | None:
    """The person of that login name, also one who left."""
    return session.exec(select(UserRow).where(UserRow.login == login)).first()


def by_id(session: Session, user_id: int) -> UserRow | None:
    """The person of that running number."""
    return session.get(UserRow, user_id)


def active(session: Session) -> list[UserRow]:
    """Everyone who may log in, by login name."""
    wanted = select(UserRow).where(col(UserRow.active).is_(True))
    return list(session.exec(wanted.order_by(UserRow.login)))


def count(session: Session) -> int:
    """How many may log in."""
    return session.exec(select(func.count()).select_from(UserRow).where(col(UserRow.active).is_(True))).one()


def roles_of(session: Session, user: UserRow) -> dict[str, str]:
    """What the person is: bureau → role."""
    wanted = select(RoleRow).where(RoleRow.user_id == user.id)
    return {row.bureau: row.role for row in session.exec(wanted.order_by(RoleRow.bureau))}


def set_roles(session: Session, user: UserRow, roles: Mapping[str, str]) -> None:
    """Make the person exactly this; the row has its id already."""
    session.exec(delete(RoleRow).where(col(RoleRow.user_id) == user.id))
    for bureau, role in roles.items():
        session.add(RoleRow(user_id=user.id or 0, bureau=bureau, role=role))


def with_role(session: Session, bureau: str, role: str) -> set[int | None]:
    """The ids of those who may log in and are that at the bureau."""
    wanted = select(UserRow.id).join(RoleRow, col(RoleRow.user_id) == col(UserRow.id))
    return set(
        session.exec(wanted.where(RoleRow.bureau == bureau, RoleRow.role == role, col(UserRow.active).is_(True)))
    )


def open_session(session: Session, key: str, user: UserRow, at: datetime) -> None:
    """Note a login."""
    session.add(SessionRow(key=key, user_id=user.id or 0, started_at=at, seen_at=at))


def session_of(session: Session, key: str) -> SessionRow | None:
    """The login of that key."""
    return session.get(SessionRow, key)


def end_session(session: Session, key: str) -> None:
    """End one login."""
    session.exec(delete(SessionRow).where(col(SessionRow.key) == key))


def end_sessions_of(session: Session, user: UserRow, *, but: str | None = None) -> None:
    """End every login of the person, but the one of that key."""
    session.exec(delete(SessionRow).where(col(SessionRow.user_id) == user.id, col(SessionRow.key) != (but or "")))


def sweep_sessions(session: Session, unseen_since: datetime) -> None:
    """Forget logins that nobody has used since then."""
    session.exec(delete(SessionRow).where(col(SessionRow.seen_at) < unseen_since))
