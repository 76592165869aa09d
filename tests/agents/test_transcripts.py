"""Whole conversations with a planner, as they were once written down: commands and replies, letter for letter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from chat_server import Says

from limis.agents.wording import worded

TRANSCRIPTS = json.loads(Path(__file__).with_name("transcripts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=[transcript["title"] for transcript in TRANSCRIPTS])
def test_a_conversation_goes_as_it_was_written_down(chat, model, transcript):
    for told in transcript["turns"]:
        model.script = [Says(said.get("text", ""), [tuple(c) for c in said.get("calls", ())]) for said in told["model"]]
        asked = len(model.bodies)
        turn = chat.say(told["said"])
        assert [worded(command) for command in turn.commands] == told["commands"]
        assert turn.reply == told["reply"]
        assert (len(model.bodies) > asked) == bool(told["model"])
        assert model.script == []
