"""Weights that torch pickled: tensors alone are loaded, anything else is refused and named, and nothing is run."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from checkpoints import save_sam

from limis.errors import WeightsError
from limis.protocols import View, ViewPrompt
from limis.runtime.checkpoints import find_checkpoint, load_pickle
from limis.segmenters.sam import open_segmenter


class Malicious:
    """Runs a command when it is unpickled."""

    def __init__(self, proof: Path) -> None:
        self.proof = proof

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"touch {self.proof}",)


def save_malicious(path: Path, proof: Path, form: str) -> None:
    value = {"weight": torch.zeros(3), "more": Malicious(proof)}
    if form == "plain":
        path.write_bytes(pickle.dumps(Malicious(proof), protocol=2))
    else:
        torch.save(value, path, _use_new_zipfile_serialization=form == "zip")


@pytest.mark.parametrize("form", ["zip", "legacy", "plain"])
def test_a_pickle_that_would_run_something_is_refused_and_named(tmp_path: Path, form: str) -> None:
    proof = tmp_path / "proof"
    save_malicious(tmp_path / "sam_vit_b.pth", proof, form)
    with pytest.raises(WeightsError, match=r"loaded safely: .*got sam_vit_b\.pth, which wants posix\.system"):
        load_pickle(tmp_path / "sam_vit_b.pth")
    assert not proof.exists()
    if form == "plain":
        pickle.loads((tmp_path / "sam_vit_b.pth").read_bytes())  # noqa: S301 - it is the real thing
        assert proof.exists()


def test_a_pickle_that_torch_cannot_have_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "weights.pth").write_bytes(pickle.dumps(Malicious(tmp_path / "proof"), protocol=5))
    with pytest.raises(WeightsError, match=r"weights\.pth, which is no pickle of tensors alone"):
        load_pickle(tmp_path / "weights.pth")
    assert not (tmp_path / "proof").exists()


def test_a_checkpoint_with_such_a_pickle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "sam"}))
    save_malicious(tmp_path / "pytorch_model.bin", tmp_path / "proof", "zip")
    with pytest.raises(WeightsError, match=r"pytorch_model\.bin, which wants posix\.system"):
        find_checkpoint(str(tmp_path), ("sam",))
    assert not (tmp_path / "proof").exists()


def test_pickled_tensors_load_like_safetensors(tmp_path: Path) -> None:
    from safetensors.torch import load_file

    def outline() -> np.ndarray:
        segmenter = open_segmenter(str(tmp_path), "cpu")
        (mask,) = segmenter.predict(segmenter.encode(view), [ViewPrompt((4, 5, 30, 40))])
        return mask.probability

    view = View(np.random.default_rng(0).random((48, 64)).astype(np.float32))
    weights = save_sam(tmp_path) / "model.safetensors"
    torch.save(load_file(weights), tmp_path / "pytorch_model.bin")
    safe, digest = outline(), find_checkpoint(str(tmp_path), ("sam",)).sha256
    assert digest == hashlib.sha256(weights.read_bytes()).hexdigest()
    weights.unlink()
    np.testing.assert_allclose(outline(), safe, atol=1e-6)
    assert np.ptp(safe) > 0
    pickled = (tmp_path / "pytorch_model.bin").read_bytes()
    assert find_checkpoint(str(tmp_path), ("sam",)).sha256 == hashlib.sha256(pickled).hexdigest()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a file", b"no pickle"])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "weights.pth").write_bytes(content)
    with pytest.raises(WeightsError, match=r"weights\.pth"):
        load_pickle(tmp_path / "weights.pth")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"nowhere\.pth"):
        load_pickle(tmp_path / "nowhere.pth")
