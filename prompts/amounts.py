"""Amounts: a number with its unit, a fraction, or a degree."""

from __future__ import annotations

from collections.abc import Sequence

from limis.commands import Amount
from limis.prompts.figures import number, tidy
from limis.prompts.language import Figures, Measures

__all__ = ["Signed", "amounts"]

Signed = tuple[Amount, int]
"""An amount, and -1 where it was said to be negative."""


def amounts(words: Sequence[str], at: int, measures: Measures, figures: Figures) -> list[tuple[int, Signed]]:
    """Read an amount.

    Args:
        words: A clause.
        at: Index of its first word.
        measures: Units and degrees.
        figures: Numbers in words.

    Returns:
        Where it ends, the amount and its sign, the longest reading first.

    Example:
        >>> from limis.prompts.english import ENGLISH
        >>> words = "by about half a centimetre".split()
        >>> amounts(words, 0, ENGLISH.measures, ENGLISH.figures)[0]
        (5, (Amount(value=5, unit='mm', degree=None), 1))
    """
    start, by = at, False
    while length := measures.before.match(words, start):
        by = by or words[start] in measures.by
        start += length
    found = _measured(words, start, measures, figures) + _degree(words, start, measures, figures)
    if start > at and words[start - 1] in figures.articles:
        found += _measured(words, start - 1, measures, figures)
    if start > at and words[start - 1] in measures.one:
        found += _unit(words, start, 1, measures, figures)
    if by:
        found += _fraction(words, start, figures)
    longer = [(end + length, value) for end, value in found if (length := measures.after.match(words, end))]
    return sorted(longer + found, key=lambda match: -match[0])


def _measured(words: Sequence[str], at: int, measures: Measures, figures: Figures) -> list[tuple[int, Signed]]:
    """Read a number and its unit; "milímetro y medio" has no number before its half."""
    found: list[tuple[int, Signed]] = []
    values = number(words, at, figures)
    if not values and (length := _unit_length(words, at, measures)) and _and_a_half(words, at + length, figures):
        values = [(at, 1)]
    for end, value in values:
        start = end + 1 if end < len(words) and words[end] in ("more", "further", "extra", "additional") else end
        found += _unit(words, start, value, measures, figures)
    return found


def _unit(
    words: Sequence[str], at: int, value: float, measures: Measures, figures: Figures
) -> list[tuple[int, Signed]]:
    """Read the unit of a number; "a centimetre and a half" is no centimetre."""
    length = _unit_length(words, at, measures)
    if not length or value == 0:
        return []
    kind, size = measures.units[" ".join(words[at : at + length])]
    more = _and_a_half(words, at + length, figures) if value > 0 else 0
    amount = Amount(value=tidy((abs(value) + (0.5 if more else 0)) * size), unit=kind)
    return [(at + length + more, (amount, -1 if value < 0 else 1))]


def _unit_length(words: Sequence[str], at: int, measures: Measures) -> int:
    """Count the words of the unit at a place, the longest first; 0 where there is none."""
    lengths = (length for length in (2, 1) if at + length <= len(words))
    return next((length for length in lengths if " ".join(words[at : at + length]) in measures.units), 0)


def _and_a_half(words: Sequence[str], at: int, figures: Figures) -> int:
    """Count the words of "and a half" after a unit; "and a half centimetre smaller" is not that."""
    if at >= len(words) or words[at] not in figures.join:
        return 0
    end = at + 2 if at + 1 < len(words) and words[at + 1] in figures.articles else at + 1
    half = words[end] if end < len(words) else ""
    return end + 1 - at if 0.5 in (figures.fractions.get(half), figures.counts.get(half)) else 0


def _degree(words: Sequence[str], at: int, measures: Measures, figures: Figures) -> list[tuple[int, Signed]]:
    """Read a degree; a measure after it tells how much that is: "a bit, 2 mm"."""
    for length in (4, 3, 2, 1):
        degree = measures.degrees.get(" ".join(words[at : at + length])) if at + length <= len(words) else None
        if degree is not None:
            end = start = at + length
            while start < len(words) and (words[start] == "," or measures.before.match(words, start)):
                start += max(1, measures.before.match(words, start))
            measured = _measured(words, start, measures, figures) if start > end else []
            return [(end, (Amount(degree=degree), 1)), *measured]
    return []


def _fraction(words: Sequence[str], at: int, figures: Figures) -> list[tuple[int, Signed]]:
    """Read the "a half" of "by a half"."""
    start = at + 1 if at < len(words) and words[at] in figures.articles else at
    part = figures.fractions.get(words[start]) if start < len(words) else None
    return [(start + 1, (Amount(value=tidy(part * 100), unit="percent"), 1))] if part is not None else []
