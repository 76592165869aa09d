"""Each sentence of the speaker is held against the mask and the truth: what it says is so."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage

from limis.commands import Excess, Exclude, FillHoles, Grow, Keep, Missing, Remove, Segment, Shift, Shrink, Smooth
from limis.edits.shapes import apply_shape
from limis.eval.compass import steps_of_image, ways_of
from limis.eval.overlap import dice
from limis.eval.sentences import Target
from limis.eval.speaker import Speaker
from limis.eval.wordings import Said
from limis.eval.wrong import KINDS, Scene
from limis.geometry import Geometry
from limis.orientation import PictureOrientation
from limis.types import Image, Mask

Inside = NDArray[np.bool_]
FILM = Geometry((72, 80), orientation=PictureOrientation.parse(r"L\F"))
TURNED = np.array([[0, 0, -3.0, 0], [-1.0, 0, 0, 0], [0, 2.0, 0, 0], [0, 0, 0, 1]])
VOLUME = Geometry((36, 30, 14), TURNED)
PAGES = Geometry((14, 36, 30), None, (2.0, 1.0, 1.5))
NEIGHBOUR: Target = ("gallbladder", None)


def blob(geometry: Geometry, centre: tuple[float, ...], radius: float) -> Inside:
    grid = np.indices(geometry.shape)
    size = np.array(geometry.shape)[(slice(None),) + (None,) * geometry.ndim]
    return np.asarray(radius**2 >= (((grid / size).T - centre) ** 2).sum(-1).T)


def scenes(geometry: Geometry) -> tuple[Inside, dict[Target, Inside]]:
    """A bean, and a ball beside it."""
    deep = (0.5,) * (geometry.ndim - 2)
    truth = blob(geometry, (0.45, 0.4, *deep), 0.22) | blob(geometry, (0.6, 0.55, *deep), 0.16)
    return truth, {NEIGHBOUR: blob(geometry, (0.25, 0.7, *deep), 0.14) & ~truth}


def is_there(said: Said, wrong: Inside, mask: Inside, geometry: Geometry) -> bool:
    """Whether a good part of some error lies on each side that was named."""
    pieces, count = ndimage.label(wrong, structure=np.ones((3,) * wrong.ndim))
    return any(
        all(share > 0.25 for share in shares_beyond(said, pieces == n, mask, geometry)) for n in range(1, count + 1)
    )


def shares_beyond(said: Said, wrong: Inside, mask: Inside, geometry: Geometry) -> list[float]:
    """How much of an error lies on each side that was named, seen from the middle of the mask."""
    named = said.command.where if isinstance(said.command.where, tuple | list) else (said.command.where,)
    ways = {way.word: way.vector for way in ways_of(geometry, on_screen=said.command.frame == "image")}
    away = (np.argwhere(wrong) - np.argwhere(mask).mean(0)) * steps_of_image(geometry)
    return [float((away @ ways[word] > 0).mean()) for word in named]


def is_off_by(said: Said, wrong: Inside, mask: Inside, geometry: Geometry) -> bool:
    """Whether half of the border, where it was named, is off by as much as was said."""
    outside = ~mask if isinstance(said.command, Grow) else mask
    depth = ndimage.distance_transform_edt(outside, sampling=steps_of_image(geometry))
    shell = outside & (depth <= said.command.amount.value)
    if said.command.where is not None:
        (way,) = (
            way for way in ways_of(geometry, on_screen=said.command.frame == "image") if way.word == said.command.where
        )
        away = (np.indices(mask.shape).T - np.argwhere(mask).mean(0)) * steps_of_image(geometry)
        shell &= (away @ way.vector > 0.6 * np.linalg.norm(away, axis=-1)).T
    return float((shell & wrong).sum()) > 0.5 * float(shell.sum())


def is_true(said: Said, mask: Inside, truth: Inside, others: dict[Target, Inside], geometry: Geometry) -> bool:
    command = said.command
    if isinstance(command, Segment):
        return not mask.any() and bool(truth.any())
    if isinstance(command, Missing):
        return is_there(said, truth & ~mask, mask, geometry)
    if isinstance(command, Excess):
        return is_there(said, mask & ~truth, mask, geometry)
    if isinstance(command, Exclude):
        (target,) = command.targets
        other = others[target.concept, target.side]
        return bool((mask & other).any()) and not (other & truth).any()
    if isinstance(command, Grow | Shrink):
        return is_off_by(said, truth & ~mask if isinstance(command, Grow) else mask & ~truth, mask, geometry)
    if isinstance(command, Smooth):
        round_one = ndimage.median_filter(mask, 3)
        faces = [sum(np.diff(each, axis=axis).sum() for axis in range(each.ndim)) for each in (mask, round_one)]
        return dice(round_one, truth) > dice(mask, truth) and faces[0] > faces[1]
    assert isinstance(command, Shift | FillHoles | Keep | Remove), said
    image = Image(np.zeros(geometry.shape, np.uint8), geometry)
    after = apply_shape(command, Mask(mask, geometry), image).mask.data
    return dice(after, truth) > dice(mask, truth)


@pytest.mark.parametrize("geometry", [FILM, VOLUME, PAGES], ids=["film", "volume", "pages"])
@pytest.mark.parametrize("kind", [*KINDS, "specks", "ragged", "empty"])
def test_what_is_said_of_a_wrong_mask_is_true_of_it(kind: str, geometry: Geometry) -> None:
    truth, others = scenes(geometry)
    ways = ways_of(geometry, on_screen=not geometry.has_patient_axes)
    scene = Scene(truth, steps_of_image(geometry), ways, list(others.values()))
    spoken = 0
    for seed in range(8):
        mask = spoiled(kind, scene, seed)
        for varied in (True, False):
            speaker, refused = Speaker(geometry, str(seed), varied=varied, others=others), []
            for turn in range(3):
                said = speaker.say(mask, truth, turn, refused)
                if said is not None:
                    assert is_true(said, mask, truth, others, geometry), (said, seed)
                    refused.append(said.command)
                    spoken += 1
    assert spoken >= 16


def spoiled(kind: str, scene: Scene, seed: int) -> Inside:
    rng = np.random.default_rng(seed)
    if kind == "empty":
        return np.zeros_like(scene.truth)
    if kind == "specks":
        specks = ndimage.binary_dilation(rng.random(scene.truth.shape) > 0.996, iterations=2)
        return scene.truth | (specks & (ndimage.distance_transform_edt(~scene.truth) > 5))
    if kind == "ragged":
        near = ndimage.distance_transform_edt(~scene.truth) <= 2
        return scene.truth | (near & (rng.random(scene.truth.shape) > 0.5))
    mask = KINDS[kind](scene, Random(seed))  # noqa: S311 - a sample, not a secret
    assert mask is not None
    return mask


@pytest.mark.parametrize("place", [((0.85, 0.4), "superior"), ((0.15, 0.4), "inferior")])
def test_a_mask_that_lies_beside_the_thing_is_to_be_moved_there_first(place: tuple[tuple[float, float], str]) -> None:
    centre, word = place
    truth, mask = blob(FILM, (0.5, 0.4), 0.12), blob(FILM, centre, 0.12)
    spoken = [Speaker(FILM, str(seed), varied=False).say(mask, truth, 0) for seed in range(4)]
    for each in spoken:
        assert each is not None
        assert isinstance(each.command, Shift)
        assert each.command.where in (word, {"inferior": "down", "superior": "up"}[word])


@pytest.mark.parametrize("place", [((0.66, 0.4), "inferior"), ((0.34, 0.4), "superior")])
def test_a_mask_that_lies_mostly_elsewhere_is_too_much_where_it_lies(place: tuple[tuple[float, float], str]) -> None:
    """Seen from its own middle, what is all wrong lies nowhere."""
    centre, word = place
    truth, mask = blob(FILM, (0.5, 0.4), 0.12), blob(FILM, centre, 0.12)
    spoken = [Speaker(FILM, str(seed), varied=False).say(mask, truth, 0) for seed in range(12)]
    said = [each.command for each in spoken if each is not None and isinstance(each.command, Excess)]
    assert said
    assert {command.where for command in said} <= {word, {"inferior": "down", "superior": "up"}[word]}
