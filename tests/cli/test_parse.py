"""`limis parse` and `limis concepts` print what the contract says."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, get_args

import pytest
import typer
from typer.testing import CliRunner

from limis.agents.wording import worded
from limis.cli.concepts import concepts
from limis.cli.main import app as main
from limis.cli.parse import parse
from limis.commands import Amount, Command, Scope, Target, ops, schema


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    def learned_by(name: str) -> dict[str, Any]:
        return {"embedded": {"CT": 40}, "embedded-research": {"CT": 4, "MRI": 1}} if name == "kidney" else {}

    monkeypatch.setattr("limis.cli.concepts._learned_by", learned_by)
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
    assert run(app, "parse", "segment everything and the blob") == ["segment everything and 'blob' (unknown name)"]
    (question,) = run(app, "parse", "segment the atrium")
    assert question.endswith("1) segment the left atrium  2) segment the right atrium")
    assert run(app, "parse", " ") == ["nothing"]


EVERY_FIELD = {
    "grow the second largest nucleus 3 mm to the left on slices 4 to 7": (
        "grow second largest nucleus by 3 mm at the left on slices 4 to 7"
    ),
    "keep the three largest": "keep 3 largest",
    "remove the second one": "remove second",
    "drop the specks": "remove islands",
    "cut off the part on the left of the image": "remove at the left of the image",
    "only what is between 10 and 150 HU": "threshold from 10 up to 150",
    "move them 5 mm down": "shift what was named together by 5 mm to the bottom",
    "hide the other one": "hide opposite of the active structure",
    "go to coronal slice 42": "goto slice 42 coronal",
    "three slices back": "step -3",
    "lung window": "window lung",
    "level 40 width 400": "window center 40 width 400",
    "zoom in": "zoom in",
    "take the last two back": "undo 2",
    "no, the other way": "repeat the other way round",
    "what is the diameter of the spleen": "measure diameter of spleen",
    "save everything as nifti": "save everything as nifti",
    "smooth it a bit only on this slice": "smooth a bit on this slice",
}


@pytest.mark.parametrize(("sentence", "words"), EVERY_FIELD.items())
def test_every_field_of_a_command_is_put_in_words(sentence: str, words: str, app: typer.Typer) -> None:
    assert run(app, "parse", sentence) == [words]


def test_no_field_of_any_op_is_left_unsaid() -> None:
    """Whatever is added to the algebra shows: a field without words of its own is named."""
    filled = {
        "targets": (Target(concept="liver", text="liver"),), "scope": Scope(slice="current"), "which": "smallest",
        "amount": Amount(value=7, unit="mm"), "index": 7, "count": 7, "text": "seven", "plane": "axial",
        "preset": "bone", "direction": "out", "low": 7, "high": 8, "what": "area", "format": "png",
        "question": "Which?", "options": ("one", "two"), "invert": True,
    }  # fmt: skip
    for kind in get_args(get_args(Command)[0]):
        where = {"where": "left"} if "which" not in kind.model_fields else {}
        said = {name: value for name, value in {**filled, **where}.items() if name in kind.model_fields}
        words = worded(kind.model_construct(**said))
        shown = {"targets": "liver", "scope": "slice", "amount": "7", "text": "seven", "invert": "other way round"}
        for name, value in said.items():
            if name != "options":
                assert shown.get(name, str(value)) in words, (kind, name)


def test_bytes_that_are_no_text_and_odd_line_ends_are_one_line_each() -> None:
    typed = b"liver\xff\r\nspleen\rliver\n\xe2\x80\xa8\nundo"
    printed = CliRunner().invoke(main, ["parse", "-", "--json"], input=typed).stdout_bytes
    assert printed.count(b"\n") == 4
    assert json.loads(printed.split(b"\n")[3])[0]["op"] == "undo"


def test_lines_are_answered_one_by_one_as_they_come() -> None:
    """What talks to `limis parse -` through a pipe gets each answer before it says the next thing."""
    command = [sys.executable, "-m", "limis", "parse", "-", "--json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for sentence, op in (("spleen", "segment"), ("undo", "undo"), ("hello there", "unknown")):
            process.stdin.write(f"{sentence}\n")
            process.stdin.flush()
            assert [command["op"] for command in json.loads(process.stdout.readline())] == [op]
        process.stdin.close()
        assert process.wait(60) == 0


def test_the_schema_of_the_algebra_is_printed_and_nothing_else() -> None:
    printed = json.loads(CliRunner().invoke(main, ["commands", "--schema"], catch_exceptions=False).stdout)
    assert printed == schema()
    assert set(printed["items"]["discriminator"]["mapping"]) == set(ops())
    assert all(
        entry["required"][0] == "op" for entry in printed["$defs"].values() if "op" in entry.get("properties", {})
    )
    assert printed["$defs"]["Scope"]["properties"]["from"] == {"minimum": 1, "type": "integer"}


@pytest.mark.parametrize("as_json", [False, True])
def test_every_op_is_listed_with_its_fields(as_json: bool) -> None:
    lines = CliRunner().invoke(main, ["commands", *(["--json"] if as_json else [])]).stdout.splitlines()
    assert tuple(json.loads(line)["op"] if as_json else line.split()[0] for line in lines) == ops()
    assert any("index" in line and "plane?" in line for line in lines)


def test_a_concept_is_found_with_the_models_that_know_it(app: typer.Typer) -> None:
    entry = json.loads(run(app, "concepts", "renal", "--json")[0])
    assert entry["name"] == "kidney"
    assert entry["known_by"] == {"embedded": {"CT": 40}}
    assert entry["learned_by"] == {"embedded": {"CT": 40}, "embedded-research": {"CT": 4, "MRI": 1}}
    assert entry["snomed"] == {"code": "64033007", "meaning": "Kidney"}
    line = run(app, "concepts", "kidney")[0]
    assert line.startswith("kidney  (abdomen; left and right; CT, MRI, ultrasound)")
    assert "known by: embedded; learned from few subjects by: embedded-research (4 in CT, 1 in MRI)" in line


def test_all_concepts_are_listed(app: typer.Typer) -> None:
    lines = run(app, "concepts")
    assert len(lines) >= 350
    assert all("known by: " in line for line in lines)


def test_a_query_that_finds_nothing_says_so(app: typer.Typer) -> None:
    assert run(app, "concepts", "qqqq") == ["no concept is like 'qqqq'; `limis concepts` lists all"]
    assert run(app, "concepts", "qqqq", "--json") == []
