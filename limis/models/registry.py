"""Names of models and how they are opened.

A name is an embedded set, or the folder of one that you trained; or a preset; or a grounder and a segmenter joined by
``+``, each a named model, a folder, a file of weights, a hub name, an embedded set or, as the segmenter, a peer; or a
folder that holds ``grounder/`` and ``segmenter/``; or a peer: a segmenter without weights that others are compared
with, which knows no words. Each may end in ``+verifier:NAME``: a model that looks again at what the grounder found.
Engines are imported by import string when they are opened, so that listing them costs nothing.
"""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from limis.errors import InputError, WeightsError, say
from limis.models.architectures import architectures
from limis.models.engines import Engines
from limis.models.named import NamedModel, model_called, named_models, presets
from limis.models.pull import located
from limis.models.weights import EMBEDDED_SETS, KNOWN_FROM, is_set, open_set, set_called
from limis.protocols import Adviser, Segmenter

__all__ = ["EMBEDDED", "PEERS", "behind", "learned_by", "open_engines", "opener_of", "other_sets_that_know"]

#: Role → opener of the embedded engines.
EMBEDDED = {
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
_ADVISED = "limis.segmenters.advised:AdvisedSegmenter"
_VERIFIED = "limis.grounders.verified:VerifiedGrounder"
_VERIFIER = "+verifier:"

#: What an adapter is taken for whose model is not there, by its role; what opens it says that there is none.
_ADAPTED = {"grounder": "grounding-dino", "segmenter": "sam"}

#: What a file of weights alone is taken for, by its role: the authors' own.
_FILES = {"grounder": "groundingdino", "segmenter": "segment-anything"}


def learned_by(concept: str) -> dict[str, dict[str, int]]:
    """Tell which embedded sets learned a concept, from however few subjects.

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
        for name, subjects in learned_by(concept).items()
        if name != current and any(count >= KNOWN_FROM for kind, count in subjects.items() if modality in (None, kind))
    )


def open_engines(name: str, device: str = "auto") -> Engines:
    """Open a grounder and a segmenter.

    Args:
        name: As the module's description says. What is not here yet is fetched, unless HF_HUB_OFFLINE is set.
        device: ``"auto"``, ``"cpu"``, ``"cuda"`` or ``"mps"``; the embedded models run on the CPU.

    Returns:
        Both engines.

    Raises:
        InputError: A name that is nothing of the kind.
        WeightsError: Weights that are missing or damaged, or not those that were fetched once.
        MissingExtraError: An engine whose packages are not installed.
    """
    found, _, second_look = name.partition(_VERIFIER)
    parts = _parts(found)
    grounder, segmenter = _open(parts[0], "grounder", device), _open(parts[1], "segmenter", device)
    segmenter = _advised(segmenter, grounder)
    verifier = _open(second_look, "verifier", device) if second_look else None
    if verifier is not None:
        grounder = _imported(_VERIFIED)(grounder, verifier)
    notices = [_notice(part) for part in dict.fromkeys((*parts, second_look))]
    return Engines(name, grounder, segmenter, " ".join(n for n in notices if n), verifier)


def _advised(segmenter: Segmenter, grounder: object) -> Segmenter:
    """A segmenter that takes names, told what prompts without one mean by a grounder that can tell."""
    takes_names = {"concept", "mask"} <= segmenter.accepts
    return _imported(_ADVISED)(segmenter, grounder) if takes_names and isinstance(grounder, Adviser) else segmenter


def behind(name: str) -> tuple[NamedModel, ...]:
    """The models of the hub that a name stands for, in its order; none for what comes with limis or lies in a folder.

    Raises:
        InputError: A name that is nothing of the kind.

    Example:
        >>> [model.hub for model in behind("grounded-medsam")]
        ['IDEA-Research/grounding-dino-base', 'wanglab/medsam-vit-base']
    """
    found, _, second_look = name.partition(_VERIFIER)
    alone = model_called(found) is not None and not Path(found).exists()
    parts = (found,) if alone else _parts(found)
    models = (model_called(part) for part in (*parts, second_look) if part and not _is_local(part))
    return tuple(dict.fromkeys(model for model in models if model is not None))


def _parts(name: str) -> tuple[str, str]:
    folder = Path(name)
    if is_set(name) or name in PEERS:
        return name, name
    if name in presets():
        return _parts(presets()[name].models)
    if (folder / "grounder").is_dir() and (folder / "segmenter").is_dir():
        return str(folder / "grounder"), str(folder / "segmenter")
    parts = name.split("+")
    if len(parts) == 2 and all(parts):
        return parts[0], parts[1]
    alone = named_models().get(name)
    raise InputError(
        say(
            f"no models called {name!r}",
            expected=f"{', '.join((*EMBEDDED_SETS, *presets()))}, GROUNDER+SEGMENTER, a folder with set.json or with "
            f"grounder/ and segmenter/, or for comparison {', '.join(PEERS)}",
            got=repr(name) + (f", a {' and '.join(alone.roles)} alone" if alone else ""),
            next_step="`limis models` lists the names",
        )
    )


def _open(part: str, role: str, device: str) -> Any:
    """Open one engine; one with a name says that name, and the licence that is written down of it."""
    opener = _imported(opener_of(part, role))
    if _is_local(part):
        return opener(part, device)
    model, engine = model_called(part), opener(located(part), device)
    licence = model.licence if model is not None and model.licence else engine.info.licence
    engine.info = replace(engine.info, name=part, licence=licence)
    return engine


def opener_of(part: str, role: str) -> str:
    """The import string of what opens a model in a role.

    Raises:
        InputError: It has no such role, or limis cannot run it.
    """
    if is_set(part) and role in EMBEDDED:
        return EMBEDDED[role]
    if part in PEERS and role in EMBEDDED:
        return f"{PEERS[part]}:open_segmenter" if role == "segmenter" else _WORDLESS
    known = architectures()
    found, target = known.get(_architecture(part, role), ("", ""))
    if found != role:
        raise InputError(
            say(
                f"{part} is not a {role} that limis can run",
                expected=" or ".join(a for a, (r, _) in known.items() if r == role),
                got=found or "an architecture it does not know",
                next_step="Give the grounder first, then +, then the segmenter, then perhaps +verifier: and a verifier",
            )
        )
    return target


def _imported(target: str) -> Any:
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)


def _is_local(part: str) -> bool:
    """Whether it is no model of the hub: it comes with limis, or is a folder or file that is there."""
    return is_set(part) or part in PEERS or (part not in named_models() and Path(part).exists())


def _notice(part: str) -> str:
    if is_set(part):
        return set_called(part).notice
    named = named_models().get(part)
    return named.notice if named else ""


def _architecture(part: str, role: str) -> str:
    """What a model is: as its row says, or its folder, or else the words of its hub name; a file, by its role."""
    if Path(part).suffix == ".pth":
        return _FILES.get(role, "")
    row = next((model for model in named_models().values() if part in (model.name, model.hub)), None)
    folder = Path(part)
    if row is not None and not folder.exists():
        return row.architecture
    if (folder / "open_clip_config.json").is_file():
        return "open_clip"
    if (folder / "config.json").is_file():
        return _told(folder / "config.json", "model_type")
    if (folder / "adapter_config.json").is_file():
        base = _told(folder / "adapter_config.json", "base_model_name_or_path")
        return (_architecture(base, role) if base else "") or _ADAPTED.get(role, "")
    words = part.lower().rpartition("/")[2].replace("_", "-").split("-")
    flat = f"-{'-'.join(words)}-".replace("-medsam-", "-sam-").replace("-biomedclip-", "-open-clip-")
    known = sorted(architectures(), key=len, reverse=True)
    return next((name for name in known if f"-{name.replace('_', '-')}-" in flat), "")


def _told(file: Path, what: str) -> str:
    """What a JSON file says of one thing; empty where it says nothing, or cannot be read."""
    try:
        return str(json.loads(file.read_text(encoding="utf-8"))[what] or "")
    except (OSError, KeyError, TypeError, ValueError):
        return ""
