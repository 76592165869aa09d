"""Vertebrae are numbered by their place in the row, whatever each was taken for."""

import numpy as np
import pytest

from limis.protocols import Query
from limis.volumes.evidence import Evidence
from limis.volumes.spine import LEVELS, count_vertebrae

LUMBAR = ("vertebra_t12", "vertebra_l1", "vertebra_l2", "vertebra_l3", "vertebra_l4", "vertebra_l5")


def body(number, size=(240, 160)):
    """The pixels of body `number` from the top, on a gentle curve; its process lies behind and below."""
    top, left = 12 + 36 * number, 60 + round(10 * np.sin(number / 2))
    pixels = np.zeros(size, bool)
    pixels[top : top + 26, left : left + 30] = True
    process = np.zeros(size, bool)
    process[top + 18 : top + 34, left + 46 : left + 66] = True
    return pixels, process


def seen(guesses, levels=LUMBAR):
    """What a grounder sees that takes body n for ``guesses[n]``."""
    heats = {level: np.zeros((1, 240, 160), np.uint8) for level in levels}
    for number, guess in enumerate(guesses):
        pixels, process = body(number)
        heats[guess][0, pixels] = 250
        heats[guess][0, process] = 230
    return [Evidence(Query(level, level), 0.9, bool(heats[level].any()), [], heats[level]) for level in levels]


def where(evidence, level):
    return next(e for e in evidence if e.query.concept == level)


def test_a_row_that_was_seen_rightly_stays_as_it_is():
    guesses = LUMBAR
    for before, after in zip(seen(guesses), count_vertebrae(seen(guesses)), strict=True):
        assert np.array_equal(before.heat > 127, after.heat > 127)
        assert after.present


def test_the_last_lumbar_anchors_the_count():
    """Two bodies taken for the fifth lumbar: the lower one is it, and all above move up by one."""
    guesses = ("vertebra_l1", "vertebra_l2", "vertebra_l3", "vertebra_l4", "vertebra_l5", "vertebra_l5")
    counted = count_vertebrae(seen(guesses))
    for number, level in enumerate(LUMBAR):
        pixels, _ = body(number)
        evidence = where(counted, level)
        assert evidence.present
        assert (evidence.heat[0] > 127)[pixels].mean() > 0.95
        others = np.logical_or.reduce([body(n)[0] for n in range(6) if n != number])
        assert not (evidence.heat[0] > 127)[others].any()
        left, top, right, bottom = evidence.boxes[0].xyxy
        assert (evidence.boxes[0].k, right > left, bottom > top) == (0, True, True)


def test_a_body_that_was_taken_for_two_levels_is_one():
    evidence = seen(("vertebra_l1", "vertebra_l2", "vertebra_l3", "vertebra_l4", "vertebra_l5", "vertebra_l5"))
    pixels, _ = body(4)
    lower = pixels & (np.arange(240)[:, None] > np.flatnonzero(pixels.any(1)).mean())
    where(evidence, "vertebra_l4").heat[0, lower] = 254
    counted = count_vertebrae(evidence)
    for number, level in enumerate(LUMBAR):
        assert (where(counted, level).heat[0] > 127)[body(number)[0]].mean() > 0.95


def test_one_body_that_was_taken_for_another_is_put_right_by_its_neighbours():
    levels = LEVELS[7:19]
    guesses = ("vertebra_t3", "vertebra_t4", "vertebra_t4", "vertebra_t6", "vertebra_t7")
    counted = count_vertebrae(seen(guesses, levels))
    assert (where(counted, "vertebra_t5").heat[0] > 127)[body(2)[0]].all()
    assert not (where(counted, "vertebra_t4").heat[0] > 127)[body(2)[0]].any()


def test_a_missed_body_leaves_its_number_out():
    evidence = seen(LUMBAR)
    gone = where(evidence, "vertebra_l3")
    gone.heat[:] = 0
    counted = count_vertebrae(evidence)
    assert not where(counted, "vertebra_l3").present
    assert (where(counted, "vertebra_l2").heat[0] > 127)[body(2)[0]].all()
    assert (where(counted, "vertebra_l4").heat[0] > 127)[body(4)[0]].all()


@pytest.mark.parametrize(
    "guesses",
    [
        ("vertebra_l4", "vertebra_l5"),
        ("vertebra_l5", "vertebra_l2", "vertebra_l4", "vertebra_l1"),
        ("vertebra_l3", "vertebra_l3", "vertebra_l3", "vertebra_l3"),
    ],
)
def test_what_is_no_row_is_left_alone(guesses):
    before = seen(guesses)
    for one, other in zip(before, count_vertebrae(before), strict=True):
        assert one is other


def test_other_things_and_engines_without_heat_are_left_alone():
    others = [Evidence(Query("spleen", "spleen"), 0.9, True, [], np.full((1, 240, 160), 255, np.uint8))]
    boxed = [Evidence(Query(level, level), 0.9, True, [], None) for level in LUMBAR]
    assert count_vertebrae([*seen(LUMBAR), *others])[-1] is others[0]
    assert all(one is other for one, other in zip(boxed, count_vertebrae(boxed), strict=True))
