"""What every member of the SAM family does alike, from tiny random checkpoints loaded as real ones are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pytest
import sam_checkpoints
from checkpoints import save_grounding_dino, save_sam

from limis.errors import PromptError, WeightsError
from limis.progress import silent
from limis.protocols import EngineInfo, View, ViewPrompt
from limis.runtime.embeddings import EmbeddingCache
from limis.runtime.rgb import as_rgb
from limis.segmenters.sam_family import SamFamily

SIZE = (40, 60)
_CLOSE = 1e-4
"""To what transformers gives; segment-anything rounds in other places."""
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


@dataclass(frozen=True)
class Member:
    """An engine, how a tiny checkpoint of it is written, and the class of transformers that it must agree with.

    That of SAM 3 for pictures leaves out an embedding that its video model has; `test_sam_memory` compares with that.
    """

    module: str
    save: Callable[[Path], Path]
    peer: str
    file: str = ""

    def open(self, folder: Path) -> SamFamily:
        return import_module(f"limis.segmenters.{self.module}").open_segmenter(str(folder / self.file), "cpu")


MEMBERS = {
    "sam": Member("sam", save_sam, "SamModel"),
    "segment_anything": Member("segment_anything", sam_checkpoints.save_segment_anything, "SamModel", "sam.pth"),
    "sam_hq": Member("sam_hq", sam_checkpoints.save_sam_hq, "SamHQModel"),
    "sam2": Member("sam2", sam_checkpoints.save_sam2, "Sam2Model"),
    "sam2_video": Member("sam2", lambda folder: sam_checkpoints.save_sam2(folder, video=True), "Sam2Model"),
    "sam3_tracker": Member("sam3_tracker", sam_checkpoints.save_sam3_tracker, ""),
    "sam3_pictures": Member("sam3_tracker", lambda folder: sam_checkpoints.save_sam3_tracker(folder, video=False), ""),
}


@pytest.fixture(scope="module", params=MEMBERS)
def member(request: pytest.FixtureRequest) -> Member:
    return MEMBERS[request.param]


@pytest.fixture(scope="module")
def folder(member: Member, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return member.save(tmp_path_factory.mktemp("segmenter"))


@pytest.fixture(scope="module")
def sam(member: Member, folder: Path) -> SamFamily:
    return member.open(folder)


@pytest.fixture
def view(request: pytest.FixtureRequest) -> View:
    """A picture that no other test encodes."""
    return View(np.random.default_rng(crc32(request.node.name.encode())).random(SIZE).astype(np.float32))


@pytest.fixture
def encoded(sam: SamFamily) -> Any:
    """How many pictures the encoder saw in each of its passes."""
    passes: list[int] = []
    encoder = getattr(sam.network.model, "vision_encoder", None) or sam.network.model.image_encoder
    hook = encoder.register_forward_pre_hook(
        lambda _, args, kwargs: passes.append(len(args[0] if args else kwargs["pixel_values"])), with_kwargs=True
    )
    yield passes
    hook.remove()


def test_it_is_a_segmenter_for_every_kind_of_prompt(member: Member, sam: SamFamily, folder: Path) -> None:
    assert sam.accepts == {"box", "points", "scribbles", "mask"}
    assert (sam.info.name, sam.info.role, sam.info.device) == (str(folder / member.file), "segmenter", "cpu")
    assert len(sam.info.sha256) == 64
    assert sam.notice == ""


@pytest.mark.parametrize("member", [name for name, one in MEMBERS.items() if one.peer], indirect=True)
@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        # Their pixels are inclusive, ours half-open: the same box.
        (BOX, {"input_boxes": [[[5.0, 6.0, 24.0, 30.0]]]}),
        (CLICK, {"input_points": [[[[12.0, 9.0]]]], "input_labels": [[[1]]]}),
        (
            ViewPrompt((5, 6, 25, 31), np.array([[12, 9], [3, 3]], np.float32), np.array([True, False])),
            {
                "input_boxes": [[[5.0, 6.0, 24.0, 30.0]]],
                "input_points": [[[[12.0, 9.0], [3.0, 3.0]]]],
                "input_labels": [[[1, 0]]],
            },
        ),
    ],
    ids=["box", "click", "box and points"],
)
def test_masks_are_those_of_transformers(
    member: Member, sam: SamFamily, folder: Path, view: View, prompt: ViewPrompt, said: dict[str, Any]
) -> None:
    import torch
    import transformers

    processor = transformers.AutoProcessor.from_pretrained(folder)
    if hasattr(processor, "video_processor"):
        processor = transformers.Sam2Processor(processor.image_processor)
    model = getattr(transformers, member.peer).from_pretrained(folder).eval()
    inputs = processor(as_rgb(view), return_tensors="pt", **said)
    sizes = [inputs.pop(name) for name in ("original_sizes", "reshaped_input_sizes") if name in inputs]
    inputs = {name: tensor.float() if tensor.is_floating_point() else tensor for name, tensor in inputs.items()}
    with torch.no_grad():
        answer = model(**inputs, multimask_output=prompt is CLICK)
    best = int(answer.iou_scores[0, 0].argmax())
    masks = processor.image_processor.post_process_masks(answer.pred_masks, *sizes, binarize=False)[0]

    (ours,) = sam.predict(sam.encode(view), [prompt])
    np.testing.assert_allclose(ours.probability, masks[0, best].sigmoid().numpy(), atol=_CLOSE)
    assert ours.score == pytest.approx(float(answer.iou_scores[0, 0, best].clamp(0, 1)), abs=_CLOSE)


def test_a_picture_is_encoded_once_for_all_prompts_and_turns(sam: SamFamily, view: View, encoded: list[int]) -> None:
    encoding = sam.encode(view)
    predictions = [sam.predict(encoding, [prompt])[0] for prompt in (BOX, CLICK, EVERYTHING)]
    sam.predict(sam.encode(View(view.pixels.copy())), [BOX])
    assert encoded == [1]
    for prediction in predictions:
        assert prediction.probability.shape == SIZE
        assert prediction.probability.dtype == np.float32
        assert 0 <= prediction.probability.min() <= prediction.probability.max() <= 1
        assert 0 <= prediction.score <= 1


def test_an_embedding_dropped_meanwhile_is_made_again(sam: SamFamily, folder: Path, view: View) -> None:
    forgetful = SamFamily(sam.info, sam.network, embeddings=EmbeddingCache(1))
    encoding = forgetful.encode(view)
    (before,) = forgetful.predict(encoding, [BOX])
    forgetful.encode(View(1 - view.pixels))
    (after,) = forgetful.predict(encoding, [BOX])
    np.testing.assert_array_equal(before.probability, after.probability)


def test_slices_encoded_together_give_what_each_gives_alone(
    sam: SamFamily, view: View, encoded: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    views = [View(np.roll(view.pixels, n, axis=1)) for n in range(3)]
    alone = [sam.predict(sam.encode(one), [BOX])[0].probability for one in views]
    monkeypatch.setattr("limis.segmenters.sam_family._PICTURES_PER_PASS", {"cpu": 2})
    together = SamFamily(sam.info, sam.network, embeddings=EmbeddingCache(2**30))
    together.encode(views[0])
    encoded.clear()
    together.prepare([*views, views[1]], silent)
    assert encoded == [2]
    for one, expected in zip(views, alone, strict=True):
        np.testing.assert_allclose(together.predict(together.encode(one), [BOX])[0].probability, expected, atol=1e-5)
    assert encoded == [2]


def test_bfloat16_stays_close_to_float32(sam: SamFamily, view: View) -> None:
    halved = SamFamily(sam.info, sam.network, precision="bfloat16", embeddings=EmbeddingCache(2**30))
    (exact,), (close,) = (one.predict(one.encode(view), [EVERYTHING]) for one in (sam, halved))
    off = np.abs(exact.probability - close.probability)
    assert 0 < off.max() < 0.05 * np.ptp(exact.probability)


def test_what_is_encoded_after_a_move_to_the_cpu_is_never_taken_for_bfloat16(
    sam: SamFamily, view: View, encoded: list[int]
) -> None:
    torch = pytest.importorskip("torch")
    kept = EmbeddingCache(2**30)
    falling = SamFamily(replace(sam.info, device="cpu:0"), sam.network, "bfloat16", kept)  # a device of its own
    views = [view, View(1 - view.pixels)]
    before = falling.encode(views[0])
    encoder = getattr(sam.network.model, "vision_encoder", None) or sam.network.model.image_encoder

    def refuse(*_: object) -> None:
        if falling.info.device == "cpu:0":
            raise torch.OutOfMemoryError("CUDA out of memory")

    hook = encoder.register_forward_pre_hook(refuse)
    after = falling.encode(views[1])
    hook.remove()
    assert falling.notice == "cpu:0 ran out of memory: on the CPU from now on"
    exact = SamFamily(sam.info, sam.network, "float32", EmbeddingCache(2**30))
    for encoding, one in zip((before, after), views, strict=True):
        ours, theirs = (s.predict(e, [BOX])[0] for s, e in ((falling, encoding), (exact, exact.encode(one))))
        np.testing.assert_array_equal(ours.probability, theirs.probability)
    encoded.clear()
    SamFamily(sam.info, sam.network, "float32", kept).prepare(views)
    assert encoded == []
    SamFamily(sam.info, sam.network, "bfloat16", kept).prepare(views)
    assert sum(encoded) == 1


def test_prompts_together_give_what_each_gives_alone(
    sam: SamFamily, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("limis.segmenters.sam_family._PROMPTS_PER_PASS", 2)
    encoding = sam.encode(view)
    prompts = [BOX, CLICK, EVERYTHING, ViewPrompt(box_xyxy=(30, 2, 59, 39)), ViewPrompt(prior=PRIOR), CLICK] * 2
    together = sam.predict(encoding, prompts)
    alone = [sam.predict(encoding, [prompt])[0] for prompt in prompts[:6]] * 2
    for a, b in zip(together, alone, strict=True):
        np.testing.assert_allclose(a.probability, b.probability, atol=1e-5)
        assert a.score == pytest.approx(b.score, abs=1e-5)


@pytest.mark.parametrize("change", ["points_xy", "scribbles", "prior"])
def test_every_kind_of_prompt_has_an_effect(sam: SamFamily, view: View, change: str) -> None:
    encoding = sam.encode(view)
    without = ViewPrompt(box_xyxy=BOX.box_xyxy)
    extra = {change: getattr(EVERYTHING, change)}
    if change == "points_xy":
        extra["positive"] = EVERYTHING.positive
    a, b = sam.predict(encoding, [without, ViewPrompt(box_xyxy=BOX.box_xyxy, **extra)])
    assert np.abs(a.probability - b.probability).max() > 1e-4


def test_colour_and_tall_views_come_back_at_their_size(sam: SamFamily) -> None:
    tall = View(np.random.default_rng(1).random((90, 31, 3)).astype(np.float32))
    (prediction,) = sam.predict(sam.encode(tall), [ViewPrompt(box_xyxy=(0, 50, 31, 90))])
    assert prediction.probability.shape == (90, 31)


def test_no_prompts_give_no_masks(sam: SamFamily, view: View) -> None:
    assert sam.predict(sam.encode(view), []) == []


def test_a_prompt_outside_the_view_is_refused(sam: SamFamily, view: View) -> None:
    with pytest.raises(PromptError, match="60 x 40"):
        sam.predict(sam.encode(view), [BOX, ViewPrompt(box_xyxy=(70, 1, 80, 9))])


def test_other_weights_never_share_an_embedding(sam: SamFamily, view: View, encoded: list[int]) -> None:
    other = EngineInfo("other", "segmenter", "f" * 64, "unknown", "cpu")
    kept = EmbeddingCache(2**30)
    for info in (sam.info, other, sam.info):
        SamFamily(info, sam.network, embeddings=kept).encode(view)
    assert encoded == [1, 1]


@pytest.mark.parametrize("module", ["sam", "sam_hq", "sam2", "sam3_tracker"])
def test_a_model_of_another_kind_is_refused(module: str, tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"sam.*got grounding-dino"):
        Member(module, save_grounding_dino, "").open(save_grounding_dino(tmp_path))
