"""One conversation about a mask, seen by the one who speaks: what is said next, and what came of it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

import numpy as np

from limis.agents.conversation import Conversation
from limis.commands import Command
from limis.eval.cases import Ask, Step
from limis.eval.mishearing import spoil
from limis.eval.overlap import Inside, dice
from limis.eval.sentences import Target
from limis.eval.speaker import Speaker
from limis.eval.truth import Truth
from limis.eval.turns import TURNS, WORSE
from limis.eval.wordings import PLAIN, Said, say_undo
from limis.geometry import Geometry
from limis.prompts.vocabulary import vocabulary

__all__ = ["MANNERS", "Manner", "Talk", "named_others"]

_SHARED = 0.02


@dataclass(frozen=True)
class Manner:
    """How somebody speaks.

    Attributes:
        varied: In many words; else in templates.
        noisy: Misunderstood at times.
        careful: Says "undo" when it got worse, names other things, and does not repeat what was in vain.
        summary: The same for a reader.
    """

    varied: bool
    noisy: bool
    careful: bool
    summary: str


#: Ways to speak, by the name that protocols have from them.
MANNERS: Mapping[str, Manner] = {
    "language": Manner(False, False, True, "always the same words"),
    "language-paraphrases": Manner(True, False, True, "many words"),
    "language-noise": Manner(True, True, True, "many words, 10 % of them misunderstood"),
    "words": Manner(True, False, False, "many words, nothing taken back"),
}


class Talk:
    """One conversation, seen by the one who speaks.

    Args:
        conversation: With whom.
        ask: About what.
        truth: What the speaker sees.
        manner: How it is spoken.

    Attributes:
        steps: What was said so far, the first mask first.
        inside: The mask as it is.
    """

    def __init__(self, conversation: Conversation, ask: Ask, truth: Truth, manner: Manner) -> None:
        self.steps: list[Step] = []
        self._conversation, self._ask, self._truth, self._manner = conversation, ask, truth, manner
        geometry = conversation.image.geometry
        others = named_others(ask, geometry, truth.inside) if manner.careful else {}
        self._speaker = Speaker(geometry, ask.seed, varied=manner.varied, others=others)
        self._spoken: dict[bytes, list[Command]] = {}
        self._before: float | None = None
        self.inside = self._mask()

    def begin(self, text: str, seconds: float) -> None:
        """Write down what there is before the first correction."""
        self.steps.append(Step("start", text, self._dice(), True, round(seconds, 3)))

    def go_on(self) -> bool:
        """Say one more sentence; False from somebody who has nothing to say, or has said `TURNS` of them."""
        if len(self.steps) > TURNS:
            return False
        turn = len(self.steps) - 1
        said = self._regret(turn) or self._complaint(turn)
        if said is None:
            return False
        draw = Random(f"{self._ask.seed}/{turn}/heard")  # noqa: S311 - a sample, not a secret
        text, spoiled = spoil(said, draw) if self._manner.noisy else (said.text, "")
        started = time.perf_counter()
        understood = self._conversation.say(text).commands == (said.command,)
        seconds = time.perf_counter() - started
        old, self.inside = self.inside, self._mask()
        if not spoiled:
            self._spoken.setdefault(_key(old), []).append(said.command)
        if not np.array_equal(old, self.inside):
            self._before = None if said.command.op == "undo" else self.steps[-1].dice
        self.steps.append(Step(said.command.op, text, self._dice(), understood, round(seconds, 3), spoiled))
        return True

    def _regret(self, turn: int) -> Said | None:
        """That the last change be taken back, where it made the mask worse."""
        if not self._manner.careful or self._before is None or self.steps[-1].dice >= self._before - WORSE:
            return None
        draw = Random(f"{self._ask.seed}/{turn}/undo")  # noqa: S311 - a choice of words, not a secret
        return say_undo(draw if self._manner.varied else PLAIN)

    def _complaint(self, turn: int) -> Said | None:
        """What is wrong; what was said of this very mask before was in vain."""
        refused = self._spoken.get(_key(self.inside), []) if self._manner.careful else []
        return self._speaker.say(self.inside, self._truth.inside, turn, refused)

    def _mask(self) -> Inside:
        """The structure that is talked about: the active one."""
        state = self._conversation.session.history.state
        mask = state.masks.get(state.active or "")
        return np.zeros_like(self._truth.inside) if mask is None else mask.data

    def _dice(self) -> float:
        return round(dice(self.inside, self._truth.inside), 6)


def _key(inside: Inside) -> bytes:
    """What tells one mask from another."""
    return hashlib.sha256(np.packbits(inside).tobytes()).digest()


def named_others(ask: Ask, geometry: Geometry, truth: Inside) -> dict[Target, Inside]:
    """What else there is in the image: what has a name and shares next to nothing with the truth.

    Args:
        ask: The question.
        geometry: The image's grid.
        truth: What is asked for.

    Raises:
        ReadError: A mask cannot be read.
    """
    found: dict[Target, Inside] = {}
    for concept, side, source in ask.others:
        if concept in vocabulary():
            other = source.read(geometry).inside
            if int((other & truth).sum()) <= _SHARED * min(int(other.sum()), int(truth.sum())):
                found[concept, side] = other
    return found
