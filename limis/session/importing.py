"""Masks that are there already: turn 0 of a session. Their grid is checked, their names are found where they stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from limis.commands import Segment, Target
from limis.errors import GeometryError, InputError, say
from limis.geometry import Geometry
from limis.io.load import load
from limis.prompts.reader import read
from limis.session.instances import boxed
from limis.session.segments import concept_of, name_of, words_of
from limis.types import Image, Mask, Side, Structure

__all__ = ["imported_from", "imported_mask"]

_MOST_LABELS = 1000
_SCHEMA = "limis.report/1"
_JSON_BYTES = 2**24


def imported_from(path: Path, image: Image, name: str | None = None, taken: Iterable[str] = ()) -> list[Structure]:
    """Read masks from a file: one, or one per label.

    Args:
        path: A label map, a mask that is 0 outside, or a DICOM segmentation of the image's own series.
        image: Whose grid it has to lie on.
        name: What it shows, e.g. ``"left kidney"``; None for what its own codes, ``FILE.json`` (``{"1": "liver"}``)
            or the ``report.json`` of limis beside it say, else ``structure_n``.
        taken: Names that are in use.

    Returns:
        The structures that have voxels, in the order of their labels.

    Raises:
        ReadError: A file that cannot be read.
        GeometryError: It lies on another grid.
        InputError: Values that are no labels.
    """
    from limis.io.dicom_segments import is_segmentation

    if is_segmentation(path):
        return _from_segments(path, image, name, list(taken))
    opened = load(path)
    labels = _labels(opened, path)
    if not _fits(opened.geometry, image.geometry):
        raise _other_grid(path.name, opened.geometry, image.geometry)
    values = [int(v) for v in np.unique(labels) if v]
    if not values:
        raise _empty(name or path.name)
    if len(values) > _MOST_LABELS:
        raise _no_labels(path, f"{len(values)} different values")
    known: Mapping[int, str] = {} if name is not None else _names_beside(path)
    found: list[Structure] = []
    used = list(taken)
    for value in values:
        said = name or known.get(value) or (known.get(0) if len(values) == 1 else None)
        structure = imported_mask(labels == value, image, said, used)
        found.append(structure)
        used.append(structure.name)
    return found


def imported_mask(
    data: NDArray[Any], image: Image, name: str | None, taken: Sequence[str] = (), *, geometry: Geometry | None = None
) -> Structure:
    """Make a structure of somebody's mask.

    Args:
        data: What is not 0 is inside.
        image: Whose grid it has to lie on.
        name: What it shows; None for ``structure_n``.
        taken: Names that are in use.
        geometry: Its own grid, where it has one.

    Raises:
        GeometryError: It lies on another grid.
        InputError: A mask without voxels.
    """
    grid = image.geometry
    if data.dtype.kind not in "biuf" or (data.dtype.kind == "f" and not np.isfinite(data).all()):
        raise _no_mask(name, data)
    if data.shape != grid.shape or (geometry is not None and not _fits(geometry, grid)):
        raise _other_grid(name or "the mask", geometry or data, grid)
    kept, boxes = boxed(Mask(data != 0, grid))
    if kept is None:
        raise _empty(name or "a mask")
    concept, side, words = _meaning(name)
    base = "_".join(part for part in (concept or _slug(words), side) if part)
    return Structure(_free(base, taken), concept, words, side, found=True, score=1.0, boxes=boxes, mask=kept)


def _from_segments(path: Path, image: Image, name: str | None, taken: list[str]) -> list[Structure]:
    """The segments of a DICOM segmentation, with what their codes say where nobody says what they show."""
    from limis.io.dicom_segments import read_segments

    found: list[Structure] = []
    for segment in read_segments(path, image):
        concept, side = concept_of(segment), segment.side
        structure = imported_mask(segment.inside, image, name or words_of(segment), taken)
        if name is None and concept is not None:
            base = name_of(segment, concept, side) or "_".join(part for part in (concept, side) if part)
            structure = replace(structure, name=_free(base, taken), concept=concept, side=side)
        elif name is None:
            structure = replace(structure, side=side or structure.side)
        found.append(structure)
        taken.append(structure.name)
    return found


def _meaning(name: str | None) -> tuple[str | None, Side | None, str]:
    """What a name means: concept, side, words."""
    if name is None:
        return None, None, "structure"
    words = " ".join(name.replace("_", " ").split())
    for said in (words, name):
        commands = read(f"segment {said}")
        target = commands[0].targets[0] if len(commands) == 1 and isinstance(commands[0], Segment) else None
        if isinstance(target, Target) and target.concept is not None and target.side in (None, "left", "right"):
            return target.concept, target.side, words
    return None, None, words


def _slug(words: str) -> str:
    return "_".join("".join(c if c.isalnum() else " " for c in words.lower()).split()) or "structure"


def _free(base: str, taken: Sequence[str]) -> str:
    """A name that is not in use; unnamed ones are numbered from 1."""
    number = 1 if base == "structure" else 2
    name = "structure_1" if base == "structure" else base
    while name in taken:
        number += 1 if name != base else 0
        name = f"{base}_{number}"
    return name


def _labels(image: Image, path: Path) -> NDArray[np.int64]:
    values = image.data
    if image.is_colour:
        if not (values == values[..., :1]).all():
            raise _no_labels(path, "colours")
        values = values[..., 0]
    whole = np.rint(values).astype(np.int64)
    if not np.array_equal(whole, values) or whole.min() < 0:
        raise _no_labels(path, f"values from {values.min():g} to {values.max():g}")
    return whole


def _fits(own: Geometry, grid: Geometry) -> bool:
    """Whether a mask lies on the image's grid; a picture's file need not state the scale."""
    if grid.is_picture:
        return own.shape == grid.shape
    return own.same_grid(grid, tolerance_mm=0.01)


def _names_beside(path: Path) -> Mapping[int, str]:
    """Label → name, from ``FILE.json`` or a limis report beside a file; 0 names the only one of a file."""
    stem = path.name.split(".")[0]
    own = path.with_name(f"{path.name}.json")
    for candidate in (own, path.with_name(f"{stem}.json")):
        value = _json(candidate)
        if isinstance(value, Mapping):
            return _names_in(cast("Mapping[str, Any]", value))
        if candidate == own and own.exists():
            raise _no_names(own, "something else" if value is not None else "a file that cannot be read as JSON")
    report = _json(path.with_name("report.json"))
    if isinstance(report, dict) and cast("dict[str, Any]", report).get("schema") == _SCHEMA:
        return _names_in_report(cast("dict[str, Any]", report), path.name)
    return {}


def _names_in(value: Mapping[str, Any]) -> dict[int, str]:
    """``{"1": "liver"}`` or ``{"liver": 1}``; ``{"name": "liver"}`` for a file of one."""
    names: dict[int, str] = {}
    for key, entry in value.items():
        if isinstance(entry, str) and key.isdigit():
            names[int(key)] = entry
        elif isinstance(entry, int) and not isinstance(entry, bool):
            names[entry] = key
        elif isinstance(entry, str) and key in ("name", "concept"):
            names[0] = entry
    return names


def _names_in_report(report: Mapping[str, Any], file: str) -> dict[int, str]:
    entries = cast("list[dict[str, Any]]", report.get("structures") or [])
    own = [str(entry.get("name")) for entry in entries if entry.get("file") == file]
    if own:
        return {0: own[0]}
    return {int(entry["label"]): str(entry["name"]) for entry in entries if entry.get("label")}


def _json(path: Path) -> Any:
    """The value in a small file; None where there is none that can be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8")) if path.stat().st_size <= _JSON_BYTES else None
    except (OSError, ValueError):
        return None


def _other_grid(what: str, own: Geometry | NDArray[Any], grid: Geometry) -> GeometryError:
    where = "" if own.shape != grid.shape else " elsewhere"
    return GeometryError(
        say(
            f"{what} does not lie on the image's grid",
            expected=f"shape {grid.shape} in the same place",
            got=f"shape {own.shape}{where}",
            next_step="Resample it onto the image first",
        )
    )


def _empty(what: str) -> InputError:
    return InputError(say(f"{what} is empty", expected="voxels inside", got="none", next_step="Leave it out"))


def _no_mask(name: str | None, data: NDArray[Any]) -> InputError:
    numbers = data.dtype.kind == "f"
    return InputError(
        say(
            f"{name or 'the mask'} is no mask",
            expected="booleans, or finite numbers, 0 outside",
            got="values that are not finite" if numbers else f"an array of {data.dtype}",
            next_step="Say which voxels are inside",
        )
    )


def _no_names(path: Path, got: str) -> InputError:
    return InputError(
        say(
            f"{path.name} does not name labels",
            expected='JSON like {"1": "left kidney"}',
            got=got,
            next_step="Mend it, or move it away",
        )
    )


def _no_labels(path: Path, got: str) -> InputError:
    return InputError(
        say(
            f"{path.name} is no mask",
            expected="whole numbers, 0 outside",
            got=got,
            next_step="Give a mask or label map",
        )
    )
