"""What a protocol is, and what those about pictures share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from limis.eval.cases import Answer, Ask
from limis.eval.data import Data, Plan
from limis.eval.index import Pair
from limis.eval.product import Product
from limis.eval.sentences import sentence
from limis.eval.truth import PictureTruth, Truth
from limis.types import Image

__all__ = ["Protocol", "at_most", "picture_asks"]


@dataclass(frozen=True)
class Protocol:
    """A way to question the product.

    Attributes:
        name: What people call it.
        summary: One line about it.
        plan: Chooses the questions, in an order that keeps those about one image together.
        answer: Has the product answer one; may raise anything, which counts as an empty answer.
        speaks: Whether it looks for things by words, which takes a grounder.
    """

    name: str
    summary: str
    plan: Callable[[Data, Plan], list[Ask]]
    answer: Callable[[Product, Ask, Image, Truth], Answer]
    speaks: bool = True


def picture_asks(name: str) -> Callable[[Data, Plan], list[Ask]]:
    """A plan that asks for every (image, concept, side) which the data label.

    Args:
        name: Of the protocol.
    """

    def plan(data: Data, plan: Plan) -> list[Ask]:
        sides = _sides(data.pairs)
        asks = [
            Ask(
                name,
                pair.dataset,
                pair.subject,
                pair.image,
                data.name_of(pair.image),
                pair.modality,
                pair.concept,
                pair.side,
                PictureTruth(pair.mask, sides.get((pair.image.as_posix(), pair.concept), ())),
                pair.sentence or sentence((pair.concept, pair.side)),
                strokes=pair.strokes,
            )
            for pair in data.pairs
        ]
        return at_most(plan.limit, asks)

    return plan


def at_most(limit: int | None, asks: Iterable[Ask]) -> list[Ask]:
    """Keep the first cases of every (dataset, concept, side), questions about one image together."""
    kept: list[Ask] = []
    seen: dict[tuple[str, str, str], int] = {}
    for ask in asks:
        group = (ask.dataset, ask.concept, ask.side or "")
        seen[group] = seen.get(group, 0) + 1
        if limit is None or seen[group] <= limit:
            kept.append(ask)
    return sorted(kept, key=lambda ask: (ask.dataset, ask.name))


def _sides(pairs: Iterable[Pair]) -> dict[tuple[str, str], tuple[tuple[str, Path], ...]]:
    found: dict[tuple[str, str], tuple[tuple[str, Path], ...]] = {}
    for pair in pairs:
        if pair.side in ("left", "right"):
            key = (pair.image.as_posix(), pair.concept)
            found[key] = (*found.get(key, ()), (pair.side, pair.mask))
    return found
