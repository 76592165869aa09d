"""Boxes of neighbouring slices linked into the things they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from limis.volumes.evidence import ViewBox

__all__ = ["Track", "link"]

_GAP = 2
_OVERLAP = 0.3


@dataclass(frozen=True)
class Track:
    """One thing through the slices.

    Attributes:
        boxes: By slice; several where the thing is in several pieces there.
    """

    boxes: tuple[ViewBox, ...]

    @property
    def bulk(self) -> float:
        """Box area summed over slices, weighted by score: how much of it there is."""
        return sum(box.area * box.score for box in self.boxes)

    def by_slice(self) -> dict[int, list[ViewBox]]:
        """Slice → its boxes there."""
        slices: dict[int, list[ViewBox]] = defaultdict(list)
        for box in self.boxes:
            slices[box.k].append(box)
        return dict(sorted(slices.items()))


def link(boxes: Sequence[ViewBox], *, smallest: float) -> list[Track]:
    """Link boxes that overlap across slices no more than two apart.

    Args:
        boxes: In the views of one stack.
        smallest: Tracks below this share of the bulkiest one are dropped.

    Returns:
        Tracks, the bulkiest first.
    """
    parent = list(range(len(boxes)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    by_slice: dict[int, list[int]] = defaultdict(list)
    for n, box in enumerate(boxes):
        by_slice[box.k].append(n)
    for k, here in by_slice.items():
        for step in range(1, _GAP + 1):
            for a in here:
                for b in by_slice.get(k + step, ()):
                    if _overlap(boxes[a], boxes[b]) > _OVERLAP:
                        parent[root(a)] = root(b)
    groups: dict[int, list[ViewBox]] = defaultdict(list)
    for n, box in enumerate(boxes):
        groups[root(n)].append(box)
    tracks = sorted((Track(tuple(group)) for group in groups.values()), key=lambda t: -t.bulk)
    return [track for track in tracks if track.bulk >= smallest * tracks[0].bulk]


def _overlap(a: ViewBox, b: ViewBox) -> float:
    """Shared area as a share of the smaller box."""
    width = min(a.xyxy[2], b.xyxy[2]) - max(a.xyxy[0], b.xyxy[0])
    height = min(a.xyxy[3], b.xyxy[3]) - max(a.xyxy[1], b.xyxy[1])
    return max(0.0, width) * max(0.0, height) / min(a.area, b.area)
