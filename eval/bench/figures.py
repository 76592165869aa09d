"""What is measured, as values: spreads, ratios, peaks of memory and laws of growth."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

__all__ = ["Beside", "Law", "Point", "Ratio", "Spread", "Taken", "exponent_of", "side_by_side", "timed"]


@dataclass(frozen=True)
class Spread:
    """Several measurements of one thing.

    Attributes:
        median: Of all.
        low: The smallest.
        high: The largest.
        runs: How many.
    """

    median: float
    low: float
    high: float
    runs: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Sum measurements up.

        Example:
            >>> Spread.of([3.0, 1.0, 2.0])
            Spread(median=2.0, low=1.0, high=3.0, runs=3)
        """
        return cls(_short(median(values)), _short(min(values)), _short(max(values)), len(values))


@dataclass(frozen=True)
class Taken:
    """What some work took.

    Attributes:
        seconds: By the clock on the wall.
        cpu: Seconds of all cores together: what it costs, whatever else the machine does.
    """

    seconds: float
    cpu: float


@dataclass(frozen=True)
class Beside:
    """One quantity of a thing and of its baseline.

    Attributes:
        value: Measurements of the thing.
        baseline: Measurements of the baseline.
        ratio: Of each measurement to the baseline's beside it; below 1 is better than the baseline.
    """

    value: Spread
    baseline: Spread
    ratio: Spread

    @classmethod
    def of(cls, pairs: Sequence[tuple[float, float]]) -> Beside:
        """Sum up pairs of a measurement and the baseline's beside it; ratios of what is 0 are 0.

        Example:
            >>> Beside.of([(1.0, 2.0), (2.0, 2.0)]).ratio
            Spread(median=0.75, low=0.5, high=1.0, runs=2)
        """
        ratios = [mine / other if other else 0.0 for mine, other in pairs]
        return cls(Spread.of([mine for mine, _ in pairs]), Spread.of([other for _, other in pairs]), Spread.of(ratios))


@dataclass(frozen=True)
class Ratio:
    """One thing beside its baseline.

    Attributes:
        name: What people call it.
        what: What is measured.
        against: What it is compared with.
        seconds: By the clock; None where memory is measured.
        cpu: Seconds of all cores together; None where memory is measured.
        peak_mb: The most memory held; None where time is measured.
        encodes: Views that the segmenter encoded in one conversation, and that it encoded in the baseline's; None
            where they are not counted.
        same_masks: Whether both drew the same; None where they need not.
        mfu: Share of what the GPU can do at most, and that of the baseline; None where that is not known.
    """

    name: str
    what: str
    against: str
    seconds: Beside | None = None
    cpu: Beside | None = None
    peak_mb: Beside | None = None
    encodes: tuple[int, int] | None = None
    same_masks: bool | None = None
    mfu: tuple[float, float] | None = None


@dataclass(frozen=True)
class Point:
    """One size of a task.

    Attributes:
        n: The size.
        value: What it took.
        baseline: What the baseline takes at this size.
        ratio: Of the two.
    """

    n: int
    value: float
    baseline: float
    ratio: float

    @classmethod
    def of(cls, n: int, value: float, baseline: float) -> Point:
        """A point with its ratio."""
        return cls(n, _short(value), _short(baseline), _short(value / baseline))


@dataclass(frozen=True)
class Law:
    """How a task grows.

    Attributes:
        name: What people call it.
        what: What is measured.
        against: What it is compared with.
        of: What is counted, e.g. ``"slices"``.
        unit: Of the values.
        points: Size by size.
        exponent: The k of ``value ~ n ** k``, fitted; 1 is linear, 0 is flat.
    """

    name: str
    what: str
    against: str
    of: str
    unit: str
    points: tuple[Point, ...]
    exponent: float

    @classmethod
    def fitted(cls, name: str, what: str, against: str, of: str, unit: str, points: Sequence[Point]) -> Law:
        """A law with the exponent of its points."""
        exponent = exponent_of([point.n for point in points], [point.value for point in points])
        return cls(name, what, against, of, unit, tuple(points), round(exponent, 3))


def _short(value: float) -> float:
    """Six digits are more than any measurement is worth."""
    return float(f"{value:.6g}")


def exponent_of(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The slope of a straight line through logarithms, by least squares; sizes and values above 0, two at least.

    Example:
        >>> round(exponent_of([1, 2, 4, 8], [3, 12, 48, 192]), 6)
        2.0
    """
    across = np.log(np.asarray(sizes, np.float64))
    up = np.log(np.asarray(values, np.float64))
    across, up = across - across.mean(), up - up.mean()
    return float((across @ up) / (across @ across))


def side_by_side(mine: Callable[[], Taken], other: Callable[[], Taken], runs: int) -> tuple[Beside, Beside]:
    """Measure two things in turns, so that whatever else the machine does falls on both.

    Each is carried out once before, unmeasured; who goes first changes from run to run.

    Args:
        mine: Carries the thing out and returns what it took.
        other: The same for the baseline.
        runs: How many of each are counted.

    Returns:
        Seconds by the clock, and of all cores together.
    """
    mine()
    other()
    pairs: list[tuple[Taken, Taken]] = []
    for run in range(runs):
        first, second = (mine, other) if run % 2 == 0 else (other, mine)
        before, after = first(), second()
        pairs.append((before, after) if run % 2 == 0 else (after, before))
    return Beside.of([(a.seconds, b.seconds) for a, b in pairs]), Beside.of([(a.cpu, b.cpu) for a, b in pairs])


def timed(work: Callable[[], object]) -> Taken:
    """What some work took in this process."""
    cpu, clock = time.process_time(), time.perf_counter()
    work()
    return Taken(time.perf_counter() - clock, time.process_time() - cpu)
