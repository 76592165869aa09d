"""Speech in the page: a synthetic voice in the browser's own fake microphone, and the real recogniser behind it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from workstation import LIVER, Workstation

from limis.eval.hearing.voices import Voice, spoken

pytestmark = pytest.mark.browser

VOICE = Voice("en-gb", 140, 40)
LOUD = "() => document.querySelector('#heard meter')?.value > 0.4"
SPOKEN_OUT_MS = 1500
PEDAL = "(at, kind) => at.dispatchEvent(new KeyboardEvent(kind, { key: 'F13', bubbles: true }))"


@pytest.fixture(scope="module")
def flags(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """A microphone that says "undo" whenever it is opened."""
    if shutil.which("espeak-ng") is None and "LIMIS_CI" not in os.environ:
        pytest.skip("espeak-ng is not installed; .ci/run installs it")
    path = tmp_path_factory.mktemp("voice") / "undo.wav"
    path.write_bytes(spoken("undo", VOICE))
    return (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={path}%noloop",
    )


def hear_out(workstation: Workstation) -> Any:
    """Wait until the microphone has said it all; gives the button."""
    workstation.page.wait_for_function(LOUD)
    workstation.page.wait_for_timeout(SPOKEN_OUT_MS)
    return workstation.page.locator("#talk-button")


def test_a_command_spoken_into_the_microphone_changes_what_is_seen(workstation: Workstation) -> None:
    page = workstation.page
    expect(page.locator("#talk-button")).to_be_disabled()
    workstation.open("body.nii.gz")
    workstation.say("segment the liver")
    assert workstation.painted(LIVER) > 500
    page.locator("#talk-button").hover()
    page.mouse.down()
    assert hear_out(workstation).get_attribute("aria-pressed") == "true"
    if folder := os.environ.get("LIMIS_SHOTS"):
        page.screenshot(path=Path(folder) / "page-voice.png", timeout=180_000)
    page.evaluate(
        """() => new MutationObserver(() => {
          window.shown ??= [...document.querySelectorAll("#heard .transcript")].map((one) => one.textContent)[0];
          if (window.shown) window.turns ??= document.querySelectorAll(".turn-number").length;
        }).observe(document.getElementById("heard"), { childList: true })"""
    )
    page.mouse.up()
    expect(page.locator(".turn .said")).to_have_text(["segment the liver", "undo"])
    workstation.answered()
    assert page.locator(".turn .chip").last.inner_text() == "undo"
    assert page.evaluate("() => [window.shown, window.turns]") == ["undo", 1]
    assert workstation.painted(LIVER) == 0


def test_space_and_a_pedal_are_held_to_talk_and_escape_forgets(workstation: Workstation) -> None:
    page = workstation.page
    workstation.open("body.nii.gz")
    workstation.say("segment the liver")
    field = page.locator("#say")
    field.focus()
    page.keyboard.press("Space")
    assert field.input_value() == " "
    field.fill("")
    page.keyboard.press("Escape")
    page.keyboard.down("Space")
    hear_out(workstation)
    page.keyboard.press("Escape")
    page.keyboard.up("Space")
    expect(page.locator("#heard")).to_be_hidden()
    assert workstation.said == ["segment the liver"]
    field.focus()
    field.evaluate(PEDAL, "keydown")
    hear_out(workstation)
    field.evaluate(PEDAL, "keyup")
    expect(page.locator(".turn .said")).to_have_text(["segment the liver", "undo"])
    workstation.answered()


def test_answers_are_read_out_when_somebody_asks_for_it_and_that_is_remembered(workstation: Workstation) -> None:
    page = workstation.page
    toggle = page.locator("#aloud")
    assert toggle.get_attribute("aria-pressed") == "false"
    toggle.click()
    page.reload()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "false")
    assert workstation.faults == []


def test_a_server_without_ears_says_so_on_the_button(workstation: Workstation, monkeypatch: pytest.MonkeyPatch) -> None:
    page = workstation.page
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "pocketsphinx", None)
        page.reload()
        page.wait_for_selector("#say:enabled")
        expect(page.locator("#talk-button")).to_be_disabled()
        assert "limis[voice]" in str(page.locator("#talk-button").get_attribute("title"))
    page.reload()
    expect(page.locator("#talk-button")).to_be_enabled()
