"""Charts as inline SVG: curves with their intervals, strips of cases with their quartiles, differences around zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from limis.eval.pages.markup import Markup, element

__all__ = ["Curve", "curves", "differences", "strips"]

_WIDTH, _LEFT, _RIGHT, _TOP, _BOTTOM = 960, 46, 310, 14, 40
_HEIGHT = 320
_COLOURS = 4
_ROW, _NAMES = 24, 230
_APART = 17
_BOXED = 5


@dataclass(frozen=True)
class Curve:
    """A line through means.

    Attributes:
        name: Stands at its end.
        points: From left to right: place on the axis, mean, and the ends of its interval (None without one).
    """

    name: str
    points: Sequence[tuple[float, float, float | None, float | None]]


def curves(lines: Sequence[Curve], *, across: str, title: str) -> Markup:
    """Draw means from 0 to 1 over steps, with a band for each interval.

    Args:
        lines: At most four, each with a point or more.
        across: What the steps are.
        title: For those who do not see it.
    """
    last = max(1.0, *(point[0] for line in lines for point in line.points))
    right, floor = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM

    def at(x: float, y: float) -> str:
        return f"{_LEFT + x / last * (right - _LEFT):.1f},{floor - y * (floor - _TOP):.1f}"

    parts = [_rule(value, right, floor) for value in np.linspace(0, 1, 6)]
    parts += [_label(*_pair(at(step, 0)), 18, f"{step:g}") for step in range(int(last) + 1)]
    parts.append(element("text", across, x=(_LEFT + right) / 2, y=_HEIGHT - 4, text_anchor="middle", class_="dim"))
    ends = _spread([floor - line.points[-1][1] * (floor - _TOP) for line in lines])
    for number, (line, end) in enumerate(zip(lines, ends, strict=True)):
        colour = f"s{number % _COLOURS}"
        sure = [(x, low, high) for x, _, low, high in line.points if low is not None and high is not None]
        edge = [at(x, high) for x, _, high in sure] + [at(x, low) for x, low, _ in reversed(sure)]
        parts.append(element("polygon", points=" ".join(edge), class_=f"band {colour}"))
        parts.append(
            element("polyline", points=" ".join(at(x, y) for x, y, *_ in line.points), class_=f"curve {colour}")
        )
        for x, y, *_ in line.points:
            column, row = _pair(at(x, y))
            parts.append(element("circle", cx=column, cy=row, r=3, class_=colour))
        parts.append(element("text", line.name, x=right + 10, y=f"{end + 4:.1f}", class_=colour))
    return _chart(_HEIGHT, title, parts)


def strips(groups: Mapping[str, Sequence[float]], *, across: str, title: str) -> Markup:
    """Draw every case as a dot between 0 and 1, a row a group, with their median, and quartiles where there are five.

    Args:
        groups: Name → values, one or more.
        across: What the values are.
        title: For those who do not see it.
    """
    floor, right = _TOP + _ROW * len(groups), _WIDTH - 20

    def place(value: float) -> float:
        return _NAMES + value * (right - _NAMES)

    parts = [
        element("line", x1=f"{place(v):.1f}", x2=f"{place(v):.1f}", y1=_TOP, y2=floor, class_="grid")
        for v in np.linspace(0, 1, 6)
    ]
    parts += [_label(place(v), floor, 16, f"{v:.1f}") for v in np.linspace(0, 1, 6)]
    parts.append(element("text", across, x=(_NAMES + right) / 2, y=floor + 34, text_anchor="middle", class_="dim"))
    for number, (name, values) in enumerate(groups.items()):
        middle = _TOP + _ROW * number + _ROW / 2
        parts.append(element("text", name, x=_NAMES - 14, y=middle + 4, text_anchor="end"))
        spread = np.random.default_rng(0).uniform(-0.3, 0.3, len(values)) * _ROW
        parts += [
            element("circle", cx=f"{place(v):.1f}", cy=f"{middle + off:.1f}", r=2.6, class_="dot s0")
            for v, off in zip(values, spread, strict=True)
        ]
        parts += _box([place(float(v)) for v in np.quantile(values, (0.25, 0.5, 0.75))], middle, len(values))
    return _chart(floor + 40, title, parts)


def differences(lines: Sequence[tuple[str, Mapping[str, Any]]], *, across: str, title: str) -> Markup:
    """Draw mean differences with their intervals around a line at zero, a row each.

    Args:
        lines: Name, and an estimate: ``mean``, ``low`` and ``high``; None where undefined.
        across: What the differences are of.
        title: For those who do not see it.
    """
    ends = [abs(end) for _, each in lines for end in (each["mean"], each["low"], each["high"]) if end is not None]
    reach = _round_up(max(ends, default=0.0))
    names, right, floor = _NAMES + 110, _WIDTH - 30, _TOP + _ROW * len(lines)

    def place(value: float) -> float:
        return (names + right) / 2 + value / reach * (right - names) / 2

    parts: list[Markup] = []
    for value in np.linspace(-reach, reach, 5):
        column, kind = f"{place(value):.1f}", "axis" if abs(value) < reach / 9 else "grid"
        parts.append(element("line", x1=column, x2=column, y1=_TOP, y2=floor, class_=kind))
        parts.append(_label(place(value), floor, 16, f"{value:+.3g}" if kind == "grid" else "0"))
    parts.append(element("text", across, x=(names + right) / 2, y=floor + 34, text_anchor="middle", class_="dim"))
    for number, (name, each) in enumerate(lines):
        middle = _TOP + _ROW * (number + 0.5)
        parts.append(element("text", name, x=names - 14, y=middle + 4, text_anchor="end"))
        if each["low"] is not None:
            low, high = f"{place(each['low']):.1f}", f"{place(each['high']):.1f}"
            parts.append(element("line", x1=low, x2=high, y1=middle, y2=middle, class_="curve s0"))
        if each["mean"] is not None:
            parts.append(element("circle", cx=f"{place(each['mean']):.1f}", cy=middle, r=4.5, class_="s0"))
    return _chart(floor + 40, title, parts) if lines else Markup()


def _round_up(value: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is not below; 0.01 at least."""
    steps = (step * 10.0**power for power in range(-2, 9) for step in (1, 2, 5))
    return next(step for step in steps if step >= value)


def _box(quartiles: Sequence[float], middle: float, count: int) -> list[Markup]:
    low, half, high = quartiles
    top, tall = middle - 0.32 * _ROW, 0.64 * _ROW
    box = element("rect", x=f"{low:.1f}", y=f"{top:.1f}", width=f"{high - low:.1f}", height=f"{tall:.1f}", class_="box")
    column, foot = f"{half:.1f}", f"{top + tall:.1f}"
    median = element("line", x1=column, x2=column, y1=f"{top:.1f}", y2=foot, class_="median")
    return [box, median] if count >= _BOXED else [median]


def _chart(height: float, title: str, parts: Sequence[Markup]) -> Markup:
    return element(
        "svg", element("title", title), *parts, viewBox=f"0 0 {_WIDTH} {height:g}", role="img", class_="chart"
    )


def _rule(value: float, right: float, floor: float) -> Markup:
    """A line across at a value, with its number."""
    row = floor - value * (floor - _TOP)
    line = element("line", x1=_LEFT, x2=right, y1=f"{row:.1f}", y2=f"{row:.1f}", class_="grid")
    number = element("text", f"{value:.1f}", x=_LEFT - 8, y=f"{row + 4:.1f}", text_anchor="end", class_="dim")
    return element("g", line, number)


def _label(column: float, row: float, below: float, text: str) -> Markup:
    return element("text", text, x=f"{column:.1f}", y=f"{row + below:.1f}", text_anchor="middle", class_="dim")


def _pair(place: str) -> tuple[float, float]:
    column, row = place.split(",")
    return float(column), float(row)


def _spread(rows: Sequence[float]) -> list[float]:
    """Move what would overlap apart, as little as need be, in the order of the rows."""
    order = sorted(range(len(rows)), key=lambda place: rows[place])
    moved = list(rows)
    for before, place in pairwise(order):
        moved[place] = max(moved[place], moved[before] + _APART)
    return moved
