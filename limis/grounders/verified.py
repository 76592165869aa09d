"""A grounder whose finds are looked at again by another model, which may say that they are something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from limis.grounders.rivals import are_rivals, neighbours
from limis.grounders.wording import phrase_of
from limis.progress import Progress
from limis.prompts.vocabulary import vocabulary
from limis.protocols import EngineInfo, Grounder, Grounding, Query, Sight, Verifier, View, sight_of

__all__ = ["VerifiedGrounder", "rivals_of"]

_MOST_RIVALS = 8
_NOTHING = "background"
_ROUNDING = 1e-4
_LIKELIER_THAN_NOT = 0.5
_NEVER_SURE = 1e-4


class VerifiedGrounder:
    """Any grounder, its boxes ranked anew; those that a verifier takes for something else are dropped.

    What the verifier says is evidence: the odds of what the grounder says are multiplied by how often an even share
    among its rivals a phrase gets. A box stays when the verifier does not doubt it, or when it is likelier than not all
    the same. When none stays, the thing is not there.

    Args:
        grounder: What looks.
        verifier: What looks again.
        threshold: As what multiple of an even share a phrase is not doubted.

    Source: Bayes' rule, by odds. docs/adapting.md tells how it was measured, and against what.
    """

    def __init__(self, grounder: Grounder, verifier: Verifier, threshold: float = 1.0) -> None:
        self._grounder = grounder
        self._verifier = verifier
        self._threshold = threshold

    @property
    def info(self) -> EngineInfo:
        """What a report says about the grounder; the verifier has an info of its own."""
        return self._grounder.info

    @property
    def vocabulary(self) -> Literal["open", "closed"]:
        """The grounder's; see `limis.protocols.Grounder`."""
        return self._grounder.vocabulary

    def why_not(self, query: Query, modality: str | None) -> str | None:
        """What the grounder says; see `limis.protocols.Grounder`."""
        return self._grounder.why_not(query, modality)

    def kinds(self, query: Query) -> frozenset[str]:
        """What the grounder says; see `limis.protocols.Grounder`."""
        return self._grounder.kinds(query)

    @property
    def sight(self) -> Sight:
        """How the grounder wants volumes shown; the verifier is shown the same."""
        return sight_of(self._grounder)

    def ground(self, views: Sequence[View], queries: Sequence[Query], progress: Progress) -> list[list[Grounding]]:
        """Look for every query in every view, then look again; see `limis.protocols.Grounder`."""
        found = self._grounder.ground(views, queries, progress)
        return [
            [
                self._second_look(view, query, queries, grounding, progress)
                for query, grounding in zip(queries, row, strict=True)
            ]
            for view, row in zip(views, found, strict=True)
        ]

    def _second_look(
        self, view: View, query: Query, queries: Sequence[Query], grounding: Grounding, progress: Progress
    ) -> Grounding:
        if not grounding.present or not len(grounding.boxes_xyxy):
            return grounding
        phrases = (phrase_of(query), *rivals_of(query, queries, view.modality))
        shares = self._verifier.compare(view, grounding.boxes_xyxy, phrases, progress)
        evidence = shares[:, 0] * len(phrases)
        scores = _updated(_of_each_box(grounding), evidence)
        stays = (evidence >= self._threshold - _ROUNDING) | (scores >= _LIKELIER_THAN_NOT) | query.insisted
        order = [n for n in np.argsort(-scores, kind="stable") if stays[n]]
        return replace(
            grounding,
            score=float(scores.max()),
            present=len(order) > 0,
            boxes_xyxy=grounding.boxes_xyxy[order],
            scores=scores[order],
            heat=_cooled(grounding, stays),
            remark=grounding.remark if order else self._doubt(grounding, shares, phrases),
        )

    def _doubt(self, grounding: Grounding, shares: NDArray[np.float32], phrases: Sequence[str]) -> str:
        """What the grounder's best box looks like rather."""
        looks_like = phrases[int(shares[0].argmax())]
        doubt = f"{self._verifier.info.name} takes what {self._grounder.info.name} found for {looks_like}"
        return "; ".join(part for part in (grounding.remark, doubt) if part)


def _of_each_box(grounding: Grounding) -> NDArray[np.float32]:
    """How likely a grounder takes each box to be the thing: the best one, as likely as that it is there at all."""
    return grounding.scores * (grounding.score / max(float(grounding.scores.max()), _NEVER_SURE))


def _updated(scores: NDArray[np.float32], evidence: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores after their odds are multiplied by evidence."""
    sure = np.clip(scores, _NEVER_SURE, 1 - _NEVER_SURE)
    odds = evidence * sure / (1 - sure)
    return (odds / (1 + odds)).astype(np.float32)


def rivals_of(query: Query, asked: Sequence[Query], modality: str | None) -> tuple[str, ...]:
    """What a box of something may show instead: what else is asked for, its neighbours, or nothing.

    Args:
        query: What the box is said to show.
        asked: All that is asked for.
        modality: Kind of imaging; None when unknown, then any neighbour counts.

    Returns:
        Phrases, none of them that of the query itself.

    Example:
        >>> rivals_of(Query("spleen", "spleen"), (Query("kidney", "kidneys"),), "CT")[:2]
        ('kidney', 'liver')
    """
    others = [other for other in asked if other != query and _is_rival(query.concept, other.concept)]
    known = query.concept if query.concept in vocabulary() else None
    near = [Query(name, name) for name in (neighbours(known, modality) if known else ())]
    phrases = dict.fromkeys(phrase_of(rival) for rival in (*others, *near))
    phrases.pop(phrase_of(query), None)
    return (*list(phrases)[:_MOST_RIVALS], *_unharmed(query.concept), _NOTHING)


def _is_rival(concept: str | None, other: str | None) -> bool:
    return concept is None or other is None or are_rivals(concept, other)


def _unharmed(concept: str | None) -> tuple[str, ...]:
    """What a lesion would be in if it were none."""
    known = vocabulary().get(concept) if concept is not None and concept in vocabulary() else None
    if known is None or known.kind != "lesion" or known.part_of is None:
        return ()
    return (f"normal {phrase_of(Query(known.part_of, known.part_of))}",)


def _cooled(grounding: Grounding, stays: NDArray[np.bool_]) -> NDArray[np.float32] | None:
    """Heat without what lies in dropped boxes alone."""
    if grounding.heat is None or stays.all():
        return grounding.heat
    dropped, kept = (_area(grounding.boxes_xyxy[which], grounding.heat.shape) for which in (~stays, stays))
    return np.where(dropped & ~kept, np.float32(0), grounding.heat)


def _area(boxes_xyxy: NDArray[np.float32], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """The pixels in any of some boxes."""
    area = np.zeros(shape, np.bool_)
    for left, top, right, bottom in boxes_xyxy:
        area[int(top) : int(np.ceil(bottom)), int(left) : int(np.ceil(right))] = True
    return area
