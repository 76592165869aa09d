"""Speech over HTTP: a synthetic voice, the real recogniser, and what comes of it."""

import os
import shutil
import sys
import threading

import numpy as np
import pytest
from served import PATIENCE_S, running
from starlette.testclient import TestClient

import limis
from limis.agents.voice import Heard
from limis.agents.voice.audio import write_wav
from limis.errors import MissingExtraError, ReadError
from limis.eval.hearing.voices import Voice, spoken
from limis.service.ear import Ear
from limis.web.app import make_app
from limis.web.hearing import RECORDING_BYTES

VOICE = Voice("en-gb", 140, 40)


@pytest.fixture(scope="module", autouse=True)
def _voices() -> None:
    if shutil.which("espeak-ng") is None and "LIMIS_CI" not in os.environ:
        pytest.skip("espeak-ng is not installed; .ci/run installs it")


@pytest.fixture(scope="module")
def ear() -> Ear:
    """One ear for all tests: opening its model takes longest."""
    return Ear()


@pytest.fixture
def address(desk, ear):
    with running(make_app(desk, ear=ear)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def chat(address):
    with limis.connect(address) as server:
        yield server.open("film.png")


class Told:
    """Hears what it is told to hear."""

    name = "told"

    def __init__(self, text: str, confidence: float) -> None:
        self.text, self.confidence = text, confidence

    def hear(self, sound, context) -> Heard:
        return Heard(self.text, self.confidence, 0.01)


def test_what_was_surely_heard_is_shown_and_then_done(chat) -> None:
    chat.say("segment the lung")
    shown = []
    listened = chat.listen(spoken("undo", VOICE), show=lambda one: shown.append((one["verdict"], len(chat.structures))))
    assert shown == [("act", 1)]
    assert listened.understood["text"] == listened.turn.text == "undo"
    assert listened.understood["commands"][0]["op"] == listened.turn.commands[0].op == "undo"
    assert chat.structures == ()


def test_what_was_perhaps_heard_is_asked(desk) -> None:
    with (
        running(make_app(desk, ear=Ear(Told("segment the liver", 0.5)))) as port,
        limis.connect(f"http://127.0.0.1:{port}") as server,
        server.open("film.png") as chat,
    ):
        listened = chat.listen(spoken("segment the liver", VOICE))
        assert listened.understood["verdict"] == "ask"
        assert 'I understood "segment the liver"' in listened.turn.reply
        assert listened.turn.pending is not None
        assert chat.structures == ()
        chat.say("yes")
        assert [one.name for one in chat.structures] == ["liver"]


def test_an_answer_in_one_piece_has_both(client, desk) -> None:
    session = client.post("/api/v1/sessions", json={"path": "film.png"}).json()["id"]
    rung = []
    desk.get(session).bell.listen(rung.append)
    said = client.post(f"/api/v1/sessions/{session}/listen", content=spoken("undo", VOICE)).json()
    assert said["understood"]["text"] == said["turn"]["text"] == "undo"
    assert [event["event"] for event in rung if event["event"] != "progress"] == ["understood", "turn"]
    assert rung[0]["understood"] == said["understood"]


def test_a_spoken_stop_does_not_wait_for_what_it_stops(desk, grounder) -> None:
    with (
        running(make_app(desk, ear=Ear(Told("stop", 0.1)))) as port,
        limis.connect(f"http://127.0.0.1:{port}") as server,
        server.open("film.png") as chat,
    ):
        grounder.held.clear()
        turns = []
        asking = threading.Thread(target=lambda: turns.append(chat.say("segment the liver")))
        asking.start()
        assert grounder.looking.wait(PATIENCE_S)
        listened = server.resume(chat.id).listen(spoken("stop", VOICE))
        asking.join(PATIENCE_S)
    assert not grounder.held.is_set()
    assert "nothing was changed" in turns[0].reply
    assert listened.turn.number == turns[0].number + 1
    assert not desk.get(chat.id).conversation().masks


def test_what_destroys_is_asked_about_however_surely_it_was_heard(desk) -> None:
    with (
        running(make_app(desk, ear=Ear(Told("delete everything", 1.0)))) as port,
        limis.connect(f"http://127.0.0.1:{port}") as server,
        server.open("film.png") as chat,
    ):
        chat.say("segment the lung")
        assert "Shall I?" in chat.listen(spoken("delete everything", VOICE)).turn.reply
        assert len(chat.structures) == 1


def test_a_spoken_yes_answers_the_question_that_was_heard(desk) -> None:
    class Slow(Told):
        """While it listens, somebody else is asked something."""

        def hear(self, sound, context) -> Heard:
            desk.get(session).say("start over").future.result(PATIENCE_S)
            return super().hear(sound, context)

    with TestClient(make_app(desk, ear=Ear(Slow("yes", 1.0))), base_url="http://127.0.0.1") as client:
        session = client.post("/api/v1/sessions", json={"path": "film.png"}).json()["id"]
        client.post(f"/api/v1/sessions/{session}/say", json={"text": "segment the lung and the liver"})
        client.post(f"/api/v1/sessions/{session}/say", json={"text": "delete the lung"})
        heard = client.post(f"/api/v1/sessions/{session}/listen", content=spoken("yes", VOICE)).json()
    assert "nother question waits" in heard["turn"]["reply"]
    assert len(heard["turn"]["structures"]) == 2


def test_half_a_minute_at_a_microphones_own_rate_is_taken(chat) -> None:
    silence = write_wav(np.zeros(30 * 48_000, np.int16), 48_000)
    assert 2**21 < len(silence) < RECORDING_BYTES
    listened = chat.listen(silence)
    assert (listened.understood["verdict"], listened.understood["text"]) == ("ignore", "")
    assert listened.turn.reply == "I heard no command: say it again."


def test_the_page_alone_may_use_the_microphone(desk, tmp_path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html>", encoding="utf-8")
    with TestClient(make_app(desk, page=tmp_path), base_url="http://localhost") as client:
        assert "microphone=(self)" in client.get("/").headers["permissions-policy"]


def test_what_is_no_recording_is_refused_and_so_is_a_long_one(chat, client) -> None:
    with pytest.raises(ReadError, match="WAV"):
        chat.listen(b"webm")
    too_much = client.post(f"/api/v1/sessions/{chat.id}/listen", content=bytes(RECORDING_BYTES + 1))
    assert too_much.status_code == 413


def test_without_the_extra_it_says_what_is_missing(desk, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    with (
        running(make_app(desk)) as port,
        limis.connect(f"http://127.0.0.1:{port}") as server,
        server.open("film.png") as chat,
    ):
        assert server.about["voice"] is False
        with pytest.raises(MissingExtraError, match=r"limis\[voice\]"):
            chat.listen(spoken("undo", VOICE))
        assert chat.say("segment the lung").structures[0].found


def test_the_health_says_that_there_is_an_ear(client) -> None:
    assert client.get("/api/v1/health").json()["voice"] is True
