"""Read the vocabulary's data files.

``data/*.json`` hold lists of concepts, split by body region and kind of imaging; ``ambiguous.json`` beside them holds
the phrases that mean several. Every field is checked, so that a slip in the data is an error at once.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, cast

from limis.errors import ReadError, say
from limis.prompts.vocabulary.concept import KINDS, MODALITIES, Concept, Snomed
from limis.prompts.vocabulary.store import Ambiguity

__all__ = ["AMBIGUOUS", "read_ambiguities", "read_concepts"]

AMBIGUOUS = "ambiguous.json"
"""Name of the file of ambiguous phrases."""

_NAME = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_NEEDED = {"name", "plural", "region", "kind", "modalities"}
_OPTIONAL = {"synonyms", "sided", "adjectives", "paired", "part_of", "snomed"}


def read_concepts(folder: Path) -> list[Concept]:
    """Read every concept of a folder of data files.

    Args:
        folder: A folder of ``*.json`` files; `AMBIGUOUS` is passed over.

    Returns:
        The concepts, files in alphabetical order.

    Raises:
        ReadError: If a file holds something that is not a concept.
    """
    paths = sorted(path for path in folder.glob("*.json") if path.name != AMBIGUOUS)
    return [_concept(entry, path) for path in paths for entry in _entries(path)]


def read_ambiguities(path: Path) -> list[Ambiguity]:
    """Read the phrases that mean several concepts.

    Args:
        path: A JSON file.

    Returns:
        The ambiguous phrases.

    Raises:
        ReadError: If the file holds something else.
    """
    found: list[Ambiguity] = []
    for entry in _entries(path):
        names = _strings(entry, "concepts", path)
        if len(names) < 2 or not isinstance(entry.get("phrase"), str):
            raise _wrong(path, "a phrase with two concepts or more", entry)
        found.append(Ambiguity(entry["phrase"], names, bool(entry.get("plural_means_all", False))))
    return found


def _entries(path: Path) -> list[dict[str, Any]]:
    try:
        entries: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _wrong(path, "a JSON file", error) from error
    if not isinstance(entries, list):
        raise _wrong(path, "a list", entries)
    for entry in cast("list[object]", entries):
        if not isinstance(entry, dict):
            raise _wrong(path, "an object", entry)
    return cast("list[dict[str, Any]]", entries)


def _concept(entry: dict[str, Any], path: Path) -> Concept:
    if not _NEEDED <= entry.keys() <= _NEEDED | _OPTIONAL:
        raise _wrong(path, f"the fields {sorted(_NEEDED)} and perhaps {sorted(_OPTIONAL)}", sorted(entry))
    if not _NAME.fullmatch(entry["name"]):
        raise _wrong(path, "a snake_case name", entry["name"])
    if entry["kind"] not in KINDS:
        raise _wrong(path, f"one of {KINDS}", entry["kind"])
    modalities = _strings(entry, "modalities", path)
    if not modalities or not set(modalities) <= set(MODALITIES):
        raise _wrong(path, f"some of {MODALITIES}", modalities)
    sided = cast("dict[str, Any]", entry.get("sided", {}))
    if not set(sided.values()) <= {"left", "right"}:
        raise _wrong(path, "left or right", sided)
    return Concept(
        name=entry["name"],
        plural=entry["plural"],
        region=entry["region"],
        kind=entry["kind"],
        modalities=modalities,
        synonyms=_strings(entry, "synonyms", path),
        sided=tuple(sided.items()),
        adjectives=_strings(entry, "adjectives", path),
        paired=bool(entry.get("paired", False)),
        part_of=entry.get("part_of"),
        snomed=Snomed(**entry["snomed"]) if "snomed" in entry else None,
    )


def _strings(entry: dict[str, Any], field: str, path: Path) -> tuple[str, ...]:
    values = cast("object", entry.get(field, []))
    strings = tuple(cast("list[str]", values)) if isinstance(values, list) else (0,)
    if not all(isinstance(value, str) for value in strings):
        raise _wrong(path, f"a list of strings as {field}", entry)
    return cast("tuple[str, ...]", strings)


def _wrong(path: Path, expected: str, got: object) -> ReadError:
    return ReadError(
        say(f"cannot read {path.name}", expected=expected, got=repr(got), next_step="Reinstall limis or correct it")
    )
