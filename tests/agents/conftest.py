from __future__ import annotations

import pytest
from chat_server import chat_server

from limis.agents.conversation import Conversation
from limis.agents.planner import LanguageModelPlanner, open_planner
from limis.session import Session


@pytest.fixture
def model():
    with chat_server() as model:
        yield model


@pytest.fixture
def planner(model):
    return open_planner("openai:scripted", model.url)


@pytest.fixture
def quick(model):
    """Makes a planner with limits of its own."""

    def make(**limits):
        opened = open_planner("openai:scripted", model.url)
        return LanguageModelPlanner("openai:scripted", opened._model, **limits)

    return make


@pytest.fixture
def chat(picture, fake_engines, tmp_path, planner):
    return Conversation(Session(picture, fake_engines), tmp_path / "out", planner=planner)
