from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from limis.cli.main import app
from limis.models.listing import listing


def test_json_is_the_registry_with_the_default_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMIS_MODELS", "embedded-research")
    shown = json.loads(CliRunner().invoke(app, ["models", "--json"]).stdout)
    assert [model["name"] for model in shown] == [entry.name for entry in listing()]
    assert [model["name"] for model in shown if model["default"]] == ["embedded-research"]


def test_what_comes_with_limis_needs_no_fetching() -> None:
    done = CliRunner().invoke(app, ["models", "pull", "embedded", "--json"])
    assert (done.exit_code, json.loads(done.stdout)) == (0, {})
    assert "it is here" in done.stderr


def test_a_name_that_is_none_cannot_be_fetched() -> None:
    done = CliRunner().invoke(app, ["models", "pull", "nothing"])
    assert done.exit_code == 2
    assert "limis models" in done.stderr


def test_people_see_name_licence_and_state() -> None:
    shown = CliRunner().invoke(app, ["models"]).stdout
    for entry in listing():
        assert entry.name in shown
        assert (entry.licence or "unknown") in shown
