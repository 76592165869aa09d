"""A DICOM segmentation of structures: binary, coded, and referring to the instances it was made from.

Source: DICOM PS3.3 A.51 (Segmentation IOD) and C.8.20 (Segmentation Image, Segment Description).
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from limis import __version__
from limis.config import default_budget_bytes
from limis.geometry import Geometry
from limis.io.atomic import open_atomic
from limis.io.budget import human_bytes
from limis.protocols import EngineInfo
from limis.render.palette import colour_of
from limis.report.coding import SCHEME, Code, laterality_of, property_category, property_type, region_of
from limis.report.dicom_source import Sources, find_sources, fixed_uid, refuse
from limis.report.saved import NotSaved
from limis.types import Image, Structure

if TYPE_CHECKING:
    from highdicom.seg import Segmentation, SegmentDescription

__all__ = ["build_segmentation", "write_segmentation"]

_LPS = np.diag([-1.0, -1.0, 1.0, 1.0])
_LONGEST = 64
_MOST_SEGMENTS = 65535
_BYTES_PER_VOXEL = 3
_SAME_DIRECTION = 1e-2
_SERIES_OFFSET = 9000
_ODD = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What highdicom raises over sources that it cannot refer to."""


def build_segmentation(
    structures: Sequence[Structure],
    image: Image,
    *,
    edited: Collection[str] = (),
    models: Sequence[EngineInfo] = (),
) -> tuple[Segmentation, tuple[str, ...]] | NotSaved:
    """Make a DICOM segmentation with one binary segment per structure, numbered as they come, from 1.

    Frames lie exactly where the source's slices do, whatever their order or direction; frames without a voxel are
    left out. Patient and study are the source's. A segment keeps its tracking UID as long as the structure keeps
    its name in this series.

    Args:
        structures: Found ones, on the image's grid.
        image: Read from DICOM.
        edited: Names of structures that a person has corrected: these are SEMIAUTOMATIC, others AUTOMATIC.
        models: The engines that worked.

    Returns:
        The object and what a reader should know of it; or why there cannot be one.
    """
    sources = find_sources(image)
    if isinstance(sources, NotSaved):
        return sources
    pixels = _pixels(structures, image.geometry)
    if isinstance(pixels, int):
        reason = f"overlapping structures would take {human_bytes(pixels)} of memory at once"
        return NotSaved("dicom_seg", reason, f"save the {structures[0].name.replace('_', ' ')} as dicom_seg")
    if len(structures) > _MOST_SEGMENTS:
        return refuse("there are more structures than a DICOM segmentation can number", image)
    descriptions = _descriptions(structures, sources, edited, models)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            made = _made(pixels, descriptions, sources, image.geometry)
        except _ODD as error:
            return refuse(f"its DICOM headers allow no segmentation ({type(error).__name__})", image)
        _refer_to_own_frames(made, sources)
    return made, sources.notes


def write_segmentation(made: Segmentation, path: Path) -> None:
    """Write a DICOM segmentation, whole or not at all."""
    with open_atomic(path) as file:
        made.save_as(file, enforce_file_format=True)


def _made(
    pixels: NDArray[Any], descriptions: Sequence[SegmentDescription], sources: Sources, geometry: Geometry
) -> Segmentation:
    """The object, as highdicom makes it."""
    from highdicom.coding_schemes import CodingSchemeIdentificationItem
    from highdicom.seg import Segmentation

    first = sources.headers[0]
    own = CodingSchemeIdentificationItem(SCHEME, name="limis vocabulary", responsible_organization="limis")
    made = Segmentation(
        sources.headers[:1] if sources.frames else sources.headers,
        pixels,
        "BINARY",
        descriptions,
        series_instance_uid=_new_uid(),
        series_number=_SERIES_OFFSET + max(0, int(first.get("SeriesNumber") or 0)),
        sop_instance_uid=_new_uid(),
        instance_number=1,
        manufacturer="limis",
        manufacturer_model_name="limis",
        software_versions=__version__,
        device_serial_number=__version__,
        content_label="LIMIS",
        content_description="Segmentation by limis",
        series_description="limis segmentation, for research only",
        further_source_images=sources.headers[1:] if sources.frames else None,
        specific_character_set="ISO_IR 192",
        coding_schemes=[own],
        **_places(sources, geometry),
    )
    shared: Any = made.SharedFunctionalGroupsSequence[0]
    if not sources.slices and "PixelMeasuresSequence" in shared:
        del shared.PixelMeasuresSequence
    return made


def _pixels(structures: Sequence[Structure], geometry: Geometry) -> NDArray[Any] | int:
    """Masks as highdicom wants them, axes slice, row, column: a label map, and where they overlap one more axis.

    Returns:
        The array; or the bytes it would take, where that is too much.
    """
    masks = [_planes(structure) for structure in structures]
    labels = np.zeros(masks[0].shape, np.uint8 if len(masks) < 256 else np.uint16)
    for number, inside in enumerate(masks, start=1):
        if labels[inside].any():
            break
        labels[inside] = number
    else:
        return labels
    needed = len(masks) * int(np.prod(geometry.shape)) * _BYTES_PER_VOXEL
    if needed > default_budget_bytes():
        return needed
    return np.stack(masks, axis=-1, dtype=np.uint8)


def _planes(structure: Structure) -> NDArray[np.bool_]:
    """A mask with axes slice, row, column: DICOM volumes are held as column, row, slice."""
    if structure.mask is None:
        raise ValueError(f"{structure.name} was not found; leave it out")
    data = structure.mask.data
    return data[np.newaxis] if data.ndim == 2 else data.transpose(2, 1, 0)


def _places(sources: Sources, geometry: Geometry) -> dict[str, Any]:
    """Where the frames lie: where the source's slices do, or on the image's own grid where that is another."""
    from highdicom import PixelMeasuresSequence, PlaneOrientationSequence, PlanePositionSequence

    if geometry.affine_ras is None:
        return {}
    affine = _LPS @ geometry.affine_ras
    steps = np.linalg.norm(affine[:3, :3], axis=0)
    directions = (affine[:3, :2] / steps[:2]).T
    positions = affine[:3, 3] + np.arange(geometry.shape[2])[:, np.newaxis] * affine[:3, 2]
    thickness = steps[2]
    if _is_on(sources, geometry, positions, directions):
        positions = np.array([item.position_lps for item in sources.slices])
        directions = np.array(sources.slices[0].directions_lps)
        thickness = sources.slices[0].thickness_mm or thickness
    return {
        "plane_positions": [PlanePositionSequence("PATIENT", position.tolist()) for position in positions],
        "plane_orientation": PlaneOrientationSequence("PATIENT", directions.ravel().tolist()),
        "pixel_measures": PixelMeasuresSequence([float(steps[1]), float(steps[0])], float(thickness)),
    }


def _is_on(
    sources: Sources, geometry: Geometry, positions: NDArray[np.float64], directions: NDArray[np.float64]
) -> bool:
    """Whether the grid's slices are the source's, up to the unevenness that reading allows."""
    columns, rows, _ = geometry.shape
    if len(sources.slices) != len(positions) or any(item.shape != (rows, columns) for item in sources.slices):
        return False
    own = np.array([item.position_lps for item in sources.slices], np.float64)
    turned = np.abs(np.array(sources.slices[0].directions_lps, np.float64) - directions).max()
    nearest = min(geometry.spacing_mm or (1.0,)) / 2
    return bool(turned <= _SAME_DIRECTION and np.linalg.norm(own - positions, axis=1).max() <= nearest)


def _descriptions(
    structures: Sequence[Structure], sources: Sources, edited: Collection[str], models: Sequence[EngineInfo]
) -> list[SegmentDescription]:
    """One description per structure."""
    from highdicom import AlgorithmIdentificationSequence
    from highdicom.color import CIELabColor
    from highdicom.seg import SegmentDescription
    from pydicom.sr.codedict import codes

    names = "+".join(dict.fromkeys(_model_name(info) for info in models))
    algorithm = AlgorithmIdentificationSequence(
        name=_short(f"limis {names}".strip()),
        family=codes.cid7162.ArtificialIntelligence,
        version=__version__,
        source="limis",
        parameters={f"{info.role} {_model_name(info)}": f"sha256:{info.sha256}" for info in models} or None,
    )
    series = str(sources.headers[0].SeriesInstanceUID)
    descriptions: list[SegmentDescription] = []
    for number, structure in enumerate(structures, start=1):
        region = region_of(structure)
        made = SegmentDescription(
            segment_number=number,
            segment_label=_short(structure.name),
            segmented_property_category=_coded(property_category(structure)),
            segmented_property_type=_coded(property_type(structure)),
            algorithm_type="SEMIAUTOMATIC" if structure.name in edited else "AUTOMATIC",
            algorithm_identification=algorithm,
            tracking_uid=fixed_uid(series, structure.name),
            tracking_id=_short(structure.name),
            anatomic_regions=None if region is None else [_coded(region)],
            display_color=CIELabColor.from_rgb(*colour_of(number - 1)),
        )
        _add_side(made, laterality_of(structure))
        descriptions.append(made)
    return descriptions


def _add_side(made: SegmentDescription, side: Code | None) -> None:
    """Say the side of a segment and of the region it lies in. Source: DICOM PS3.3 C.8.20.4, PS3.16 TID 10.7."""
    if side is None:
        return
    made.SegmentedPropertyTypeCodeSequence[0].SegmentedPropertyTypeModifierCodeSequence = [_coded(side)]
    for region in made.get("AnatomicRegionSequence") or ():
        region.AnatomicRegionModifierSequence = [_coded(side)]


def _coded(code: Code) -> Any:
    from highdicom.sr import CodedConcept

    return CodedConcept(*code)


def _model_name(info: EngineInfo) -> str:
    """A model's name; of a path only its end, which names no person's folders."""
    return PurePath(info.name).name or info.name


def _short(text: str) -> str:
    """A text that fits DICOM's LO: no backslash, no control characters, 64 characters at most."""
    return "".join(c if c.isprintable() and c != "\\" else "_" for c in text)[:_LONGEST].strip()


def _new_uid() -> str:
    return f"2.25.{uuid4().int}"


def _refer_to_own_frames(made: Segmentation, sources: Sources) -> None:
    """Take out references to other frames at the same place: another time, another echo."""
    if not sources.frames:
        return
    for group in made.PerFrameFunctionalGroupsSequence:
        for derivation in group.DerivationImageSequence:
            derivation.SourceImageSequence = [
                reference
                for reference in derivation.SourceImageSequence
                if (reference.ReferencedSOPInstanceUID, reference.ReferencedFrameNumber) in sources.frames
            ]
