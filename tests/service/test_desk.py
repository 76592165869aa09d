import threading
import time
from contextlib import closing

import pytest
import served
from served import PATIENCE_S, SlowGrounder

from limis.agents.conversation import Conversation
from limis.api import converse, load
from limis.errors import BusyError, Cancelled, InputError, SessionBusyError, StoreWriteError, UnknownSessionError
from limis.service.desk import Limits
from limis.service.opening import Opening
from limis.session.store import Store

TALK = ("segment the liver", "shift it 2 voxels down", "undo")


@pytest.fixture
def film(root):
    return served.write_film(root)


@pytest.fixture
def slow():
    grounder = SlowGrounder()
    yield grounder
    grounder.held.set()


def said(talk, text):
    return talk.say(text).future.result(PATIENCE_S)


def until(condition):
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end
        threading.Event().wait(0.02)


def local(film, tmp_path) -> Conversation:
    return converse(load(film), models=served.engines(), keep=False, out=tmp_path / "out")


def test_a_conversation_goes_away_and_comes_back_as_it_was(root, film, tmp_path):
    with served.make_desk(root) as desk:
        talk = desk.open(Opening(desk.find(path="film.png"), {"modality": "X-ray"}))
        assert desk.put_away(talk)
        assert not talk.is_there
        turn = said(talk, "segment the liver")
        assert desk.put_away(talk)
        again = said(talk, "make it larger")
        assert talk.changed_since(turn.state).lower_ijk
        assert [one.text for one in talk.said] == ["segment the liver", "make it larger"]
        name = talk.id
    with served.make_desk(root) as desk:
        talk = desk.get(name)
        assert not talk.is_there
        assert talk.conversation().session.history.digest == again.state
        assert talk.labels() == {"liver": 1}
        with pytest.raises(KeyError):
            talk.changed_since("nothing")
        desk.delete(name)
        with pytest.raises(UnknownSessionError):
            desk.get(name)


def test_idle_conversations_leave_memory_by_themselves(root, film):
    with served.make_desk(root, limits=Limits(idle_s=0.05, forget_s=PATIENCE_S)) as desk:
        talk = desk.open(Opening(film))
        until(lambda: not talk.is_there)
        assert said(talk, "segment the lung").result.masks
        until(lambda: not talk.is_there)


def test_ten_people_at_once_get_what_one_gets(root, film, tmp_path):
    with local(film, tmp_path) as chat:
        expected = [chat.say(text).state for text in TALK]
    with served.make_desk(root, limits=Limits(most_open=4)) as desk:
        jobs = [desk.start(Opening(film)) for _ in range(10)]
        talks = [job.future.result(PATIENCE_S) for job in jobs]
        assert sum(talk.is_there for talk in talks) <= 4
        turns = [[talk.say(text) for text in TALK] for talk in talks]
        assert [[job.future.result(PATIENCE_S).state for job in one] for one in turns] == [expected] * 10


def test_a_slow_conversation_does_not_hold_up_another(root, film, slow):
    with served.make_desk(root, grounder=slow) as desk:
        busy, quick = desk.open(Opening(film)), desk.open(Opening(film))
        job = busy.say("segment the liver")
        assert slow.looking.wait(PATIENCE_S)
        assert said(quick, "help").reply
        assert not job.future.done()
        assert busy.conversation().structures == ()  # it can be looked at meanwhile
        slow.held.set()
        assert job.future.result(PATIENCE_S).result.masks


def test_a_sentence_can_be_stopped_and_changes_nothing(root, film, slow):
    with served.make_desk(root, grounder=slow) as desk:
        talk, heard = desk.open(Opening(film)), []
        talk.bell.listen(heard.append)
        first, second = talk.say("segment the liver"), talk.say("segment the lung")
        assert slow.looking.wait(PATIENCE_S)
        before = talk.conversation().session.history.digest
        assert talk.cancel()
        turn = first.future.result(PATIENCE_S)
        assert "topped; nothing was changed" in turn.reply
        assert turn.state == before
        with pytest.raises(Cancelled):
            second.future.result(PATIENCE_S)
        assert {"progress", "cancelled", "turn"} <= {event["event"] for event in heard}
        slow.held.set()
        assert said(talk, "segment the liver").result.masks


def test_an_edit_that_was_stopped_changes_nothing_however_late_it_hears_of_it(root, film, monkeypatch):
    from limis.session import session

    with served.make_desk(root) as desk:
        talk = desk.open(Opening(film))
        before = said(talk, "segment the liver")
        begun, going_on, real = threading.Event(), threading.Event(), session.shape

        def slow(command, work):
            begun.set()
            going_on.wait(PATIENCE_S)
            return real(command, work)

        monkeypatch.setattr(session, "shape", slow)
        job = talk.say("make it 2 pixels larger")
        assert begun.wait(PATIENCE_S)
        talk.cancel()
        going_on.set()
        assert "nothing was changed" in job.future.result(PATIENCE_S).reply
        assert talk.conversation().session.history.digest == before.state


def test_who_vanishes_frees_the_place(root, film, slow):
    with served.make_desk(root, grounder=slow, limits=Limits(grace_s=0.01)) as desk:
        talk = desk.open(Opening(film))
        with desk.attending(talk):
            job = talk.say("segment the liver")
            assert slow.looking.wait(PATIENCE_S)
            assert not desk.put_away(talk)
        assert "nothing was changed" in job.future.result(PATIENCE_S).reply
        until(lambda: not talk.is_there)


def test_a_full_desk_says_so_and_takes_more_when_somebody_is_idle(root, film, slow):
    with served.make_desk(root, grounder=slow, limits=Limits(most_open=1, patience_s=0.1)) as desk:
        talk = desk.open(Opening(film))
        talk.say("segment the liver")
        assert slow.looking.wait(PATIENCE_S)
        with pytest.raises(BusyError, match="busy"):
            desk.open(Opening(film))
        talk.cancel()
        until(lambda: talk.is_idle)
        assert desk.open(Opening(film)).is_there
        assert not talk.is_there


def test_too_many_sentences_are_refused(root, film, slow):
    with served.make_desk(root, grounder=slow) as desk:
        talk = desk.open(Opening(film))
        for _ in range(17):
            talk.say("segment the liver")
        with pytest.raises(BusyError, match="too much waits"):
            talk.say("segment the liver")
        talk.cancel()


def test_sessions_about_other_images_are_nobodys_business(root, film, tmp_path):
    secret = served.write_film(tmp_path, "secret.png")
    with served.make_desk(root) as desk:
        home = desk.home
        with converse(load(secret), models=served.engines(), out=tmp_path, home=home) as chat:
            chat.say("segment the liver")
            hidden = chat.id
        talk = desk.open(Opening(film))
        assert [one.id for one, _ in desk.sessions()] == [talk.id]
        assert {one.id for one in Store(home).list()} == {talk.id, hidden}
        for name in (hidden, hidden[:6], "../x", ""):
            with pytest.raises(UnknownSessionError):
                desk.get(name)


def test_models_that_are_not_offered_are_refused(root, film):
    with served.make_desk(root) as desk, pytest.raises(InputError, match="no models called"):
        desk.open(Opening(film, models="/etc"))


def uploaded(desk, film):
    upload = desk.uploads.begin()
    with upload.begin("film.png") as part:
        part.write(film.read_bytes())
    return upload.id


def test_an_upload_stays_as_long_as_a_session_is_about_it(root, film):
    with served.make_desk(root) as desk:
        upload = uploaded(desk, film)
        one, other = (desk.open(Opening(desk.find(upload=upload))) for _ in range(2))
        desk.delete(one.id)
        assert desk.put_away(other)
        assert said(other, "segment the liver").result.masks
        desk.delete(other.id)
        assert not list(desk.uploads.folder.iterdir())


def test_what_cannot_be_deleted_keeps_its_image(root, film):
    with served.make_desk(root) as desk:
        talk = desk.open(Opening(desk.find(upload=uploaded(desk, film))))
        said(talk, "segment the liver")
        assert desk.put_away(talk)
        with closing(Store(desk.home).resume(talk.id)), pytest.raises(SessionBusyError):
            desk.delete(talk.id)
        assert said(talk, "make it larger").result.masks


def test_a_session_that_is_not_kept_can_be_deleted(root, film, monkeypatch):
    monkeypatch.setattr("limis.session.store.create", cannot_write)
    with served.make_desk(root) as desk:
        talk = desk.open(Opening(film))
        assert talk.id.startswith("m")
        desk.delete(talk.id)
        with pytest.raises(UnknownSessionError):
            desk.get(talk.id)


def cannot_write(*_):
    raise StoreWriteError("no room")
