from __future__ import annotations

import math
from dataclasses import replace

import pytest
from measured import row

from limis.eval.cases import Row
from limis.eval.summary import known_only, plain, summarise


def absent(same: bool, found: bool, subject: str) -> Row:
    return row(protocol="absence", expected=False, same_kind=same, found=found, subject=subject, dice=None)


ROWS = [
    row(subject="s1", dice=1.0),
    row(subject="s2", dice=0.6, swapped=False),
    row(subject="s3", concept="lung", side="left", dice=0.0, found=False, failed="ModelError: no", swapped=None),
    absent(True, True, "s1"),
    absent(True, False, "s2"),
    absent(False, False, "s1"),
    absent(False, False, "s2"),
    absent(False, False, "s3"),
]


def test_pairs_count_equally_and_failures_count_as_zero() -> None:
    text = summarise(ROWS)["all"]["protocols"]["text"]
    assert text["dice"]["mean"] == pytest.approx((0.8 + 0.0) / 2)
    assert (text["pairs"], text["cases"], text["failures"], text["dice"]["clusters"]) == (2, 3, 1, 3)
    assert text["swaps"] == {"judged": 1, "swapped": 0}


def test_specificity_weighs_both_kinds_equally() -> None:
    presence = summarise(ROWS)["all"]["presence"]
    assert presence["specificity_same_kind"]["mean"] == 0.5
    assert presence["specificity_other_kind"]["mean"] == 1
    assert presence["specificity"]["mean"] == 0.75
    assert presence["specificity"]["cases"] == 5
    assert presence["sensitivity"]["mean"] == pytest.approx(2 / 3)
    assert presence["sensitivity_over_pairs"]["mean"] == 0.5


def test_an_error_is_no_right_answer_about_something_absent() -> None:
    failed = row(
        protocol="absence",
        subject="a",
        expected=False,
        same_kind=True,
        found=False,
        dice=None,
        failed="ModelError: out of breath",
    )
    presence = summarise([absent(True, False, "b"), failed])["all"]["presence"]
    assert presence["specificity"]["mean"] == presence["specificity_same_kind"]["mean"] == pytest.approx(0.5)
    assert presence["failures"] == 1


def test_nonsense_is_counted_by_itself() -> None:
    nonsense = [replace(absent(True, found, "s1"), same_kind=None, concept="unicorn") for found in (True, False, False)]
    rows = [*ROWS, *nonsense]
    presence = summarise(rows, known=frozenset({("liver", "MRI")}))
    for part in ("all", "known"):
        assert presence[part]["presence"]["specificity_nonsense"]["mean"] == pytest.approx(2 / 3)
        assert presence[part]["presence"]["specificity"]["mean"] == 0.75


def test_only_known_pairs_enter_the_known_part() -> None:
    known = frozenset({("liver", "MRI")})
    summary = summarise(ROWS, known=known)
    assert summary["known"]["protocols"]["text"]["dice"]["mean"] == pytest.approx(0.8)
    assert summary["all"]["protocols"]["text"]["cases"] == 3
    assert {r.concept for r in known_only(ROWS, known)} == {"liver"}
    assert "known" not in summarise(ROWS)


def test_absent_things_of_another_kind_of_imaging_count_where_the_set_knows_them() -> None:
    absent_liver = row(protocol="absence", expected=False, same_kind=False, modality="dermoscopy")
    assert known_only([absent_liver], frozenset({("liver", "MRI")})) == [absent_liver]
    assert known_only([absent_liver], frozenset({("lung", "X-ray")})) == []


def test_undefined_numbers_are_null_and_say_how_many_cases_they_rest_on() -> None:
    text = summarise(ROWS)["all"]["protocols"]["text"]
    assert text["hd95_mm"] == {"mean": None, "low": None, "high": None, "cases": 0, "groups": 0, "clusters": 0}


def test_tables_hold_a_line_a_pair_and_a_line_a_concept() -> None:
    text = summarise(ROWS)["all"]["protocols"]["text"]
    assert [(line["dataset"], line["concept"], line["side"]) for line in text["table"]] == [
        ("d", "liver", None),
        ("d", "lung", "left"),
    ]
    assert [(line["concept"], line["modality"], line["cases"]) for line in text["concepts"]] == [
        ("liver", "MRI", 2),
        ("lung", "MRI", 1),
    ]


def test_no_rows_have_a_summary_too() -> None:
    assert summarise([])["all"]["protocols"] == {}


def test_what_json_cannot_say_is_null() -> None:
    assert plain({"a": [math.nan, 1 / 3], "b": math.inf, "c": {"d": 2}, "e": "–"}) == {
        "a": [None, 0.333333],
        "b": None,
        "c": {"d": 2},
        "e": "–",
    }


def test_the_median_second_lies_between_the_middle_two() -> None:
    rows = [row(subject=str(n), seconds=seconds) for n, seconds in enumerate((1.0, 9.0, 2.0, 3.0))]
    assert summarise(rows)["all"]["protocols"]["text"]["seconds"] == {"median": 2.5, "longest": 9.0}


def test_a_truth_that_cannot_be_read_says_nothing_of_sensitivity() -> None:
    unread = row(subject="s2", dice=None, found=False, failed="damaged")
    presence = summarise([row(), unread])["all"]["presence"]
    assert presence["sensitivity"]["mean"] == 1
    assert presence["sensitivity"]["cases"] == 1


def test_scores_are_held_against_each_other_at_any_threshold() -> None:
    """Of 4 x 5 pairs 13 are in order and 2 tie; what keeps 4 of 4 present things turns down 1 of 5 absent ones."""
    there = [row(subject=f"s{n}", score=score) for n, score in enumerate((0.9, 0.8, 0.6, 0.3))]
    gone = [replace(absent(True, False, "a"), score=score) for score in (0.1, 0.3, 0.5, 0.7, 0.8)]
    nonsense = replace(absent(True, False, "a"), same_kind=None, score=1.0)
    told = summarise([*there, *gone, nonsense, replace(there[0], dice=None, score=0.0)])["all"]["separation"]
    assert told["auroc"] == pytest.approx((5 + 4 + 0.5 + 3 + 1 + 0.5) / 20)
    assert (told["present"], told["absent"]) == (4, 5)
    assert told["specificity_at"] == {"0.8": 0.2, "0.9": 0.2, "0.95": 0.2}
    assert summarise(there)["all"]["separation"] is None
