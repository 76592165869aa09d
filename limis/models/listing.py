"""What ``limis models`` lists: the sets that come with limis, presets, and the models that they are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from limis.errors import LimisError, WeightsError
from limis.models.lock import check, locked
from limis.models.named import NamedModel, Preset, named_models, presets
from limis.models.pull import own_folder
from limis.models.registry import EMBEDDED, behind, opener_of
from limis.models.weights import EMBEDDED_SETS, open_set

__all__ = ["Entry", "Health", "examine", "listing"]


@dataclass(frozen=True)
class Entry:
    """A line of ``limis models``.

    Attributes:
        name: What ``--models`` takes; of a model, a part of it.
        kind: ``"set"`` comes with limis, ``"preset"`` is a pair of models, ``"model"`` has one role or more.
        summary: One line about it.
        licence: Of the weights; empty when not known.
        roles: Role → import string of its opener.
        origin: Where the weights come from.
        installed: Whether the weights are here.
        size_mb: Megabytes on disk; 0 when not here.
        sha256: Role, or name of a file that was fetched → hash.
        parameters: Millions; 0 when not known.
        gated: Whether its owner lets people in one by one.
    """

    name: str
    kind: Literal["set", "preset", "model"]
    summary: str
    licence: str
    roles: Mapping[str, str]
    origin: str
    installed: bool
    size_mb: float
    sha256: Mapping[str, str]
    parameters: int = 0
    gated: bool = False


@dataclass(frozen=True)
class Health:
    """Whether the files of an entry are those that they should be.

    Attributes:
        ok: Whether they are.
        detail: What was looked at, or what is wrong.
    """

    ok: bool
    detail: str


def listing() -> tuple[Entry, ...]:
    """List the models that limis knows by name: the default first, then presets, then models one by one."""
    models = {name: _model(model) for name, model in named_models().items()}
    bundles = (_preset(preset, [models[m.name] for m in behind(preset.name)]) for preset in presets().values())
    return (*map(_set, EMBEDDED_SETS), *bundles, *models.values())


def examine(entry: Entry) -> Health:
    """Hold the files of an entry against their hashes; this reads all of them."""
    try:
        if entry.kind == "set":
            weights = open_set(entry.name)
            for file in weights.files:
                weights.path(file)
            return Health(True, f"{len(weights.files)} files match their sha256, {weights.licence}")
        models = behind(entry.name)
        details = [_examined(model) for model in models]
    except LimisError as error:
        return Health(False, str(error))
    return Health(True, "; ".join(details))


def _set(name: str) -> Entry:
    origin = "trained by `limis train embedded`"
    try:
        weights = open_set(name)
    except WeightsError:
        return Entry(name, "set", "not installed", "", EMBEDDED, origin, installed=False, size_mb=0.0, sha256={})
    hashes = {role: weights.sha256(role) for role in EMBEDDED}
    size = weights.size_mb
    return Entry(name, "set", weights.summary, weights.licence, EMBEDDED, origin, size > 0, size, hashes)


def _preset(preset: Preset, parts: list[Entry]) -> Entry:
    return Entry(
        preset.name,
        "preset",
        preset.summary,
        ", ".join(dict.fromkeys(part.licence for part in parts)),
        {role: target for part in parts for role, target in part.roles.items()},
        preset.models,
        all(part.installed for part in parts),
        sum(part.size_mb for part in parts),
        {},
        sum(part.parameters for part in parts),
        any(part.gated for part in parts),
    )


def _model(model: NamedModel) -> Entry:
    own, known = own_folder(model.name), locked(model.name)
    is_own = own is not None and (known is None or own != Path(known.folder))
    is_here = is_own or (known is not None and known.is_here)
    return Entry(
        model.name,
        "model",
        model.modality,
        model.licence,
        {role: opener_of(model.name, role) for role in model.roles},
        str(own) if is_own else f"{model.hub}@{known.commit if known else model.revision}",
        is_here,
        _size_mb(own) if own is not None and is_own else known.size_mb if known else 0.0,
        dict(known.files) if known and not is_own else {},
        model.parameters,
        model.gated,
    )


def _size_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _examined(model: NamedModel) -> str:
    """What was looked at of a model that is here.

    Raises:
        WeightsError: It is not here, or a file of it is another one.
    """
    own, known = own_folder(model.name), locked(model.name)
    if own is not None and (known is None or own != Path(known.folder)):
        return f"{own}: a folder of your own, not looked into"
    if known is None:
        raise WeightsError(f"not here: `limis models pull {model.name}` fetches it")
    check(model.name, known, Path(known.folder))
    return f"{len(known.files)} files match their sha256, {model.licence or 'licence unknown'}"
