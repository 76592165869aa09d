"""The weight set that a card is about: what it says of itself, and whether a run has measured it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any, NotRequired, cast

from pydantic import with_config
from typing_extensions import TypedDict

from limis.errors import InputError, say
from limis.eval.index import OPEN_TIERS
from limis.eval.parts import WITH_MORE, Manifest, read_part
from limis.models.weights import EMBEDDED_SETS, sha256_of_role

__all__ = ["expect_run_of", "read_set", "trained_tiers"]


@with_config(WITH_MORE)
class _Set(TypedDict):
    name: NotRequired[str]
    licence: str
    notice: str
    summary: str
    concepts: dict[str, dict[str, Any]]
    files: dict[str, str]
    tiers: NotRequired[list[str] | None]
    presence: NotRequired[dict[str, float]]


def read_set(folder: Path) -> dict[str, Any]:
    """Read ``set.json`` of a weight set.

    Returns:
        Its values; ``name`` is the folder's where it names none.

    Raises:
        ReadError: There is none, or it is damaged.
    """
    read = read_part(
        folder / "set.json", _Set, expected="the manifest of a weight set", next_step="Give the folder of a packed set"
    )
    return {"name": folder.resolve().name} | cast("dict[str, Any]", read)


def trained_tiers(manifest: Mapping[str, Any], *, every_tier: bool = False) -> frozenset[str] | None:
    """Licence tiers that trained a set.

    Args:
        manifest: As `read_set` gives it.
        every_tier: Whether all did, for a set that does not tell: neither by ``tiers`` nor by a name that limis trains.

    Returns:
        Tiers; None for all.

    Example:
        >>> trained_tiers({"name": "embedded-research"}) is None
        True
    """
    if "tiers" in manifest:
        return None if manifest["tiers"] is None else frozenset(manifest["tiers"])
    named = manifest["name"] in EMBEDDED_SETS
    every = manifest["name"] != EMBEDDED_SETS[0] if named else every_tier
    return None if every else OPEN_TIERS


def expect_run_of(folder: Path, manifest: Mapping[str, Any], result: Path, engine: str) -> str:
    """Make sure that a run has measured a set: its name and, where ``run.json`` tells it, its grounder.

    A segmenter is another file when the same network was packed anew, say in whole numbers; it is only told of.

    Args:
        folder: The set's.
        manifest: As `read_set` gives it.
        result: The run's folder, or a summary in it.
        engine: What was measured, as ``--models`` named it.

    Returns:
        What there is to be told of the segmenter; nothing where it is the same or nobody knows.

    Raises:
        InputError: The run is one of another set.
    """
    home = result if result.is_dir() else result.parent
    if not {PurePath(part).name for part in engine.split("+")} <= {manifest["name"], folder.resolve().name}:
        raise _other(folder, result, f"one of {engine}")
    if not (home / "run.json").exists():
        return ""
    measured = {model["role"]: model["sha256"] for model in read_part(home / "run.json", Manifest)["models"]}
    here = {role: sha256_of_role(manifest["files"], role) for role in ("grounder", "segmenter")}
    if measured.get("grounder") != here["grounder"]:
        raise _other(folder, result, f"one of a set {engine} with another grounder")
    same = measured.get("segmenter") == here["segmenter"]
    return "" if same else f"{result} was measured with another pack of {engine}: the files of its segmenter differ"


def _other(folder: Path, result: Path, got: str) -> InputError:
    return InputError(
        say(
            f"{result} did not measure the set in {folder}",
            expected="a run of this set",
            got=got,
            next_step=f"Run `limis eval run --models {folder}` and give its folder",
        )
    )
