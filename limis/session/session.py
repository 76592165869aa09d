"""An image and the commands applied to it."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from limis.commands import (
    Choose,
    Clarify,
    Command,
    Confirm,
    Context,
    Delete,
    Deny,
    Excess,
    Exclude,
    Help,
    Include,
    Listing,
    Measure,
    Missing,
    Question,
    Redo,
    Repeat,
    Reset,
    Save,
    Search,
    Segment,
    Select,
    Shape,
    Stop,
    Target,
    Undo,
    Unknown,
    load,
)
from limis.models.engines import Engines
from limis.progress import Progress, silent
from limis.protocols import Noticing
from limis.session.arranging import delete, move, reset, save, select
from limis.session.bench import Bench
from limis.session.facts import bits_digest
from limis.session.gate import Gate
from limis.session.history import History
from limis.session.journal import Journal
from limis.session.last_edit import LastEdit, goes_back
from limis.session.looking import hides_all_for_nothing, look
from limis.session.measuring import list_structures, measure
from limis.session.repeating import spelt_again
from limis.session.resolving import meant
from limis.session.searching import combine, segment
from limis.session.shaping import shape
from limis.session.state import Look, State, changes
from limis.session.turn import Filed, Outcome, Saver, SaveWish, Turn
from limis.session.work import Work
from limis.types import Image, Result, Structure

__all__ = ["Session"]

_NOT_JUST_NOW = 'no edit was made just now that could be put right: say "undo" first, or what to change'
_ASKS_ENGINES = (*get_args(Search), Missing, Excess, Unknown)


class Session:
    """One image, the engines that look at it, and every state that the structures on it went through.

    Args:
        image: What is looked at.
        engines: A grounder and a segmenter.
        modality: Kind of imaging when the caller knows it; else the header's word, else a guess.
        imported: Structures that are there before anything is said: turn 0.
        saver: Carries out ``save``; None where nothing can be written.

    Attributes:
        bench: The image and what has been seen of it.
        history: The states.
        look: Where somebody looks.
        number: How many sentences were said.

    Raises:
        InputError: A modality that is no kind of imaging.

    Example:
        >>> from limis.api import load, open_session
        >>> from limis.prompts.reader import read
        >>> session = open_session(load("scan.nii.gz"))  # doctest: +SKIP
        >>> session.apply(read("segment the liver")).result.masks["liver"].volume_ml  # doctest: +SKIP
        1482.3
    """

    def __init__(
        self,
        image: Image,
        engines: Engines,
        *,
        modality: str | None = None,
        imported: Sequence[Structure] = (),
        saver: Saver | None = None,
    ) -> None:
        self.bench = Bench(image, engines, modality)
        self.saver = saver
        last = imported[-1].name if imported else None
        self.history = History(self.bench.image.geometry, State().put(*imported, active=last))
        self.history.lay_out(self.bench.image.geometry)
        self.look, self.number = Look(), 0
        self._gate = Gate()
        self._last = LastEdit()
        self._several: tuple[str, ...] = ()
        self._named: tuple[str, ...] = ()
        self._drawn: set[str] = set()
        self._missed: tuple[Target, ...] = ()
        self._noticed: tuple[str, ...] = ()

    def take_up(self, journal: Journal) -> None:
        """Go on where a stored session stood.

        Raises:
            ImageChangedError: It was about another image.
            StoreDamagedError: What is stored makes no sense.
        """
        self.history = journal.history(self.bench.image)
        self.look, self.number = journal.look, journal.turns[-1].number if journal.turns else 0
        self._last = LastEdit.stored(journal, self.history)
        self._several = _last_several(journal, self._work(silent, ""))

    @property
    def image(self) -> Image:
        """The image, with what is known or assumed of its kind and orientation."""
        return self.bench.image

    @property
    def engines(self) -> Engines:
        """What looks at the image."""
        return self.bench.engines

    @property
    def modality(self) -> str | None:
        """Kind of imaging, stated or guessed."""
        return self.bench.modality

    @property
    def modality_reason(self) -> str:
        """How the kind of imaging is known."""
        return self.bench.modality_reason

    @property
    def structures(self) -> tuple[Structure, ...]:
        """The structures that there are, in order."""
        return tuple(self.history.state.structures.values())

    @property
    def context(self) -> Context:
        """All that a parser may know."""
        state, work = self.history.state, self._work(silent, "")
        pending = self._gate.pending
        return Context(
            structures=tuple(state.structures),
            active=state.active,
            named=tuple(name for name in self._named if name in state.structures),
            missed=next((target.concept or target.text for target in self._missed[-1:]), None),
            last_edit=self._last.commands[-1] if self._last.commands else None,
            just_edited=self._last.steps_back(self.history) is not None,
            modality=self.modality,
            plane=work.plane,
            slice=work.number,
            pending=None if pending is None else pending.question,
        )

    def apply(
        self,
        commands: Sequence[Command],
        text: str = "",
        progress: Progress = silent,
        *,
        confidence: float = 1.0,
        threshold: float = 0.0,
        reading: str = "",
    ) -> Turn:
        """Apply the commands of one sentence, all or none of them.

        Args:
            commands: What was understood; nothing happens without any.
            text: What was said.
            progress: Called at least twice a second; may raise `Cancelled`, which leaves the session as it was.
            confidence: How sure the mouth is, 0…1, that this is what was said.
            threshold: Below it the sentence waits for a yes.
            reading: The commands in words, where they are not plain from the sentence: what a question repeats.

        Returns:
            What came of it.

        Raises:
            InputError: A command that this session cannot carry out; what waited for an answer does so no longer.
            ModelError: An engine failed.
        """
        started = time.perf_counter()
        history, bench, before = self.history.snapshot(), self.bench.snapshot(), self.history.state
        self.bench.finder.seconds = {}
        work = self._work(progress, text)
        try:
            outcomes, remarks = self._carry_out(commands, reading or text, work, sure=confidence >= threshold)
        except BaseException:
            self.history.restore(history)
            self.bench.restore(bench)
            self._gate.pending = None
            raise
        remarks += self._news()
        digest = self.history.digest
        if work.state is not self.history.state:
            self.history.push(work.state)
        self.look = work.look
        done = [outcome.command for outcome in outcomes if outcome.status != "refused"]
        if work.edits:
            self._last = LastEdit.of(work.edits, commands, done, digest, self.history.digest)
        elif commands and not goes_back(done) and not _puts_right(commands):
            self._last = self._last.over()
        self._several = work.group or self._several
        self._named = work.spoken or self._named
        self._missed = tuple(target for outcome in outcomes for target in _missed_of(outcome))
        self.number += bool(commands)
        seconds = {**self.bench.finder.seconds, "turn": time.perf_counter() - started}
        return self._turn(tuple(commands), text, work, before, tuple(outcomes), tuple(remarks), seconds)

    def offer(self, turn: Turn, text: str, commands: Sequence[Command]) -> Turn:
        """Ask after a turn in which nothing was understood whether this was meant; it waits for a yes.

        Args:
            turn: The last one.
            text: What may have been meant, as it would be said.
            commands: What is carried out then; nothing that destroys.

        Returns:
            The turn with the question.
        """
        return replace(turn, pending=self._gate.offer(text, commands))

    def destroys(self, commands: Sequence[Command]) -> bool:
        """Whether commands would destroy something that is there, so that they would wait for a yes."""
        return bool(self._destroying(commands))

    def rehearse(self, commands: Sequence[Command], text: str = "", progress: Progress = silent) -> Turn:
        """See what would come of commands: nothing is asked, written or counted, and everything stays as it is.

        What is looked for is remembered, so that applying the same commands afterwards costs no second look.

        Raises:
            InputError: As `apply`.
            ModelError: As `apply`.
            Cancelled: As `apply`.
        """
        history, bench, drawn = self.history.snapshot(), self.bench.snapshot(), set(self._drawn)
        before, work = self.history.state, self._work(progress, text)
        work.file = lambda command, structures: Filed()
        try:
            outcomes = self._each(commands, work)
            if work.state is not self.history.state:
                self.history.push(work.state)
            return self._turn(tuple(commands), text, work, before, tuple(outcomes), (), {"turn": 0.0})
        finally:
            self.history.restore(history)
            self.bench.restore(bench)
            self._drawn = drawn

    def would_ask(self, commands: Sequence[Command], text: str = "") -> Question | None:
        """The question that a sentence would wait for an answer to, were it said now; nothing is done.

        For mouths that have to ask a person before they let a sentence through.

        Args:
            commands: What was understood.
            text: What was said.
        """
        return self._gate.rehearse(commands, text, self.context, self._destroying)

    def refuse(self, text: str, why: str, commands: Sequence[Command] = ()) -> Turn:
        """The turn of a sentence that could not be carried out: it is counted, and nothing has changed."""
        self.number += 1
        work = self._work(silent, text)
        outcomes = tuple(Outcome(command, "refused") for command in commands)
        work.reasons.append(why)
        return self._turn(tuple(commands), text, work, self.history.state, outcomes, (why,), {"turn": 0.0})

    def _news(self) -> list[str]:
        """What engines tell of how they run that nobody has heard here before."""
        engines = (self.engines.grounder, self.engines.segmenter, self.engines.verifier)
        told = dict.fromkeys(engine.notice for engine in engines if isinstance(engine, Noticing) and engine.notice)
        new = [notice for notice in told if notice not in self._noticed]
        self._noticed += tuple(new)
        return new

    def _carry_out(
        self, commands: Sequence[Command], text: str, work: Work, *, sure: bool
    ) -> tuple[list[Outcome], list[str]]:
        if not commands:
            return [], []
        heard = self._gate.hear(commands, text, self.context, self._destroying, sure=sure)
        return [*heard.outcomes, *self._each(heard.commands, work)], heard.remarks

    def _each(self, commands: Sequence[Command], work: Work) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for at, command in enumerate(commands):
            work.progress("working", at, len(commands))
            if hides_all_for_nothing(commands[at : at + 2], work):
                outcomes.append(Outcome(command, "refused"))
                continue
            outcomes += self._one(command, work)
        work.progress("working", len(commands), len(commands))
        return outcomes

    def _one(self, command: Command, work: Work) -> list[Outcome]:
        """Carry out one command; what is said again may be several."""
        if isinstance(command, Repeat):
            return self._repeat(command, work)
        outcome = self._do(command, work)
        if not isinstance(command, Exclude | Include):
            work.hear(getattr(command, "targets", None), outcome.names, len(outcome.missed))
        if not isinstance(command, Segment | Exclude | Include):
            work.made = None
        if isinstance(command, Segment):
            drawn = (work.state.structures[name].mask for name in outcome.names)
            self._drawn.update(bits_digest(mask) for mask in drawn if mask is not None)
        return [outcome]

    def _do(self, command: Command, work: Work) -> Outcome:  # noqa: C901 - one line per family
        match command:
            case Segment():
                return segment(command, work)
            case Exclude() | Include():
                return combine(command, work)
            case Select():
                return select(command, work)
            case Delete():
                return delete(command, work)
            case Undo() | Redo():
                return move(command, work)
            case Reset():
                return reset(command, work)
            case Measure():
                return measure(command, work)
            case Listing():
                return list_structures(command, work)
            case Save():
                return save(command, work)
            case Unknown():
                work.reasons.append(f"not understood: {command.text}")
                return Outcome(command, "refused")
            case Help() | Confirm() | Deny() | Choose() | Clarify() | Stop() | Repeat():
                return Outcome(command)
            case _:
                return shape(command, work) if isinstance(command, Shape) else look(command, work)

    def _repeat(self, command: Repeat, work: Work) -> list[Outcome]:
        edits = [*work.edits]
        if command.instead:
            return self._put_right(command, work)
        again, remark = spelt_again(command, edits or self._last.commands, turned=self._last.turned and not edits)
        if not again:
            return [Outcome(command, "refused", remark=remark)]
        work.edits.clear()
        outcomes = [outcome for one in again for outcome in self._one(one, work)]
        if command.invert and not any(outcome.status == "done" for outcome in outcomes):
            work.edits[:] = edits  # "a bit less" still is less than those
        return outcomes if not remark else [*outcomes, Outcome(command, remark=remark)]

    def _put_right(self, command: Repeat, work: Work) -> list[Outcome]:
        """Take the last edit back and do it as it was meant, or leave it as it is."""
        steps = self._last.steps_back(self.history)
        if steps is None or work.edits or work.state is not self.history.state:
            return [Outcome(command, "refused", remark=_NOT_JUST_NOW)]
        again, remark = spelt_again(command, self._last.commands)
        if not again:
            return [Outcome(command, "refused", remark=remark)]
        before, state, answered = self.history.snapshot(), work.state, dict(work.answered)
        done = [outcome for one in (*(Undo() for _ in range(steps)), *again) for outcome in self._one(one, work)]
        if all(outcome.status == "done" for outcome in done):
            return done
        self.history.restore(before)
        work.state, work.answered = state, answered
        work.edits.clear()
        why = next(outcome.remark for outcome in done if outcome.status != "done")
        return [Outcome(command, "refused", remark=f"{why}; the last edit stays as it is")]

    def _destroying(self, commands: Sequence[Command]) -> dict[Command, tuple[str, ...]]:
        """The commands that would destroy what is there, with what each would throw away."""
        work = self._work(silent, "")
        alone = len(commands) == 1
        begun = self.history.digest != self.history.steps[0].digest
        lost: dict[Command, tuple[str, ...]] = {}
        for command in commands:
            if isinstance(command, Reset) and (begun or not alone):
                lost[command] = ()
            elif isinstance(command, Delete):
                them = meant(command.targets, work, single=True)
                if not (alone and them.reason):
                    lost[command] = tuple(map(them.told, them.structures(work.state)))
        return lost

    def _work(self, progress: Progress, text: str) -> Work:
        def file(command: Save, structures: tuple[Structure, ...]) -> Filed:
            if self.saver is None:
                return Filed(problem="nothing can be written to files here")
            infos = self.engines.infos
            edited = frozenset(s.name for s in structures if s.mask and bits_digest(s.mask) not in self._drawn)
            return self.saver(SaveWish(command, structures, edited, self.number + 1, text, infos))

        state = self.history.state
        answered = dict(state.structures)
        return Work(
            self.bench,
            self.history,
            state,
            self.look,
            progress,
            file,
            answered,
            several=self._several,
            missed_before=self._missed,
        )

    def _turn(
        self,
        commands: tuple[Command, ...],
        text: str,
        work: Work,
        before: State,
        outcomes: tuple[Outcome, ...],
        remarks: tuple[str, ...],
        seconds: dict[str, float],
    ) -> Turn:
        state = self.history.state
        shown = {name: state.structures.get(name, s) for name, s in work.answered.items()}
        told = {name: s for name, s in shown.items() if name in state.structures or not s.found}
        infos = self.engines.infos
        asked = any(isinstance(command, _ASKS_ENGINES) for command in (*commands, *(o.command for o in outcomes)))
        pending = self._gate.pending
        return Turn(
            text,
            commands,
            Result(tuple({**told, **state.structures}.values()), "; ".join(work.reasons)),
            infos if asked else (),
            seconds,
            self.modality,
            self.modality_reason,
            (*self.image.source.notes, *filter(None, (self.engines.notice, *self._noticed))),
            self.number,
            outcomes,
            changes(before, state),
            remarks,
            None if pending is None else pending.question,
            self.history.digest,
            state.active,
        )


def _puts_right(commands: Sequence[Command]) -> bool:
    """Say whether the last edit was to be put right: where that could not be done, it may be tried again."""
    return all(isinstance(command, Repeat) and command.instead for command in commands)


def _missed_of(outcome: Outcome) -> list[Target]:
    """What a command looked for in vain, as it was asked."""
    targets = outcome.command.targets if isinstance(outcome.command, Segment) else ()
    missed: dict[str, list[Structure]] = {}
    for structure in outcome.missed:
        missed.setdefault(structure.text, []).append(structure)
    return [_only(missed[t.text], t) for t in targets if isinstance(t, Target) and t.text in missed]


def _only(missed: Sequence[Structure], target: Target) -> Target:
    """Of "both kidneys" the one that was not seen, where the other one was."""
    if target.side != "both" or len(missed) != 1:
        return target
    side, thing = missed[0].side, (target.concept or target.text).replace("_", " ")
    return target.model_copy(update={"side": side, "text": f"{side} {thing}"})


def _last_several(journal: Journal, work: Work) -> tuple[str, ...]:
    """What "them" means in a session that is taken up, as far as it is there."""
    for row in reversed(journal.turns):
        commands = load(json.loads(row.resolved))
        targets = [
            t for c in commands if not isinstance(c, Exclude | Include) for t in getattr(c, "targets", None) or ()
        ]
        work.hear(targets, [name for target in targets for name in meant([target], work, single=True).names])
        if work.asked > 1:
            return work.group
        work.spoken, work.asked = (), 0
    return ()
