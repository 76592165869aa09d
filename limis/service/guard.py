"""Who may come in: hosts, origins, the token and the size of what is sent, checked before any route is asked.

A server on this machine is reachable from every page that its user's browser shows. Three things keep those pages
out: the name in ``Host`` has to be the server's (a page that rebinds its own name to 127.0.0.1 still sends that name),
a request that says where it comes from has to come from the server's own page, and anything but a loopback address
needs a token. This is plain ASGI, for HTTP and for WebSockets, whatever framework stands behind it.
"""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from limis.service.policy import LOOPBACK, Policy, Refusal, refusal_of, too_large

__all__ = ["LOOPBACK", "Guard", "Policy"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_log = logging.getLogger("limis.service")
_POLICY_VIOLATION = 1008
_ALWAYS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
)


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
        refusal = refusal_of(scope, self.policy)
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
            return await self._refuse(Refusal(408, "the body came too slowly", "all of it", "a part", "Send it again"))
        if message["type"] == "http.request":
            self.came += len(message.get("body", b""))
            self.is_whole = not message.get("more_body", False)
            if self.came > self.most_bytes:
                return await self._refuse(too_large(self.most_bytes))
        return message

    async def send(self, message: Message) -> None:
        if self.is_refused:
            return
        if message["type"] == "http.response.start":
            self.is_answered = True
            message = {**message, "headers": [*message.get("headers", ()), *_ALWAYS]}
        await self.outer_send(message)

    async def _refuse(self, refusal: Refusal) -> Message:
        """Answer in the app's place; what it still says goes nowhere."""
        if not self.is_answered:
            await _answer(refusal, self.outer_send)
        self.is_refused = True
        return {"type": "http.disconnect"}


async def _answer(refusal: Refusal, send: Send) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(refusal.body)).encode())]
    close = [(b"connection", b"close")]
    start: Message = {"type": "http.response.start", "status": refusal.status}
    await send({**start, "headers": [*headers, *close, *refusal.headers, *_ALWAYS]})
    await send({"type": "http.response.body", "body": refusal.body})


_FAILED = Refusal(500, "something went wrong here", "", "", "It was written to the server's log")


def _is_gone(error: Exception) -> bool:
    """Whether it is only the client that went away."""
    return isinstance(error, ConnectionError) or type(error).__name__ == "ClientDisconnect"


def _place_of(error: Exception) -> str:
    """Where an error came from: a file and a line, no words."""
    place = traceback.extract_tb(error.__traceback__)[-1:]
    return f"{place[0].filename}:{place[0].lineno}" if place else "?"
