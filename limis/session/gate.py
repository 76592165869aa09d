"""What waits for a yes, a no or a number. Every mouth meets the same gate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from limis.commands import (
    Choose,
    Clarify,
    Command,
    Confirm,
    Context,
    Delete,
    Deny,
    Question,
    Reset,
    Stop,
)
from limis.prompts.reader import read
from limis.session.turn import Outcome

__all__ = ["Gate", "Heard", "Pending"]

_MOST_NAMED = 6

Destroys = Callable[[Sequence[Command]], Mapping[Command, Sequence[str]]]
"""Which commands would destroy something that is there, with what each would throw away, as people say it."""


@dataclass(frozen=True)
class Pending:
    """A sentence that waits.

    Attributes:
        question: What was asked.
        text: The sentence, for a reader.
        commands: What is carried out after a yes; none where a number is waited for.
    """

    question: Question
    text: str
    commands: tuple[Command, ...] = ()


@dataclass(eq=False)
class Heard:
    """What of a sentence is to be done now.

    Attributes:
        commands: To be carried out.
        outcomes: What the gate itself answered.
        remarks: What a person should know, e.g. that an open question was dropped.
    """

    commands: list[Command] = field(default_factory=list["Command"])
    outcomes: list[Outcome] = field(default_factory=list[Outcome])
    remarks: list[str] = field(default_factory=list[str])


class Gate:
    """Holds what must not happen without a yes.

    Attributes:
        pending: What waits; None when nothing does.
    """

    def __init__(self) -> None:
        self.pending: Pending | None = None

    def hear(
        self, commands: Sequence[Command], text: str, context: Context, destroys: Destroys, *, sure: bool
    ) -> Heard:
        """Decide what of a sentence is done now.

        Args:
            commands: What was understood, not empty.
            text: What was said.
            context: What a parser may know, for reading a chosen option.
            destroys: Tells which commands would destroy something that is there, and what.
            sure: Whether the mouth is sure that this is what was said.

        Returns:
            What to carry out, and what is answered already. What waited before does so no longer, unless it was
            answered with something that cannot be an answer to it.
        """
        stop = next((command for command in commands if isinstance(command, Stop)), None)
        if stop is not None:
            return self._stop(stop)
        first, rest, heard = commands[0], list(commands), Heard()
        if isinstance(first, Confirm | Choose | Deny):
            heard, chosen = self._answer(first, context, sure=sure)
            rest = [*chosen, *commands[1:]]
        if not rest:
            return heard
        heard.remarks += self._dropped()
        if self._holds(rest, text, destroys(rest), sure=sure):
            clarify = next((c for c in rest if isinstance(c, Clarify)), None)
            heard.outcomes += [Outcome(c, "asked") for c in ([clarify] if clarify is not None else rest)]
        else:
            heard.commands += rest
        return heard

    def offer(self, text: str, commands: Sequence[Command]) -> Question:
        """Ask whether this is meant, where something else was said and not understood; it waits for a yes.

        Args:
            text: What may be meant, as it would be said.
            commands: What is carried out then; nothing that destroys.
        """
        self.pending = Pending(Question(question=f'Do you mean "{text}"?'), text, tuple(commands))
        return self.pending.question

    def rehearse(self, commands: Sequence[Command], text: str, context: Context, destroys: Destroys) -> Question | None:
        """The question that a sentence would have to wait for an answer to; nothing is done, and nothing held.

        Args:
            commands: What was understood.
            text: As in `hear`.
            context: As in `hear`.
            destroys: As in `hear`.
        """
        other = Gate()
        other.pending = self.pending
        if commands:
            other.hear(commands, text, context, destroys, sure=True)
        return None if other.pending is None or other.pending is self.pending else other.pending.question

    def _holds(
        self, commands: Sequence[Command], text: str, destroys: Mapping[Command, Sequence[str]], *, sure: bool
    ) -> bool:
        """Whether a sentence has to wait; if so it does from now on."""
        clarify = next((c for c in commands if isinstance(c, Clarify)), None)
        if clarify is not None:
            self.pending = Pending(Question(question=clarify.question, options=clarify.options), text)
            return True
        if sure and not destroys:
            return False
        self.pending = Pending(Question(question=_question(text, commands, destroys)), text, tuple(commands))
        return True

    def _stop(self, command: Stop) -> Heard:
        dropped = self._dropped()
        return Heard(outcomes=[Outcome(command, remark="; ".join(dropped))])

    def _dropped(self) -> list[str]:
        """Forget what waits, and say so."""
        pending, self.pending = self.pending, None
        return [] if pending is None else [f'"{pending.text}" was not done' if pending.commands else "never mind that"]

    def _answer(self, answer: Confirm | Choose | Deny, context: Context, *, sure: bool) -> tuple[Heard, list[Command]]:
        """What an answer lets through, and the commands of a chosen option: these meet the gate again."""
        pending = self.pending
        if isinstance(answer, Deny):
            return Heard(outcomes=[Outcome(answer, remark="; ".join(self._dropped()))]), []
        if pending is None:
            what = "to confirm" if isinstance(answer, Confirm) else "to choose from"
            return _refused(answer, f"there is nothing {what}"), []
        if isinstance(answer, Confirm):
            if not pending.commands:
                return _refused(answer, "say the number of what you mean"), []
            if not sure:
                return _refused(answer, 'say it again: "yes" or "no"'), []
            self.pending = None
            return Heard(list(pending.commands)), []
        options = pending.question.options
        if not 1 <= answer.index <= len(options):
            return _refused(answer, f"say a number from 1 to {len(options)}" if options else 'say "yes" or "no"'), []
        self.pending = None
        return Heard(), read(options[answer.index - 1], context.model_copy(update={"pending": None}))


def _refused(answer: Confirm | Choose, remark: str) -> Heard:
    return Heard(outcomes=[Outcome(answer, "refused", remark=remark)])


def _question(text: str, commands: Sequence[Command], destroys: Mapping[Command, Sequence[str]]) -> str:
    what = text or " and ".join(command.op.replace("_", " ") for command in commands)
    if any(isinstance(command, Reset) for command in destroys):
        return f'"{what}" takes back everything that was done. Shall I?'
    if any(isinstance(command, Delete) for command in destroys):
        lost = list(dict.fromkeys(name for names in destroys.values() for name in names))
        return f'"{what}" throws {_listed(lost)} away. Shall I?'
    return f'I understood "{what}". Is that right?'


def _listed(names: Sequence[str]) -> str:
    """Write names as a list.

    Example:
        >>> _listed(["liver", "left kidney"]), _listed([])
        ('the liver and the left kidney', 'structures')
    """
    said = [f"the {name}" for name in names]
    if len(said) > _MOST_NAMED:
        said = [*said[: _MOST_NAMED - 1], f"{len(said) - _MOST_NAMED + 1} more"]
    return " and ".join(part for part in (", ".join(said[:-1]), *said[-1:]) if part) or "structures"
