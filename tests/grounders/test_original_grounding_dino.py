"""The authors' Grounding DINO beside transformers', with the same random weights."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
import torch
from original_checkpoints import save_both

from limis.errors import WeightsError
from limis.grounders.detector import PhraseGrounder
from limis.grounders.grounding_dino import open_grounder as open_transformers
from limis.grounders.original_grounding_dino import open_grounder
from limis.grounders.tuning import Tuning
from limis.progress import silent
from limis.protocols import Query, View
from limis.runtime.rgb import as_rgb

QUERIES = (Query("left_ventricle", "LV"), Query(None, "pale thing"), Query("lung", "lungs"), Query("heart", "heart"))

pytest.importorskip("groundingdino")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return save_both(tmp_path_factory.mktemp("both"))


@pytest.fixture(scope="module")
def engines(folders: tuple[Path, Path]) -> tuple[PhraseGrounder, PhraseGrounder]:
    return open_transformers(str(folders[0]), "cpu"), open_grounder(str(folders[1]), "cpu")


def views() -> list[View]:
    rng = np.random.default_rng(0)
    return [View(rng.random(size).astype(np.float32)) for size in ((48, 64), (90, 60, 3))]


def test_the_same_weights_give_the_same_boxes_and_scores(engines: tuple[PhraseGrounder, PhraseGrounder]) -> None:
    (text,) = engines[0].texts(QUERIES, None)
    answers = []
    for engine in engines:
        detector = engine.detector
        with torch.inference_mode():
            logits, boxes = detector.detect(detector.prepare([as_rgb(view) for view in views()]), text.ids)
        answers.append((logits[..., : len(text.ids)].sigmoid(), boxes))
    (scores, boxes), (their_scores, their_boxes) = answers
    torch.testing.assert_close(scores, their_scores, atol=1e-4, rtol=0)
    torch.testing.assert_close(boxes, their_boxes, atol=1e-4, rtol=0)
    assert boxes.std(dim=1).min() > 0.01
    assert scores.std() > 0.01


def test_the_same_weights_ground_the_same(engines: tuple[PhraseGrounder, PhraseGrounder]) -> None:
    found = [
        PhraseGrounder(e.info, e.detector, Tuning(threshold=0.3)).ground(views(), QUERIES, silent) for e in engines
    ]
    for ours, theirs in zip(*([g for row in answer for g in row] for answer in found), strict=True):
        assert ours.score == pytest.approx(theirs.score, abs=1e-4)
        np.testing.assert_allclose(ours.boxes_xyxy, theirs.boxes_xyxy, atol=1e-2)


def test_it_says_which_file_it_is(engines: tuple[PhraseGrounder, PhraseGrounder], folders: tuple[Path, Path]) -> None:
    info = engines[1].info
    assert info.sha256 == hashlib.sha256((folders[1] / "groundingdino_tiny.pth").read_bytes()).hexdigest()
    assert (info.name, info.role, info.device) == (str(folders[1]), "grounder", "cpu")


def test_nothing_of_transformers_or_of_the_package_is_changed(engines: tuple[PhraseGrounder, PhraseGrounder]) -> None:
    from groundingdino.models.GroundingDINO import bertwarper, groundingdino
    from groundingdino.util import get_tokenlizer
    from transformers import BertModel

    assert groundingdino.BertModelWarper is bertwarper.BertModelWarper
    assert groundingdino.get_tokenlizer is get_tokenlizer
    assert not hasattr(BertModel, "get_head_mask")
    assert isinstance(engines[1].detector.runner.model.bert, BertModel)


def altered(folders: tuple[Path, Path], to: Path, checkpoint: object) -> Path:
    """The original's folder with another checkpoint in it."""
    for file in folders[1].glob("*.json"):
        (to / file.name).write_bytes(file.read_bytes())
    torch.save(checkpoint, to / "groundingdino_tiny.pth")
    return to


def test_a_checkpoint_that_could_run_something_is_refused(folders: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"nothing but tensors, got groundingdino_tiny\.pth, which wants print"):
        open_grounder(str(altered(folders, tmp_path, {"model": {}, "args": print})), "cpu")


def test_a_checkpoint_of_something_else_or_with_gaps_is_refused(folders: tuple[Path, Path], tmp_path: Path) -> None:
    weights = torch.load(folders[1] / "groundingdino_tiny.pth", weights_only=True)["model"]
    rest = {name: tensor for name, tensor in weights.items() if name != "transformer.enc_output.bias"}
    with pytest.raises(WeightsError, match=r"got none for 1 of its tensors, transformer\.enc_output\.bias"):
        open_grounder(str(altered(folders, tmp_path, {"model": rest})), "cpu")
    with pytest.raises(WeightsError, match="KeyError"):
        open_grounder(str(altered(folders, tmp_path, {"model": {"weight": torch.zeros(1)}})), "cpu")


def test_a_folder_needs_one_checkpoint(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"expected a \.pth file, or a folder with one, got none"):
        open_grounder(str(tmp_path), "cpu")


def test_without_bert_at_hand_one_is_told_what_to_do(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "groundingdino_tiny.pth"
    file.write_bytes((folders[1] / file.name).read_bytes())
    with pytest.raises(WeightsError, match="limis models pull google-bert/bert-base-uncased"):
        open_grounder(str(file), "cpu")
    assert open_grounder(str(file), "cpu", bert=str(folders[1])).info.name == str(file)
