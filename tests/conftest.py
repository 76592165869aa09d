"""Fakes that honour the protocols, and small images that no test has to make again.

The fakes look at brightness: a thing is where a view is as bright as its name promises. `PICTURE_BLOBS` says what
the `picture` and `volume` fixtures hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from numpy.typing import NDArray

import limis.api  # noqa: F401 - it binds the real registry now, before a test puts a fake there
from limis.commands import Command, Segment, Target
from limis.geometry import Geometry
from limis.models.engines import Engines
from limis.orientation import PictureOrientation
from limis.progress import Progress
from limis.protocols import EngineInfo, Grounding, Prediction, PromptKind, Query, View, ViewPrompt
from limis.session.turn import Turn
from limis.types import Box, Image, Mask, Result, Source, Structure

BANDS: Mapping[str, tuple[float, float]] = {"lung": (0.45, 0.75), "liver": (0.75, 1.01)}
"""Concept → how bright it is, as shares of white."""


@dataclass
class FakeGrounder:
    """A closed-vocabulary grounder that finds what is as bright as `bands` says."""

    bands: Mapping[str, tuple[float, float]] = field(default_factory=lambda: BANDS)
    sha256: str = "a" * 64
    vocabulary: Literal["open", "closed"] = "closed"
    views_seen: int = 0

    @property
    def info(self) -> EngineInfo:
        return EngineInfo("fake", "grounder", self.sha256, "CC0-1.0", "cpu")

    def why_not(self, query: Query, modality: str | None) -> str | None:
        return None if query.concept in self.bands else f"{query.text} is not known to the fake"

    def kinds(self, query: Query) -> frozenset[str]:
        return frozenset()

    def ground(self, views: Sequence[View], queries: Sequence[Query], progress: Progress) -> list[list[Grounding]]:
        found: list[list[Grounding]] = []
        for done, view in enumerate(views):
            progress("grounding", done, len(views))
            self.views_seen += 1
            found.append([self._look(view, self.bands[str(query.concept)]) for query in queries])
        progress("grounding", len(views), len(views))
        return found

    @staticmethod
    def _look(view: View, band: tuple[float, float]) -> Grounding:
        grey = view.pixels if view.pixels.ndim == 2 else view.pixels.mean(axis=2)
        inside = (grey >= band[0]) & (grey < band[1])
        box, heat = Box.around(inside), inside.astype(np.float32)
        if box is None:
            return Grounding(0.02, False, np.zeros((0, 4), np.float32), np.zeros(0, np.float32), heat)
        (top, left), (bottom, right) = box.lower_ijk, box.upper_ijk
        corners = np.array([[left, top, right, bottom]], np.float32)
        return Grounding(0.9, True, corners, np.array([0.9], np.float32), heat)


@dataclass(frozen=True, eq=False)
class Encoded:
    """What `FakeSegmenter.encode` gives: nothing that a caller may look into."""

    grey: NDArray[np.float32]


@dataclass
class FakeSegmenter:
    """A segmenter that gives back the prior inside the box, or what is brighter than the middle."""

    sha256: str = "b" * 64
    accepts: frozenset[PromptKind] = frozenset({"box", "mask"})
    encoded: int = 0

    @property
    def info(self) -> EngineInfo:
        return EngineInfo("fake", "segmenter", self.sha256, "CC0-1.0", "cpu")

    def encode(self, view: View) -> Encoded:
        self.encoded += 1
        return Encoded(view.pixels if view.pixels.ndim == 2 else view.pixels.mean(axis=2).astype(np.float32))

    def predict(self, encoding: Encoded, prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        return [Prediction(self._outline(encoding.grey, prompt), 0.8) for prompt in prompts]

    @staticmethod
    def _outline(grey: NDArray[np.float32], prompt: ViewPrompt) -> NDArray[np.float32]:
        inside = (grey if prompt.prior is None else prompt.prior) > 0.4
        if prompt.box_xyxy is not None:
            left, top, right, bottom = (round(v) for v in prompt.box_xyxy)
            allowed = np.zeros_like(inside)
            allowed[max(0, top) : bottom, max(0, left) : right] = True
            inside = inside & allowed
        return inside.astype(np.float32)


@pytest.fixture
def fake_grounder() -> FakeGrounder:
    return FakeGrounder()


@pytest.fixture
def fake_segmenter() -> FakeSegmenter:
    return FakeSegmenter()


@pytest.fixture
def fake_engines(fake_grounder: FakeGrounder, fake_segmenter: FakeSegmenter) -> Engines:
    return Engines("fake", fake_grounder, fake_segmenter)


@pytest.fixture
def oblique() -> Geometry:
    """A 7x5x3 grid with three spacings, turned about all axes."""
    angles = np.radians([20.0, -15.0, 30.0])
    (cx, cy, cz), (sx, sy, sz) = np.cos(angles), np.sin(angles)
    about_x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_z = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    affine = np.eye(4)
    affine[:3, :3] = about_z @ about_y @ about_x @ np.diag([-0.8, -1.1, 2.5])
    affine[:3, 3] = (12.0, -7.0, 40.0)
    return Geometry((7, 5, 3), affine)


@pytest.fixture
def volume(oblique: Geometry) -> Image:
    """An oblique MR volume with a bright block."""
    data = np.full(oblique.shape, 20, np.int16)
    data[2:5, 1:4, 1] = 200
    data[3, 2, 2] = 200
    return Image(data, oblique, "MRI", source=Source(Path("head.nii.gz"), "nifti", "c" * 64))


@pytest.fixture
def picture() -> Image:
    """A grey radiograph of 30 rows and 40 columns with a grey blob (a lung) and a white one (a liver)."""
    data = np.full((30, 40), 20, np.uint8)
    data[5:15, 4:14] = 150
    data[18:26, 20:36] = 240
    geometry = Geometry((30, 40), orientation=PictureOrientation.assume("X-ray"))
    return Image(data, geometry, "X-ray", source=Source(Path("film.png"), "picture", "d" * 64))


@pytest.fixture
def picture_file(tmp_path: Path, picture: Image) -> Path:
    """The picture as a PNG file."""
    from PIL import Image as Pillow

    path = tmp_path / "film.png"
    Pillow.fromarray(picture.data).save(path)
    return path


@pytest.fixture
def found() -> Callable[..., Structure]:
    """Makes a structure that was found: ``found("liver", data, geometry)``."""

    def make(name: str, data: NDArray[np.bool_], geometry: Geometry, **more: Any) -> Structure:
        box = Box.around(data)
        boxes = () if box is None else (box,)
        defaults: dict[str, Any] = {"concept": name, "text": name, "score": 0.9, "boxes": boxes}
        return Structure(name=name, found=True, mask=Mask(data, geometry), **(defaults | more))

    return make


@pytest.fixture
def turn() -> Callable[..., Turn]:
    """Makes a turn out of structures: ``turn(structure, …, reason="")``."""

    def make(*structures: Structure, reason: str = "", commands: tuple[Command, ...] | None = None) -> Turn:
        engines = FakeGrounder().info, FakeSegmenter().info
        targets = tuple(Target(concept=s.concept, text=s.text) for s in structures)
        asked = (Segment(targets=targets),) if targets else ()
        return Turn(
            "what was said",
            asked if commands is None else commands,
            Result(structures, reason),
            engines,
            {"ground": 0.1, "segment": 0.2},
            "X-ray",
            "stated",
            ("a note",),
        )

    return make
