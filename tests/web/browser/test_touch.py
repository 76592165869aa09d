"""The page on a tablet: fingers instead of a mouse, and as many as there are on a hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect
from workstation import LIVER, Workstation

from limis.agents.voice.audio import write_wav

pytestmark = pytest.mark.browser

LANDSCAPE, PORTRAIT = {"width": 1180, "height": 820}, {"width": 820, "height": 1180}
SMALL = """() => [...document.querySelectorAll("button, select, input")].filter((one) => one.offsetParent !== null)
  .map((one) => [one.id || one.className, one.getBoundingClientRect()])
  .filter(([, box]) => Math.min(box.width, box.height) < 40).map(([name]) => name)"""


@pytest.fixture(scope="module")
def screen() -> dict[str, Any]:
    return {"viewport": LANDSCAPE, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def flags(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """A microphone in which nobody speaks."""
    path = tmp_path_factory.mktemp("voice") / "silence.wav"
    path.write_bytes(write_wav(np.zeros(48_000, np.int16)))
    return (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={path}%noloop",
    )


class Fingers:
    """Fingers on the screen, where the browser believes them to be."""

    def __init__(self, page: Any) -> None:
        self._page, self._wire = page, page.context.new_cdp_session(page)

    def _touch(self, kind: str, *spots: tuple[float, float]) -> None:
        points = [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(spots)]
        self._wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def middle(self, selector: str) -> tuple[float, float]:
        box = self._page.locator(selector).bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    @contextmanager
    def down(self, *spots: tuple[float, float]) -> Iterator[None]:
        self._touch("touchStart", *spots)
        yield
        self._touch("touchEnd")

    def drag(self, *ways: tuple[tuple[float, float], tuple[float, float]]) -> None:
        """Put fingers down and move each from one spot to another."""
        with self.down(*(start for start, _ in ways)):
            for share in np.linspace(0, 1, 11)[1:]:
                spots = [tuple(np.array(a) + share * (np.array(b) - np.array(a))) for a, b in ways]
                self._touch("touchMove", *((float(x), float(y)) for x, y in spots))


def number(workstation: Workstation, pane: str = "axial") -> int:
    """The slice on view."""
    return int(workstation.page.locator(f".pane-{pane} .pane-count").inner_text().split(" / ")[0])


def test_taps_choose_hide_and_take_back(workstation: Workstation) -> None:
    page = workstation.page
    workstation.open("body.nii.gz")
    assert not page.locator("#say").evaluate("(field) => field === document.activeElement")
    workstation.say("segment the liver and the lung")
    page.get_by_role("button", name="Hide liver").tap()
    workstation.answered()
    assert workstation.painted(LIVER) == 0
    page.locator(".structure-name").first.tap()
    workstation.answered()
    assert page.locator(".structure.is-active .structure-title").inner_text() == "liver"
    page.get_by_role("button", name="Undo turn 1 and all after it").tap()
    workstation.answered()
    assert page.locator(".structure").count() == 0


def test_a_finger_scrolls_two_zoom_and_a_tap_points(workstation: Workstation) -> None:
    page, fingers = workstation.page, Fingers(workstation.page)
    workstation.open("body.nii.gz")
    x, y = fingers.middle(".pane-axial")
    start, across = number(workstation), number(workstation, "sagittal")
    fingers.drag(((x, y), (x, y - 39)))
    expect(page.locator(".pane-axial .pane-count")).to_have_text(f"{start - 6} / 44")
    fingers.drag(((x, y), (x, y + 39)))
    expect(page.locator(".pane-axial .pane-count")).to_have_text(f"{start} / 44")
    assert number(workstation, "sagittal") == across
    page.touchscreen.tap(x + 60, y)
    expect(page.locator(".pane-sagittal .pane-count")).not_to_have_text(f"{across} / 72")
    fingers.drag(((x - 20, y), (x - 60, y)), ((x + 20, y), (x + 60, y)))
    expect(page.locator(".pane-axial .pane-note")).to_contain_text("3.0×")
    assert number(workstation) == start
    assert page.evaluate("() => visualViewport.scale") == 1
    page.locator("#reset").tap()
    expect(page.locator(".pane-axial .pane-note")).not_to_contain_text("×")
    before = workstation.picture(".pane-render")
    x, y = fingers.middle(".pane-render")
    fingers.drag(((x, y), (x + 80, y)))
    page.wait_for_timeout(500)
    assert np.abs(workstation.picture(".pane-render") - before).mean() > 0.5


def test_a_finger_held_on_the_microphone_talks_wherever_it_slides(workstation: Workstation) -> None:
    page, fingers = workstation.page, Fingers(workstation.page)
    workstation.open("body.nii.gz")
    button = page.locator("#talk-button")
    x, y = fingers.middle("#talk-button")
    with fingers.down((x, y)):
        expect(button).to_have_attribute("data-is", "recording")
        fingers._touch("touchMove", (x - 30, y - 90))
        page.wait_for_timeout(1000)
        assert button.get_attribute("data-is") == "recording"
    expect(page.locator("#heard")).to_have_text("I heard no command: say it again.")
    assert button.get_attribute("data-is") == "idle"
    assert workstation.said == []


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_everything_is_wide_enough_for_a_finger_and_fits(workstation: Workstation, size: dict[str, int]) -> None:
    page = workstation.page
    page.set_viewport_size(size)
    workstation.open("body.nii.gz")
    workstation.say("segment the liver")
    assert page.evaluate(SMALL) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") == size["width"]
    page.set_viewport_size(LANDSCAPE)
    assert workstation.faults == []
