from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from limis.cli.demo import DEMOS
from limis.cli.main import app
from limis.errors import WeightsError
from limis.eval.phantom import make_phantom
from limis.models.engines import Engines


def test_it_writes_pictures_and_says_where_to_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake_engines: Engines
) -> None:
    monkeypatch.setattr("limis.models.registry.open_engines", lambda name, device: fake_engines)
    monkeypatch.setattr("limis.cli.demo.DEMOS", DEMOS[:1])
    result = CliRunner().invoke(app, ["demo", "-o", str(tmp_path / "demo")])
    assert result.exit_code == 0, result.stderr
    assert "preview.png" in result.stderr
    assert "scikit-image" in result.stderr
    assert (tmp_path / "demo" / "tissue" / "preview.png").is_file()


def test_a_set_that_is_missing_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str, device: str) -> Engines:
        raise WeightsError(f"{name} is not installed")

    monkeypatch.setattr("limis.models.registry.open_engines", missing)
    result = CliRunner().invoke(app, ["demo", "-o", str(tmp_path)])
    assert result.exit_code == 1
    assert result.stderr.count("is not installed") == len(DEMOS)


def test_what_is_synthetic_is_called_so() -> None:
    assert ["synthetic" in example.about for example in DEMOS] == [False, False, True]


def test_the_phantom_is_the_same_every_time_and_looks_like_ct() -> None:
    first, second = make_phantom(), make_phantom()
    assert np.array_equal(first.data, second.data)
    assert first.geometry.axis_codes == "LPS"
    assert first.data.min() < -950
    corner, spine = first.data[:8, :8].mean(), first.data[54:58, 62:66].mean()
    assert corner < -950
    assert 200 < spine < 320
