"""What else a spot may be."""

import numpy as np
import pytest

from limis.grounders.embedded import EmbeddedGrounder
from limis.grounders.rivals import are_rivals, can_rival, uncontested
from limis.models.weights import open_set
from limis.progress import silent
from limis.protocols import Query, View


@pytest.mark.parametrize(
    ("concept", "other", "expected"),
    [
        ("kidney", "spleen", True),
        ("kidney", "kidney", False),
        ("kidney_tumor", "kidney", False),
        ("kidney_tumor", "spleen", True),
        ("hepatic_vessel", "liver", False),
        ("anterior_hippocampus", "posterior_hippocampus", False),
        ("left_ventricle", "myocardium", False),
        ("a_thing_of_free_text", "spleen", True),
    ],
)
def test_a_part_and_its_whole_are_no_rivals(concept: str, other: str, expected: bool) -> None:
    assert are_rivals(concept, other) is expected
    assert are_rivals(other, concept) is expected


def test_what_lies_within_others_rivals_nothing() -> None:
    assert can_rival(["spleen", "liver_tumor", "gray_matter", "rib_7", "not_a_concept"]) == ["spleen", "rib_7"]


def test_heat_cools_only_where_a_counting_rival_is_clearly_likelier() -> None:
    heat = np.array([[[2.0, 2.0, 2.0]], [[2.0, 2.0, 2.0]]], np.float32)
    rivals = np.array([[[1.0, 3.0, 4.0]], [[9.0, 9.0, 9.0]]], np.float32)
    left = uncontested(heat, rivals, against=np.array([[True, False], [False, False]]))
    np.testing.assert_array_equal(left, [[[2, 2, -12]], [[2, 2, 2]]])
    np.testing.assert_array_equal(heat, 2)


def test_in_a_slice_of_a_volume_nothing_cold_is_drawn() -> None:
    """A flat grey slice: the whole image's word may say anything, no spot is warm."""
    grounder = EmbeddedGrounder(open_set("embedded"))
    pixels = np.full((96, 96), 0.4, np.float32)
    asked = [Query("gallbladder", "gallbladder"), Query("kidney", "kidney"), Query("lung_tumor", "lung tumour")]
    (found,) = grounder.ground([View(pixels, "CT", "axial")], asked, silent)
    assert not any(grounding.present for grounding in found)
    assert all(grounding.score <= 0.5 for grounding in found)
