"""Tokens in cookies: out of reach of scripts, one cookie for each audience of each session."""

from typing import Final

from aiohttp import web

from sessionrunner.core.model import Audience, SessionId
from sessionrunner.runtime.ports import Grant

OPERATOR: Final = "sr_operator"
DAYS_30: Final = 30 * 24 * 60 * 60


def cookie_name(audience: Audience, session: SessionId) -> str:
    """The cookie that holds the token of this audience of this session."""
    return f"sr_{audience}_{session}"


def keep(answer: web.StreamResponse, grant: Grant, token: str, *, secure: bool) -> None:
    """Let the browser keep `token` for the pages of `grant`."""
    keep_as(answer, cookie_name(grant.audience, grant.session), token, secure=secure)


def keep_as(answer: web.StreamResponse, name: str, token: str, *, secure: bool) -> None:
    """Let the browser keep `token` under `name`, for 30 days, away from scripts and other sites."""
    answer.set_cookie(name, token, max_age=DAYS_30, path="/", httponly=True, samesite="Lax", secure=secure)


def forget(answer: web.StreamResponse, name: str) -> None:
    """Make the browser drop a cookie whose token is worth nothing any more."""
    answer.del_cookie(name, path="/", httponly=True, samesite="Lax")
