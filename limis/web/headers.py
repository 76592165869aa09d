"""Headers of every answer: what a page may load, and that nothing is kept by anybody on the way."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from limis.web import wire

__all__ = ["CONTENT_POLICY", "WithHeaders"]

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""What the page may load: itself, and nothing from anywhere else. The viewer has its font in a ``data:`` picture."""

_INTERFACE = ((b"cache-control", b"no-store"), (b"x-limis-api", str(wire.API).encode()))
_PAGE = (
    (b"cache-control", b"no-cache"),
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"permissions-policy", b"microphone=(self), camera=(), geolocation=()"),
)


class WithHeaders:
    """Adds headers to the answers of an app.

    Args:
        app: What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app answer."""
        more = _INTERFACE if str(scope.get("path", "")).startswith("/api/") else _PAGE

        async def with_more(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *more]}
            await send(message)

        await self._app(scope, receive, with_more)
