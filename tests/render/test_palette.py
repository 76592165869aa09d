from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from limis.render.palette import COLOURS, colour_of

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
VISION = {
    "full": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


@pytest.mark.parametrize("vision", VISION)
def test_any_two_colours_can_be_told_apart(vision: str) -> None:
    from skimage.color import rgb2lab

    rgb = np.array([colour_of(n) for n in range(len(COLOURS))]) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4) @ VISION[vision].T
    seen = np.clip(linear, 0, 1)
    lab = rgb2lab(np.where(seen <= 0.0031308, seen * 12.92, 1.055 * seen ** (1 / 2.4) - 0.055)[None])[0]
    assert min(np.linalg.norm(a - b) for a, b in combinations(lab, 2)) > 12


def test_there_are_more_than_twenty_colours_and_then_they_come_again() -> None:
    assert len(set(COLOURS)) == len(COLOURS) > 20
    assert colour_of(len(COLOURS)) == colour_of(0)
