from __future__ import annotations

import pytest

from limis.eval.bench.figures import Beside, Law, Point, Spread, Taken, exponent_of, side_by_side, timed


def test_a_spread_is_a_median_between_extremes() -> None:
    assert Spread.of([5.0, 1.0, 2.0, 4.0]) == Spread(3.0, 1.0, 5.0, 4)


@pytest.mark.parametrize("power", [0.0, 0.5, 1.0, 2.0])
def test_the_exponent_of_a_power_law_is_its_power(power: float) -> None:
    sizes = [1, 3, 10, 40]
    assert exponent_of(sizes, [7 * n**power for n in sizes]) == pytest.approx(power, abs=1e-9)


def test_things_side_by_side_take_turns_at_going_first_and_the_first_pair_does_not_count() -> None:
    said: list[str] = []
    mine = iter([100.0, 1.0, 2.0, 3.0])
    other = iter([100.0, 2.0, 4.0, 12.0])

    def ours() -> Taken:
        said.append("ours")
        return Taken(next(mine), 1.0)

    def theirs() -> Taken:
        said.append("theirs")
        return Taken(next(other), 2.0)

    seconds, cpu = side_by_side(ours, theirs, 3)
    assert said == ["ours", "theirs", "ours", "theirs", "theirs", "ours", "ours", "theirs"]
    assert seconds.value == Spread(2.0, 1.0, 3.0, 3)
    assert seconds.ratio == Spread(0.5, 0.25, 0.5, 3)
    assert cpu.ratio == Spread(0.5, 0.5, 0.5, 3)


def test_a_ratio_to_what_is_too_short_to_be_measured_is_nought() -> None:
    assert Beside.of([(1.0, 0.0)]).ratio.median == 0


def test_a_law_is_fitted_through_its_points() -> None:
    points = [Point.of(n, 0.5 * n, float(n)) for n in (1, 10, 100)]
    law = Law.fitted("slices", "a sentence", "single slices", "slices", "CPU s", points)
    assert law.exponent == 1
    assert [point.ratio for point in law.points] == [0.5, 0.5, 0.5]


def test_work_is_timed_by_the_clock_and_by_what_it_costs() -> None:
    taken = timed(lambda: sum(n * n for n in range(100_000)))
    assert taken.seconds > 0
    assert taken.cpu > 0
