from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pytest
from PIL import Image as Pillow

from limis.commands import Unknown
from limis.errors import Cancelled
from limis.report.report import write_failure, write_report
from limis.session.turn import Turn
from limis.types import Image, Structure


def on_disk(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_picture_gets_masks_labels_preview_and_report(
    tmp_path: Path, picture: Image, turn: Callable[..., Turn], found: Callable[..., Structure]
) -> None:
    lung = found("lung", picture.data == 150, picture.geometry)
    liver = found("liver", picture.data == 240, picture.geometry)
    absent = Structure("spleen", "spleen", "spleen", reason="not seen")
    report = write_report(turn(lung, absent, liver), picture, tmp_path, request="lung, spleen, liver")
    assert listed(tmp_path) == ["labels.png", "liver.png", "lung.png", "preview.png", "report.json"]
    assert np.array_equal(np.asarray(Pillow.open(tmp_path / "lung.png")), (picture.data == 150) * 255)
    labels = np.asarray(Pillow.open(tmp_path / "labels.png"))
    assert np.array_equal(labels, (picture.data == 150) * 1 + (picture.data == 240) * 2)
    assert on_disk(tmp_path) == report
    assert [entry["label"] for entry in report["structures"]] == [1, None, 2]
    assert report["schema"] == "limis.report/1"
    assert report["image"] == {"name": "film.png", "sha256": "d" * 64}
    assert [model["role"] for model in report["models"]] == ["grounder", "segmenter"]
    assert "medical device" in report["notice"]


def test_a_volume_comes_back_on_its_own_grid(
    tmp_path: Path, volume: Image, turn: Callable[..., Turn], found: Callable[..., Structure]
) -> None:
    inside = volume.data == 200
    write_report(turn(found("liver", inside, volume.geometry)), volume, tmp_path, request="liver")
    assert listed(tmp_path) == ["labels.nii.gz", "liver.nii.gz", "preview.png", "report.json"]
    mask: Any = nibabel.loadsave.load(tmp_path / "liver.nii.gz")
    assert np.array_equal(np.asarray(mask.dataobj), inside)
    assert mask.get_data_dtype() == np.uint8
    assert np.allclose(mask.affine, volume.geometry.affine_ras, atol=1e-5)


def test_a_sentence_that_was_not_understood_gives_an_empty_report_with_its_reason(
    tmp_path: Path, picture: Image, turn: Callable[..., Turn]
) -> None:
    spoken = turn(reason="not understood: good morning", commands=(Unknown(text="good morning"),))
    report = write_report(spoken, picture, tmp_path, request="good morning")
    assert report["structures"] == []
    assert report["reason"] == "not understood: good morning"
    assert report["commands"] == [{"op": "unknown", "text": "good morning"}]
    assert listed(tmp_path) == ["labels.png", "preview.png", "report.json"]


def test_two_runs_write_the_same_but_for_the_seconds(
    tmp_path: Path, picture: Image, turn: Callable[..., Turn], found: Callable[..., Structure]
) -> None:
    lung = found("lung", picture.data == 150, picture.geometry)
    first, second = (write_report(turn(lung), picture, tmp_path / name, request="lung") for name in ("one", "two"))
    assert {**first, "seconds": 0} == {**second, "seconds": 0}
    for name in ("lung.png", "labels.png", "preview.png"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_second_request_replaces_the_first(
    tmp_path: Path, picture: Image, turn: Callable[..., Turn], found: Callable[..., Structure]
) -> None:
    (tmp_path / "liver.png").write_text("not made by limis")
    write_report(turn(found("lung", picture.data == 150, picture.geometry)), picture, tmp_path, request="lung")
    liver = found("liver", picture.data == 240, picture.geometry)
    report = write_report(turn(liver), picture, tmp_path, request="liver")
    assert listed(tmp_path) == ["labels.png", "liver.png", "liver_2.png", "preview.png", "report.json"]
    assert report["structures"][0]["file"] == "liver_2.png"
    assert (tmp_path / "liver.png").read_text() == "not made by limis"


def test_a_cancelled_report_leaves_the_folder_as_it_was(
    tmp_path: Path, picture: Image, turn: Callable[..., Turn], found: Callable[..., Structure]
) -> None:
    def stop(step: str, done: int, total: int) -> None:
        if step == "drawing the picture":
            raise Cancelled(step)

    lung = found("lung", picture.data == 150, picture.geometry)
    with pytest.raises(Cancelled):
        write_report(turn(lung), picture, tmp_path / "out", request="lung", progress=stop)
    assert listed(tmp_path) == []


def test_seconds_before_and_in_the_turn_are_kept_in_order(
    tmp_path: Path, picture: Image, turn: Callable[..., Turn]
) -> None:
    report = write_report(turn(), picture, tmp_path, request="x", seconds={"read": 1.23456})
    assert list(report["seconds"]) == ["read", "ground", "segment", "write"]
    assert report["seconds"]["read"] == 1.235


def test_a_failure_takes_the_place_of_earlier_results(
    tmp_path: Path, picture: Image, turn: Callable[..., Turn], found: Callable[..., Structure]
) -> None:
    write_report(turn(found("lung", picture.data == 150, picture.geometry)), picture, tmp_path, request="lung")
    write_failure(tmp_path, request="lung", image_name="film.png", error="cannot read film.png")
    assert listed(tmp_path) == ["report.json"]
    assert on_disk(tmp_path)["error"] == "cannot read film.png"
