"""The JSON files of a run's folder, held against what they should be as they are read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, NotRequired, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from limis.errors import ReadError, say

__all__ = ["WITH_MORE", "Call", "Estimated", "Manifest", "Model", "PlanEntry", "Summary", "first_fault", "read_part"]

T = TypeVar("T")
#: For forms that tell only what is read here: there may be more, and it is kept.
WITH_MORE = ConfigDict(extra="allow")


@with_config(WITH_MORE)
class Model(TypedDict):
    """An engine, as `limis.protocols.EngineInfo` says it; there may be more."""

    role: str
    name: str
    licence: str
    device: str
    sha256: str


@with_config(WITH_MORE)
class PlanEntry(TypedDict):
    """How cases were chosen, as `limis.eval.data.Plan` holds it; there may be more."""

    seed: int
    limit: int | None
    absent_each: int
    smallest: int
    known: list[Annotated[list[str], Field(min_length=2, max_length=2)]] | None


@with_config(WITH_MORE)
class Manifest(TypedDict):
    """``run.json``: what decides the numbers of a run."""

    engine: str
    models: list[Model]
    index_sha256: str
    split: str
    plan: PlanEntry
    settings: dict[str, Any]


class Call(TypedDict):
    """An entry of ``environment.json``: a way in which the run was begun or went on."""

    command: str
    limis: str
    python: str
    platform: str
    processors: int | None
    packages: dict[str, str]


class Estimated(TypedDict):
    """A mean with its interval, as ``summary.json`` holds it; null where undefined."""

    mean: float | None
    low: float | None
    high: float | None
    cases: int


@with_config(WITH_MORE)
class _Clustered(Estimated):
    clusters: int


@with_config(WITH_MORE)
class _Line(TypedDict):
    concept: str
    modality: str
    cases: int
    found: float
    dice: _Clustered
    box_iou: _Clustered


@with_config(WITH_MORE)
class _Numbers(TypedDict):
    pairs: int
    cases: int
    failures: int
    dice: _Clustered
    box_iou: _Clustered
    swaps: dict[str, int]
    concepts: list[_Line]


@with_config(WITH_MORE)
class _Presence(TypedDict):
    sensitivity: Estimated
    sensitivity_over_pairs: Estimated
    specificity: Estimated
    specificity_same_kind: Estimated
    specificity_other_kind: Estimated


@with_config(WITH_MORE)
class _Part(TypedDict):
    protocols: dict[str, _Numbers]
    presence: _Presence


@with_config(WITH_MORE)
class Summary(TypedDict):
    """``summary.json``, as far as cards tell of it; there is more, see `limis.eval.summary.summarise`."""

    engine: str
    all: _Part
    known: NotRequired[_Part]


def read_part(
    path: Path,
    form: type[T],
    *,
    expected: str = "the folder of a run that has finished",
    next_step: str = "Run `limis eval run -o` into this folder first",
) -> T:
    """Read a JSON file of a run's folder.

    Args:
        path: The file.
        form: What it holds: a type that pydantic understands.
        expected: What an error says that it should be.
        next_step: What an error advises.

    Raises:
        ReadError: It is missing, damaged, or holds something else: the run has not finished, or is of another version.
    """
    try:
        return TypeAdapter(form).validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise ReadError(
            say(
                f"cannot read {path}",
                expected=expected,
                got=first_fault(error) if isinstance(error, ValidationError) else str(error),
                next_step=next_step,
            )
        ) from error


def first_fault(error: ValidationError) -> str:
    """The first of the things that are wrong, and where."""
    fault = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(map(str, fault["loc"]))
    return f"{where}: {fault['msg']}" if where else fault["msg"]
