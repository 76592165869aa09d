"""Numbers as a reader wants them: none without its interval, undefined ones as a dash."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["count", "interval", "p_value"]


def interval(estimate: Mapping[str, Any], digits: int = 2, *, signed: bool = False) -> str:
    """A mean with its interval.

    Args:
        estimate: ``mean`` (or ``median``), ``low`` and ``high``; None where undefined.
        digits: After the point.
        signed: Say ``+`` too.

    Example:
        >>> interval({"mean": 0.5, "low": 0.412, "high": 0.6})
        '0.50 (0.41 to 0.60)'
        >>> interval({"mean": 0.5, "low": None, "high": None})
        '0.50 (one patient)'
    """
    form = f"{'+' if signed else ''}.{digits}f"
    middle = estimate.get("mean", estimate.get("median"))
    if middle is None:
        return "–"
    if estimate["low"] is None:
        return f"{middle:{form}} (one patient)"
    return f"{middle:{form}} ({estimate['low']:{form}} to {estimate['high']:{form}})"


def count(part: int, whole: int) -> str:
    """How many of how many; a dash of none."""
    return f"{part} of {whole}" if whole else "–"


def p_value(p: float | None) -> str:
    """A p-value.

    Example:
        >>> p_value(0.0412), p_value(3e-9), p_value(None)
        ('0.041', '< 0.001', '–')
    """
    if p is None:
        return "–"
    return "< 0.001" if p < 0.001 else f"{p:.3f}"
