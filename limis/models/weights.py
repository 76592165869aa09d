"""Embedded weight sets: what lies in ``limis/weights/<set>/`` and what it knows.

A set is a folder with ONNX graphs and a manifest, ``set.json``, written by the training command. The
manifest says which concepts were learned from how many subjects of which kind of imaging.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from limis.errors import WeightsError, say

__all__ = [
    "EMBEDDED_SETS",
    "KNOWN_FROM",
    "POINTING",
    "Learned",
    "WeightSet",
    "embedded_concepts",
    "is_set",
    "open_set",
    "set_called",
    "sha256_of_role",
]

#: The sets that come with limis, the default first.
EMBEDDED_SETS = ("embedded", "embedded-research")

#: What the files of a segmenter for points and strokes without a box begin with, where a set has one.
POINTING = "segmenter.pointing"

#: A set knows a concept in a kind of imaging when at least this many subjects of it trained it.
KNOWN_FROM = 5

_MANIFEST = "set.json"
_ROOT = Path(__file__).resolve().parent.parent / "weights"
_AGAIN = "Install limis again"
_PACK_AGAIN = "Pack the set again: `limis train embedded --only pack`"


@dataclass(frozen=True)
class Learned:
    """What a set learned of one concept.

    Attributes:
        index: Which vector of the grounder it is.
        subjects: Kind of imaging → subjects that trained it.
        threshold: Presence score from which it counts as there.
        level: Heat from which a pixel belongs to it: thin things never get hot.
    """

    index: int
    subjects: Mapping[str, int]
    threshold: float
    level: float = 0.5

    def known_in(self, modality: str | None) -> bool:
        """Whether enough subjects trained it, in that kind of imaging or, when unknown, in any."""
        counts = self.subjects.values() if modality is None else [self.subjects.get(modality, 0)]
        return any(n >= KNOWN_FROM for n in counts)


@dataclass(frozen=True, eq=False)
class WeightSet:
    """A weight set on disk.

    Attributes:
        name: ``"embedded"`` or ``"embedded-research"``, or the folder's name.
        folder: Where it lies.
        licence: Of the weights.
        notice: What a user must be told once before use; empty when nothing.
        summary: One line about it.
        files: File name → sha256.
        learned: Concept → what was learned of it.
        grounder: Settings of the grounder.
        segmenter: Settings of the segmenter.
    """

    name: str
    folder: Path
    licence: str
    notice: str
    summary: str
    files: Mapping[str, str]
    learned: Mapping[str, Learned]
    grounder: Mapping[str, Any]
    segmenter: Mapping[str, Any]

    def sha256(self, role: str) -> str:
        """Hash over the hashes of one role's files."""
        return sha256_of_role(self.files, role)

    def path(self, name: str) -> Path:
        """Path of one of its files, checked against the manifest.

        Raises:
            WeightsError: The file is missing or is not the one the manifest names.
        """
        path = self.folder / name
        got = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "no file"
        if got != self.files.get(name):
            raise WeightsError(
                say(
                    f"the weights {path} are damaged",
                    expected=f"sha256 {self.files.get(name)}",
                    got=got,
                    next_step=_AGAIN if self.folder.parent == _ROOT else _PACK_AGAIN,
                )
            )
        return path

    @property
    def size_mb(self) -> float:
        """Size of its graphs in megabytes."""
        return sum((self.folder / name).stat().st_size for name in self.files if (self.folder / name).is_file()) / 1e6


def sha256_of_role(files: Mapping[str, str], role: str) -> str:
    """Hash over the hashes of one role's files.

    Args:
        files: File name → sha256, as a manifest names them.
        role: What their names begin with.
    """
    parts = "".join(files[name] for name in sorted(files) if name.startswith(role))
    return hashlib.sha256(parts.encode()).hexdigest()


def is_set(name: str) -> bool:
    """Whether a name is a set that comes with limis, or the folder of one of your own."""
    return name in EMBEDDED_SETS or (Path(name) / _MANIFEST).is_file()


def set_called(name: str) -> WeightSet:
    """Open what `is_set` says yes to; errors as in `open_set`."""
    if name in EMBEDDED_SETS:
        return open_set(name)
    folder = Path(name).resolve()
    return open_set(folder.name, folder.parent)


@cache
def open_set(name: str, root: Path = _ROOT) -> WeightSet:
    """Read the manifest of a set.

    Args:
        name: A name of `EMBEDDED_SETS`.
        root: The folder that holds the sets.

    Raises:
        WeightsError: There is no such set, or its manifest is damaged.
    """
    folder = root / name
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        learned = {
            concept: Learned(int(row["index"]), row["subjects"], float(row["threshold"]), float(row["level"]))
            for concept, row in manifest["concepts"].items()
        }
        return WeightSet(
            name,
            folder,
            manifest["licence"],
            manifest["notice"],
            manifest["summary"],
            manifest["files"],
            learned,
            manifest["grounder"],
            manifest["segmenter"],
        )
    except (OSError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise WeightsError(
            say(
                f"cannot open the weight set {name}",
                expected=f"a manifest set.json in {folder}",
                got=f"{type(error).__name__}: {error}",
                next_step=_AGAIN if root == _ROOT else _PACK_AGAIN,
            )
        ) from error


def embedded_concepts() -> frozenset[str]:
    """Every concept that one of the sets that come with limis was taught; errors as in `open_set`."""
    return frozenset(name for models in EMBEDDED_SETS for name in open_set(models).learned)
