"""Slow edits give signs of life, can be broken off, and come to what one call for the whole volume would."""

from itertools import pairwise

import numpy as np
import pytest
from scipy import ndimage

from limis.commands import Amount, FillHoles, Grow, Keep, Remove, Shift, Shrink, Smooth
from limis.edits import borders
from limis.edits.borders import core_of, smooth
from limis.edits.distances import centres_to, distance_to
from limis.edits.shapes import apply_shape
from limis.errors import Cancelled, say
from limis.geometry import Geometry
from limis.progress import silent
from limis.session import Session
from limis.types import Image, Mask

STEPS = (0.8, 0.75, 0.82)


def blobs(shape=(29, 33, 37), share=0.7):
    noise = ndimage.gaussian_filter(np.random.default_rng(4).normal(size=shape), 2)
    return noise > np.quantile(noise, share)


def mm(value):
    return Amount(value=value, unit="mm")


@pytest.mark.parametrize("share", [0.7, 0.999])
def test_distances_are_those_of_the_whole_volume(share):
    inside = blobs(share=share)
    whole = ndimage.distance_transform_edt(~inside, sampling=STEPS)
    assert np.array_equal(centres_to(inside, STEPS), whole.astype(np.float32))
    half = float(np.prod(STEPS)) ** (1 / 3) / 2
    near = np.sqrt(np.where(inside, 0, np.maximum(whole - half, 0) ** 2).astype(np.float32))
    for limit in (0.5, 2.0, 4.1):
        found = distance_to(inside, STEPS, limit)
        assert np.array_equal(found[near <= limit], near[near <= limit])
        assert (found[near > limit] > limit).all()


@pytest.mark.parametrize("sigma", [0.4, 2.0, 9.0, 60.0])
def test_smoothing_is_that_of_the_whole_volume(sigma):
    inside = blobs()
    sigmas = [min(sigma, max(s * n for s, n in zip(STEPS, inside.shape, strict=True))) / step for step in STEPS]
    blurred = ndimage.gaussian_filter(inside.astype(np.float32), sigmas, mode="nearest")
    count = int(inside.sum())
    level = np.partition(blurred.ravel(), blurred.size - count)[blurred.size - count]
    assert np.array_equal(smooth(inside, sigma, STEPS), blurred >= level)


@pytest.mark.parametrize("power", [1, 9])
def test_the_level_of_smoothing_is_found_in_any_number_of_steps(power, monkeypatch):
    monkeypatch.setattr(borders, "_FEW", 50)
    values = (np.random.default_rng(2).random((9, 10, 11)) ** power).astype(np.float32)
    values[values < 0.01] = 0
    for count in (1, 2, 100, 500, 989, 990):
        assert borders._largest(values, count, silent) == np.sort(values.ravel())[-count]


def test_the_core_is_that_of_the_whole_volume():
    inside = blobs()
    depth = ndimage.distance_transform_edt(np.pad(inside, 1), sampling=STEPS)[1:-1, 1:-1, 1:-1]
    assert np.array_equal(core_of(inside, STEPS), depth > depth.max() / 2)


COMMANDS = [
    Grow(amount=mm(3)),
    Grow(amount=mm(9), where="left"),
    Grow(amount=Amount(value=20, unit="percent")),
    Grow(amount=mm(2), where="center"),
    Shrink(amount=mm(1)),
    Smooth(amount=mm(3)),
    Smooth(amount=mm(400)),
    Keep(where="center"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.model_dump_json(exclude_defaults=True))
@pytest.mark.parametrize("thick", [0.82, 3.0], ids=["cubes", "thick"])
def test_every_slow_edit_shows_slice_by_slice_how_far_it_is_and_ends_when_it_is_told_to(command, thick):
    grid = Geometry((29, 33, 37), np.diag([*STEPS[:2], thick, 1.0]))
    inside = blobs()
    depth = ndimage.distance_transform_edt(np.pad(inside, 1))[1:-1, 1:-1, 1:-1]
    inside[np.unravel_index(depth.argmax(), inside.shape)] = False
    mask, image = Mask(inside, grid), Image(np.zeros(grid.shape, np.int16), grid)
    told = []
    edited = apply_shape(command, mask, image, progress=lambda *step: told.append(step))
    assert edited.mask is not mask
    assert len(told) > 8
    assert all(0 <= done <= total for _, done, total in told)
    for stop in (1, len(told) // 2, len(told) - 1):
        calls = iter(range(stop))

        def stopping(step, done, total, calls=calls):
            if next(calls, None) is None:
                raise Cancelled(say("stopped", expected="-", got="-", next_step="-"))

        with pytest.raises(Cancelled):
            apply_shape(command, mask, image, progress=stopping)
    assert np.array_equal(apply_shape(command, mask, image).mask.data, edited.mask.data)


@pytest.mark.parametrize("command", [FillHoles(), Keep(which="largest"), Remove(part="islands"), Shift(where="left")])
def test_quick_edits_can_be_broken_off_before_they_are_done(command):
    grid = Geometry((29, 33, 37), np.diag([*STEPS, 1.0]))
    told = []
    image = Image(np.zeros(grid.shape, np.int16), grid)
    apply_shape(command, Mask(blobs(), grid), image, progress=lambda *step: told.append(step))
    assert len(told) >= 2
    assert all(a[1] <= b[1] for a, b in pairwise(told) if a[0] == b[0] == "editing")


def test_an_edit_that_is_broken_off_leaves_the_session_as_it_was(volume, fake_engines):
    session = Session(volume, fake_engines)
    name = session.apply(_said("segment the liver", session)).result[0].name
    before = session.history.digest
    seen = []

    def stopping(step, done, total):
        seen.append(step)
        if step == "smoothing":
            raise Cancelled(say("stopped", expected="-", got="-", next_step="-"))

    with pytest.raises(Cancelled):
        session.apply([Smooth(amount=mm(5))], progress=stopping)
    assert seen[-1] == "smoothing"
    assert session.history.digest == before
    assert session.apply([Smooth(amount=mm(5))]).result[0].name == name


def _said(text, session):
    from limis.prompts.reader import read

    return read(text, session.context)
