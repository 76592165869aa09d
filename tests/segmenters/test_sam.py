"""SAM from tiny random checkpoints, loaded as real ones are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from checkpoints import save_grounding_dino, save_sam

from limis.errors import PromptError, WeightsError
from limis.protocols import Segmenter, View, ViewPrompt
from limis.runtime.rgb import as_rgb
from limis.segmenters.sam import Sam, open_segmenter

SIZE = (40, 60)
PRIOR = np.zeros(SIZE, np.float32)
PRIOR[10:20, 20:30] = 1
BOX = ViewPrompt(box_xyxy=(5, 6, 25, 31))
CLICK = ViewPrompt(points_xy=np.array([[12, 9]], np.float32), positive=np.array([True]))
EVERYTHING = ViewPrompt(
    box_xyxy=(5, 6, 25, 31),
    points_xy=np.array([[12, 9], [3, 3]], np.float32),
    positive=np.array([True, False]),
    scribbles=((np.array([[10, 8], [12, 9], [14, 10]], np.float32), True),),
    prior=PRIOR,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_sam(tmp_path_factory.mktemp("segmenter"))


@pytest.fixture(scope="module")
def sam(folder: Path) -> Sam:
    return open_segmenter(str(folder), "cpu")


@pytest.fixture(scope="module")
def view() -> View:
    return View(np.random.default_rng(0).random(SIZE).astype(np.float32))


def test_it_is_a_segmenter_for_every_kind_of_prompt(sam: Segmenter, folder: Path) -> None:
    assert sam.accepts == {"box", "points", "scribbles", "mask"}
    assert (sam.info.name, sam.info.role, sam.info.device) == (str(folder), "segmenter", "cpu")
    assert len(sam.info.sha256) == 64


def test_masks_are_those_of_transformers(sam: Sam, view: View, folder: Path) -> None:
    import torch
    from transformers import SamModel, SamProcessor

    processor, model = SamProcessor.from_pretrained(folder), SamModel.from_pretrained(folder).eval()
    # Their pixels are inclusive, ours half-open: the same box.
    inputs = processor(as_rgb(view), input_boxes=[[[5.0, 6.0, 24.0, 30.0]]], return_tensors="pt")
    with torch.no_grad():
        answer = model(**{**inputs, "input_boxes": inputs["input_boxes"].float()}, multimask_output=False)
    sizes = inputs["original_sizes"], inputs["reshaped_input_sizes"]
    theirs = processor.post_process_masks(answer.pred_masks, *sizes, binarize=False)[0][0, 0].sigmoid().numpy()

    (ours,) = sam.predict(sam.encode(view), [BOX])
    np.testing.assert_allclose(ours.probability, theirs, atol=1e-5)
    assert ours.score == pytest.approx(max(0.0, float(answer.iou_scores[0, 0, 0])), abs=1e-5)


def test_a_single_click_gives_the_mask_the_model_trusts_most(sam: Sam, view: View) -> None:
    import torch

    encoding = sam.encode(view)
    (ours,) = sam.predict(encoding, [CLICK])
    scale = torch.tensor([64 / 60, 43 / 40])
    spot = torch.from_numpy(CLICK.points_xy)[None, None] * scale
    with torch.no_grad():
        answer = sam._model(image_embeddings=encoding.features.clone(), input_points=spot)
    assert answer.iou_scores.shape[-1] == 3
    assert ours.score == pytest.approx(float(answer.iou_scores.max().clamp(0, 1)), abs=1e-5)


def test_a_picture_is_encoded_once_for_all_prompts(sam: Sam, view: View) -> None:
    encoded: list[object] = []
    hook = sam._model.vision_encoder.register_forward_pre_hook(lambda *_: encoded.append(_))
    encoding = sam.encode(view)
    predictions = [sam.predict(encoding, [prompt])[0] for prompt in (BOX, CLICK, EVERYTHING)]
    hook.remove()
    assert len(encoded) == 1
    for prediction in predictions:
        assert prediction.probability.shape == SIZE
        assert prediction.probability.dtype == np.float32
        assert 0 <= prediction.probability.min() <= prediction.probability.max() <= 1
        assert 0 <= prediction.score <= 1


def test_prompts_together_give_what_each_gives_alone(sam: Sam, view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("limis.segmenters.sam._PROMPTS_PER_PASS", 2)
    encoding = sam.encode(view)
    prompts = [BOX, CLICK, EVERYTHING, ViewPrompt(box_xyxy=(30, 2, 59, 39)), ViewPrompt(prior=PRIOR), CLICK] * 2
    together = sam.predict(encoding, prompts)
    alone = [sam.predict(encoding, [prompt])[0] for prompt in prompts[:6]] * 2
    for a, b in zip(together, alone, strict=True):
        np.testing.assert_allclose(a.probability, b.probability, atol=1e-5)
        assert a.score == pytest.approx(b.score, abs=1e-5)


@pytest.mark.parametrize("change", ["points_xy", "scribbles", "prior"])
def test_every_kind_of_prompt_has_an_effect(sam: Sam, view: View, change: str) -> None:
    encoding = sam.encode(view)
    without = ViewPrompt(box_xyxy=BOX.box_xyxy)
    extra = {change: getattr(EVERYTHING, change)}
    if change == "points_xy":
        extra["positive"] = EVERYTHING.positive
    a, b = sam.predict(encoding, [without, ViewPrompt(box_xyxy=BOX.box_xyxy, **extra)])
    assert np.abs(a.probability - b.probability).max() > 1e-4


def test_colour_and_tall_views_come_back_at_their_size(sam: Sam) -> None:
    tall = View(np.random.default_rng(1).random((90, 31, 3)).astype(np.float32))
    (prediction,) = sam.predict(sam.encode(tall), [ViewPrompt(box_xyxy=(0, 50, 31, 90))])
    assert prediction.probability.shape == (90, 31)


def test_no_prompts_give_no_masks(sam: Sam, view: View) -> None:
    assert sam.predict(sam.encode(view), []) == []


def test_a_prompt_outside_the_view_is_refused(sam: Sam, view: View) -> None:
    with pytest.raises(PromptError, match="60 x 40"):
        sam.predict(sam.encode(view), [BOX, ViewPrompt(box_xyxy=(70, 1, 80, 9))])


def test_a_model_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"sam.*got grounding-dino"):
        open_segmenter(str(save_grounding_dino(tmp_path)), "cpu")
