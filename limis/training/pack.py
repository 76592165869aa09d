"""Packing trained networks into a weight set that the product opens."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import defaultdict
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from limis.models.weights import POINTING, WeightSet, open_set
from limis.training.export import export_grounder, export_segmenter
from limis.training.samples import Sample, concept_of
from limis.training.saved import load_state

__all__ = [
    "LICENCES",
    "SetTerms",
    "copy_set",
    "making_anew",
    "pack_set",
    "put_segmenter",
    "subjects_by_concept",
    "write_manifest",
]


@dataclass(frozen=True)
class SetTerms:
    """What may be done with a set.

    Attributes:
        licence: SPDX expression.
        notice: What a user must be told once before use; empty when nothing.
        summary: One line about the set.
    """

    licence: str
    notice: str
    summary: str


#: Probability from which a pixel is inside: on subjects that trained nothing answers are too careful.
_SEGMENTER_LEVEL = 0.25

LICENCES = {
    "embedded": SetTerms(
        "CC-BY-SA-4.0", "", "open weights, trained on permissive, share-alike and automatically labelled images"
    ),
    "embedded-research": SetTerms(
        "LicenseRef-limis-research",
        "embedded-research was trained on images whose terms allow non-commercial research only.",
        "weights for non-commercial research, trained on all images",
    ),
}


def pack_set(name: str, grounder: Path, segmenter: Path, folder: Path, samples: Sequence[Sample], side: int) -> None:
    """Export both networks and write the manifest.

    Args:
        name: ``"embedded"`` or ``"embedded-research"``.
        grounder: A run's ``grounder.pt``.
        segmenter: A run's ``segmenter.pt``.
        folder: Where the set goes.
        samples: The training samples, for counting subjects.
        side: Canvas side that the grounder looks at, in pixels.
    """
    keys = export_grounder(grounder, folder)
    names = export_segmenter(segmenter, folder)
    counted = subjects_by_concept(samples)
    concepts = {
        key: {"index": n, "subjects": counted[key], "threshold": 0.5, "level": 0.5}
        for n, key in enumerate(keys)
        if key in counted
    }
    write_manifest(
        folder,
        {
            "schema": "limis.weights/1",
            "name": name,
            "licence": LICENCES[name].licence,
            "notice": LICENCES[name].notice,
            "summary": LICENCES[name].summary,
            "grounder": {"side": side, "score": [0.5, 0.5, 0.0], "keys": keys},
            "segmenter": {"level": _SEGMENTER_LEVEL, "names": names},
            "trained": {path.stem: _effort(path.with_name("last.pt")) for path in (grounder, segmenter)},
            "concepts": concepts,
        },
    )


@contextmanager
def making_anew(folder: Path) -> Generator[Path]:
    """Make a set beside its place, and give it that when the block ends well; else the place is as it was.

    What else lies there, such as a card and a licence, stays; graphs of the set before do not.

    Args:
        folder: The set's place, a set or nothing.

    Yields:
        A folder of the same name to make it in.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".packing-", dir=folder.parent) as stage:
        made, before = Path(stage) / folder.name, Path(stage) / "before"
        made.mkdir()
        yield made
        if folder.exists():
            for path in folder.iterdir():
                if path.suffix != ".onnx" and not (made / path.name).exists():
                    _copy(path, made / path.name)
            folder.rename(before)
        try:
            made.rename(folder)
        except BaseException:
            if before.exists():
                before.rename(folder)
            raise
    open_set.cache_clear()


def _copy(path: Path, to: Path) -> None:
    if path.is_dir():
        shutil.copytree(path, to)
    else:
        shutil.copy2(path, to)


def copy_set(weights: WeightSet, folder: Path) -> None:
    """Begin a set with what is in another.

    Args:
        weights: The other set.
        folder: Where the set goes; nothing is done where it is the other's own.
    """
    if folder.resolve() == weights.folder.resolve():
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*weights.files, "set.json"):
        shutil.copyfile(weights.folder / name, folder / name)


def put_segmenter(checkpoint: Path, folder: Path, *, pointing: bool = False) -> None:
    """Give a set another segmenter, or another one for points and strokes that come without a box.

    Args:
        checkpoint: A run's ``segmenter.pt``.
        folder: The set.
        pointing: Whether it is for those.
    """
    called = POINTING if pointing else "segmenter"
    names = export_segmenter(checkpoint, folder, called)
    manifest: dict[str, Any] = json.loads((folder / "set.json").read_text(encoding="utf-8"))
    settings = {"level": _SEGMENTER_LEVEL, "names": names}
    manifest["segmenter"] |= {"pointing": settings} if pointing else settings
    manifest["trained"]["pointing" if pointing else "segmenter"] = _effort(checkpoint.with_name("last.pt"))
    new = {f"{called}.encode.onnx", f"{called}.decode.onnx"}
    manifest["quantised"] = [graph for graph in manifest.get("quantised", ()) if graph not in new]
    write_manifest(folder, manifest)


def _effort(checkpoint: Path) -> dict[str, float]:
    """Steps and minutes that a network was trained for; empty where only its weights were kept."""
    if not checkpoint.exists():
        return {}
    state = load_state(checkpoint)
    return {"steps": int(state["step"]), "minutes": round(state["spent"] / 60, 1)}


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write ``set.json`` with the hashes of the graphs beside it."""
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.onnx"))}
    text = json.dumps({**manifest, "files": files}, indent=1, ensure_ascii=False) + "\n"
    (folder / "set.json").write_text(text, encoding="utf-8")


def subjects_by_concept(samples: Sequence[Sample]) -> dict[str, dict[str, int]]:
    """Count the subjects that taught each concept (without side), by kind of imaging."""
    seen: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for sample in samples:
        for key in sample.masks:
            concept = concept_of(key)
            seen[concept][sample.modality].add((sample.dataset, sample.subject))
    return {c: {m: len(s) for m, s in sorted(by.items())} for c, by in sorted(seen.items())}
