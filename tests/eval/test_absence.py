from __future__ import annotations

import pytest

from limis.eval.absence import Atlas

KNOWN = ("brain_tumor", "femur", "kidney", "nucleus", "optic_disc", "optic_nerve", "polyp", "skin_lesion", "tooth")


@pytest.mark.parametrize(
    ("labelled", "absent"),
    [
        (("liver", "CT"), "brain_tumor nucleus optic_disc optic_nerve skin_lesion tooth"),
        (("esophagus", "CT"), "brain_tumor nucleus optic_disc optic_nerve skin_lesion"),
        (("hippocampus", "MRI"), "kidney nucleus optic_disc polyp skin_lesion"),
        (("orbit", "MRI"), "kidney nucleus polyp skin_lesion"),
        (("optic_cup", "fundus photography"), "brain_tumor kidney nucleus polyp skin_lesion tooth"),
        (("polyp", "endoscopy"), "brain_tumor kidney nucleus optic_disc optic_nerve skin_lesion tooth"),
        (("skin_lesion", "dermoscopy"), "brain_tumor kidney nucleus optic_disc optic_nerve polyp tooth"),
        (("mitosis", "pathology"), "brain_tumor kidney optic_disc optic_nerve polyp skin_lesion tooth"),
        (("femur", "X-ray"), ""),
        (("label_1", "CT"), ""),
    ],
)
def test_a_data_set_shows_the_regions_of_what_it_labels(labelled: tuple[str, str], absent: str) -> None:
    atlas = Atlas([("a_set", *labelled)], besides=KNOWN)
    assert " ".join(c for c in atlas.absent("a_set") if c in KNOWN) == absent


def test_regions_of_everything_labelled_are_in_view() -> None:
    atlas = Atlas([("a_set", "liver", "CT"), ("a_set", "skull", "CT"), ("a_set", "humerus", "CT")], besides=KNOWN)
    assert atlas.absent("a_set") == ["nucleus", "optic_disc", "skin_lesion"]


def test_what_is_written_down_of_a_data_set_comes_before_the_vocabulary() -> None:
    atlas = Atlas(
        [("busi", "breast_tumor", "ultrasound"), ("a_set", "lung", "CT"), ("liver_us", "aorta", "ultrasound")]
    )
    assert atlas.absent("a_set") == ["breast_tumor"]
    assert atlas.absent("busi") == ["aorta", "lung"]


def test_of_a_data_set_that_nobody_labelled_nothing_is_known() -> None:
    assert Atlas([("a_set", "liver", "CT")]).absent("another") == []
