"""The open-vocabulary grounders from a sentence to a file, with tiny random weights opened as real ones are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pytest
from checkpoints import save_grounding_dino, save_sam
from phantoms import oblique_affine
from PIL import Image as Pillow
from typer.testing import CliRunner

from limis.cli.main import app

KINDS = ("grounding-dino", "mm-grounding-dino", "original")


@pytest.fixture(scope="module", params=KINDS)
def models(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a grounder that takes its best boxes for finds, and a segmenter."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "original":
        pytest.importorskip("groundingdino")
        from original_checkpoints import save_both

        save_both(folder)[1].rename(folder / "grounder")
    else:
        family = {"grounding-dino": "GroundingDino", "mm-grounding-dino": "MMGroundingDino"}[request.param]
        save_grounding_dino(folder / "grounder", family=family)
    (folder / "grounder" / "limis.json").write_text(json.dumps({"threshold": 0, "nms_iou": 0.2}))
    save_sam(folder / "segmenter")
    return folder


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMIS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "picture.png"
    Pillow.fromarray(np.random.default_rng(0).integers(0, 255, (70, 90), np.uint8)).save(path)
    return path


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    """Slices are oblong: of a small square one, a tiny model's coarsest level would be a single pixel."""
    path = tmp_path / "scan.nii.gz"
    data = np.random.default_rng(0).integers(-200, 300, (64, 32, 3)).astype(np.int16)
    nibabel.nifti1.Nifti1Image(data, oblique_affine(spacing=(2, 2.5, 5))).to_filename(path)
    return path


def run(*arguments: object, typed: str | None = None) -> str:
    result = CliRunner().invoke(app, [*map(str, arguments), "--device", "cpu", "--json"], input=typed)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_picture_is_segmented(models: Path, picture: Path, tmp_path: Path) -> None:
    words = "segment the left lung, the nuclei and the pale thing"
    report: dict[str, Any] = json.loads(run("segment", picture, words, "--models", models, "-o", tmp_path / "out"))
    assert [s["name"] for s in report["structures"]] == ["lung_left", "nucleus", "pale_thing"]
    assert all(s["found"] or s["reason"] for s in report["structures"])
    found = [s for s in report["structures"] if s["found"]]
    assert found
    for structure in found:
        mask = np.asarray(Pillow.open(tmp_path / "out" / structure["file"]))
        assert mask.shape == (70, 90)
        assert mask.any()


def test_a_volume_is_segmented(models: Path, volume: Path, tmp_path: Path) -> None:
    told = run(
        "segment", volume, "segment the liver and the heart", "--models", models, "--modality", "CT",
        "-o", tmp_path / "out", "--format", "nifti",
    )  # fmt: skip
    found = [s for s in json.loads(told)["structures"] if s["found"]]
    assert found
    for structure in found:
        saved = nibabel.loadsave.load(tmp_path / "out" / structure["file"])
        np.testing.assert_allclose(saved.affine, nibabel.loadsave.load(volume).affine, atol=1e-5)
        assert saved.shape == (64, 32, 3)


@pytest.mark.parametrize("image", ["picture", "volume"])
def test_one_talks_to_an_image(models: Path, image: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    path = request.getfixturevalue(image)
    typed = "segment the heart\ngrow it by 1 voxel\nundo\nsegment the largest pale thing\nsave\n"
    turns = [
        json.loads(line)
        for line in run(
            "chat", path, "--models", models, "--modality", "CT", "-o", tmp_path / "out", typed=typed
        ).splitlines()
    ]
    assert [[c["op"] for c in turn["commands"]] for turn in turns] == [
        ["segment"], ["grow"], ["undo"], ["segment"], ["save"],
    ]  # fmt: skip
    sizes = [turn["structures"][0]["voxels"] for turn in turns[:3]]
    assert sizes[0] == sizes[2] < sizes[1]
    assert "pale thing" in turns[3]["reply"].lower()
