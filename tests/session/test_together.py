""" "Them" means all that was named together last; "it" means the active structure."""

import pytest

from limis.models.engines import Engines
from limis.prompts.reader import read
from limis.session import Session


@pytest.fixture
def session(picture, fake_grounder, fake_segmenter):
    fake_grounder.bands = {"lung": (0.45, 0.75), "liver": (0.75, 1.01), "heart": (1.5, 2.0)}
    return Session(picture, Engines("fake", fake_grounder, fake_segmenter))


def say(session, text):
    return session.apply(read(text, session.context), text)


def voxels(session):
    return {name: mask.voxels for name, mask in session.history.state.masks.items()}


@pytest.mark.parametrize("them", ["them", "both", "these", "both of them"])
def test_a_plural_means_all_that_one_sentence_named(them, session):
    say(session, "segment the lung and the liver")
    turn = say(session, f"shrink {them} by 1 pixel")
    assert voxels(session) == {"lung": 64, "liver": 84}
    assert [target.concept for target in turn.resolved[0].targets] == ["lung", "liver"]


def test_a_singular_means_the_active_one(session):
    say(session, "segment the lung and the liver")
    say(session, "shrink it by 1 pixel")
    assert voxels(session) == {"lung": 100, "liver": 84}


def test_a_sentence_about_one_of_them_does_not_make_them_fewer(session):
    say(session, "segment the lung and the liver")
    say(session, "shrink the lung by 1 pixel")
    say(session, "go to the liver")
    say(session, "shrink them by 1 pixel")
    assert voxels(session) == {"lung": 36, "liver": 84}


def test_within_a_sentence_it_means_what_was_named_so_far(session):
    say(session, "segment the lung, then segment the liver and shrink them by 1 pixel")
    assert voxels(session) == {"lung": 64, "liver": 84}


def test_what_is_not_there_is_none_of_them(session):
    say(session, "segment the lung, the heart and the liver")
    say(session, "shrink them by 1 pixel")
    assert voxels(session) == {"lung": 64, "liver": 84}


def test_without_several_a_plural_means_the_active_one(session):
    say(session, "segment the lung")
    say(session, "shrink them by 1 pixel")
    assert voxels(session) == {"lung": 64}


def test_them_may_be_hidden_measured_and_deleted(session):
    say(session, "segment the lung and the liver")
    assert len(say(session, "how big are they").outcomes[0].facts) == 2
    say(session, "hide them")
    assert session.history.state.hidden == {"lung", "liver"}
    say(session, "delete them")
    say(session, "yes")
    assert voxels(session) == {}


def test_the_larger_of_them_is_one_of_them(session):
    say(session, "segment the liver and the lung")
    assert session.history.state.active == "lung"
    say(session, "shrink the largest one by 1 pixel")
    assert voxels(session) == {"liver": 84, "lung": 100}


@pytest.mark.parametrize("only", ["show only the heart", "hide everything but the heart", "show only the spleen"])
def test_only_what_is_not_there_hides_nothing(only, session):
    say(session, "segment the lung and the heart")
    turn = say(session, only)
    assert not session.history.state.hidden
    assert [outcome.status for outcome in turn.outcomes] == ["refused", "refused"]
    assert "there is no" in turn.outcomes[1].remark


def test_only_one_of_them_hides_the_others(session):
    say(session, "segment the lung and the liver")
    say(session, "show only the lung")
    assert session.history.state.hidden == {"liver"}
