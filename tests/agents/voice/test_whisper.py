"""Whisper's real architecture and faster-whisper's real search hear what a model made here says, down to the gate."""

import json
import os
import shutil
import sys

import numpy as np
import pytest
from typer.testing import CliRunner

from limis.agents.conversation import Conversation
from limis.agents.voice import listen, open_recogniser, understand
from limis.agents.voice.audio import LONGEST_S, write_wav
from limis.agents.voice.listening import ASK_FROM, SURE_FROM
from limis.agents.voice.whisper import LANGUAGES, Whisper
from limis.cli.main import app
from limis.cli.serve import _ear
from limis.commands import Context
from limis.errors import MissingExtraError, PromptError, WeightsError
from limis.prompts.reader import read
from limis.session import Session

if "LIMIS_CI" not in os.environ:
    pytest.importorskip("faster_whisper")

from whispers import HIGH_HZ, LOW_HZ, tone, write_whisper

LOW, HIGH = write_wav(tone(LOW_HZ)), write_wav(tone(HIGH_HZ))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("whisper")


@pytest.fixture(scope="module")
def english(folder):
    return write_whisper(folder / "made.en", "segment the lung", "undo that")


@pytest.fixture(scope="module")
def ear(english) -> Whisper:
    return Whisper(str(english))


@pytest.fixture(scope="module")
def many(folder):
    return write_whisper(folder / "made", "segmentiere die leber", "segmente le foie", multilingual=True)


@pytest.fixture
def chat(picture, fake_engines, tmp_path):
    return Conversation(Session(picture, fake_engines), tmp_path / "out")


def test_what_is_surely_heard_is_done(ear, chat):
    assert "Lung found" in listen(chat, LOW, ear).turn.reply
    listened = listen(chat, HIGH, ear)
    assert listened.understood.heard.text == "undo that"
    assert listened.understood.heard.confidence > 0.95
    assert not chat.masks


def test_what_is_not_surely_heard_is_asked_about(folder, chat):
    unsure = Whisper(str(write_whisper(folder / "unsure", "segment the lung", "undo that", sureness=11.5)))
    listened = listen(chat, LOW, unsure)
    assert ASK_FROM < listened.understood.heard.confidence < SURE_FROM
    assert 'I understood "segment the lung"' in listened.turn.reply
    assert not chat.masks
    chat.say("yes")
    assert list(chat.masks) == ["lung"]


def test_random_weights_are_left_alone(folder):
    understood = understand(LOW, Whisper(str(write_whisper(folder / "random"))), Context())
    assert understood.heard.text
    assert understood.verdict == "ignore"


def test_where_nobody_seems_to_speak_nothing_is_done_and_silence_is_not_even_listened_to(folder, ear):
    deaf = Whisper(str(write_whisper(folder / "deaf", "segment the lung", "undo that", silence=20.0)))
    understood = understand(LOW, deaf, Context())
    assert understood.heard.text == "segment the lung"
    assert understood.verdict == "ignore"
    assert understand(write_wav(np.zeros(16_000, np.int16)), ear, Context()).heard.text == ""


def test_half_a_minute_and_any_number_of_names_fit_in_and_what_repeats_itself_was_not_said(ear):
    crowd = Context(structures=tuple(f"structure_of_a_long_name_{n}" for n in range(300)), modality="CT")
    heard = ear.hear(tone(HIGH_HZ, LONGEST_S), crowd)
    assert heard.text.startswith("undo undo undo undo")
    assert heard.confidence == 0.0


@pytest.mark.parametrize(
    ("language", "pitch_hz", "heard"),
    [
        ("auto", LOW_HZ, "segmentiere die leber"),
        ("auto", HIGH_HZ, "segmente le foie"),
        ("de", HIGH_HZ, "segmentiere die leber"),
        ("fr", LOW_HZ, "segmente le foie"),
    ],
)
def test_a_language_is_said_or_found(many, language, pitch_hz, heard):
    understood = understand(write_wav(tone(pitch_hz)), Whisper(str(many), language), Context())
    assert understood.heard.text == heard
    assert understood.commands[0].op == "segment"
    assert understood.commands[0].targets[0].concept == "liver"


def test_a_language_that_is_not_heard_is_an_error(english, many):
    for model, language in ((english, "de"), (many, "pl"), (english, "")):
        with pytest.raises(PromptError, match="language"):
            Whisper(str(model), language)
    with pytest.raises(PromptError, match="English only"):
        open_recogniser("sphinx", "de")
    assert open_recogniser(f"whisper:{english}", "auto").hear(tone(HIGH_HZ), Context()).text == "undo that"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_that_are_hinted_at_are_ones_that_are_read(language):
    for sentence in LANGUAGES[language].strip(".").split("."):
        assert read(sentence, Context(structures=("liver",), active="liver"))[0].op not in ("unknown", "clarify")


def test_the_command_line_listens_with_it(english, tmp_path):
    wav = tmp_path / "said.wav"
    wav.write_bytes(LOW)
    result = CliRunner().invoke(app, ["listen", str(wav), "--recogniser", f"whisper:{english}", "--json"])
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (told["text"], told["verdict"]) == ("segment the lung", "act")
    result = CliRunner().invoke(app, ["listen", str(wav), "--recogniser", f"whisper:{english}", "--language", "de"])
    assert result.exit_code == 2
    assert "knows no other" in result.output


def test_a_server_hears_with_it(english, tmp_path):
    port, models = ["--no-page", "--port", "0"], tmp_path / "models"
    for asked in ([f"whisper:{models}"], [f"whisper:{english}", "--language", "pt"], ["sphinx", "--language", "de"]):
        assert CliRunner().invoke(app, ["serve", *port, "--recogniser", *asked]).exit_code == 2
    ear = _ear(f"whisper:{english}", "en")
    assert ear.is_there
    assert ear.understand(HIGH, Context()).heard.text == "undo that"


@pytest.mark.parametrize("name", ["base.en", "nothing", "somebody/something", "./nothing/here"])
def test_a_model_that_is_not_here_is_bad_input_and_nothing_is_fetched(name, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("socket.socket.connect", _no_network)
    wav = tmp_path / "said.wav"
    wav.write_bytes(LOW)
    result = CliRunner().invoke(app, ["listen", str(wav), "--recogniser", f"whisper:{name}"])
    assert result.exit_code == 2, result.output
    assert "no Whisper model" in result.output


def _no_network(*arguments: object) -> None:
    pytest.fail("it went to the network")


@pytest.mark.parametrize("file", ["tokenizer.json", "model.bin", "vocabulary.json"])
@pytest.mark.parametrize("how", ["missing", "damaged"])
def test_an_incomplete_model_says_so(english, tmp_path, monkeypatch, file, how):
    broken = tmp_path / "broken"
    shutil.copytree(english, broken)
    if how == "missing":
        (broken / file).unlink()
    else:
        (broken / file).write_bytes(b"{")
    monkeypatch.setattr("socket.socket.connect", _no_network)
    with pytest.raises(WeightsError, match="cannot open the Whisper model"):
        Whisper(str(broken))


def test_without_the_extra_it_says_what_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    with pytest.raises(MissingExtraError, match=r"limis\[whisper\]"):
        open_recogniser("whisper:base.en")
