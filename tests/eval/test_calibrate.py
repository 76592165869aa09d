from __future__ import annotations

import numpy as np
import pytest

from limis.errors import InputError
from limis.eval.calibrate import calibrate, cross_fit, fit_thresholds


def scores_of(seed: int, subjects: int, gap: float) -> tuple[np.ndarray, np.ndarray, list[str], list[str]]:
    """Each subject has one concept and lacks three, all on different scales."""
    rng = np.random.default_rng(seed)
    scores, present, concepts, who = [], [], [], []
    for subject in range(subjects):
        own = subject % 4
        for concept in range(4):
            logit = rng.normal(concept + gap * (concept == own), 1.0)
            scores.append(1 / (1 + np.exp(-logit)))
            present.append(concept == own)
            concepts.append(f"c{concept}")
            who.append(f"s{subject}")
    return np.array(scores), np.array(present), concepts, who


def test_the_specificity_holds_on_subjects_never_seen() -> None:
    calibration = calibrate(*scores_of(0, 400, 5.0), specificity=0.95)
    fresh, present, concepts, _ = scores_of(1, 400, 5.0)
    found = calibration.thresholds.judge(fresh, concepts)
    assert 1 - found[~present].mean() >= 0.94
    assert found[present].mean() >= 0.9
    assert calibration.unseen.specificity >= 0.95


def test_concepts_on_different_scales_get_different_thresholds() -> None:
    thresholds = fit_thresholds(*scores_of(0, 400, 5.0), specificity=0.95)
    assert thresholds.of("c0") < thresholds.of("c1") < thresholds.of("c2") < thresholds.of("c3")


def test_a_concept_seldom_absent_stays_near_the_overall_threshold() -> None:
    scores, present, concepts, who = scores_of(0, 200, 5.0)
    scores, present = np.append(scores, 0.0001), np.append(present, False)
    thresholds = fit_thresholds(scores, present, [*concepts, "rare"], [*who, "s0"], specificity=0.95)
    own_share = 1 / (1 + 20)
    assert abs(thresholds.of("rare") - thresholds.overall) < abs(thresholds.overall) * (own_share * 8)
    assert thresholds.of("unheard of") == thresholds.overall


def test_well_separated_scores_are_split_in_the_middle_of_the_gap() -> None:
    scores, present = [0.1] * 50 + [0.9] * 50, [False] * 50 + [True] * 50
    thresholds = fit_thresholds(scores, present, ["a"] * 100, [str(n) for n in range(100)], specificity=0.95)
    assert thresholds.of("a") == pytest.approx(0.5)


def test_a_subject_is_never_judged_by_its_own_scores() -> None:
    """One subject holds all the high absent scores: with it held out, its scores pass."""
    scores = [0.01] * 40 + [0.9] * 10 + [0.5] * 5
    present = [False] * 40 + [True] * 10 + [False] * 5
    who = [f"s{n}" for n in range(50)] + ["odd"] * 5
    verdicts = cross_fit(scores, present, ["a"] * 55, who, specificity=0.95)
    assert verdicts[-5:].all()


def test_scores_without_anything_absent_are_refused() -> None:
    with pytest.raises(InputError, match="cannot be calibrated"):
        calibrate([0.5], [True], ["a"], ["s"])
