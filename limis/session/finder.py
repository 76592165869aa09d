"""Looking for things in one image: words to boxes, boxes to masks, each concept at most once."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from limis.geometry import Geometry, Plane
from limis.imaging.stains import nuclear_stain
from limis.imaging.window import Window
from limis.measure.sides import midline
from limis.models.engines import Engines
from limis.models.registry import other_sets_that_know
from limis.progress import Progress
from limis.prompts.vocabulary import vocabulary
from limis.protocols import Query
from limis.session.windows import window_of
from limis.types import Image, Mask
from limis.volumes.evidence import Evidence, Packed, gather
from limis.volumes.likeliest import likeliest
from limis.volumes.masks import segment_tracks
from limis.volumes.spine import LEVELS, count_vertebrae
from limis.volumes.stack import Stack, main_plane, planes_worth_asking
from limis.volumes.tracks import link
from limis.volumes.wholes import hold_parts

__all__ = ["Finder", "Finding", "is_paired"]

_SMALLEST_PIECE = 0.04
_SMALLEST_IN_VOLUME = 0.15
_NAMES_TOLD, _NAMES_LOOKED_AT = 3, 12
_HEAT_BYTES = 2**30
_LIKELY = 0.5
_ANYWHERE = "whole_body"


@dataclass(frozen=True, eq=False)
class Finding:
    """All instances of one thing in an image, or why there are none.

    Attributes:
        score: 0…1: that it is there.
        reason: Why there is no mask, or what a reader should know of it.
        mask: With instances; None when nothing was found.
    """

    score: float
    reason: str
    mask: Mask | None = None


@dataclass(eq=False)
class Finder:
    """Finds things in one image and remembers what it found.

    Attributes:
        image: Where to look.
        engines: What looks.
        modality: Kind of imaging, stated or guessed.
        is_sure: Whether that is beyond doubt; only then is a thing refused because of it.
        seconds: Step → seconds spent on it so far.
    """

    image: Image
    engines: Engines
    modality: str | None
    is_sure: bool = True
    seconds: dict[str, float] = field(default_factory=dict[str, float])
    _found: dict[Query, Finding] = field(default_factory=dict[Query, Finding])
    _seen: dict[Query, Packed] = field(default_factory=dict[Query, Packed])

    def find(self, queries: Sequence[Query], progress: Progress) -> list[Finding]:
        """Look for things, all new ones together; what is insisted on in a volume, in what was seen there before.

        Args:
            queries: What to look for.
            progress: Called at least twice a second.

        Returns:
            One `Finding` per query.
        """
        new = [query for query in dict.fromkeys(queries) if query not in self._found]
        answerable = [query for query in new if not self._refuse(query)]
        for query in [query for query in answerable if query.insisted and _again(query) in self._seen]:
            answerable.remove(query)
            stack, seen = self.main_stack(query), self._seen[_again(query)].unpacked()
            self._found[query] = self._outline(stack, self._likeliest(stack, replace(seen, query=query)), progress)
        for window, group in self._by_window(answerable).items():
            stacks = [self._stack(plane, window) for plane in planes_worth_asking(self.image)]
            at_once = max(1, _HEAT_BYTES // max(stack.count * stack.size[0] * stack.size[1] for stack in stacks))
            for start in range(0, len(group), at_once):
                self._look(stacks, group[start : start + at_once], progress)
        return [self._found[query] for query in queries]

    def can_be_insisted_on(self, query: Query) -> bool:
        """Whether the likeliest place of a thing can be shown."""
        return not query.insisted and not self._is_blank and self._is_answered(query)

    def _look(self, stacks: Sequence[Stack], queries: Sequence[Query], progress: Progress) -> None:
        """Ground and outline queries together, no more of them than memory holds heat for."""
        for evidence in self._ground(stacks, queries, progress):
            query = evidence.query
            self._keep(evidence)
            insisted = query.insisted and not self.image.is_picture
            where = self._likeliest(stacks[0], evidence) if insisted else evidence
            self._found[query] = self._outline(*self._in_the_stain(stacks[0], where, progress), progress)
            evidence.heat = where.heat = None  # as large as the image, and there is one per query

    def _ground(self, stacks: Sequence[Stack], queries: Sequence[Query], progress: Progress) -> list[Evidence]:
        """Ground queries; in a single slice beside what tells them better: other vertebrae, the parts of a whole."""
        started = time.perf_counter()
        single = stacks[0].count == 1 and self.engines.grounder.vocabulary == "closed"
        levels, parts = (self._other_levels(queries), self._parts(queries)) if single else ([], {})
        asked = dict.fromkeys([*queries, *levels, *parts])
        seen = gather(stacks, self.engines.grounder, list(asked), progress)
        seen = count_vertebrae(seen) if single else seen
        seen = hold_parts(seen, {part.concept or "": whole for part, whole in parts.items()})
        self._spent("ground", started)
        return seen[: len(queries)]

    def _keep(self, evidence: Evidence) -> None:
        """Keep what was seen of a thing in a volume, where somebody may insist that it was missed."""
        may_be_missed = not evidence.present or is_paired(evidence.query)
        if may_be_missed and not self.image.is_picture and evidence.heat is not None:
            self._seen[evidence.query] = Packed.of(evidence)

    def _likeliest(self, stack: Stack, evidence: Evidence) -> Evidence:
        """One place of a volume, or one on either side, where somebody insists on what none of its slices shows."""
        return likeliest(evidence, stack, midline(self.image) if is_paired(evidence.query) else None)

    def _in_the_stain(self, stack: Stack, evidence: Evidence, progress: Progress) -> tuple[Stack, Evidence]:
        """Where another stain hides the nuclei of a tissue, look for them in the nuclear stain alone.

        Where the grounder never learned from tissue, the surer of both looks counts.
        """
        is_tissue = self.modality == "pathology" and self.image.is_picture and self.image.is_colour
        if evidence.query.concept != "nucleus" or not is_tissue or self.image.data.dtype != np.uint8:
            return stack, evidence
        if evidence.present and "pathology" in self.engines.grounder.kinds(evidence.query):
            return stack, evidence
        alone = replace(self.image, data=nuclear_stain(self.image.data), modality="microscopy")
        stained = Stack(alone, stack.frame, Window.between(0, 255), "microscopy")
        (found,) = gather([stained], self.engines.grounder, [evidence.query], progress)
        if not found.present or (evidence.present and evidence.score >= found.score):
            return stack, evidence
        return stained, replace(found, remark=_also(found.remark, "seen in the nuclear stain alone"))

    def _other_levels(self, queries: Sequence[Query]) -> list[Query]:
        """The other vertebrae, where one is asked for by its number: it can only be told by counting."""
        asked = {query.concept for query in queries}
        others = [level for level in LEVELS if level not in asked] if asked & set(LEVELS) else []
        return [query for query in map(_query, others) if self._is_answered(query)]

    def _parts(self, queries: Sequence[Query]) -> dict[Query, str]:
        """The parts of what is asked for, each with its whole."""
        asked = {query.concept for query in queries}
        parts = [c for c in vocabulary() if c.kind == "part" and c.part_of in asked]
        return {_query(c.name): c.part_of for c in parts if c.part_of and self._is_answered(_query(c.name))}

    def _is_answered(self, query: Query) -> bool:
        return self.engines.grounder.why_not(query, self._certain) is None

    def lay_out(self, geometry: Geometry) -> None:
        """Take over what became known of the picture's orientation, in what was found already too."""
        self.image = replace(self.image, geometry=geometry)
        for query, finding in self._found.items():
            if finding.mask is not None:
                self._found[query] = replace(finding, mask=replace(finding.mask, geometry=geometry))

    def main_stack(self, query: Query) -> Stack:
        """The image as the slices that a thing is outlined in."""
        return self._stack(main_plane(self.image), self._window(query))

    @cached_property
    def _is_blank(self) -> bool:
        """Whether there is nothing to be seen at all."""
        data = self.image.data
        grid = tuple(range(data.ndim - 1 if self.image.is_colour else data.ndim))
        return bool((data.min(axis=grid) == data.max(axis=grid)).all())

    @property
    def _certain(self) -> str | None:
        return self.modality if self.is_sure else None

    def _refuse(self, query: Query) -> bool:
        """Answer a query that the grounder does not take; tell whether it was."""
        if self._is_blank:
            self._found[query] = Finding(0.0, "not seen in this image: it has the same value everywhere")
            return True
        why = self.engines.grounder.why_not(query, self._certain)
        if why is not None:
            self._found[query] = Finding(0.0, f"{why}; {self._advice(query)}")
        return why is not None

    def _advice(self, query: Query) -> str:
        if query.concept is not None:
            others = other_sets_that_know(query.concept, self.engines.name, self._certain)
            if "embedded-research" in others and self.engines.name == "embedded":
                return "not in the open models; --models embedded-research knows it"
            if others:
                return f"--models {others[0]} knows it"
        near = [name.replace("_", " ") for name in self._neighbours(query)]
        return f"nearest known names: {', '.join(near)}" if near else "`limis concepts` lists what can be asked for"

    def _neighbours(self, query: Query) -> list[str]:
        """Up to three concepts that the grounder does take: related ones, similarly spelt ones, then others nearby."""
        words = vocabulary()
        known = words.get(query.concept) if query.concept is not None and query.concept in words else None
        if known is None:
            names = [c.name for c in words.near(query.text, n=_NAMES_LOOKED_AT)]
        else:
            alike = sorted(words.near(known.phrase, n=_NAMES_LOOKED_AT), key=lambda c: c.region != known.region)
            nearby = [c for c in words if c.region == known.region != _ANYWHERE]
            names = [c.name for c in (*words.related(known.name), *alike, *nearby)]
        takes = self.engines.grounder.why_not
        return [n for n in dict.fromkeys(names) if takes(Query(n, n), self._certain) is None][:_NAMES_TOLD]

    def _by_window(self, queries: Sequence[Query]) -> dict[Window, list[Query]]:
        groups: dict[Window, list[Query]] = {}
        for query in queries:
            groups.setdefault(self._window(query), []).append(query)
        return groups

    def _window(self, query: Query) -> Window:
        return window_of(self.engines, self.image, self.modality, query.concept)

    def _stack(self, plane: Plane | None, window: Window) -> Stack:
        return Stack(self.image, self.image.geometry.view(plane), window, self.modality)

    def _outline(self, stack: Stack, evidence: Evidence, progress: Progress) -> Finding:
        if not evidence.present or not evidence.boxes:
            return Finding(evidence.score, _with(f"{_unseen(evidence)} (score {evidence.score:.2f})", evidence))
        started = time.perf_counter()
        smallest = _SMALLEST_PIECE if stack.count == 1 else _SMALLEST_IN_VOLUME
        tracks = link(evidence.boxes, smallest=smallest)
        mask = segment_tracks(stack, self.engines.segmenter, evidence, tracks, progress)
        self._spent("segment", started)
        if not mask.data.any():
            return Finding(evidence.score, _with("seen, but no outline could be drawn", evidence))
        return Finding(evidence.score, evidence.remark, mask)

    def _spent(self, step: str, started: float) -> None:
        self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - started


def is_paired(query: Query) -> bool:
    """Whether a body has a left and a right one, so that one may be missed where the other is seen."""
    return query.concept is not None and query.concept in vocabulary() and vocabulary().get(query.concept).paired


def _unseen(evidence: Evidence) -> str:
    """What is said of a thing that is not drawn; some of it may have been seen, in too few slices or too small."""
    return "not seen in this image" if evidence.score < _LIKELY else "too little of it was seen to be sure"


def _again(query: Query) -> Query:
    """The same query as it was asked at first."""
    return replace(query, insisted=False)


def _query(concept: str) -> Query:
    return Query(concept, concept.replace("_", " "))


def _with(reason: str, evidence: Evidence) -> str:
    return _also(reason, evidence.remark)


def _also(*remarks: str) -> str:
    return "; ".join(remark for remark in remarks if remark)
