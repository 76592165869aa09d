"""Embeddings that are kept, in memory and on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from limis.config import resolve_config
from limis.runtime.embeddings import EmbeddingCache, Maps, key_of

PICTURE = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)


def maps(value: float, kilobytes: int = 1) -> Maps:
    exact = torch.full((1, kilobytes, 128), value, dtype=torch.float32)
    return exact, torch.full((1, kilobytes, 256), value, dtype=torch.bfloat16)


def test_a_key_names_the_picture_the_weights_and_the_precision() -> None:
    key = key_of(PICTURE, "a" * 64, "float32")
    assert key == key_of(PICTURE.copy(), "a" * 64, "float32")
    others = [
        key_of(255 - PICTURE, "a" * 64, "float32"),
        key_of(PICTURE.reshape(4, 2, 3), "a" * 64, "float32"),
        key_of(PICTURE, "b" * 64, "float32"),
        key_of(PICTURE, "a" * 64, "bfloat16"),
    ]
    assert len({key, *others}) == 5


def test_what_was_used_longest_ago_is_dropped_when_bytes_run_out() -> None:
    kept = EmbeddingCache(3 * 1024)
    for name in "abc":
        kept.put(name, maps(1))
    assert kept.get("a") is not None
    kept.put("d", maps(2))
    assert [name in kept for name in "abcd"] == [True, False, True, True]
    assert kept.held_bytes == 3 * 1024
    kept.put("e", maps(3, kilobytes=9))
    assert [name in kept for name in "abcde"] == [False, False, False, False, True]
    kept.clear()
    assert (kept.get("e"), kept.held_bytes) == (None, 0)


def test_the_disk_keeps_them_for_another_run_and_no_more_than_its_share(tmp_path: Path) -> None:
    EmbeddingCache(1024, tmp_path / "kept").put("a", maps(0.5))
    again = EmbeddingCache(1024, tmp_path / "kept")
    found = again.get("a")
    assert "a" in again
    assert found is not None
    assert [str(tensor.dtype) for tensor in found] == ["torch.float32", "torch.bfloat16"]
    assert all(torch.equal(one, other) for one, other in zip(found, maps(0.5), strict=True))
    for n in range(30):
        again.put(f"b{n}", maps(n))
    sizes = [path.stat().st_size for path in (tmp_path / "kept").iterdir()]
    assert 0.8 * 16 * 1024 < sum(sizes) <= 16 * 1024


def test_a_damaged_file_and_a_disk_that_takes_nothing_are_no_errors(tmp_path: Path) -> None:
    kept = EmbeddingCache(1024, tmp_path)
    (tmp_path / "a.safetensors").write_bytes(b"\x10\0\0\0\0\0\0\0nonsense")
    assert kept.get("a") is None
    (tmp_path / "file").write_text("")
    nowhere = EmbeddingCache(1024, tmp_path / "file")
    nowhere.put("a", maps(1))
    assert nowhere.get("a") is not None


def test_nothing_is_kept_on_disk_unless_it_is_configured(tmp_path: Path) -> None:
    assert resolve_config(environ={}, folders=()).embeddings is None
    said = resolve_config(environ={"LIMIS_EMBEDDINGS": str(tmp_path), "LIMIS_EMBEDDINGS_BYTES": "2G"}, folders=())
    assert (said.embeddings, said.embeddings_bytes) == (str(tmp_path), 2 * 2**30)
