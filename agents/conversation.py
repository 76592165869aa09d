"""A conversation about one image: what every mouth that has words in and words out holds on to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from limis.agents.dialogue import reply
from limis.agents.phrases import listed
from limis.agents.planning import Planning
from limis.commands import Command, Redo, Reset, Undo, Unknown, dump
from limis.errors import Cancelled, LimisError
from limis.progress import Progress, silent
from limis.prompts.answers import is_content
from limis.prompts.reader import read
from limis.prompts.suggesting import suggestion
from limis.protocols import Planner
from limis.report.labels import unique_stems
from limis.report.save import save
from limis.report.saved import NotSaved, Saved
from limis.session import Session, Turn
from limis.session.store import Entry, Journal
from limis.session.turn import Filed, SaveWish
from limis.types import Image, Mask, Structure

__all__ = ["Conversation"]


class Conversation:
    """An image, and somebody who talks about it.

    Args:
        session: The image's session; its ``saver`` becomes this conversation.
        folder: Where what is saved goes, in a folder per turn; made when something is.
        journal: Keeps what is said; None for nothing.
        planner: Is asked about sentences that the grammar cannot read; None for nobody.

    Example:
        >>> import limis
        >>> with limis.chat("scan.nii.gz") as chat:  # doctest: +SKIP
        ...     print(chat.say("segment the liver").reply)
        Liver found. Liver: 1,482 ml.
    """

    def __init__(
        self, session: Session, folder: Path, journal: Journal | None = None, planner: Planner | None = None
    ) -> None:
        self.session, self.folder, self.journal = session, folder, journal
        self._changed = False
        self._planning = None if planner is None else Planning(planner, session)
        session.saver = self._save

    def say(self, text: str, progress: Progress = silent, *, confidence: float = 1.0, threshold: float = 0.0) -> Turn:
        """Say a sentence.

        Args:
            text: What is said; nothing happens on a blank one.
            progress: Called at least twice a second.
            confidence: How sure the mouth is, 0…1, that this is what was said.
            threshold: Below it the sentence waits for a yes.

        Returns:
            What came of it, with a reply. A sentence that cannot be carried out is answered, too: it is no error.

        Raises:
            Cancelled: The progress callback asked to stop; everything is as it was.
        """
        commands = read(text, self.session.context)
        if self._planning is not None:
            self._planning.hear(text)
        if self._planning is not None and any(isinstance(command, Unknown) for command in commands):
            return self._plan(self._planning, text, progress, confidence=confidence, threshold=threshold)
        turn = self._apply(commands, text, progress, confidence=confidence, threshold=threshold)
        return self._answer(self._with_offer(turn, text))

    def apply(
        self,
        commands: Sequence[Command],
        text: str = "",
        progress: Progress = silent,
        *,
        confidence: float = 1.0,
        threshold: float = 0.0,
    ) -> Turn:
        """Carry out commands that somebody else has read out of a sentence, as `Session.apply` does.

        Args:
            commands: What was understood; nothing happens without any.
            text: What was said.
            progress: As in `say`.
            confidence: As in `say`.
            threshold: As in `say`.

        Returns:
            As `say`: what the session refuses is an answer here, and no error.

        Raises:
            Cancelled: The progress callback asked to stop; everything is as it was.
        """
        return self._answer(self._apply(commands, text, progress, confidence=confidence, threshold=threshold))

    def _answer(self, turn: Turn) -> Turn:
        """The turn with its reply, written down."""
        return self._record(replace(turn, reply=reply(turn)))

    def _with_offer(self, turn: Turn, text: str) -> Turn:
        """The turn; where nothing was understood or a change is found fault with, with the question what was meant."""
        if self._finds_fault(turn, text):
            asked = tuple(replace(outcome, status="asked") for outcome in turn.outcomes)
            return self.session.offer(replace(turn, outcomes=asked), "undo", [Undo()])
        refused = [outcome.command for outcome in turn.outcomes if outcome.status == "refused"]
        if turn.pending is not None or [command.op for command in refused] != ["unknown"]:
            return turn
        meant = suggestion(text, self.session.context)
        return turn if meant is None else self.session.offer(turn, meant, read(meant, self.session.context))

    def _finds_fault(self, turn: Turn, text: str) -> bool:
        """Whether a sentence says no where nothing was asked, right after a sentence that changed something."""
        said = [(outcome.command.op, outcome.remark) for outcome in turn.outcomes]
        return said == [("deny", "")] and self._changed and not is_content(text)

    def _apply(self, commands: Sequence[Command], text: str, progress: Progress, **how: Any) -> Turn:
        """As `apply`, neither answered nor written down; the rest as `Session.apply` takes it."""
        try:
            return self.session.apply(commands, text, progress, **how)
        except Cancelled:
            raise
        except LimisError as error:
            return self.session.refuse(text, str(error), commands)

    def _plan(self, planning: Planning, text: str, progress: Progress, *, confidence: float, threshold: float) -> Turn:
        """Do what a planner makes of a sentence; the answer says what that was, never what the planner wrote."""
        planned = planning.plan(text, progress)
        sure = planned.sure and confidence >= threshold
        turn = self._apply(planned.commands, text, progress, threshold=0.0 if sure else 2.0, reading=planned.reading)
        turn = replace(turn, remarks=(*planned.remarks, *turn.remarks), models=(*turn.models, planned.info))
        turn = self._with_offer(turn, text)
        doubts = f" Worth a look: {listed(planned.doubts)}." if planned.doubts and turn.pending is None else ""
        return self._record(replace(turn, reply=reply(turn) + doubts))

    def refuse(self, text: str, why: str, commands: Sequence[Command] = ()) -> Turn:
        """The answer to a sentence that something has kept from being carried out: it is counted, nothing changed."""
        turn = self.session.refuse(text, why, commands)
        return self._record(replace(turn, reply=reply(turn)))

    def undo(self, count: int = 1) -> Turn:
        """Take sentences back."""
        return self.apply([Undo(count=count)], "undo")

    def redo(self, count: int = 1) -> Turn:
        """Do sentences again that were taken back."""
        return self.apply([Redo(count=count)], "redo")

    @property
    def planner(self) -> Planner | None:
        """What is asked about sentences that the grammar cannot read, if anything is."""
        return None if self._planning is None else self._planning.planner

    @property
    def image(self) -> Image:
        """What is talked about."""
        return self.session.image

    @property
    def structures(self) -> tuple[Structure, ...]:
        """The structures that there are, in order."""
        return self.session.structures

    @property
    def masks(self) -> Mapping[str, Mask]:
        """The masks that there are, by structure name."""
        return self.session.history.state.masks

    @property
    def id(self) -> str:
        """The name by which the conversation can be taken up again; empty when it is not kept."""
        return self.journal.id if self.journal is not None else ""

    def close(self) -> None:
        """Let others take the conversation up; nothing more is kept of it here."""
        if self.journal is not None:
            self.journal.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _record(self, turn: Turn) -> Turn:
        """Write a turn down; what the person should hear about that is added to the reply."""
        if self._planning is not None and turn.commands:
            self._planning.remember(turn)
        went_back = any(isinstance(outcome.command, Undo | Redo | Reset) for outcome in turn.outcomes)
        self._changed = bool(turn.changes) and not went_back
        if self.journal is None or (not turn.text.strip() and not turn.commands):
            return turn
        entry = Entry(
            turn.text, dump(turn.commands), dump(turn.resolved), turn.reply, turn.changes, turn.models, turn.seconds
        )
        told = self.journal.record(entry, self.session.history, self.session.look)
        for outcome in turn.outcomes:
            if outcome.filed is not None and outcome.filed.folder is not None:
                self.journal.note("saved", turn=turn.number, structures=list(outcome.names))
        return replace(turn, reply=f"{turn.reply} {told[0].upper()}{told[1:]}.") if told else turn

    def _save(self, wish: SaveWish) -> Filed:
        """Carry out a wish to save: into a folder of the turn, never over anything."""
        folder = self.folder / f"turn-{wish.number:03d}"
        saved = save(
            wish.structures,
            self.session.image,
            folder,
            wish.command.format,
            edited=wish.edited,
            models=wish.models,
            request=wish.text,
        )
        if isinstance(saved, NotSaved):
            return Filed(problem=f'{saved.reason}: say "{saved.instead}"')
        return Filed(_files_of(wish.structures, saved), folder, saved.notes)


def _files_of(structures: Sequence[Structure], saved: Saved) -> dict[str, Path]:
    """Structure name → the file that holds it: its own, or one of all."""
    names = [structure.name for structure in structures if structure.mask is not None]
    if len(saved.files) != len(names):
        return dict.fromkeys(names, saved.files[0])
    suffix = "".join(saved.files[0].suffixes) if saved.form in ("nifti", "png") else saved.files[0].suffix
    left = list(saved.files)
    found: dict[str, Path] = {}
    for name, stem in zip(names, unique_stems(names, suffix), strict=True):
        exact = [path for path in left if path.name == stem + suffix]
        found[name] = (exact or [path for path in left if path.name.startswith(stem)] or left)[0]
        left.remove(found[name])
    return found
