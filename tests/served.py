"""What tests of servers share: models that look at brightness, can be held up, and files to open."""

from __future__ import annotations

import socket
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nibabel
import numpy as np
from conftest import FakeGrounder, FakeSegmenter
from PIL import Image as Pillow

from limis.models.engines import Engines
from limis.progress import Progress
from limis.protocols import Grounding, Query, View
from limis.service.desk import Desk, Limits
from limis.service.engines import SharedEngines
from limis.service.roots import Roots
from limis.web.server import make_server

PATIENCE_S = 60.0
"""How long anything may take on a machine that has much else to do."""


@dataclass
class SlowGrounder(FakeGrounder):
    """A grounder that, when `held` is clear, goes on looking, with signs of life, until it is set or stopped."""

    held: threading.Event = field(default_factory=threading.Event)
    looking: threading.Event = field(default_factory=threading.Event)

    def ground(self, views: Sequence[View], queries: Sequence[Query], progress: Progress) -> list[list[Grounding]]:
        self.looking.set()
        while not self.held.wait(0.02):
            progress("grounding", 0, len(views))
        return super().ground(views, queries, progress)


def engines(grounder: FakeGrounder | None = None, name: str = "fake") -> Engines:
    return Engines(name, grounder or FakeGrounder(), FakeSegmenter())


def write_film(folder: Path, name: str = "film.png") -> Path:
    """A radiograph with a lung and a liver, as the fixture `picture` has them."""
    data = np.full((30, 40), 20, np.uint8)
    data[5:15, 4:14] = 150
    data[18:26, 20:36] = 240
    path = folder / name
    Pillow.fromarray(data).save(path)
    return path


def write_scan(folder: Path, name: str = "scan.nii.gz", ground: int = 20) -> Path:
    """A volume with a bright block of 60 voxels, in LPS voxels of three sizes."""
    data = np.full((14, 10, 6), ground, np.int16)
    data[3:9, 2:7, 2:4] = 200
    affine = np.diag([-1.5, -2.0, 3.0, 1.0])
    affine[:3, 3] = (8.0, 9.0, -10.0)
    path = folder / name
    nibabel.Nifti1Image(data, affine).to_filename(path)
    return path


def make_desk(
    root: Path, *, grounder: FakeGrounder | None = None, limits: Limits | None = None, more: Sequence[Path] = ()
) -> Desk:
    """A desk that serves a folder and keeps things beside it."""
    shared = SharedEngines(opened=[engines(grounder)])
    return Desk(Roots([root, *more]), shared, home=root.parent / f"{root.name}-home", limits=limits)


@contextmanager
def running(app: object, **more: float) -> Generator[int]:
    """A server in a thread; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = make_server(app, **more)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(PATIENCE_S)
