"""What a summary says of found and not found, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from limis.eval.cases import Row

__all__ = ["absence_in_volumes", "best_part", "failures_text", "interval", "number", "presence_text"]

_KINDS = {
    "in_view": "named by other patients' labels",
    "same_kind": "same kind of imaging",
    "other_kind": "other kinds",
}


def presence_text(summary: Mapping[str, Any], cross_fitted: Mapping[str, float] | None) -> str:
    """What to say of pictures; nothing where none was asked for absent things.

    Thresholds are set on the held-out subjects, so the cross-fitted figure comes first.

    Args:
        summary: As `limis.eval.summary.summarise` gives it.
        cross_fitted: Sensitivity and specificity where each subject was judged by thresholds set on others.

    Returns:
        A sentence.
    """
    presence = best_part(summary)["presence"]
    sensitivity, specificity = presence["sensitivity"], presence["specificity"]
    if not specificity["cases"]:
        return ""
    told = (
        ""
        if cross_fitted is None
        else f"cross-fitted (each subject judged by thresholds set on others) specificity "
        f"{number(cross_fitted['specificity'])} at sensitivity {number(cross_fitted['sensitivity'])}; "
        "with the final thresholds, which saw these subjects, "
    )
    return told + (
        f"specificity {interval(specificity)} (n = {specificity['cases']}; same kind of imaging "
        f"{number(presence['specificity_same_kind']['mean'])}, other kinds "
        f"{number(presence['specificity_other_kind']['mean'])}{_nonsense_text(presence)}) "
        f"at sensitivity {interval(sensitivity)} "
        f"(n = {sensitivity['cases']}; as a mean over pairs {number(presence['sensitivity_over_pairs']['mean'])})."
    )


def failures_text(rows: Sequence[Row]) -> str:
    """What to say of the cases of a run that ended in an error; nothing where none did.

    Args:
        rows: All rows of a run.

    Returns:
        How many of how many, and the first error.
    """
    failed = [row for row in rows if row.failed]
    if not failed:
        return ""
    unread = sum(row.unread for row in failed)
    again = f" ({unread} could not be read: the same command asks them again)" if unread else ""
    return f"{len(failed)} of {len(rows)} cases failed{again}, the first by {failed[0].failed.rstrip('.')}"


def absence_in_volumes(summary: Mapping[str, Any]) -> str:
    """What to say of volumes; nothing where none was asked for absent things.

    Args:
        summary: As `limis.eval.summary.summarise` gives it.

    Returns:
        A sentence that begins with a small letter.
    """
    presence = best_part(summary).get("presence_volumes", {})
    if not presence or not presence["specificity"]["cases"]:
        return ""
    specificity, sensitivity = presence["specificity"], presence["sensitivity"]
    told = ", ".join(
        f"{words} {number(presence[f'specificity_{kind}']['mean'])}"
        for kind, words in _KINDS.items()
        if presence[f"specificity_{kind}"]["cases"]
    )
    drawn = number(presence["false_ml"]["mean"])
    return (
        f"things that are not there, in whole volumes: specificity {interval(specificity)} "
        f"(n = {specificity['cases']}; {told}{_nonsense_text(presence)}), {drawn} ml drawn on average, "
        f"at sensitivity {interval(sensitivity)} (n = {sensitivity['cases']})."
    )


def _nonsense_text(presence: Mapping[str, Any]) -> str:
    nonsense = presence.get("specificity_nonsense")
    return f"; nonsense {number(nonsense['mean'])}, n = {nonsense['cases']}" if nonsense and nonsense["cases"] else ""


def best_part(summary: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the set knows, where that was worked out."""
    return summary.get("known", summary["all"])


def interval(estimate: Mapping[str, Any]) -> str:
    """A mean with its interval, for a table that says which.

    Example:
        >>> interval({"mean": 0.5, "low": 0.412, "high": 0.6})
        '0.50 (0.41–0.60)'
    """
    if estimate["low"] is None:
        return number(estimate["mean"])
    return f"{number(estimate['mean'])} ({number(estimate['low'])}–{number(estimate['high'])})"


def number(value: float | None) -> str:
    """Two digits; a dash for what is undefined."""
    return "–" if value is None else f"{value:.2f}"
