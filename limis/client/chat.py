"""A conversation that goes on at a server."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import numpy as np

from limis.client.turn import RemoteListened, RemoteStructure, RemoteTurn
from limis.client.wire import Wire
from limis.commands import Command, dump
from limis.errors import LimisError
from limis.geometry import Geometry, PictureOrientation
from limis.io.runs import from_runs
from limis.progress import Progress, silent
from limis.types import Mask

__all__ = ["RemoteChat"]


class RemoteChat:
    """An image at a server, and somebody here who talks about it: what `limis.chat` gives, from afar.

    `limis.connect` gives the server that begins one.

    Args:
        wire: The connection.
        session: The session as the server tells of it.

    Example:
        >>> import limis
        >>> with limis.connect("http://127.0.0.1:8765").chat("scan.nii.gz") as chat:  # doctest: +SKIP
        ...     print(chat.say("segment the liver").reply)
        Liver found. Liver: 1,482 ml.
    """

    def __init__(self, wire: Wire, session: Mapping[str, Any]) -> None:
        self._wire, self.id = wire, str(session["id"])
        self.about: Mapping[str, Any] = session["image"]
        self._path = f"/sessions/{quote(self.id)}"
        self._structures = _structures(session["structures"])
        self.state: str = session["state"]
        self._question: str | None = None
        self._masks: dict[str, Mask] = {}

    def say(
        self, text: str, progress: Progress = silent, *, confidence: float = 1.0, threshold: float = 0.0
    ) -> RemoteTurn:
        """Say a sentence; as `limis.agents.conversation.Conversation.say`.

        Raises:
            Cancelled: The progress callback asked to stop; everything is as it was.
            RemoteError: The server cannot be reached any more.
        """
        said = {"text": text, "confidence": confidence, "threshold": threshold}
        return self._work("say", {**said, "question": self._question}, progress)

    def apply(self, commands: Sequence[Command], text: str = "", progress: Progress = silent) -> RemoteTurn:
        """Carry out commands that somebody else has read out of a sentence."""
        asked = {"commands": dump(commands), "text": text, "question": self._question}
        return self._work("commands", asked, progress)

    def listen(
        self, wav: bytes, progress: Progress = silent, *, show: Callable[[Mapping[str, Any]], object] | None = None
    ) -> RemoteListened:
        """Let the server hear a recording; as `limis.agents.voice.listen`.

        Args:
            wav: A WAV file, 16 bit, of at most 4 MiB.
            progress: As in `say`.
            show: Called with what was understood before any of it is done.

        Raises:
            ReadError: It is no WAV file.
            MissingExtraError: The server has no recogniser.
            Cancelled: The progress callback asked to stop; everything is as it was.
        """
        understood: dict[str, Any] = {}

        def tell(event: Mapping[str, Any]) -> None:
            understood.update(event["understood"])
            if show is not None:
                show(understood)

        turn = self._work("listen", wav, progress, tell)
        return RemoteListened(understood, turn)

    def undo(self, count: int = 1) -> RemoteTurn:
        """Take sentences back."""
        return self._work("undo", {"count": count})

    def undo_to(self, turn: int) -> RemoteTurn:
        """Go to the state after a turn, back or forth; 0 is what was there before anything was said."""
        return self._work("undo", {"turn": turn})

    def redo(self, count: int = 1) -> RemoteTurn:
        """Do sentences again that were taken back."""
        return self._work("redo", {"count": count})

    def cancel(self) -> bool:
        """Stop what another thread has asked for; gives back whether it has stopped by now."""
        return bool(self._wire.post(f"{self._path}/cancel", {})["idle"])

    @property
    def structures(self) -> tuple[RemoteStructure, ...]:
        """The structures that there are, in order, after the last turn."""
        return self._structures

    @property
    def masks(self) -> Mapping[str, Mask]:
        """The masks that there are, by structure name; only those that have changed are fetched."""
        return {one.name: self._mask(one.name) for one in self._structures if one.found}

    @property
    def geometry(self) -> Geometry:
        """The image's grid."""
        affine, about = self.about["affine_ras"], self.about
        spacing = None if about["spacing_mm"] is None or affine is not None else tuple(about["spacing_mm"])
        laid = PictureOrientation(**about["orientation"])
        matrix = None if affine is None else np.asarray(affine, np.float64)
        return Geometry(tuple(about["shape"]), matrix, spacing, laid, about["affine_status"])

    def report(self) -> dict[str, Any]:
        """What can be measured of every structure: ``limis.report/1``."""
        return self._wire.get(f"{self._path}/report")

    def export(self, path: str | Path, form: str | None = None) -> Path:
        """Save the structures at the server, and the files in a zip archive here.

        Args:
            path: Of the archive; replaced where it is there.
            form: ``"nifti"``, ``"dicom_seg"``, ``"png"`` or ``"json"``; None for what suits the image.
        """
        where = Path(path)
        where.write_bytes(self._wire.post_for_bytes(f"{self._path}/export", {"format": form}))
        return where

    def delete(self) -> None:
        """Have the server forget the conversation."""
        self._wire.delete(self._path)

    def close(self) -> None:
        """Go. The conversation stays at the server, where `Server.resume` takes it up again."""
        self._masks.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _work(
        self,
        what: str,
        body: Any,
        progress: Progress = silent,
        tell: Callable[[Mapping[str, Any]], object] = lambda event: None,
    ) -> RemoteTurn:
        try:
            said = self._wire.work(f"{self._path}/{what}", body, "turn", progress, tell)
        except BaseException:
            self._masks.clear()
            with suppress(LimisError):
                self.cancel()
            raise
        turn = RemoteTurn.from_json(said)
        for change in turn.changes:
            self._masks.pop(str(change["name"]), None)
        there = {one["name"] for one in said["structures"] if one["there"]}
        self._structures = tuple(one for one in turn.structures if one.name in there)
        self.state = turn.state
        self._question = None if turn.pending is None else turn.pending.question
        return turn

    def _mask(self, name: str) -> Mask:
        if name not in self._masks:
            said = self._wire.get(f"{self._path}/masks/{quote(name, safe='')}")
            inside = from_runs(said["runs"], said["shape"], np.bool_)
            self._masks[name] = Mask(np.ascontiguousarray(inside, np.bool_), self.geometry)
        return self._masks[name]


def _structures(said: Sequence[Mapping[str, Any]]) -> tuple[RemoteStructure, ...]:
    return tuple(RemoteStructure.from_json(one) for one in said)
