"""What a language model may know of a conversation: what persons said, names of the vocabulary, and numbers.

Names that came out of files, headers or label maps are replaced here, and remarks of the session, which may repeat
them, are left out. Nothing else of limis talks to a language model.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence

from limis.agents.phrases import number_words
from limis.geometry import PLANES
from limis.imaging.kinds import KINDS
from limis.prompts.planning import briefing
from limis.prompts.vocabulary import vocabulary
from limis.protocols import Query
from limis.session import Session, Turn
from limis.session.measuring import size_fact
from limis.session.ranking import count_of
from limis.session.turn import Fact, Outcome
from limis.types import Structure

__all__ = ["Scene"]

_REMEMBERED = 8
_LONGEST = 300
_UNITS = ("ml", "mm2", "mm", "px", "HU")
_WORD = re.compile(r"[^\W_]+")


class Scene:
    """What may be told of a session, and the names under which it is told.

    Args:
        session: The session.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._before: deque[str] = deque(maxlen=_REMEMBERED)
        self._said: deque[str] = deque(maxlen=_REMEMBERED + 1)
        self._numbers: dict[str, int] = {}
        self._known: tuple[str, ...] | None = None

    def hear(self, text: str) -> None:
        """Take note of what a person said."""
        self._said.append(f" {_words(text)} ")

    def was_said(self, words: str) -> bool:
        """Whether a person has said these words, one after the other."""
        wanted = _words(words)
        return bool(wanted) and any(f" {wanted} " in said for said in self._said)

    def remember(self, turn: Turn) -> None:
        """Keep a sentence and what came of it; what was done by hand may come with words that nobody said."""
        said = f'"{turn.text.strip()[:_LONGEST]}"' if self.was_said(turn.text) else "by hand"
        done = "; ".join(self.told(outcome, turn.result) for outcome in turn.outcomes) or "nothing"
        self._before.append(f"{said} -> {done}")

    def names(self, structures: Sequence[Structure] | None = None) -> dict[str, Structure]:
        """Name that may be told → structure; those of the session where none are given."""
        found: dict[str, Structure] = {}
        for structure in self._session.structures if structures is None else structures:
            name = base = self._name(structure)
            number = 2
            while name in found:
                name, number = f"{base}_{number}", number + 1
            found[name] = structure
        return found

    def briefing(self) -> str:
        """All that is told besides the sentence."""
        active = self._session.history.state.active
        hidden = self._session.history.state.hidden
        lines: list[str] = []
        for name, structure in self.names().items():
            marks = ["active"] * (structure.name == active) + ["hidden"] * (structure.name in hidden)
            told = f"{name} ({', '.join(marks)})" if marks else name
            lines.append(f"{told}: {_size(structure)}")
        return briefing(self._image(), lines, self._concepts(), tuple(self._before))

    def told(self, outcome: Outcome, structures: Sequence[Structure]) -> str:
        """What came of a command, without any word of a file.

        Args:
            outcome: What came of it.
            structures: All that there are afterwards.
        """
        names = {structure.name: name for name, structure in self.names(structures).items()}
        there = {structure.name: structure for structure in structures}
        sizes = [f"{names[n]} is {_size(there[n])}" for n in outcome.names if n in names and not outcome.facts]
        missed = [f"{self._name(structure)} not found" for structure in outcome.missed]
        facts = [f"{names.get(f.name, '')} {f.what} {_number(f)}".strip() for f in outcome.facts]
        return f"{outcome.command.op} {', '.join([outcome.status, *sizes, *missed, *facts])}"

    def _name(self, structure: Structure) -> str:
        if structure.concept is not None and structure.concept in vocabulary():
            return "_".join(part for part in (structure.concept, structure.side) if part)
        if self.was_said(structure.text or structure.name):
            return "_".join(_words(structure.text or structure.name).split())
        return f"structure_{self._numbers.setdefault(structure.name, len(self._numbers) + 1)}"

    def _image(self) -> str:
        geometry, context = self._session.image.geometry, self._session.context
        kind = self._session.modality if self._session.modality in KINDS else "kind of imaging unknown"
        if geometry.is_picture:
            scale = "no scale, so no mm" if geometry.pixel_area_mm2 is None else "scale known"
            return f"a picture of {geometry.shape[0]} by {geometry.shape[1]} pixels, {kind}, {scale}"
        counts = [f"{plane} 1 to {geometry.shape[geometry.axis_of_plane(plane)]}" for plane in PLANES]
        return f"a volume, {kind}, scale known, slices {', '.join(counts)}, on view {context.plane} {context.slice}"

    def _concepts(self) -> Sequence[str]:
        """The concepts that the models at hand know; none where any text can be asked for."""
        grounder = self._session.engines.grounder
        if grounder.vocabulary == "open":
            return ()
        if self._known is None:
            kind = self._session.modality if self._session.bench.finder.is_sure else None
            asked = ((concept.name, Query(concept.name, concept.phrase)) for concept in vocabulary())
            self._known = tuple(name for name, query in asked if grounder.why_not(query, kind) is None)
        return self._known


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _number(fact: Fact) -> str:
    """What was measured; the unit of an image's values may be words out of its header."""
    return number_words(fact.value, fact.unit if fact.unit in _UNITS else "")


def _size(structure: Structure) -> str:
    if structure.mask is None:
        return "not found"
    fact = size_fact(structure, structure.mask)
    pieces = count_of(structure.mask)
    return f"{number_words(fact.value, fact.unit)} in {pieces} piece{'' if pieces == 1 else 's'}"
