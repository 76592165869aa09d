"""A set takes its place when it is complete, with nothing of the one before it but its card and licence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

pytest.importorskip("torch")

from limis.models.weights import open_set
from limis.training.pack import copy_set, making_anew, write_manifest


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A set with a card and a graph that no set has any more."""
    folder = tmp_path / "embedded"
    copy_set(open_set("embedded"), folder)
    (folder / "CARD.md").write_text("card")
    shutil.copy(folder / "segmenter.decode.onnx", folder / "segmenter.old.decode.onnx")
    return folder


def test_graphs_of_the_set_before_are_gone_and_its_card_stays(place: Path) -> None:
    write_manifest(place, json.loads((place / "set.json").read_text()))
    assert "segmenter.old.decode.onnx" in open_set("embedded", place.parent).files
    with making_anew(place) as made:
        copy_set(open_set("embedded"), made)
        write_manifest(made, json.loads((made / "set.json").read_text()))
    assert open_set("embedded", place.parent).files == open_set("embedded").files
    assert {path.name for path in place.iterdir()} == {*open_set("embedded").files, "set.json", "CARD.md"}
    assert [path.name for path in place.parent.iterdir()] == ["embedded"]


def half_made(place: Path, error: type[BaseException]) -> None:
    with making_anew(place) as made:
        (made / "grounder.encode.onnx").write_bytes(b"half")
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_what_is_stopped_leaves_the_set_as_it_was(place: Path, error: type[BaseException]) -> None:
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    with pytest.raises(error):
        half_made(place, error)
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before
    assert [path.name for path in place.parent.iterdir()] == ["embedded"]


def test_a_set_may_be_the_first_in_its_place(tmp_path: Path) -> None:
    with making_anew(tmp_path / "weights" / "embedded") as made:
        copy_set(open_set("embedded"), made)
    assert open_set("embedded", tmp_path / "weights").files == open_set("embedded").files
