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

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

import numpy as np

from limis.eval.cases import Answer, Ask
from limis.eval.compass import steps_of_image, ways_of
from limis.eval.data import Data, Plan
from limis.eval.overlap import Inside
from limis.eval.product import Product
from limis.eval.protocols.box import careless_box
from limis.eval.protocols.protocol import Protocol, picture_asks
from limis.eval.protocols.slices import Prompt, Slices
from limis.eval.protocols.volumes import plan_volumes
from limis.eval.sentences import sentence
from limis.eval.talk import MANNERS, Manner, Talk, named_others
from limis.eval.truth import PictureTruth, Truth
from limis.eval.wrong import DICE, Scene, wrong_mask
from limis.geometry import Geometry
from limis.session.importing import imported_mask
from limis.types import Image

__all__ = ["LANGUAGE", "careless_mask", "spoiled_mask"]

_CARELESS = 0.3

First = Callable[[Product, Ask, Image, Inside], tuple[str, Inside] | None]
"""What there is before anything is said, and what it is called; None to begin with the question's sentence."""


def careless_mask(product: Product, ask: Ask, image: Image, truth: Inside) -> Inside:
    """What the segmenter makes of a box whose sides are up to 30 % of its size off, the same for the same question."""
    box = careless_box(truth, _CARELESS, ask.seed)
    if box is None:
        return np.zeros_like(truth)
    slices = Slices(product, image, ask.modality, ask.concept)
    return slices.inside(slices.ask(0, Prompt(box)).probability)


def spoiled_mask(ask: Ask, geometry: Geometry, truth: Inside, near: float = DICE) -> tuple[str, Inside] | None:
    """The truth, wrong in a way that is drawn for the question (see `limis.eval.wrong`); None where it cannot be.

    Args:
        ask: The question.
        geometry: The image's grid.
        truth: bool on it.
        near: What its Dice is to come near to.
    """
    if not truth.any():
        return None
    ways = ways_of(geometry, on_screen=not geometry.has_patient_axes)
    scene = Scene(truth, steps_of_image(geometry), ways, list(named_others(ask, geometry, truth).values()), near)
    return wrong_mask(scene, Random(f"{ask.seed}/wrong"))  # noqa: S311 - a sample, not a secret


def _corrected_by(manner: Manner, first: First) -> Callable[[Product, Ask, Image, Truth], Answer]:
    """Begin, then speak until the speaker is content, has nothing else to say, or for as many turns as there may be."""

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
            while talk.go_on():
                pass
        return Answer(masks=((ask.side, talk.inside),), seconds=talk.steps[0].seconds, steps=tuple(talk.steps))

    return answer


def _from_sentence(_product: Product, _ask: Ask, _image: Image, _truth: Inside) -> None:
    """Nothing: the sentence is the beginning."""


def _from_box(product: Product, ask: Ask, image: Image, truth: Inside) -> tuple[str, Inside]:
    return "", careless_mask(product, ask, image, truth)


def _from_wrong(_product: Product, ask: Ask, image: Image, truth: Inside) -> tuple[str, Inside]:
    return spoiled_mask(ask, image.geometry, truth) or ("nothing", np.zeros_like(truth))


def _volume_asks(data: Data, plan: Plan) -> list[Ask]:
    """Every structure of every volume, each with a sentence of its own."""
    return [replace(ask, sentence=sentence((ask.concept, ask.side))) for ask in plan_volumes(data, plan)]


def _one_at_a_time(plan_all: Callable[[Data, Plan], list[Ask]], name: str) -> Callable[[Data, Plan], list[Ask]]:
    """The questions of another protocol, with what else is labelled; a pair of organs is no single structure."""

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
                others=tuple(each for each in beside.get(ask.name, ()) if each[:2] != (ask.concept, ask.side)),
            )
            for ask in plan_all(data, plan)
            if ask.side != "both"
        ]

    return plan


_BEGINNINGS: Mapping[str, tuple[First, str]] = {
    "": (_from_sentence, "a sentence, then corrections in {}, pictures"),
    "-box": (_from_box, "a careless box, then corrections in {}, pictures"),
    "-wrong": (_from_wrong, "a truth spoiled in a known way, then corrections in {}, pictures"),
    "-volumes": (_from_sentence, "a sentence, then corrections in {}, whole volumes"),
}


def _protocol(name: str, manner: Manner, beginning: str) -> Protocol:
    first, summary = _BEGINNINGS[beginning]
    named = f"{name}{beginning}"
    plan_all = _volume_asks if beginning == "-volumes" else picture_asks(named)
    return Protocol(
        named,
        summary.format(manner.summary),
        _one_at_a_time(plan_all, named),
        _corrected_by(manner, first),
        speaks=beginning in ("", "-volumes"),
    )


#: Every manner with every beginning, by name.
LANGUAGE: Mapping[str, Protocol] = {
    f"{name}{beginning}": _protocol(name, manner, beginning)
    for name, manner in MANNERS.items()
    for beginning in _BEGINNINGS
}
