"""What was surely said is done, what was perhaps said is asked, and stop always wins."""

from dataclasses import dataclass

import numpy as np
import pytest

from limis.agents.conversation import Conversation
from limis.agents.voice import Heard, listen, open_recogniser, understand
from limis.agents.voice.audio import write_wav
from limis.commands import Context
from limis.errors import PromptError, ReadError
from limis.session import Session

WAV = write_wav((8000 * np.sin(np.arange(16000) / 6)).astype(np.int16))
SILENCE = write_wav(np.zeros(16000, np.int16))


@dataclass
class Ear:
    """Hears what it is told to hear."""

    text: str
    confidence: float
    name: str = "ear"

    def hear(self, sound, context) -> Heard:
        assert len(sound)
        return Heard(self.text, self.confidence, 0.01)


@pytest.fixture
def chat(picture, fake_engines, tmp_path):
    return Conversation(Session(picture, fake_engines), tmp_path / "out")


def test_what_was_surely_said_is_done_and_shown_before(chat):
    before = []
    listened = listen(
        chat, WAV, Ear("segment the lung", 0.95), show=lambda u: before.append((u.verdict, len(chat.masks)))
    )
    assert before == [("act", 0)]
    assert list(chat.masks) == ["lung"]
    assert "Lung found" in listened.turn.reply


def test_what_was_perhaps_said_is_asked_and_done_after_a_yes(chat):
    listened = listen(chat, WAV, Ear("segment the lung", 0.5))
    assert listened.understood.verdict == "ask"
    assert 'I understood "segment the lung"' in listened.turn.reply
    assert not chat.masks
    listen(chat, WAV, Ear("yes", 0.95))
    assert list(chat.masks) == ["lung"]


def test_an_unsure_yes_does_nothing(chat):
    listen(chat, WAV, Ear("segment the lung", 0.99))
    listen(chat, WAV, Ear("delete everything", 0.99))
    assert list(chat.masks) == ["lung"]
    listen(chat, WAV, Ear("yes", 0.75))
    assert list(chat.masks) == ["lung"]


def test_what_destroys_is_asked_about_however_sure(chat):
    listen(chat, WAV, Ear("segment the lung", 1.0))
    for said in ("delete the lung", "start over", "delete everything"):
        listened = listen(chat, WAV, Ear(said, 1.0))
        assert "Shall I?" in listened.turn.reply
        assert list(chat.masks) == ["lung"]


def test_stop_wins_however_unsure(chat):
    listen(chat, WAV, Ear("segment the lung", 1.0))
    listen(chat, WAV, Ear("delete the lung", 1.0))
    listened = listen(chat, WAV, Ear("stop", 0.01))
    assert listened.understood.stops
    assert chat.session.context.pending is None
    listen(chat, WAV, Ear("yes", 1.0))
    assert list(chat.masks) == ["lung"]


@pytest.mark.parametrize(("text", "sure"), [("segment the lung", 0.1), ("", 0.0), ("how was your weekend", 0.99)])
def test_what_is_no_command_is_left_alone_and_so_is_an_open_question(chat, text, sure):
    listen(chat, WAV, Ear("segment the lung", 1.0))
    listen(chat, WAV, Ear("delete it", 1.0))
    listened = listen(chat, WAV, Ear(text, sure))
    assert listened.understood.verdict == "ignore"
    assert listened.turn.reply
    assert list(chat.masks) == ["lung"]
    assert chat.session.context.pending is not None


def test_silence_reaches_no_recogniser():
    assert understand(SILENCE, Ear("stop", 1.0), Context()).heard.text == ""


def test_what_was_understood_goes_over_a_wire():
    told = understand(WAV, Ear("segment the liver", 0.91), Context()).to_json()
    assert told["commands"][0]["op"] == "segment"
    assert (told["text"], told["verdict"], told["confidence"]) == ("segment the liver", "act", 0.91)


def test_what_is_no_recording_is_an_error(chat):
    with pytest.raises(ReadError):
        listen(chat, b"webm", Ear("stop", 1.0))


@pytest.mark.parametrize("name", ["", "siri", "whisper", "sphinx:big"])
def test_a_name_nobody_has_is_an_error(name):
    with pytest.raises(PromptError, match="unknown recogniser"):
        open_recogniser(name)
