"""What all trainings share: a clock, a learning-rate curve, averaged weights and a checkpoint."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from limis.runtime.torch_device import choose_training_precision
from limis.training.draws import Drawn, recall, remember
from limis.training.patience import Patience
from limis.training.saved import damaged, load_state, save_state

__all__ = ["Schedule", "Trainer"]


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn.

    Attributes:
        minutes: Time to train, over all resumed runs together.
        steps: Steps to train instead; None goes by the time.
        rate: Peak learning rate of AdamW; it warms up over 2 % of the way and falls as a cosine.
        decay: Weight decay.
        average: Decay of the exponential moving average of the weights.
        save_every: Seconds between checkpoints.
        settled: Whether batch norms keep the means and variances they begin with, so that what was learned stays.
    """

    minutes: float = 45.0
    steps: int | None = None
    rate: float = 2e-3
    decay: float = 0.02
    average: float = 0.998
    save_every: float = 240.0
    settled: bool = False

    def rate_at(self, done: float) -> float:
        """Learning rate when the fraction `done` (0…1) of the way is behind."""
        warm = min(1.0, done / 0.02)
        return self.rate * warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, done))))


class Trainer:
    """Steps a network until its time is over; resumes from ``last.pt`` when there is one.

    Args:
        network: Trained in place.
        folder: Where ``last.pt`` and ``log.jsonl`` go.
        schedule: How long and how fast.
        device: A device name of torch, e.g. ``"cpu"`` or ``"cuda:0"``.
        data: What batches are drawn by, so that a run that goes on draws on too; None where that is new each time.

    Raises:
        ReadError: ``last.pt`` is damaged, or is another network's.
    """

    most_change = 3.0
    """What the norm of all gradients is clipped to."""

    def __init__(
        self, network: nn.Module, folder: Path, schedule: Schedule, device: str, data: Drawn | None = None
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.network = network.to(device).to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
        self.average = deepcopy(self.network).eval()
        self.folder, self.schedule, self.device, self.data = folder, schedule, device, data
        self._precision = choose_training_precision(device)
        self.optimiser = torch.optim.AdamW(network.parameters(), lr=schedule.rate, weight_decay=schedule.decay)
        self.step, self.spent = 0, 0.0
        if (folder / "last.pt").exists():
            self._resume(folder / "last.pt")

    @property
    def done(self) -> float:
        """The fraction of the way that is behind, 0…1."""
        if self.schedule.steps is not None:
            return self.step / self.schedule.steps
        return self.spent / (self.schedule.minutes * 60) if self.schedule.minutes > 0 else 1.0

    def run(self, loss_of: Callable[[float], dict[str, Tensor]]) -> nn.Module:
        """Train. Ctrl-C stops it after the step in progress, and what was learned is kept.

        Args:
            loss_of: Given the fraction of the way that is behind, draws a batch and returns named losses.

        Returns:
            The averaged network, in evaluation mode.
        """
        saved = started = time.monotonic()
        before = self.spent
        running: dict[str, float] = {}
        with Patience() as patience:
            while not patience.over and (done := self.done) < 1:
                losses = self._one(loss_of, done)
                for name, value in losses.items():
                    running[name] = 0.98 * running.get(name, value) + 0.02 * value
                self.spent = before + time.monotonic() - started
                if self.step % 100 == 0:
                    self._log(running)
                if time.monotonic() - saved > self.schedule.save_every:
                    self._save()
                    saved = time.monotonic()
            self._save()
        return self.average

    def _one(self, loss_of: Callable[[float], dict[str, Tensor]], done: float) -> dict[str, float]:
        for group in self.optimiser.param_groups:
            group["lr"] = self.schedule.rate_at(done)
        self.network.train()
        if self.schedule.settled:
            self._keep_norms()
        losses = self._learn(loss_of, done)
        self.step += 1
        self._blend()
        return {name: float(value.detach()) for name, value in losses.items()}

    def _keep_norms(self) -> None:
        for layer in self.network.modules():
            if isinstance(layer, nn.BatchNorm2d):
                layer.eval()

    def _learn(self, loss_of: Callable[[float], dict[str, Tensor]], done: float) -> dict[str, Tensor]:
        """Change the weights by what is lost on a batch."""
        with torch.autocast(self.device.partition(":")[0], torch.bfloat16, enabled=self._precision == "bfloat16"):
            losses = loss_of(done)
        total = torch.stack(list(losses.values())).sum()
        self.optimiser.zero_grad(set_to_none=True)
        total.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), self.most_change)
        self.optimiser.step()
        return losses

    @torch.no_grad()
    def _blend(self) -> None:
        keep = min(self.schedule.average, self.step / (self.step + 20))
        for slow, fast in zip(self.average.state_dict().values(), self.network.state_dict().values(), strict=True):
            if slow.dtype.is_floating_point:
                slow.lerp_(fast, 1 - keep)
            else:
                slow.copy_(fast)

    def _log(self, running: dict[str, float]) -> None:
        line = {"step": self.step, "minutes": round(self.spent / 60, 2)}
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line | {k: round(v, 4) for k, v in running.items()}) + "\n")

    def _save(self) -> None:
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "spent": self.spent,
        }
        if self.data is not None:
            state["draws"] = remember(self.data, self.device)
        save_state(state, self.folder / "last.pt")

    def _resume(self, path: Path) -> None:
        state = load_state(path, self.device)
        try:
            self.network.load_state_dict(state["network"])
            self.average.load_state_dict(state["average"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.step, self.spent = state["step"], state["spent"]
            if self.data is not None and "draws" in state:
                recall(self.data, self.device, state["draws"])
        except (KeyError, RuntimeError, TypeError, ValueError) as error:
            raise damaged(path, error) from error
