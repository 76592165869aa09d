"""A real browser before a real server, with models that look at brightness.

The page is opened once for all tests of a module: compiling its shaders in software takes longer than any of them. It
is closed after them, for a browser keeps an event loop running that other tests would stumble over. Where there is
no browser these tests are skipped, unless LIMIS_NEEDS_BROWSER says that they have to run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import served
from workstation import Workstation, reachable, write_body

from limis.errors import LimisError
from limis.web.app import make_app
from limis.web.building import page_folder

sync_api = pytest.importorskip("playwright.sync_api")
sync_api.expect.set_options(timeout=180_000)

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_PATIENCE_MS = 180_000


@pytest.fixture(scope="module")
def page_files() -> Path:
    """The built page."""
    try:
        return page_folder()
    except LimisError as error:
        return _without(str(error))


@pytest.fixture(scope="module")
def flags() -> tuple[str, ...]:
    """What a module's browser is started with, besides the usual."""
    return ()


@pytest.fixture(scope="module")
def screen() -> dict[str, Any]:
    """What a module's page is looked at on."""
    return {"viewport": {"width": 920, "height": 600}}


@pytest.fixture(scope="module")
def browser(flags: tuple[str, ...]) -> Iterator[Any]:
    path = os.environ.get("LIMIS_BROWSER") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        _without("there is no Chromium here")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=[*_FLAGS, *flags])
        yield launched
        launched.close()


def _without(why: str) -> Any:
    if os.environ.get("LIMIS_NEEDS_BROWSER"):
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="module")
def workstation(
    page_files: Path, browser: Any, screen: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workstation]:
    folder = tmp_path_factory.mktemp("images") / "images"
    folder.mkdir()
    write_body(folder)
    served.write_film(folder)
    grounder = served.SlowGrounder()
    grounder.held.set()
    with (
        served.make_desk(folder, grounder=grounder) as desk,
        reachable(make_app(desk, page=page_files)) as (address, offline),
    ):
        page = browser.new_page(**screen)
        page.set_default_timeout(_PATIENCE_MS)
        made = Workstation(page, desk, folder, address, grounder=grounder, offline=offline)
        page.on("request", lambda request: made.requests.append(request.url))
        page.on("pageerror", lambda error: made.faults.append(str(error)))
        page.goto(address)
        page.wait_for_selector("#known button")
        yield made
        grounder.held.set()
        page.close()
