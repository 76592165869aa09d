"""The grounder that comes with limis: a closed vocabulary, every concept of a request in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from limis.grounders.rivals import are_rivals, can_rival, uncontested
from limis.grounders.surveying import Seen
from limis.imaging.heat import boxes_from_heat, fit_square, unfit_square
from limis.models.weights import Learned, WeightSet, set_called
from limis.progress import Progress
from limis.protocols import EngineInfo, Grounding, Query, View
from limis.runtime.onnx import Graph

__all__ = ["EmbeddedGrounder", "evidence_of", "open_grounder"]

_STRONGEST, _SPOT = 32, 8
_FAINTEST = 1.5
#: Kinds of imaging that look alike enough for a thing learned in one to be looked for in another.
_FAMILIES = (frozenset({"CT", "MRI"}), frozenset({"microscopy", "pathology"}))


class EmbeddedGrounder:
    """A U-Net whose pixel features are compared with one learned vector per concept.

    Args:
        weights: The set to use.
        threads: Threads per run; None for all cores.
        graph: Opens a graph; another may listen to what it is fed.

    Raises:
        WeightsError: Files are missing or damaged.
    """

    vocabulary: Literal["open", "closed"] = "closed"

    def __init__(self, weights: WeightSet, threads: int | None = None, graph: type[Graph] = Graph) -> None:
        self._set = weights
        self._encode = graph(weights.path("grounder.encode.onnx"), threads)
        self._ask = graph(weights.path("grounder.ask.onnx"), threads)
        self._side = int(weights.grounder["side"])
        self._weights = np.asarray(weights.grounder["score"], np.float64)
        self.info = EngineInfo(weights.name, "grounder", weights.sha256("grounder"), weights.licence, "cpu")

    def why_not(self, query: Query, modality: str | None) -> str | None:
        """Say why a query cannot be answered, or None when it can; see `limis.protocols.Grounder`."""
        learned = self._set.learned.get(query.concept or "")
        if learned is None:
            return f"the models {self._set.name} do not know {_named(query)}"
        kinds = set(learned.subjects)
        alike = next((family for family in _FAMILIES if modality in family), frozenset({modality}))
        if modality is None or kinds & alike:
            return None
        return f"the models {self._set.name} know {_named(query)} in {_listed(kinds)}, not in {modality}"

    def kinds(self, query: Query) -> frozenset[str]:
        """The kinds of imaging that taught it a concept; see `limis.protocols.Grounder`."""
        learned = self._set.learned.get(query.concept or "")
        return frozenset(learned.subjects) if learned else frozenset()

    def ground(self, views: Sequence[View], queries: Sequence[Query], progress: Progress) -> list[list[Grounding]]:
        """Look for every query in every view; see `limis.protocols.Grounder`."""
        concepts = [q.concept or "" for q in queries]
        learned = [self._set.learned[c] for c in concepts]
        found: list[list[Grounding]] = []
        for done, view in enumerate(views):
            progress("looking", done, len(views))
            heat, presence = self._uncontested(view, concepts)
            scores = self._scores(heat, presence)
            asked = zip(queries, learned, strict=True)
            found.append([_grounding(heat[k], float(scores[k]), q, row, view) for k, (q, row) in enumerate(asked)])
        progress("looking", len(views), len(views))
        return found

    def evidence(self, view: View, concepts: Sequence[str]) -> NDArray[np.float64]:
        """What speaks for the presence of concepts in a view, before calibration.

        Args:
            view: One view.
            concepts: Concepts of the set.

        Returns:
            Shape ``(k, 2)`` as `evidence_of` gives it.
        """
        heat, presence = self._logits(view, [self._set.learned[c] for c in concepts])
        return evidence_of(heat, presence)

    def survey(self, view: View) -> Seen:
        """Look for everything that is known in a view's kind of imaging; see `limis.protocols.Adviser`."""
        known = self._set.learned
        names = [c for c, row in known.items() if view.modality is None or view.modality in row.subjects]
        if not names:
            return Seen(view.size, (), np.zeros((0, 1, 1), np.float32))
        heat, presence = self._logits(view, [known[c] for c in names])
        scores = self._scores(heat, presence)
        there = np.array([score >= known[c].threshold for c, score in zip(names, scores, strict=True)])
        levels = logit(np.array([known[c].level for c in names], np.float64)).astype(np.float32)
        shown = expit(heat[there] - levels[there, None, None])
        return Seen(view.size, [c for c, is_there in zip(names, there, strict=True) if is_there], shown)

    def summary(self, view: View) -> NDArray[np.float32]:
        """What a view is like as a whole, ``(c,)``: what presence is told from."""
        return self._encode({"image": fit_square(view.pixels, self._side)[None]})[1][0]

    def _uncontested(self, view: View, concepts: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Heat and presence of concepts; in a slice of a volume, heat is held against all that it knows there."""
        known = self._set.learned
        others = can_rival(c for c, row in known.items() if view.modality in row.subjects) if view.plane else []
        heat, presence = self._logits(view, [known[c] for c in (*concepts, *others)])
        count = len(concepts)
        if others:
            against = np.array([[are_rivals(c, other) for other in others] for c in concepts])
            return uncontested(heat[:count], heat[count:], against=against), presence[:count]
        return heat, presence

    def _scores(self, heat: NDArray[np.float32], presence: NDArray[np.float32]) -> NDArray[np.float64]:
        """How likely concepts are there, 0…1, ``(k,)``, calibrated."""
        return expit(evidence_of(heat, presence) @ self._weights[:2] + self._weights[2])

    def _logits(self, view: View, learned: Sequence[Learned]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Heat ``(k, h, w)`` and presence ``(k,)``, both logits. A batch of views would be no faster on a CPU."""
        features, context = self._encode({"image": fit_square(view.pixels, self._side)[None]})
        indices = np.array([[row.index for row in learned]], np.int64)
        heat, presence = self._ask({"features": features, "context": context, "concepts": indices})
        return heat[0], presence[0]


def evidence_of(heat: NDArray[np.float32], presence: NDArray[np.float32]) -> NDArray[np.float64]:
    """Gather what speaks for presence: the whole image's word, and its strongest pixels'.

    Args:
        heat: Logits ``(k, h, w)``.
        presence: Logits ``(k,)``.

    Returns:
        Shape ``(k, 2)``: the image's logit and the mean of the 32 strongest pixels', both within ±12.
    """
    return np.clip(np.stack([presence.astype(np.float64), _strongest(heat, _STRONGEST)], axis=1), -12, 12)


def _strongest(heat: NDArray[np.float32], count: int) -> NDArray[np.float64]:
    """Mean of the `count` strongest pixels of ``(k, h, w)``: shape ``(k,)``."""
    flat = heat.reshape(heat.shape[0], -1).astype(np.float64)
    return np.partition(flat, -count, axis=1)[:, -count:].mean(1)


def _grounding(logits: NDArray[np.float32], score: float, query: Query, learned: Learned, view: View) -> Grounding:
    """What is surely there, or insisted on, is drawn where it is most likely, however faint.

    Not so in the slices of a volume: they look alike to the whole image's word, so that some spot has to be warm.
    """
    level = float(logit(learned.level))
    is_sure = score >= learned.threshold
    if view.plane is not None:
        warmth = float(expit(_strongest(logits[None], _SPOT)[0]))
        is_sure, score = is_sure and warmth >= 0.5, min(score, warmth)
    if query.insisted or (is_sure and view.plane is None):
        level = min(level, float(logits.max()) - _FAINTEST)
    heat = expit(unfit_square(logits, view.size) - np.float32(level))
    boxes, scores = boxes_from_heat(heat)
    there = (is_sure or query.insisted) and len(boxes) > 0
    doubt = "" if is_sure else f"the likeliest place, because you insist: the models do not see it (score {score:.2f})"
    remark = "; ".join(part for part in (doubt if there else "", _remark(learned, view.modality)) if part)
    return Grounding(score, there, boxes, scores, heat, remark)


def _remark(learned: Learned, modality: str | None) -> str:
    if learned.known_in(modality):
        return ""
    here = learned.subjects.get(modality or "", 0)
    counts = {modality: here} if modality and here else learned.subjects
    told = ", ".join(f"{n} subject{'s' * (n != 1)} in {kind}" for kind, n in sorted(counts.items()))
    return f"never learned in {modality}, but from {told}" if modality and not here else f"learned from {told}"


def _named(query: Query) -> str:
    return query.text if query.concept is None else query.concept.replace("_", " ")


def _listed(kinds: set[str]) -> str:
    names = sorted(kinds)
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def open_grounder(location: str, device: str = "auto") -> EmbeddedGrounder:
    """Open an embedded grounder by the name of its set, or the folder of one; it always runs on the CPU."""
    return EmbeddedGrounder(set_called(location))
