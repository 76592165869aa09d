"""Names of models and how they are opened.

A name is an embedded set, or a grounder and a segmenter joined by ``+`` (each a folder, a hub name, an embedded set
or, as the segmenter, a peer), or a folder that holds ``grounder/`` and ``segmenter/``, or a peer: a segmenter without
weights that others are compared with, which knows no words. Engines are imported by import string when they are
opened, so that listing them costs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from limis.errors import InputError, WeightsError, say
from limis.models.engines import Engines
from limis.models.weights import EMBEDDED_SETS, KNOWN_FROM, open_set

__all__ = ["PEERS", "Entry", "known_by", "listing", "open_engines", "other_sets_that_know"]

_EMBEDDED = {
    "grounder": "limis.grounders.embedded:open_grounder",
    "segmenter": "limis.segmenters.embedded:open_segmenter",
}

#: Segmenters without weights: name → module.
PEERS = {
    "whole-box": "limis.eval.peers.whole_box",
    "grabcut": "limis.eval.peers.grabcut",
    "random-walker": "limis.eval.peers.random_walker",
}

_WORDLESS = "limis.eval.peers.wordless:open_grounder"

#: The architecture that a checkpoint's config.json names → role and opener.
_ARCHITECTURES = {
    "grounding-dino": ("grounder", "limis.grounders.grounding_dino:open_grounder"),
    "mm-grounding-dino": ("grounder", "limis.grounders.grounding_dino:open_grounder"),
    "bert": ("grounder", "limis.grounders.original_grounding_dino:open_grounder"),  # beside a checkpoint of its authors
    "sam": ("segmenter", "limis.segmenters.sam:open_segmenter"),
    "sam_hq": ("segmenter", "limis.segmenters.sam_hq:open_segmenter"),
    "sam3_video": ("segmenter", "limis.segmenters.sam3_tracker:open_segmenter"),
    "sam3_tracker_video": ("segmenter", "limis.segmenters.sam3_tracker:open_segmenter"),
    "segment-anything": ("segmenter", "limis.segmenters.segment_anything:open_segmenter"),
    "sam2": ("segmenter", "limis.segmenters.sam2:open_segmenter"),
    "sam2_video": ("segmenter", "limis.segmenters.sam2:open_segmenter"),
}


@dataclass(frozen=True)
class Entry:
    """A line of ``limis models``.

    Attributes:
        name: What ``--models`` takes.
        summary: One line about it.
        licence: Of the weights.
        roles: Role → import string of its opener.
        origin: Where the weights come from.
        installed: Whether the weights are here.
        size_mb: Megabytes on disk; 0 when not here.
        sha256: Role → hash of its weights.
    """

    name: str
    summary: str
    licence: str
    roles: Mapping[str, str]
    origin: str
    installed: bool
    size_mb: float
    sha256: Mapping[str, str]


def listing() -> tuple[Entry, ...]:
    """List the models that limis knows by name, the default first."""
    return tuple(_entry(name) for name in EMBEDDED_SETS)


def _entry(name: str) -> Entry:
    origin = "trained by `limis train embedded`"
    try:
        weights = open_set(name)
    except WeightsError:
        return Entry(name, "not installed", "", _EMBEDDED, origin, installed=False, size_mb=0.0, sha256={})
    hashes = {role: weights.sha256(role) for role in _EMBEDDED}
    size = weights.size_mb
    return Entry(name, weights.summary, weights.licence, _EMBEDDED, origin, size > 0, size, hashes)


def known_by(concept: str) -> dict[str, dict[str, int]]:
    """Tell which embedded sets learned a concept.

    Args:
        concept: Canonical name.

    Returns:
        Set → kind of imaging → subjects that trained it. Sets that never saw it are left out.
    """
    known: dict[str, dict[str, int]] = {}
    for name in EMBEDDED_SETS:
        try:
            learned = open_set(name).learned.get(concept)
        except WeightsError:
            continue
        if learned is not None:
            known[name] = dict(learned.subjects)
    return known


def other_sets_that_know(concept: str, current: str, modality: str | None = None) -> tuple[str, ...]:
    """Name the other embedded sets that know a concept from enough subjects, in one kind of imaging or in any."""
    return tuple(
        name
        for name, subjects in known_by(concept).items()
        if name != current and any(count >= KNOWN_FROM for kind, count in subjects.items() if modality in (None, kind))
    )


def open_engines(name: str, device: str = "auto") -> Engines:
    """Open a grounder and a segmenter.

    Args:
        name: As the module's description says.
        device: ``"auto"``, ``"cpu"``, ``"cuda"`` or ``"mps"``; the embedded models run on the CPU.

    Returns:
        Both engines.

    Raises:
        InputError: A name that is nothing of the kind.
        WeightsError: Weights that are missing or damaged.
        MissingExtraError: An engine whose packages are not installed.
    """
    parts = _parts(name)
    grounder = _opener(parts[0], "grounder")(parts[0], device)
    segmenter = _opener(parts[1], "segmenter")(parts[1], device)
    notices = [open_set(part).notice for part in dict.fromkeys(parts) if part in EMBEDDED_SETS]
    return Engines(name, grounder, segmenter, " ".join(n for n in notices if n))


def _parts(name: str) -> tuple[str, str]:
    folder = Path(name)
    if name in EMBEDDED_SETS or name in PEERS:
        return name, name
    if (folder / "grounder").is_dir() and (folder / "segmenter").is_dir():
        return str(folder / "grounder"), str(folder / "segmenter")
    parts = name.split("+")
    if len(parts) == 2 and all(parts):
        return parts[0], parts[1]
    raise InputError(
        say(
            f"no models called {name!r}",
            expected=f"{', '.join(EMBEDDED_SETS)}, GROUNDER+SEGMENTER, a folder with grounder/ and segmenter/, "
            f"or for comparison {', '.join(PEERS)}",
            got=repr(name),
            next_step="`limis models` lists the names",
        )
    )


def _opener(location: str, role: str) -> Any:
    if location in EMBEDDED_SETS:
        target = _EMBEDDED[role]
    elif location in PEERS:
        target = f"{PEERS[location]}:open_segmenter" if role == "segmenter" else _WORDLESS
    else:
        found, target = _ARCHITECTURES.get(_architecture(location), ("", ""))
        if found != role:
            raise InputError(
                say(
                    f"{location} is not a {role} that limis can run",
                    expected=" or ".join(a for a, (r, _) in _ARCHITECTURES.items() if r == role),
                    got=found or "an architecture it does not know",
                    next_step="Give the grounder first, then +, then the segmenter",
                )
            )
    module, _, function = target.partition(":")
    return getattr(import_module(module), function)


def _architecture(location: str) -> str:
    """The model type in a folder's config.json; for a hub name, the one among the words of its name."""
    if Path(location).suffix == ".pth":
        return "segment-anything"
    config = Path(location) / "config.json"
    if config.is_file():
        try:
            return str(json.loads(config.read_text(encoding="utf-8"))["model_type"])
        except (OSError, KeyError, TypeError, ValueError):
            return ""
    words = location.lower().rpartition("/")[2].replace("_", "-").split("-")
    flat = f"-{'-'.join(words)}-".replace("-medsam-", "-sam-")
    return next((name for name in ("mm-grounding-dino", "grounding-dino", "sam") if f"-{name}-" in flat), "")
