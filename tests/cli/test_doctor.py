from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from limis import __version__
from limis.cli.main import app
from limis.errors import WeightsError


def test_it_lists_versions_devices_and_models() -> None:
    findings = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).stdout)
    assert findings["version"] == __version__
    assert findings["devices"][0]["name"] == "cpu"
    assert [model["name"] for model in findings["models"]] == ["embedded", "embedded-research"]
    names = [package["name"] for package in findings["packages"]]
    assert len(names) == len(set(names))


def test_damaged_default_models_exit_1_and_say_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(name: str) -> None:
        raise WeightsError(f"the weights {name} are damaged")

    monkeypatch.setattr("limis.models.listing.open_set", damaged)
    result = CliRunner().invoke(app, ["doctor", "--json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout)["models"][0]["detail"] == "the weights embedded are damaged"


def test_people_get_a_table() -> None:
    result = CliRunner().invoke(app, ["doctor"])
    assert "embedded" in result.stdout
    assert "Python" in result.stdout


def test_settings_that_cannot_be_read_are_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "limis.toml").write_text("models = [", encoding="utf-8")
    result = CliRunner().invoke(app, ["doctor", "--json"])
    findings = json.loads(result.stdout)
    assert result.exit_code == 1
    assert not findings["settings"]["ok"]
    assert "limis.toml" in findings["settings"]["detail"]
    assert findings["version"] == __version__


def test_default_models_that_nobody_knows_are_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMIS_MODELS", "nonsense")
    result = CliRunner().invoke(app, ["doctor", "--json"])
    assert result.exit_code == 1
    assert "nonsense" in json.loads(result.stdout)["settings"]["detail"]
