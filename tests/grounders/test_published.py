"""Published weights: run where the hub can be reached or they were fetched before."""

from __future__ import annotations

import numpy as np
import pytest

from limis.errors import WeightsError
from limis.grounders.detector import PhraseGrounder
from limis.progress import silent
from limis.protocols import Grounding, Query, View

pytestmark = [pytest.mark.weights, pytest.mark.network, pytest.mark.slow]

TINY = "IDEA-Research/grounding-dino-tiny"
NAMES = (TINY, "IDEA-Research/grounding-dino-base", "openmmlab-community/mm_grounding_dino_tiny_o365v1_goldg_v3det")
CIRCLE = Query(None, "black circle")


def disc() -> View:
    """A black disc of radius 60 around (250, 140) on white."""
    rows, columns = np.mgrid[0:300, 0:400]
    return View(((rows - 140) ** 2 + (columns - 250) ** 2 > 60**2).astype(np.float32))


def opened(name: str) -> PhraseGrounder:
    from limis.grounders.grounding_dino import open_grounder

    try:
        return open_grounder(name, "cpu")
    except WeightsError as error:
        if "cannot find the model" in str(error):
            pytest.skip(f"{name} cannot be reached")
        raise


def best(grounder: PhraseGrounder) -> Grounding:
    return grounder.ground([disc()], [CIRCLE], silent)[0][0]


@pytest.mark.parametrize("name", NAMES)
def test_published_weights_find_a_disc(name: str) -> None:
    found = best(opened(name))
    assert found.present
    np.testing.assert_allclose(found.boxes_xyxy[0], [190, 80, 310, 200], atol=12)


def test_the_authors_checkpoint_finds_what_its_conversion_finds() -> None:
    pytest.importorskip("groundingdino")
    from huggingface_hub import hf_hub_download

    from limis.grounders.original_grounding_dino import open_grounder

    try:
        file = hf_hub_download("ShilongLiu/GroundingDINO", "groundingdino_swint_ogc.pth")
    except OSError:
        pytest.skip("the checkpoint cannot be reached")
    ours, theirs = best(open_grounder(file, "cpu")), best(opened(TINY))
    assert ours.score == pytest.approx(theirs.score, abs=1e-3)
    np.testing.assert_allclose(ours.boxes_xyxy, theirs.boxes_xyxy, atol=0.5)
