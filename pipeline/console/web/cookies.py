"""The desk's two cookies: of a login, and of one who stands at the door."""

import secrets

from fastapi import Request, Response

LOGIN = "baosong"
DOOR = "baosong_door"


def give(request: Request, response: Response, name: str, value: str) -> None:
    """Give the browser a cookie that no script reads and no other site sends; over https only, once it is https."""
    response.set_cookie(name, value, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/")


def take(request: Request, response: Response, name: str) -> None:
    """Take a cookie back."""
    response.delete_cookie(name, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/")


def door_of(request: Request) -> str:
    """The cookie of one who stands at the door, a new one where there is none."""
    return request.cookies.get(DOOR) or secrets.token_urlsafe(24)
