"""A turn and its structures, as a server tells of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from limis.commands import Command, Question, load
from limis.types import Box, Side

__all__ = ["RemoteListened", "RemoteStructure", "RemoteTurn"]


@dataclass(frozen=True)
class RemoteStructure:
    """A structure of a remote conversation: everything but its mask, which `RemoteChat.masks` fetches.

    Attributes:
        name: Its key.
        concept: Canonical concept; None for free text.
        text: The words that asked for it.
        side: The patient's side; None where it was not computed.
        found: Whether there is a mask.
        reason: Why not, or what a reader should know of the mask.
        score: 0…1, how sure the grounder is.
        voxels: How many are inside.
        volume_ml: Of a volume.
        area_mm2: Of a picture with a scale.
        boxes: One per instance.
    """

    name: str
    concept: str | None
    text: str
    side: Side | None
    found: bool
    reason: str
    score: float
    voxels: int
    volume_ml: float | None
    area_mm2: float | None
    boxes: tuple[Box, ...]

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> RemoteStructure:
        """A structure as a server tells of it."""
        boxes = tuple(Box(tuple(low), tuple(high)) for low, high in said["boxes"])
        names = ("name", "concept", "text", "side", "found", "reason", "score", "voxels")
        return cls(
            **{name: said[name] for name in names},
            volume_ml=said.get("volume_ml"),
            area_mm2=said.get("area_mm2"),
            boxes=boxes,
        )


@dataclass(frozen=True)
class RemoteTurn:
    """A sentence, what was understood, and what came of it; names are those of `limis.session.Turn`.

    Attributes:
        number: Of the turn, from 1.
        text: What was said.
        commands: What was understood.
        resolved: The same with references, "again" and missing targets spelt out.
        reply: What is answered.
        structures: All of the session after the turn, and what was looked for in vain.
        active: Name of the active structure.
        pending: The question that waits for an answer.
        state: Digest of the state after the turn: the same as a local session has after the same sentences.
        changes: What happened to the structures, as JSON values.
        seconds: How long it took.
    """

    number: int
    text: str
    commands: tuple[Command, ...]
    resolved: tuple[Command, ...]
    reply: str
    structures: tuple[RemoteStructure, ...]
    active: str | None
    pending: Question | None
    state: str
    changes: Sequence[Mapping[str, Any]]
    seconds: float

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> RemoteTurn:
        """A turn as a server tells of it."""
        pending = said["pending"]
        return cls(
            number=said["turn"],
            text=said["text"],
            commands=tuple(load(said["commands"])),
            resolved=tuple(load(said["resolved"])),
            reply=said["reply"],
            structures=tuple(RemoteStructure.from_json(one) for one in said["structures"]),
            active=said["active"],
            pending=None if pending is None else Question(**pending),
            state=said["state"],
            changes=tuple(said["changes"]),
            seconds=said["seconds"],
        )


@dataclass(frozen=True)
class RemoteListened:
    """A recording that a server has heard.

    Attributes:
        understood: What it was taken for, as JSON values: `limis.agents.voice.Understood.to_json`.
        turn: What came of it.
    """

    understood: Mapping[str, Any]
    turn: RemoteTurn
