"""What a request says of itself, and whether it may come in: names, origins, tokens, lengths. No input, no output.

Source: RFC 9110 section 7.2 (Host) and RFC 6454 section 7 (Origin); Fetch Metadata Request Headers, W3C, section 2.4;
RFC 6750 section 2.1 (bearer tokens); RFC 6455 section 10.2 (WebSocket origins).
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from limis.service.tokens import same_token

__all__ = ["LOOPBACK", "Policy", "Refusal", "refusal_of", "too_large"]

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of this machine that no other machine's page can have."""

_BEARER = "bearer."


@dataclass(frozen=True)
class Policy:
    """What a `Guard` lets pass.

    Attributes:
        hosts: Names that ``Host`` may say, in small letters and without a port.
        any_address: Whether it may also be any IP address, for a server that is bound to all of a machine's: an
            address cannot be rebound to another.
        token: What has to be shown; None for nothing.
        public: Beginnings of paths that need no token: the page itself, which holds nothing.
        private: Beginnings of paths that no other site may even look at.
        most_bytes: Of a request's body.
        upload_bytes: The same, for paths that begin with one of `uploads`.
        uploads: See there.
        longer: Ends of other paths, and how long the body of a request to them may be.
        patience_s: For the next piece of a body.
    """

    hosts: frozenset[str] = LOOPBACK
    any_address: bool = False
    token: str | None = None
    public: tuple[str, ...] = ()
    private: tuple[str, ...] = ("/",)
    most_bytes: int = 2**20
    upload_bytes: int = 2**31
    uploads: tuple[str, ...] = ()
    longer: tuple[tuple[str, int], ...] = ()
    patience_s: float = 30.0

    def body_bytes(self, path: str) -> int:
        """How long the body of a request to a path may be."""
        if path.startswith(self.uploads or ("\0",)):
            return self.upload_bytes
        return next((most for end, most in self.longer if path.endswith(end)), self.most_bytes)


@dataclass(frozen=True)
class Refusal:
    """Why a request does not pass.

    Attributes:
        status: Of HTTP.
        what: As `limis.errors.say` takes it, and so the next three.
        expected: See there.
        got: See there.
        next_step: See there.
        headers: Of the answer, besides the usual.
    """

    status: int
    what: str
    expected: str
    got: str
    next_step: str
    headers: tuple[tuple[bytes, bytes], ...] = ()

    @property
    def body(self) -> bytes:
        """The answer's body: a problem, as `limis.web.problems` has them."""
        said = {"what": self.what, "expected": self.expected, "got": self.got, "next_step": self.next_step}
        return json.dumps({"code": "Refused", "status": self.status, **said}).encode()


def refusal_of(scope: Mapping[str, Any], policy: Policy) -> Refusal | None:
    """Why a request does not pass; None when it does.

    Args:
        scope: Of an ASGI request, HTTP or WebSocket.
        policy: What passes.
    """
    headers: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        headers.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    path = str(scope["path"])
    return (
        _wrong_host(headers, policy)
        or _wrong_origin(headers, path, policy)
        or _wrong_token(headers, path, policy)
        or _wrong_length(headers, path, policy)
    )


def _wrong_host(headers: Mapping[str, list[str]], policy: Policy) -> Refusal | None:
    said = headers.get("host", [])
    name = _host_name(said[0]) if len(said) == 1 else None
    if name is not None and (name in policy.hosts or (policy.any_address and _is_address(name))):
        return None
    got = repr(said[0][:80]) if len(said) == 1 else f"{len(said)} Host headers"
    return Refusal(
        421, "this is another server", "this server's own name", got, "Use its address, or start it with --allow-host"
    )


def _wrong_origin(headers: Mapping[str, list[str]], path: str, policy: Policy) -> Refusal | None:
    """Another site's page is told by its Origin; where there is none, by what the browser says of the request."""
    for origin in headers.get("origin", []):
        if not _is_at(origin, headers["host"][0]):
            return _from_elsewhere(repr(origin[:80]))
    sites = set(headers.get("sec-fetch-site", []))
    if path.startswith(policy.private) and not sites <= {"same-origin", "none"}:
        return _from_elsewhere(", ".join(sites)[:80])
    return None


def _is_at(origin: str, host: str) -> bool:
    """Whether a page's origin is what a Host header names."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


def _from_elsewhere(got: str) -> Refusal:
    return Refusal(403, "this comes from another site", "this server's own page", got, "Open the server's own page")


def _wrong_token(headers: Mapping[str, list[str]], path: str, policy: Policy) -> Refusal | None:
    if policy.token is None or _is_public(path, policy):
        return None
    given = [value[7:].strip() for value in headers.get("authorization", []) if value[:7].lower() == "bearer "]
    asked = ",".join(headers.get("sec-websocket-protocol", [])).split(",")
    given += [word.strip()[len(_BEARER) :] for word in asked if word.strip().startswith(_BEARER)]
    if any(same_token(one, policy.token) for one in given):
        return None
    return Refusal(
        401,
        "this server wants a token",
        "Authorization: Bearer, or the WebSocket protocol bearer.TOKEN",
        "a wrong one" if given else "none",
        "Give the token that the server showed when it started",
        ((b"www-authenticate", b"Bearer"),),
    )


def _is_public(path: str, policy: Policy) -> bool:
    return path.startswith(policy.public or ("\0",)) and not path.startswith(policy.private)


def _wrong_length(headers: Mapping[str, list[str]], path: str, policy: Policy) -> Refusal | None:
    most = policy.body_bytes(path)
    lengths = headers.get("content-length", [])
    if not all(length.isascii() and length.isdigit() for length in lengths):
        return Refusal(400, "a length that is no number", "digits", "something else", "Send the body's length")
    return too_large(most) if any(int(length[:20]) > most for length in lengths) else None


def too_large(most: int) -> Refusal:
    """The refusal of a body that is longer than that."""
    return Refusal(413, "that is too much", f"at most {most} bytes", "more", "Send less, or start it with --upload")


def _host_name(host: str) -> str | None:
    """The name in a Host header, in small letters and without its port; None where there is none."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return None
    plain = parts.username is None and not parts.path and not parts.query and not parts.fragment
    return parts.hostname if plain else None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
