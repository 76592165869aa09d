"""Sentence only: what limis answers first."""

from __future__ import annotations

import time
from collections.abc import Sequence

from limis.eval.cases import Answer, Ask
from limis.eval.product import Product
from limis.eval.protocols.protocol import Protocol, picture_asks
from limis.eval.truth import Truth
from limis.types import Image, Structure

__all__ = ["TEXT", "answer_sentence", "gathered"]


def answer_sentence(product: Product, ask: Ask, image: Image, _truth: Truth) -> Answer:
    """Speak the question's sentence to a fresh session and take everything it found.

    Args:
        product: What is measured.
        ask: The question.
        image: The image.
        _truth: Not looked at.

    Returns:
        Every mask the session holds after the sentence, with its side and boxes.

    Raises:
        limis.errors.LimisError: Whatever the product raises.
    """
    started = time.perf_counter()
    turn = product.ask(image, ask.sentence)
    return gathered(turn.result, turn.result.reason, time.perf_counter() - started)


def gathered(structures: Sequence[Structure], reason: str, seconds: float) -> Answer:
    """Make one answer of several structures.

    Args:
        structures: Found or not.
        reason: What was said of the sentence as a whole.
        seconds: How long it took.
    """
    found = [s for s in structures if s.mask is not None]
    return Answer(
        masks=tuple((s.side, s.mask.data) for s in found if s.mask is not None),
        boxes=tuple(box for s in found for box in s.boxes),
        score=max((s.score for s in structures), default=0.0),
        reason="; ".join(dict.fromkeys(r for r in (reason, *(s.reason for s in structures)) if r)),
        seconds=seconds,
    )


#: A sentence such as "segment the left lung", for every labelled thing of every picture.
TEXT = Protocol("text", "a sentence only, pictures", picture_asks("text"), answer_sentence)
