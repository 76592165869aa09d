from __future__ import annotations

from dataclasses import replace

import pytest

from limis.eval.cases import Row, Step
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


def test_nobody_talked_nothing_is_told() -> None:
    assert turns_table({"fake": {"all": {"protocols": {"text": {}}}}}) == ""
