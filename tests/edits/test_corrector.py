from dataclasses import dataclass

import numpy as np
import pytest

from limis.commands import Amount, Excess, Missing
from limis.edits.corrector import Corrector
from limis.edits.directions import Surroundings
from limis.geometry import Geometry
from limis.imaging.window import Window
from limis.models.registry import open_engines
from limis.protocols import EngineInfo, Prediction
from limis.types import Image, Mask
from limis.volumes.stack import Stack


@dataclass
class Similar:
    """A segmenter that outlines, within the box, what is as bright as the previous mask."""

    accepts = frozenset({"box", "points", "mask", "concept"})
    info = EngineInfo("similar", "segmenter", "c" * 64, "CC0-1.0", "cpu")
    encoded: int = 0
    decoded: int = 0
    points: int = 0
    stubborn: bool = False
    told: str | None = None

    def encode(self, view):
        self.encoded += 1
        return view.pixels

    def predict(self, encoding, prompts):
        self.decoded += len(prompts)
        return [Prediction(self._one(encoding, prompt), 0.9) for prompt in prompts]

    def _one(self, grey, prompt):
        self.points += len(prompt.points_xy)
        self.told = prompt.concept
        if self.stubborn:
            return np.zeros_like(grey) if prompt.prior is None else (prompt.prior > 0.5).astype(np.float32)
        left, top, right, bottom = (round(v) for v in prompt.box_xyxy)
        height, width = (bottom - top) // 4, (right - left) // 4
        shown = np.zeros(grey.shape, bool)
        shown[max(0, top + height) : bottom - height, max(0, left + width) : right - width] = True
        if prompt.prior is not None and (prompt.prior > 0.5).any():
            shown = prompt.prior > 0.5
        level = np.median(grey[shown])
        inside = np.zeros_like(grey)
        inside[max(0, top) : bottom, max(0, left) : right] = 1
        return (0.05 + 0.9 * inside * (np.abs(grey - level) < 0.1)).astype(np.float32)


def dice(a, b):
    return 2 * (a & b).sum() / (a.sum() + b.sum())


def ellipse(shape, centre, radii):
    grid = np.indices(shape)
    return sum(((g - c) / r) ** 2 for g, c, r in zip(grid, centre, radii, strict=True)) <= 1


def drawn(truth, spacing=None):
    """A picture or volume whose structure is grey on dark, with noise."""
    rng = np.random.default_rng(3)
    data = np.where(truth, 150, 50) + rng.normal(0, 5, truth.shape)
    affine = np.diag([*(spacing or (1.0, 1.0, 1.0)), 1.0])
    grid = Geometry(truth.shape) if truth.ndim == 2 else Geometry(truth.shape, affine)
    return Image(np.clip(data, 0, 255).astype(np.uint8), grid)


def corrector(image, segmenter):
    plane = None if image.is_picture else "axial"
    return Corrector(Stack(image, image.geometry.view(plane), Window.between(0, 255), None), segmenter)


@pytest.fixture
def tip():
    """An ellipse, and a mask that lacks its lower tip."""
    truth = ellipse((96, 80), (48, 40), (34, 20))
    mask = truth.copy()
    mask[70:] = False
    return drawn(truth), truth, mask


def test_a_missing_tip_is_added_and_only_there(tip):
    image, truth, mask = tip
    before = mask.copy()
    segmenter = Similar()
    edited = corrector(image, segmenter).correct(Missing(where="inferior"), Mask(mask, image.geometry))
    assert dice(edited.mask.data, truth) > 0.98
    assert not (mask & ~edited.mask.data).any()
    assert np.array_equal(edited.mask.data[:48], mask[:48])
    assert edited.remark == ""
    assert np.array_equal(mask, before)


def test_a_lump_too_much_is_taken_away_and_nothing_added(tip):
    image, truth, _ = tip
    mask = truth | ellipse(truth.shape, (48, 16), (9, 9))
    edited = corrector(image, Similar()).correct(Excess(where="left"), Mask(mask, image.geometry))
    assert dice(edited.mask.data, truth) > dice(mask, truth)
    assert not (edited.mask.data & ~mask).any()
    assert np.array_equal(edited.mask.data[:, 40:], mask[:, 40:])


def test_the_segmenter_is_told_what_the_structure_is_called(tip):
    image, _, mask = tip
    segmenter = Similar()
    corrector(image, segmenter).correct(
        Missing(where="inferior"), Mask(mask, image.geometry), around=Surroundings(concept="kidney")
    )
    assert segmenter.told == "kidney"


def test_without_a_place_the_most_doubtful_one_is_corrected(tip):
    image, truth, mask = tip
    edited = corrector(image, Similar()).correct(Missing(), Mask(mask, image.geometry))
    assert dice(edited.mask.data, truth) > dice(mask, truth)


def test_a_turn_costs_a_decode_and_no_second_encode(tip):
    image, _, mask = tip
    segmenter = Similar()
    kept = corrector(image, segmenter)
    for _ in range(3):
        kept.correct(Missing(where="inferior"), Mask(mask, image.geometry))
    assert segmenter.encoded == 1
    assert segmenter.decoded == 6


def test_an_amount_bounds_how_far_a_correction_goes(tip):
    image, _, mask = tip
    amount = Amount(value=4, unit="voxel")
    edited = corrector(image, Similar()).correct(Missing(where="inferior", amount=amount), Mask(mask, image.geometry))
    assert np.flatnonzero(edited.mask.data.any(1))[-1] == 73


def test_a_stubborn_model_is_overruled_by_an_amount_and_that_is_said(tip):
    image, truth, _ = tip
    amount = Amount(value=4, unit="voxel")
    edited = corrector(image, Similar(stubborn=True)).correct(
        Missing(where="inferior", amount=amount), Mask(truth, image.geometry)
    )
    assert np.flatnonzero(edited.mask.data.any(1))[-1] == np.flatnonzero(truth.any(1))[-1] + 4
    assert "the model saw nothing to correct there, so the border was moved" in edited.remark


def test_a_stubborn_model_is_believed_where_the_image_agrees_with_it(tip):
    image, truth, _ = tip
    edited = corrector(image, Similar(stubborn=True)).correct(Missing(where="inferior"), Mask(truth, image.geometry))
    assert np.array_equal(edited.mask.data, truth)
    assert "nothing changed" in edited.remark
    assert "grow it by" in edited.remark


def test_an_empty_mask_stays_empty():
    image = drawn(ellipse((40, 40), (20, 20), (9, 9)))
    edited = corrector(image, Similar()).correct(Missing(), Mask(np.zeros((40, 40), bool), image.geometry))
    assert "nothing changed" in edited.remark


def volume():
    truth = ellipse((64, 60, 26), (32, 30, 13), (20, 18, 9))
    return drawn(truth, (1.0, 1.0, 2.5)), truth


def test_a_missing_upper_end_is_followed_slice_by_slice():
    image, truth = volume()
    mask = truth.copy()
    mask[:, :, 19:] = False
    edited = corrector(image, Similar()).correct(Missing(where="superior"), Mask(mask, image.geometry))
    assert dice(edited.mask.data, truth) > dice(mask, truth)
    assert dice(edited.mask.data[:, :, 19:21], truth[:, :, 19:21]) > 0.9
    assert np.array_equal(edited.mask.data[:, :, :19], mask[:, :, :19])


def test_the_lower_end_of_a_tube_that_runs_across_slices_is_followed():
    truth = np.zeros((80, 60, 20), bool)
    for k in range(20):
        truth[15 + 2 * k : 25 + 2 * k, 24:36, k] = True
    mask = truth.copy()
    mask[:, :, :4] = False
    image = drawn(truth, (1.0, 1.0, 2.5))
    said = Mask(mask, image.geometry)
    for _ in range(2):
        said = corrector(image, Similar()).correct(Missing(where="inferior"), said).mask
    assert dice(said.data[:, :, :4], truth[:, :, :4]) > 0.85
    assert np.array_equal(said.data[:, :, 4:], mask[:, :, 4:])


def test_beyond_an_end_only_what_may_change_does():
    image, truth = volume()
    mask = truth.copy()
    mask[:, :, 19:] = False
    region = np.ones(mask.shape, bool)
    region[32:] = False
    edited = corrector(image, Similar()).correct(Missing(where="superior"), Mask(mask, image.geometry), region)
    assert edited.mask.data[:32, :, 19].any()
    assert np.array_equal(edited.mask.data[32:], mask[32:])


def test_where_a_thing_ends_nothing_is_added_beyond():
    """A block that is whole: said to lack its upper end, it gets no slice of the background."""
    truth = np.zeros((64, 60, 26), bool)
    truth[20:44, 18:42, 6:19] = True
    image = drawn(truth, (1.0, 1.0, 2.5))
    edited = corrector(image, Similar()).correct(Missing(where="superior"), Mask(truth.copy(), image.geometry))
    assert not edited.mask.data[:, :, 19:].any()


def test_a_missing_side_is_added_in_every_slice_it_concerns():
    image, truth = volume()
    mask = truth.copy()
    mask[44:] = False
    edited = corrector(image, Similar()).correct(Missing(where="right"), Mask(mask, image.geometry))
    assert dice(edited.mask.data, truth) > 0.98
    assert np.array_equal(edited.mask.data[:30], mask[:30])


def test_slices_outside_the_scope_stay_bit_for_bit():
    image, truth = volume()
    mask = truth.copy()
    mask[44:] = False
    region = np.zeros(mask.shape, bool)
    region[:, :, 12:14] = True
    edited = corrector(image, Similar()).correct(Missing(where="right"), Mask(mask, image.geometry), region)
    assert np.array_equal(edited.mask.data[~region], mask[~region])
    assert edited.mask.data[44:, :, 12:14].any()


@pytest.mark.parametrize("kind", [Missing, Excess])
def test_the_embedded_segmenter_corrects_a_drawn_picture(kind, tip):
    image, truth, mask = tip
    if kind is Excess:
        mask = truth | ellipse(truth.shape, (84, 40), (10, 9))
    segmenter = open_engines("embedded", "cpu").segmenter
    edited = corrector(image, segmenter).correct(kind(where="inferior"), Mask(mask, image.geometry))
    assert dice(edited.mask.data, truth) > dice(mask, truth)


def test_the_embedded_segmenter_corrects_a_drawn_volume():
    image, truth = volume()
    mask = truth.copy()
    mask[44:] = False
    segmenter = open_engines("embedded", "cpu").segmenter
    edited = corrector(image, segmenter).correct(Missing(where="right"), Mask(mask, image.geometry))
    assert dice(edited.mask.data, truth) > dice(mask, truth)


def disc(shape, centre, radius):
    return ellipse(shape, centre, (radius,) * len(shape))


def test_a_bite_out_of_a_disc_is_put_back():
    truth = disc((80, 90), (40, 45), 26)
    image, mask = drawn(truth), truth & ~disc((80, 90), (40, 71), 11)
    edited = corrector(image, Similar()).correct(Missing(where="right"), Mask(mask, image.geometry))
    assert dice(edited.mask.data, truth) > 0.99
    assert not (edited.mask.data & ~truth & ~mask).any()


def test_a_bump_on_a_disc_is_cut_off():
    truth = disc((80, 90), (40, 40), 26)
    image, mask = drawn(truth), truth | disc((80, 90), (40, 66), 11)
    edited = corrector(image, Similar()).correct(Excess(where="right"), Mask(mask, image.geometry))
    assert dice(edited.mask.data, truth) > 0.98
    assert (edited.mask.data & truth).sum() > 0.98 * truth.sum()


@pytest.mark.parametrize("kind", [Missing, Excess])
def test_the_same_sentence_again_goes_further(kind):
    """A disc that is 14 pixels off on one side, said three times."""
    truth = disc((100, 120), (50, 60), 34)
    mask = disc((100, 120), (50, 60), 34)
    beside = np.roll(truth, 16 if kind is Excess else -16, axis=1)
    mask = (truth | beside) if kind is Excess else (truth & beside)
    image = drawn(truth)
    kept = corrector(image, Similar())
    marks, said = [dice(mask, truth)], Mask(mask, image.geometry)
    for _ in range(3):
        said = kept.correct(kind(where="right"), said).mask
        marks.append(dice(said.data, truth))
        if marks[-1] > 0.98:
            break
    assert marks == sorted(marks)
    assert marks[-1] > 0.97


def test_millimetres_count_where_slices_are_thick():
    """A ball, in voxels of 1 x 1 x 4 mm, whose right side is missing: it comes back in every slice."""
    grid = np.indices((70, 70, 18))
    truth = (grid[0] - 35) ** 2 + (grid[1] - 35) ** 2 + (4.0 * (grid[2] - 9)) ** 2 <= 26**2
    image, mask = drawn(truth, (1.0, 1.0, 4.0)), truth.copy()
    mask[48:] = False
    edited = corrector(image, Similar()).correct(Missing(where="right"), Mask(mask, image.geometry))
    assert dice(edited.mask.data, truth) > 0.98
    assert np.array_equal(edited.mask.data[:35], mask[:35])


def test_an_engine_without_previous_masks_is_given_points(tip):
    image, truth, mask = tip
    segmenter = Similar()
    segmenter.accepts = frozenset({"box", "points"})
    edited = corrector(image, segmenter).correct(Missing(where="inferior"), Mask(mask, image.geometry))
    assert segmenter.points > 0
    assert dice(edited.mask.data, truth) > dice(mask, truth)
