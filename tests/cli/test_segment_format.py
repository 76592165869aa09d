from __future__ import annotations

import json
from pathlib import Path

import nibabel
import numpy as np
import pydicom
import pytest
from phantoms import ct_series, save
from typer.testing import CliRunner

from limis.cli.main import app


@pytest.fixture(autouse=True)
def fakes(tmp_path, monkeypatch, fake_engines):
    """A working directory of its own, no configuration, and fakes for models."""
    for name in ("LIMIS_MODELS", "LIMIS_DEVICE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("limis.models.registry.open_engines", lambda name, device="auto": fake_engines)


@pytest.fixture
def series(tmp_path) -> Path:
    """A CT series with something bright in it."""
    files = ct_series(count=5, shape=(24, 32))
    for k, file in enumerate(files):
        pixels = np.full((24, 32), 924, np.int16)
        pixels[6:14, 9:20] = 1274 if k in (1, 2, 3) else 924
        file.PixelData = pixels.tobytes()
    return save(files, tmp_path / "series")


def segment(*arguments):
    return CliRunner().invoke(app, ["segment", *(str(argument) for argument in arguments)])


def report_in(folder: Path):
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))


def test_a_series_gets_one_segmentation_whose_segments_are_the_labels(series, tmp_path):
    result = segment(series, "liver and spleen", "--format", "dicom_seg", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    entries = {entry["name"]: entry for entry in report_in(tmp_path / "out")["structures"]}
    assert entries["liver"]["file"] == "segmentation.dcm"
    assert entries["spleen"]["file"] is None
    assert not (tmp_path / "out" / "liver.nii.gz").exists()
    written = pydicom.dcmread(tmp_path / "out" / "segmentation.dcm")
    assert [segment.SegmentNumber for segment in written.SegmentSequence] == [entries["liver"]["label"]]
    assert written.SegmentSequence[0].SegmentAlgorithmType == "AUTOMATIC"
    labels = np.asarray(nibabel.loadsave.load(tmp_path / "out" / "labels.nii.gz").dataobj)
    assert written.pixel_array.sum() == (labels == 1).sum() == entries["liver"]["voxels"] > 0


def test_another_run_replaces_the_segmentation_and_back(series, tmp_path):
    out = tmp_path / "out"
    for form, file in (("dicom_seg", "segmentation.dcm"), ("nifti", "liver.nii.gz"), ("dicom_seg", "segmentation.dcm")):
        assert segment(series, "liver", "--format", form, "-o", out).exit_code == 0
        expected = {file, "labels.nii.gz", "preview.png", "report.json"}
        assert {path.name for path in out.iterdir()} == expected


def test_where_nothing_is_found_there_is_no_segmentation(series, tmp_path):
    assert segment(series, "spleen", "--format", "dicom_seg", "-o", tmp_path / "out").exit_code == 0
    assert not (tmp_path / "out" / "segmentation.dcm").exists()


@pytest.mark.parametrize("form", ["dicom_seg", "nifti", "rtstruct", "json", "jpeg"])
def test_a_format_that_cannot_be_is_refused_before_anything_is_written(picture_file, tmp_path, form):
    result = segment(picture_file, "lung", "--modality", "X-ray", "--format", form, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert form in result.stderr
    assert not (tmp_path / "out").exists()


def test_jobs_in_another_format_are_done_again(series, tmp_path):
    jobs = tmp_path / "jobs.jsonl"
    jobs.write_text(json.dumps({"image": str(series), "text": "liver", "out": str(tmp_path / "out")}))
    runs = [("nifti", "done"), ("nifti", "kept"), ("dicom_seg", "done"), ("dicom_seg", "kept")]
    for form, status in runs:
        shown = json.loads(segment("--jobs", jobs, "--format", form, "--json").stdout)
        assert [outcome["status"] for outcome in shown] == [status]
    assert report_in(tmp_path / "out")["structures"][0]["file"] == "segmentation.dcm"
