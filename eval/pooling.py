"""Runs over parts of one data set, such as its folds, taken together as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from limis.errors import InputError, say
from limis.eval.cases import Row
from limis.eval.summary import summarise

__all__ = ["pool", "well_attested"]


def pool(runs: Sequence[Sequence[Row]], at_least: int, *, seed: int = 0) -> dict[str, Any]:
    """Sum runs up as if they were one, the pairs with enough patients apart.

    Args:
        runs: The rows of each; nobody's case stands in two of them.
        at_least: Patients that a (dataset, concept, side) pair needs.
        seed: Of the bootstrap.

    Returns:
        JSON values: ``pairs_of`` (`at_least`), ``kept``, what `limis.eval.summary.summarise` tells of those pairs and
        of absent things, and ``others``, the pairs that were left out: dataset, concept, side and patients.

    Raises:
        InputError: Two runs have measured the same case.
    """
    rows = [row for run in runs for row in run]
    asked = [row.key for row in rows]
    if len(set(asked)) < len(asked):
        raise InputError(
            say(
                "these runs have measured the same cases",
                expected="runs over different parts of the data",
                got=f"{len(asked) - len(set(asked))} cases twice",
                next_step="Give one run for each part",
            )
        )
    kept = list(well_attested(rows, at_least))
    enough = {row.pair for row in kept}
    few = sorted({row.pair for row in rows if row.expected} - enough, key=str)
    others = [
        {"pair": list(pair), "patients": len({row.patient for row in rows if row.expected and row.pair == pair})}
        for pair in few
    ]
    return {"pairs_of": at_least, "kept": summarise(kept, seed=seed), "others": others}


def well_attested(rows: Sequence[Row], at_least: int) -> Iterable[Row]:
    """Keep what is absent, and present things whose pair has that many patients in its protocol."""
    patients: dict[tuple[str, Any], set[Any]] = {}
    for row in rows:
        patients.setdefault((row.protocol, row.pair), set()).add(row.patient)
    return (row for row in rows if not row.expected or len(patients[row.protocol, row.pair]) >= at_least)
