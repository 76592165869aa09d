from __future__ import annotations

from collections.abc import Callable

import numpy as np

from limis.geometry import Geometry
from limis.report.labels import combine, painting_order, unique_stems
from limis.types import Structure

GRID = Geometry((4, 6))


def square(columns: slice) -> np.ndarray:
    inside = np.zeros(GRID.shape, bool)
    inside[1:3, columns] = True
    return inside


def test_a_later_structure_wins_where_two_overlap(found: Callable[..., Structure]) -> None:
    liver, spleen = found("liver", square(slice(0, 4)), GRID), found("spleen", square(slice(2, 6)), GRID)
    assert combine([liver, spleen], GRID.shape)[1].tolist() == [1, 1, 2, 2, 2, 2]
    assert combine([spleen, liver], GRID.shape)[1].tolist() == [2, 2, 2, 2, 1, 1]


def test_a_part_wins_over_its_whole_in_any_order(found: Callable[..., Structure]) -> None:
    lung, lingula = found("lung", square(slice(0, 6)), GRID), found("lingula", square(slice(1, 3)), GRID)
    assert combine([lung, lingula], GRID.shape)[1].tolist() == [1, 2, 2, 1, 1, 1]
    assert combine([lingula, lung], GRID.shape)[1].tolist() == [2, 1, 1, 2, 2, 2]


def test_wholes_are_painted_first_and_the_rest_in_order(found: Callable[..., Structure]) -> None:
    names = ["lingula", "spleen", "lung", "lung_upper_lobe", "liver"]
    assert painting_order([found(name, square(slice(0, 1)), GRID) for name in names]) == [1, 2, 3, 0, 4]


def test_free_text_is_nobodys_part(found: Callable[..., Structure]) -> None:
    thing = found("purple_thing", square(slice(0, 2)), GRID, concept=None)
    assert combine([thing], GRID.shape).max() == 1


def test_stems_differ_on_every_file_system() -> None:
    stems = unique_stems(["Liver", "liver", "LIVER", "labels", "con", "腫瘍", "", "../../etc/passwd"], ".nii.gz")
    assert stems == ["liver", "liver_2", "liver_3", "labels_2", "con_2", "structure", "structure_2", "etc_passwd"]


def test_stems_keep_clear_of_names_that_are_taken() -> None:
    assert unique_stems(["liver"], ".png", {"liver.png", "liver_2.png"}) == ["liver_3"]


def test_a_long_name_is_cut() -> None:
    first, second = unique_stems(["x" * 500, "x" * 500], ".png")
    assert len(first) <= 80
    assert first != second
