"""An edit is put right: taken back, and done as it was meant."""

from __future__ import annotations

import pytest

from limis.agents.conversation import Conversation
from limis.agents.dialogue import reply
from limis.commands import Amount, Grow, Keep, Repeat, Shrink, Smooth
from limis.prompts.reader import read
from limis.session import Session
from limis.session.repeating import spelt_again
from limis.session.store import Store

_2_PIXELS = Amount(value=2, unit="voxel")


class Talk:
    def __init__(self, session):
        self.session = session

    def __call__(self, text):
        return self.session.apply(read(text, self.session.context), text)

    def voxels(self, name="lung"):
        return self.session.history.state.masks[name].voxels


@pytest.fixture
def talk(picture, fake_engines):
    talk = Talk(Session(picture, fake_engines))
    talk("segment the lung")
    return talk


def remarks(turn):
    return "; ".join(outcome.remark for outcome in turn.outcomes)


def test_the_edit_is_taken_back_and_done_as_it_was_meant(talk):
    talk("make it 2 pixels larger")
    twice = talk.voxels()
    talk("undo")
    talk("make it 3 pixels larger")
    assert talk.voxels() > twice
    turn = talk("no, 2 pixels")
    assert talk.voxels() == twice
    assert reply(turn).startswith("Taken back. Lung made larger by 2 pixels.")
    assert [command.op for command in turn.resolved] == ["undo", "grow"]
    talk("undo")
    assert talk.voxels() == 100


def test_it_can_be_put_right_again_and_on_another_side(talk):
    talk("make it 3 pixels larger at the top of the picture")
    talk("no, 2 pixels")
    talk("no, 1 pixel")
    assert talk.voxels() == 110
    (undone, grown) = talk("I meant the bottom of the picture").resolved
    assert (undone.op, grown.op, grown.where, grown.frame) == ("undo", "grow", "inferior", "image")
    assert talk.voxels() == 110


def test_an_edit_that_was_undone_is_not_undone_twice(talk):
    talk("make it 3 pixels larger")
    talk("undo")
    turn = talk("no, 2 pixels")
    assert [command.op for command in turn.resolved] == ["grow"]
    talk("undo")
    assert talk.voxels() == 100


def test_what_was_done_since_is_never_taken_back(talk):
    talk("make it 3 pixels larger")
    talk("segment the liver")
    before = talk.session.history.digest
    assert not talk.session.context.just_edited
    turn = talk.session.apply([Repeat(amount=_2_PIXELS, instead=True)], "no, 2 pixels")
    assert 'say "undo" first' in remarks(turn)
    assert talk.session.history.digest == before


def test_an_edit_that_changed_nothing_takes_nothing_back(talk):
    talk("drop the specks")
    turn = talk.session.apply([Repeat(instead=True)], "no")
    assert "undo" not in [command.op for command in turn.resolved]
    assert talk.voxels() == 100


def test_a_sentence_that_did_more_than_edit_is_not_put_right(talk):
    talk("segment the liver and make it 3 pixels larger")
    before = talk.session.history.digest
    turn = talk.session.apply([Repeat(amount=_2_PIXELS, instead=True)], "no, 2 pixels")
    assert turn.outcomes[0].status == "refused"
    assert talk.session.history.digest == before


@pytest.mark.parametrize("between", ["how big is it?", "zoom in", "hide it", "make the picture brighter", "no"])
def test_it_is_too_late_after_another_sentence(between, talk):
    talk("make it 3 pixels larger")
    larger = talk.voxels()
    assert talk.session.context.just_edited
    talk(between)
    assert not talk.session.context.just_edited
    talk("no, 2 pixels")
    assert talk.voxels() == larger


def test_what_cannot_be_done_leaves_the_edit(talk):
    talk("make it 2 pixels smaller")
    before = talk.session.history.digest
    turn = talk("no, 200 pixels")
    assert "the last edit stays as it is" in remarks(turn)
    assert talk.session.history.digest == before
    assert talk.session.history.can_undo == 2
    talk("no, 1 pixel")
    assert talk.voxels() == 64


def test_one_of_several_edits_is_not_guessed():
    last = [Grow(amount=Amount(value=3, unit="mm")), Shrink(amount=Amount(value=6, unit="mm"), where="superior")]
    again, remark = spelt_again(Repeat(amount=_2_PIXELS, instead=True), last)
    assert (again, "several edits" in remark) == ([], True)


def test_of_several_edits_that_one_is_put_right_which_said_how_much():
    grow, smooth = Grow(amount=Amount(value=3, unit="mm")), Smooth()
    again, _ = spelt_again(Repeat(amount=_2_PIXELS, instead=True), [grow, smooth])
    assert again == [grow.model_copy(update={"amount": _2_PIXELS}), smooth]
    half = Amount(value=50, unit="percent")
    assert spelt_again(Repeat(amount=half, instead=True), [grow])[0][0].amount == half


def test_what_an_edit_cannot_be_told_is_refused():
    again, remark = spelt_again(Repeat(where="left", instead=True), [Keep(which="largest")])
    assert (again, remark) == ([], 'keep takes no side: say "undo" first, or what to change')
    again, remark = spelt_again(Repeat(amount=_2_PIXELS, instead=True), [Keep(where="left")])
    assert (again, "no amount" in remark) == ([], True)


def test_what_was_deleted_or_undone_is_told_how_to_have_again(talk):
    talk("segment the liver")
    talk.session.apply(read("delete the lung", talk.session.context), "delete the lung")
    talk("yes")
    assert remarks(talk("bring the lung back")) == (
        'no lung any more: say "undo" to go back to when there was one, or "segment the lung"'
    )
    talk("make it 2 pixels larger")
    assert 'say "take the last 2 back"' in remarks(talk("restore the lung"))
    talk("take the last 2 back")
    assert talk.voxels() == 100
    talk("undo")
    assert 'say "redo"' in remarks(talk("smooth the liver"))
    assert "any more" not in remarks(talk("smooth the spleen"))


def test_of_several_that_are_selected_the_last_is_told(talk):
    talk("segment the liver")
    assert reply(talk("back to the liver and the lung")) == "Lung is active now."


def test_what_can_be_put_right_outlives_the_session(picture, fake_engines, tmp_path):
    store, session = Store(tmp_path / "home"), Session(picture, fake_engines)
    with Conversation(session, tmp_path, store.start(session.image, session.history)) as chat:
        chat.say("segment the lung")
        chat.say("make it 3 pixels larger")
        name = chat.id
    journal, again = store.resume(name), Session(picture, fake_engines)
    again.take_up(journal)
    with Conversation(again, tmp_path, journal) as chat:
        assert [command.op for command in chat.say("no, 2 pixels").resolved] == ["undo", "grow"]
        chat.undo()
        assert chat.masks["lung"].voxels == 100
    assert store.verify(name).ok
