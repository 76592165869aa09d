"""What ``accelerate launch`` starts in a test: an adapter of each role, and for every process what it ended with.

Arguments: a folder with ``grounder``, ``segmenter`` (checkpoints) and ``index.jsonl``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import torch
from typer.testing import CliRunner

from limis.cli.main import app
from limis.training import detector, sam
from limis.training.adapter import Learner, Teach, train_adapter
from limis.training.loop import Schedule
from limis.training.lora import Lora
from limis.training.samples import load_samples


def watched(role: Any, teach: Teach, *args: Any, **kwargs: Any) -> Path:
    """Train, and write down this process's seed and the weights that it came to."""
    learners: list[Learner] = []

    def keep(learner: Learner) -> Any:
        learners.append(learner)
        return teach(learner)

    folder = train_adapter(role, keep, *args, **kwargs)
    (learner,) = learners
    weights = [p.detach() for p in learner.model.parameters() if p.requires_grad]
    torch.save({"seed": learner.seed, "weights": weights}, folder.parent / f"{role}-{os.environ['RANK']}.pt")
    return folder


def main(root: Path) -> None:
    """Train a grounder's adapter by its function, then a segmenter's by its command."""
    detector.train_adapter = sam.train_adapter = watched
    index, lora = root / "index.jsonl", Lora(2, 4, ("value_proj",))
    schedule = Schedule(minutes=0.01, rate=5e-3)
    detector.train_detector(
        str(root / "grounder"), load_samples(index), root / "a", schedule, lora=lora, batch=2, device="cpu"
    )
    told = ["train", "segmenter", "--base", str(root / "segmenter"), "--data", str(index), "-o", str(root / "b")]
    told += ["--steps", "2", "--batch", "1", "--accumulate", "2", "--target", "qkv", "--check", "1", "--device", "cpu"]
    done = CliRunner().invoke(app, told)
    (root / f"said-{os.environ['RANK']}.txt").write_text(done.output)
    sys.exit(done.exit_code)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
