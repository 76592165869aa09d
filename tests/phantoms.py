"""Images that tests make themselves: oblique grids, all 48 orientations, a body, DICOM files of many kinds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from pathlib import Path
from typing import Any

import numpy as np
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import (
    CTImageStorage,
    DigitalXRayImageStorageForPresentation,
    EnhancedCTImageStorage,
    ExplicitVRLittleEndian,
    generate_uid,
)
from scipy.spatial.transform import Rotation

SPACING = (0.7, 1.1, 3.0)
SHAPE = (7, 5, 3)


def oblique_affine(angles=(12.0, -17.0, 23.0), spacing=SPACING, offset=(3.0, -20.0, 50.0)):
    """A rotated LAS affine with three spacings."""
    affine = np.eye(4)
    affine[:3, :3] = Rotation.from_euler("xyz", angles, degrees=True).as_matrix() @ np.diag([-1, 1, 1]) * spacing
    affine[:3, 3] = offset
    return affine


def numbered(shape=SHAPE):
    """Every voxel another value."""
    return np.arange(np.prod(shape), dtype=np.int16).reshape(shape)


def reorientations(array, affine) -> Iterator[tuple[Any, Any]]:
    """The same volume stored in all 48 orders and directions of its axes."""
    for order in permutations(range(3)):
        for flips in product((False, True), repeat=3):
            index = np.zeros((4, 4))
            index[3, 3] = 1
            for new, old in enumerate(order):
                index[old, new] = -1 if flips[new] else 1
                index[old, 3] = array.shape[old] - 1 if flips[new] else 0
            turned = np.transpose(array, order)[tuple(np.s_[::-1] if flip else np.s_[:] for flip in flips)]
            yield turned, affine @ index


def body(shape=(90, 70, 12)):
    """A CT-like body of 4 x 4 x 5 mm voxels, RAS: skin, spine, two kidneys, a liver on the right."""
    x, y, _ = np.meshgrid(*[np.arange(n) for n in shape], indexing="ij")
    middle = (shape[0] - 1) / 2
    data = np.full(shape, -1000, np.int16)
    data[((x - middle) / 36) ** 2 + ((y - 35) / 28) ** 2 < 1] = 20
    data[((x - middle) / 5) ** 2 + ((y - 14) / 5) ** 2 < 1] = 700
    for centre in (middle - 17, middle + 17):
        data[((x - centre) / 6) ** 2 + ((y - 20) / 6) ** 2 < 1] = 60
    data[((x - middle - 18) / 14) ** 2 + ((y - 42) / 12) ** 2 < 1] = 110
    affine = np.diag([4.0, 4.0, 5.0, 1.0])
    affine[:3, 3] = (-4 * middle + 30, -100, 40)
    return data, affine


def _file(sop_class, modality) -> FileDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = sop_class
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    file = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    file.SOPClassUID, file.SOPInstanceUID = sop_class, meta.MediaStorageSOPInstanceUID
    file.Modality, file.PatientName, file.PatientID = modality, "Secret^Name", "secret-id"
    file.SeriesInstanceUID, file.StudyInstanceUID = "1.2.3.4", "1.2.3"
    return file


def set_pixels(file, pixels, photometric="MONOCHROME2", stored=None):
    """Put uncompressed pixels into a file."""
    pixels = np.ascontiguousarray(pixels)
    colour = photometric in ("RGB", "YBR_FULL")
    file.SamplesPerPixel = 3 if colour else 1
    file.PhotometricInterpretation = photometric
    if colour:
        file.PlanarConfiguration = 0
    file.Rows, file.Columns = pixels.shape[-3:-1] if colour else pixels.shape[-2:]
    file.BitsAllocated = pixels.dtype.itemsize * 8
    file.BitsStored = stored or file.BitsAllocated
    file.HighBit = file.BitsStored - 1
    file.PixelRepresentation = int(pixels.dtype.kind == "i")
    file.PixelData = pixels.tobytes() + b"\0" * (pixels.nbytes % 2)
    return file


def ct_slice(pixels, position, directions=(1, 0, 0, 0, 1, 0), number=1, spacing=(0.7, 1.1)):
    """One classic CT slice; `spacing` is row, column."""
    file = set_pixels(_file(CTImageStorage, "CT"), pixels)
    file.ImagePositionPatient = [round(float(v), 6) for v in position]
    file.ImageOrientationPatient = [round(float(v), 9) for v in directions]
    file.PixelSpacing = list(spacing)
    file.InstanceNumber, file.SliceThickness = number, 3
    file.RescaleSlope, file.RescaleIntercept = 1, -1024
    return file


def ct_series(count=5, shape=(4, 6), step=2.5, directions=(1, 0, 0, 0, 1, 0)):
    """A stack of CT slices, every pixel another value."""
    normal = np.cross(directions[:3], directions[3:])
    pixels = np.arange(count * shape[0] * shape[1], dtype=np.int16).reshape(count, *shape)
    origin = np.array([-10.0, -20.0, 30.0])
    return [ct_slice(pixels[k], origin + k * step * normal, directions, number=k + 1) for k in range(count)]


def save(files, folder: Path, names=None) -> Path:
    """Write files into a folder, in an order that is not theirs."""
    folder.mkdir(exist_ok=True)
    for n, file in enumerate(files):
        name = names[n] if names else f"IM{(n * 7 + 3) % 101:04d}.dcm"
        file.save_as(folder / name, enforce_file_format=True)
    return folder


def projection(pixels, photometric="MONOCHROME2", modality="DX", stored=None):
    """A radiograph."""
    return set_pixels(_file(DigitalXRayImageStorageForPresentation, modality), pixels, photometric, stored)


def enhanced_ct(pixels, step=2.5, echoes=1):
    """An enhanced multi-frame CT whose frames are stored from the top down, `echoes` time points at each place."""
    file = set_pixels(_file(EnhancedCTImageStorage, "CT"), pixels)
    file.NumberOfFrames = len(pixels)
    shared = Dataset()
    measures, orientation, transformation = Dataset(), Dataset(), Dataset()
    measures.PixelSpacing, measures.SliceThickness = [0.7, 1.1], step
    orientation.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    transformation.RescaleSlope, transformation.RescaleIntercept, transformation.RescaleType = 2, -1000, "HU"
    shared.PixelMeasuresSequence = Sequence([measures])
    shared.PlaneOrientationSequence = Sequence([orientation])
    shared.PixelValueTransformationSequence = Sequence([transformation])
    file.SharedFunctionalGroupsSequence = Sequence([shared])
    groups = []
    for n in range(len(pixels)):
        group, position, content = Dataset(), Dataset(), Dataset()
        position.ImagePositionPatient = [-10, -20, 100 - step * (n // echoes)]
        content.TemporalPositionIndex = n % echoes + 1
        group.PlanePositionSequence = Sequence([position])
        group.FrameContentSequence = Sequence([content])
        groups.append(group)
    file.PerFrameFunctionalGroupsSequence = Sequence(groups)
    return file
