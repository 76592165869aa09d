"""The WebSocket of a session: progress, turns and stops, as they happen."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from starlette.concurrency import run_in_threadpool

from limis.errors import LimisError
from limis.service.desk import Desk
from limis.service.talk import Talk
from limis.web.problems import problem
from limis.web.telling import tell_event
from limis.web.waiting import progress_of

__all__ = ["router"]

router = APIRouter()
_BEAT_S = 0.4
_MOST_WAITING = 1000
_PROTOCOL = "limis.v1"
_LONGEST_MESSAGE = 4096


@router.websocket("/sessions/{session}/events")
async def events(socket: WebSocket, session: str) -> None:
    """Tell what happens until the listener goes; ``{"op": "cancel"}`` from it stops what is being done."""
    desk: Desk = socket.app.state.desk
    offered = socket.scope.get("subprotocols", [])
    await socket.accept(subprotocol=_PROTOCOL if _PROTOCOL in offered else None)
    try:
        talk = await run_in_threadpool(desk.get, session)
    except LimisError as error:
        await socket.send_json({"event": "error", "error": problem(error)})
        await socket.close(4404)
        return
    with desk.attending(talk):
        await _between(socket, talk)


async def _between(socket: WebSocket, talk: Talk) -> None:
    """Tell and hear until either side ends."""
    loop, queue = asyncio.get_running_loop(), asyncio.Queue[Mapping[str, Any]](_MOST_WAITING)

    def put(event: Mapping[str, Any]) -> None:
        with suppress(asyncio.QueueFull):
            queue.put_nowait(event)

    leave = talk.bell.listen(lambda event: loop.call_soon_threadsafe(put, event))
    tasks = [asyncio.create_task(_tell(socket, talk, queue)), asyncio.create_task(_hear(socket, talk))]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        leave()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _tell(socket: WebSocket, talk: Talk, queue: asyncio.Queue[Mapping[str, Any]]) -> None:
    """Send what happens; while something is being done, a sign of life at least twice a second."""
    await socket.send_json({"event": "hello", "session": talk.id, "busy": not talk.is_idle})
    while True:
        try:
            event = await asyncio.wait_for(queue.get(), _BEAT_S)
        except TimeoutError:
            current = talk.current
            if current is None:
                continue
            said = progress_of(current)
        else:
            said = await run_in_threadpool(tell_event, event, talk)
        await socket.send_text(json.dumps(said, allow_nan=False))


async def _hear(socket: WebSocket, talk: Talk) -> None:
    with suppress(WebSocketDisconnect):
        while True:
            said = await socket.receive_text()
            with suppress(ValueError, AttributeError, RecursionError):
                if len(said) <= _LONGEST_MESSAGE and json.loads(said).get("op") == "cancel":
                    talk.cancel()
