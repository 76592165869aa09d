from __future__ import annotations

import json
from pathlib import Path

import nibabel
import numpy as np
import pytest
from phantoms import ct_series
from phantoms import save as save_series
from PIL import Image as Pillow

from limis.errors import Cancelled, GeometryError, InputError
from limis.geometry import Geometry
from limis.io.load import load
from limis.protocols import EngineInfo
from limis.report.save import save, suitable_format, why_not
from limis.report.saved import NotSaved, Saved
from limis.report.schema import validate
from limis.types import Structure


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def liver(volume, found):
    return found("liver", volume.data == 200, volume.geometry)


@pytest.fixture
def series(tmp_path):
    return load(save_series(ct_series(), tmp_path / "series"))


def block(image):
    inside = np.zeros(image.geometry.shape, bool)
    inside[1:3, 2] = True
    return inside


def test_a_volume_becomes_nifti_on_its_own_grid(tmp_path, volume, liver):
    absent = Structure("spleen", "spleen", "spleen", reason="not seen")
    saved = save([absent, liver], volume, tmp_path / "turn-001")
    assert saved == Saved("nifti", (tmp_path / "turn-001" / "liver.nii.gz",))
    mask = nibabel.loadsave.load(tmp_path / "turn-001" / "liver.nii.gz")
    assert np.array_equal(np.asarray(mask.dataobj), volume.data == 200)
    assert np.allclose(mask.affine, volume.geometry.affine_ras, atol=1e-5)


def test_a_picture_becomes_png(tmp_path, picture, found):
    structures = [
        found("lung", picture.data == 150, picture.geometry),
        found("x", picture.data == 240, picture.geometry),
    ]
    saved = save(structures, picture, tmp_path / "out")
    assert isinstance(saved, Saved)
    assert (saved.form, [path.name for path in saved.files]) == ("png", ["lung.png", "x.png"])
    assert np.array_equal(np.asarray(Pillow.open(tmp_path / "out" / "lung.png")), (picture.data == 150) * 255)


def test_a_dicom_series_becomes_a_segmentation(tmp_path, series, found):
    structure = found("liver", block(series), series.geometry)
    saved = save([structure], series, tmp_path / "out")
    assert isinstance(saved, Saved)
    assert (saved.form, saved.files) == ("dicom_seg", (tmp_path / "out" / "segmentation.dcm",))
    assert load(tmp_path / "series").source.instances == series.source.instances


@pytest.mark.parametrize(
    ("edited", "kinds"),
    [
        (False, ["AUTOMATIC", "AUTOMATIC"]),
        (True, ["SEMIAUTOMATIC", "SEMIAUTOMATIC"]),
        ({"liver"}, ["SEMIAUTOMATIC", "AUTOMATIC"]),
    ],
)
def test_what_a_person_corrected_is_semiautomatic(tmp_path, series, found, edited, kinds):
    import pydicom

    structures = [found(name, block(series), series.geometry) for name in ("liver", "spleen")]
    saved = save(structures, series, tmp_path / "out", "dicom_seg", edited=edited)
    assert isinstance(saved, Saved)
    written = pydicom.dcmread(saved.files[0])
    assert [segment.SegmentAlgorithmType for segment in written.SegmentSequence] == kinds


def test_without_its_files_a_series_becomes_nifti_unless_a_segmentation_was_asked_for(tmp_path, series, found):
    for path in (tmp_path / "series").iterdir():
        path.unlink()
    structures = [found("liver", block(series), series.geometry)]
    refused = save(structures, series, tmp_path / "out", "dicom_seg")
    assert isinstance(refused, NotSaved)
    assert refused.instead == "save as nifti"
    assert not (tmp_path / "out").exists()
    saved = save(structures, series, tmp_path / "out")
    assert isinstance(saved, Saved)
    assert saved.form == "nifti"
    assert "DICOM" in saved.notes[0]


def test_json_is_a_report_that_names_no_files(tmp_path, volume, liver):
    models = (EngineInfo("embedded", "grounder", "a" * 64, "CC0-1.0", "cpu"),)
    saved = save([liver], volume, tmp_path / "out", "json", models=models, request="save it as json")
    assert isinstance(saved, Saved)
    report = validate(json.loads(saved.files[0].read_text(encoding="utf-8")))
    assert report["structures"][0]["voxels"] == liver.mask.voxels
    assert report["structures"][0]["file"] is None
    assert report["commands"] == [{"op": "save", "format": "json"}]
    assert report["models"][0]["sha256"] == "a" * 64


def test_nothing_is_ever_overwritten(tmp_path, volume, liver):
    (tmp_path / "LIVER.nii.gz").write_text("mine")
    (tmp_path / "structures.json").write_text("mine")
    for form in ("nifti", "nifti", "json"):
        assert isinstance(save([liver], volume, tmp_path, form), Saved)
    expected = ["LIVER.nii.gz", "liver_2.nii.gz", "liver_3.nii.gz", "structures.json", "structures_2.json"]
    assert listed(tmp_path) == expected
    assert (tmp_path / "LIVER.nii.gz").read_text() == (tmp_path / "structures.json").read_text() == "mine"


@pytest.mark.parametrize(
    ("form", "kind", "instead"),
    [
        ("rtstruct", "volume", "save as nifti"),
        ("rtstruct", "picture", "save as png"),
        ("png", "volume", "save as nifti"),
        ("nifti", "picture", "save as png"),
        ("dicom_seg", "volume", "save as nifti"),
        ("dicom_seg", "picture", "save as png"),
    ],
)
def test_what_cannot_be_is_answered_with_what_to_say_instead(tmp_path, found, request, form, kind, instead):
    image = request.getfixturevalue(kind)
    answer = save([found("liver", image.data >= 200, image.geometry)], image, tmp_path / "out", form)
    assert isinstance(answer, NotSaved)
    assert (answer.form, answer.instead) == (form, instead)
    assert answer.reason
    assert answer == why_not(image, form)
    assert answer.reason in str(answer.as_error())
    assert not (tmp_path / "out").exists()


def test_without_a_mask_there_is_nothing_to_save(tmp_path, volume):
    absent = Structure("spleen", "spleen", "spleen", reason="not seen")
    assert isinstance(save([absent], volume, tmp_path / "out"), NotSaved)
    assert not (tmp_path / "out").exists()


def test_a_mask_on_another_grid_is_an_error(tmp_path, volume, found):
    other = Geometry(volume.geometry.shape, np.diag([1.0, 1.0, 1.0, 1.0]))
    with pytest.raises(GeometryError, match="liver"):
        save([found("liver", volume.data == 200, other)], volume, tmp_path / "out")


def test_an_interrupted_save_leaves_nothing(tmp_path, volume, liver, found):
    def stop(step: str, done: int, total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        save([liver, found("spleen", volume.data == 20, volume.geometry)], volume, tmp_path / "out", progress=stop)
    assert not (tmp_path / "out").exists()


def test_a_save_that_fails_halfway_takes_back_what_it_placed(tmp_path, volume, liver, found, monkeypatch):
    (tmp_path / "notes.txt").write_text("mine")
    replace, placed = Path.replace, []

    def fail_second(self: Path, target: Path) -> Path:
        if self.parent.name == ".limis-saving" and not self.name.startswith("."):
            if placed:
                raise OSError("disk full")
            placed.append(target)
        return replace(self, target)

    structures = [liver, found("spleen", volume.data == 20, volume.geometry)]
    monkeypatch.setattr(
        Path,
        "replace",
        lambda self, target: fail_second(self, Path(target)) if target.parent == tmp_path else replace(self, target),
    )
    with pytest.raises(InputError, match="disk full"):
        save(structures, volume, tmp_path)
    assert placed
    assert listed(tmp_path) == ["notes.txt"]


def test_a_folder_that_is_a_file_is_an_error(tmp_path, volume, liver):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(InputError, match="cannot write to"):
        save([liver], volume, tmp_path / "out")


def test_the_suitable_format_is_the_image_s_own(volume, picture, series):
    assert [suitable_format(image) for image in (volume, picture, series)] == ["nifti", "png", "dicom_seg"]
