"""The socket that a server listens on."""

from __future__ import annotations

import socket

from limis.errors import InputError, say

__all__ = ["listening"]


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens: who connects from now on is served as soon as the server is there.

    Args:
        host: An address or name of this machine.
        port: 0 for any that is free.

    Raises:
        InputError: The address cannot be had.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise InputError(
            say(
                f"cannot listen on {host} port {port}",
                expected="an address of this machine and a port that is free",
                got=error.strerror or str(error),
                next_step="Give another --port, or --port 0 for any",
            )
        ) from error
