"""Readers of public data sets as people have them on disk, one layout a file.

A reader finds a folder's cases from names and lists alone; voxels are read when a case's turn comes. A case whose
image or truth turns out to be missing or damaged is a row of the run, not its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from limis.errors import InputError, say
from limis.eval.data import Data, read_data
from limis.eval.datasets.acdc import ACDC
from limis.eval.datasets.biomedparse import BIOMEDPARSE
from limis.eval.datasets.brats import BRATS
from limis.eval.datasets.chaos import CHAOS
from limis.eval.datasets.isic import ISIC
from limis.eval.datasets.kvasir import KVASIR_SEG
from limis.eval.datasets.medscribble import MEDSCRIBBLE
from limis.eval.datasets.medsegfm import MEDSEGFM
from limis.eval.datasets.msd import MSD
from limis.eval.datasets.named import AMOS22, BTCV, FLARE22, WORD
from limis.eval.datasets.own import INDEX, INDEX_FILE
from limis.eval.datasets.reader import Case, Reader
from limis.eval.datasets.totalsegmentator import TOTALSEGMENTATOR
from limis.eval.index import LabelledVolume, Pair

__all__ = ["READERS", "Reader", "dataset", "open_data", "recognised"]

_HELD_OUT = ("test", "val", "all", "train")

#: Every reader by its name.
READERS: Mapping[str, Reader] = {
    reader.name: reader
    for reader in (
        INDEX,
        MSD,
        BTCV,
        AMOS22,
        WORD,
        FLARE22,
        CHAOS,
        TOTALSEGMENTATOR,
        ACDC,
        BRATS,
        BIOMEDPARSE,
        MEDSCRIBBLE,
        ISIC,
        KVASIR_SEG,
        MEDSEGFM,
    )
}


def dataset(name: str) -> Reader:
    """Look a reader up.

    Raises:
        InputError: There is none of that name.
    """
    if name not in READERS:
        raise InputError(
            say("no such data set", expected=", ".join(READERS), got=repr(name), next_step="Run `limis eval datasets`")
        )
    return READERS[name]


def recognised(folder: Path) -> Reader:
    """Tell a data set by how its folder is laid out.

    Raises:
        InputError: No layout fits, or several do.
    """
    fitting = [reader for reader in READERS.values() if reader.recognises(folder)]
    if len(fitting) == 1:
        return fitting[0]
    raise InputError(
        say(
            f"cannot tell what data set {folder} is",
            expected=f"the layout of one of {', '.join(READERS)}",
            got=f"what fits {' and '.join(reader.name for reader in fitting)}" if fitting else "none of these",
            next_step="Name it with --dataset" if fitting else "See `limis eval datasets` for what each expects",
        )
    )


def open_data(where: Path, name: str | None = None, split: str | None = None) -> Data:
    """Open an index, or a data set in its own layout.

    Args:
        where: An ``index.jsonl``, or the folder of a data set.
        name: The data set's name; None tells it by its layout.
        split: The part to measure. None takes ``val`` of an index; of a data set the first of ``test``, ``val``,
            ``all`` and ``train`` that has labels.

    Returns:
        The data; of a data set only paths have been looked at.

    Raises:
        InputError: The data set is not recognised, or has no such part.
        ReadError: A list of cases is damaged.
    """
    if where.is_file():
        return read_data(where, split or "val")
    reader = recognised(where) if name is None else dataset(name)
    if reader is INDEX:
        return read_data(where / INDEX_FILE, split or "val")
    cases = tuple(reader.cases(where))
    if not cases:
        raise InputError(
            say(f"no {reader.name} in {where}", expected=reader.expects, got="none of that", next_step="Check the path")
        )
    pairs = [case for case in cases if isinstance(case, Pair)]
    volumes = [case for case in cases if isinstance(case, LabelledVolume)]
    return Data.of(where, _chosen(where, cases, split), pairs, volumes)


def _chosen(where: Path, cases: tuple[Case, ...], split: str | None) -> str:
    parts = {case.split for case in cases}
    if split is None:
        return min(parts, key=lambda part: (_HELD_OUT.index(part) if part in _HELD_OUT else len(_HELD_OUT), part))
    if split not in parts:
        raise InputError(
            say(
                f"no part {split!r} with labels in {where}",
                expected=", ".join(sorted(parts)),
                got=split,
                next_step="Choose one of these with --split",
            )
        )
    return split
