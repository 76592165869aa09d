"""The tools for anybody's agent, and the graph in docs/agents.md, run as it stands there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from chat_server import Says, call, concept
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from limis.agents import tools_for
from limis.agents.conversation import Conversation
from limis.agents.desk import OFFERED
from limis.commands.schema import functions
from limis.session import Session

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "agents.md").read_text(encoding="utf-8")


@pytest.fixture
def talk(picture, fake_engines, tmp_path):
    return Conversation(Session(picture, fake_engines), tmp_path / "out")


def tools(*arguments):
    return {tool.name: tool for tool in tools_for(*arguments)}


def test_every_offered_command_is_a_typed_tool(talk):
    made = tools(talk)
    assert set(made) == set(OFFERED) - {"clarify"}
    schemas = {tool["function"]["name"]: tool["function"]["parameters"] for tool in functions()}
    assert all(tool.args_schema == schemas[name] for name, tool in made.items())


def test_a_tool_does_what_a_sentence_does(talk):
    made = tools(talk)
    assert made["segment"].invoke({"targets": [concept("lung")]}) == "segment done, lung is 100 px in 1 piece"
    assert made["measure"].invoke({"what": "area"}) == "measure done, lung area 100 px"
    assert made["undo"].invoke({}) == "undo done"
    assert talk.structures == ()
    assert [step.text for step in [talk.say("list")]] == ["list"]


def test_a_bare_session_will_do(picture, fake_engines):
    session = Session(picture, fake_engines)
    tools(session)["segment"].invoke({"targets": [{"concept": None, "text": "purple thing"}]})
    assert (session.number, session.structures) == (1, ())


@pytest.mark.parametrize("fields", [{"targets": []}, {"targets": "nonsense", "colour": 3}, {}])
def test_wrong_fields_are_answered_and_change_nothing(talk, fields):
    assert tools(talk)["segment"].invoke(fields).startswith("wrong: ")
    assert talk.session.number == 0


def test_destruction_waits_in_the_conversation(talk):
    talk.say("segment the lung")
    everything = {"targets": [{"ref": "all"}]}
    assert tools(talk)["delete"].invoke(everything) == "waits for a person's yes; nothing was done yet"
    assert len(talk.structures) == 1
    talk.say("yes")
    assert talk.structures == ()


@pytest.mark.parametrize(("answer", "left"), [(True, 0), ("yes", 0), (False, 1), ("no", 1), (None, 1), ("yes!!", 1)])
def test_destruction_asks_whoever_is_there_to_be_asked(talk, answer, left):
    talk.say("segment the lung")
    asked = []
    made = tools(talk, lambda question: asked.append(question) or answer)
    made["delete"].invoke({"targets": [concept("lung")]})
    assert asked == ['"delete lung" destroys what is there. Shall I?']
    assert len(talk.structures) == left


def blocks():
    return re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_the_graph_of_the_page_pauses_and_is_taken_up_again(model, monkeypatch, capsys):
    """The first block begins and is interrupted; the second one resumes from the checkpointer alone."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    monkeypatch.setenv("OPENAI_BASE_URL", model.url)
    model.script = [
        call("segment", targets=[concept("nucleus")]),
        call("delete", targets=[concept("nucleus")]),
        Says("Gone."),
    ]
    names: dict[str, object] = {}
    first, second = blocks()
    exec(first, names)  # noqa: S102 - it is ours
    assert isinstance(names["memory"], InMemorySaver)
    assert "destroys what is there" in capsys.readouterr().out
    assert len(names["chat"].structures) == 1
    exec(second, names)  # noqa: S102 - it is ours
    assert capsys.readouterr().out == "Gone.\n"
    assert names["chat"].structures == ()
    names["chat"].close()
    assert Command is names["Command"]
    kept = [message["role"] for message in json.loads(model.bodies[-1])["messages"]]
    assert kept == ["user", "assistant", "tool", "assistant", "tool"]
