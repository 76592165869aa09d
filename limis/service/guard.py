"""Who may come in: hosts, origins, the token and the size of what is sent, checked before any route is asked.

A server on this machine is reachable from every page that its user's browser shows. Three things keep those pages
out: the name in ``Host`` has to be the server's (a page that rebinds its own name to 127.0.0.1 still sends that name),
a request that says where it comes from has to come from the server's own page, and anything but a loopback address
needs a token. This is plain ASGI, for HTTP and for WebSockets, whatever framework stands behind it.

Source: RFC 9110 section 7.2 (Host) and RFC 6454 section 7 (Origin); Fetch Metadata Request Headers, W3C, section 2.4;
RFC 6750 section 2.1 (bearer tokens); RFC 6455 section 10.2 (WebSocket origins).
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import logging
import traceback
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from limis.service.tokens import same_token

__all__ = ["LOOPBACK", "Guard", "Policy"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of this machine that no other machine's page can have."""

_log = logging.getLogger("limis.service")
_BEARER = "bearer."
_POLICY_VIOLATION = 1008
_ALWAYS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
)


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
    patience_s: float = 30.0

    def body_bytes(self, path: str) -> int:
        """How long the body of a request to a path may be."""
        return self.upload_bytes if path.startswith(self.uploads or ("\0",)) else self.most_bytes


@dataclass(frozen=True)
class _Refusal:
    """Why a request does not pass."""

    status: int
    what: str
    expected: str
    got: str
    next_step: str
    headers: tuple[tuple[bytes, bytes], ...] = ()

    @property
    def body(self) -> bytes:
        said = {"what": self.what, "expected": self.expected, "got": self.got, "next_step": self.next_step}
        return json.dumps({"code": "Refused", "status": self.status, **said}).encode()


class Guard:
    """Stands before an ASGI app.

    Args:
        app: What is guarded.
        policy: What passes.
    """

    def __init__(self, app: App, policy: Policy | None = None) -> None:
        self._app, self.policy = app, policy or Policy()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refusal = _refusal(scope, self.policy)
        if scope["type"] == "websocket":
            if refusal is None:
                await self._app(scope, receive, send)
            else:
                await receive()
                await send({"type": "websocket.close", "code": _POLICY_VIOLATION, "reason": refusal.what})
            return
        if refusal is not None:
            await _answer(refusal, send)
            return
        await _Exchange(self.policy.body_bytes(scope["path"]), self.policy.patience_s, receive, send).run(
            self._app, scope
        )


@dataclass(eq=False)
class _Exchange:
    """One request and its answer: what comes in is counted, what goes out gets the headers that all answers have."""

    most_bytes: int
    patience_s: float
    outer_receive: Receive
    outer_send: Send
    came: int = 0
    is_whole: bool = False
    is_answered: bool = False
    is_refused: bool = field(default=False)

    async def run(self, app: App, scope: Scope) -> None:
        try:
            await app(scope, self.receive, self.send)
        except Exception as error:  # noqa: BLE001 - its message may name a patient: it goes nowhere
            if not self.is_refused and not _is_gone(error):
                _log.error("%s in %s", type(error).__name__, _place_of(error))
            if not self.is_answered and not self.is_refused:
                await _answer(_FAILED, self.outer_send)

    async def receive(self) -> Message:
        if self.is_refused:
            return {"type": "http.disconnect"}
        try:
            patience = None if self.is_whole else self.patience_s
            message = await asyncio.wait_for(self.outer_receive(), patience)
        except TimeoutError:
            return await self._refuse(_Refusal(408, "the body came too slowly", "all of it", "a part", "Send it again"))
        if message["type"] == "http.request":
            self.came += len(message.get("body", b""))
            self.is_whole = not message.get("more_body", False)
            if self.came > self.most_bytes:
                return await self._refuse(_too_large(self.most_bytes))
        return message

    async def send(self, message: Message) -> None:
        if self.is_refused:
            return
        if message["type"] == "http.response.start":
            self.is_answered = True
            message = {**message, "headers": [*message.get("headers", ()), *_ALWAYS]}
        await self.outer_send(message)

    async def _refuse(self, refusal: _Refusal) -> Message:
        """Answer in the app's place; what it still says goes nowhere."""
        if not self.is_answered:
            await _answer(refusal, self.outer_send)
        self.is_refused = True
        return {"type": "http.disconnect"}


async def _answer(refusal: _Refusal, send: Send) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(refusal.body)).encode())]
    close = [(b"connection", b"close")]
    start: Message = {"type": "http.response.start", "status": refusal.status}
    await send({**start, "headers": [*headers, *close, *refusal.headers, *_ALWAYS]})
    await send({"type": "http.response.body", "body": refusal.body})


def _refusal(scope: Mapping[str, Any], policy: Policy) -> _Refusal | None:
    """Why a request does not pass; None when it does."""
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


def _wrong_host(headers: Mapping[str, list[str]], policy: Policy) -> _Refusal | None:
    said = headers.get("host", [])
    name = _host_name(said[0]) if len(said) == 1 else None
    if name is not None and (name in policy.hosts or (policy.any_address and _is_address(name))):
        return None
    got = repr(said[0][:80]) if len(said) == 1 else f"{len(said)} Host headers"
    return _Refusal(
        421, "this is another server", "this server's own name", got, "Use its address, or start it with --allow-host"
    )


def _wrong_origin(headers: Mapping[str, list[str]], path: str, policy: Policy) -> _Refusal | None:
    """Another site's page is told by its Origin; where there is none, by what the browser says of the request."""
    for origin in headers.get("origin", []):
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or parts.netloc.lower() != headers["host"][0].lower():
            return _from_elsewhere(repr(origin[:80]))
    sites = set(headers.get("sec-fetch-site", []))
    if path.startswith(policy.private) and not sites <= {"same-origin", "none"}:
        return _from_elsewhere(", ".join(sites)[:80])
    return None


def _from_elsewhere(got: str) -> _Refusal:
    return _Refusal(403, "this comes from another site", "this server's own page", got, "Open the server's own page")


def _wrong_token(headers: Mapping[str, list[str]], path: str, policy: Policy) -> _Refusal | None:
    if policy.token is None or _is_public(path, policy):
        return None
    given = [value[7:].strip() for value in headers.get("authorization", []) if value[:7].lower() == "bearer "]
    asked = ",".join(headers.get("sec-websocket-protocol", [])).split(",")
    given += [word.strip()[len(_BEARER) :] for word in asked if word.strip().startswith(_BEARER)]
    if any(same_token(one, policy.token) for one in given):
        return None
    return _Refusal(
        401,
        "this server wants a token",
        "Authorization: Bearer, or the WebSocket protocol bearer.TOKEN",
        "a wrong one" if given else "none",
        "Give the token that the server showed when it started",
        ((b"www-authenticate", b"Bearer"),),
    )


def _is_public(path: str, policy: Policy) -> bool:
    return path.startswith(policy.public or ("\0",)) and not path.startswith(policy.private)


def _wrong_length(headers: Mapping[str, list[str]], path: str, policy: Policy) -> _Refusal | None:
    most = policy.body_bytes(path)
    lengths = headers.get("content-length", [])
    if not all(length.isdigit() for length in lengths):
        return _Refusal(400, "a length that is no number", "digits", "something else", "Send the body's length")
    return _too_large(most) if any(int(length[:20]) > most for length in lengths) else None


def _too_large(most: int) -> _Refusal:
    return _Refusal(413, "that is too much", f"at most {most} bytes", "more", "Send less, or start it with --upload")


_FAILED = _Refusal(500, "something went wrong here", "", "", "It was written to the server's log")


def _is_gone(error: Exception) -> bool:
    """Whether it is only the client that went away."""
    return isinstance(error, ConnectionError) or type(error).__name__ == "ClientDisconnect"


def _place_of(error: Exception) -> str:
    """Where an error came from: a file and a line, no words."""
    place = traceback.extract_tb(error.__traceback__)[-1:]
    return f"{place[0].filename}:{place[0].lineno}" if place else "?"


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
