"""Conversations that are measured: what is said, and how they begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from statistics import fmean
from typing import Literal

from limis.agents.conversation import Conversation
from limis.errors import InputError, say
from limis.eval.bench.figures import Taken, timed
from limis.eval.bench.naive import Forgetful
from limis.models.engines import Engines
from limis.progress import silent
from limis.prompts.reader import read
from limis.protocols import Query
from limis.session import Session
from limis.session.store import Store
from limis.types import Image, Structure
from limis.volumes.evidence import gather

__all__ = ["BLOCK", "CORRECTIONS", "Memory", "Talk", "begin", "found", "talk"]

Memory = Literal["keeps", "forgets", "looks again"]
"""What a pipeline keeps from turn to turn."""

#: Error words, each of which asks the segmenter again.
CORRECTIONS = (
    "you missed the left part",
    "too much on the right",
    "it should reach further down",
    "you missed the top",
    "too much on the left",
)

#: Ten turns that end where they began, so that every ten cost the same.
BLOCK = tuple(
    text
    for edit in (CORRECTIONS[0], "grow it by 1 pixel", CORRECTIONS[1], "shrink it by 1 pixel", "smooth it")
    for text in (edit, "undo")
)


@dataclass(eq=False)
class Talk:
    """What a conversation came to.

    Attributes:
        turns: What each turn took.
        states: Digest of the masks after each turn.
        encodes: Views that the segmenter encoded.
    """

    turns: list[Taken] = field(default_factory=list[Taken])
    states: list[str] = field(default_factory=list[str])
    encodes: int = 0

    @property
    def mean(self) -> Taken:
        """What a turn took."""
        return Taken(fmean(turn.seconds for turn in self.turns), fmean(turn.cpu for turn in self.turns))


def found(image: Image, engines: Engines, sentence: str) -> tuple[Structure, ...]:
    """What one sentence outlines in an image.

    Raises:
        InputError: Nothing: there is nothing to measure then.
    """
    session = Session(image, engines)
    turn = session.apply(read(sentence), sentence)
    if not session.structures:
        raise InputError(
            say(
                f"the models {engines.name} outline nothing in the drawn image",
                expected=f'something for "{sentence}"',
                got=turn.result.reason or "; ".join(structure.reason for structure in turn.result),
                next_step="Measure other models",
            )
        )
    return session.structures


def begin(image: Image, engines: Engines, imported: Sequence[Structure] = (), home: Path | None = None) -> Conversation:
    """Begin a conversation, as `limis.api.converse` does; kept in `home`, or not at all."""
    session = Session(image, engines, imported=imported)
    journal = Store(home).start(session.image, session.history) if home is not None else None
    return Conversation(session, Path("unused"), journal)


def talk(
    image: Image, engines: Engines, imported: Sequence[Structure], sentences: Sequence[str], memory: Memory = "keeps"
) -> Talk:
    """Hold a conversation about what is outlined already.

    Args:
        image: The image.
        engines: Models.
        imported: What is outlined already.
        sentences: What is said.
        memory: ``"keeps"`` what was encoded, as limis does; ``"forgets"`` what the segmenter encoded before each turn;
            or ``"looks again"``, as a pipeline without a memory has to: the grounder looks for everything in the
            whole image, too.
    """
    told = Talk()
    watched = Forgetful(engines.segmenter)
    with begin(image, replace(engines, segmenter=watched), imported) as conversation:

        def turn(sentence: str) -> None:
            if memory != "keeps":
                watched.forget()
            if memory == "looks again":
                _look_again(conversation.session, imported)
            told.states.append(conversation.say(sentence).state)

        told.turns = [timed(partial(turn, sentence)) for sentence in sentences]
    told.encodes = watched.encodes
    return told


def _look_again(session: Session, structures: Sequence[Structure]) -> None:
    for structure in structures:
        query = Query(structure.concept, structure.text)
        gather([session.bench.finder.main_stack(query)], session.engines.grounder, [query], silent)
