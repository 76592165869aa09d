"""Several phrases as one text for a detector, each found again by the tokens it took.

Grounding DINO reads "lung. heart. left ventricle." and scores every token against every box. Phrases are
tokenised one by one and joined by full stops, so each one's span is known and nothing is matched by its letters.
(Source: Liu et al., "Grounding DINO", 2023, section 3.4, sub-sentence level text features.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from limis.protocols import Query

__all__ = ["PackedText", "pack", "phrase_of"]

_SEPARATORS = re.compile(r"[.?\s]+")


@dataclass(frozen=True)
class PackedText:
    """Some phrases as one sequence of tokens.

    Attributes:
        ids: Token ids, from start token to end token.
        spans: Where each phrase's tokens lie in `ids`, in the order of the phrases.
    """

    ids: tuple[int, ...]
    spans: tuple[slice, ...]


def phrase_of(query: Query) -> str:
    """Word a query for a detector: its concept's name, else its text.

    Full stops and question marks separate phrases for the model, so none is left inside one.

    Example:
        >>> phrase_of(Query("left_ventricle", "LV")), phrase_of(Query(None, " Purple thing. "))
        ('left ventricle', 'purple thing')
    """
    words = query.text if query.concept is None else query.concept.replace("_", " ")
    return _SEPARATORS.sub(" ", words).strip().lower()


def pack(phrases: Sequence[Sequence[int]], *, start: int, stop: int, end: int, limit: int) -> list[PackedText]:
    """Join phrases into as few texts as fit.

    Args:
        phrases: Token ids of each phrase, none longer than ``limit - 3``.
        start: Id of the token that begins a text.
        stop: Id of the full stop that follows every phrase.
        end: Id of the token that ends a text.
        limit: Tokens that a text may have.

    Returns:
        The texts; their spans, one after the other, are those of the phrases in order.

    Example:
        >>> [text.ids for text in pack([[7], [8, 9], [6]], start=1, stop=0, end=2, limit=7)]
        [(1, 7, 0, 8, 9, 0, 2), (1, 6, 0, 2)]
    """
    texts: list[PackedText] = []
    ids, spans = [start], list[slice]()
    for phrase in phrases:
        if spans and len(ids) + len(phrase) + 2 > limit:
            texts.append(PackedText((*ids, end), tuple(spans)))
            ids, spans = [start], []
        spans.append(slice(len(ids), len(ids) + len(phrase)))
        ids += [*phrase, stop]
    return [*texts, PackedText((*ids, end), tuple(spans))] if spans else texts
