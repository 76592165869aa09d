"""A run's folder, read back: what was measured, with what, and every case.

``run.json`` is what is measured, ``environment.json`` what with (`limis.eval.environment`), ``cases.jsonl`` the cases.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from limis.errors import InputError, ReadError, say
from limis.eval.cases import Row
from limis.eval.data import Data, Known, Plan
from limis.eval.product import Product
from limis.eval.run import manifest, read_rows

__all__ = ["Run", "open_run", "read_part"]


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
    manifest: dict[str, Any]
    environment: Sequence[dict[str, Any]]
    rows: Sequence[Row]

    @property
    def engine(self) -> str:
        """Name of the model set."""
        return self.manifest["engine"]

    @property
    def known(self) -> Known | None:
        """What the models know, as the run was told; None where they do not say."""
        pairs = self.manifest["plan"].get("known")
        return None if pairs is None else frozenset((concept, kind) for concept, kind in pairs)

    @property
    def plan(self) -> Plan:
        """How its cases were chosen."""
        return Plan(**(self.manifest["plan"] | {"known": self.known}))

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
    return Run(folder, read_part(folder / "run.json"), read_part(noted) if noted.exists() else [], read_rows(folder))


def _hashes(models: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """What they are, wherever they run."""
    return [(each["role"], each["sha256"]) for each in models]


def read_part(path: Path) -> Any:
    """Read a JSON file of a run's folder.

    Raises:
        ReadError: It is missing or damaged: the run has not finished.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReadError(
            say(
                f"cannot read {path}",
                expected="the folder of a run that has finished",
                got=str(error),
                next_step="Run `limis eval run -o` into this folder first",
            )
        ) from error
