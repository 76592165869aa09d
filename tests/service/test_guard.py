import asyncio
import json

import pytest

from limis.errors import InputError
from limis.service.guard import LOOPBACK, Guard, Policy
from limis.service.tokens import is_token, make_token, same_token

TOKEN = make_token()


async def echo(scope, receive, send):
    """Reads the body and says how long it is."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        return
    count, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionError
        count += len(message.get("body", b""))
        more = message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(count).encode()})


def ask(policy, headers=(), *, path="/api/v1/x", body=(b"",), kind="http", app=echo, patient=False):
    """Send one request; gives back the status (the close code of a refused WebSocket), headers and body."""
    sent, pieces = [], list(body)

    async def receive():
        if kind == "websocket":
            return {"type": "websocket.connect"}
        if not pieces and patient:
            await asyncio.Event().wait()
        piece = pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(pieces) or patient}

    async def send(message):
        sent.append(message)

    raw = [(k.lower().encode(), v.encode("latin-1")) for k, v in headers]
    asyncio.run(Guard(app, policy)({"type": kind, "path": path, "headers": raw}, receive, send))
    if kind == "websocket":
        return sent[0]["type"], sent[0].get("code")
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(m.get("body", b"") for m in sent[1:])


LOCAL = ("host", "localhost:8765")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8765", "[::1]:8765"])
def test_this_machine_may_come_in(host):
    assert ask(Policy(), [("host", host)])[0] == 200


@pytest.mark.parametrize(
    "hosts",
    [
        ["evil.example"],
        ["127.0.0.1.evil.example"],
        ["localhost@evil.example"],
        ["localhost/x"],
        ["localhost:port"],
        ["192.168.1.7"],
        [""],
        [],
        ["localhost", "evil.example"],
    ],
)
def test_a_name_that_is_not_the_servers_stays_out(hosts):
    headers = [("host", host) for host in hosts]
    assert ask(Policy(), headers)[0] == 421
    assert ask(Policy(), headers, kind="websocket") == ("websocket.close", 1008)


def test_a_server_on_every_address_takes_addresses_but_no_strange_names():
    policy = Policy(LOOPBACK | {"ward7"}, any_address=True)
    assert [ask(policy, [("host", h)])[0] for h in ("10.0.0.5:1", "[fe80::1]", "ward7", "evil.example")] == [
        200,
        200,
        200,
        421,
    ]


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "http://localhost:9999",
        "file://",
        "http://localhost:8765.evil.example",
        "http://[",
        "",
    ],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_another_sites_page_stays_out(origin, kind):
    answer = ask(Policy(), [LOCAL, ("origin", origin)], kind=kind)
    assert answer[:2] == ("websocket.close", 1008) if kind == "websocket" else answer[0] == 403


def test_the_servers_own_page_may_come_in():
    own = [LOCAL, ("origin", "http://localhost:8765"), ("sec-fetch-site", "same-origin")]
    assert ask(Policy(), own)[0] == 200
    assert ask(Policy(), own, kind="websocket") == ("websocket.accept", None)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_request_without_origin_is_told_by_its_site(site):
    policy = Policy(public=("/",), private=("/api/",))
    assert ask(policy, [LOCAL, ("sec-fetch-site", site)])[0] == 403
    assert ask(policy, [LOCAL, ("sec-fetch-site", site)], path="/")[0] == 200  # a link to the page is no harm


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([], 401),
        ([("authorization", "Bearer wrong")], 401),
        ([("authorization", f"Basic {TOKEN}")], 401),
        ([("authorization", f"Bearer {TOKEN}x")], 401),
        ([("authorization", "Bearer \xff")], 401),
        ([("authorization", f"bearer {TOKEN}")], 200),
        ([("sec-websocket-protocol", f"limis.v1, bearer.{TOKEN}")], 200),
    ],
)
def test_a_token_opens_the_door_and_nothing_else_does(headers, status):
    policy = Policy(token=TOKEN, public=("/",), private=("/api/",))
    assert ask(policy, [LOCAL, *headers])[0] == status
    assert ask(policy, [LOCAL, *headers], path="/index.html")[0] == 200  # the page itself holds nothing


def test_a_body_is_counted_whatever_its_length_is_said_to_be():
    policy = Policy(most_bytes=10, upload_bytes=20, uploads=("/up",))
    assert ask(policy, [LOCAL, ("content-length", "11")])[0] == 413
    assert ask(policy, [LOCAL, ("content-length", "9" * 400)])[0] == 413
    assert ask(policy, [LOCAL, ("content-length", "-1")])[0] == 400
    assert ask(policy, [LOCAL, ("content-length", "\xb2")])[0] == 400
    assert ask(policy, [LOCAL], body=[b"12345", b"67890", b"1"])[0] == 413
    assert ask(policy, [LOCAL], body=[b"12345", b"67890"])[2] == b"10"
    assert ask(policy, [LOCAL], body=[b"12345", b"67890", b"1"], path="/up")[2] == b"11"


def test_a_body_that_does_not_come_is_not_waited_for():
    assert ask(Policy(patience_s=0.01), [LOCAL], body=[b"1"], patient=True)[0] == 408


def test_an_app_that_fails_is_answered_for_and_says_nothing_of_why():
    async def fails(scope, receive, send):
        raise RuntimeError("Secret^Name")

    status, _, body = ask(Policy(), [LOCAL], app=fails)
    assert status == 500
    assert b"Secret" not in body


def test_every_answer_says_that_it_is_for_nobody_else():
    for headers in ([LOCAL], [("host", "evil.example")]):
        found = ask(Policy(), headers)[1]
        assert found[b"x-content-type-options"] == b"nosniff"
        assert found[b"cross-origin-resource-policy"] == b"same-origin"


def test_a_refusal_says_what_to_do():
    said = json.loads(ask(Policy(token=TOKEN), [LOCAL])[2])
    assert said["next_step"]
    assert TOKEN not in str(said)


def test_a_token_is_long_and_may_stand_in_a_header():
    assert is_token(make_token())
    assert make_token() != make_token()
    assert same_token("é", "é")
    assert not same_token("", TOKEN)
    for bad in ("short", "with spaces in it, and long", "x" * 300):
        with pytest.raises(InputError):
            is_token(bad)
