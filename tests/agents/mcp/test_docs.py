"""What docs/assistants.md says is so: its first conversation is had again, and its settings are read."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from pathlib import Path

import pytest
from assistants import Caller, text_of
from mcp import Client
from typer.testing import CliRunner

from limis.agents.mcp.server import make_server
from limis.cli.main import app
from limis.service.desk import Desk
from limis.service.engines import SharedEngines
from limis.service.roots import Roots

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "assistants.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def alike(words: str) -> str:
    """Words without figures, which are those of the weights they were written with, and without handles."""
    return re.sub(r"[+-]?\d[\d,.]*", "#", re.sub(r"-\w{1,4}/turn", "-HAND/turn", words))


def test_the_first_conversation_goes_as_it_is_told(tmp_path: Path) -> None:
    shutil.copy(DOCS / "cells.png", tmp_path)
    steps = re.findall(r"^\[(\w+)\] ?(.*)\n((?:[^\[].*\n)*)", blocks("text")[0], re.MULTILINE)

    async def main(desk: Desk) -> None:
        async with Client(make_server(desk, tmp_path / "limis-results", share_pixels=True)) as client:
            caller = Caller(client)
            for tool, arguments, told in steps:
                given = json.loads(arguments or "{}")
                answer = await (caller.open(**given) if tool == "open" else caller.call(tool, **given))
                said = text_of(answer).replace(caller.session, "HANDLE")
                assert alike(said) == alike(told.replace("(the picture below)\n", "").strip()), tool

    with Desk(Roots([tmp_path]), SharedEngines(["embedded"], "cpu"), home=tmp_path / "home") as desk:
        asyncio.run(main(desk))
    assert len(steps) > 8


def test_the_settings_start_what_there_is() -> None:
    for block in blocks("json"):
        (servers,) = json.loads(block).values()
        assert servers["limis"]["command"] == "limis"
        assert servers["limis"]["args"][0] == "mcp"


@pytest.mark.parametrize("option", sorted(set(re.findall(r"`(--[a-z-]+)", PAGE))))
def test_every_option_that_is_named_is_there(option: str) -> None:
    shown = [CliRunner().invoke(app, [name, "--help"]).stdout for name in ("mcp", "commands")]
    assert option in re.sub(r"\x1b\[[\d;]*m", "", "".join(shown))
