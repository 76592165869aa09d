"""What a report says of an image's grid and of every structure."""

from __future__ import annotations

from typing import Any

from limis.geometry import Geometry
from limis.measure.border import touches_border
from limis.measure.diameters import diameters_of
from limis.measure.intensity import intensity_of
from limis.orientation import PictureOrientation
from limis.protocols import EngineInfo
from limis.report.schema import DiametersEntry, Grid, IntensityEntry, ModelEntry, Orientation, StructureEntry
from limis.types import Box, Image, Mask, Structure

__all__ = ["describe_engine", "describe_grid", "describe_structure"]

_DIGITS = 4


def describe_grid(geometry: Geometry) -> Grid:
    """What a report says of a grid."""
    spacing = geometry.spacing_mm
    return Grid(
        shape=list(geometry.shape),
        spacing=None if spacing is None else [round(step, 6) for step in spacing],
        axes=_axes(geometry),
        orientation=_orientation(geometry),
        scale="unknown" if spacing is None else "known",
    )


def _axes(geometry: Geometry) -> list[str]:
    """The patient letter that every axis points to, or what it counts."""
    if geometry.axis_codes is not None:
        return list(geometry.axis_codes)
    return ["row", "column"] if geometry.is_picture else ["page", "row", "column"]


def _orientation(geometry: Geometry) -> Orientation:
    if geometry.axis_codes is not None:
        return Orientation(value=geometry.axis_codes, status=geometry.affine_status)
    stated = geometry.orientation
    if stated == PictureOrientation.unknown():
        return Orientation(value=None, status="unknown")
    assumed = "assumed" in (stated.right_status, stated.down_status)
    return Orientation(value=str(stated), status="assumed" if assumed else "known")


def describe_engine(info: EngineInfo) -> ModelEntry:
    """What a report says of an engine that worked."""
    return ModelEntry(name=info.name, role=info.role, sha256=info.sha256, licence=info.licence, device=info.device)


def describe_structure(structure: Structure, image: Image, label: int | None, file: str | None) -> StructureEntry:
    """What a report says of a structure.

    Args:
        structure: Found or not.
        image: The image it belongs to.
        label: Its value in the label map; None when it was not found.
        file: Its file beside the report; None when it was not found.
    """
    mask = structure.mask
    entry: dict[str, Any] = {
        "name": structure.name,
        "concept": structure.concept,
        "side": structure.side,
        "which": structure.which,
        "text": structure.text,
        "found": structure.found,
        "reason": structure.reason,
        "score": round(structure.score, _DIGITS),
        "voxels": 0 if mask is None else mask.voxels,
        **_sizes(mask, image.geometry),
        "intensity": None if mask is None else _intensity(image, mask),
        "diameters": None if mask is None else _diameters(mask),
        "touches_border": None if mask is None else touches_border(mask),
        "boxes": [_numbers(box) for box in structure.boxes],
        "label": label,
        "file": file,
    }
    return StructureEntry(**entry)


def _sizes(mask: Mask | None, geometry: Geometry) -> dict[str, float | int]:
    """Millilitres of a volume; pixels of a picture and, where there is a scale, square millimetres."""
    voxels = 0 if mask is None else mask.voxels
    volume, area = geometry.voxel_volume_ml, geometry.pixel_area_mm2
    if volume is not None:
        return {"volume_ml": round(voxels * volume, _DIGITS)}
    sizes: dict[str, float | int] = {"area_px": voxels}
    if area is not None:
        sizes["area_mm2"] = round(voxels * area, _DIGITS)
    return sizes


def _intensity(image: Image, mask: Mask) -> IntensityEntry | None:
    inside = intensity_of(image, mask)
    if inside is None:
        return None
    return IntensityEntry(
        mean=round(inside.mean, _DIGITS),
        sd=round(inside.sd, _DIGITS),
        min=round(inside.min, _DIGITS),
        max=round(inside.max, _DIGITS),
        unit=inside.unit,
    )


def _diameters(mask: Mask) -> DiametersEntry | None:
    measured = diameters_of(mask)
    if measured is None:
        return None
    return DiametersEntry(
        longest_mm=round(measured.longest_mm, _DIGITS), perpendicular_mm=round(measured.perpendicular_mm, _DIGITS)
    )


def _numbers(box: Box) -> list[int]:
    """A box as the report writes it: voxels of a volume, x before y of a picture."""
    if len(box.lower_ijk) == 3:
        return [*box.lower_ijk, *box.upper_ijk]
    (top, left), (bottom, right) = box.lower_ijk, box.upper_ijk
    return [left, top, right, bottom]
