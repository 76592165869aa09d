import json
import subprocess
import sys

import httpx
import numpy as np
import phantoms
import pytest
import served
from served import PATIENCE_S, SlowGrounder, running

import limis
from limis.api import converse, load
from limis.client.version import API
from limis.commands import Segment, Target
from limis.errors import Cancelled, InputError, ReadError, RemoteError, UnknownSessionError, VersionMismatchError
from limis.service.tokens import make_token
from limis.web.app import make_app, policy_for

TALK = (
    "segment the liver",
    "make it 2 pixels larger",
    "segment the lung",
    "undo",
    "measure it",
    "purple monkey dishwasher",
    "hide everything",
    "delete the liver",
)


@pytest.fixture
def grounder():
    slow = SlowGrounder()
    slow.held.set()
    yield slow
    slow.held.set()


@pytest.fixture
def serve(root, grounder):
    """Gives a client's connection to a server in this process; and its desk."""
    with (
        served.make_desk(root, grounder=grounder) as desk,
        running(make_app(desk)) as port,
        limis.connect(f"http://127.0.0.1:{port}") as server,
    ):
        yield server, desk


def test_a_remote_conversation_mirrors_a_local_one(serve, root, tmp_path):
    server, _ = serve
    local = converse(load(root / "film.png"), models=served.engines(), keep=False, out=tmp_path)
    remote = server.chat(root / "film.png")
    assert remote.geometry.same_grid(local.image.geometry)
    for text in TALK:
        here, there = local.say(text), remote.say(text)
        assert (there.state, there.reply, there.number) == (here.state, here.reply, here.number)
        assert (there.commands, there.resolved, there.pending) == (here.commands, here.resolved, here.pending)
        assert (there.active, [c["name"] for c in there.changes]) == (here.active, [c.name for c in here.changes])
        assert [s.name for s in remote.structures] == [s.name for s in local.structures]
        assert list(remote.masks) == list(local.masks)
        assert all(np.array_equal(remote.masks[name].data, local.masks[name].data) for name in local.masks)
    assert remote.undo(2).state == local.undo(2).state
    assert remote.redo().state == local.redo().state
    command = Segment(targets=(Target(concept="liver", text="liver"),))
    assert remote.apply([command]).state == local.apply([command]).state
    assert remote.undo_to(0).state == local.session.history.steps[0].digest


def test_a_series_and_a_mask_are_uploaded(serve, tmp_path):
    server, _ = serve
    series = phantoms.save(phantoms.ct_series(), tmp_path / "series")
    chat = server.chat(series)
    local = load(series)
    assert chat.geometry.same_grid(local.geometry)
    scan, mask = served.write_scan(tmp_path), served.write_scan(tmp_path, "m.nii.gz", 0)
    chat = server.chat(scan, masks={"left kidney": mask}, modality="CT")
    assert chat.masks["kidney_left"].voxels == 60
    assert chat.report()["structures"][0]["name"] == "kidney_left"
    assert chat.export(tmp_path / "out.zip").stat().st_size


def test_a_session_is_taken_up_again_and_forgotten(serve):
    server, desk = serve
    chat = server.open("film.png")
    state = chat.say("segment the liver").state
    assert desk.put_away(desk.get(chat.id))
    again = server.resume(chat.id)
    assert again.state == state
    assert list(again.masks) == ["liver"]
    assert [one["id"] for one in server.sessions()] == [chat.id]
    again.delete()
    with pytest.raises(UnknownSessionError):
        server.resume(chat.id)


def test_a_yes_is_none_to_what_somebody_else_was_asked(serve):
    server, _ = serve
    mine = server.open("film.png")
    mine.say("segment the lung and the liver")
    mine.say("delete the lung")
    server.resume(mine.id).say("start over")
    assert "nother question waits" in mine.say("yes").reply
    assert [one.name for one in mine.structures] == ["lung", "liver"]


def test_errors_are_those_that_they_are_there(serve, tmp_path):
    server, _ = serve
    with pytest.raises(ReadError, match="nothing of that name"):
        server.open("nothing.png")
    with pytest.raises(InputError, match="no models called"):
        server.open("film.png", models="nothing")
    with pytest.raises(InputError, match="cannot send"):
        server.chat(tmp_path / "nothing.png")


def test_progress_is_heard_and_can_stop_the_work(serve, grounder):
    server, _ = serve
    chat = server.open("film.png")
    grounder.held.clear()

    def stop(step, done, total):
        if step == "grounding":
            raise Cancelled("enough")

    with pytest.raises(Cancelled, match="enough"):
        chat.say("segment the liver", stop)
    grounder.held.set()
    assert chat.say("list").structures == ()


def speaking(said, status=200):
    return httpx.MockTransport(lambda request: httpx.Response(status, content=said))


def test_another_version_is_a_clear_error():
    other = json.dumps({"api": API + 1, "version": "9.9"}).encode()
    with pytest.raises(VersionMismatchError, match=f"expected version {API} of the interface, got version {API + 1}"):
        limis.connect("http://localhost:1", transport=speaking(other))


@pytest.mark.parametrize(("said", "status"), [(b"<html>", 200), (b"[]", 200), (b"gone", 502), (b"{}", 404)])
def test_what_is_no_limis_server_is_a_clear_error(said, status):
    with pytest.raises(RemoteError, match="expected a limis server"):
        limis.connect("http://localhost:1", transport=speaking(said, status))


def test_nobody_there_is_a_clear_error():
    with pytest.raises(RemoteError, match="cannot talk to"):
        limis.connect("http://127.0.0.1:1")


def test_a_token_may_stand_in_the_address(root):
    token = make_token()
    with served.make_desk(root) as desk, running(make_app(desk, policy_for(token=token))) as port:
        url = f"http://127.0.0.1:{port}"
        with limis.connect(f"{url}/#open=x&token={token}") as server:
            assert server.about["api"] == API
        with limis.connect(url, token) as server:
            assert server.sessions() == []
        with pytest.raises(RemoteError, match="wants a token"):
            limis.connect(url)


def test_the_client_loads_no_models_and_nothing_heavy():
    code = """
import sys, limis
limis.connect
heavy = {"torch", "onnxruntime", "scipy", "skimage", "PIL", "pydicom", "nibabel", "fastapi", "limis.session"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=PATIENCE_S)
