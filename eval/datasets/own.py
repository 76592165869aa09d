"""limis' own layout: ``index.jsonl`` with a line per picture and mask, or per labelled volume."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from limis.eval.datasets.reader import Case, Reader
from limis.eval.index import read_pairs, read_volumes

__all__ = ["INDEX", "INDEX_FILE"]

INDEX_FILE = "index.jsonl"


def _cases(folder: Path) -> Iterator[Case]:
    index = folder / INDEX_FILE
    if index.is_file():
        yield from read_pairs(index)
        yield from read_volumes(index)


#: What `limis.eval.index` reads.
INDEX = Reader(
    name="index",
    expects=f"{INDEX_FILE}: a line per picture and mask, or per labelled volume; see limis.eval.index.",
    tree=f"{INDEX_FILE}\nimg/1.png\nmsk/1_liver.png",
    source="made by you",
    licence="stated in each line",
    labels=(),
    cases=_cases,
)
