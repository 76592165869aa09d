"""Training an adapter: what is the same for every kind of model that learns with LoRA."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import torch
from torch import Tensor, nn

from limis.errors import InputError, say
from limis.training.bases import find_base, load_base
from limis.training.claims import claim, held
from limis.training.loop import Schedule, Trainer
from limis.training.lora import Lora, Scope, add_lora, keep_apart, save_lora
from limis.training.processes import SharedTrainer, start
from limis.training.samples import Sample, concept_of

__all__ = ["Learner", "Teach", "train_adapter"]

_RUN = "training"
_SEEDS_APART = 1_000_000
_LATER = frozenset({"index", "tiers", "seed"})
"""What adapters did not always write down."""
_USE = {"grounder": "THIS+SEGMENTER", "segmenter": "GROUNDER+THIS"}


@dataclass(frozen=True, eq=False)
class Learner:
    """A model with an adapter that learns.

    Attributes:
        processor: Of transformers.
        model: Of transformers; the adapter's layers are in it.
        architecture: The ``model_type`` of its config.json.
        samples: What it learns from: pictures that show something.
        device: Where it lies.
        seed: Of the random draws; another one in every process, and each time a run goes on.
    """

    processor: Any
    model: Any
    architecture: str
    samples: Sequence[Sample]
    device: str
    seed: int


Teach = Callable[[Learner], Callable[[], dict[str, Tensor]]]
"""Makes what draws a batch and gives its named losses, once a step."""


def train_adapter(
    role: Literal["grounder", "segmenter"],
    teach: Teach,
    base: str,
    samples: Sequence[Sample],
    folder: Path,
    schedule: Schedule,
    *,
    architectures: Sequence[str],
    scope: Scope,
    lora: Lora,
    accumulate: int,
    device: str,
    seed: int,
    source: Mapping[str, Any] | None = None,
) -> Path:
    """Train an adapter. Stopped or cut short, the same call goes on where it was.

    Under ``accelerate launch`` every process comes here and leaves with the same weights; the first one saves them.

    Args:
        role: What it is for.
        teach: Draws batches and judges them.
        base: The folder of a model, as ``save_pretrained`` writes it, or its name.
        samples: Training pictures.
        folder: The adapter goes here, and checkpoints into its folder ``training``.
        schedule: How long and how fast.
        architectures: What the model may be.
        scope: Where in the model the adapter lies.
        lora: What it is made of.
        accumulate: Batches that a step goes by, in every process.
        device: As `limis.training.processes.start` takes it.
        seed: Of the random draws and the first weights.
        source: What tells the samples from others, as `limis.training.claims.source_of` gives it; None where nobody
            can tell.

    Returns:
        `folder`: averaged weights, ready for use.

    Raises:
        InputError: No picture shows anything, no such target, the folder holds a checkpoint or an adapter that was
            trained otherwise or of something else, or another training is writing into it.
        ReadError: What the folder holds is damaged.
        WeightsError: The base is not there, is damaged, or is of another kind.
        DeviceError: The device is not there, or accelerate runs on another kind already.
        MissingExtraError: The extra ``lora`` is not installed.
    """
    shown = _showing(samples)
    keep_apart(folder, "config.json")
    accelerator = start(device, accumulate)
    with accelerator.main_process_first():
        checkpoint, named = find_base(base, *architectures)
    processor, model = load_base(checkpoint)
    torch.manual_seed(seed)
    adapted = add_lora(model, lora, named, scope).to(accelerator.device)
    settings = {"base": named, **asdict(lora), "seed": seed, **(source or {})}
    with _held_by_first(folder / _RUN, accelerator):
        with accelerator.main_process_first():
            _keep_to_settings(folder / _RUN, settings)
        learned = nn.ParameterList(p for p in adapted.parameters() if p.requires_grad)
        trainer = SharedTrainer(learned, folder / _RUN, schedule, accelerator)
        adapted.train()
        own = seed + trainer.step + _SEEDS_APART * accelerator.process_index
        learner = Learner(processor, model, checkpoint.architecture, shown, str(accelerator.device), own)
        average = trainer.teach(adapted, teach(learner))
        with torch.no_grad():
            for mine, mean in zip(learned, average.parameters(), strict=True):
                mine.copy_(mean)
        if accelerator.is_main_process:
            save_lora(adapted.eval(), folder, _card(role, named, shown, lora, scope, trainer), checkpoint)
        accelerator.wait_for_everyone()
    return folder


def _showing(samples: Sequence[Sample]) -> list[Sample]:
    shown = [sample for sample in samples if sample.masks]
    if not shown:
        raise InputError(
            say(
                "nothing to learn from",
                expected="at least one picture with a mask to train on",
                got=f"{len(samples)} pictures",
                next_step="Check the index: its lines need the split train",
            )
        )
    return shown


@contextmanager
def _held_by_first(folder: Path, accelerator: Any) -> Generator[None]:
    """Hold a folder for all processes of this training."""
    with held(folder, "--out") if accelerator.is_main_process else nullcontext():
        yield


def _keep_to_settings(folder: Path, settings: dict[str, Any]) -> None:
    """Write down how a run is made, or see that it goes on as it began."""
    claim(
        folder / "settings.json",
        settings,
        _LATER,
        f"{folder.parent} holds an adapter that was trained otherwise",
        "Go on with the same settings and data, or give --out another folder",
    )


def _card(role: str, base: str, samples: Sequence[Sample], lora: Lora, scope: Scope, trainer: Trainer) -> str:
    counts = Counter(sample.dataset for sample in samples)
    concepts = sorted({concept_of(key) for sample in samples for key in sample.masks})
    whole = f"; all of {', '.join(scope.whole)}" if scope.whole else ""
    return f"""---
base_model: {base}
library_name: peft
tags: [lora, {"object-detection" if role == "grounder" else "mask-generation"}, medical-imaging]
---

# LoRA adapter for {base}

Made by `limis train {role}`. Use it by its folder, `--models {_USE[role]}`, or add it to its model with
`limis train merge`.
Not a medical device.

- **Learned from**: {", ".join(f"{name} ({count} pictures)" for name, count in sorted(counts.items()))}.
  Their licences decide what the adapter may be used for.
- **Concepts**: {", ".join(concepts).replace("_", " ")}.
- **Training**: rank {lora.rank}, alpha {lora.alpha}, layers: {", ".join(lora.targets) or "all linear ones"}{whole};
  {trainer.step} steps in {trainer.spent / 60:.1f} minutes, averaged weights.
"""
