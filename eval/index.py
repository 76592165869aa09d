"""The reader of ``index.jsonl``: one line per (image, mask) pair, or per labelled volume.

A line of a pair names ``dataset``, ``split`` (one of `SPLITS`), ``image``, ``mask``, ``concept``, optional ``side``
(one of `SIDES`), ``modality``, ``subject`` and ``tier``; paths are relative to the index. A line with
``"volume": true`` names ``labels`` (a label map on the image's grid) and ``values`` (label value → concept) instead of
a mask.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from limis.errors import ReadError, say
from limis.eval.scribbles import StrokeSource

__all__ = ["OPEN_TIERS", "SIDES", "SPLITS", "LabelledVolume", "Pair", "read_lines", "read_pairs", "read_volumes"]

#: Tiers whose images may train weights under an open licence.
OPEN_TIERS = frozenset({"permissive", "share-alike", "auto-labels"})
#: Parts that a line may belong to: `train` trains, `val` is measured unless another is asked for.
SPLITS = ("train", "val", "test", "all")
#: The patient's sides.
SIDES = ("left", "right", "both")

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
        for _, row in _rows(index, split, tiers)
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
            _values(index, number, row.get("values")),
            row["modality"],
            row["subject"],
            row["tier"],
        )
        for number, row in _rows(index, split, tiers)
        if row.get("volume")
    ]


def _rows(index: Path, split: str | None, tiers: Iterable[str] | None) -> list[tuple[int, dict[str, Any]]]:
    wanted = None if tiers is None else frozenset(tiers)
    return [
        (number, row)
        for number, row in _numbered(index)
        if (split is None or row["split"] == split) and (wanted is None or row["tier"] in wanted)
    ]


def read_lines(index: Path) -> list[dict[str, Any]]:
    """Read the lines of an index as they are, at least one; errors as in `read_pairs`."""
    return [row for _, row in _numbered(index)]


def _numbered(index: Path) -> list[tuple[int, dict[str, Any]]]:
    """Each line with its number in the file."""
    try:
        lines = index.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise _damaged(index, "a file of JSON lines", str(error)) from error
    rows = [(number, _row(index, number, line)) for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise _damaged(index, "a line for each picture and mask, or labelled volume", "no line")
    return rows


def _row(index: Path, number: int, line: str) -> dict[str, Any]:
    """A line, if it names what has to be named; subjects that are numbers become text."""
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        got = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise _damaged(index, "a file of JSON lines", f"line {number}: {got}") from error
    if not isinstance(row, dict):
        raise _damaged(index, "an object on every line", f"{type(row).__name__} on line {number}")
    named = cast("dict[str, Any]", row)
    if "subject" in named:
        named["subject"] = str(named["subject"])
    needed = _NAMED[bool(named.get("volume"))]
    lacking = [name for name in needed if not isinstance(named.get(name), str)]
    if lacking:
        raise _damaged(index, f"{', '.join(needed)} as text", f"line {number} without {lacking[0]}")
    if named["split"] not in SPLITS:
        raise _damaged(index, f"a split of {', '.join(SPLITS)}", f"{named['split']!r} on line {number}")
    _check_side(index, number, named.get("side"))
    return named


def _check_side(index: Path, number: int, side: Any) -> None:
    if side is not None and side not in SIDES:
        raise _damaged(index, f"a side of {', '.join(SIDES)}, or none", f"{side!r} on line {number}")


def _damaged(index: Path, expected: str, got: str) -> ReadError:
    return ReadError(
        say(
            f"cannot read the index {index}",
            expected=expected,
            got=got,
            next_step="Correct it, or give the path of another index.jsonl",
        )
    )


def _values(index: Path, number: int, values: Any) -> dict[int, tuple[str, str | None]]:
    try:
        if isinstance(values, str):
            values = json.loads((index.parent / values).read_text(encoding="utf-8"))
        table: dict[int, tuple[str, str | None]] = {}
        for value, entry in values.items():
            named = cast("dict[str, str]", {"concept": entry} if isinstance(entry, str) else entry)
            table[int(value)] = (named["concept"], named.get("side"))
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        got = f"{type(error).__name__}: {error} on line {number}"
        raise _damaged(index, "values of a volume: number to concept", got) from error
    for _, side in table.values():
        _check_side(index, number, side)
    return table
