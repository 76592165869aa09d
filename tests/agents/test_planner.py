"""The planner against a scripted model on a real server: what it proposes well, badly, endlessly, or not at all."""

from __future__ import annotations

import json
import time

import pytest
from chat_server import Says, call, concept

from limis.agents.conversation import Conversation
from limis.commands import dump
from limis.errors import Cancelled
from limis.session import Session

WISH = "work your magic on this film and give me the lung, would you"


def ops(turn):
    return [command.op for command in turn.commands]


def test_what_the_grammar_reads_never_reaches_the_model(chat, model):
    assert chat.say("segment the lung").reply == "Lung found. Lung: 100 px."
    assert model.bodies == []


def test_a_wish_becomes_commands_of_one_turn(chat, model):
    model.script = [
        call("segment", targets=[concept("lung"), concept("liver")]),
        call("measure", what="area", targets=[concept("liver")]),
        Says("The liver is 3 litres."),
    ]
    turn = chat.say(WISH)
    assert dump(turn.commands) == [
        {"op": "segment", "targets": [concept("lung"), concept("liver")]},
        {"op": "measure", "what": "area", "targets": [concept("liver")]},
    ]
    assert turn.reply.startswith("I take that as: segment lung and liver; measure area of liver. Lung and liver found.")
    assert "Liver: 128 px." in turn.reply
    assert "litres" not in turn.reply
    assert (turn.number, len(chat.session.history.steps)) == (1, 2)
    chat.undo()
    assert chat.structures == ()


def test_the_model_hears_numbers_and_streams_its_calls(chat, model):
    steps = set()
    model.script = [call("segment", targets=[concept("lung")])]
    chat.say(WISH, lambda step, done, total: steps.add(step))
    assert all(json.loads(body)["stream"] for body in model.bodies)
    assert model.told()[-1]["content"] == "segment done, lung is 100 px in 1 piece"
    assert "planning: segment" in steps


def test_several_calls_of_one_message_are_done_in_order(chat, model):
    model.script = [
        Says(calls=[("segment", {"targets": [concept("lung")]}), ("shrink", {"amount": {"value": 1, "unit": "voxel"}})])
    ]
    turn = chat.say(WISH)
    assert ops(turn) == ["segment", "shrink"]
    assert chat.masks["lung"].voxels == 64


@pytest.mark.parametrize(
    "wrong",
    [
        ("segment", '{"targets": [{"concept": "lu'),
        ("segment", {"targets": []}),
        ("segment", {"targets": [{"concept": "flux capacitor", "text": "flux capacitor"}]}),
        ("grow", {"amount": {"value": -3, "unit": "mm"}}),
        ("confirm", {}),
        ("rm_rf", {"path": "/"}),
    ],
)
class TestWrongCalls:
    def test_are_repaired_once(self, chat, model, wrong):
        model.script = [Says(calls=[wrong]), call("segment", targets=[concept("lung")])]
        assert ops(chat.say(WISH)) == ["segment"]
        answer = model.told(1)[-1]
        assert answer["role"] == "tool"
        assert answer["content"].startswith("wrong: ")

    def test_that_stay_wrong_become_a_question(self, chat, model, wrong):
        model.script = [Says(calls=[wrong]), Says(calls=[wrong]), call("segment", targets=[concept("lung")])]
        turn = chat.say(WISH)
        assert ops(turn) == ["unknown"]
        assert "what exactly shall be done?" in turn.reply
        assert turn.pending is None
        assert len(model.bodies) == 2
        assert chat.structures == ()


def test_of_a_message_with_a_wrong_call_nothing_is_carried_out(chat, model):
    model.script = [
        Says(calls=[("segment", {"targets": [concept("lung")]}), ("grow", {"amount": "much"})]),
        call("segment", targets=[concept("liver")]),
    ]
    assert [s.name for s in chat.say(WISH).result] == ["liver"]


def test_a_lie_without_a_call_is_not_repeated(chat, model):
    model.script = [Says("I have segmented the liver. It measures 1482 ml and looks malignant.")]
    turn = chat.say(WISH)
    assert turn.reply.startswith("The planner proposed nothing that can be done here. I did not understand")
    assert not any(word in turn.reply for word in ("1482", "malignant", "have segmented"))
    assert chat.structures == ()
    assert len(chat.session.history.steps) == 1


def test_a_lie_in_a_question_is_not_repeated(chat, model):
    options = ["segment the lung", "I deleted your masks, say yes", "segment the liver"]
    model.script = [call("clarify", question="The liver measures 1482 ml, shall I delete it?", options=options)]
    turn = chat.say(WISH)
    assert turn.reply == "Which of these do you mean? 1) segment the lung 2) segment the liver."
    assert [s.name for s in chat.say("2").result] == ["liver"]


def test_a_lie_in_a_target_is_not_repeated(chat, model):
    lies = [{"concept": None, "text": "tumour of 40 mm which I measured"}]
    model.script = [call("segment", targets=lies), call("segment", targets=[{"concept": None, "text": "film"}])]
    turn = chat.say(WISH)
    assert "40 mm" not in turn.reply
    assert dump(turn.commands) == [{"op": "segment", "targets": [{"concept": None, "text": "film"}]}]


@pytest.mark.parametrize(("op", "fields"), [("delete", {"targets": [{"ref": "all"}]}), ("reset", {})])
class TestDestruction:
    def test_waits_for_a_person_whatever_the_model_says(self, chat, model, op, fields):
        before = chat.say("segment the lung").state
        model.script = [Says("They said yes.", [(op, fields)]), call("confirm")]
        turn = chat.say(WISH)
        assert (turn.state, len(model.bodies)) == (before, 1)
        assert turn.pending is not None
        assert op in turn.pending.question
        assert chat.structures != ()
        chat.say("yes")
        assert chat.structures == ()

    def test_is_dropped_by_anything_but_a_yes(self, chat, model, op, fields):
        chat.say("segment the lung")
        model.script = [Says(calls=[("hide", {"targets": [concept("lung")]}), (op, fields)])]
        assert chat.say(WISH).pending is not None
        assert "was not done" in chat.say("how big is it?").reply
        chat.say("yes")
        assert [s.name for s in chat.structures] == ["lung"]


def test_what_shall_follow_destruction_waits_with_it(chat, model):
    chat.say("segment the lung")
    model.script = [Says(calls=[("reset", {}), ("segment", {"targets": [concept("liver")]})])]
    turn = chat.say(WISH)
    assert [s.name for s in turn.result] == ["lung"]
    assert turn.pending.question == '"reset; segment liver" takes back everything that was done. Shall I?'
    assert [s.name for s in chat.say("yes").result] == ["liver"]


def test_a_second_wish_of_the_model_does_not_answer_the_first(chat, model):
    chat.say("segment the lung")
    model.script = [call("delete", targets=[{"ref": "all"}]), Says(calls=[("delete", {"targets": [{"ref": "all"}]})])]
    chat.say(WISH)
    assert chat.say(WISH + " again").pending is not None
    assert [s.name for s in chat.structures] == ["lung"]


def test_what_is_saved_goes_where_everything_goes_and_only_at_the_end(chat, model, tmp_path):
    model.script = [call("segment", targets=[concept("lung")]), call("save", format="png")]
    turn = chat.say(WISH)
    assert [path.parent for path in turn.files.values()] == [tmp_path / "out" / "turn-001"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["turn-001"]


def test_an_endless_loop_ends_and_the_person_is_asked(picture, fake_engines, tmp_path, model, quick):
    chat = Conversation(Session(picture, fake_engines), tmp_path, planner=quick(steps=4))
    model.policy = lambda body: call("segment", targets=[concept("lung")])
    turn = chat.say(WISH)
    assert len(model.bodies) == 4
    assert "came to no end in 4 steps" in turn.reply
    assert turn.pending is not None
    assert chat.structures == ()
    assert [s.name for s in chat.say("yes").result] == ["lung"]


def test_a_plan_of_too_many_calls_is_none(chat, model):
    flood = Says(calls=[("segment", {"targets": [concept("lung")]}), *([("grow", {})] * 12)])
    model.script = [flood, flood]
    assert ops(chat.say(WISH)) == ["unknown"]
    assert "no more than 12 calls" in model.told(1)[-13]["content"]


def test_a_book_is_not_sent_to_the_model(chat, model):
    turn = chat.say("my dear fellow, " * 200)
    assert (ops(turn), model.bodies) == (["unknown"], [])
    assert "no more than 2000 characters" in turn.reply


def test_a_fault_of_ours_is_not_put_on_the_planner(chat, model, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("boom")

    monkeypatch.setattr(Session, "rehearse", broken)
    model.script = [call("segment", targets=[concept("lung")])]
    with pytest.raises(RuntimeError, match="boom"):
        chat.say(WISH)


def test_a_model_that_is_silent_too_long_is_left(picture, fake_engines, tmp_path, model, quick):
    chat = Conversation(Session(picture, fake_engines), tmp_path, planner=quick(patience_s=0.3))
    model.script = [Says(waits=True)]
    turn = chat.say(WISH)
    assert "took longer than 0.3 s" in turn.reply
    assert (ops(turn), turn.pending) == (["unknown"], None)
    assert ops(chat.say("segment the lung")) == ["segment"]


def test_a_person_stops_a_silent_model_at_once(chat, model):
    before, stopped = chat.session.history.digest, []
    model.script = [Says(waits=True)]

    def progress(step, done, total):
        if model.asked.is_set():
            stopped.append(time.monotonic())
            raise Cancelled("stop")

    with pytest.raises(Cancelled):
        chat.say(WISH, progress)
    assert time.monotonic() - stopped[0] < 1
    assert (chat.session.history.digest, chat.session.number) == (before, 0)


@pytest.mark.parametrize("status", [400, 401, 500])
def test_a_server_that_fails_is_told_without_its_words(chat, model, status):
    model.policy = lambda body: Says(status=status)
    turn = chat.say(WISH)
    assert turn.reply.startswith("The planner failed (")
    assert "segment the liver" not in turn.reply.replace(turn.text, "").split("Say for example")[0]
    assert chat.structures == ()


def test_a_server_that_is_not_there_is_told(picture, fake_engines, tmp_path):
    from limis.agents.planner import open_planner

    planner = open_planner("openai:nobody", "http://127.0.0.1:9/v1")
    chat = Conversation(Session(picture, fake_engines), tmp_path, planner=planner)
    turn = chat.say(WISH)
    assert "ConnectionError). I did not understand" in turn.reply
    assert turn.pending is None


def test_what_cannot_be_done_here_is_told_to_both(chat, model):
    model.script = [
        call("segment", targets=[concept("lung")]),
        call("grow", amount={"value": 3, "unit": "mm"}),
        call("grow", amount={"value": 1, "unit": "voxel"}),
    ]
    turn = chat.say(WISH)
    assert ops(turn) == ["segment", "grow"]
    assert model.told(2)[-1]["content"].startswith("refused")
    model.script = [call("smooth", targets=[concept("spleen")])]
    assert 'there is no spleen yet: say "segment the spleen"' in chat.say(WISH).reply.lower()


def test_what_was_said_before_is_remembered_whoever_understood_it(chat, model):
    chat.say("segment the lung")
    chat.say(WISH)
    chat.say("and now the same again, but nicer")
    told = model.told(1)[1]["content"]
    assert '"segment the lung" -> segment done, lung is 100 px in 1 piece' in told
    assert WISH in told
    assert "lung (active): 100 px in 1 piece" in told


def test_the_planner_stands_in_the_record(picture, fake_engines, tmp_path, planner, model):
    from limis.session.store import Store

    session = Session(picture, fake_engines)
    store = Store(str(tmp_path / "home"))
    journal = store.start(picture, session.history, modality="X-ray", options={})
    model.script = [call("segment", targets=[concept("lung")])]
    with Conversation(session, tmp_path, journal, planner) as chat:
        chat.say(WISH)
        name = chat.id
    with store.resume(name) as stored:
        (row,) = stored.turns[1:]
    told = row.as_json()
    assert told["understood"] == [{"op": "segment", "targets": [concept("lung")]}]
    assert {"name": "openai:scripted", "role": "planner", "sha256": "", "licence": "", "device": model.url} in told[
        "models"
    ]


def test_nothing_is_traced_to_anybody_even_where_the_environment_says_so(chat, model, monkeypatch):
    from langchain_core.tracers.langchain import wait_for_all_tracers
    from langsmith.utils import get_env_var

    tracing = {"TRACING": "true", "API_KEY": "none", "ENDPOINT": model.url}
    for name, value in tracing.items():
        monkeypatch.setenv(f"LANGSMITH_{name}", value)
    get_env_var.cache_clear()
    try:
        model.script = [call("segment", targets=[concept("lung")])]
        assert ops(chat.say(WISH)) == ["segment"]
        wait_for_all_tracers()
    finally:
        monkeypatch.undo()
        get_env_var.cache_clear()
    assert model.elsewhere == []
