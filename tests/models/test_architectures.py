"""An engine of another package: one file of its own, and one line that says where it is."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

import limis
from limis.errors import InputError
from limis.models.architectures import OWN, architectures
from limis.models.registry import open_engines, opener_of

ENGINES = '''
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from limis.protocols import EngineInfo, Grounding, Prediction


@dataclass
class Bright:
    """Whatever it is asked for is what is brighter than its checkpoint says."""

    info: EngineInfo
    level: float
    vocabulary = "open"
    accepts = frozenset({"box"})

    def why_not(self, query, modality):
        return None

    def kinds(self, query):
        return frozenset()

    def ground(self, views, queries, progress):
        return [[self.look(view.pixels)] * len(queries) for view in views]

    def look(self, pixels):
        rows, columns = np.nonzero(pixels > self.level)
        corners = [[columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]]
        return Grounding(0.9, True, np.array(corners, np.float32), np.array([0.9], np.float32))

    def encode(self, view):
        return view.pixels

    def predict(self, encoding, prompts):
        return [Prediction((encoding > self.level).astype(np.float32), 0.9) for _ in prompts]


def open_grounder(location, device="auto"):
    return _open(location, "grounder")


def open_segmenter(location, device="auto"):
    return _open(location, "segmenter")


def _open(location, role):
    level = json.loads((Path(location) / "config.json").read_text())["level"]
    return Bright(EngineInfo(location, role, "e" * 64, "MIT", "cpu"), level)
'''
POINTS = """
[limis.grounders]
bright-spot = bright_engine:open_grounder
sam = bright_engine:open_grounder

[limis.segmenters]
bright-shape = bright_engine:open_segmenter
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another package, as pip leaves it."""
    site = tmp_path / "site"
    (site / "bright_engine-1.0.dist-info").mkdir(parents=True)
    (site / "bright_engine.py").write_text(ENGINES)
    (site / "bright_engine-1.0.dist-info" / "METADATA").write_text("Name: bright-engine\nVersion: 1.0\n")
    (site / "bright_engine-1.0.dist-info" / "entry_points.txt").write_text(POINTS)
    monkeypatch.syspath_prepend(site)


def checkpoint(folder: Path, architecture: str) -> Path:
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps({"model_type": architecture, "level": 0.6}))
    return folder


@pytest.mark.usefixtures("installed")
def test_an_engine_of_another_package_goes_the_whole_way(tmp_path: Path) -> None:
    grey = np.full((30, 40), 20, np.uint8)
    grey[8:20, 10:25] = 200
    Pillow.fromarray(grey).save(tmp_path / "film.png")
    spot, shape = checkpoint(tmp_path / "spot", "bright-spot"), checkpoint(tmp_path / "shape", "bright-shape")
    (found,) = limis.segment(tmp_path / "film.png", "segment the liver", models=f"{spot}+{shape}")
    assert found.mask is not None
    np.testing.assert_array_equal(found.mask.data, grey > 100)
    (beside,) = limis.segment(tmp_path / "film.png", "segment the liver", models=f"{spot}+whole-box")
    assert beside.mask is not None


@pytest.mark.usefixtures("installed")
def test_a_role_is_held_to_and_what_limis_opens_itself_is_not_taken_over(tmp_path: Path) -> None:
    spot = checkpoint(tmp_path / "spot", "bright-spot")
    with pytest.raises(InputError, match=r"limis can run: expected .*bright-shape, got grounder"):
        open_engines(f"embedded+{spot}")
    assert opener_of(str(checkpoint(tmp_path / "sam", "sam")), "segmenter") == OWN["sam"][1]


def test_without_other_packages_there_are_limis_own() -> None:
    assert architectures() == OWN
