"""Where a planner works: what it proposes becomes commands here, or nothing; what it is told is safe to tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from limis.agents.critic import concerns
from limis.agents.phrases import listed, named
from limis.agents.scene import Scene
from limis.commands import Clarify, Command, Segment, Target, Unknown, load, ops
from limis.errors import Cancelled, LimisError, PlanError, PromptError
from limis.progress import Progress
from limis.prompts.planning import concern
from limis.prompts.reader import read
from limis.prompts.vocabulary import vocabulary
from limis.session import Session
from limis.types import Structure

__all__ = ["DESTROYING", "OFFERED", "PlanningDesk"]

_WITHHELD = frozenset({"confirm", "deny", "choose", "stop", "help", "repeat", "unknown"})
"""What only a person may say: answers to questions, and what needs the words that were spoken."""

OFFERED = tuple(op for op in ops() if op not in _WITHHELD)
"""The ops that a language model may propose."""

DESTROYING = ("delete", "reset")
"""Of these, what a person has to say yes to."""

_WHICH_ONE = "which of these do you mean?"
_FEWEST_OPTIONS = 2


class PlanningDesk:
    """One sentence on a planner's desk.

    Args:
        session: Its session; nothing of it changes here.
        scene: What may be told of it; has heard the sentence.
        only_what_was_said: Whether a thing that has no concept must be in a person's words.

    Attributes:
        doubts: What a person should look at after the commands rehearsed last, in words.
        refusal: Why the session would not carry out the last command that it refused, in words for the person.
    """

    def __init__(self, session: Session, scene: Scene, *, only_what_was_said: bool = True) -> None:
        self._session, self._scene = session, scene
        self._briefing = scene.briefing()
        self._names = scene.names()
        self._has_doubted, self._only_what_was_said = False, only_what_was_said
        self.doubts: tuple[str, ...] = ()
        self.refusal = ""

    @property
    def briefing(self) -> str:
        """As `limis.protocols.Desk`."""
        return self._briefing

    def check(self, op: str, fields: Mapping[str, Any]) -> Command:
        """As `limis.protocols.Desk`."""
        if op not in OFFERED:
            raise PlanError(f"there is no tool {op!r}: the tools are {', '.join(OFFERED)}.")
        values = {name: value for name, value in fields.items() if value is not None}
        if op == "clarify":
            return _asked(values.get("options"))
        if "targets" in values:
            values["targets"] = self._targets(values["targets"], op)
        try:
            return load([{**values, "op": op}])[0]
        except PromptError as error:
            raise PlanError(str(error)) from error

    def rehearse(self, commands: Sequence[Command], progress: Progress) -> str:
        """As `limis.protocols.Desk`."""
        try:
            turn = self._session.rehearse(commands, progress=progress)
        except Cancelled:
            raise
        except LimisError as error:
            self.refusal = str(error)
            raise PlanError("refused: that cannot be done with this image") from error
        last = turn.outcomes[-1]
        if last.status == "refused":
            self.refusal = last.remark
            raise PlanError("refused: there is nothing like that here, or nothing that it could be done to")
        structures = {structure.name: structure for structure in turn.result}
        self._names = self._scene.names(turn.result)
        answer = self._scene.told(last, turn.result)
        return "\n".join([answer, *self._doubt(structures, [o for o in turn.outcomes if o is not last], last)])

    def _doubt(self, structures: Mapping[str, Structure], earlier: Sequence[Any], last: Any) -> list[str]:
        """What looks odd: all of it for the person, the newest for the model, which may try one other way."""
        midline = self._session.bench.find_midline()
        new = concerns(last, structures, midline)
        old = [odd for outcome in earlier for odd in concerns(outcome, structures, midline)]
        seen = [f"{named(odd.name, structures)} is {odd.kind}" for odd in (*old, *new) if odd.kind != "not found"]
        self.doubts = tuple(dict.fromkeys(seen))
        told = {structure.name: name for name, structure in self._names.items()}
        lines = [concern(odd.kind, told.get(odd.name, "it"), may_try=not self._has_doubted) for odd in new]
        self._has_doubted = self._has_doubted or bool(new)
        return lines

    def _targets(self, values: object, op: str) -> list[dict[str, Any]]:
        """Targets as the algebra wants them."""
        several = cast("list[Any]", values) if isinstance(values, list) else [values]
        return [self._target(value, op) for value in several]

    def _target(self, value: object, op: str) -> dict[str, Any]:
        """A reference, a structure that is there, a concept, or words that a person said."""
        given = cast("dict[str, Any]", value) if isinstance(value, dict) else {"concept": value}
        said = {name: entry for name, entry in given.items() if entry is not None}
        if "ref" in said:
            return {name: entry for name, entry in said.items() if name not in ("text", "concept")}
        words = str(said.get("concept") or said.get("text") or "").strip()
        rest = {name: entry for name, entry in said.items() if name not in ("concept", "text")}
        if (concept := words) in vocabulary():
            return {**rest, "concept": concept, "text": _phrase(concept, rest.get("side"))}
        known = self._names.get("_".join(words.lower().split()))
        if known is not None and (op != "segment" or known.concept is None):
            side = {"side": known.side} if known.side else {}
            return {**side, **rest, "concept": known.concept, "text": known.name}
        target = _meaning(words)
        if target is not None:
            side = rest.get("side", target.side)
            more = {**rest, **({"side": side} if side else {})}
            return {**more, "concept": target.concept, "text": _phrase(str(target.concept), side)}
        if words and not self._only_what_was_said:
            self._scene.hear(words)
        if self._scene.was_said(words):
            return {**rest, "concept": None, "text": words}
        raise PlanError(f"{words!r} is neither a concept, nor a structure that is there, nor in the person's words.")


def _phrase(concept: str, side: object) -> str:
    words = concept.replace("_", " ")
    return f"{side} {words}" if side in ("left", "right") else words


def _meaning(words: str) -> Target | None:
    """The one concept that words stand for, with the side that they say; None where they stand for none or several."""
    commands = read(f"segment {words.replace('_', ' ')}") if words else []
    target = commands[0].targets[0] if len(commands) == 1 and isinstance(commands[0], Segment) else None
    return target if isinstance(target, Target) and target.concept is not None and len(words) else None


def _asked(options: object) -> Clarify:
    """A question of ours about sentences that the grammar reads; a model's own question is not repeated.

    Raises:
        PlanError: Fewer than two such sentences.
    """
    given = [str(option) for option in cast("list[Any]", options)] if isinstance(options, list) else []
    whole = tuple(dict.fromkeys(option for option in given if _is_readable(option)))
    if len(whole) < _FEWEST_OPTIONS:
        raise PlanError(f"options are at least two plain sentences such as {listed(['segment the liver', 'undo'])}.")
    return Clarify(question=_WHICH_ONE, options=whole)


def _is_readable(sentence: str) -> bool:
    commands = read(sentence)
    return bool(commands) and all(c.op in OFFERED and not isinstance(c, Clarify | Unknown) for c in commands)
