"""Out-of-fold measuring: an index cut by patients into parts, each measured by models that saw the others."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from limis.errors import InputError, say
from limis.eval.index import read_lines
from limis.io.atomic import write_text

__all__ = ["fold_of", "split_folds"]

_PATHS = ("image", "mask", "labels")


def split_folds(index: Path, out: Path, folds: int, *, leave: Collection[str] = ()) -> list[Path]:
    """Write an index for each fold: its own patients are ``val``, all others ``train``.

    Patients of a data set are dealt out in turn, in an order that only their names decide, so that every fold has
    its share of each.

    Args:
        index: Path of ``index.jsonl``; its own split counts for nothing.
        out: Folder for ``fold-0.jsonl``, ``fold-1.jsonl`` …, made when it is not there.
        folds: How many, at least 2.
        leave: Data sets that train nothing and are not measured.

    Returns:
        The new indexes, in order.

    Raises:
        InputError: Fewer than 2 folds, or more than there are patients, or a data set to leave that is not there.
        ReadError: An index that cannot be used.
    """
    rows = read_lines(index)
    _check_names(leave, {row["dataset"] for row in rows}, index)
    rows = [row for row in rows if row["dataset"] not in leave]
    dealt = fold_of({(row["dataset"], row["subject"]) for row in rows}, folds)
    if len(set(dealt.values())) < folds or folds < 2:
        raise InputError(
            say(
                f"cannot make {folds} folds",
                expected="at least 2, and a patient for each",
                got=f"{len(dealt)} patients in {index}",
                next_step="Give another --folds",
            )
        )
    made: list[Path] = []
    for fold in range(folds):
        lines = [_line(row, index, dealt[row["dataset"], row["subject"]] == fold) for row in rows]
        made.append(out / f"fold-{fold}.jsonl")
        write_text(made[-1], "\n".join(lines) + "\n")
    return made


def fold_of(subjects: Collection[tuple[str, str]], folds: int) -> dict[tuple[str, str], int]:
    """Deal (data set, patient) out over folds.

    Example:
        >>> sorted(fold_of({("eyes", "1"), ("eyes", "2"), ("livers", "1")}, 2).values())
        [0, 0, 1]
    """
    dealt: dict[tuple[str, str], int] = {}
    for dataset in {dataset for dataset, _ in subjects}:
        own = sorted((s for s in subjects if s[0] == dataset), key=_shuffled)
        dealt |= {subject: n % folds for n, subject in enumerate(own)}
    return dealt


def _check_names(leave: Collection[str], there: Collection[str], index: Path) -> None:
    unknown = [name for name in leave if name not in there]
    if unknown:
        raise InputError(
            say(
                f"no data set {unknown[0]!r} in {index}",
                expected=", ".join(sorted(there)),
                got=unknown[0],
                next_step="Leave out one of these",
            )
        )


def _shuffled(subject: tuple[str, str]) -> str:
    return hashlib.sha256("/".join(subject).encode()).hexdigest()


def _line(row: dict[str, Any], index: Path, held_out: bool) -> str:
    home = index.parent.absolute()
    paths = {name: str(home / row[name]) for name in _PATHS if isinstance(row.get(name), str)}
    values = {"values": str(home / row["values"])} if isinstance(row.get("values"), str) else {}
    return json.dumps({**row, **paths, **values, "split": "val" if held_out else "train"}, ensure_ascii=False)
