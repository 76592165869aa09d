"""`limis chat --planner`, `limis commands --schema openai`, and how a planner is named."""

from __future__ import annotations

import json
import sys

import pytest
from chat_server import call, chat_server, concept
from typer.testing import CliRunner

from limis.api import open_planner
from limis.cli.main import app
from limis.commands import ops
from limis.errors import InputError, MissingExtraError

WISH = "work your magic on these cells and give me the nuclei, would you\n"


def run(*arguments, typed=None, code=0):
    result = CliRunner().invoke(app, [*map(str, arguments)], input=typed)
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def cells(tmp_path, monkeypatch):
    from pathlib import Path

    monkeypatch.setenv("LIMIS_HOME", str(tmp_path / "home"))
    return Path(__file__).parents[2] / "docs" / "cells.png"


def test_a_planner_is_named_by_a_flag_and_told_of(cells, tmp_path):
    with chat_server() as model:
        model.script = [call("segment", targets=[concept("nucleus")])]
        planner = "--planner", "openai:scripted", "--planner-url", model.url
        result = run("chat", cells, *planner, "--json", "-o", tmp_path, typed=f"{WISH}how many are there?\n")
        first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert (first["planner"], second["planner"]) == ("openai:scripted", None)
    assert [c["op"] for c in first["commands"]] == ["segment"]
    assert first["structures"][0]["found"]
    assert "sentences that the grammar cannot read" in " ".join(result.stderr.split())
    assert model.url in "".join(result.stderr.split())


def test_the_environment_names_one_and_a_flag_leaves_it_out(cells, tmp_path, monkeypatch):
    with chat_server() as model:
        model.script = [call("segment", targets=[concept("nucleus")])]
        monkeypatch.setenv("LIMIS_PLANNER", "openai:scripted")
        monkeypatch.setenv("LIMIS_PLANNER_URL", model.url)
        run("chat", cells, "--planner", "none", "-o", tmp_path, typed=WISH)
        assert model.bodies == []
        reply = run("chat", cells, "-o", tmp_path, "--no-history", typed=WISH).stdout
        assert reply.startswith("I take that as: segment nucleus. Nucleus found.")


@pytest.mark.parametrize("name", ["gpt", "openai:", "nonsense:model"])
def test_a_name_that_no_provider_knows_is_bad_input(cells, name):
    result = run("chat", cells, "--planner", name, typed="", code=2)
    assert "cannot use this planner" in result.stderr


def test_a_missing_key_is_bad_input(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(InputError, match="cannot use this planner"):
        open_planner("openai:some")


def test_a_providers_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "langchain_cohere", None)
    with pytest.raises(MissingExtraError, match="pip install langchain-cohere"):
        open_planner("cohere:some")


def test_function_tools_are_printed_for_every_op():
    printed = json.loads(run("commands", "--schema", "openai").stdout)
    assert [tool["function"]["name"] for tool in printed] == list(ops())
    assert {tool["type"] for tool in printed} == {"function"}
    (grow,) = (tool["function"] for tool in printed if tool["function"]["name"] == "grow")
    assert grow["description"] == "Make it larger."
    assert set(grow["parameters"]["properties"]) == {"targets", "scope", "amount", "where", "frame"}
    assert "$ref" not in json.dumps(printed)
    assert json.loads(run("commands", "--schema").stdout)["type"] == "array"


@pytest.mark.parametrize("wrong", [["openai"], ["--schema", "klingon"]])
def test_another_schema_is_bad_input(wrong):
    assert "expected --schema, or --schema openai" in run("commands", *wrong, code=2).stderr
