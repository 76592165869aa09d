"""Models that can be named: what ``named.toml`` says of each, checked when it is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from limis.errors import WeightsError, say

__all__ = [
    "ROLES",
    "NamedModel",
    "Preset",
    "description_of",
    "is_hub_name",
    "model_called",
    "named_models",
    "presets",
]

ROLES = ("grounder", "segmenter", "verifier")

_TABLE = Path(__file__).with_name("named.toml")
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*")


@dataclass(frozen=True)
class NamedModel:
    """A model of the Hugging Face hub, under a name of limis or under its own.

    Attributes:
        name: What ``--models`` and ``limis models pull`` take.
        hub: ``OWNER/MODEL``.
        revision: The commit that is fetched, or ``"main"``.
        architecture: What runs it; empty where only its ``config.json`` says.
        roles: Of `ROLES`.
        licence: Of the weights; empty where only its card says.
        parameters: Millions; 0 when nobody says.
        modality: What it learned from.
        gated: Whether its owner lets people in one by one.
        files: The weights; empty for what `limis.models.pull` chooses. What describes them is fetched too.
        needs: Hub names whose configuration and words it needs besides.
        notice: What a user must be told before use.

    Raises:
        ValueError: A value that makes no sense.
    """

    name: str
    hub: str
    revision: str = "main"
    architecture: str = ""
    roles: tuple[str, ...] = ()
    licence: str = ""
    parameters: int = 0
    modality: str = ""
    gated: bool = False
    files: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    notice: str = ""

    def __post_init__(self) -> None:
        checks = {
            "hub": all(is_hub_name(hub) for hub in (self.hub, *self.needs)),
            "revision": self.revision == "main" or _COMMIT.fullmatch(self.revision),
            "roles": set(self.roles) <= set(ROLES),
            "parameters": self.parameters >= 0,
            "files": all(".." not in Path(file).parts and not Path(file).is_absolute() for file in self.files),
        }
        wrong = [name for name, is_right in checks.items() if not is_right]
        if wrong:
            raise ValueError(f"{self.name}: {', '.join(f'{name} {getattr(self, name)!r}' for name in wrong)}")

    @property
    def is_pinned(self) -> bool:
        """Whether limis itself says which commit it is."""
        return self.revision != "main"

    def opened_at(self, folder: Path) -> Path:
        """What its engine is given: the folder, or the one file of weights that it is."""
        return folder / self.files[0] if self.files and self.files[0].endswith((".pt", ".pth")) else folder


@dataclass(frozen=True)
class Preset:
    """A grounder and a segmenter under one name.

    Attributes:
        name: What ``--models`` takes.
        models: What it stands for, ``GROUNDER+SEGMENTER``.
        summary: One line about it.
    """

    name: str
    models: str
    summary: str


def named_models() -> Mapping[str, NamedModel]:
    """Name → model, in the order of the table."""
    return _read(_TABLE)[0]


def presets() -> Mapping[str, Preset]:
    """Name → preset, in the order of the table."""
    return _read(_TABLE)[1]


def model_called(name: str) -> NamedModel | None:
    """The model of that name, or the one of the hub that has it; None when there can be neither.

    Example:
        >>> model_called("sam-vit-base").hub, model_called("someone/their-model").revision
        ('facebook/sam-vit-base', 'main')
    """
    return named_models().get(name) or (NamedModel(name, name) if is_hub_name(name) else None)


def description_of(hub: str) -> NamedModel:
    """A model of the hub without its weights: its configuration and the words it knows, as something to fetch."""
    return NamedModel(f"{hub}:config.json", hub, files=("config.json",))


def is_hub_name(name: str) -> bool:
    """Whether a name has the form ``OWNER/MODEL``."""
    return _HUB_NAME.fullmatch(name) is not None


@cache
def _read(table: Path) -> tuple[Mapping[str, NamedModel], Mapping[str, Preset]]:
    """Read and check the table.

    Raises:
        WeightsError: A row that makes no sense; the message names it.
    """
    try:
        rows = tomllib.loads(table.read_text(encoding="utf-8"))
        models = {name: _model(name, row) for name, row in rows["models"].items()}
        bundles = {name: Preset(name, row["models"], row["summary"]) for name, row in rows["presets"].items()}
        unknown = {part for preset in bundles.values() for part in preset.models.split("+")} - set(models)
        if unknown:
            raise ValueError(f"presets of models that have no row: {', '.join(sorted(unknown))}")
    except (OSError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise WeightsError(
            say(
                f"cannot read {table.name}, the table of models",
                expected="rows as its head describes them",
                got=f"{type(error).__name__}: {error}",
                next_step="Install limis again",
            )
        ) from error
    return models, bundles


def _model(name: str, row: Mapping[str, Any]) -> NamedModel:
    """A row as a model.

    Raises:
        ValueError: A name, a column or a value that makes no sense, or one that is missing.
    """
    needed = ("hub", "revision", "architecture", "roles", "licence", "parameters", "modality")
    wrong = [f"no {column}" for column in needed if column not in row]
    wrong += [f"unknown {column}" for column in set(row) - {field.name for field in fields(NamedModel)}]
    if wrong or not _NAME.fullmatch(name):
        raise ValueError(f"{name}: {', '.join(wrong) or 'a name is lower case, digits, points and hyphens'}")
    return _checker().validate_python({"name": name, **row})


@cache
def _checker() -> TypeAdapter[NamedModel]:
    return TypeAdapter(NamedModel)
