import numpy as np
import pytest

from limis.errors import PromptError
from limis.protocols import ViewPrompt
from limis.segmenters.sam_prompts import Signature, by_signature, clicks_of, prior_logits

SIZE = (30, 50)


def points(*xy: tuple[float, float], inside: bool = True) -> ViewPrompt:
    return ViewPrompt(points_xy=np.array(xy, np.float32), positive=np.full(len(xy), inside))


def test_a_half_open_box_becomes_its_first_and_last_pixel() -> None:
    corners = clicks_of(ViewPrompt(box_xyxy=(5, 6, 20, 7)), SIZE).corners_xy
    assert corners is not None
    assert corners.tolist() == [[5, 6], [19, 6]]


def test_a_box_is_cut_to_the_view() -> None:
    corners = clicks_of(ViewPrompt(box_xyxy=(-5, -6, 70, 70)), SIZE).corners_xy
    assert corners is not None
    assert corners.tolist() == [[0, 0], [49, 29]]


def test_a_long_scribble_becomes_a_few_points_with_its_ends() -> None:
    path = np.stack([np.arange(40), np.full(40, 3)], axis=1).astype(np.float32)
    clicks = clicks_of(
        ViewPrompt(points_xy=np.ones((1, 2), np.float32), positive=np.array([True]), scribbles=((path, False),)), SIZE
    )
    assert len(clicks.points_xy) == 9
    assert clicks.points_xy[1].tolist() == [0, 3]
    assert clicks.points_xy[-1].tolist() == [39, 3]
    assert clicks.positive.tolist() == [True] + [False] * 8


def test_a_previous_mask_alone_brings_its_bounds() -> None:
    prior = np.zeros(SIZE, np.float32)
    prior[10:20, 5:8] = 0.9
    corners = clicks_of(ViewPrompt(prior=prior), SIZE).corners_xy
    assert corners is not None
    assert corners.tolist() == [[5, 10], [7, 19]]


@pytest.mark.parametrize(
    "prompt",
    [ViewPrompt(), points((3, 4), inside=False), ViewPrompt(prior=np.zeros(SIZE, np.float32))],
    ids=["empty", "only outside", "empty mask"],
)
def test_a_prompt_that_says_nothing_is_refused(prompt: ViewPrompt) -> None:
    with pytest.raises(PromptError, match="says nothing"):
        clicks_of(prompt, SIZE)


@pytest.mark.parametrize(
    "prompt",
    [
        ViewPrompt(box_xyxy=(60, 5, 70, 9)),
        ViewPrompt(box_xyxy=(9, 9, 9, 12)),
        ViewPrompt(box_xyxy=(float("nan"), 5, 20, 9)),
        points((50, 3)),
        points((3, 3), (3, -1)),
        points((float("inf"), 3)),
    ],
    ids=["box beside", "flat box", "box of nan", "point beside", "one point above", "point at infinity"],
)
def test_a_prompt_outside_the_view_is_refused(prompt: ViewPrompt) -> None:
    with pytest.raises(PromptError, match="outside the image"):
        clicks_of(prompt, SIZE)


def test_only_a_single_click_is_ambiguous() -> None:
    prior = np.ones(SIZE, np.float32)
    prompts = [
        points((3, 4)),
        points((3, 4), (5, 6)),
        ViewPrompt(box_xyxy=(1, 1, 9, 9)),
        ViewPrompt(points_xy=np.ones((1, 2), np.float32), positive=np.array([True]), prior=prior),
    ]
    assert [clicks_of(p, SIZE).signature.is_ambiguous for p in prompts] == [True, False, False, False]


def test_prompts_are_grouped_by_make_up() -> None:
    clicks = [clicks_of(p, SIZE) for p in (points((1, 1)), ViewPrompt(box_xyxy=(0, 0, 9, 9)), points((2, 2)))]
    assert by_signature(clicks) == {Signature(1, False, False): [0, 2], Signature(0, True, False): [1]}


def test_prior_logits_keep_the_place_and_fill_the_padding() -> None:
    prior = np.zeros((30, 60), np.float32)
    prior[15:, 30:] = 1
    logits = prior_logits(prior, input_size=(512, 1024), side=256)
    assert logits.shape == (256, 256)
    assert logits.dtype == np.float32
    assert (logits[80:128, 140:256] == 10).all()
    assert (logits[:50, :256] == -10).all()
    assert (logits[128:] == -10).all()


def test_prior_logits_of_a_half_chance_are_zero() -> None:
    logits = prior_logits(np.full((7, 5), 0.5, np.float32), input_size=(64, 46), side=32)
    np.testing.assert_allclose(logits[:32, :23], 0, atol=1e-6)
