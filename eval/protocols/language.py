"""Words alone until it is right: somebody who sees the truth says, turn after turn, what is wrong with the mask.

A protocol is a manner of speaking and something to begin with. Manners: ``language`` says the same always in the same
words (templates), ``language-paraphrases`` in many, ``language-noise`` in many and is misunderstood at times; each of
them says "undo" when a sentence made it worse, names what was taken for a part of the thing, and does not repeat what
was in vain. ``words`` is ``language-paraphrases`` without these three. To begin with: the mask that a sentence gives,
or with ``-box`` what the segmenter makes of a carelessly drawn box, with ``-wrong`` a truth that was spoiled in a known
way, with ``-volumes`` the mask that a sentence gives in a whole volume. After that everything goes through the
conversation that every mouth holds.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from limis.agents.conversation import Conversation
from limis.commands import Command
from limis.eval.cases import Answer, Ask, Step
from limis.eval.compass import steps_of_image, ways_of
from limis.eval.data import Data, Plan
from limis.eval.mishearing import spoil
from limis.eval.overlap import Inside, dice
from limis.eval.product import Product
from limis.eval.protocols.box import careless_box
from limis.eval.protocols.protocol import Protocol, picture_asks
from limis.eval.protocols.slices import Prompt, Slices
from limis.eval.protocols.volumes import plan_volumes
from limis.eval.sentences import Target, sentence
from limis.eval.speaker import Speaker
from limis.eval.truth import PictureTruth, Truth
from limis.eval.turns import TURNS, WORSE
from limis.eval.wordings import PLAIN, Said, say_undo
from limis.eval.wrong import Scene, wrong_mask
from limis.geometry import Geometry
from limis.prompts.vocabulary import vocabulary
from limis.session.importing import imported_mask
from limis.types import Image

__all__ = ["LANGUAGE", "MANNERS", "Manner", "Talk", "careless_mask", "named_others", "spoiled_mask"]

_CARELESS = 0.3
_SHARED = 0.02

First = Callable[[Product, Ask, Image, Inside], tuple[str, Inside] | None]
"""What there is before anything is said, and what it is called; None to begin with the question's sentence."""


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


def careless_mask(product: Product, ask: Ask, image: Image, truth: Inside) -> Inside:
    """What the segmenter makes of a box whose sides are up to 30 % of its size off, the same for the same question."""
    box = careless_box(truth, _CARELESS, ask.seed)
    if box is None:
        return np.zeros_like(truth)
    slices = Slices(product, image, ask.modality)
    return slices.inside(slices.ask(0, Prompt(box)).probability)


def spoiled_mask(ask: Ask, geometry: Geometry, truth: Inside) -> tuple[str, Inside] | None:
    """The truth, wrong in a way that is drawn for the question (see `limis.eval.wrong`); None where it cannot be."""
    if not truth.any():
        return None
    ways = ways_of(geometry, on_screen=geometry.is_picture)
    scene = Scene(truth, steps_of_image(geometry), ways, list(named_others(ask, geometry, truth).values()))
    return wrong_mask(scene, Random(f"{ask.seed}/wrong"))  # noqa: S311 - a sample, not a secret


def _corrected_by(manner: Manner, first: First) -> Callable[[Product, Ask, Image, Truth], Answer]:
    """Begin, then speak until the speaker is content, has nothing else to say, or for `TURNS` turns."""

    def answer(product: Product, ask: Ask, image: Image, truth: Truth) -> Answer:
        started = time.perf_counter()
        begun = first(product, ask, image, truth.inside)
        name = " ".join(part for part in (ask.side, ask.concept) if part)
        imported = () if begun is None or not begun[1].any() else (imported_mask(begun[1], image, name),)
        with product.converse(image, imported) as conversation:
            if begun is None:
                conversation.say(ask.sentence)
            talk = Talk(conversation, ask, truth, manner)
            talk.begin(ask.sentence if begun is None else begun[0], time.perf_counter() - started)
            while len(talk.steps) <= TURNS and talk.go_on():
                pass
        return Answer(masks=((ask.side, talk.inside),), seconds=talk.steps[0].seconds, steps=tuple(talk.steps))

    return answer


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
        """Say one more sentence; False from somebody who has nothing to say."""
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


def _from_sentence(_product: Product, _ask: Ask, _image: Image, _truth: Inside) -> None:
    """Nothing: the sentence is the beginning."""


def _from_box(product: Product, ask: Ask, image: Image, truth: Inside) -> tuple[str, Inside]:
    return "", careless_mask(product, ask, image, truth)


def _from_wrong(_product: Product, ask: Ask, image: Image, truth: Inside) -> tuple[str, Inside]:
    return spoiled_mask(ask, image.geometry, truth) or ("nothing", np.zeros_like(truth))


def _one_at_a_time(plan_all: Callable[[Data, Plan], list[Ask]], name: str) -> Callable[[Data, Plan], list[Ask]]:
    """The questions of another protocol, each with its own sentence; a pair of organs is no single structure."""

    def plan(data: Data, plan: Plan) -> list[Ask]:
        beside: dict[str, list[tuple[str, str | None, PictureTruth]]] = {}
        for pair in data.pairs:
            if pair.side != "both":
                own = pair.concept, pair.side, PictureTruth(pair.mask)
                beside.setdefault(data.name_of(pair.image), []).append(own)
        return [
            replace(
                ask,
                protocol=name,
                sentence=sentence((ask.concept, ask.side)),
                others=tuple(each for each in beside.get(ask.name, ()) if each[:2] != (ask.concept, ask.side)),
            )
            for ask in plan_all(data, plan)
            if ask.side != "both"
        ]

    return plan


#: Ways to speak, by the name that protocols have from them.
MANNERS: Mapping[str, Manner] = {
    "language": Manner(False, False, True, "always the same words"),
    "language-paraphrases": Manner(True, False, True, "many words"),
    "language-noise": Manner(True, True, True, "many words, 10 % of them misunderstood"),
    "words": Manner(True, False, False, "many words, nothing taken back"),
}
_BEGINNINGS: Mapping[str, tuple[First, str]] = {
    "": (_from_sentence, "a sentence, then corrections in {}, pictures"),
    "-box": (_from_box, "a careless box, then corrections in {}, pictures"),
    "-wrong": (_from_wrong, "a truth spoiled in a known way, then corrections in {}, pictures"),
    "-volumes": (_from_sentence, "a sentence, then corrections in {}, whole volumes"),
}


def _protocol(name: str, manner: Manner, beginning: str) -> Protocol:
    first, summary = _BEGINNINGS[beginning]
    named = f"{name}{beginning}"
    plan_all = plan_volumes if beginning == "-volumes" else picture_asks(named)
    return Protocol(
        named, summary.format(manner.summary), _one_at_a_time(plan_all, named), _corrected_by(manner, first)
    )


#: Every manner with every beginning, by name.
LANGUAGE: Mapping[str, Protocol] = {
    f"{name}{beginning}": _protocol(name, manner, beginning)
    for name, manner in MANNERS.items()
    for beginning in _BEGINNINGS
}
