"""Rows and run folders that never were measured, for what is made of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from limis.eval.cases import Row


def row(**more: Any) -> Row:
    """One case of one patient, found rather well; `more` says what is otherwise."""
    values: dict[str, Any] = {
        "protocol": "text",
        "engine": "fake",
        "dataset": "d",
        "subject": "s1",
        "image": "i.png",
        "modality": "MRI",
        "concept": "liver",
        "side": None,
        "expected": True,
        "same_kind": None,
        "found": True,
        "score": 0.9,
        "dice": 0.8,
        "iou": 0.7,
        "box_iou": 0.6,
        "volume_error": 0.1,
        "nsd": None,
        "hd95_mm": None,
        "assd_mm": None,
        "swapped": None,
        "voxels": 10,
        "truth_voxels": 10,
        "seconds": 0.5,
        "reason": "",
        "failed": "",
    }
    return Row(**values | more)


def noted(command: str) -> dict[str, Any]:
    """An entry of ``environment.json``."""
    machine = {"python": "3.11", "platform": "Linux", "processors": 2, "packages": {"numpy": "2.0"}}
    return {"command": command, "limis": "0", **machine}


def made_run(folder: Path, rows: Sequence[Row], **more: Any) -> Path:
    """A run's folder as `limis.eval.run` leaves it; `more` says what its manifest has otherwise."""
    plan: dict[str, Any] = {"seed": 0, "limit": None, "absent_each": 1, "smallest": 100, "known": None}
    model = {"name": "fake", "role": "segmenter", "sha256": "ab" * 32, "licence": "CC0", "device": "cpu"}
    manifest: dict[str, Any] = {
        "schema": "limis.eval.run/1",
        "engine": "fake",
        "models": [model],
        "index_sha256": "cd" * 32,
        "split": "val",
        "plan": plan | more.pop("plan", {}),
        "settings": {"tell_modality": False},
    }
    folder.mkdir()
    (folder / "run.json").write_text(json.dumps(manifest | more), encoding="utf-8")
    lines = "".join(json.dumps(each.dump()) + "\n" for each in rows)
    (folder / "cases.jsonl").write_text(lines, encoding="utf-8")
    return folder
