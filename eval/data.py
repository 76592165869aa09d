"""The data that protocols plan with: an index or a data set, read once, and what a model set knows of it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from limis.eval.index import LabelledVolume, Pair, read_lines, read_pairs, read_volumes

__all__ = [
    "SMALLEST_VOXELS",
    "Data",
    "Known",
    "Plan",
    "Provenance",
    "known_from",
    "legible",
    "read_data",
    "read_provenance",
]

#: Below it a structure of a volume is not judged.
SMALLEST_VOXELS = 100
#: Of a thing with many values, say a value per instance, so many tell which it is.
_TOLD = 16

Known = frozenset[tuple[str, str]]
"""Concepts that a model set knows, each with the kind of imaging it knows it in."""


@dataclass(frozen=True)
class Data:
    """An index or a data set's folder, and which part of it is measured.

    Attributes:
        index: Path of ``index.jsonl``, or the folder that `limis.eval.datasets` read.
        split: The part that is measured.
        pairs: Picture pairs of that part.
        volumes: Volumes of that part.
        everything: Picture pairs of all parts: what each dataset labels at all.
        all_volumes: Volumes of all parts.
    """

    index: Path
    split: str
    pairs: tuple[Pair, ...]
    volumes: tuple[LabelledVolume, ...]
    everything: tuple[Pair, ...]
    all_volumes: tuple[LabelledVolume, ...]

    @classmethod
    def of(cls, index: Path, split: str, pairs: Sequence[Pair], volumes: Sequence[LabelledVolume]) -> Data:
        """The part of a split, of everything there is."""
        pairs = [replace(p, dataset=legible(p.dataset), subject=legible(p.subject)) for p in pairs]
        volumes = [replace(v, dataset=legible(v.dataset), subject=legible(v.subject)) for v in volumes]
        of_split = tuple(pair for pair in pairs if pair.split == split)
        return cls(index, split, of_split, tuple(v for v in volumes if v.split == split), tuple(pairs), tuple(volumes))

    @property
    def root(self) -> Path:
        """The folder that paths within the data set start from."""
        return self.index if self.index.is_dir() else self.index.parent

    def name_of(self, path: Path) -> str:
        """A file's path within the data set, the same on every machine."""
        return legible(Path(os.path.relpath(path, self.root)).as_posix())

    def fingerprint(self) -> str:
        """SHA-256 of the index, or of the list of what a folder holds: what tells two runs' data apart."""
        if not self.index.is_dir():
            return hashlib.sha256(self.index.read_bytes()).hexdigest()
        lines = [
            repr((self.name_of(pair.image), self.name_of(pair.mask), pair.concept, pair.side)) for pair in self.pairs
        ]
        lines += [
            repr((self.name_of(v.image), self.name_of(v.labels), [(of, n[:_TOLD]) for of, n in v.targets().items()]))
            for v in self.volumes
        ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def labelled(self) -> set[tuple[str, str, str]]:
        """Every (dataset, concept, kind of imaging) that the index labels anywhere."""
        found = {(pair.dataset, pair.concept, pair.modality) for pair in self.everything}
        for volume in self.all_volumes:
            found |= {(volume.dataset, concept, volume.modality) for concept, _ in volume.targets()}
        return found


@dataclass(frozen=True)
class Plan:
    """How a protocol chooses its cases.

    Attributes:
        seed: Of every draw.
        limit: Most cases per (dataset, concept, side); None for all.
        absent_each: Absent concepts asked of each image, per half (same kind of imaging, other kind).
        smallest: Voxels below which a structure of a volume is not asked for.
        known: What the model set knows; absent concepts are drawn from it alone. None asks for all.
    """

    seed: int = 0
    limit: int | None = None
    absent_each: int = 1
    smallest: int = SMALLEST_VOXELS
    known: Known | None = None


@dataclass
class Provenance:
    """Where the images of one dataset come from, for a model card.

    Attributes:
        dataset: Name of the source.
        licences: As the index states them.
        tiers: Licence tiers.
        modalities: Kinds of imaging.
        images: Number of images and volumes.
        subjects: Number of patients.
    """

    dataset: str
    licences: set[str] = field(default_factory=set[str])
    tiers: set[str] = field(default_factory=set[str])
    modalities: set[str] = field(default_factory=set[str])
    images: set[str] = field(default_factory=set[str])
    subjects: set[str] = field(default_factory=set[str])


def legible(text: str) -> str:
    """A name as it can be written down: bytes of a file's name that are no text are spelt out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def read_data(index: Path, split: str) -> Data:
    """Read an index.

    Raises:
        ReadError: The index is missing or damaged.
    """
    return Data.of(index, split, read_pairs(index), read_volumes(index))


def known_from(index: Path, tiers: Iterable[str] | None = None, *, split: str = "train", at_least: int = 5) -> Known:
    """Work out what a model set knows from what trained it.

    Args:
        index: Path of ``index.jsonl``.
        tiers: Licence tiers that trained it; None for all.
        split: The part that trained it.
        at_least: Subjects that it takes to know a concept in a kind of imaging.

    Returns:
        (concept, kind of imaging) pairs.

    Raises:
        ReadError: The index is missing or damaged.
    """
    tiers = None if tiers is None else tuple(tiers)
    subjects: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for pair in read_pairs(index, split=split, tiers=tiers):
        subjects.setdefault((pair.concept, pair.modality), set()).add((pair.dataset, pair.subject))
    for volume in read_volumes(index, split=split, tiers=tiers):
        for concept, _ in volume.values.values():
            subjects.setdefault((concept, volume.modality), set()).add((volume.dataset, volume.subject))
    return frozenset(pair for pair, who in subjects.items() if len(who) >= at_least)


def read_provenance(index: Path, tiers: Iterable[str] | None = None, *, split: str = "train") -> list[Provenance]:
    """Collect licences and counts of what trained a model set; arguments as in `known_from`."""
    wanted = None if tiers is None else frozenset(tiers)
    sources: dict[str, Provenance] = {}
    for row in read_lines(index):
        if row["split"] != split or (wanted is not None and row["tier"] not in wanted):
            continue
        source = sources.setdefault(row["dataset"], Provenance(row["dataset"]))
        source.licences.add(str(row.get("licence", "not stated")))
        source.tiers.add(row["tier"])
        source.modalities.add(row["modality"])
        source.images.add(row["image"])
        source.subjects.add(row["subject"])
    return [sources[name] for name in sorted(sources)]
