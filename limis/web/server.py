"""Runs an application on a socket that listens already."""

from __future__ import annotations

import socket
from typing import Any

import uvicorn

__all__ = ["make_server", "run"]

_MOST_CONNECTIONS = 512
_KEEP_ALIVE_S = 30
_LONGEST_MESSAGE = 2**16


def make_server(app: Any, *, verbose: bool = False) -> uvicorn.Server:
    """A server for an application. It writes down no request, for what is asked may name a patient."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
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
