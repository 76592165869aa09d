"""The images that clients have opened here, each by a handle that says nothing and cannot be guessed."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from mcp.server.mcpserver import Context

from limis.agents.conversation import Conversation
from limis.agents.mcp.discreet import Discretion
from limis.agents.mcp.working import follow
from limis.errors import UnknownSessionError, say
from limis.progress import Progress
from limis.service.desk import Desk
from limis.service.job import Job
from limis.service.opening import Opening
from limis.service.talk import Talk

__all__ = ["Case", "Cases"]

T = TypeVar("T")
_HANDLE_BYTES = 12
_LONGEST_STEM = 40


@dataclass(eq=False)
class Case:
    """An image that a client has opened.

    Attributes:
        handle: What the client calls it.
        talk: Its conversation.
        given: Its path, as the client wrote it, from a folder that is served.
        folder: Where what is saved goes.
        asked: What a person was asked to allow, as `limis.agents.mcp.consent.standing_of` has it.
    """

    handle: str
    talk: Talk
    given: str
    folder: Path
    asked: set[str] = field(default_factory=set[str])

    async def do(self, work: Callable[[Conversation, Progress], T], context: Context) -> T:
        """Do something with the conversation when what was asked for before is done.

        Raises:
            LimisError: As the work raised it.
            Cancelled: Somebody said stop.
        """

        def start(hear: Progress) -> Job[T]:
            def carry_out(conversation: Conversation, progress: Progress) -> T:
                def both(step: str, done: int, total: int) -> None:
                    progress(step, done, total)
                    hear(step, done, total)

                conversation.folder = self.folder
                return work(conversation, both)

            return self.talk.do(carry_out)

        return await follow(start, context)


@dataclass(eq=False)
class Cases:
    """Everything that is open.

    Attributes:
        desk: Holds the conversations.
        results: Where what is saved goes, in a folder per image.
        discretion: Takes folders out of words.
    """

    desk: Desk
    results: Path
    discretion: Discretion = field(init=False)
    _open: dict[str, Case] = field(default_factory=dict[str, Case])

    def __post_init__(self) -> None:
        places = [place if place.is_dir() else place.parent for place in self.desk.roots.places]
        self.discretion = Discretion([*places, self.results])

    async def open(
        self,
        given: str,
        reading: Mapping[str, Any],
        masks: Mapping[str, str],
        models: str | None,
        context: Context,
    ) -> Case:
        """Open an image.

        Args:
            given: Its path, under the roots.
            reading: How it is to be read, as `limis.load` takes it.
            masks: What is outlined already: name → path of a file under the roots.
            models: One of those that the server offers; None for its own.
            context: Of the call.

        Raises:
            InputError: An image, mask or option that cannot be used.
            ModelError: Models that cannot be opened.
            BusyError: The server holds as many images as it can.
        """
        # One without a name would be called as its file calls it: words of a stranger.
        named = tuple((self.desk.find(path=path), name.strip() or "structure") for name, path in masks.items())
        opening = Opening(self.desk.find(path=given), reading, named, models)
        loop = asyncio.get_running_loop()

        def start(hear: Progress) -> Job[Talk]:
            job = Job[Talk](lambda progress: self.desk.open(opening, progress), hear)
            loop.run_in_executor(None, job.run)
            return job

        talk = await follow(start, context)
        handle = secrets.token_urlsafe(_HANDLE_BYTES)
        self._open[handle] = Case(
            handle, talk, self.discretion.words(given), self.results / _folder_name(given, handle)
        )
        return self._open[handle]

    def find(self, handle: str) -> Case:
        """What a client means.

        Raises:
            UnknownSessionError: Nothing that is open here.
        """
        if handle not in self._open:
            raise UnknownSessionError(
                say(
                    "no such session",
                    expected="a handle that `open` gave back",
                    got=repr(handle[:40]),
                    next_step="Call open first",
                )
            )
        return self._open[handle]

    def close(self, handle: str) -> None:
        """Let go of an image; what was said about it is kept for whoever owns this machine.

        Raises:
            UnknownSessionError: Nothing that is open here.
        """
        case = self.find(handle)
        del self._open[handle]
        case.talk.cancel()
        self.desk.put_away(case.talk)


def _folder_name(given: str, handle: str) -> str:
    """A name for the folder of an image that is good on every disk and tells which image it was."""
    stem = re.sub(r"[^A-Za-z0-9_-]+", "_", Path(given).name.split(".")[0])[:_LONGEST_STEM].strip("_")
    return f"{stem or 'image'}-{re.sub('[^A-Za-z0-9]', '', handle)[:4]}"
