"""The route of the voice: a recording comes in, what was understood is told at once, and then the turn."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.params import Depends
from starlette.concurrency import run_in_threadpool

from limis.agents.conversation import Conversation
from limis.agents.voice import Understood, carry_out
from limis.progress import Progress
from limis.service.ear import Ear
from limis.service.job import Job
from limis.service.talk import ANOTHER_WAITS, Talk, is_late
from limis.session import Turn
from limis.web import wire
from limis.web.talking import TheTalk
from limis.web.telling import told_turn
from limis.web.waiting import streamed, waited, wants_lines

__all__ = ["RECORDING_BYTES", "router"]

RECORDING_BYTES = 2**22
"""The longest recording: 30 seconds, as much as is listened to, at 48 kHz need 2.9 MB."""

router = APIRouter(tags=["sessions"])


def _ear(request: Request) -> Ear:
    return request.app.state.ear


TheEar = Annotated[Ear, Depends(_ear)]
_WAV: dict[str, Any] = {"content": {"audio/wav": {"schema": {"type": "string", "format": "binary"}}}, "required": True}


@router.post("/sessions/{session}/listen", response_model=wire.ListenedOut, openapi_extra={"requestBody": _WAV})
async def listen(request: Request, talk: TheTalk, ear: TheEar) -> Any:
    """Speak: the body is a WAV file, 16 bit. What is surely understood is done, what is perhaps understood is asked.

    Recognition waits for nothing that is being done; "stop" stops that at once. With ``Accept: application/x-ndjson``
    the first line is ``understood``, before anything of it is done; then as ``say``.
    """
    understood, question = await run_in_threadpool(_understood, await request.body(), talk, ear)
    told = understood.to_json()
    job = _begun(understood, question, talk)
    if wants_lines(request):
        first = {"event": "understood", "understood": told}
        return streamed(job, "turn", lambda turn: told_turn(turn, talk).model_dump(mode="json"), first)
    return {"understood": told, "turn": await run_in_threadpool(told_turn, await waited(request, job), talk)}


def _understood(wav: bytes, talk: Talk, ear: Ear) -> tuple[Understood, str | None]:
    """What a recording was taken for, and the question that waited when it was heard."""
    context = talk.conversation().session.context
    return ear.understand(wav, context), None if context.pending is None else context.pending.question


def _begun(understood: Understood, question: str | None, talk: Talk) -> Job[Turn]:
    """Tell what was understood, and let it take its turn; a stop does not wait for the turns of others."""
    talk.bell.ring("understood", understood=understood.to_json())
    if understood.stops:
        talk.cancel()
    return talk.turn(partial(_carry_out, understood, question), understood.heard.text)


def _carry_out(understood: Understood, question: str | None, conversation: Conversation, progress: Progress) -> Turn:
    if is_late(conversation, understood.commands, question):
        return conversation.refuse(understood.heard.text, ANOTHER_WAITS, understood.commands)
    return carry_out(conversation, understood, progress)
