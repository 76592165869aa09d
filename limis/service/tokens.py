"""The word that opens a server's door."""

from __future__ import annotations

import hmac
import re
import secrets

from limis.errors import InputError, say

__all__ = ["is_token", "make_token", "same_token"]

_BYTES = 24
_SHAPE = re.compile(r"[A-Za-z0-9._~-]{16,256}")


def make_token() -> str:
    """A token nobody can guess: 192 random bits, of letters that any header may hold."""
    return secrets.token_urlsafe(_BYTES)


def is_token(token: str) -> str:
    """A token that somebody has chosen, when it will do.

    Raises:
        InputError: It is too short, or has letters that no header may hold.
    """
    if not _SHAPE.fullmatch(token):
        raise InputError(
            say(
                "this token will not do",
                expected="16 to 256 letters, digits, dots, dashes or underscores",
                got=f"{len(token)} characters" if len(token) < 16 or len(token) > 256 else "other characters",
                next_step="Leave it out of --token to have one made, or choose another",
            )
        )
    return token


def same_token(given: str, token: str) -> bool:
    """Whether two tokens are equal, told in a time that says nothing about how much of them is."""
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), token.encode("utf-8"))
