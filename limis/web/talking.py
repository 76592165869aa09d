"""Routes of sessions: begun, talked to, taken back, stopped, deleted."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi.params import Depends
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from limis.agents.conversation import Conversation
from limis.commands import Redo, Undo, load, schema
from limis.errors import PromptError, say
from limis.progress import Progress
from limis.service.desk import Desk
from limis.service.job import Job
from limis.service.opening import Opening
from limis.service.talk import Talk
from limis.session import Turn
from limis.web import wire
from limis.web.telling import tell_row, tell_session, tell_turns, told_turn
from limis.web.waiting import streamed, waited, wants_lines

__all__ = ["router"]

_STOPS_WITHIN_S = 0.8


def _desk(request: Request) -> Desk:
    return request.app.state.desk


def _talk(session: str, request: Request) -> Talk:
    return _desk(request).get(session)


TheDesk = Annotated[Desk, Depends(_desk)]
TheTalk = Annotated[Talk, Depends(_talk)]
router = APIRouter(tags=["sessions"])


@router.get("/sessions")
def list_sessions(desk: TheDesk) -> list[wire.SessionRow]:
    """The sessions that there are, the one that was used last first."""
    return [tell_row(one, talk) for one, talk in desk.sessions()]


@router.post("/sessions", status_code=201, response_model=wire.SessionOut)
async def begin(opening: wire.Open, request: Request, desk: TheDesk) -> Any:
    """Begin a session. With ``Accept: application/x-ndjson`` progress comes as lines, the last one the session."""
    job = desk.start(await run_in_threadpool(_opening, opening, desk))
    if wants_lines(request):
        return streamed(job, "session", lambda talk: tell_session(talk).model_dump(mode="json"))
    return await run_in_threadpool(tell_session, await waited(request, job))


def _opening(asked: wire.Open, desk: Desk) -> Opening:
    masks = tuple((desk.find(path=mask.path, upload=mask.upload), mask.name) for mask in asked.masks)
    reading = asked.model_dump(include={"series", "frame", "modality", "orientation", "spacing"})
    return Opening(desk.find(path=asked.path, upload=asked.upload), reading, masks, asked.models)


@router.get("/sessions/{session}")
def show(talk: TheTalk) -> wire.SessionOut:
    """A session as it stands; one that was away comes back from disk."""
    return tell_session(talk)


@router.delete("/sessions/{session}", status_code=204, response_class=Response)
def delete(session: str, desk: TheDesk) -> None:
    """Forget a session: what was said, its masks, what it saved, and the upload it was about."""
    desk.delete(session)


@router.post("/sessions/{session}/look", status_code=202, response_class=Response)
def look(gaze: wire.Gaze, talk: TheTalk) -> None:
    """Look elsewhere, after what is being done: no turn, and nothing to undo."""

    def turn_eyes(conversation: Conversation, _: Progress) -> None:
        now = conversation.session.look
        geometry = conversation.image.geometry
        there = {} if geometry.is_picture else {p: min(n, geometry.view(p).count) for p, n in gaze.slices.items()}
        slices = {**now.slices, **there}
        conversation.session.look = replace(now, plane=gaze.plane or now.plane, slices=slices, zoom=gaze.zoom)

    talk.do(turn_eyes)


@router.get("/sessions/{session}/turns")
def turns(talk: TheTalk) -> list[wire.Said]:
    """What was said, the oldest first."""
    return tell_turns(talk)


@router.post("/sessions/{session}/say", response_model=wire.TurnOut)
async def say_it(said: wire.Say, request: Request, talk: TheTalk) -> Any:
    """Say a sentence. With ``Accept: application/x-ndjson`` progress comes as lines, the last one the turn."""
    job = talk.say(said.text, confidence=said.confidence, threshold=said.threshold, question=said.question)
    return await _answered(request, talk, job)


@router.post("/sessions/{session}/commands", response_model=wire.TurnOut)
async def apply(asked: wire.Commands, request: Request, talk: TheTalk) -> Any:
    """Carry out commands; answers as ``say`` does."""
    try:
        commands = load(asked.commands)
    except (ValidationError, ValueError, TypeError) as error:
        raise PromptError(
            say(
                "these are not commands",
                expected="a list as GET /api/v1/commands describes it",
                got=f"{len(asked.commands)} values, of which one is something else",
                next_step="Check their fields",
            )
        ) from error
    return await _answered(request, talk, talk.apply(commands, asked.text, question=asked.question))


@router.post("/sessions/{session}/undo", response_model=wire.TurnOut)
async def undo(moves: wire.Moves, request: Request, talk: TheTalk) -> Any:
    """Take sentences back: the last, so many, or all after a turn."""
    command = await run_in_threadpool(_move, moves, talk)
    words = "redo" if isinstance(command, Redo) else "undo"
    return await _answered(request, talk, talk.apply([command], words))


def _move(moves: wire.Moves, talk: Talk) -> Undo | Redo:
    """The command that leads to a turn's state, back or forth."""
    if moves.turn is None:
        return Undo(count=moves.count or 1)
    position = talk.conversation().session.history.position
    goal = 0 if moves.turn == 0 else next((t.position for t in tell_turns(talk) if _leads(t, moves.turn)), position)
    if goal == position:
        raise PromptError(
            say(
                f"there is no way back to turn {moves.turn}",
                expected="a turn that undo or redo leads to, and that is not where we are",
                got="another",
                next_step="List the turns: those with reachable can be gone to",
            )
        )
    return Undo(count=position - goal) if goal < position else Redo(count=goal - position)


def _leads(turn: wire.Said, wanted: int) -> bool:
    return turn.turn == wanted and turn.reachable


@router.post("/sessions/{session}/redo", response_model=wire.TurnOut)
async def redo(moves: wire.Moves, request: Request, talk: TheTalk) -> Any:
    """Do sentences again that were taken back."""
    return await _answered(request, talk, talk.apply([Redo(count=moves.count or 1)], "redo"))


@router.post("/sessions/{session}/cancel")
async def cancel(talk: TheTalk) -> wire.Cancelled:
    """Stop what is being done and what waits; answers within a second, whether it has stopped by then or not."""
    current, was_busy = talk.current, talk.cancel()
    if current is not None:
        await asyncio.wait({asyncio.wrap_future(current.future)}, timeout=_STOPS_WITHIN_S)
    return wire.Cancelled(cancelled=was_busy, idle=current is None or current.future.done())


@router.get("/commands", tags=["about"])
def commands() -> dict[str, Any]:
    """The JSON schema of commands."""
    return schema()


async def _answered(request: Request, talk: Talk, job: Job[Turn]) -> Any:
    if wants_lines(request):
        return streamed(job, "turn", lambda turn: told_turn(turn, talk).model_dump(mode="json"))
    return await run_in_threadpool(told_turn, await waited(request, job), talk)
