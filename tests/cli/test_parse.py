"""`limis parse` and `limis concepts` print what the contract says."""

from __future__ import annotations

import json
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from limis.cli.concepts import concepts
from limis.cli.parse import parse


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    def known_by(name: str) -> dict[str, Any]:
        return {"embedded": {"CT": 40}} if name == "kidney" else {}

    monkeypatch.setattr("limis.cli.concepts._known_by", known_by)
    app = typer.Typer()
    app.command()(parse)
    app.command()(concepts)
    return app


def run(app: typer.Typer, *arguments: str, typed: str | None = None) -> list[str]:
    result = CliRunner().invoke(app, arguments, input=typed)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_a_sentence_gives_one_json_list(app: typer.Typer) -> None:
    (line,) = run(app, "parse", "segment the liver", "--json")
    assert json.loads(line) == [{"op": "segment", "targets": [{"concept": "liver", "text": "liver"}]}]


def test_every_line_of_standard_input_gives_one_list(app: typer.Typer) -> None:
    lines = run(app, "parse", "-", "--json", typed="spleen\n\nhello there\r\n  \nliver")
    assert [[command["op"] for command in json.loads(line)] for line in lines] == [
        ["segment"],
        [],
        ["unknown"],
        [],
        ["segment"],
    ]


def test_without_json_the_reading_is_put_in_words(app: typer.Typer) -> None:
    assert run(app, "parse", "the left kidney without the cyst") == ["segment left kidney; exclude cyst"]
    assert run(app, "parse", "hello") == ["not understood: hello"]
    assert run(app, "parse", "don't segment the liver") == ["deny"]
    assert run(app, "parse", "segment everything and the blob") == ["segment everything, 'blob' (unknown name)"]
    (question,) = run(app, "parse", "segment the atrium")
    assert question.endswith("1) segment the left atrium  2) segment the right atrium")
    assert run(app, "parse", " ") == ["nothing"]


def test_a_concept_is_found_with_the_models_that_know_it(app: typer.Typer) -> None:
    entry = json.loads(run(app, "concepts", "renal", "--json")[0])
    assert entry["name"] == "kidney"
    assert entry["known_by"] == {"embedded": {"CT": 40}}
    assert entry["snomed"] == {"code": "64033007", "meaning": "Kidney"}
    assert run(app, "concepts", "kidney")[0].startswith("kidney  (abdomen; left and right; CT, MRI, ultrasound)")


def test_all_concepts_are_listed(app: typer.Typer) -> None:
    lines = run(app, "concepts")
    assert len(lines) >= 350
    assert all("known by: " in line for line in lines)


def test_a_query_that_finds_nothing_says_so(app: typer.Typer) -> None:
    assert run(app, "concepts", "qqqq") == ["no concept is like 'qqqq'; `limis concepts` lists all"]
    assert run(app, "concepts", "qqqq", "--json") == []
