"""What is peculiar to data sets of pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from limis.errors import ReadError
from limis.eval.data import Plan
from limis.eval.datasets import READERS, open_data
from limis.eval.images import open_image
from limis.eval.protocols import protocol
from limis.eval.truth import PictureTruth
from limis.geometry import Geometry

Layout = Callable[..., Path]


def test_a_name_says_what_where_and_in_what_kind_of_image(layout: Layout) -> None:
    data = open_data(layout("biomedparse"))
    assert data.split == "test"
    found = {(p.concept, p.side, p.modality, p.sentence) for p in data.pairs}
    assert found == {
        ("kidney", "left", "CT", "left kidney in abdomen CT"),
        ("tumor", None, "CT", ""),
        ("enhancing_tumor", None, "MRI", ""),
    }
    assert {p.dataset for p in data.pairs} == {"biomedparse_amos22_CT"}


def test_a_sets_own_sentence_is_spoken(layout: Layout) -> None:
    asks = protocol("text").plan(open_data(layout("biomedparse")), Plan())
    assert {ask.sentence for ask in asks} == {
        "left kidney in abdomen CT",
        "segment the tumor",
        "segment the enhancing tumor",
    }


def test_what_people_drew_comes_with_the_question(layout: Layout) -> None:
    (ask,) = protocol("box").plan(open_data(layout("medscribble")), Plan())
    assert (ask.dataset, ask.concept, ask.modality) == ("medscribble_acdc", "right_ventricle", "MRI")
    geometry = open_image(ask.image, ask.modality).geometry
    assert ask.strokes is not None
    within, beside = ask.strokes.read(geometry)
    assert (within.positive, beside.positive) == (True, False)
    assert {(int(i), int(j)) for i, j in within.points_ijk} <= {(12, j) for j in range(8, 12)}
    assert np.abs(np.diff(beside.points_ijk, axis=0)).max() == 1
    with pytest.raises(ReadError, match=r"scribble_0.*shape \(2, 9, 9\)"):
        ask.strokes.read(Geometry((9, 9)))


def test_a_stroke_that_forks_is_never_drawn_across_what_it_leaves_out(layout: Layout) -> None:
    (pair,) = open_data(layout("medscribble")).pairs
    drawn = np.zeros((2, 32, 32), np.float32)
    drawn[0, 4:28, 6], drawn[0, 4, 6:28], drawn[0, 4:28, 27] = 1, 1, 1
    np.save(pair.mask.with_name("scribble_0.npy"), drawn)
    assert pair.strokes is not None
    strokes = pair.strokes.read(Geometry((32, 32)))
    assert sum(len(stroke.points_ijk) for stroke in strokes) > 60
    assert all(np.abs(np.diff(stroke.points_ijk, axis=0)).max(initial=0) <= 2 for stroke in strokes)


def test_a_soft_mask_ends_where_it_is_half(layout: Layout) -> None:
    (pair,) = open_data(layout("medscribble")).pairs
    assert PictureTruth(pair.mask).read(Geometry((32, 32))).inside.sum() == 16 * 14


def test_the_noise_of_a_jpeg_mask_is_not_inside(layout: Layout) -> None:
    (pair,) = open_data(layout("kvasir-seg")).pairs
    inside = PictureTruth(pair.mask).read(Geometry((40, 60))).inside
    assert inside.sum() == 20 * 25
    assert (pair.concept, pair.modality, pair.dataset) == ("polyp", "endoscopy", "kvasir_seg")


def test_skin_lesions_of_three_years_find_their_masks(layout: Layout) -> None:
    folder = layout("isic")
    data = open_data(folder)
    assert {(p.dataset, p.mask.name) for p in data.pairs} == {
        ("isic2016", "ISIC_0000003_Segmentation.png"),
        ("isic2017", "ISIC_0000003_segmentation.png"),
        ("isic2018", "ISIC_0000003_segmentation.png"),
    }
    assert all(p.mask.is_file() for p in data.everything)
    assert [p.dataset for p in open_data(folder, split="train").pairs] == ["isic2018"]


def test_images_and_masks_alone_are_kvasir_only_by_name(layout: Layout, tmp_path: Path) -> None:
    layout("kvasir-seg").rename(tmp_path / "polyps")
    assert READERS["kvasir-seg"].recognises(tmp_path / "polyps")
    (tmp_path / "polyps/kavsir_bboxes.json").unlink()
    assert not READERS["kvasir-seg"].recognises(tmp_path / "polyps")
