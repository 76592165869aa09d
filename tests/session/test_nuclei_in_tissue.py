"""Nuclei of a tissue: looked for in all of its colours, and in the nuclear stain alone where that may be surer."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from conftest import FakeGrounder

from limis.geometry import Geometry
from limis.models.engines import Engines
from limis.prompts.reader import read
from limis.session import Session
from limis.types import Image


@dataclass
class Histologist(FakeGrounder):
    """Sees nuclei in colours with one certainty and in the stain alone with another."""

    learned: frozenset[str] = frozenset()
    in_colours: float = 0.0
    in_the_stain: float = 0.0

    def kinds(self, query):
        return self.learned

    def ground(self, views, queries, progress):
        colours = [view.pixels.ndim == 3 and view.pixels.shape[2] == 3 for view in views]
        sure = [self.in_colours if coloured else self.in_the_stain for coloured in colours]
        rows = super().ground(views, queries, progress)
        return [[replace(g, score=s, present=s > 0.3) for g in row] for row, s in zip(rows, sure, strict=True)]


@pytest.fixture
def tissue():
    pixels = np.full((64, 64, 3), 235, np.uint8)
    pixels[8:40, 8:40] = (150, 100, 60)
    pixels[16:28, 16:28] = (60, 60, 140)
    return Image(pixels, Geometry((64, 64)), "pathology")


@pytest.mark.parametrize(
    ("learned", "in_colours", "in_the_stain", "alone"),
    [
        ({"microscopy"}, 0.1, 0.8, True),
        ({"microscopy"}, 0.4, 0.8, True),
        ({"microscopy"}, 0.8, 0.4, False),
        ({"microscopy", "pathology"}, 0.4, 0.8, False),
        ({"microscopy", "pathology"}, 0.1, 0.8, True),
    ],
)
def test_the_surer_look_counts_where_tissue_was_never_learned(
    tissue, fake_segmenter, learned, in_colours, in_the_stain, alone
):
    grounder = Histologist(
        {"nucleus": (0.0, 1.1)}, learned=frozenset(learned), in_colours=in_colours, in_the_stain=in_the_stain
    )
    (nuclei,) = Session(tissue, Engines("fake", grounder, fake_segmenter)).apply(read("segment the nuclei")).result
    assert nuclei.found
    assert ("nuclear stain alone" in nuclei.reason) is alone
