"""What is set beside a model's weights, read as engines read it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import FakeGrounder, FakeSegmenter

from limis.errors import WeightsError
from limis.geometry import Geometry
from limis.imaging.presets import reading_preset
from limis.imaging.window import PRESETS
from limis.models.engines import Engines
from limis.protocols import Query, Sight, sight_of
from limis.runtime.settings import Settings, read_settings, write_settings
from limis.session.finder import Finder
from limis.types import Image


def test_what_is_written_is_read_and_nothing_is_written_of_nothing(tmp_path: Path) -> None:
    write_settings(Settings(), tmp_path)
    assert not list(tmp_path.iterdir())
    told = Settings(neighbours=True, windows={"femur": "bone"})
    write_settings(told, tmp_path)
    assert read_settings(Settings, tmp_path) == told
    assert told.sight == Sight(True, {"femur": "bone"})


def test_a_window_nobody_knows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "limis.json").write_text(json.dumps({"windows": {"femur": "bones"}}))
    with pytest.raises(WeightsError, match=r"windows\.femur"):
        read_settings(Settings, tmp_path)


def test_a_sam_declares_what_its_file_says(tmp_path: Path) -> None:
    pytest.importorskip("transformers")
    from checkpoints import save_sam

    from limis.models.registry import open_engines

    folder = save_sam(tmp_path / "sam")
    (folder / "limis.json").write_text('{"neighbours": true, "windows": {"brain": "bone"}}')
    assert sight_of(open_engines(f"embedded+{folder}", "cpu").segmenter) == Sight(True, {"brain": "bone"})


@pytest.mark.parametrize(
    ("concept", "vocabulary", "window"),
    [
        ("femur", "closed", "soft_tissue"),
        ("femur", "open", "bone"),
        ("intracranial_hemorrhage", "open", "brain"),
        ("left_ventricle", "open", "mediastinum"),
        ("lung_nodule", "open", "lung"),
        ("spleen", "open", "soft_tissue"),
        ("liver_tumor", "open", "lung"),  # as its segmenter declares below
        (None, "open", "soft_tissue"),
    ],
)
def test_ct_is_shown_in_the_window_of_the_thing_to_who_learned_no_windows(
    concept: str | None, vocabulary: str, window: str
) -> None:
    grounder, segmenter = FakeGrounder(), FakeSegmenter()
    grounder.vocabulary = vocabulary
    segmenter.sight = Sight(windows={"liver_tumor": "lung"})
    shape = (6, 5, 4)
    image = Image(np.zeros(shape, np.int16), Geometry(shape, np.diag([1.0, 1.0, 3.0, 1.0])), "CT")
    finder = Finder(image, Engines("fake", grounder, segmenter), "CT")
    assert finder.main_stack(Query(concept, concept or "thing")).window == PRESETS[window]
    mri = Finder(replace(image, modality="MRI"), Engines("fake", grounder, segmenter), "MRI")
    assert mri.main_stack(Query(concept, "thing")).window != PRESETS["bone"]


def test_the_windows_people_read_in() -> None:
    assert reading_preset("hip", "bone", "whole_body") == "bone"
    assert reading_preset("hepatic_vessel", "vessel", "whole_body") == "liver"
    assert reading_preset("muscle", "muscle", "whole_body") == "soft_tissue"
