"""What a real client sees of the real server, in one process."""

from __future__ import annotations

import asyncio
import base64
import gzip
import io
import json
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pytest
from assistants import Caller, text_of
from jsonschema import Draft202012Validator
from PIL import Image as Pillow

from limis.agents.conversation import Conversation
from limis.agents.mcp.pictures import png_within
from limis.commands import Command, Smooth, schema
from limis.report.schema import NOTICE, validate
from limis.session import Turn

Run = Callable[..., None]
MODES = ["auto", "legacy"]


@pytest.mark.parametrize("mode", MODES)
def test_a_case_goes_from_open_to_export(run: Run, scans: Path, mode: str) -> None:
    async def talk(caller: Caller) -> None:
        opened = await caller.open("head.nii.gz")
        assert opened.structured_content["shape"] == [14, 10, 6]
        assert opened.structured_content["notice"] == NOTICE
        found = await caller.call("say", text="segment the liver and the lung")
        assert text_of(found) == "Liver and lung found. Liver: 0.96 ml. Lung: 1.32 ml."
        voxels = {row["name"]: row["voxels"] for row in found.structured_content["structures"]}
        grown = await caller.call("apply", commands=[{"op": "grow", "amount": {"value": 3, "unit": "mm"}}])
        assert grown.structured_content["changes"][0]["name"] == "lung"
        assert "Taken back" in await caller.words("undo")
        assert "Done again" in await caller.words("redo")
        assert "Taken back" in await caller.words("undo", count=1)
        measured = await caller.call("measure", what="volume", targets=[{"concept": "liver", "text": "liver"}])
        assert [(f["name"], f["value"]) for f in measured.structured_content["facts"]] == [("liver", 0.96)]
        assert await caller.words("list") == "Liver: 0.96 ml; lung: 1.32 ml."
        saved = (await caller.call("export", targets=[{"ref": "all"}])).structured_content
        for row in saved["files"]:
            data = nibabel.load(scans / row["path"]).get_fdata()
            assert np.count_nonzero(data) == voxels[row["structures"][0]]
        assert {row["structures"][0] for row in saved["files"]} == {"liver", "lung"}
        assert await caller.words("close") == "Closed."
        assert (await caller.call("list")).is_error

    run(talk, mode=mode)


def test_every_tool_has_a_schema_that_its_answers_keep_to(run: Run) -> None:
    async def talk(caller: Caller) -> None:
        tools = {tool.name: tool for tool in (await caller.client.list_tools()).tools}
        assert list(tools) == ["open", "say", "apply", "undo", "redo", "measure", "list", "export", "view", "close"]
        for tool in tools.values():
            Draft202012Validator.check_schema(tool.input_schema)
            Draft202012Validator.check_schema(tool.output_schema)
            assert tool.description
        answers = {"open": await caller.open("film.png"), "say": await caller.call("say", text="segment the lung")}
        answers["apply"] = await caller.call("apply", commands=[{"op": "smooth"}])
        answers |= {name: await caller.call(name) for name in ("undo", "redo", "measure", "list", "export", "view")}
        answers["close"] = await caller.call("close")
        for name, answer in answers.items():
            assert not answer.is_error, (name, text_of(answer))
            Draft202012Validator(tools[name].output_schema).validate(answer.structured_content)

    run(talk)


def test_tools_take_what_the_algebra_takes(run: Run) -> None:
    async def talk(caller: Caller) -> None:
        tools = {tool.name: tool.input_schema for tool in (await caller.client.list_tools()).tools}
        algebra = schema()["$defs"]
        ops = {"undo": "Undo", "redo": "Redo", "measure": "Measure", "list": "Listing", "export": "Save"}
        for name, kind in ops.items():
            fields = {n: f for n, f in algebra[kind]["properties"].items() if n != "op"}
            assert tools[name]["properties"] == {"session": tools[name]["properties"]["session"], **fields}
        assert tools["apply"]["properties"]["commands"]["items"] == schema()["items"]
        assert tools["apply"]["$defs"] == algebra
        assert set(tools["view"]["properties"]) == {"session", "index", "plane", "preset", "center", "width"}

    run(talk)


IMPOSSIBLE = (
    ("measure", {"what": "colour"}, "volume"),
    ("measure", {"waht": "volume"}, "waht"),
    ("undo", {"count": 0}, "greater than or equal to 1"),
    ("apply", {"commands": [{"op": "explode"}]}, "expected tags"),
    ("say", {"text": "purple monkey dishwasher"}, "did not understand"),
    ("say", {"text": "x" * 5000}, "4000"),
    ("view", {"index": 99}, "this picture is its own only slice"),
    ("export", {"format": "docx"}, "nifti"),
    ("nothing", {}, "Unknown tool"),
)


def test_what_cannot_be_done_is_answered_in_words(run: Run) -> None:
    async def talk(caller: Caller) -> None:
        await caller.open("film.png")
        for tool, arguments, said in IMPOSSIBLE:
            answer = await caller.call(tool, **arguments)
            assert answer.is_error, tool
            assert said in text_of(answer)
            assert "Traceback" not in text_of(answer)

    run(talk)


def test_what_is_not_there_is_no_error(run: Run) -> None:
    async def talk(caller: Caller) -> None:
        await caller.open("film.png")
        answer = await caller.call("say", text="segment the spleen")
        assert not answer.is_error
        (spleen,) = answer.structured_content["structures"]
        assert (spleen["found"], spleen["voxels"]) == (False, 0)

    run(talk)


def test_a_picture_is_small_and_shows_the_slice_that_was_asked_for(run: Run) -> None:
    async def talk(caller: Caller) -> None:
        await caller.open("head.nii.gz")
        await caller.call("say", text="segment the liver")
        whole = await caller.call("view")
        one = await caller.call("view", plane="coronal", index=5)
        assert whole.structured_content["plane"] is None
        assert (one.structured_content["plane"], one.structured_content["slice"]) == ("coronal", 5)
        assert one.structured_content["structures"] == ["liver"]
        for answer in (whole, one):
            data = base64.b64decode(answer.content[1].data)
            assert len(data) < 750_000
            picture = Pillow.open(io.BytesIO(data))
            assert picture.size == (answer.structured_content["width"], answer.structured_content["height"])
        await caller.call("say", text="hide the liver")
        assert (await caller.call("view")).structured_content["structures"] == []

    run(talk)


def test_a_picture_that_would_be_too_large_is_made_smaller() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (600, 900, 3), np.uint8)
    png, size = png_within(noise, 300_000)
    assert len(png) < 300_000
    assert Pillow.open(io.BytesIO(png)).size == size
    assert size[0] / size[1] == pytest.approx(1.5, abs=0.02)


def test_a_question_with_options_is_answered_by_number(run: Run) -> None:
    async def talk(caller: Caller) -> None:
        await caller.open("film.png")
        asked = await caller.call(
            "apply", commands=[{"op": "clarify", "question": "Which?", "options": ["lung", "liver"]}]
        )
        assert asked.structured_content["question"] == {"question": "Which?", "options": ["lung", "liver"]}
        assert "Liver found" in await caller.words("say", text="the second one")

    run(talk)


def test_masks_and_report_can_be_read(run: Run) -> None:
    async def talk(caller: Caller) -> None:
        await caller.open("head.nii.gz")
        answer = await caller.call("say", text="segment the liver")
        (link,) = [block for block in answer.content if block.type == "resource_link"]
        blob = base64.b64decode((await caller.client.read_resource(link.uri)).contents[0].blob)
        assert b"IGNORE" not in gzip.decompress(blob)
        mask = nibabel.Nifti1Image.from_bytes(gzip.decompress(blob))
        assert np.count_nonzero(mask.get_fdata()) == 64
        assert np.allclose(mask.affine, np.diag([-2.0, -2.5, 3.0, 1.0]))
        read = await caller.client.read_resource(f"limis://sessions/{caller.session}/report")
        report = validate(json.loads(read.contents[0].text))
        assert [row["name"] for row in report["structures"]] == ["liver"]
        assert report["image"]["name"] == "head.nii.gz"

    run(talk)


def test_names_help_and_beginnings_are_offered(run: Run) -> None:
    async def talk(caller: Caller) -> None:
        client = caller.client
        uris = [str(one.uri) for one in (await client.list_resources()).resources]
        assert uris == ["limis://help", "limis://commands", "limis://concepts"]
        texts = {uri: (await client.read_resource(uri)).contents[0].text for uri in uris}
        assert NOTICE in texts["limis://help"]
        assert json.loads(texts["limis://commands"]) == schema()
        assert "kidney (abdomen)" in texts["limis://concepts"].splitlines()
        found = json.loads((await client.read_resource("limis://concepts/hepatic")).contents[0].text)
        assert "liver" in [one["name"] for one in found]
        prompts = {prompt.name: prompt for prompt in (await client.list_prompts()).prompts}
        assert set(prompts) == {"outline", "correct", "report"}
        told = await client.get_prompt("outline", {"path": "a.nii", "what": "the liver"})
        assert "segment the liver" in told.messages[0].content.text
        assert NOTICE in told.messages[0].content.text
        assert NOTICE in (client.instructions or "")

    run(talk)


def test_progress_is_told_with_numbers_that_grow(run: Run) -> None:
    async def talk(caller: Caller) -> None:
        heard: list[tuple[float, str | None]] = []

        async def hear(progress: float, total: float | None, message: str | None) -> None:
            heard.append((progress, message))

        await caller.client.call_tool("open", {"path": "head.nii.gz"}, progress_callback=hear)
        assert heard
        assert [number for number, _ in heard] == sorted({number for number, _ in heard})

    run(talk)


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Lets smoothing go on until it is ended; the event says that it has begun."""
    begun, whole = threading.Event(), Conversation.apply

    def apply(self: Conversation, commands: Sequence[Command], *rest: Any) -> Turn:
        if not any(isinstance(command, Smooth) for command in commands):
            return whole(self, commands, *rest)
        begun.set()
        while True:
            rest[1]("smoothing", 0, 0)

    monkeypatch.setattr(Conversation, "apply", apply)
    return begun


@pytest.mark.parametrize("mode", MODES)
def test_work_ends_when_the_client_gives_up_or_says_stop(run: Run, endless: threading.Event, mode: str) -> None:
    async def talk(caller: Caller) -> None:
        await caller.open("film.png")
        await caller.call("say", text="segment the lung")
        given_up = asyncio.create_task(caller.call("apply", commands=[{"op": "smooth"}]))
        await asyncio.to_thread(endless.wait)
        given_up.cancel()
        await asyncio.gather(given_up, return_exceptions=True)
        assert await caller.words("list") == "Lung: 100 px."
        endless.clear()
        stopped = asyncio.create_task(caller.call("say", text="smooth it"))
        await asyncio.to_thread(endless.wait)
        assert not (await caller.call("say", text="stop")).is_error
        assert "stopped; nothing was changed" in text_of(await stopped)
        assert await caller.words("list") == "Lung: 100 px."

    run(talk, mode=mode)


def test_what_is_outlined_already_can_be_brought_along(run: Run, scans: Path) -> None:
    mask = np.zeros((30, 40), np.uint8)
    mask[2:6, 3:9] = 255
    Pillow.fromarray(mask).save(scans / "mask.png")

    async def talk(caller: Caller) -> None:
        opened = await caller.open("film.png", masks={"left lung": "mask.png"})
        assert opened.structured_content["structures"] == ["lung_left"]

    run(talk)
