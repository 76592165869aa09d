from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pydicom
import pytest
from phantoms import ct_series, enhanced_ct, projection, save, set_pixels
from pydicom.uid import UltrasoundMultiFrameImageStorage

from limis.geometry import Geometry
from limis.io.load import load
from limis.protocols import EngineInfo
from limis.report.dicom_seg import build_segmentation, write_segmentation
from limis.report.saved import NotSaved

AXIAL = (1, 0, 0, 0, 1, 0)
SAGITTAL = (0, 1, 0, 0, 0, -1)
CORONAL = (1, 0, 0, 0, 0, -1)
OBLIQUE = (0.8, 0.6, 0.0, 0.0, 0.0, -1.0)
FEET_FIRST = (-1, 0, 0, 0, 1, 0)
MODELS = (
    EngineInfo("embedded", "grounder", "a" * 64, "CC0-1.0", "cpu"),
    EngineInfo("/home/someone/fine", "segmenter", "b" * 64, "CC0-1.0", "cpu"),
)


def placed(files):
    """A series with a frame of reference and a patient, its numbers in no order."""
    for n, file in enumerate(files):
        file.FrameOfReferenceUID, file.InstanceNumber = "1.2.3.9", (n * 3) % len(files) + 1
    return files


def asymmetric(geometry):
    """A mask that no turn, flip or shift maps to itself, and that leaves out the first slice."""
    inside = np.zeros(geometry.shape, bool)
    inside[1:4, 2, 1:] = True
    inside[4, 1, 2] = True
    inside[0, 0, -1] = True
    return inside


def segmentation_of(structures, image, path, **more):
    built = build_segmentation(structures, image, **more)
    assert not isinstance(built, NotSaved), built
    write_segmentation(built[0], path)
    return pydicom.dcmread(path)


def points_of(segmentation, number):
    """Where the voxels of a segment lie, LPS mm, by equation C.7.6.2.1-1 and nothing else."""
    shared = segmentation.SharedFunctionalGroupsSequence[0]
    row_mm, column_mm = (float(step) for step in shared.PixelMeasuresSequence[0].PixelSpacing)
    directions = np.array(shared.PlaneOrientationSequence[0].ImageOrientationPatient, float).reshape(2, 3)
    points = set()
    frames = segmentation.pixel_array.reshape(-1, segmentation.Rows, segmentation.Columns)
    for pixels, group in zip(frames, segmentation.PerFrameFunctionalGroupsSequence, strict=True):
        segment = (group if "SegmentIdentificationSequence" in group else shared).SegmentIdentificationSequence[0]
        if segment.ReferencedSegmentNumber == number:
            corner = np.array(group.PlanePositionSequence[0].ImagePositionPatient, float)
            for row, column in np.argwhere(pixels):
                place = corner + directions[0] * column_mm * column + directions[1] * row_mm * row
                points.add(tuple(np.round(place, 2) + 0.0))
    return points


def places_of(mask, geometry):
    """Where the voxels of a mask lie by the image's own affine, LPS mm."""
    return {tuple(np.round(place * (-1, -1, 1), 2) + 0.0) for place in geometry.to_ras_mm(np.argwhere(mask))}


@pytest.mark.parametrize("directions", [AXIAL, SAGITTAL, CORONAL, OBLIQUE, FEET_FIRST])
def test_what_is_read_back_is_the_mask_in_its_place(tmp_path, found, directions):
    import highdicom

    folder = save(placed(ct_series(count=6, shape=(4, 6), directions=directions)), tmp_path / "series")
    image = load(folder)
    inside = asymmetric(image.geometry)
    written = segmentation_of([found("liver", inside, image.geometry)], image, tmp_path / "seg.dcm")
    assert points_of(written, 1) == places_of(inside, image.geometry)
    read = highdicom.seg.segread(tmp_path / "seg.dcm")
    uids = list(image.source.instances)
    pixels = read.get_pixels_by_source_instance(uids, assert_missing_frames_are_empty=True)
    assert np.array_equal(pixels[..., 0].transpose(2, 1, 0), inside)


def test_a_series_in_an_archive_is_found_again(tmp_path, found):
    folder = save(placed(ct_series()), tmp_path / "series")
    image = load(shutil.make_archive(str(tmp_path / "series"), "zip", folder))
    inside = asymmetric(image.geometry)
    written = segmentation_of([found("liver", inside, image.geometry)], image, tmp_path / "seg.dcm")
    assert points_of(written, 1) == places_of(inside, image.geometry)


@pytest.mark.parametrize("overlap", [False, True])
def test_every_structure_is_a_segment_and_empty_frames_are_left_out(tmp_path, found, overlap):
    image = load(save(placed(ct_series(count=6)), tmp_path / "series"))
    one, other = asymmetric(image.geometry), np.zeros(image.geometry.shape, bool)
    other[5, 3, 0] = True
    other[1, 2, 1] = overlap
    structures = [found("liver", one, image.geometry), found("spleen", other, image.geometry)]
    written = segmentation_of(structures, image, tmp_path / "seg.dcm")
    assert points_of(written, 1) == places_of(one, image.geometry)
    assert points_of(written, 2) == places_of(other, image.geometry)
    assert written.NumberOfFrames == 5 + 1 + overlap
    assert [segment.SegmentLabel for segment in written.SegmentSequence] == ["liver", "spleen"]
    assert (written.SegmentationType, written.SegmentsOverlap) == ("BINARY", "YES" if overlap else "NO")


def test_every_frame_refers_to_the_instance_it_was_drawn_on(tmp_path, found):
    files = placed(ct_series(count=6))
    image = load(save(files, tmp_path / "series"))
    structure = found("liver", asymmetric(image.geometry), image.geometry)
    written = segmentation_of([structure], image, tmp_path / "seg.dcm")
    places = {file.SOPInstanceUID: [float(v) for v in file.ImagePositionPatient] for file in files}
    for group in written.PerFrameFunctionalGroupsSequence:
        (reference,) = group.DerivationImageSequence[0].SourceImageSequence
        assert places[reference.ReferencedSOPInstanceUID] == group.PlanePositionSequence[0].ImagePositionPatient
    (series,) = written.ReferencedSeriesSequence
    assert series.SeriesInstanceUID == files[0].SeriesInstanceUID != written.SeriesInstanceUID
    assert {r.ReferencedSOPInstanceUID for r in series.ReferencedInstanceSequence} == set(places)
    assert (written.StudyInstanceUID, written.FrameOfReferenceUID) == (files[0].StudyInstanceUID, "1.2.3.9")
    assert written.PatientID == "secret-id"


def test_frames_of_an_enhanced_object_are_referred_to_by_number(tmp_path, found):
    file = enhanced_ct(np.arange(12 * 20, dtype=np.int16).reshape(12, 4, 5), echoes=2)
    image = load(save([file], tmp_path / "series"), frame=2)
    inside = asymmetric(image.geometry)
    written = segmentation_of([found("liver", inside, image.geometry)], image, tmp_path / "seg.dcm")
    assert points_of(written, 1) == places_of(inside, image.geometry)
    numbers = set()
    for group in written.PerFrameFunctionalGroupsSequence:
        (reference,) = group.DerivationImageSequence[0].SourceImageSequence
        source = file.PerFrameFunctionalGroupsSequence[reference.ReferencedFrameNumber - 1].PlanePositionSequence[0]
        assert source.ImagePositionPatient == group.PlanePositionSequence[0].ImagePositionPatient
        numbers.add(int(reference.ReferencedFrameNumber))
    assert numbers == {2, 4, 6, 8, 10}


def test_a_volume_of_several_enhanced_objects_refers_to_all_of_them(tmp_path, found):
    upper, lower = (enhanced_ct(np.arange(60, dtype=np.int16).reshape(3, 4, 5) + n) for n in range(2))
    for group in lower.PerFrameFunctionalGroupsSequence:
        group.PlanePositionSequence[0].ImagePositionPatient[2] -= 7.5
    image = load(save([upper, lower], tmp_path / "series"))
    inside = asymmetric(image.geometry)
    written = segmentation_of([found("liver", inside, image.geometry)], image, tmp_path / "seg.dcm")
    assert points_of(written, 1) == places_of(inside, image.geometry)
    referred = {reference.ReferencedSOPInstanceUID for reference in written.SourceImageSequence}
    assert referred == {upper.SOPInstanceUID, lower.SOPInstanceUID}


def test_a_grid_that_is_not_the_slices_own_keeps_its_place(tmp_path, found):
    image = load(save(placed(ct_series(count=6)), tmp_path / "series"))
    turned = np.array(image.geometry.affine_ras)
    turned[:3, :3] = turned[:3, :3] @ [[1, 0, 0], [0, 0.9950041653, -0.0998334166], [0, 0.0998334166, 0.9950041653]]
    geometry = Geometry((7, 5, 8), turned)
    image = replace(image, data=np.zeros(geometry.shape), geometry=geometry)
    inside = asymmetric(geometry)
    written = segmentation_of([found("liver", inside, geometry)], image, tmp_path / "seg.dcm")
    assert points_of(written, 1) == places_of(inside, geometry)
    assert len(written.SourceImageSequence) == 6


def test_a_radiograph_is_referred_to_pixel_for_pixel(tmp_path, found):
    file = projection(np.arange(1200, dtype=np.uint16).reshape(30, 40))
    file.PixelSpacing = [0.2, 0.1]
    image = load(save([file], tmp_path / "films") / "IM0003.dcm")
    one, other = np.zeros((30, 40), bool), np.zeros((30, 40), bool)
    one[2:5, 7], other[20:22, 3:9] = True, True
    structures = [found("heart", one, image.geometry), found("lung", other, image.geometry)]
    written = segmentation_of(structures, image, tmp_path / "seg.dcm")
    assert np.array_equal(written.pixel_array, [one, other])
    for group in written.PerFrameFunctionalGroupsSequence:
        (reference,) = group.DerivationImageSequence[0].SourceImageSequence
        assert reference.ReferencedSOPInstanceUID == file.SOPInstanceUID
    assert "FrameOfReferenceUID" not in written


def test_a_frame_of_a_cine_is_refused(tmp_path, found):
    file = projection(np.arange(3 * 1200, dtype=np.uint16).reshape(3, 30, 40), modality="US")
    file.SOPClassUID = file.file_meta.MediaStorageSOPClassUID = UltrasoundMultiFrameImageStorage
    file.NumberOfFrames = 3
    image = load(save([file], tmp_path / "cine"), frame=2)
    refused = build_segmentation([found("heart", image.data > 5, image.geometry)], image)
    assert isinstance(refused, NotSaved)
    assert "cine" in refused.reason
    assert refused.instead == "save as png"


def test_segments_are_coded_with_side_and_region(tmp_path, found):
    image = load(save(placed(ct_series()), tmp_path / "series"))
    inside = asymmetric(image.geometry)
    structures = [
        found("kidney_left", inside, image.geometry, concept="kidney", side="left"),
        found("kidney_tumor_right", inside, image.geometry, concept="kidney_tumor", side="right"),
        found("white_spot", inside, image.geometry, concept=None, text="white spot"),
    ]
    kidney, tumor, spot = segmentation_of(structures, image, tmp_path / "seg.dcm").SegmentSequence
    assert coded(kidney.SegmentedPropertyCategoryCodeSequence) == ("91723000", "SCT", "Anatomical Structure")
    assert coded(kidney.SegmentedPropertyTypeCodeSequence) == ("64033007", "SCT", "Kidney")
    assert side_of(kidney.SegmentedPropertyTypeCodeSequence) == ("7771000", "SCT", "Left")
    assert coded(tumor.SegmentedPropertyCategoryCodeSequence)[2] == "Morphologically Abnormal Structure"
    assert coded(tumor.SegmentedPropertyTypeCodeSequence) == ("kidney_tumor", "99LIMIS", "kidney tumor")
    assert coded(tumor.AnatomicRegionSequence) == ("64033007", "SCT", "Kidney")
    assert coded(tumor.AnatomicRegionSequence[0].AnatomicRegionModifierSequence) == ("24028007", "SCT", "Right")
    assert coded(spot.SegmentedPropertyTypeCodeSequence)[1:] == ("99LIMIS", "white spot")
    assert "SegmentedPropertyTypeModifierCodeSequence" not in spot.SegmentedPropertyTypeCodeSequence[0]


def coded(sequence):
    (item,) = sequence
    return item.get("CodeValue") or item.LongCodeValue, item.CodingSchemeDesignator, item.CodeMeaning


def side_of(sequence):
    return coded(sequence[0].SegmentedPropertyTypeModifierCodeSequence)


def test_the_algorithm_is_named_and_edits_make_it_semiautomatic(tmp_path, found):
    image = load(save(placed(ct_series()), tmp_path / "series"))
    structures = [found(name, asymmetric(image.geometry), image.geometry) for name in ("liver", "spleen")]
    written = segmentation_of(structures, image, tmp_path / "seg.dcm", edited={"spleen"}, models=MODELS)
    assert [s.SegmentAlgorithmType for s in written.SegmentSequence] == ["AUTOMATIC", "SEMIAUTOMATIC"]
    algorithm = written.SegmentSequence[0].SegmentationAlgorithmIdentificationSequence[0]
    assert algorithm.AlgorithmName == "limis embedded+fine"
    assert "a" * 64 in algorithm.AlgorithmParameters
    assert "b" * 64 in algorithm.AlgorithmParameters
    assert "someone" not in algorithm.AlgorithmParameters
    assert coded(algorithm.AlgorithmFamilyCodeSequence)[2] == "Artificial Intelligence"


def test_a_structure_keeps_its_tracking_uid_and_nothing_else(tmp_path, found):
    image = load(save(placed(ct_series()), tmp_path / "series"))
    structure = found("liver", asymmetric(image.geometry), image.geometry)
    first, second = (segmentation_of([structure], image, tmp_path / f"{n}.dcm") for n in range(2))
    assert first.SegmentSequence[0].TrackingUID == second.SegmentSequence[0].TrackingUID
    assert first.SegmentSequence[0].TrackingID == "liver"
    assert first.SOPInstanceUID != second.SOPInstanceUID
    assert first.SeriesInstanceUID != second.SeriesInstanceUID


def test_a_series_that_lost_its_uids_is_told_apart_by_number_and_place(tmp_path, found):
    files = ct_series(count=6)
    places = {file.SOPInstanceUID: [float(v) for v in file.ImagePositionPatient] for file in files}
    for file in files:
        file.SOPClassUID = file.SOPInstanceUID = file.StudyInstanceUID = file.SeriesInstanceUID = ""
        file.InstanceNumber = 7
    folder = tmp_path / "series"
    folder.mkdir()
    for n, file in enumerate(files):
        file.save_as(folder / f"{(n * 5) % 6}.dcm")
    image = load(folder)
    inside = asymmetric(image.geometry)
    built = build_segmentation([found("liver", inside, image.geometry)], image)
    assert not isinstance(built, NotSaved)
    write_segmentation(built[0], tmp_path / "seg.dcm")
    written = pydicom.dcmread(tmp_path / "seg.dcm")
    assert points_of(written, 1) == places_of(inside, image.geometry)
    for group in written.PerFrameFunctionalGroupsSequence:
        (reference,) = group.DerivationImageSequence[0].SourceImageSequence
        assert places[reference.ReferencedSOPInstanceUID] == group.PlanePositionSequence[0].ImagePositionPatient
    assert [note for note in built[1] if "study" in note]
    assert [note for note in built[1] if "frame of reference" in note]


def test_headers_that_break_the_rules_are_mended_and_text_becomes_utf_8(tmp_path, found):
    files = placed(ct_series())
    with pydicom.config.disable_value_validation():
        for file in files:
            file.SpecificCharacterSet = "ISO_IR 100"
            file.PatientName, file.PatientSex = "Müller^Jörg", "unknown"
            file.PatientBirthDate, file.StudyDate, file.PatientAge = "1960", "yesterday", "47 years"
            file.SpacingBetweenSlices = -99
            del file.SliceThickness
        image = load(save(files, tmp_path / "series"))
    structure = found("geschwür", asymmetric(image.geometry), image.geometry, concept=None, text="腫瘍")
    written = segmentation_of([structure], image, tmp_path / "seg.dcm")
    assert (str(written.PatientName), written.PatientSex, written.PatientBirthDate) == ("Müller^Jörg", "", "")
    assert written.SegmentSequence[0].SegmentLabel == "geschwür"
    assert coded(written.SegmentSequence[0].SegmentedPropertyTypeCodeSequence)[2] == "腫瘍"
    assert written.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].SpacingBetweenSlices == 2.5


@pytest.mark.parametrize("loss", ["folder", "file", "damage", "other"])
def test_files_that_are_gone_or_changed_are_said_so(tmp_path, found, loss):
    folder = save(placed(ct_series()), tmp_path / "series")
    image = load(folder)
    one = next(folder.iterdir())
    if loss == "folder":
        shutil.rmtree(folder)
    elif loss == "file":
        one.unlink()
    elif loss == "damage":
        one.write_bytes(one.read_bytes()[:300])
    else:
        other = set_pixels(pydicom.dcmread(one), np.zeros((4, 6), np.int16))
        other.SOPInstanceUID = other.file_meta.MediaStorageSOPInstanceUID = "1.2.3.4.5"
        other.save_as(one)
    refused = build_segmentation([found("liver", asymmetric(image.geometry), image.geometry)], image)
    assert isinstance(refused, NotSaved)
    assert "DICOM files" in refused.reason
    assert refused.instead == "save as nifti"


def test_an_image_that_is_not_dicom_is_refused(volume, found):
    refused = build_segmentation([found("liver", volume.data == 200, volume.geometry)], volume)
    assert refused == NotSaved("dicom_seg", "this image was not read from DICOM", "save as nifti")


def test_sources_that_highdicom_cannot_refer_to_are_refused(tmp_path, found):
    file = projection(np.arange(1200, dtype=np.uint16).reshape(30, 40))
    file.SOPClassUID = file.file_meta.MediaStorageSOPClassUID = "1.2.3.4.5.6"
    image = load(save([file], tmp_path / "films"))
    refused = build_segmentation([found("heart", image.data > 5, image.geometry)], image)
    assert isinstance(refused, NotSaved)
    assert "headers" in refused.reason


def test_overlap_that_would_not_fit_into_memory_is_refused(tmp_path, found, monkeypatch):
    image = load(save(placed(ct_series()), tmp_path / "series"))
    structures = [found(name, asymmetric(image.geometry), image.geometry) for name in ("liver", "spleen")]
    monkeypatch.setattr("limis.report.dicom_seg.default_budget_bytes", lambda: 100)
    refused = build_segmentation(structures, image)
    assert isinstance(refused, NotSaved)
    assert "memory" in refused.reason
    assert refused.instead == "save the liver as dicom_seg"


def test_a_file_that_is_not_finished_does_not_appear(tmp_path: Path, found, monkeypatch):
    image = load(save(placed(ct_series()), tmp_path / "series"))
    built = build_segmentation([found("liver", asymmetric(image.geometry), image.geometry)], image)
    assert not isinstance(built, NotSaved)
    monkeypatch.setattr("limis.io.atomic.os.fsync", lambda handle: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_segmentation(built[0], tmp_path / "out" / "seg.dcm")
    assert list((tmp_path / "out").iterdir()) == []
