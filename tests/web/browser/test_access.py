"""axe-core looks at every state of the page, in dark and in light surroundings."""

from __future__ import annotations

from typing import Any

import pytest
from workstation import Workstation

from limis.web.building import SOURCES

pytestmark = pytest.mark.browser

AXE = SOURCES / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def faults(workstation: Workstation) -> Any:
    """Gives what axe finds serious now."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in limis/web/page")
    workstation.page.evaluate(AXE.read_text(encoding="utf-8"))

    def find() -> list[str]:
        found = workstation.page.evaluate("() => axe.run()")["violations"]
        return [
            f"{one['id']}: {one['help']}: {node['html']}"
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]

    return find


def test_axe_finds_nothing_serious(workstation: Workstation, faults: Any) -> None:
    page = workstation.page
    if page.locator("#empty").is_hidden():
        page.locator("#open").click()
    assert faults() == []
    workstation.open("body.nii.gz")
    workstation.say("segment the liver and the spleen")
    workstation.say("grow it by 2 mm")
    workstation.say("undo")
    workstation.say("delete everything")
    assert faults() == []
    page.locator("#theme").click()
    assert faults() == []
    page.locator("#help-button").click()
    assert faults() == []
    page.keyboard.press("Escape")
    page.locator("#theme").click()
    page.locator("#help-button").click()
    assert faults() == []
    page.keyboard.press("Escape")
