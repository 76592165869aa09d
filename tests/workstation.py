"""The page as a person before it sees it, for tests in a browser, and an image to try it on."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import served
from numpy.typing import NDArray
from PIL import Image as Pillow

from limis.service.desk import Desk
from limis.web.server import make_server

LIVER, LUNG = (46, 217, 160), (245, 166, 35)
"""The colours of the first and of the second structure."""

_PATIENCE_MS = 180_000


@dataclass
class Workstation:
    """The page, and the server behind it."""

    page: Any
    desk: Desk
    folder: Path
    address: str
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    grounder: served.SlowGrounder = field(default_factory=served.SlowGrounder)
    offline: Callable[[], AbstractContextManager[None]] | None = None

    def open(self, name: str) -> None:
        """Open an image of the server's folder, from the list."""
        if self.page.locator("#empty").is_hidden():
            self.page.locator("#open").click()
        self.page.locator("#known").get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_selector("#say:enabled")
        self.drawn()

    def say(self, text: str) -> None:
        """Say a sentence, and wait until it is answered and drawn."""
        self.page.fill("#say", text)
        self.page.press("#say", "Enter")
        self.answered()

    def answered(self) -> None:
        """Wait until nothing is on its way."""
        self.page.wait_for_selector(".turn.is-sent", state="detached")
        self.drawn()

    def drawn(self) -> None:
        """Wait until the server's masks are on the screen."""
        self.page.wait_for_selector(f"#stage[data-state='{self.talk.conversation().session.history.digest}']")

    @property
    def talk(self) -> Any:
        """The conversation on view, as the server has it."""
        return self.desk.get(self.page.url.partition("session=")[2])

    @property
    def said(self) -> list[str]:
        return self.page.locator(".turn .said").all_inner_texts()

    @property
    def last_reply(self) -> str:
        return self.page.locator(".turn .reply").last.inner_text()

    def picture(self, selector: str) -> NDArray[np.int16]:
        """What is on the screen: rows, columns, red-green-blue."""
        shot = self.page.locator(selector).screenshot(timeout=_PATIENCE_MS)
        return np.asarray(Pillow.open(io.BytesIO(shot)).convert("RGB"), np.int16)

    def painted(self, colour: tuple[int, int, int], pane: str = "axial") -> int:
        """How many pixels of a pane have a structure's hue, over whatever grey."""
        seen = self.picture(f".pane-{pane}").astype(float)
        hue = np.array(colour) - min(colour)
        tint = seen - seen.min(axis=2, keepdims=True)
        strength = tint.max(axis=2)
        likeness = (tint @ hue) / (np.linalg.norm(tint, axis=2) * np.linalg.norm(hue) + 1e-9)
        return int(((strength > 40) & (likeness > 0.97)).sum())


@contextmanager
def reachable(app: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """A server on one address, and what takes it away for the time of a ``with``."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    current = [_Server(app, port)]

    @contextmanager
    def offline() -> Iterator[None]:
        current.pop().close()
        yield
        current.append(_Server(app, port))

    try:
        yield f"http://127.0.0.1:{port}/", offline
    finally:
        for server in current:
            server.close()


class _Server:
    """A server in a thread, until it is closed."""

    def __init__(self, app: Any, port: int) -> None:
        self._listener = socket.create_server(("127.0.0.1", port))
        self._server = make_server(app)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._listener]})
        self._thread.start()

    def close(self) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(_PATIENCE_MS / 1000)
        self._listener.close()


def write_body(folder: Path) -> Path:
    """A body with a bright liver on its right and two grey lungs, in LPS voxels of three sizes."""
    i, j, k = np.mgrid[:72, :56, :44]

    def blob(centre: tuple[float, float, float], radii: tuple[float, float, float]) -> NDArray[np.bool_]:
        parts = zip((i, j, k), centre, radii, strict=True)
        return sum(((axis - middle) / radius) ** 2 for axis, middle, radius in parts) < 1

    data = np.zeros(i.shape, np.int16)
    data[((i - 35.5) / 34) ** 2 + ((j - 27.5) / 25) ** 2 < 1] = 300
    data[blob((35.5, 44, 22), (5, 5, 40))] = 340
    for centre in (20.0, 51.0):
        data[blob((centre, 25, 34), (11, 16, 15))] = 600
    data[blob((24, 26, 12), (16, 15, 9))] = 1000
    data += (np.sin(i * 1.9) * np.cos(j * 2.3 + k) * 12).astype(np.int16) * (data > 0)
    affine = np.diag([-4.0, -5.0, 6.0, 1.0])
    affine[:3, 3] = (142, 138, -130)
    path = folder / "body.nii.gz"
    nibabel.Nifti1Image(data, affine).to_filename(path)
    return path
