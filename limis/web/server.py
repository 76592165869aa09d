"""Runs an application on a socket that listens already."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import uvicorn
from uvicorn.protocols.http.auto import AutoHTTPProtocol

__all__ = ["make_server", "run"]

_MOST_CONNECTIONS = 512
_KEEP_ALIVE_S = 30
_LONGEST_MESSAGE = 2**16
_Protocol: Any = AutoHTTPProtocol


class _Impatient(_Protocol):
    """A connection that is ended when the head of a request does not come: many slow ones would take every place."""

    patience_s = 15.0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._deadline is not None and not self._is_waiting():
            self._deadline.cancel()
            self._deadline = None
        self._wait()

    def _wait(self) -> None:
        if self._deadline is None and self._is_waiting():
            self._deadline = asyncio.get_running_loop().call_later(self.patience_s, self._give_up)

    def _give_up(self) -> None:
        self._deadline = None
        if self.transport.get_protocol() is self and self._is_waiting():
            self.transport.close()

    def _is_waiting(self) -> bool:
        """Whether no request is being answered."""
        return self.cycle is None or bool(self.cycle.response_complete)


def make_server(app: Any, *, verbose: bool = False, patience_s: float = _Impatient.patience_s) -> uvicorn.Server:
    """A server for an application. It writes down no request, for what is asked may name a patient.

    Args:
        app: ASGI.
        verbose: Whether it tells when it comes and goes.
        patience_s: How long it waits for the head of a request.
    """
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http=type("Impatient", (_Impatient,), {"patience_s": patience_s}),
            access_log=False,
            log_level="info" if verbose else "warning",
            server_header=False,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_keep_alive=_KEEP_ALIVE_S,
            timeout_graceful_shutdown=2,
            ws="websockets-sansio",
            ws_max_size=_LONGEST_MESSAGE,
            lifespan="off",
        )
    )


def run(app: Any, listener: socket.socket, *, verbose: bool = False) -> None:
    """Serve until somebody ends it."""
    make_server(app, verbose=verbose).run(sockets=[listener])
