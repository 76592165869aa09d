"""Grounding DINO from tiny random checkpoints, loaded as real ones are."""

from __future__ import annotations

import hashlib
import json
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from checkpoints import save_grounding_dino, save_sam

from limis.errors import Cancelled, DeviceError, WeightsError
from limis.grounders.detector import PhraseGrounder
from limis.grounders.grounding_dino import open_grounder
from limis.grounders.tuning import Tuning
from limis.progress import silent
from limis.protocols import EngineInfo, Grounder, Query, View
from limis.runtime.rgb import as_rgb

FAMILIES = ("GroundingDino", "MMGroundingDino")
QUERIES = (Query("left_ventricle", "LV"), Query(None, "pale thing"), Query("lung", "lungs"))


def view(height: int = 48, width: int = 64, seed: int = 0) -> View:
    return View(np.random.default_rng(seed).random((height, width)).astype(np.float32))


@pytest.fixture(scope="module", params=FAMILIES)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_grounding_dino(tmp_path_factory.mktemp("grounder") / request.param, family=request.param)


@pytest.fixture(scope="module")
def grounder(folder: Path) -> PhraseGrounder:
    return open_grounder(str(folder), "cpu")


@pytest.fixture
def eager(grounder: PhraseGrounder) -> PhraseGrounder:
    """The same engine, taking every box for a find."""
    return tuned(grounder, threshold=0.0)


def tuned(grounder: PhraseGrounder, **settings: Any) -> PhraseGrounder:
    """The same engine with other settings; unless told otherwise, it names nothing but what it is asked for."""
    return PhraseGrounder(grounder.info, grounder.detector, Tuning(**{"rivals": 0, **settings}))


def test_it_is_a_grounder_for_any_words(grounder: Grounder, folder: Path) -> None:
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    assert grounder.vocabulary == "open"
    assert grounder.info == EngineInfo(str(folder), "grounder", digest, "unknown", "cpu")


def test_the_licence_comes_from_the_model_card(tmp_path: Path, folder: Path) -> None:
    copied = tmp_path / "with-card"
    copied.mkdir()
    for file in folder.iterdir():
        (copied / file.name).write_bytes(file.read_bytes())
    (copied / "README.md").write_text("---\nlicense: apache-2.0\n---\n# A model\n")
    assert open_grounder(str(copied), "cpu").info.licence == "apache-2.0"


def test_boxes_and_scores_are_those_of_transformers(eager: PhraseGrounder, folder: Path) -> None:
    import torch
    from transformers import AutoModelForZeroShotObjectDetection, AutoProcessor

    picture = view()
    processor = AutoProcessor.from_pretrained(folder)
    model = AutoModelForZeroShotObjectDetection.from_pretrained(folder).eval()
    inputs = processor(images=as_rgb(picture), text="left ventricle. pale thing.", return_tensors="pt")
    with torch.no_grad():
        answer = model(**inputs)
    theirs = processor.post_process_grounded_object_detection(answer, threshold=0.0, target_sizes=[picture.size])[0]
    spans = (slice(1, 3), slice(4, 6))
    assert processor.tokenizer.convert_ids_to_tokens(inputs["input_ids"][0, 4:6]) == ["pale", "thing"]

    for ours, span in zip(eager.ground([picture], QUERIES[:2], silent)[0], spans, strict=True):
        sized = (theirs["boxes"][:, 2:] - theirs["boxes"][:, :2]).amin(1) >= 1
        scores = answer.logits[0, :, span].sigmoid().amax(1) * sized
        best = int(scores.argmax())
        assert ours.score == pytest.approx(float(scores[best]), abs=1e-5)
        np.testing.assert_allclose(ours.boxes_xyxy[0], theirs["boxes"][best].clamp(min=0), atol=1e-3)


def test_boxes_lie_inside_the_view_best_first_and_apart(eager: PhraseGrounder) -> None:
    for grounding in eager.ground([view(40, 90)], QUERIES, silent)[0]:
        boxes, scores = grounding.boxes_xyxy, grounding.scores
        assert grounding.present
        assert boxes.dtype == scores.dtype == np.float32
        assert boxes.shape == (len(scores), 4)
        assert (boxes >= 0).all()
        assert (boxes <= [90, 40, 90, 40]).all()
        assert (boxes[:, 2:] - boxes[:, :2] >= 1).all()
        assert (np.diff(scores) <= 0).all()
        assert max(overlap(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :]) <= 0.5


def overlap(a: np.ndarray, b: np.ndarray) -> float:
    inner = np.clip(np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2]), 0, None).prod()
    return float(inner / ((a[2:] - a[:2]).prod() + (b[2:] - b[:2]).prod() - inner))


def test_nothing_above_the_threshold_is_not_there(grounder: PhraseGrounder) -> None:
    (found,) = tuned(grounder, threshold=0.0).ground([view()], QUERIES[2:], silent)[0]
    assert found.score < 1
    (grounding,) = tuned(grounder, threshold=(1 + found.score) / 2).ground([view()], QUERIES[2:], silent)[0]
    assert not grounding.present
    assert grounding.boxes_xyxy.shape == (0, 4)
    assert grounding.score == found.score


def test_views_of_different_sizes_and_colours_come_back_in_order(eager: PhraseGrounder) -> None:
    colour = View(np.random.default_rng(3).random((64, 48, 3)).astype(np.float32))
    views = [view(), colour]
    together = eager.ground(views, QUERIES, silent)
    alone = [eager.ground([one], QUERIES, silent)[0] for one in views]
    for a, b in zip(chain(*together), chain(*alone), strict=True):
        np.testing.assert_allclose(a.boxes_xyxy, b.boxes_xyxy, atol=1e-3)
        assert a.score == pytest.approx(b.score, abs=1e-5)


def test_more_phrases_than_a_text_holds_are_all_answered(eager: PhraseGrounder) -> None:
    words = ("lung", "heart", "kidney", "liver", "pale", "thing")
    many = [Query(None, f"{a} {b}") for a in words for b in words if a != b][:12]
    seen: list[tuple[str, int, int]] = []
    answers = eager.ground([view(), view(seed=1)], many, lambda *call: seen.append(call))
    assert [len(row) for row in answers] == [12, 12]
    texts = len(eager.texts(many, None))
    assert texts > 1
    assert seen[0] == ("grounding", 0, 2 * texts)
    assert seen[-1] == ("grounding", 2 * texts, 2 * texts)


def test_a_caller_can_cancel_from_inside_a_pass(eager: PhraseGrounder, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(10_000))
    monkeypatch.setattr("limis.runtime.heartbeat.time.monotonic", lambda: float(next(ticks)))
    calls = 0

    def stop_at_the_fifth(step: str, done: int, total: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 5:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        eager.ground([view()], QUERIES, stop_at_the_fifth)
    assert calls == 5
    assert not any(layer._forward_pre_hooks for layer in eager.detector.runner.model.modules())


@pytest.mark.parametrize(
    ("words", "reason"),
    [("...", "no word"), ("qqq zzz", "no word"), ("lung " * 40, "say it shorter"), ("pale thing", None)],
)
def test_why_not(grounder: PhraseGrounder, words: str, reason: str | None) -> None:
    answer = grounder.why_not(Query(None, words), "CT")
    assert answer is None if reason is None else reason in str(answer)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="nowhere"):
        open_grounder(str(tmp_path / "nowhere"), "cpu")


def test_a_hub_name_offline_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(WeightsError, match="HF_HUB_OFFLINE"):
        open_grounder("limis-tests/no-such-model", "cpu")


def test_a_model_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"grounding-dino.*got sam"):
        open_grounder(str(save_sam(tmp_path)), "cpu")


def test_pickled_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "grounding-dino"}))
    (tmp_path / "pytorch_model.bin").write_bytes(b"cposix\nsystem\n")
    with pytest.raises(WeightsError, match=r"loaded safely.*pytorch_model\.bin"):
        open_grounder(str(tmp_path), "cpu")


def test_truncated_weights_are_refused(tmp_path: Path) -> None:
    weights = save_grounding_dino(tmp_path) / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000])
    with pytest.raises(WeightsError, match="cannot load"):
        open_grounder(str(tmp_path), "cpu")


def test_weights_that_leave_part_of_the_model_random_are_refused(tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    path = save_grounding_dino(tmp_path) / "model.safetensors"
    tensors = load_file(path)
    del tensors["model.text_projection.weight"]
    save_file(tensors, path, metadata={"format": "pt"})
    with pytest.raises(WeightsError, match=r"model\.text_projection\.weight"):
        open_grounder(str(tmp_path), "cpu")


def test_a_device_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(DeviceError, match="cuda:99"):
        open_grounder(str(folder), "cuda:99")
