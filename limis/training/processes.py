"""Training on whatever there is: one process or several, a CPU or GPUs, through Hugging Face's accelerate.

``accelerate launch`` starts the same command in several processes. Each draws batches of its own; their gradients are
averaged, so all of them hold the same weights after every step. The first one keeps the time and writes the files.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from limis.errors import DeviceError, say
from limis.extras import require
from limis.runtime.torch_device import choose_device, choose_training_precision
from limis.training.loop import Schedule, Trainer

__all__ = ["SharedTrainer", "go_on_alone", "start"]

_EXTRA = "lora"


def start(device: str, accumulate: int = 1) -> Any:
    """Join the other processes that train, if there are any.

    Args:
        device: As `limis.runtime.torch_device.choose_device` takes it; of several processes, each takes its own GPU.
        accumulate: Batches that a step goes by.

    Returns:
        An ``accelerate.Accelerator``: bfloat16 on what is made for it, else float32.

    Raises:
        DeviceError: The device is not there, or accelerate runs on another kind already.
        MissingExtraError: The extra ``lora`` is not installed.
    """
    accelerate = require("accelerate", _EXTRA)
    chosen = choose_device(device, _EXTRA)
    if device != "auto" and chosen.startswith("cuda:"):
        torch.cuda.set_device(chosen)
    there = accelerate.PartialState(cpu=chosen == "cpu").device.type
    if there != chosen.partition(":")[0]:
        raise DeviceError(
            say(
                f"cannot train on {chosen}",
                expected=f"{there}, where accelerate runs in this process",
                got=device,
                next_step=f"Use --device {there}, or start another process",
            )
        )
    return accelerate.Accelerator(
        cpu=chosen == "cpu",
        mixed_precision="bf16" if choose_training_precision(chosen, _EXTRA) == "bfloat16" else "no",
        gradient_accumulation_steps=accumulate,
        kwargs_handlers=[accelerate.DistributedDataParallelKwargs(find_unused_parameters=True)],
    )


def go_on_alone() -> bool:
    """End what processes do together. Whether this is the first one, which goes on with what one alone should do."""
    state = require("accelerate", _EXTRA).PartialState()
    state.destroy_process_group()
    return bool(state.is_main_process)


class _Taught(nn.Module):
    """A model together with what is asked of it, so that a pass over a batch is one call for accelerate to wrap."""

    def __init__(self, model: nn.Module, step: Callable[[], dict[str, Tensor]]) -> None:
        super().__init__()
        self.model = model
        self._step = step

    def forward(self) -> dict[str, Tensor]:
        return self._step()


class SharedTrainer(Trainer):
    """A trainer whose steps are those of all processes together; in one process, what `Trainer` is.

    Args:
        network: What learns, the same in every process.
        folder: As for `Trainer`; the first process writes there, all read there when they go on.
        schedule: How long and how fast; the first process's clock counts.
        accelerator: As `start` gives it.
    """

    def __init__(self, network: nn.Module, folder: Path, schedule: Schedule, accelerator: Any) -> None:
        super().__init__(network, folder, schedule, str(accelerator.device))
        self.optimiser = accelerator.prepare(self.optimiser)
        self._accelerator = accelerator
        self._taught: Any = None

    @property
    def done(self) -> float:
        """The fraction of the way that is behind, 0…1, the same for all."""
        own = super().done
        if self._accelerator.num_processes == 1:
            return own
        return float(require("accelerate.utils", _EXTRA).broadcast_object_list([own])[0])

    def teach(self, model: nn.Module, step: Callable[[], dict[str, Tensor]]) -> nn.Module:
        """Train.

        Args:
            model: What `step` runs; what learns is part of it.
            step: Draws a batch and returns named losses.

        Returns:
            What learned, averaged over time, in evaluation mode.
        """
        self._taught = self._accelerator.prepare(_Taught(model, step))
        return self.run(lambda _: self._taught())

    def _learn(self, loss_of: Callable[[float], dict[str, Tensor]], done: float) -> dict[str, Tensor]:
        losses: dict[str, Tensor] = {}
        for _ in range(self._accelerator.gradient_accumulation_steps):
            with self._accelerator.accumulate(self._taught):
                losses = loss_of(done)
                self._accelerator.backward(torch.stack(list(losses.values())).sum())
                if self._accelerator.sync_gradients:
                    self._accelerator.clip_grad_norm_(self.network.parameters(), self.most_change)
                self.optimiser.step()
                self.optimiser.zero_grad(set_to_none=True)
        return losses

    def _log(self, running: dict[str, float]) -> None:
        if self._accelerator.is_main_process:
            super()._log(running)

    def _save(self) -> None:
        if self._accelerator.is_main_process:
            super()._save()
