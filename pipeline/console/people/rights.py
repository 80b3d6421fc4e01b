"""Who may do what: the matrix of roles and rights, per bureau."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is at one bureau."""

    VIEWER = "viewer"  # 查看
    REVIEWER = "reviewer"  # 审稿
    OFFICE = "office"  # 办公室
    LEADER = "leader"  # 分管领导
    ADMIN = "admin"  # 管理员


class Right(StrEnum):
    """One thing that may be done."""

    SEE = "see"  # every page, all but what is sealed
    DECIDE = "decide"  # accept, return, discard, assign a unit, read again
    APPROVE = "approve"  # decide on release and reporting up
    RECORD = "record"  # adoptions, approvals by leaders, reads, activities, closing a month
    UNSEAL = "unseal"  # release or discard what is sealed
    LOOK_BACK = "look_back"  # the log of changes
    PEOPLE = "people"  # who may log in, and as what
    TEND = "tend"  # stop and start sending, send or withdraw one mail, lift a stop


_SETTLES = frozenset({Right.SEE, Right.DECIDE})
MATRIX: dict[Role, frozenset[Right]] = {
    Role.VIEWER: frozenset({Right.SEE}),
    Role.REVIEWER: _SETTLES,
    Role.OFFICE: _SETTLES | {Right.RECORD},
    Role.LEADER: _SETTLES | {Right.APPROVE, Right.RECORD},
    Role.ADMIN: frozenset(Right),
}


def may(role: Role | None, right: Right) -> bool:
    """Whether that role includes the right; no role includes none."""
    return role is not None and right in MATRIX[role]
