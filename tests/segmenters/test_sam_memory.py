"""Masks carried from slice to slice by SAM 2 and 3, from tiny random checkpoints loaded as real ones are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sam_checkpoints import save_sam2, save_sam3, save_sam3_tracker

from limis.errors import Cancelled
from limis.models.registry import open_engines
from limis.progress import silent
from limis.protocols import Propagator, View, ViewPrompt
from limis.runtime.rgb import as_rgb
from limis.segmenters import sam2, sam3_tracker
from limis.segmenters.sam_memory import SamWithMemory

SIZE, SLICES, KEY = (40, 60), 13, 5
MASK = np.zeros(SIZE, np.float32)
MASK[10:25, 20:42] = 1


@pytest.fixture(scope="module", params=["Sam2Video", "Sam3TrackerVideo"])
def family(request: pytest.FixtureRequest) -> str:
    """What the classes of transformers begin with."""
    return request.param


@pytest.fixture(scope="module")
def folder(family: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("segmenter")
    return save_sam2(folder, video=True) if family == "Sam2Video" else save_sam3_tracker(folder)


@pytest.fixture(scope="module")
def tracker(family: str, folder: Path) -> SamWithMemory:
    opened = (sam2 if family == "Sam2Video" else sam3_tracker).open_segmenter(str(folder), "cpu")
    assert isinstance(opened, SamWithMemory)
    return opened


@pytest.fixture(scope="module")
def views() -> list[View]:
    return [View(pixels) for pixels in np.random.default_rng(0).random((SLICES, *SIZE)).astype(np.float32)]


class Theirs:
    """What transformers itself makes of the whole film."""

    def __init__(self, family: str, folder: Path, views: list[View]) -> None:
        import torch
        import transformers

        self.processor = getattr(transformers, f"{family}Processor").from_pretrained(folder)
        self.model = getattr(transformers, f"{family}Model").from_pretrained(folder).eval()
        film = [as_rgb(view) for view in views]
        self.session = self.processor.init_video_session(video=film, dtype=torch.float32)

    def carry(self, *, reverse: bool) -> list[NDArray[np.float32]]:
        self.processor.add_inputs_to_inference_session(self.session, frame_idx=KEY, obj_ids=1, input_masks=MASK > 0.5)
        frames = self.model.propagate_in_video_iterator(self.session, start_frame_idx=KEY, reverse=reverse)
        return [self.inside(frame) for frame in frames][1:]

    def click(self, x: float, y: float) -> NDArray[np.float32]:
        self.processor.add_inputs_to_inference_session(
            self.session, frame_idx=KEY, obj_ids=1, input_points=[[[[x, y]]]], input_labels=[[[1]]]
        )
        return self.inside(self.model(self.session, frame_idx=KEY))

    def inside(self, frame: Any) -> NDArray[np.float32]:
        logits = self.processor.post_process_masks([frame.pred_masks], [SIZE], binarize=False)[0]
        return logits[0, 0].sigmoid().numpy()


@pytest.mark.parametrize("reverse", [False, True], ids=["upwards", "downwards"])
def test_a_key_slice_is_carried_both_ways_as_transformers_does(
    tracker: SamWithMemory, family: str, folder: Path, views: list[View], reverse: bool
) -> None:
    walk = views[KEY::-1] if reverse else views[KEY:]
    ours = tracker.propagate(walk, MASK, silent)
    theirs = Theirs(family, folder, views).carry(reverse=reverse)
    assert len(ours) == len(theirs) == len(walk) - 1
    for one, other in zip(ours, theirs, strict=True):
        assert np.ptp(other) > 0
        np.testing.assert_allclose(one, other, atol=1e-5)


def test_a_click_gives_what_the_video_model_makes_of_it(
    tracker: SamWithMemory, family: str, folder: Path, views: list[View]
) -> None:
    click = ViewPrompt(points_xy=np.array([[12, 9]], np.float32), positive=np.array([True]))
    (ours,) = tracker.predict(tracker.encode(views[KEY]), [click])
    np.testing.assert_allclose(ours.probability, Theirs(family, folder, views).click(12, 9), atol=1e-5)


def test_a_slice_is_told_what_those_before_it_became(tracker: SamWithMemory, views: list[View]) -> None:
    (_, far), (_, other) = (tracker.propagate([first, views[1], views[2]], MASK, silent) for first in views[3:5])
    assert np.abs(far - other).max() > 1e-6


def test_slices_that_were_encoded_before_are_not_encoded_again(tracker: SamWithMemory, views: list[View]) -> None:
    bright = [View(view.pixels / 2 + 0.5) for view in views[:4]]
    encoded: list[object] = []
    hook = tracker.network.model.vision_encoder.register_forward_pre_hook(lambda *_: encoded.append(_))
    tracker.predict(tracker.encode(bright[0]), [ViewPrompt((5, 6, 25, 31))])
    tracker.propagate(bright, MASK, silent)
    assert len(encoded) == 4
    tracker.propagate(bright[::-1], MASK, silent)
    tracker.encode(bright[2])
    hook.remove()
    assert len(encoded) == 4


def test_no_more_slices_are_remembered_than_are_looked_back_on(
    tracker: SamWithMemory, views: list[View], monkeypatch: pytest.MonkeyPatch
) -> None:
    from limis.segmenters.sam_memory import _Walk

    held: list[int] = []
    step = _Walk.step

    def counted(walk: Any, *args: Any) -> Any:
        answer = step(walk, *args)
        tensors = [
            t for kept in walk._session.output_dict_per_obj[0].values() for one in kept.values() for t in one.values()
        ]
        held.append(sum(t.nbytes for t in tensors))
        return answer

    monkeypatch.setattr(_Walk, "step", counted)
    tracker.propagate(views, MASK, silent)
    assert held[6] > held[1]
    assert held[6:] == [held[6]] * (SLICES - 6)


def test_it_reports_every_slice_and_stops_when_it_is_told_to(tracker: SamWithMemory, views: list[View]) -> None:
    told: list[tuple[str, int, int]] = []

    def until_the_fourth(step: str, done: int, total: int) -> None:
        told.append((step, done, total))
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        tracker.propagate(views, MASK, until_the_fourth)
    assert list(dict.fromkeys(told)) == [("following", n, SLICES) for n in range(4)]
    assert len(tracker.propagate(views[:3], MASK, silent)) == 2


def test_nothing_is_carried_nowhere(tracker: SamWithMemory, views: list[View]) -> None:
    assert tracker.propagate(views[:1], MASK, silent) == []
    assert [mask.max() for mask in tracker.propagate(views[:3], 0 * MASK, silent)] == [0, 0]


def test_a_checkpoint_for_pictures_promises_no_propagation(tracker: SamWithMemory, tmp_path: Path) -> None:
    assert isinstance(tracker, Propagator)
    assert not isinstance(sam2.open_segmenter(str(save_sam2(tmp_path)), "cpu"), Propagator)


def test_the_registry_opens_it(folder: Path) -> None:
    assert isinstance(open_engines(f"embedded+{folder}", "cpu").segmenter, SamWithMemory)


def test_a_tracker_for_pictures_gives_the_same_masks_without_a_memory(views: list[View], tmp_path: Path) -> None:
    alone, whole = (
        open_engines(f"embedded+{save_sam3_tracker(tmp_path / str(video), video=video)}", "cpu").segmenter
        for video in (False, True)
    )
    assert not isinstance(alone, Propagator)
    prompts = [ViewPrompt((5, 6, 25, 31)), ViewPrompt(points_xy=np.array([[12, 9]]), positive=np.array([True]))]
    ours, theirs = (s.predict(s.encode(views[0]), prompts) for s in (alone, whole))
    for one, other in zip(ours, theirs, strict=True):
        assert np.ptp(other.probability) > 0
        np.testing.assert_allclose(one.probability, other.probability, atol=1e-6)


def test_of_the_whole_of_sam_3_only_the_tracker_is_loaded(tmp_path: Path) -> None:
    from safetensors.torch import load_file

    tracker = open_engines(f"embedded+{save_sam3(tmp_path)}", "cpu").segmenter
    assert isinstance(tracker, SamWithMemory)
    ours, saved = tracker.network.model.state_dict(), load_file(tmp_path / "model.safetensors")
    assert any(name.startswith("detector_model.") for name in saved)
    for name in ("mask_decoder.conv_s0.weight", "memory_encoder.projection.weight", "no_memory_embedding"):
        assert bool((ours[name] == saved[f"tracker_model.{name}"]).all())
    neck = "neck.fpn_layers.0.proj1.weight"
    assert bool((ours[f"vision_encoder.{neck}"] == saved[f"tracker_{neck}"]).all())
