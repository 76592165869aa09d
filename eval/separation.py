"""How well scores tell what is there from what is not, whatever threshold an engine sets on them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np

from limis.eval.cases import Row

__all__ = ["AT_SENSITIVITY", "separation"]

#: Shares of present things that are to score high enough.
AT_SENSITIVITY = (0.8, 0.9, 0.95)

_stats: Any = import_module("scipy.stats")


def separation(rows: Sequence[Row], spoken: str, asked: str) -> dict[str, Any] | None:
    """Compare the scores of present things with those of absent ones.

    Args:
        rows: Of one run.
        spoken: The protocol that asks for present things.
        asked: The protocol that asks for absent things; nonsense is left out.

    Returns:
        JSON values: ``present`` and ``absent``, how many; ``auroc``, how often a present thing scores higher than an
        absent one, ties counting half; ``specificity_at``, sensitivity → the share of absent things that are turned
        down by the threshold which keeps that share of present ones. None where there are not both.

    Source: Hanley and McNeil, Radiology 143(1), 1982.
    """
    there = np.array([row.score for row in rows if row.protocol == spoken and row.expected and row.dice is not None])
    absent = [row for row in rows if row.protocol == asked and not row.expected and not row.failed]
    gone = np.array([row.score for row in absent if row.same_kind is not None])
    if not there.size or not gone.size:
        return None
    higher = float(_stats.mannwhitneyu(there, gone).statistic) / (there.size * gone.size)
    ranked = np.sort(there)[::-1]
    lowest = {share: ranked[int(np.ceil(share * there.size - 1e-9)) - 1] for share in AT_SENSITIVITY}
    return {
        "present": int(there.size),
        "absent": int(gone.size),
        "auroc": round(higher, 6),
        "specificity_at": {f"{share:g}": round(float((gone < low).mean()), 6) for share, low in lowest.items()},
    }
