"""The server over streamable HTTP, behind the guard that every server of limis has."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable
from contextlib import suppress

import uvicorn
from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings

from limis.service.guard import Guard
from limis.service.listening import listening
from limis.service.policy import LOOPBACK, Policy

__all__ = ["guarded_app", "listen"]

PATH = "/mcp"
_PATIENCE_S = 2


def guarded_app(server: MCPServer, host: str, token: str | None, names: Iterable[str] = ()) -> Guard:
    """The server as an ASGI app that lets in only who belongs here.

    Args:
        server: The server.
        host: The address it will be served at.
        token: What clients have to show; None for nothing.
        names: Other names that clients may call it by.
    """
    # The guard has looked at Host and Origin already, by the names that are told here.
    off = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = server.streamable_http_app(streamable_http_path=PATH, transport_security=off)
    hosts = frozenset({*LOOPBACK, host.lower(), *(name.lower() for name in names)})
    return Guard(app, Policy(hosts=hosts, any_address=_is_any(host), token=token))


def listen(app: Guard, host: str, port: int, tell: Callable[[str], None]) -> None:
    """Serve until told to end.

    Args:
        app: What is served.
        host: The address.
        port: 0 for any that is free.
        tell: Is told where it is served.

    Raises:
        InputError: The address or port cannot be had.
    """
    with listening(host, port) as door:
        place = f"[{host}]" if ":" in host else host
        tell(f"serving at http://{place}:{door.getsockname()[1]}{PATH}")
        # No request is written down: what is asked may name a patient.
        config = uvicorn.Config(app, access_log=False, log_level="warning", server_header=False, lifespan="on")
        config.timeout_graceful_shutdown = _PATIENCE_S
        uvicorn.Server(config).run([door])


def _is_any(host: str) -> bool:
    """Whether an address stands for all of a machine's."""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_unspecified
    return False
