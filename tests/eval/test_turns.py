from __future__ import annotations

from dataclasses import replace

import pytest

from limis.eval.cases import Row, Step
from limis.eval.summary import summarise
from limis.eval.turns import turn_summary, turns_table


def talk(subject: str, *dices: float, op: str = "missing") -> Row:
    steps = tuple(Step("start" if n == 0 else op, "", dice, True, 0.1) for n, dice in enumerate(dices))
    numbers = dict.fromkeys(("iou", "box_iou", "volume_error", "nsd", "hd95_mm", "assd_mm", "swapped", "same_kind"))
    return Row(
        "words", "fake", "d", subject, f"{subject}.png", "MRI", "liver", None, expected=True, found=True, score=1.0,
        dice=dices[-1], voxels=1, truth_voxels=1, seconds=0.1, reason="", failed="", steps=steps, **numbers,
    )  # fmt: skip


def test_dice_after_turns_and_the_change_of_each_are_counted() -> None:
    """Two conversations: 0.5 → 0.7 → 0.6, and one of a single turn, 0.9 → 0.95, which stays there."""
    told = turn_summary([talk("a", 0.5, 0.7, 0.6), talk("b", 0.9, 0.95, op="excess")])
    assert told["all"]["after"]["0"]["mean"] == pytest.approx(0.7)
    assert told["all"]["after"]["1"]["mean"] == pytest.approx(0.825)
    assert told["all"]["after"]["10"]["mean"] == pytest.approx((0.6 + 0.95) / 2)
    assert told["below"]["cases"] == 1
    assert told["below"]["gain"]["mean"] == pytest.approx(0.1)
    assert told["turns"]["count"] == 3
    assert told["turns"]["median"] == pytest.approx(0.05)
    assert told["turns"]["rise"] == pytest.approx(2 / 3, abs=1e-3)
    assert told["turns"]["cost"] == pytest.approx(1 / 3, abs=1e-3)
    assert set(told["ops"]) == {"missing", "excess"}


def test_a_conversation_that_failed_counts_as_nothing_right() -> None:
    failed = talk("c", 0.0)
    told = turn_summary([replace(failed, steps=()), talk("a", 0.5, 0.7)])
    assert told["all"]["after"]["0"]["mean"] == pytest.approx(0.25)


def test_the_turns_that_a_dice_takes_are_counted_and_those_that_never_get_there() -> None:
    """0.80 after one turn, at once, and never (which counts as the ten that there may be)."""
    told = turn_summary([talk("a", 0.5, 0.82, 0.7), talk("b", 0.84, 0.9), talk("c", 0.1, 0.3)])
    needed = told["all"]["needed"]["0.80"]
    assert (needed["mean"], needed["of"], needed["never"]) == (pytest.approx((1 + 0 + 10) / 3), 10, 0.3333)
    assert told["all"]["needed"]["0.90"]["never"] == 0.6667
    assert told["all"]["by_turn"][:3] == [pytest.approx(v) for v in ((0.5 + 0.84 + 0.1) / 3, 2.02 / 3, 1.9 / 3)]
    assert len(told["all"]["by_turn"]) == 11


def test_a_conversation_that_failed_never_gets_there() -> None:
    told = turn_summary([replace(talk("c", 0.0), steps=()), talk("a", 0.95)])
    assert told["all"]["needed"]["0.80"]["mean"] == 5
    assert told["all"]["needed"]["0.80"]["never"] == 0.5


def test_what_could_not_be_judged_does_not_count() -> None:
    unjudged = replace(talk("c", 0.0), steps=(), dice=None, failed="ReadError: no truth")
    assert turn_summary([unjudged, talk("a", 0.5, 0.7)])["all"]["cases"] == 1


def test_regressions_and_what_is_taken_back_are_shares_of_the_turns() -> None:
    """Four turns: one costs 0.1, one 0.004, one is taken back."""
    worse = talk("a", 0.7, 0.6, 0.7, 0.8, 0.796)
    start, bad, undo, *rest = worse.steps
    told = turn_summary([replace(worse, steps=(start, bad, replace(undo, op="undo"), *rest))])
    assert told["turns"]["regressions"] == told["undone"] == 0.25
    assert told["turns"]["cost"] == 0.5
    assert told["ops"]["undo"]["regressions"] == 0


def test_what_was_misheard_and_how_it_began_are_told_of_apart() -> None:
    said = talk("a", 0.7, 0.6, 0.8)
    start, bad, good = said.steps
    told = turn_summary([replace(said, steps=(replace(start, text="eroded"), replace(bad, spoiled="word"), good))])
    assert (told["spoiled"]["count"], told["spoiled"]["mean"]) == (1, pytest.approx(-0.1))
    assert told["starts"]["eroded"]["cases"] == 1
    assert told["clicks"] is None


def test_the_area_under_clicks_leaves_the_box_out_and_goes_on_with_the_last_value() -> None:
    """After the box 0.1; after two clicks 0.6 and 0.8, which stay: 0.7 + 0.8 + 0.8 + 0.8. NSD is half of it."""
    clicked = talk("a", 0.1, 0.6, 0.8, op="click")
    clicked = replace(
        clicked, protocol="interactive", nsd=0.4, steps=tuple(replace(s, nsd=s.dice / 2) for s in clicked.steps)
    )
    told = turn_summary([clicked])["clicks"]
    assert told["dsc_auc"]["mean"] == pytest.approx(3.1)
    assert told["nsd_auc"]["mean"] == pytest.approx(1.55)
    assert (told["dsc_final"]["mean"], told["nsd_final"]["mean"]) == (0.8, 0.4)
    failed = replace(talk("b", 0.0), protocol="interactive", steps=(), failed="RuntimeError: no")
    told = turn_summary([clicked, failed])
    assert told["clicks"]["nsd_auc"]["mean"] == pytest.approx(0.775)
    assert told["all"]["needed"]["0.80"]["of"] == 5


def test_boxes_that_need_no_click_and_failures_are_clicks_too() -> None:
    perfect = replace(talk("a", 1.0), protocol="interactive")
    failed = replace(talk("b", 0.0), protocol="interactive", steps=(), failed="RuntimeError: no")
    told = turn_summary([perfect, failed])
    assert told["clicks"]["dsc_auc"]["mean"] == pytest.approx(2)
    for part in ("all", "below"):
        assert (told[part]["needed"]["0.90"]["of"], len(told[part]["by_turn"])) == (5, 6)


def test_a_reader_is_told_the_same() -> None:
    words = summarise([talk("a", 0.5, 0.82, 0.7), talk("b", 0.84, 0.9)])
    table = turns_table({"fake": words})
    assert "Turns to Dice 0.80: 0.5 of 10, never in 0%" in table
    assert "33% of turns cost more than 0.005" in table


def test_a_summary_of_an_earlier_version_is_still_told() -> None:
    words = summarise([talk("a", 0.5, 0.82)])["all"]["protocols"]["words"]["words"]
    for name in ("undone", "clicks", "starts", "spoiled"):
        del words[name]
    del words["all"]["needed"], words["turns"]["regressions"]
    assert "after 5" in turns_table({"fake": {"all": {"protocols": {"words": {"words": words}}}}})


def test_nobody_talked_nothing_is_told() -> None:
    assert turns_table({"fake": {"all": {"protocols": {"text": {}}}}}) == ""
