"""What a reader of a data set is, and what readers share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from limis.errors import ReadError, say
from limis.eval.datasets.labels import target
from limis.eval.index import LabelledVolume, Pair

__all__ = [
    "TIER",
    "Case",
    "Reader",
    "damaged",
    "labelled_picture",
    "labelled_volume",
    "numbered",
    "read_json",
    "roots",
    "seen",
    "stem_of",
]

Case = Pair | LabelledVolume
"""What a data set holds: pictures with masks, or volumes with label maps."""

#: The licence tier of what lies on somebody's own disk: theirs to know.
TIER = "unclear"


@dataclass(frozen=True)
class Reader:
    """A layout in which a public data set comes.

    Attributes:
        name: What people call it, and what ``--dataset`` takes.
        expects: One sentence on what the folder holds.
        tree: An example of it, lines of files.
        source: Where to get it.
        licence: Under which terms, as far as known.
        labels: Everything it labels, in words that `limis.eval.datasets.labels.target` takes.
        cases: Folder → its cases, found from names and lists alone; none where the layout is another.
        outside: Those of `labels` that the vocabulary has no concept for; they are asked as they are spelt.
    """

    name: str
    expects: str
    tree: str
    source: str
    licence: str
    labels: tuple[str, ...]
    cases: Callable[[Path], Iterator[Case]]
    outside: tuple[str, ...] = ()

    def recognises(self, folder: Path) -> bool:
        """Whether a folder is laid out like this: it holds a case, or a list of cases that is damaged."""
        try:
            return next(self.cases(folder), None) is not None
        except ReadError:
            return True


def labelled_volume(
    dataset: str,
    split: str,
    image: Path,
    labels: Path,
    values: Mapping[int, str],
    modality: str,
    subject: str,
    unions: Mapping[str, tuple[int, ...]] | None = None,
) -> LabelledVolume:
    """A volume whose labels are given in words; see `limis.eval.index.LabelledVolume`."""
    return LabelledVolume(
        dataset,
        split,
        image,
        labels,
        {value: target(words) for value, words in values.items()},
        modality,
        subject,
        TIER,
        {target(words): together for words, together in (unions or {}).items()},
    )


def labelled_picture(
    dataset: str, split: str, image: Path, mask: Path, words: str, modality: str, subject: str
) -> Pair:
    """A picture and the mask of what words name; see `limis.eval.index.Pair`."""
    return Pair(dataset, split, image, mask, *target(words), modality, subject, TIER)


def numbered(words: str) -> dict[int, str]:
    """Labels from 1 on, in words that commas part.

    Example:
        >>> numbered("right ventricle, myocardium")
        {1: 'right ventricle', 2: 'myocardium'}
    """
    return dict(enumerate(words.split(", "), 1))


def roots(folder: Path, *inside: str) -> list[Path]:
    """The folder, and those folders that archives of the set unpack into, where they are there."""
    return [folder, *(path for name in inside for path in sorted(folder.glob(name)) if path.is_dir())]


def seen(folder: Path, pattern: str = "*") -> list[Path]:
    """What a folder holds, by name, without hidden files (macOS leaves ``._`` twins in archives)."""
    return [path for path in sorted(folder.glob(pattern)) if not path.name.startswith(".")]


def stem_of(path: Path) -> str:
    """A file's name without its ending, ``.nii.gz`` being one ending."""
    return path.name.removesuffix(".gz").rpartition(".")[0]


def read_json(path: Path) -> dict[str, Any]:
    """Read a data set's JSON.

    Raises:
        ReadError: It is damaged.
    """
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise damaged(path, "a JSON object", str(error)) from error
    if not isinstance(found, dict):
        raise damaged(path, "a JSON object", type(found).__name__)
    return cast("dict[str, Any]", found)


def damaged(path: Path, expected: str, got: str) -> ReadError:
    """The error for a data set's list that is not what it should be."""
    return ReadError(say(f"cannot read {path}", expected=expected, got=got[:200], next_step="Unpack the set again"))
