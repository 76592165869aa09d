from __future__ import annotations

from pathlib import Path

import pytest

from limis.errors import ModelError
from limis.eval.bench.fresh import run_fresh


def test_what_a_process_holds_at_most_is_its_own(tmp_path: Path) -> None:
    ballast = bytearray(150_000_000)
    small = run_fresh("pass\n", home=tmp_path)
    large = run_fresh("ballast = b'x' * 100_000_000\n", home=tmp_path)
    assert small.peak_mb < len(ballast) / 2e6
    assert 95 < large.peak_mb - small.peak_mb < 120
    assert large.taken.cpu > 0
    assert large.taken.seconds > 0


def test_a_process_has_this_limis_its_arguments_and_its_own_home(tmp_path: Path) -> None:
    code = (
        "import os, sys, limis, pathlib\n"
        "pathlib.Path(sys.argv[1]).write_text(f'{limis.__file__} {os.environ[\"LIMIS_HOME\"]}')\n"
    )
    run_fresh(code, str(tmp_path / "said"), home=tmp_path)
    import limis

    assert (tmp_path / "said").read_text() == f"{limis.__file__} {tmp_path}"


def test_a_process_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="ValueError: too bad"):
        run_fresh("raise ValueError('too bad')\n", home=tmp_path)
