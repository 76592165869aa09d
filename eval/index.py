"""The reader of ``index.jsonl``: one line per (image, mask) pair, or per labelled volume.

A line of a pair names ``dataset``, ``split``, ``image``, ``mask``, ``concept``, optional ``side``,
``modality``, ``subject`` and ``tier``; paths are relative to the index. A line with ``"volume": true``
names ``labels`` (a label map on the image's grid) and ``values`` (label value → concept) instead of a mask.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from limis.errors import ReadError, say
from limis.eval.scribbles import StrokeSource

__all__ = ["OPEN_TIERS", "LabelledVolume", "Pair", "read_lines", "read_pairs", "read_volumes"]

#: Tiers whose images may train weights under an open licence.
OPEN_TIERS = frozenset({"permissive", "share-alike", "auto-labels"})


_COMMON = ("dataset", "split", "image", "modality", "subject", "tier")
_NAMED = {False: (*_COMMON, "mask", "concept"), True: (*_COMMON, "labels")}


@dataclass(frozen=True)
class Pair:
    """One image and the mask of one concept in it.

    Attributes:
        dataset: Name of the source.
        split: ``"train"`` or ``"val"``.
        image: Path of the picture.
        mask: Path of a picture of the same size; `limis.eval.truth` says what is inside.
        concept: Canonical concept.
        side: ``"left"``, ``"right"``, ``"both"`` (the patient's), or None.
        modality: Kind of imaging.
        subject: Patient, unique within the dataset.
        tier: Licence tier of the source.
        sentence: How the source itself asks for it; empty where it has no words of its own.
        strokes: Scribbles that people drew; None where nobody did.
    """

    dataset: str
    split: str
    image: Path
    mask: Path
    concept: str
    side: str | None
    modality: str
    subject: str
    tier: str
    sentence: str = ""
    strokes: StrokeSource | None = None


@dataclass(frozen=True)
class LabelledVolume:
    """One volume and its label map.

    Attributes:
        dataset: Name of the source.
        split: ``"train"`` or ``"val"``.
        image: NIfTI file or DICOM folder, or what `limis.eval.images` reads besides.
        labels: NIfTI label map on the image's grid, or what `limis.eval.truth.read_labels` reads besides.
        values: Label value → (concept, side or None).
        modality: Kind of imaging.
        subject: Patient, unique within the dataset.
        tier: Licence tier of the source.
        unions: What several values make together: (concept, side or None) → values. They win over `values`: a
            liver with its tumours in it, a tumour with all its parts.
    """

    dataset: str
    split: str
    image: Path
    labels: Path
    values: dict[int, tuple[str, str | None]]
    modality: str
    subject: str
    tier: str
    unions: dict[tuple[str, str | None], tuple[int, ...]] = field(default_factory=dict[Any, Any])

    def targets(self) -> dict[tuple[str, str | None], tuple[int, ...]]:
        """Everything that can be asked for: (concept, side or None) → its values, at least one."""
        targets: dict[tuple[str, str | None], tuple[int, ...]] = {}
        for value, target in self.values.items():
            targets[target] = (*targets.get(target, ()), value)
        return targets | self.unions


def read_pairs(index: Path, *, split: str | None = None, tiers: Iterable[str] | None = None) -> list[Pair]:
    """Read the picture lines of an index.

    Args:
        index: Path of ``index.jsonl``.
        split: Keep one split; None keeps all.
        tiers: Keep these licence tiers; None keeps all.

    Returns:
        Pairs in the order of the file.

    Raises:
        ReadError: The file is missing or a line is not what it should be.
    """
    return [
        Pair(
            row["dataset"],
            row["split"],
            index.parent / row["image"],
            index.parent / row["mask"],
            row["concept"],
            row.get("side"),
            row["modality"],
            row["subject"],
            row["tier"],
        )
        for row in _rows(index, split, tiers)
        if not row.get("volume")
    ]


def read_volumes(index: Path, *, split: str | None = None, tiers: Iterable[str] | None = None) -> list[LabelledVolume]:
    """Read the volume lines of an index; arguments and errors as in `read_pairs`."""
    return [
        LabelledVolume(
            row["dataset"],
            row["split"],
            index.parent / row["image"],
            index.parent / row["labels"],
            _values(index, row.get("values")),
            row["modality"],
            row["subject"],
            row["tier"],
        )
        for row in _rows(index, split, tiers)
        if row.get("volume")
    ]


def _rows(index: Path, split: str | None, tiers: Iterable[str] | None) -> list[dict[str, Any]]:
    wanted = None if tiers is None else frozenset(tiers)
    return [
        row
        for row in read_lines(index)
        if (split is None or row["split"] == split) and (wanted is None or row["tier"] in wanted)
    ]


def read_lines(index: Path) -> list[dict[str, Any]]:
    """Read the lines of an index as they are; errors as in `read_pairs`."""
    try:
        lines = index.read_text(encoding="utf-8").split("\n")
        return [_row(index, number, json.loads(line)) for number, line in enumerate(lines, 1) if line.strip()]
    except (OSError, ValueError, RecursionError) as error:
        if isinstance(error, ReadError):
            raise
        raise _damaged(index, "a file of JSON lines", str(error)) from error


def _row(index: Path, number: int, row: Any) -> dict[str, Any]:
    """A line, if it names what has to be named; subjects that are numbers become text."""
    if not isinstance(row, dict):
        raise _damaged(index, "an object on every line", f"{type(row).__name__} on line {number}")
    named = cast("dict[str, Any]", row)
    if "subject" in named:
        named["subject"] = str(named["subject"])
    needed = _NAMED[bool(named.get("volume"))]
    lacking = [name for name in needed if not isinstance(named.get(name), str)]
    if lacking:
        raise _damaged(index, f"{', '.join(needed)} as text", f"line {number} without {lacking[0]}")
    return named


def _damaged(index: Path, expected: str, got: str) -> ReadError:
    return ReadError(
        say(
            f"cannot read the index {index}",
            expected=expected,
            got=got,
            next_step="Correct it, or give the path of another index.jsonl",
        )
    )


def _values(index: Path, values: Any) -> dict[int, tuple[str, str | None]]:
    try:
        if isinstance(values, str):
            values = json.loads((index.parent / values).read_text(encoding="utf-8"))
        table: dict[int, tuple[str, str | None]] = {}
        for value, entry in values.items():
            named = cast("dict[str, str]", {"concept": entry} if isinstance(entry, str) else entry)
            table[int(value)] = (named["concept"], named.get("side"))
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise _damaged(index, "values of a volume: number to concept", f"{type(error).__name__}: {error}") from error
    return table
