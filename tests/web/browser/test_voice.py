"""Speech in the page: a synthetic voice in the browser's own fake microphone, and the real recogniser behind it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import served
from playwright.sync_api import expect
from workstation import LIVER, Workstation, reachable, write_body

from limis.eval.hearing.voices import Voice, spoken
from limis.service.ear import Ear
from limis.web.app import make_app

pytestmark = pytest.mark.browser
VOICE = Voice("en-gb", 140, 40)
DEAF = "This server cannot hear"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the fake microphone says, whenever it is opened."""
    if shutil.which("espeak-ng") is None and "LIMIS_CI" not in os.environ:
        pytest.skip("espeak-ng is not installed; .ci/run installs it")
    path = tmp_path_factory.mktemp("voice") / "undo.wav"
    path.write_bytes(spoken("undo", VOICE))
    return path


@pytest.fixture(scope="module")
def speaking(launch: Any, page_files: Path, said: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The page in a browser with a microphone."""
    folder = tmp_path_factory.mktemp("images") / "images"
    folder.mkdir()
    write_body(folder)
    grounder = served.SlowGrounder()
    grounder.held.set()
    with (
        launch(
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-audio-capture={said}%noloop",
        ) as browser,
        served.make_desk(folder, grounder=grounder) as desk,
        reachable(make_app(desk, page=page_files)) as (address, _),
    ):
        page = browser.new_page(viewport={"width": 920, "height": 600})
        page.set_default_timeout(180_000)
        made = Workstation(page, desk, folder, address, grounder=grounder)
        page.on("pageerror", lambda error: made.faults.append(str(error)))
        page.goto(address)
        page.wait_for_selector("#known button")
        yield made
        grounder.held.set()


def press(workstation: Workstation) -> None:
    """Hold the button until the meter has moved and fallen silent again."""
    page = workstation.page
    page.locator("#talk-button").hover()
    page.mouse.down()
    heard_out(workstation)


def heard_out(workstation: Workstation) -> None:
    loud, quiet = "() => document.querySelector('#heard meter')?.value > 0.4", 1500
    workstation.page.wait_for_function(loud)
    workstation.page.wait_for_timeout(quiet)


def test_a_spoken_command_changes_what_is_seen(speaking: Workstation) -> None:
    page = speaking.page
    speaking.open("body.nii.gz")
    speaking.say("segment the liver")
    assert speaking.painted(LIVER) > 500
    press(speaking)
    assert page.locator("#talk-button").get_attribute("aria-pressed") == "true"
    if folder := os.environ.get("LIMIS_SHOTS"):
        page.screenshot(path=Path(folder) / "page-voice.png", timeout=180_000)
    page.mouse.up()
    expect(page.locator(".turn .said")).to_have_text(["segment the liver", "undo"])
    speaking.answered()
    assert page.locator(".turn .chip").last.inner_text() == "undo"
    assert speaking.painted(LIVER) == 0
    expect(page.locator("#talk-button")).to_have_attribute("data-is", "idle")
    assert speaking.faults == []
