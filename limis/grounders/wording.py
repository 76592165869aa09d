"""What a detector is asked for one thing: its names, and the names of what it may be mistaken for.

A detector scores every phrase of a text against every box. Asked for a liver alone, it gives the most liver-like box
there is; asked for a liver beside a spleen and a stomach, what looks more like one of these is theirs.

Source: Heinemann et al., "LIMIS: Towards Language-based Interactive Medical Image Segmentation", 2024, which grounds
a thing among labels that are and labels that are not in the image.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from limis.grounders.rivals import are_rivals, neighbours
from limis.grounders.tuning import Tuning
from limis.prompts.choices import choices
from limis.prompts.english import ENGLISH
from limis.prompts.meaning import side_of
from limis.prompts.vocabulary import Concept, vocabulary
from limis.protocols import Query

__all__ = ["Wording", "phrase_of", "wordings"]

_SEPARATORS = re.compile(r"[.?\s]+")
_SHORTEST_SYNONYM = 4
_ARTICLES = ("the", "a", "an")
_WHERE = frozenset({"at", "from", "in", "of", "on", "side", "the", "to"})


@dataclass(frozen=True)
class Wording:
    """The phrases for one query.

    Attributes:
        names: Phrases that mean it, its own name first; the best one's score counts.
        rivals: Phrases of what it may be mistaken for.
    """

    names: tuple[str, ...]
    rivals: tuple[str, ...] = ()


def phrase_of(query: Query) -> str:
    """Name a query for a detector: its concept, else its text without the words that say which one is meant.

    Which side and which size is worked out from all that was found. Full stops and question marks separate phrases
    for a detector, so none is left inside one.

    Example:
        >>> [phrase_of(q) for q in (Query("left_ventricle", "LV"), Query(None, "The largest purple thing."))]
        ['left ventricle', 'purple thing']
        >>> phrase_of(Query(None, "lion on the left side"))
        'lion'
    """
    if query.concept is not None:
        return query.concept.replace("_", " ")
    words = _SEPARATORS.sub(" ", query.text).strip().lower().split()
    return " ".join(_which_thing(words) or words)


def wordings(
    queries: Sequence[Query], modality: str | None, tuning: Tuning, reads: Callable[[str], bool]
) -> list[Wording]:
    """Word queries that are asked together.

    Args:
        queries: What to look for.
        modality: Kind of imaging, None when unknown; only what is seen in it is named as a rival.
        tuning: How many synonyms and rivals to name.
        reads: Whether the detector knows every word of a phrase; others would only confuse it.

    Returns:
        One per query. Of the rivals, what is asked for as well comes first: it is in the text anyway.
    """
    asked = [q.concept for q in queries if q.concept in vocabulary()]
    return [_wording(query, [c for c in asked if c], modality, tuning, reads) for query in queries]


def _wording(
    query: Query, asked: Iterable[str], modality: str | None, tuning: Tuning, reads: Callable[[str], bool]
) -> Wording:
    name = phrase_of(query)
    if query.concept is None or query.concept not in vocabulary():
        return Wording((name,))
    concept = vocabulary().get(query.concept)
    synonyms = [s for s in concept.synonyms if len(s) >= _SHORTEST_SYNONYM and s != name and reads(s)]
    names = (name, *synonyms[: tuning.synonyms])
    others = [vocabulary().get(c).phrase for c in _rivals(concept, asked, modality)]
    rivals = [phrase for phrase in dict.fromkeys(others) if phrase not in names and reads(phrase)]
    return Wording(names, tuple(rivals[: tuning.rivals]))


def _rivals(concept: Concept, asked: Iterable[str], modality: str | None) -> list[str]:
    """What a concept may be mistaken for: first what is asked for too, then things of its region, its like first."""
    also = [other for other in asked if are_rivals(concept.name, other)]
    return list(dict.fromkeys([*also, *neighbours(concept.name, modality)]))


def _which_thing(words: Sequence[str]) -> list[str]:
    """Leave out what says which one is meant: articles, sizes, ordinals, sides."""
    rest, side = side_of(words)
    kept = list(rest)
    while side is not None and kept and kept[-1] in _WHERE:
        kept.pop()
    while kept:
        end = 1 if kept[0] in _ARTICLES else max((end for end, _ in choices(kept, 0, ENGLISH)), default=0)
        if end == 0:
            break
        del kept[:end]
    return kept
