"""A server that conversations can be begun at."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from limis.client.chat import RemoteChat
from limis.client.wire import Wire
from limis.errors import InputError, say
from limis.progress import Progress, silent

__all__ = ["Server", "connect"]

_CHUNK = 2**20


class Server:
    """A limis server; `connect` gives one.

    Args:
        wire: The connection.
        about: What the server says of itself.
    """

    def __init__(self, wire: Wire, about: Mapping[str, Any]) -> None:
        self._wire, self.about = wire, about

    def chat(
        self,
        image: str | Path,
        *,
        masks: Mapping[str, str | Path] | None = None,
        models: str | None = None,
        progress: Progress = silent,
        **reading: Any,
    ) -> RemoteChat:
        """Begin a conversation about an image that lies here: it is uploaded, and so are the masks.

        Args:
            image: A file, or the folder of a DICOM series.
            masks: What is outlined already: name → file.
            models: One of those that the server offers.
            progress: Called at least twice a second while it is opened.
            reading: ``modality``, ``orientation``, ``spacing``, ``frame``, ``series``, as `limis.load` takes them.

        Raises:
            InputError: An image, mask or option that cannot be used.
            RemoteError: The server cannot be reached.
        """
        drawn = [{"upload": self.upload(path), "name": name} for name, path in (masks or {}).items()]
        return self._open({"upload": self.upload(image), "masks": drawn, "models": models, **reading}, progress)

    def open(self, path: str, *, models: str | None = None, progress: Progress = silent, **reading: Any) -> RemoteChat:
        """Begin a conversation about an image that lies at the server, under what it was told to serve."""
        return self._open({"path": path, "models": models, **reading}, progress)

    def resume(self, session: str) -> RemoteChat:
        """Take a conversation up again.

        Raises:
            UnknownSessionError: There is none of that id.
            ImageChangedError: Its image is gone, or another one.
        """
        return RemoteChat(self._wire, self._wire.get(f"/sessions/{quote(session, safe='')}"))

    def sessions(self) -> list[dict[str, Any]]:
        """The conversations that there are, the one that was used last first."""
        return self._wire.get("/sessions")

    def upload(self, path: str | Path) -> str:
        """Send a file, or every file of a folder; gives back the name of the upload."""
        where = Path(path)
        files = sorted(one for one in where.rglob("*") if one.is_file()) if where.is_dir() else [where]
        if not files or not files[0].is_file():
            raise InputError(
                say(
                    f"cannot send {where}", expected="a file or folder", got="nothing there", next_step="Check the path"
                )
            )
        name = ""
        for file in files:
            to = f"/uploads/{name}" if name else "/uploads"
            name = str(self._wire.send(to, _pieces(file), name=file.name)["upload"])
        return name

    def close(self) -> None:
        """End the connection; conversations stay at the server."""
        self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open(self, asked: Mapping[str, Any], progress: Progress) -> RemoteChat:
        body = {name: value for name, value in asked.items() if value is not None}
        return RemoteChat(self._wire, self._wire.work("/sessions", body, "session", progress))


def connect(url: str, token: str | None = None, *, transport: Any = None) -> Server:
    """Connect to a server.

    Args:
        url: Its address, as ``limis serve`` prints it.
        token: What it wants to be shown, where the address does not say it.
        transport: An ``httpx`` transport, for tests and proxies.

    Returns:
        The server; close it, or use it as a context manager.

    Raises:
        VersionMismatchError: It speaks another version of the interface.
        RemoteError: It cannot be reached, or is no limis server.
        MissingExtraError: The extra ``web`` is not installed.

    Example:
        >>> import limis
        >>> server = limis.connect("http://127.0.0.1:8765")  # doctest: +SKIP
        >>> server.chat("scan.nii.gz").say("segment the liver").reply  # doctest: +SKIP
        'Liver found. Liver: 1,482 ml.'
    """
    wire = Wire(url, token, transport=transport)
    try:
        return Server(wire, wire.check_version())
    except BaseException:
        wire.close()
        raise


def _pieces(file: Path) -> Generator[bytes]:
    with file.open("rb") as stream:
        while piece := stream.read(_CHUNK):
            yield piece
