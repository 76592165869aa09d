"""A planner behind the server: what it plans meets the same gate as what a person says."""

from collections.abc import Iterator

import pytest
import served
from chat_server import Model, Says, call, chat_server
from starlette.testclient import TestClient

from limis.agents.planner import open_planner
from limis.service.desk import Desk
from limis.service.engines import SharedEngines
from limis.service.roots import Roots
from limis.web.app import make_app

WISH = "make whatever that lung thing is vanish into thin air, would you"


@pytest.fixture
def model() -> Iterator[Model]:
    with chat_server() as model:
        yield model


@pytest.fixture
def desk(root, model):
    shared = SharedEngines(opened=[served.engines()])
    with Desk(Roots([root]), shared, home=root.parent / "home", planner=open_planner("openai:x", model.url)) as made:
        yield made


def say(client, at, text, **how):
    return client.post(f"{at}/say", json={"text": text, **how}).json()


def test_what_a_planner_would_destroy_waits_for_a_person(client, desk, model):
    at = f"/api/v1/sessions/{client.post('/api/v1/sessions', json={'path': 'film.png'}).json()['id']}"
    say(client, at, "segment the lung and the liver")
    everything = call("delete", targets=[{"ref": "all"}])
    for how in ({}, {"confidence": 1.0, "threshold": 0.0}, {"confidence": 0.0, "threshold": 1.0}):
        model.script = [everything, Says("I have deleted everything")]
        turn = say(client, at, WISH, **how)
        assert "delete everything" in turn["pending"]["question"]
        assert "have deleted" not in turn["reply"]
        assert len(client.get(at).json()["structures"]) == 2
    say(client, at, "yes", confidence=0.1, threshold=0.5)
    assert len(client.get(at).json()["structures"]) == 2
    assert say(client, at, "yes")["structures"] == []
    assert len(say(client, at, "undo")["structures"]) == 2


def test_who_comes_back_before_a_word_was_said_still_has_the_planner(client, desk, model):
    session = client.post("/api/v1/sessions", json={"path": "film.png"}).json()["id"]
    assert desk.put_away(desk.get(session))
    model.script = [call("segment", targets=[{"concept": "lung", "text": "lung"}])]
    assert say(client, f"/api/v1/sessions/{session}", WISH)["structures"][0]["found"]


def test_a_server_asks_no_planner_but_the_one_it_was_given(root, monkeypatch):
    monkeypatch.setenv("LIMIS_PLANNER", "nonsense")
    with served.make_desk(root) as desk, TestClient(make_app(desk), base_url="http://localhost") as client:
        at = f"/api/v1/sessions/{client.post('/api/v1/sessions', json={'path': 'film.png'}).json()['id']}"
        assert "did not understand" in say(client, at, WISH)["reply"]
