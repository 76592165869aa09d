"""Numbers in figures and in words: "2.5", "minus two hundred", "two and a half", "a couple of"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from limis.prompts.language import Figures

__all__ = ["number", "ordinal", "tidy"]

_DIGITS = re.compile(r"\d+(\.\d+)?|\.\d+")
_HALF = 0.5
_ORDINAL = re.compile(r"(\d+)(st|nd|rd|th)")

Found = list[tuple[int, float]]


def number(words: Sequence[str], at: int, figures: Figures) -> Found:
    """Read a number.

    Args:
        words: A clause.
        at: Index of its first word.
        figures: Numbers in words.

    Returns:
        Where it ends and its value, the longest reading first; nothing where there is none.

    Example:
        >>> from limis.prompts.english import ENGLISH
        >>> number("minus two point five".split(), 0, ENGLISH.figures)[0]
        (4, -2.5)
        >>> number("one and a half".split(), 0, ENGLISH.figures)[0]
        (4, 1.5)
    """
    if at >= len(words):
        return []
    if words[at] in figures.minus:
        return [(end, -value) for end, value in _unsigned(words, at + 1, figures)]
    return _unsigned(words, at, figures)


def ordinal(words: Sequence[str], at: int, figures: Figures) -> Found:
    """Read "third", "3rd" or "twenty-first".

    Example:
        >>> from limis.prompts.english import ENGLISH
        >>> ordinal(["3rd"], 0, ENGLISH.figures)
        [(1, 3)]
    """
    if at >= len(words):
        return []
    if match := _ORDINAL.fullmatch(words[at]):
        return [(at + 1, int(match[1]))]
    if words[at] in figures.ordinals:
        return [(at + 1, figures.ordinals[words[at]])]
    tens = figures.tens.get(words[at])
    if tens is not None and at + 1 < len(words) and figures.ordinals.get(words[at + 1], 99) < 10:
        return [(at + 2, tens + figures.ordinals[words[at + 1]])]
    return []


def tidy(value: float) -> int | float:
    """Write a whole number without its decimals, and others without the noise of their arithmetic.

    Example:
        >>> tidy(5.0), tidy(0.1 * 3)
        (5, 0.3)
    """
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _unsigned(words: Sequence[str], at: int, figures: Figures) -> Found:
    found = _counted(words, at, figures)
    whole = _whole(words, at, figures)
    if whole is None:
        one = at < len(words) and words[at] in figures.articles and words[at] in figures.ones
        decimal = _decimal(words, at + one, 1 if one else None, figures)
        mixed = _mixed(words, at + 1, 1, figures) if one else None
        return [*(more for more in (mixed, decimal) if more is not None), *found]
    end, value = whole
    if (mixed := _mixed(words, end, value, figures)) is not None:
        found.append(mixed)
    if (decimal := _decimal(words, end, value, figures)) is not None:
        found.append(decimal)
    found.append((end, value))
    return found


def _counted(words: Sequence[str], at: int, figures: Figures) -> Found:
    """Read "a couple of", "half a", "a quarter of a" and "a"."""
    found: Found = []
    for length in (4, 3, 2, 1):
        if (count := figures.counts.get(" ".join(words[at : at + length]))) is not None:
            found.append((at + length, count))
    start = at + 1 if at < len(words) and words[at] in figures.articles else at
    part = figures.fractions.get(words[start]) if start < len(words) else None
    if part is not None:
        end = start + 1
        end += 1 if words[end : end + 1] == ["of"] else 0
        if end < len(words) and words[end] in figures.articles:
            found.append((end + 1, part))
    if start > at:
        found.append((start, 1))
    return found


def _whole(words: Sequence[str], at: int, figures: Figures) -> tuple[int, float] | None:
    if at >= len(words):
        return None
    if _DIGITS.fullmatch(words[at]):
        return at + 1, float(words[at])
    total = current = 0
    end = at
    while end < len(words):
        word = words[end]
        if word in figures.scales and (current or end == at or words[end - 1] in figures.articles):
            current = max(current, 1) * figures.scales[word]
            total, current = (total + current, 0) if current >= 1000 else (total, current)
        elif word in figures.tens and current % 100 == 0:
            current += figures.tens[word]
        elif word in figures.tens and figures.hundreds_left_out and total == 0 and end == at + 1 and current < 20:
            current = 100 * current + figures.tens[word]
        elif word in figures.ones and (end == at or current % 10 == 0) and not _teen_after_tens(current, word, figures):
            current += figures.ones[word]
        elif not _joins(words, end, at, figures):
            break
        end += 1
    return (end, total + current) if end > at and words[end - 1] not in figures.articles else None


def _teen_after_tens(current: int, word: str, figures: Figures) -> bool:
    return current % 100 != 0 and figures.ones[word] > 9


def _joins(words: Sequence[str], at: int, start: int, figures: Figures) -> bool:
    """Say whether this is the "and" of "a hundred and fifty", or its "a"."""
    after = words[at + 1] if at + 1 < len(words) else ""
    if words[at] in figures.articles:
        return at == start and after in figures.scales
    joined = at > start and words[at] in figures.join and words[at - 1] in figures.scales
    return joined and (after in figures.ones or after in figures.tens)


def _decimal(words: Sequence[str], at: int, value: float | None, figures: Figures) -> tuple[int, float] | None:
    """Read "point five" after a whole number; without one where no number stands before it, either."""
    if at >= len(words) or words[at] not in figures.point:
        return None
    if value is None and at > 0 and (words[at - 1] in figures.ones or words[at - 1] in figures.tens):
        return None
    end, digits = at + 1, ""
    while end < len(words) and (words[end].isdigit() or figures.ones.get(words[end], 10) < 10):
        digits += words[end] if words[end].isdigit() else str(figures.ones[words[end]])
        end += 1
    return (end, float(f"{tidy(value or 0)}.{digits}")) if digits else None


def _mixed(words: Sequence[str], at: int, value: float, figures: Figures) -> tuple[int, float] | None:
    """Read the "and a half" of "two and a half", the "y medio" of "dos y medio"."""
    if at + 1 >= len(words) or words[at] not in figures.join:
        return None
    if figures.counts.get(words[at + 1]) == _HALF:
        return at + 2, value + _HALF
    part = figures.fractions.get(words[at + 2]) if at + 2 < len(words) and words[at + 1] in figures.articles else None
    return (at + 3, value + part) if part is not None else None
