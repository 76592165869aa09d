"""The values that travel through the house: images, masks, prompts and results.

All of them are frozen and checked when they are made: one that exists is valid. Those that hold arrays
compare by identity. Arrays are indexed ``ijk`` as the file stores them: for a picture ``i`` is the row,
counted downwards, and ``j`` the column, counted to the right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, overload

import numpy as np
from numpy.typing import NDArray

from limis.errors import GeometryError, InputError, PromptError, say
from limis.geometry import Geometry

__all__ = ["OTHER_SIDE", "Box", "Image", "Mask", "Point", "Result", "Scribble", "Side", "Source", "Structure"]

Side = Literal["left", "right"]
OTHER_SIDE: dict[Side, Side] = {"left": "right", "right": "left"}


@dataclass(frozen=True)
class Source:
    """Where an image came from: enough to write beside it and to recognise it again.

    Attributes:
        path: The file, folder or archive that was opened; None for an image made in memory.
        format: ``"nifti"``, ``"dicom"``, ``"picture"`` or ``"array"``.
        sha256: Hash of what was read, over file bytes in slice order; empty for an array.
        notes: What the reader wants known, e.g. ``"3 files that are not images of the series were skipped"``.
        instances: For DICOM, SOP instance UIDs in slice order.
        numbers: For DICOM, instance numbers in slice order.
        header: For NIfTI, the header as it was stored, so that masks go back with the same affine and codes.
    """

    path: Path | None = None
    format: str = "array"
    sha256: str = ""
    notes: tuple[str, ...] = ()
    instances: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    header: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, eq=False)
class Image:
    """An image on its grid.

    Attributes:
        data: Intensities, spatial axes ``ijk`` and, for colour, one last axis of 3 (RGB, uint8).
        geometry: The grid. Its shape equals the spatial shape of `data`.
        modality: As the header or the caller states it (``"CT"``, ``"MRI"``, ``"X-ray"`` …), None when nobody does.
        unit: What an intensity means: ``"HU"``, or ``"1"`` when nothing is known.
        source: Where it came from.
        window: Centre and width, in the image's unit, that the header asks a projection to be shown with.
    """

    data: NDArray[Any]
    geometry: Geometry
    modality: str | None = None
    unit: str = "1"
    source: Source = field(default_factory=Source)
    window: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        spatial = self.data.shape[: len(self.geometry.shape)]
        extra = self.data.shape[len(self.geometry.shape) :]
        if spatial != self.geometry.shape or extra not in ((), (3,)):
            raise GeometryError(
                say(
                    "the image does not fit its grid",
                    expected=f"an array of shape {self.geometry.shape}, with a last axis of 3 for colour",
                    got=f"shape {self.data.shape}",
                    next_step="Give the geometry of this array",
                )
            )

    @property
    def is_picture(self) -> bool:
        """True for an image without a patient affine."""
        return self.geometry.is_picture

    @property
    def is_colour(self) -> bool:
        """True when the last axis is RGB."""
        return self.data.ndim > len(self.geometry.shape)


@dataclass(frozen=True, eq=False)
class Mask:
    """Which voxels belong to something.

    Attributes:
        data: bool, the spatial shape of `geometry`.
        geometry: The grid.
        instances: int32 of the same shape, 0 outside, 1… per instance; None when instances mean nothing.
    """

    data: NDArray[np.bool_]
    geometry: Geometry
    instances: NDArray[np.int32] | None = None

    def __post_init__(self) -> None:
        for name, array, kind in (("data", self.data, np.bool_), ("instances", self.instances, np.int32)):
            if array is not None and (array.shape != self.geometry.shape or array.dtype != kind):
                raise GeometryError(
                    say(
                        f"the mask's {name} does not fit its grid",
                        expected=f"{np.dtype(kind).name} of shape {self.geometry.shape}",
                        got=f"{array.dtype.name} of shape {array.shape}",
                        next_step="Put the mask on the image's grid first",
                    )
                )

    def part(self, inside: NDArray[np.bool_], box: Box) -> Mask:
        """Those of its voxels that lie inside, with the instances that they belong to.

        Args:
            inside: bool, the shape of `box`.
            box: Where that lies on the grid; nothing is left beside it.
        """
        within = box.slices
        data = np.zeros(self.data.shape, np.bool_)  # zeros_like would fill memory that stays empty here
        np.logical_and(self.data[within], inside, out=data[within])
        if self.instances is None:
            return Mask(data, self.geometry)
        numbers = np.zeros(self.data.shape, np.int32)
        np.copyto(numbers[within], self.instances[within], where=data[within])
        return Mask(data, self.geometry, numbers)

    @property
    def voxels(self) -> int:
        """Number of voxels inside."""
        return int(np.count_nonzero(self.data))

    @property
    def volume_ml(self) -> float | None:
        """Volume in millilitres; None for a picture."""
        volume = self.geometry.voxel_volume_ml
        return None if volume is None else self.voxels * volume

    @property
    def area_mm2(self) -> float | None:
        """Area in square millimetres; None for a volume or a picture without scale."""
        area = self.geometry.pixel_area_mm2
        return None if area is None else self.voxels * area


@dataclass(frozen=True)
class Box:
    """A half-open box in voxels: ``lower_ijk <= voxel < upper_ijk``, two- or three-dimensional.

    Attributes:
        lower_ijk: First voxel inside, per axis.
        upper_ijk: First voxel outside, per axis.
    """

    lower_ijk: tuple[int, ...]
    upper_ijk: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.lower_ijk) != len(self.upper_ijk) or len(self.lower_ijk) not in (2, 3):
            raise PromptError(
                say(
                    "not a box",
                    expected="two corners of 2 or 3 numbers",
                    got=f"{self.lower_ijk} and {self.upper_ijk}",
                    next_step="Give lower_ijk and upper_ijk of the same length",
                )
            )
        if any(low >= high for low, high in zip(self.lower_ijk, self.upper_ijk, strict=True)):
            raise PromptError(
                say(
                    "an empty box",
                    expected="lower_ijk below upper_ijk on every axis",
                    got=f"{self.lower_ijk} to {self.upper_ijk}",
                    next_step="A box is half-open: one voxel is (i, j) to (i+1, j+1)",
                )
            )

    @classmethod
    def around(cls, inside: NDArray[np.bool_]) -> Box | None:
        """The tightest box around the true voxels of an array; None when there are none."""
        if not inside.any():
            return None
        axes = range(inside.ndim)
        spans = [np.flatnonzero(inside.any(axis=tuple(a for a in axes if a != axis))) for axis in axes]
        return cls(tuple(int(s[0]) for s in spans), tuple(int(s[-1]) + 1 for s in spans))

    @property
    def slices(self) -> tuple[slice, ...]:
        """The box as an index into an array."""
        return tuple(slice(low, high) for low, high in zip(self.lower_ijk, self.upper_ijk, strict=True))

    @property
    def shape(self) -> tuple[int, ...]:
        """Voxels along each axis."""
        return tuple(high - low for low, high in zip(self.lower_ijk, self.upper_ijk, strict=True))


@dataclass(frozen=True)
class Point:
    """A click: a voxel that is inside (`positive`) or outside."""

    ijk: tuple[float, ...]
    positive: bool = True


@dataclass(frozen=True, eq=False)
class Scribble:
    """A stroke: voxels that are inside (`positive`) or outside.

    Attributes:
        points_ijk: float, shape ``(n, 2)`` or ``(n, 3)``, along the stroke.
        positive: Whether the stroke lies inside.
    """

    points_ijk: NDArray[np.floating[Any]]
    positive: bool = True


@dataclass(frozen=True, eq=False)
class Structure:
    """One thing that was asked for, found or not.

    Attributes:
        name: Its key everywhere: ``<concept>[_left|_right][_2…]``.
        concept: Canonical concept; None for free text.
        side: The patient's side: computed, never guessed, where it was found; else the one that was asked for.
        which: The choice among instances that was asked for.
        text: The words that asked for it.
        found: Whether there is a mask.
        reason: Why not, or what a reader should know of the mask; empty when there is nothing to say.
        score: 0…1, how sure the grounder is that it is there.
        boxes: One per instance of the mask, tight around it, in the order of their numbers.
        mask: Its voxels; None exactly when not found.
    """

    name: str
    concept: str | None
    text: str
    side: Side | None = None
    which: str | None = None
    found: bool = False
    reason: str = ""
    score: float = 0.0
    boxes: tuple[Box, ...] = ()
    mask: Mask | None = None

    def __post_init__(self) -> None:
        if self.found != (self.mask is not None and bool(self.mask.data.any())):
            raise InputError(
                say(
                    f"structure {self.name} contradicts itself",
                    expected="found exactly when the mask has voxels",
                    got=f"found={self.found}",
                    next_step="Leave the mask out of what was not found",
                )
            )


@dataclass(frozen=True, eq=False)
class Result(Sequence[Structure]):
    """What a request gave: its structures, in the order they were asked for.

    Attributes:
        structures: One entry per target and side.
        reason: Why there are none, or what of the request could not be done; else empty.
    """

    structures: tuple[Structure, ...] = ()
    reason: str = ""

    @overload
    def __getitem__(self, index: int) -> Structure: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Structure, ...]: ...
    def __getitem__(self, index: int | slice) -> Structure | tuple[Structure, ...]:
        return self.structures[index]

    def __len__(self) -> int:
        return len(self.structures)

    def __iter__(self) -> Iterator[Structure]:
        return iter(self.structures)

    @property
    def masks(self) -> Mapping[str, Mask]:
        """The masks that were found, by structure name."""
        return {s.name: s.mask for s in self.structures if s.mask is not None}
