"""The pictures of the documentation: taken where LIMIS_SHOTS names a folder, so that they never show another page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from workstation import Workstation

FOLDER = os.environ.get("LIMIS_SHOTS")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(FOLDER is None, reason="LIMIS_SHOTS names no folder")]


def shoot(workstation: Workstation, name: str) -> None:
    """Take a picture of the whole page."""
    workstation.page.mouse.move(0, 0)
    workstation.page.screenshot(path=Path(FOLDER or ".") / name, timeout=180_000)


def test_a_volume_and_a_tablet(workstation: Workstation) -> None:
    page = workstation.page
    page.set_viewport_size({"width": 1440, "height": 900})
    workstation.open("body.nii.gz")
    for text in ("segment the liver and the lung", "grow the liver by 4 mm", "undo", "smooth it a little"):
        workstation.say(text)
    shoot(workstation, "page.png")
    page.set_viewport_size({"width": 1024, "height": 768})
    workstation.say("delete the lung")
    shoot(workstation, "page-tablet.png")
    assert "Shall I?" in page.locator(".turn").last.inner_text()
    page.locator("#help-button").click()
    shoot(workstation, "page-help.png")
    page.keyboard.press("Escape")
