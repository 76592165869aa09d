"""The embedded recogniser hears what a synthetic voice says, and leaves alone what is no command."""

import json
import os
import shutil

import numpy as np
import pytest
from typer.testing import CliRunner

from limis.agents.voice import open_recogniser, understand
from limis.agents.voice.listening import SURE_FROM
from limis.agents.voice.sphinx import Sphinx, evidence, ratios
from limis.cli.main import app
from limis.commands import Context, Question
from limis.eval.hearing.voices import Voice, spoken

CONTEXT = Context(structures=("liver", "kidney_left"), active="liver", modality="CT")
VOICE = Voice("en-us")


@pytest.fixture(scope="module", autouse=True)
def _voices() -> None:
    if shutil.which("espeak-ng") is None and "LIMIS_CI" not in os.environ:
        pytest.skip("espeak-ng is not installed; .ci/run installs it")


@pytest.fixture(scope="module")
def sphinx() -> Sphinx:
    return Sphinx()


@pytest.mark.parametrize(
    ("said", "op"),
    [
        ("segment the hippocampus", "segment"),
        ("make it smaller", "shrink"),
        ("fill the holes", "fill_holes"),
        ("lung window", "window"),
        ("delete the liver", "delete"),
        ("go to slice forty two", "goto_slice"),
    ],
)
def test_commands_are_heard(sphinx: Sphinx, said: str, op: str) -> None:
    understood = understand(spoken(said, VOICE), sphinx, CONTEXT)
    assert understood.heard.text == said
    assert understood.commands[0].op == op


def test_a_yes_is_heard_while_a_question_waits(sphinx: Sphinx) -> None:
    asked = CONTEXT.model_copy(update={"pending": Question(question="Shall I?")})
    assert understand(spoken("yes", VOICE), sphinx, asked).commands[0].op == "confirm"


def test_small_talk_is_not_acted_on(sphinx: Sphinx) -> None:
    for said in ("how was your weekend", "could you pass me the scissors", "the patient is stable"):
        assert understand(spoken(said, VOICE), sphinx, CONTEXT).verdict != "act"


def test_a_structure_with_a_name_of_its_own_can_be_heard(sphinx: Sphinx) -> None:
    context = Context(structures=("phantom",), active="phantom")
    assert understand(spoken("back to the phantom", VOICE), sphinx, context).heard.text == "back to the phantom"


def test_noise_is_no_command(sphinx: Sphinx) -> None:
    noise = np.random.default_rng(5).normal(0, 3000, 16000).astype(np.int16)
    assert sphinx.hear(noise, CONTEXT).confidence < SURE_FROM


def test_a_word_that_fits_worse_than_the_phone_loop_counts_against_it() -> None:
    words = [("<sil>", 0, 9, -5.0), ("delete", 10, 29, -100.0), ("liver", 30, 49, -40.0)]
    phones = [("SIL", 0, 9, -5.0), ("S", 10, 29, -40.0), ("L", 30, 49, -40.0)]
    found = evidence(ratios(words, phones), ["D", "L", "IH"], ["SIL", "S", "L"])
    assert found == pytest.approx((-1.5, -3.0, 2.0, 1 / 3))


def test_the_command_line_shows_what_was_heard_and_does_nothing(tmp_path) -> None:
    wav = tmp_path / "said.wav"
    wav.write_bytes(spoken("segment the liver", VOICE))
    result = CliRunner().invoke(app, ["listen", str(wav), "--modality", "CT", "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["commands"][0]["op"] == "segment"
    wav.write_bytes(b"webm")
    result = CliRunner().invoke(app, ["listen", str(wav)])
    assert result.exit_code == 2
    assert "WAV" in result.output


def test_it_is_opened_by_name() -> None:
    assert open_recogniser("sphinx").name == "sphinx"
