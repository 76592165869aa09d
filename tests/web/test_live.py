"""A real server on this machine, as browsers and programs meet it."""

import json
import socket
import subprocess
import sys
import threading
import time

import httpx
import pytest
import served
from served import PATIENCE_S, running
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from limis.service.desk import Limits
from limis.web.app import make_app

LINES = {"accept": "application/x-ndjson"}


@pytest.fixture
def live(root, grounder):
    """A server whose conversations leave memory soon after the last listener has gone."""
    with (
        served.make_desk(root, grounder=grounder, limits=Limits(grace_s=0.05)) as desk,
        running(make_app(desk)) as port,
    ):
        url = f"http://127.0.0.1:{port}/api/v1"
        with httpx.Client(base_url=url, timeout=PATIENCE_S, trust_env=False) as client:
            yield client, port, desk


def begin(client):
    return client.post("/sessions", json={"path": "film.png"}).json()["id"]


def listening(port, session, **more):
    return connect(f"ws://127.0.0.1:{port}/api/v1/sessions/{session}/events", proxy=None, **more)


def hear(listener, event):
    """The next event of a kind, and how long it was at most between two signs of life."""
    longest, last = 0.0, time.monotonic()
    while True:
        said = json.loads(listener.recv(PATIENCE_S))
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
        if said["event"] == event:
            return said, longest


def until(condition):
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end
        threading.Event().wait(0.02)


def test_a_listener_hears_progress_and_turns_and_can_stop_them(live, grounder):
    client, port, _ = live
    session = begin(client)
    with listening(port, session, subprotocols=["limis.v1"]) as listener:
        assert hear(listener, "hello")[0]["session"] == session
        answers = []
        grounder.held.clear()

        def ask():
            answers.append(client.post(f"/sessions/{session}/say", json={"text": "segment the liver"}).json())

        asking = threading.Thread(target=ask)
        asking.start()
        assert grounder.looking.wait(PATIENCE_S)
        assert hear(listener, "progress")[0]["step"]
        with httpx.Client(base_url=client.base_url, trust_env=False, timeout=PATIENCE_S) as other:
            stopped = other.post(f"/sessions/{session}/cancel", json={}).json()
        assert stopped["cancelled"]
        told, _ = hear(listener, "turn")
        asking.join(PATIENCE_S)
        assert answers[0] == told["turn"]
        assert "nothing was changed" in told["turn"]["reply"]
        grounder.held.set()
        asking = threading.Thread(target=ask)
        asking.start()
        assert hear(listener, "turn")[0]["turn"]["structures"][0]["found"]
        asking.join(PATIENCE_S)


def test_a_listener_that_sends_nonsense_goes_on_hearing(live):
    client, port, _ = live
    session = begin(client)
    with listening(port, session) as listener:
        hear(listener, "hello")
        for nonsense in ("[" * 4000, "null", '{"op": ["cancel"]}', "\0"):
            listener.send(nonsense)
        client.post(f"/sessions/{session}/say", json={"text": "segment the liver"})
        assert hear(listener, "turn")[0]["turn"]["text"] == "segment the liver"


def test_who_closes_the_page_stops_the_work_and_frees_the_memory(live, grounder):
    client, port, desk = live
    session = begin(client)
    talk = desk.get(session)
    grounder.held.clear()
    with listening(port, session) as listener:
        hear(listener, "hello")
        talk.say("segment the liver")
        assert grounder.looking.wait(PATIENCE_S)
    until(lambda: not talk.is_there)
    assert [one["reply"] for one in client.get(f"/sessions/{session}/turns").json()] == [
        "Stopped; nothing was changed."
    ]


def test_who_hangs_up_while_waiting_stops_the_work(live, grounder):
    client, port, desk = live
    for headers in (LINES, {}):
        talk = desk.get(begin(client))
        grounder.held.clear()
        grounder.looking.clear()
        body = json.dumps({"text": "segment the liver"}).encode()
        head = f"POST /api/v1/sessions/{talk.id}/say HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        accept = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        with socket.create_connection(("127.0.0.1", port)) as raw:
            raw.sendall(f"{head}{accept}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            assert grounder.looking.wait(PATIENCE_S)
        until(lambda: talk.is_idle)  # noqa: B023 - asked before the next one
        assert not talk.conversation().structures


def test_a_slow_session_does_not_hold_up_another_ones_typing(live, grounder):
    client, _, desk = live
    busy, quick = begin(client), begin(client)
    grounder.held.clear()
    desk.get(busy).say("segment the liver")
    assert grounder.looking.wait(PATIENCE_S)
    assert client.post(f"/sessions/{quick}/say", json={"text": "help"}).json()["reply"]
    assert client.get(f"/sessions/{busy}").json()["busy"]
    assert client.get(f"/sessions/{busy}/display.nii").status_code == 200


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Host": "evil.example"}])
def test_a_strange_page_hears_nothing(live, headers):
    client, port, _ = live
    session = begin(client)
    if "Host" in headers:
        with socket.create_connection(("127.0.0.1", port)) as raw:
            raw.sendall(
                f"GET /api/v1/sessions/{session}/events HTTP/1.1\r\nHost: evil.example\r\nUpgrade: websocket\r\n"
                "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                "Sec-WebSocket-Version: 13\r\n\r\n".encode()
            )
            assert b" 403 " in raw.recv(1000)
        return
    with pytest.raises(InvalidStatus):
        listening(port, session, additional_headers=headers)


def test_a_request_that_does_not_come_is_not_waited_for(desk):
    with running(make_app(desk), patience_s=0.1) as port:
        for first in (b"", b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as raw:
                raw.sendall(first)
                assert not first or raw.recv(10_000)
                raw.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
                while raw.recv(10_000):
                    pass


def test_a_listener_to_nothing_is_told_so(live):
    _, port, _ = live
    with listening(port, "0" * 12) as listener:
        assert hear(listener, "error")[0]["error"]["status"] == 404


def test_serve_says_where_it_is_and_serves_its_image(tmp_path, monkeypatch):
    film = served.write_film(tmp_path)
    monkeypatch.setenv("LIMIS_HOME", str(tmp_path / "home"))
    command = [sys.executable, "-m", "limis", "serve", str(film), "--port", "0", "--host", "0.0.0.0"]  # noqa: S104
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            address = next(line.strip() for line in process.stderr if line.startswith("http://"))
            url, _, after = address.partition("#")
            said = dict(part.split("=") for part in after.split("&"))
            port = url.rstrip("/").rpartition(":")[2]
            with httpx.Client(
                base_url=f"http://127.0.0.1:{port}/api/v1", trust_env=False, timeout=PATIENCE_S
            ) as client:
                assert client.get("/health").status_code == 401
                client.headers["authorization"] = f"Bearer {said['token']}"
                answer = client.post("/sessions", json={"path": said["open"]})
                assert answer.json()["image"]["name"] == "film.png"
        finally:
            process.terminate()
            rest = process.stderr.read()
    assert "Traceback" not in rest
