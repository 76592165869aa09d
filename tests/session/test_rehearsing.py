"""What would come of commands, without anything coming of it."""

from __future__ import annotations

import pytest

from limis.errors import Cancelled, InputError
from limis.prompts.reader import read
from limis.session import Session


@pytest.fixture
def session(picture, fake_engines):
    made = Session(picture, fake_engines)
    made.saver = None
    made.apply(read("segment the lung"), "segment the lung")
    return made


def everything(session):
    return session.history.digest, len(session.history.steps), session.number, session.look, session.context


@pytest.mark.parametrize(
    "text",
    [
        "segment the liver",
        "shrink it by 1 pixel and smooth it",
        "undo",
        "delete everything",
        "start over",
        "zoom in",
        "save as png",
        "segment the hippocampus",
        "smooth the spleen",
    ],
)
def test_a_rehearsal_changes_nothing_and_tells_what_applying_does(session, text):
    before = everything(session)
    commands = read(text, session.context)
    rehearsed = session.rehearse(commands)
    assert everything(session) == before
    done = session.apply(commands, text)
    if done.pending is not None:
        done = session.apply(read("yes", session.context), "yes")
    assert rehearsed.state == done.state
    if "save" not in text:
        assert [o.status for o in rehearsed.outcomes] == [o.status for o in done.outcomes]
    assert [c.as_json() for c in rehearsed.changes] == [c.as_json() for c in done.changes]


def test_a_question_that_waits_goes_on_waiting(session):
    session.apply(read("delete it", session.context), "delete it")
    session.rehearse(read("smooth it"))
    assert session.context.pending is not None


def test_applying_what_was_rehearsed_looks_at_nothing_again(session, fake_grounder):
    session.rehearse(read("segment the liver"))
    seen = fake_grounder.views_seen
    session.apply(read("segment the liver"))
    assert fake_grounder.views_seen == seen


def test_a_rehearsal_that_fails_leaves_everything_as_it_was(session):
    before = everything(session)

    def stop(step, done, total):
        raise Cancelled("stop")

    with pytest.raises(InputError):
        session.rehearse(read("smooth it and grow it by 3 mm", session.context))
    with pytest.raises(Cancelled):
        session.rehearse(read("smooth it and segment the liver", session.context), progress=stop)
    assert everything(session) == before


def test_what_destroys_is_known_beforehand(session):
    assert session.destroys(read("delete it", session.context))
    assert session.destroys(read("start over", session.context))
    assert not session.destroys(read("smooth it", session.context))
