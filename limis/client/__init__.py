"""Talks to a limis server as if the conversation were here: no models, no torch."""

from limis.client.chat import RemoteChat
from limis.client.server import Server, connect
from limis.client.turn import RemoteListened, RemoteTurn

__all__ = ["RemoteChat", "RemoteListened", "RemoteTurn", "Server", "connect"]
