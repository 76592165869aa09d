"""Words alone until it is right: somebody who sees the truth says, turn after turn, what is wrong with the mask.

``words`` begins with a sentence, ``words-box`` with a mask that the segmenter made of a carelessly drawn box and
that is imported; everything after that goes through the conversation that every mouth holds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from limis.agents.conversation import Conversation
from limis.eval.cases import Answer, Ask, Step
from limis.eval.data import Data, Plan
from limis.eval.overlap import Inside, dice
from limis.eval.product import Product
from limis.eval.protocols.protocol import Protocol, picture_asks
from limis.eval.protocols.volumes import plan_volumes
from limis.eval.sentences import sentence
from limis.eval.speaker import Speaker
from limis.eval.truth import Truth
from limis.imaging.window import window_for
from limis.protocols import ViewPrompt
from limis.session.importing import imported_mask
from limis.types import Box, Image, Structure
from limis.volumes.stack import Stack

__all__ = ["TURNS", "WORDS", "WORDS_BOX", "WORDS_VOLUMES", "answer_words", "answer_words_from_box", "careless_mask"]

#: Corrections after the first mask.
TURNS = 10
_CARELESS = 0.3


def answer_words(product: Product, ask: Ask, image: Image, truth: Truth) -> Answer:
    """Ask for a thing, then correct what came.

    Args:
        product: What is measured.
        ask: The question.
        image: The image.
        truth: What the speaker sees.

    Returns:
        The last mask, and the turns that led there. Where nothing was found there is nothing to correct.

    Raises:
        limis.errors.LimisError: Whatever the product raises.
    """
    with product.converse(image, ()) as conversation:
        started = time.perf_counter()
        conversation.say(ask.sentence)
        return _corrected(conversation, ask, truth, ask.sentence, time.perf_counter() - started)


def answer_words_from_box(product: Product, ask: Ask, image: Image, truth: Truth) -> Answer:
    """Begin with the segmenter's mask for a box whose sides are up to 30 % of its size off, then correct it."""
    started = time.perf_counter()
    first = careless_mask(product, ask, image, truth.inside)
    name = " ".join(part for part in (ask.side, ask.concept) if part)
    imported: tuple[Structure, ...] = (imported_mask(first, image, name),) if first.any() else ()
    with product.converse(image, imported) as conversation:
        return _corrected(conversation, ask, truth, "", time.perf_counter() - started)


def _corrected(conversation: Conversation, ask: Ask, truth: Truth, text: str, seconds: float) -> Answer:
    """Speak until the speaker is content, or for `TURNS` turns."""
    speaker = Speaker(conversation.image.geometry, f"{ask.dataset}/{ask.name}/{ask.concept}/{ask.side}")
    inside = _mask(conversation, truth)
    steps = [Step("start", text, _dice(inside, truth), True, round(seconds, 3))]
    for turn in range(TURNS):
        said = speaker.say(inside, truth.inside, turn)
        if said is None:
            break
        started = time.perf_counter()
        understood = conversation.say(said.text).commands == (said.command,)
        seconds = time.perf_counter() - started
        inside = _mask(conversation, truth)
        steps.append(Step(said.command.op, said.text, _dice(inside, truth), understood, round(seconds, 3)))
    return Answer(masks=((ask.side, inside),), seconds=steps[0].seconds, steps=tuple(steps))


def _mask(conversation: Conversation, truth: Truth) -> Inside:
    """The structure that is talked about: the active one."""
    state = conversation.session.history.state
    mask = state.masks.get(state.active or "")
    return np.zeros_like(truth.inside) if mask is None else mask.data


def _dice(inside: Inside, truth: Truth) -> float:
    return round(dice(inside, truth.inside), 6)


def careless_mask(product: Product, ask: Ask, image: Image, truth: Inside) -> Inside:
    """What the segmenter makes of a box whose sides are up to 30 % of its size off, the same for the same question."""
    around = Box.around(truth)
    if around is None:
        return np.zeros_like(truth)
    seed = list(f"{ask.dataset}/{ask.name}/{ask.concept}/{ask.side}".encode())
    off = np.random.default_rng(seed).uniform(-_CARELESS, _CARELESS, (2, 2))
    lower, upper = np.array(around.lower_ijk), np.array(around.upper_ijk)
    size = np.array(truth.shape)
    low = np.clip(lower + off[0] * (upper - lower), 0, size - 1)
    high = np.clip(upper + off[1] * (upper - lower), low + 1, size)
    stack = Stack(image, image.geometry.view(), window_for(image, ask.modality), ask.modality)
    down, across = (seen / own for seen, own in zip(stack.size, size, strict=True))
    box = (float(low[1] * across), float(low[0] * down), float(high[1] * across), float(high[0] * down))
    encoding = product.segmenter.encode(stack.view(0))
    (prediction,) = product.segmenter.predict(encoding, [ViewPrompt(box_xyxy=box)])
    return stack.to_slice(prediction.probability) > 0.5


def _one_at_a_time(plan_all: Callable[[Data, Plan], list[Ask]], name: str) -> Callable[[Data, Plan], list[Ask]]:
    """The questions of another protocol, each with its own sentence; a pair of organs is no single structure."""

    def plan(data: Data, plan: Plan) -> list[Ask]:
        return [
            replace(ask, protocol=name, sentence=sentence((ask.concept, ask.side)))
            for ask in plan_all(data, plan)
            if ask.side != "both"
        ]

    return plan


#: A sentence, then corrections in words.
WORDS = Protocol(
    "words",
    "a sentence, then corrections in words, pictures",
    _one_at_a_time(picture_asks("words"), "words"),
    answer_words,
)

#: A careless box, then corrections in words.
WORDS_BOX = Protocol(
    "words-box",
    "a careless box, then corrections in words, pictures",
    _one_at_a_time(picture_asks("words-box"), "words-box"),
    answer_words_from_box,
    speaks=False,
)

#: The same as ``words`` in whole volumes.
WORDS_VOLUMES = Protocol(
    "words-volumes",
    "a sentence, then corrections in words, whole volumes",
    _one_at_a_time(plan_volumes, "words-volumes"),
    answer_words,
)
