"""Adapters trained through accelerate: in one process as without it, in two as one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from checkpoints import save_grounding_dino, save_sam
from PIL import Image as Pillow
from typer.testing import CliRunner

from limis.cli.main import app
from limis.errors import DeviceError

torch = pytest.importorskip("torch")
accelerate = pytest.importorskip("accelerate")
pytest.importorskip("peft")

from torch import Tensor, nn  # noqa: E402

from limis.grounders.grounding_dino import open_grounder  # noqa: E402
from limis.segmenters.sam import open_segmenter  # noqa: E402
from limis.training.loop import Schedule, Trainer  # noqa: E402
from limis.training.processes import SharedTrainer, go_on_alone, start  # noqa: E402

TESTS = Path(__file__).parents[1]


class Batches:
    """Losses of a small network on random pictures, the same ones every time."""

    def __init__(self, network: nn.Module, at_once: int = 1) -> None:
        self.network, self.at_once = network, at_once
        self.rng = np.random.default_rng(0)

    def __call__(self, _done: float = 0.0) -> dict[str, Tensor]:
        losses = [self._loss() for _ in range(self.at_once)]
        return {"loss": torch.stack(losses).mean()}

    def _loss(self) -> Tensor:
        pictures = torch.from_numpy(self.rng.random((2, 3, 8, 8), np.float32))
        return self.network(pictures).float().square().mean()


def network() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.Conv2d(4, 1, 3))


def shared(folder: Path, steps: int, accumulate: int = 1) -> dict[str, Any]:
    mine = network()
    trainer = SharedTrainer(mine, folder, Schedule(steps=steps), start("cpu", accumulate))
    trainer.teach(mine, Batches(mine))
    return torch.load(folder / "last.pt", weights_only=True)


def alone(folder: Path, steps: int, at_once: int = 1) -> dict[str, Any]:
    mine = network()
    Trainer(mine, folder, Schedule(steps=steps), "cpu").run(Batches(mine, at_once))
    return torch.load(folder / "last.pt", weights_only=True)


def test_one_process_leaves_the_checkpoint_that_a_plain_trainer_leaves(tmp_path: Path) -> None:
    for steps in (3, 5):
        ours, plain = shared(tmp_path / "a", steps), alone(tmp_path / "b", steps)
        assert ours.keys() == plain.keys()
        assert ours["step"] == plain["step"] == steps
        for part in ("network", "average"):
            torch.testing.assert_close(ours[part], plain[part], rtol=0, atol=0)
        torch.testing.assert_close(ours["optimiser"]["state"], plain["optimiser"]["state"], rtol=0, atol=0)
        assert ours["optimiser"]["param_groups"] == plain["optimiser"]["param_groups"]


def test_a_step_goes_by_as_many_batches_as_it_is_told(tmp_path: Path) -> None:
    ours, plain = shared(tmp_path / "a", 4, accumulate=3), alone(tmp_path / "b", 4, at_once=3)
    assert ours["step"] == 4
    torch.testing.assert_close(ours["network"], plain["network"], rtol=1e-4, atol=1e-5)
    other = shared(tmp_path / "c", 4)
    assert not torch.equal(ours["network"]["0.weight"], other["network"]["0.weight"])


def test_a_process_stays_on_the_kind_of_device_it_began_on(monkeypatch: pytest.MonkeyPatch) -> None:
    assert start("cpu").device.type == "cpu"
    assert go_on_alone()
    monkeypatch.setattr("limis.training.processes.choose_device", lambda *_: "mps")
    with pytest.raises(DeviceError, match="expected cpu, where accelerate runs"):
        start("mps")


@pytest.mark.parametrize("role", ["grounder", "segmenter"])
def test_without_accelerate_the_command_names_the_extra(
    role: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "accelerate", None)
    told = ["train", role, "--base", "b", "--data", "i.jsonl", "-o", str(tmp_path / "a")]
    done = CliRunner().invoke(app, told)
    assert done.exit_code == 1
    assert "this needs the package accelerate" in str(done.exception or done.output) + done.output


def write_index(root: Path) -> None:
    """Pictures that each show a bright heart."""
    rng, rows = np.random.default_rng(0), []
    for n in range(6):
        picture, mask = rng.integers(0, 40, (48, 64)).astype(np.uint8), np.zeros((48, 64), np.uint8)
        y, x = rng.integers(12, 36), rng.integers(12, 52)
        mask[y - 8 : y + 8, x - 8 : x + 8] = 255
        picture[mask > 0] = 220
        Pillow.fromarray(picture).save(root / f"{n}.png")
        Pillow.fromarray(mask).save(root / f"{n}-heart.png")
        row = {"dataset": "drawn", "split": "val" if n == 5 else "train", "image": f"{n}.png", "modality": "CT"}
        rows.append(row | {"mask": f"{n}-heart.png", "concept": "heart", "subject": str(n), "tier": "permissive"})
    (root / "index.jsonl").write_text("\n".join(json.dumps(row) for row in rows))


@pytest.mark.slow
def test_two_processes_train_one_adapter_and_agree_on_it(tmp_path: Path) -> None:
    save_grounding_dino(tmp_path / "grounder")
    save_sam(tmp_path / "segmenter")
    write_index(tmp_path)
    # On CPUs, "--cpu" starts one process; "--multi_gpu" starts two, and limis' own "--device cpu" keeps them there.
    told = ["--multi_gpu", "--num_processes", "2", "--num_machines", "1", "--mixed_precision", "no"]
    told += ["--dynamo_backend", "no", "--main_process_port", "0", str(TESTS / "launched.py"), str(tmp_path)]
    paths = os.pathsep.join([str(TESTS.parent), str(TESTS)])
    run = subprocess.run(
        [sys.executable, "-m", "accelerate.commands.launch", *told],
        env=os.environ | {"PYTHONPATH": paths, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    for role, folder in (("grounder", "a"), ("segmenter", "b")):
        first, second = (torch.load(tmp_path / f"{role}-{n}.pt", weights_only=True) for n in range(2))
        assert first["seed"] != second["seed"]
        assert len(first["weights"]) == len(second["weights"]) > 0
        assert all(torch.equal(*pair) for pair in zip(first["weights"], second["weights"], strict=True))
        assert (tmp_path / folder / "adapter_model.safetensors").is_file()
        assert int(torch.load(tmp_path / folder / "training" / "last.pt", weights_only=True)["step"]) > 0
    assert open_grounder(str(tmp_path / "a"), "cpu").vocabulary == "open"
    assert open_segmenter(str(tmp_path / "b"), "cpu").info.role == "segmenter"
    said = [(tmp_path / f"said-{n}.txt").read_text() for n in range(2)]
    assert "Dice on 1 things in 1 unseen pictures" in said[0]
    assert said[1] == ""
