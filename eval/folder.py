"""A run's folder, read back: what was measured, with what, and every case.

``run.json`` is what is measured, ``environment.json`` what with (`limis.eval.environment`), ``cases.jsonl`` the cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, cast

from limis.errors import InputError, say
from limis.eval.cases import Row
from limis.eval.data import Data, Known, Plan
from limis.eval.parts import Call, Manifest, Model, read_part
from limis.eval.product import Product
from limis.eval.run import manifest, read_rows

__all__ = ["Run", "open_run"]


@dataclass(frozen=True, eq=False)
class Run:
    """A run that was made.

    Attributes:
        folder: Where it lies.
        manifest: ``run.json``.
        environment: ``environment.json``; empty for a run that did not write it down.
        rows: Its cases.
    """

    folder: Path
    manifest: Manifest
    environment: Sequence[Call]
    rows: Sequence[Row]

    @property
    def engine(self) -> str:
        """Name of the model set."""
        return self.manifest["engine"]

    @property
    def known(self) -> Known | None:
        """What the models know, as the run was told; None where they do not say."""
        pairs = self.manifest["plan"]["known"]
        return None if pairs is None else frozenset((concept, kind) for concept, kind in pairs)

    @property
    def plan(self) -> Plan:
        """How its cases were chosen."""
        stored = cast("dict[str, Any]", self.manifest["plan"])
        chosen: dict[str, Any] = {each.name: stored[each.name] for each in fields(Plan) if each.name in stored}
        chosen["known"] = self.known
        return Plan(**chosen)

    def check(self, data: Data, product: Product) -> None:
        """Make sure that what was measured is at hand again.

        Raises:
            InputError: The data or the models are others.
        """
        now = manifest(data, product, self.plan, {})
        differing = ["data"] if now["index_sha256"] != self.manifest["index_sha256"] else []
        differing += ["models"] if _hashes(now["models"]) != _hashes(self.manifest["models"]) else []
        if differing:
            raise InputError(
                say(
                    f"{self.folder} was not measured with these",
                    expected="the data and models that run.json names",
                    got=f"other {' and '.join(differing)}",
                    next_step="Give the same --data and --models, or leave --data out for a page without new pictures",
                )
            )


def open_run(folder: Path) -> Run:
    """Read a run's folder.

    Raises:
        ReadError: There is no run in it, or it is damaged.
    """
    noted = folder / "environment.json"
    calls = read_part(noted, list[Call]) if noted.exists() else []
    return Run(folder, read_part(folder / "run.json", Manifest), calls, read_rows(folder))


def _hashes(models: Sequence[Model]) -> list[tuple[str, str]]:
    """What they are, wherever they run."""
    return [(each["role"], each["sha256"]) for each in models]
