"""Pictures and their masks, in memory, ready to be drawn from.

A *key* is what a network learns a vector for: a concept, or in pictures a concept with the patient's side
(``lung_left``). A dataset is taken at its word: a concept it labels somewhere and not in this image is
absent from this image. About all other concepts it says nothing, unless they are surely absent
(`limis.eval.absence`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nibabel as nib
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from limis.eval.index import LabelledVolume, Pair, read_pairs, read_volumes

__all__ = ["Sample", "load_samples", "picture_samples", "volume_samples"]

_PLANES = ("axial", "coronal", "sagittal")
_CT_WINDOWS = ((40.0, 400.0), (-600.0, 1500.0), (60.0, 250.0), (300.0, 1500.0))


@dataclass(eq=False)
class Sample:
    """One picture, or one slice of a volume.

    Attributes:
        dataset: Name of the source.
        split: ``"train"`` or ``"val"``.
        subject: Patient, unique within the dataset.
        modality: Kind of imaging.
        image: uint8, ``(h, w)`` or ``(h, w, 3)``.
        masks: Key → bool ``(h, w)``; only keys with at least one pixel.
        labelled: Keys the dataset would have drawn, had they been there.
    """

    dataset: str
    split: str
    subject: str
    modality: str
    image: NDArray[np.uint8]
    masks: dict[str, NDArray[np.bool_]]
    labelled: frozenset[str] = field(default_factory=frozenset)


def load_samples(
    index: Path, *, split: str = "train", tiers: Iterable[str] | None = None, longest: int = 512
) -> list[Sample]:
    """Read all pictures and volume slices of one split.

    Args:
        index: Path of ``index.jsonl``.
        split: ``"train"`` or ``"val"``.
        tiers: Licence tiers to keep; None keeps all.
        longest: Shrink pictures whose longer side exceeds this.

    Returns:
        Samples in a fixed order.
    """
    tiers = None if tiers is None else tuple(tiers)
    samples = list(picture_samples(read_pairs(index, split=split, tiers=tiers), longest))
    samples += [s for v in read_volumes(index, split=split, tiers=tiers) for s in volume_samples(v, longest)]
    known: dict[str, set[str]] = {}
    for sample in samples:
        known.setdefault(sample.dataset, set()).update(sample.masks)
    for sample in samples:
        sample.labelled = frozenset(_would_be_drawn(sample, known[sample.dataset]))
    return samples


def picture_samples(pairs: Iterable[Pair], longest: int) -> Iterator[Sample]:
    """Group pairs by image and read them."""
    groups: dict[Path, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(pair.image, []).append(pair)
    for path, group in groups.items():
        first = group[0]
        masks: dict[str, NDArray[np.bool_]] = {}
        for pair in group:
            mask = _read_mask(pair.mask, longest)
            keys = [pair.concept]
            if pair.side in ("left", "right"):
                keys.append(f"{pair.concept}_{pair.side}")
            for key in keys:
                masks[key] = masks[key] | mask if key in masks else mask
        masks = {key: mask for key, mask in masks.items() if mask.any()}
        yield Sample(
            first.dataset, first.split, first.subject, first.modality, _read_picture(path, longest), masks
        )


def volume_samples(volume: LabelledVolume, longest: int, per_plane: int = 4) -> Iterator[Sample]:
    """Cut a labelled volume into slices, laid out as they are read on a screen.

    Args:
        volume: What to read; its sides are dropped (in volumes networks know no side).
        longest: Shrink slices whose longer side exceeds this.
        per_plane: Slices per plane for a small volume; a large one gives up to ten times as many.
    """
    image = nib.as_closest_canonical(nib.load(volume.image))  # pyright: ignore
    labels = nib.as_closest_canonical(nib.load(volume.labels))  # pyright: ignore
    values = np.asarray(image.dataobj, np.float32)  # pyright: ignore
    marks = np.asarray(labels.dataobj).astype(np.int32)  # pyright: ignore
    zooms = image.header.get_zooms()[:3]  # pyright: ignore
    for axis, plane in ((2, "axial"), (1, "coronal"), (0, "sagittal")):
        count = values.shape[axis]
        wanted = min(count, per_plane if count < 64 else per_plane * 10)
        for k in np.unique(np.linspace(0.08 * count, 0.92 * count - 1, wanted).astype(int)):
            shown = [_lay_out(a.take(int(k), axis), axis, zooms) for a in (values, marks)]
            masks = _union_by_concept(shown[1], volume)
            for picture in _windows(shown[0], volume.modality, values):
                small = _shrink(picture, longest)
                yield Sample(
                    volume.dataset,
                    volume.split,
                    volume.subject,
                    volume.modality,
                    small,
                    {c: _shrink_mask(m, longest) for c, m in masks.items()},
                )


def _would_be_drawn(sample: Sample, known: set[str]) -> Iterator[str]:
    for key in known:
        concept, _, side = key.rpartition("_")
        if side not in ("left", "right") or concept not in known:
            yield key
        elif any(f"{concept}_{s}" in sample.masks for s in ("left", "right")):
            yield key


def _read_picture(path: Path, longest: int) -> NDArray[np.uint8]:
    with Pillow.open(path) as picture:
        flat = picture.convert("L" if picture.mode in ("L", "1", "I;16") else "RGB")
        return _shrink(np.asarray(flat, np.uint8), longest)


def _read_mask(path: Path, longest: int) -> NDArray[np.bool_]:
    with Pillow.open(path) as picture:
        return _shrink_mask(np.asarray(picture.convert("L")) > 0, longest)


def _shrink(picture: NDArray[np.uint8], longest: int) -> NDArray[np.uint8]:
    height, width = picture.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1:
        return np.ascontiguousarray(picture)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(Pillow.fromarray(picture).resize(size, Pillow.Resampling.BOX), np.uint8)


def _shrink_mask(mask: NDArray[np.bool_], longest: int) -> NDArray[np.bool_]:
    return _shrink(mask.astype(np.uint8) * 255, longest) > 127


def _lay_out(plane: NDArray[Any], axis: int, zooms: tuple[float, ...]) -> NDArray[Any]:
    shown = plane.T[::-1, ::-1]
    across, down = [zooms[a] for a in range(3) if a != axis]
    if max(across, down) / min(across, down) < 1.2:
        return np.ascontiguousarray(shown)
    finest = min(across, down)
    rows = np.linspace(0, shown.shape[0] - 1, round(shown.shape[0] * down / finest)).round().astype(int)
    columns = np.linspace(0, shown.shape[1] - 1, round(shown.shape[1] * across / finest)).round().astype(int)
    return np.ascontiguousarray(shown[np.ix_(rows, columns)])


def _union_by_concept(marks: NDArray[np.int32], volume: LabelledVolume) -> dict[str, NDArray[np.bool_]]:
    union: dict[str, NDArray[np.bool_]] = {}
    for value, (concept, _side) in volume.values.items():
        mask = marks == value
        if mask.any():
            union[concept] = union[concept] | mask if concept in union else mask
    if {"anterior_hippocampus", "posterior_hippocampus"} & set(union):
        union["hippocampus"] = marks > 0
    return union


def _windows(values: NDArray[np.float32], modality: str, whole: NDArray[np.float32]) -> Iterator[NDArray[np.uint8]]:
    if modality == "CT":
        spans = [(c - w / 2, c + w / 2) for c, w in _CT_WINDOWS]
    else:
        low, high = np.percentile(whole[::2, ::2, ::2], (0.5, 99.5))
        spans = [(float(low), float(high))]
    for low, high in spans:
        yield (np.clip((values - low) / max(high - low, 1e-6), 0, 1) * 255).astype(np.uint8)
