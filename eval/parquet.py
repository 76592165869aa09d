"""The cases of a run as a Parquet file, for who reads many runs at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from limis.eval.cases import Row
from limis.extras import require

__all__ = ["write_parquet"]


def write_parquet(rows: Sequence[Row], path: Path) -> None:
    """Write rows as a table of the columns of ``cases.csv``, the same types in every run.

    Args:
        rows: Of a run.
        path: Where to; overwritten.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    arrow: Any = require("pyarrow", "eval")
    types = {"str": arrow.string(), "bool": arrow.bool_(), "int": arrow.int64(), "float": arrow.float64()}
    columns = [(field.name, types[str(field.type).partition(" ")[0]]) for field in fields(Row) if field.name != "steps"]
    table = arrow.Table.from_pylist([row.dump() for row in rows], arrow.schema(columns))
    require("pyarrow.parquet", "eval").write_table(table, path)
