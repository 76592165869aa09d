"""A small index of drawn pictures: discs, bright in microscopy and dark in dermoscopy."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PIL import Image as Pillow

SHAPE = (48, 64)


def write_index(root: Path, bright: int = 4, dark: int = 2, *, val: int = 3) -> Path:
    """An ``index.jsonl``; every so many-th picture is for validation, none where that is 0."""
    rng, rows = np.random.default_rng(0), []
    root.mkdir(parents=True, exist_ok=True)
    for n in range(bright + dark):
        dataset, concept, modality = (
            ("cells", "nucleus", "microscopy") if n < bright else ("skin", "skin_lesion", "dermoscopy")
        )
        y, x = np.mgrid[0 : SHAPE[0], 0 : SHAPE[1]]
        truth = (y - rng.integers(14, 34)) ** 2 + (x - rng.integers(14, 50)) ** 2 < 10**2
        grey = np.where(truth, 200, 30) if n < bright else np.where(truth, 60, 200)
        Pillow.fromarray(grey.astype(np.uint8)).save(root / f"{n}.png")
        Pillow.fromarray((truth * 255).astype(np.uint8)).save(root / f"{n}_mask.png")
        row = {"dataset": dataset, "split": "val" if val and n % val == val - 1 else "train", "image": f"{n}.png"}
        row |= {"mask": f"{n}_mask.png", "concept": concept, "modality": modality, "subject": str(n)}
        rows.append(row | {"tier": "permissive" if n < bright else "non-commercial"})
    (root / "index.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    return root / "index.jsonl"
