"""One conversation at the desk: said one after the other, looked at at any time, away on disk while nobody talks."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any, TypeVar

from limis.agents.conversation import Conversation
from limis.commands import Choose, Command, Confirm, dump
from limis.errors import BusyError, Cancelled, say
from limis.progress import Progress, silent
from limis.prompts.reader import read
from limis.service.events import Bell
from limis.service.job import Job
from limis.session import Turn
from limis.types import Box

__all__ = ["ANOTHER_WAITS", "Return", "Said", "Talk", "is_late"]

T = TypeVar("T")
Return = Callable[[Progress], Conversation]
"""Brings a conversation back that is away."""

_MOST_WAITING = 16
_LONGEST_TRAIL = 200
ANOTHER_WAITS = "another question waits by now, so that was no answer to it"


@dataclass(frozen=True)
class Said:
    """A turn as a list shows it.

    Attributes:
        number: From 1; 0 is what was there before anything was said.
        text: The sentence.
        reply: The answer.
        state: Digest of the state after it.
        position: Which step of the history was current after it.
        commands: What was understood, as JSON values.
        changes: What happened to the structures, as JSON values.
    """

    number: int
    text: str
    reply: str
    state: str
    position: int
    commands: tuple[dict[str, Any], ...] = ()
    changes: tuple[dict[str, Any], ...] = ()


class Talk:
    """A conversation that a server holds for a client.

    Attributes:
        id: Its name.
        bell: Rings for progress, turns, and when the conversation comes and goes.
        used: When it was last used, on the monotonic clock.
        said: What was said, the oldest first.

    Args:
        id: Its name.
        back: Brings the conversation back when it is away.
        pool: Threads, shared by all conversations.
        conversation: When it is there already.
    """

    def __init__(self, id: str, back: Return, pool: Executor, conversation: Conversation | None = None) -> None:  # noqa: A002
        self.id, self.bell, self.used = id, Bell(), time.monotonic()
        self.said: tuple[Said, ...] = ()
        self._back, self._pool, self._conversation = back, pool, conversation
        self._queue: deque[Job[Any]] = deque()
        self._current: Job[Any] | None = None
        self._guard, self._returning = threading.Lock(), threading.Lock()
        self._labels: dict[str, int] = {}
        self._trail: list[tuple[str, Box | None]] = []
        self._present = 0

    # --- talking: one after the other --------------------------------------------------------------------

    def say(
        self, text: str, *, confidence: float = 1.0, threshold: float = 0.0, question: str | None = None
    ) -> Job[Turn]:
        """Say a sentence; its turn is there when the job ends. Whatever goes wrong with it is its answer.

        Args:
            text: The sentence.
            confidence: As `Conversation.say` takes it.
            threshold: The same.
            question: What was asked of who says it, where something was; somebody else may have been asked since,
                and an answer is then refused.
        """

        def carry_out(conversation: Conversation, progress: Progress) -> Turn:
            if is_late(conversation, read(text, conversation.session.context), question):
                return conversation.refuse(text, ANOTHER_WAITS)
            return conversation.say(text, progress, confidence=confidence, threshold=threshold)

        return self.turn(carry_out, text)

    def apply(
        self,
        commands: Sequence[Command],
        text: str = "",
        *,
        confidence: float = 1.0,
        threshold: float = 0.0,
        question: str | None = None,
    ) -> Job[Turn]:
        """Carry out commands that somebody else has read out of a sentence; arguments as `say`."""

        def carry_out(conversation: Conversation, progress: Progress) -> Turn:
            if is_late(conversation, commands, question):
                return conversation.refuse(text, ANOTHER_WAITS, commands)
            return conversation.apply(commands, text, progress, confidence=confidence, threshold=threshold)

        return self.turn(carry_out, text)

    def do(self, work: Callable[[Conversation, Progress], T]) -> Job[T]:
        """Do something with the conversation when what was asked for before is done.

        Raises:
            BusyError: Too much waits already.
        """
        job = Job[T](lambda progress: work(self.conversation(progress), progress), self._tell)
        with self._guard:
            if len(self._queue) >= _MOST_WAITING:
                raise BusyError(
                    say(
                        "too much waits in this conversation",
                        expected=f"at most {_MOST_WAITING} sentences that wait",
                        got="one more",
                        next_step="Wait for an answer, or cancel",
                    )
                )
            self._queue.append(job)
            self.used = time.monotonic()
            if self._current is None:
                self._next()
        return job

    def cancel(self) -> bool:
        """Stop what is being done, and what waits; gives back whether there was anything. See `Job.cancel`."""
        with self._guard:
            jobs = [*self._queue, *([] if self._current is None else [self._current])]
        for job in jobs:
            job.cancel()
        return bool(jobs)

    @property
    def current(self) -> Job[Any] | None:
        """What is being done."""
        return self._current

    def turn(self, carry_out: Callable[[Conversation, Progress], Turn], text: str) -> Job[Turn]:
        """Let something take its turn; `text` is what was said. Whatever goes wrong with it is its answer."""

        def work(conversation: Conversation, progress: Progress) -> Turn:
            before = conversation.session.history.digest
            try:
                turn = carry_out(conversation, progress)
            except Cancelled:
                turn = conversation.refuse(text, "stopped; nothing was changed")
                self.bell.ring("cancelled", turn=turn.number)
            except Exception as error:  # noqa: BLE001 - a bad sentence never ends a conversation
                turn = conversation.refuse(text, f"that went wrong: {type(error).__name__}")
            self._note(turn, before, conversation)
            self.bell.ring("turn", turn=turn)
            return turn

        return self.do(work)

    def changed_since(self, state: str) -> Box | None:
        """The box of the image around everything that has changed since a state.

        Args:
            state: Its digest, as a turn has told it.

        Returns:
            None where nothing has.

        Raises:
            KeyError: That state was too long ago, or never was: everything may have changed.
        """
        now = self.conversation().session.history.digest
        with self._guard:
            trail = list(self._trail)
        if state == now:
            return None
        at = max((n for n, (before, _) in enumerate(trail) if before == state), default=None)
        if at is None:
            raise KeyError(state)
        return _around([box for _, box in trail[at:] if box is not None])

    def _note(self, turn: Turn, before: str, conversation: Conversation) -> None:
        box = _around([change.box for change in turn.changes if change.box is not None])
        with self._guard:
            self._trail = [*self._trail, (before, box)][-_LONGEST_TRAIL:]
        if turn.text.strip() or turn.commands:
            at = conversation.session.history.position
            changes = tuple(change.as_json() for change in turn.changes)
            one = Said(turn.number, turn.text, turn.reply, turn.state, at, tuple(dump(turn.commands)), changes)
            self.said = (*self.said, one)

    def _next(self) -> None:
        """Begin with what waits longest; called with the guard held."""
        self._current = self._queue.popleft() if self._queue else None
        if self._current is not None:
            self._pool.submit(self._run, self._current)

    def _run(self, job: Job[Any]) -> None:
        say_so = job.carry_out()
        with self._guard:
            self.used = time.monotonic()
            self._next()
        say_so()

    def _tell(self, step: str, done: int, total: int) -> None:
        self.bell.ring("progress", step=step, done=done, total=total)

    # --- looking: at any time ----------------------------------------------------------------------------

    def conversation(self, progress: Progress = silent) -> Conversation:
        """The conversation itself, brought back where it was away.

        What it says of its image and of its current state may be read from any thread, also while something is
        being done: states never change. To change anything, use `say`, `apply` or `do`.

        Raises:
            ImageChangedError: Its image is gone, or another one.
            StoreError: It is open elsewhere, or damaged.
        """
        self.used = time.monotonic()
        found = self._conversation
        if found is not None:
            return found
        with self._returning:
            if self._conversation is None:
                self._conversation = self._back(progress)
                self._recall(self._conversation)
                self.bell.ring("opened")
            return self._conversation

    def _recall(self, conversation: Conversation) -> None:
        """Take over what was said before, from the disk."""
        journal = conversation.journal
        if not self.said and journal is not None:
            rows = (row for row in journal.turns if row.number)
            self.said = tuple(
                Said(r.number, r.said, r.reply, r.digest, r.position, _read(r.understood), _read(r.changes))
                for r in rows
            )

    @property
    def is_there(self) -> bool:
        """Whether the conversation is in memory."""
        return self._conversation is not None

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being done and nothing waits."""
        return self._current is None and not self._queue

    def labels(self) -> dict[str, int]:
        """Structure name → its number in label maps, from 1: the same as long as the server holds the conversation."""
        history = self.conversation().session.history
        with self._guard:
            for name in history.numbers:
                self._labels.setdefault(name, len(self._labels) + 1)
            return dict(self._labels)

    @property
    def nbytes(self) -> int:
        """Bytes of the image, the masks and the states, as far as they are in memory."""
        found = self._conversation
        if found is None:
            return 0
        masks = sum(mask.data.nbytes for mask in found.masks.values())
        return found.image.data.nbytes + masks + found.session.history.nbytes

    # --- coming and going --------------------------------------------------------------------------------

    def attend(self) -> None:
        """Somebody listens from now on."""
        with self._guard:
            self._present += 1

    def leave(self) -> bool:
        """One of them is gone; gives back whether nobody is left."""
        with self._guard:
            self._present = max(0, self._present - 1)
            return self._present == 0

    @property
    def is_attended(self) -> bool:
        """Whether somebody listens."""
        return self._present > 0

    def put_away(self, take: Callable[[Conversation], None]) -> bool:
        """Take the conversation out of memory, unless something is being done.

        Args:
            take: Is given the conversation, to close it.

        Returns:
            Whether it is away now.
        """
        with self._returning, self._guard:
            if self._current is not None or self._queue:
                return False
            found, self._conversation = self._conversation, None
            if found is not None:
                take(found)
        self.bell.ring("away")
        return True


def is_late(conversation: Conversation, commands: Sequence[Command], question: str | None) -> bool:
    """Whether commands answer a question, and another one waits."""
    pending = conversation.session.context.pending
    is_answer = question is not None and any(isinstance(command, Confirm | Choose) for command in commands)
    return is_answer and pending is not None and pending.question != question


def _read(values: str) -> tuple[dict[str, Any], ...]:
    """JSON objects as the store keeps them."""
    return tuple(json.loads(values))


def _around(boxes: Sequence[Box]) -> Box | None:
    """The box around boxes; None around none."""
    if not boxes:
        return None
    lower = zip(*(box.lower_ijk for box in boxes), strict=True)
    upper = zip(*(box.upper_ijk for box in boxes), strict=True)
    return Box(tuple(map(min, lower)), tuple(map(max, upper)))
