from __future__ import annotations

import sys
from pathlib import Path

import pytest
from measured import row

from limis.errors import MissingExtraError
from limis.eval.parquet import write_parquet


def test_a_table_has_the_types_of_its_columns_though_nothing_is_defined(tmp_path: Path) -> None:
    from pyarrow import parquet

    write_parquet([row(side="left"), row(found=False, swapped=None)], tmp_path / "cases.parquet")
    table = parquet.read_table(tmp_path / "cases.parquet")
    assert [str(table.schema.field(name).type) for name in ("side", "swapped", "nsd", "voxels")] == [
        *("string", "bool", "double", "int64")
    ]
    assert table.column("side").to_pylist() == ["left", None]
    assert table.column("dice").to_pylist() == [0.8, 0.8]
    assert "steps" not in table.column_names


def test_without_the_package_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"limis\[eval\]"):
        write_parquet([], tmp_path / "cases.parquet")
