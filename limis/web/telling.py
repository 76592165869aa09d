"""Sessions and turns as they go over the wire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, Literal

from limis.agents.conversation import Conversation
from limis.geometry import PLANES, Geometry
from limis.imaging.window import PRESETS, Window, window_for
from limis.render.letters import edge_letters
from limis.render.palette import COLOURS
from limis.report.told import tell_structure, tell_turn
from limis.service.display import DisplayGrid
from limis.service.talk import Talk
from limis.service.uploads import called
from limis.session.store import Listed
from limis.session.turn import Turn
from limis.types import Image, Structure
from limis.web import wire

__all__ = ["tell_event", "tell_image", "tell_row", "tell_session", "tell_turns", "told_turn"]


def tell_session(talk: Talk) -> wire.SessionOut:
    """A session as it stands now."""
    conversation = talk.conversation()
    session = conversation.session
    pending = session.context.pending
    return wire.SessionOut(
        id=talk.id,
        kept=bool(conversation.id),
        models=session.engines.name,
        notice=session.engines.notice,
        image=tell_image(session.image, talk.id, session.modality, session.modality_reason),
        structures=_structures(conversation.structures, talk, conversation),
        pending=None if pending is None else pending.model_dump(mode="json"),
        state=session.history.digest,
        turns=tell_turns(talk),
        busy=not talk.is_idle,
        active=session.history.state.active,
        **_standing(conversation),
    )


def told_turn(turn: Turn, talk: Talk) -> wire.TurnOut:
    """A turn, and how the session stands after it."""
    conversation = talk.conversation()
    said = tell_turn(turn, conversation.image.geometry)
    said["reply"] = _without_folders(turn.reply, conversation)
    told = {one["name"]: {k: v for k, v in one.items() if k != "file"} for one in said["structures"]}
    said["structures"] = _structures(turn.result, talk, conversation, told)
    outcomes = [
        {"op": o.command.op, "status": o.status, "names": list(o.names), "remark": o.remark} for o in turn.outcomes
    ]
    changes = [change.as_json() for change in turn.changes]
    more: dict[str, Any] = {"changes": changes, "outcomes": outcomes, "notes": list(turn.notes)}
    return wire.TurnOut(**{**said, **more, **_standing(conversation)})


def tell_turns(talk: Talk) -> list[wire.Said]:
    """What was said; which of it undo or redo leads to."""
    conversation = talk.conversation()
    steps = [step.digest for step in conversation.session.history.steps]
    return [
        wire.Said(
            turn=one.number,
            text=one.text,
            reply=_without_folders(one.reply, conversation),
            state=one.state,
            position=one.position,
            reachable=steps[one.position : one.position + 1] == [one.state],
            commands=list(one.commands),
            changes=list(one.changes),
        )
        for one in talk.said
    ]


def tell_event(event: Mapping[str, Any], talk: Talk) -> dict[str, Any]:
    """An event of a conversation's bell."""
    if event["event"] == "turn":
        return {"event": "turn", "turn": told_turn(event["turn"], talk).model_dump(mode="json")}
    return dict(event)


def tell_row(one: Listed, talk: Talk | None) -> wire.SessionRow:
    """A session in a list; its image by name, without folders."""
    about = one.about
    if about is None:
        raise ValueError("only what can be read is listed")
    return wire.SessionRow(
        id=one.id,
        image=called(about.image_path),
        modality=about.modality,
        created=about.created,
        used=about.used,
        turns=about.turns,
        structures=list(about.structures),
        open=talk is not None and talk.is_there,
        busy=talk is not None and not talk.is_idle,
    )


def tell_image(image: Image, session: str, modality: str | None, reason: str) -> wire.ImageOut:
    """What is talked about."""
    geometry = image.geometry
    shown = replace(image, modality=modality or image.modality)
    is_ct = shown.modality == "CT" and not image.is_picture
    grid = DisplayGrid.of(geometry)
    return wire.ImageOut(
        name=called(image.source.path),
        kind=_kind(geometry),
        shape=list(geometry.shape),
        spacing_mm=None if geometry.spacing_mm is None else list(geometry.spacing_mm),
        affine_ras=None if geometry.affine_ras is None else geometry.affine_ras.tolist(),
        axes=geometry.axis_codes,
        affine_status=geometry.affine_status,
        orientation=asdict(geometry.orientation),
        edges=_edges(geometry),
        modality=shown.modality,
        modality_reason=reason,
        unit=image.unit,
        colour=image.is_colour,
        window=_window(window_for(shown)),
        presets={name: _window(window) for name, window in PRESETS.items()} if is_ct else {},
        notes=list(image.source.notes),
        display=wire.Display(
            shape=list(grid.shape),
            step=list(grid.step),
            affine_ras=grid.affine_ras.tolist(),
            axes=[1, 0, None] if geometry.is_picture else [0, 1, 2],
            url=f"/api/v1/sessions/{session}/display.nii",
        ),
    )


def _kind(geometry: Geometry) -> Literal["volume", "picture", "stack"]:
    return "picture" if geometry.is_picture else "volume" if geometry.affine_ras is not None else "stack"


def _window(window: Window) -> wire.Window:
    return wire.Window(center=window.centre, width=window.width)


def _edges(geometry: Geometry) -> dict[str, dict[str, str]]:
    """Plane → edge of the screen → letter, where it is known or assumed; a picture has one plane, ``"picture"``."""
    if geometry.is_picture:
        return {"picture": edge_letters(geometry, geometry.view())}
    return {plane: edge_letters(geometry, geometry.view(plane)) for plane in PLANES}


def _standing(conversation: Conversation) -> dict[str, Any]:
    history = conversation.session.history
    return {
        "look": conversation.session.look.as_json(),
        "hidden": sorted(history.state.hidden),
        "can_undo": history.can_undo,
        "can_redo": history.can_redo,
        "position": history.position,
    }


def _structures(
    structures: Any, talk: Talk, conversation: Conversation, told: Mapping[str, Any] | None = None
) -> list[wire.StructureOut]:
    labels, state = talk.labels(), conversation.session.history.state
    geometry = conversation.image.geometry
    return [
        wire.StructureOut(
            **(told or {}).get(one.name) or tell_structure(one, geometry),
            **_drawn(one, labels.get(one.name)),
            hidden=one.name in state.hidden,
            active=one.name == state.active,
            there=one.name in state.structures,
        )
        for one in structures
    ]


def _drawn(structure: Structure, label: int | None) -> dict[str, Any]:
    mask, found = structure.mask, structure.found and label is not None
    return {
        "which": structure.which,
        "text": structure.text,
        "score": round(structure.score, 4),
        "area_mm2": None if mask is None else mask.area_mm2,
        "boxes": [(list(box.lower_ijk), list(box.upper_ijk)) for box in structure.boxes],
        "label": label if found else None,
        "colour": COLOURS[(label - 1) % len(COLOURS)] if found and label is not None else None,
    }


def _without_folders(reply: str, conversation: Conversation) -> str:
    """A reply as somebody elsewhere may hear it: where files lie on the server is nothing to them."""
    return reply.replace(f"{conversation.folder.parent}/", "")
