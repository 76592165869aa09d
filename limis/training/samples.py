"""Pictures and their masks, in memory, ready to be drawn from.

A *key* is what a network learns a vector for: a concept, or in pictures a concept with the patient's side
(``lung_left``). A dataset is taken at its word: a concept it labels somewhere and not in this image is
absent from this image. About all other concepts it says nothing, unless they are surely absent
(`limis.eval.absence`).
"""

from __future__ import annotations

import struct
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from limis.errors import InputError, ReadError, say
from limis.eval.index import LabelledVolume, Pair, read_pairs, read_volumes
from limis.geometry import PLANES
from limis.imaging.window import Window, window_for
from limis.io.load import load
from limis.types import Image
from limis.volumes.stack import Stack

__all__ = ["Sample", "concept_of", "load_samples", "picture_samples", "volume_samples"]

_CT_WINDOWS = (Window(40, 400), Window(-600, 1500), Window(60, 250), Window(300, 1500))
_SMALL_VOLUME = 64
#: What Pillow stumbles with over a file that is missing, cut short or something else.
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error)


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
    labelled: frozenset[str] = field(default_factory=frozenset[str])


def concept_of(key: str) -> str:
    """The concept of a key, its side left out.

    Example:
        >>> concept_of("lung_left"), concept_of("left_ventricle")
        ('lung', 'left_ventricle')
    """
    return key.removesuffix("_left").removesuffix("_right")


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
        Samples in a fixed order; none of ``"val"`` where nothing is held out.

    Raises:
        InputError: Nothing is there to train on.
        ReadError: The index, a picture or a mask cannot be read, or a mask is not of its picture's size.
    """
    tiers = None if tiers is None else tuple(tiers)
    samples = list(picture_samples(read_pairs(index, split=split, tiers=tiers), longest))
    samples += [s for v in read_volumes(index, split=split, tiers=tiers) for s in volume_samples(v, longest)]
    if not samples and split == "train":
        raise _nothing(index, tiers)
    known: dict[str, set[str]] = {}
    for sample in samples:
        known.setdefault(sample.dataset, set()).update(sample.masks)
    for sample in samples:
        sample.labelled = frozenset(_would_be_drawn(sample, known[sample.dataset]))
    return samples


def picture_samples(pairs: Iterable[Pair], longest: int) -> Iterator[Sample]:
    """Group pairs by image and read them; errors as in `load_samples`."""
    groups: dict[Path, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(pair.image, []).append(pair)
    for path, group in groups.items():
        first, picture = group[0], _read_picture(path)
        masks: dict[str, NDArray[np.bool_]] = {}
        for pair in group:
            mask = _shrink_mask(_read_mask(pair, picture.shape[:2]), longest)
            keys = [pair.concept]
            if pair.side in ("left", "right"):
                keys.append(f"{pair.concept}_{pair.side}")
            for key in keys:
                masks[key] = masks[key] | mask if key in masks else mask
        masks = {key: mask for key, mask in masks.items() if mask.any()}
        yield Sample(first.dataset, first.split, first.subject, first.modality, _shrink(picture, longest), masks)


def volume_samples(volume: LabelledVolume, longest: int, per_plane: int = 4) -> Iterator[Sample]:
    """Cut a labelled volume into slices, laid out as they are read on a screen.

    Args:
        volume: What to read; its sides are dropped (in volumes networks know no side).
        longest: Shrink slices whose longer side exceeds this.
        per_plane: Slices per plane for a small volume; a large one gives up to ten times as many.
    """
    image, labels = load(volume.image, modality=volume.modality), load(volume.labels)
    _check_size(volume.labels, volume.image, labels.geometry.shape, image.geometry.shape)
    windows = _windows(image)
    for plane in PLANES:
        frame = image.geometry.view(plane)
        wanted = min(frame.count, per_plane if frame.count < _SMALL_VOLUME else per_plane * 10)
        for k in np.unique(np.linspace(0.08 * frame.count, 0.92 * frame.count - 1, wanted).astype(int)):
            masks = _union_by_concept(frame.take(labels.data, int(k)), volume)
            for window in windows:
                stack = Stack(image, frame, window, volume.modality)
                pixels = (stack.view(int(k)).pixels * 255).astype(np.uint8)
                yield Sample(
                    volume.dataset,
                    volume.split,
                    volume.subject,
                    volume.modality,
                    _shrink(pixels, longest),
                    {c: _shrink_mask(stack.to_view(m.astype(np.float32)) > 0.5, longest) for c, m in masks.items()},
                )


def _would_be_drawn(sample: Sample, known: set[str]) -> Iterator[str]:
    for key in known:
        concept, _, side = key.rpartition("_")
        unsided = side not in ("left", "right") or concept not in known
        if unsided or any(f"{concept}_{s}" in sample.masks for s in ("left", "right")):
            yield key


def _nothing(index: Path, tiers: tuple[str, ...] | None) -> InputError:
    return InputError(
        say(
            f"nothing to train on in {index}",
            expected="lines of the split train" + (f" and the tiers {', '.join(sorted(tiers))}" if tiers else ""),
            got="none",
            next_step="Give such lines, or other tiers",
        )
    )


def _read_picture(path: Path) -> NDArray[np.uint8]:
    with _opened(path, "a picture") as picture:
        return np.asarray(picture.convert("L" if picture.mode in ("L", "1", "I;16") else "RGB"), np.uint8)


def _read_mask(pair: Pair, size: tuple[int, ...]) -> NDArray[np.bool_]:
    with _opened(pair.mask, "a mask picture") as picture:
        mask = np.asarray(picture.convert("L")) > 0
    _check_size(pair.mask, pair.image, mask.shape, size)
    return mask


@contextmanager
def _opened(path: Path, expected: str) -> Generator[Pillow.Image]:
    try:
        with Pillow.open(path) as picture:
            yield picture
    except (*_BROKEN, Pillow.DecompressionBombError) as error:
        got = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise _unusable(path, expected, got) from error


def _check_size(labels: Path, image: Path, got: tuple[int, ...], size: tuple[int, ...]) -> None:
    """Make sure that what is drawn lies on its image's grid."""
    if got != size:
        raise _unusable(labels, f"the shape {size} of {image}", f"shape {got}")


def _unusable(path: Path, expected: str, got: str) -> ReadError:
    return ReadError(
        say(f"cannot train on {path}", expected=expected, got=got, next_step="Correct the file, or the index")
    )


def _shrink(picture: NDArray[np.uint8], longest: int) -> NDArray[np.uint8]:
    height, width = picture.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1:
        return np.ascontiguousarray(picture)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(Pillow.fromarray(picture).resize(size, Pillow.Resampling.BOX), np.uint8)


def _shrink_mask(mask: NDArray[np.bool_], longest: int) -> NDArray[np.bool_]:
    return _shrink(mask.astype(np.uint8) * 255, longest) > 127


def _union_by_concept(marks: NDArray[Any], volume: LabelledVolume) -> dict[str, NDArray[np.bool_]]:
    union: dict[str, NDArray[np.bool_]] = {}
    for value, (concept, _side) in volume.values.items():
        mask = marks == value
        if mask.any():
            union[concept] = union[concept] | mask if concept in union else mask
    if {"anterior_hippocampus", "posterior_hippocampus"} & set(union):
        union["hippocampus"] = marks > 0
    return union


def _windows(image: Image) -> tuple[Window, ...]:
    return _CT_WINDOWS if image.modality == "CT" else (window_for(image),)
