"""`limis mcp` as assistants start it: over standard input and output, and over HTTP on this machine."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import httpx
import httpx2
import numpy as np
import pytest
import uvicorn
from assistants import Caller, Person, text_of
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from PIL import Image as Pillow
from typer.testing import CliRunner

from limis.agents.mcp.http import guarded_app
from limis.agents.mcp.server import make_server
from limis.cli.main import app
from limis.report.schema import NOTICE
from limis.service.desk import Desk
from limis.service.guard import Guard


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMIS_HOME", str(tmp_path / "home"))


@pytest.fixture
def outlined(scans: Path) -> Path:
    """What is outlined on the film already."""
    mask = np.zeros((30, 40), np.uint8)
    mask[2:6, 3:9] = 255
    Pillow.fromarray(mask).save(scans / "mask.png")
    return scans


async def a_whole_case(caller: Caller) -> None:
    """From open to export, without asking a model."""
    assert NOTICE in (caller.client.instructions or "")
    opened = await caller.open("film.png", masks={"liver": "mask.png"})
    assert opened.structured_content["structures"] == ["liver"]
    assert "larger" in await caller.words("say", text="grow it by 2 pixels")
    assert "thrown away" in await caller.words("say", text="delete the liver")
    assert "Taken back" in await caller.words("undo")
    assert "--share-pixels" in await caller.words("view")
    saved = await caller.call("export")
    assert saved.structured_content["files"][0]["structures"] == ["liver"]
    assert "Closed" in await caller.words("close")


def test_an_assistant_starts_it_and_talks_over_standard_input(outlined: Path, home: None) -> None:
    person = Person()
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "limis", "mcp", str(outlined)], env=dict(os.environ)
    )

    async def main() -> None:
        # As the assistants of today do it: with a handshake, and a question in the middle of a call.
        async with Client(command, mode="legacy", elicitation_callback=person) as client:
            await a_whole_case(Caller(client))

    asyncio.run(main())
    assert len(person.asked) == 1
    assert list((outlined / "limis-results").rglob("liver.png"))


def test_http_for_other_machines_wants_the_token_that_was_shown(outlined: Path, home: None) -> None:
    with serving(str(outlined), "--host", "0.0.0.0") as (token, port):  # noqa: S104 - it is closed to all without a token
        url = f"http://127.0.0.1:{port}/mcp"
        right = {"Authorization": f"Bearer {token}", "Accept": "application/json, text/event-stream"}
        hostile = (
            (421, {**right, "Host": "evil.example"}),
            (403, {**right, "Origin": "https://evil.example"}),
            (403, {**right, "Sec-Fetch-Site": "cross-site"}),
            (401, {**right, "Authorization": "Bearer wrong"}),
            (401, {"Accept": right["Accept"]}),
        )
        for status, headers in hostile:
            assert httpx.post(url, headers=headers, json={}).status_code == status, headers
        assert httpx.post(url, headers=right, content=b" " * (2**20 + 1)).status_code == 413

        async def main() -> None:
            async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=120) as http:
                transport = streamable_http_client(url, http_client=http)
                async with Client(transport, elicitation_callback=Person()) as client:
                    await a_whole_case(Caller(client))

        asyncio.run(main())


def test_what_cannot_be_served_is_said_in_one_line(tmp_path: Path) -> None:
    for arguments in (["mcp", str(tmp_path / "nothing")], ["mcp", str(tmp_path), "--http", "--token", "short"]):
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 2
        assert "expected" in done.stderr
        assert "Traceback" not in done.stderr


def test_the_help_warns_of_what_may_leave_the_machine() -> None:
    words = " ".join(re.sub(r"[│╭╮╰╯─]", " ", CliRunner().invoke(app, ["mcp", "--help"]).stdout).split())
    assert "Images may then leave this machine" in words


def test_two_clients_over_http_do_not_see_each_other(desk: Desk, scans: Path) -> None:
    guarded = guarded_app(make_server(desk, scans / "results"), "127.0.0.1", None)

    async def main() -> None:
        async with running(guarded) as url, Client(url) as one, Client(url, mode="legacy") as other:
            first, second = Caller(one), Caller(other)
            await first.open("film.png")
            assert "UnknownSessionError" in text_of(await second.call("list"))
            assert not (await first.call("list")).is_error

    asyncio.run(main())


@asynccontextmanager
async def running(guarded: Guard) -> AsyncIterator[str]:
    """A server in this process; gives where it is."""
    server = uvicorn.Server(uvicorn.Config(guarded, port=0, log_level="warning"))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/mcp"
    server.should_exit = True
    await task


@contextmanager
def serving(*arguments: str) -> Iterator[tuple[str, str]]:
    """`limis mcp --http` in a process of its own; gives the token and the port that it shows."""
    command = [sys.executable, "-m", "limis", "mcp", *arguments, "--http", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            token, place = process.stderr.readline(), process.stderr.readline()
            yield token.split("Bearer ")[1].strip(), re.findall(r":(\d+)/mcp", place)[0]
        finally:
            process.terminate()
