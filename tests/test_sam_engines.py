"""The whole path, from sentences to masks, on every member of the SAM family: tiny checkpoints, loaded as real ones."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import sam_checkpoints
from checkpoints import save_grounding_dino, save_sam

import limis
from limis.geometry import Geometry
from limis.models.engines import Engines
from limis.models.registry import open_engines
from limis.runtime.embeddings import EmbeddingCache
from limis.types import Image

SAVED = {
    "sam": save_sam,
    "segment_anything": lambda folder: sam_checkpoints.save_segment_anything(folder) / "sam.pth",
    "sam_hq": sam_checkpoints.save_sam_hq,
    "sam2": sam_checkpoints.save_sam2,
    "sam2_video": lambda folder: sam_checkpoints.save_sam2(folder, video=True),
    "sam3_tracker": sam_checkpoints.save_sam3_tracker,
}


@pytest.fixture(scope="module", params=SAVED)
def segmenter(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return SAVED[request.param](tmp_path_factory.mktemp("models") / "segmenter")


@pytest.fixture(scope="module")
def engines(segmenter: Path) -> Engines:
    """Words are read by the embedded grounder, which knows where cells are."""
    return open_engines(f"embedded+{segmenter}", "cpu")


@pytest.fixture(scope="module")
def grounding_dino(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_grounding_dino(tmp_path_factory.mktemp("models") / "grounder")


def cells(depth: int | None = None) -> Image:
    """Bright cells on black, as a picture or as a stack that they go through."""
    y, x = np.mgrid[0:120, 0:160]
    inside = (y % 40 - 20) ** 2 + (x % 40 - 20) ** 2 < 100
    noise = np.random.default_rng(0).normal(0, 5, (120, 160, depth or 1))
    data = np.clip(np.where(inside[..., None], 190, 12) + noise, 0, 255).astype(np.uint8)
    if depth is None:
        return Image(data[..., 0], Geometry((120, 160)))
    return Image(data, Geometry(data.shape, np.diag([0.5, 0.5, 2.0, 1.0])))


def test_the_same_chat_goes_through_and_a_second_turn_encodes_nothing(
    engines: Engines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIMIS_HOME", str(tmp_path))
    model = engines.segmenter.network.model
    encoder = getattr(model, "vision_encoder", None) or model.image_encoder
    encoded: list[object] = []
    hook = encoder.register_forward_pre_hook(lambda *_: encoded.append(_))
    with limis.chat(cells(), models=engines, out=tmp_path / "out", keep=False) as chat:
        chat.say("segment the nuclei")
        first = chat.masks["nucleus"].data.copy()
        assert first.any()
        assert len(encoded) == 1
        chat.say("it is missing some at the top")
        assert chat.masks["nucleus"].data.sum() > first.sum()
        for sentence in ("make the nuclei 1 pixel bigger", "undo", "undo"):
            chat.say(sentence)
        assert np.array_equal(chat.masks["nucleus"].data, first)
        chat.say("segment the nuclei")
    hook.remove()
    assert len(encoded) == 1


def test_a_stack_is_segmented_slice_by_slice(engines: Engines) -> None:
    result = limis.segment(cells(depth=4), "segment the nuclei", models=engines, modality="microscopy")
    mask = result.masks["nucleus"].data
    assert mask.shape == (120, 160, 4)
    assert mask.any(axis=(0, 1)).all()


def test_a_segmenter_that_asks_for_neighbours_sees_three_slices_at_once(segmenter: Path, tmp_path: Path) -> None:
    if segmenter.is_file():
        pytest.skip("only a checkpoint's folder has settings")
    shutil.copytree(segmenter, tmp_path / "segmenter")
    (tmp_path / "segmenter" / "limis.json").write_text('{"neighbours": true}')
    engines = open_engines(f"embedded+{tmp_path / 'segmenter'}", "cpu")
    network, seen = engines.segmenter.network, dict[bytes, list[bytes]]()
    encode = network.encode

    def watched(pictures: list[np.ndarray]) -> object:
        seen.update({p[..., 1].tobytes(): [p[..., 0].tobytes(), p[..., 2].tobytes()] for p in pictures})
        return encode(pictures)

    network.encode = watched
    limis.segment(cells(depth=4), "segment the nuclei", models=engines, modality="microscopy")
    assert len(seen) == 4
    assert all(one in seen for beside in seen.values() for one in beside)
    assert sum(itself in beside for itself, beside in seen.items()) == 2  # the outermost ones


def test_it_goes_with_grounding_dino(grounding_dino: Path, segmenter: Path) -> None:
    (structure,) = limis.segment(cells(), "segment the nuclei", models=f"{grounding_dino}+{segmenter}", device="cpu")
    assert structure.found or structure.reason


def test_that_it_had_to_move_to_the_cpu_is_said_once(
    engines: Engines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch = pytest.importorskip("torch")
    monkeypatch.setenv("LIMIS_HOME", str(tmp_path))
    sam = engines.segmenter
    falling = type(sam)(replace(sam.info, device="cpu:0"), sam.network, "bfloat16", EmbeddingCache(2**30))

    def refuse(*_: object) -> None:
        if falling.info.device == "cpu:0":
            raise torch.OutOfMemoryError("CUDA out of memory")

    encoder = getattr(sam.network.model, "vision_encoder", None) or sam.network.model.image_encoder
    hook = encoder.register_forward_pre_hook(refuse)
    with limis.chat(cells(), models=replace(engines, segmenter=falling), out=tmp_path / "out", keep=False) as chat:
        turns = [chat.say(text) for text in ("segment the nuclei", "you missed the left part", "undo")]
    hook.remove()
    assert ["ran out of memory: on the CPU from now on" in turn.reply for turn in turns] == [True, False, False]
    assert all("cpu:0 ran out of memory: on the CPU from now on" in turn.notes for turn in turns)
    assert chat.masks["nucleus"].data.any()
    assert turns[0].models[1].device == "cpu"
