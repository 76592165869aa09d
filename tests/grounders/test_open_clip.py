"""A second look by tiny random CLIP models, loaded as real ones are."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from checkpoints import save_models
from clip_checkpoints import save_like_biomedclip, save_open_clip
from PIL import Image as Pillow
from typer.testing import CliRunner

import limis
from limis.cli.main import app
from limis.errors import Cancelled, WeightsError
from limis.grounders.open_clip import OpenClip, open_verifier
from limis.grounders.verified import VerifiedGrounder
from limis.models.registry import open_engines
from limis.progress import silent
from limis.protocols import EngineInfo, View

BOXES = np.array([[4, 4, 20, 30], [30, 10, 60, 40], [0, 0, 3, 3]], np.float32)
PHRASES = ("kidney", "spleen", "background")
HUB_NAME = "limis-tests/words"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_open_clip(tmp_path_factory.mktemp("clip") / "model")


@pytest.fixture(scope="module")
def verifier(folder: Path) -> OpenClip:
    return open_verifier(str(folder), "cpu")


def view(modality: str | None = "CT") -> View:
    return View(np.random.default_rng(0).random((48, 64)).astype(np.float32), modality)


def test_it_says_what_it_is(verifier: OpenClip, folder: Path) -> None:
    digest = hashlib.sha256((folder / "open_clip_model.safetensors").read_bytes()).hexdigest()
    assert verifier.info == EngineInfo(str(folder), "verifier", digest, "unknown", "cpu")


def test_shares_are_those_of_open_clip(verifier: OpenClip, folder: Path) -> None:
    import open_clip
    import torch

    ours = verifier.compare(view(), BOXES, PHRASES, silent)
    assert (ours.shape, ours.dtype) == ((3, 3), np.float32)
    np.testing.assert_allclose(ours.sum(axis=1), 1, atol=1e-6)

    model, _, preprocess = open_clip.create_model_and_transforms(f"local-dir:{folder}")
    square = Pillow.fromarray((np.repeat(view().pixels[..., None], 3, 2) * 255).round().astype(np.uint8))
    square = square.crop((21, 1, 69, 49))  # 1.6 times the second box, which is 30 x 30
    with torch.no_grad():
        seen = model.eval().encode_image(preprocess(square)[None], normalize=True)
        tokens = open_clip.get_tokenizer(f"local-dir:{folder}")([f"this is a photo of {p}, CT" for p in PHRASES])
        words = model.encode_text(tokens, normalize=True)
        theirs = (model.logit_scale.exp() * seen @ words.T).softmax(1)[0]
    np.testing.assert_allclose(ours[1], theirs.numpy(), atol=1e-5)
    assert np.ptp(ours[1]) > 1e-3


def test_boxes_and_phrases_do_not_depend_on_their_company(verifier: OpenClip) -> None:
    together = verifier.compare(view(), np.tile(BOXES, (12, 1)), PHRASES, silent)
    for n, box in enumerate(BOXES):
        alone = verifier.compare(view(), box[None], PHRASES[::-1], silent)
        np.testing.assert_allclose(together[n], alone[0, ::-1], atol=1e-5)
        np.testing.assert_allclose(together[n], together[n + 33 - 33 % 3], atol=1e-5)
    assert verifier.compare(view(), BOXES[:0], PHRASES, silent).shape == (0, 3)


def test_words_are_read_once(verifier: OpenClip, monkeypatch: pytest.MonkeyPatch) -> None:
    verifier.compare(view("MRI"), BOXES, PHRASES, silent)
    monkeypatch.setattr(verifier, "_tokenizer", None)
    verifier.compare(view("MRI"), BOXES, PHRASES, silent)
    with pytest.raises(TypeError):
        verifier.compare(view("MRI"), BOXES, ("something new",), silent)


def test_a_caller_can_cancel_it(verifier: OpenClip, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(10_000))
    monkeypatch.setattr("limis.runtime.heartbeat.time.monotonic", lambda: float(next(ticks)))

    def stop(step: str, done: int, total: int) -> None:
        raise Cancelled("enough")

    with pytest.raises(Cancelled):
        verifier.compare(view(), BOXES, PHRASES, stop)


def test_a_model_made_as_biomedclip_is_needs_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMIS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LIMIS_MODELS_DIR", str(tmp_path / "own"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    words = tmp_path / "own" / f"{HUB_NAME}:config.json"
    folder = save_like_biomedclip(tmp_path / "clip", words, HUB_NAME)
    shares = open_verifier(str(folder), "cpu").compare(view(), BOXES, PHRASES, silent)
    np.testing.assert_allclose(shares.sum(axis=1), 1, atol=1e-6)
    assert np.ptp(shares, axis=1).min() > 1e-6


def test_a_pickle_that_wants_more_than_tensors_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "open_clip_config.json").write_bytes((folder / "open_clip_config.json").read_bytes())
    (tmp_path / "open_clip_pytorch_model.bin").write_bytes(b"cposix\nsystem\n(S'true'\ntR.")
    with pytest.raises(WeightsError, match=r"open_clip_pytorch_model\.bin, which wants posix\.system"):
        open_verifier(str(tmp_path), "cpu")


@pytest.mark.parametrize("file", ["open_clip_config.json", "open_clip_model.safetensors"])
@pytest.mark.parametrize("content", [None, b"{}"])
def test_a_damaged_model_is_named(folder: Path, tmp_path: Path, file: str, content: bytes | None) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / file).unlink() if content is None else (tmp_path / file).write_bytes(content)
    with pytest.raises(WeightsError, match=f"cannot load {tmp_path}"):
        open_verifier(str(tmp_path), "cpu")


def test_a_name_that_ends_in_a_verifier_goes_the_whole_way(tmp_path: Path, folder: Path) -> None:
    models, picture = save_models(tmp_path / "models"), tmp_path / "picture.png"
    Pillow.fromarray(np.random.default_rng(0).integers(0, 255, (60, 80), np.uint8)).save(picture)
    engines = open_engines(f"{models}+verifier:{folder}", "cpu")
    assert [info.role for info in engines.infos] == ["grounder", "segmenter", "verifier"]
    assert isinstance(engines.grounder, VerifiedGrounder)
    for structure in limis.segment(picture, "segment the left lung and the nuclei", models=engines):
        assert structure.found or structure.reason
    assert open_engines(str(models), "cpu").verifier is None


def cells() -> np.ndarray:
    grey = np.full((120, 140), 12, np.uint8)
    y, x = np.mgrid[0:120, 0:140]
    for row in range(30, 120, 50):
        for column in range(35, 140, 60):
            grey[(y - row) ** 2 + (x - column) ** 2 < 121] = 190
    return grey


def test_the_embedded_set_can_have_its_finds_looked_at(folder: Path, tmp_path: Path) -> None:
    Pillow.fromarray(cells()).save(tmp_path / "cells.png")
    plain, verified = (
        limis.segment(tmp_path / "cells.png", "segment the nuclei", models=name, modality="microscopy")[0]
        for name in ("embedded", f"embedded+verifier:{folder}")
    )
    assert plain.mask is not None
    kept = 0 if verified.mask is None else int((verified.mask.data & ~plain.mask.data).sum())
    assert kept <= 0.02 * plain.mask.voxels
    assert verified.found or f"{folder} takes what embedded found for" in verified.reason


def test_one_command_measures_what_it_changes_over_the_same_questions(folder: Path, tmp_path: Path) -> None:
    Pillow.fromarray(cells()).save(tmp_path / "cells.png")
    Pillow.fromarray((cells() > 100).astype(np.uint8) * 255).save(tmp_path / "mask.png")
    row = {"dataset": "dsb2018_nuclei", "split": "val", "image": "cells.png", "mask": "mask.png", "subject": "1"}
    row |= {"concept": "nucleus", "modality": "microscopy", "tier": "permissive", "licence": "CC0"}
    (tmp_path / "index.jsonl").write_text(json.dumps(row) + "\n")
    told = ["eval", "verifier", str(folder), "--data", str(tmp_path / "index.jsonl"), "-o", str(tmp_path / "out")]
    done = CliRunner().invoke(app, [*told, "--models", "embedded", "--tell-modality", "--quiet"])
    assert done.exit_code == 0, done.output
    runs = [json.loads((tmp_path / "out" / name / "run.json").read_text()) for name in ("without", "with")]
    assert [run["engine"] for run in runs] == ["embedded", f"embedded+verifier:{folder}"]
    assert runs[0]["plan"] == runs[1]["plan"]
    assert [model["role"] for model in runs[1]["models"]] == ["grounder", "segmenter", "verifier"]
    compared = json.loads((tmp_path / "out" / "compare.json").read_text())["all"]
    assert {line["metric"] for line in compared["comparisons"]} >= {"dice", "sensitivity", "specificity"}
    assert not any(compared["unpaired"])
    last = done.output.strip().splitlines()[-2:]
    assert [line.partition(":")[0] for line in last] == ["without", "with"]
    assert all("specificity" in line and "at sensitivity 0.9" in line for line in last)
