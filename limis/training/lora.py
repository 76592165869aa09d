"""LoRA on a model of transformers: which layers learn, how an adapter is saved, and how it becomes part of its model.

Source: Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models", 2021 (arXiv:2106.09685), by peft.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from torch import nn

from limis.errors import InputError, say
from limis.extras import require
from limis.grounders.tuning import Tuning
from limis.runtime.adapters import find_adapter
from limis.runtime.checkpoints import Checkpoint, licence_of, save_checkpoint
from limis.runtime.settings import Settings, read_settings, write_settings
from limis.training.bases import DETECTORS, SEGMENTERS, find_base, load_base

__all__ = ["Lora", "Scope", "add_lora", "keep_apart", "merge", "save_lora"]


@dataclass(frozen=True)
class Lora:
    """What an adapter is made of.

    Attributes:
        rank: Of the matrices that are added to each layer's.
        alpha: Their sum is scaled by alpha over rank.
        targets: Last parts of the names of linear layers, such as ``"value_proj"``; none for all but the heads
            that give boxes, which several layers share.
    """

    rank: int = 16
    alpha: int = 32
    targets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scope:
    """Where in a model an adapter lies.

    Attributes:
        within: The part whose linear layers get matrices, such as ``"vision_encoder"``; empty for all of the model.
        whole: Parts that learn as a whole and are saved so, such as ``"mask_decoder"``.
    """

    within: str = ""
    whole: tuple[str, ...] = ()


def add_lora(model: Any, lora: Lora, base: str, scope: Scope | None = None) -> Any:
    """Put a new adapter, which changes nothing yet, on a model as `limis.training.bases.load_base` gives it.

    Args:
        model: Changed in place; only the adapter's weights will learn.
        lora: What the adapter is made of.
        base: What the adapter says that it is for: the model's folder or hub name.
        scope: Where it lies; None for anywhere.

    Returns:
        Peft's model.

    Raises:
        InputError: A target that is no linear layer of its own in this model.
        MissingExtraError: peft is not installed.
    """
    peft = require("peft", "lora")
    scope = scope or Scope()
    layers, whole = _layers(model, lora.targets, scope.within), list(scope.whole) or None
    config = peft.LoraConfig(r=lora.rank, lora_alpha=lora.alpha, target_modules=layers, modules_to_save=whole)
    model.name_or_path = base
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # peft uses names that transformers has renamed
        return peft.get_peft_model(model, config)


def _layers(model: Any, targets: Sequence[str], within: str) -> list[str]:
    """The full names of the layers that learn. One whose weights others share cannot: each would add its own."""
    part = f"{within}." if within else ""
    modules = cast("Iterable[tuple[str, nn.Module]]", model.named_modules())
    linear = {name: id(layer.weight) for name, layer in modules if isinstance(layer, nn.Linear)}
    users = Counter(linear.values())
    free = [name for name, weight in linear.items() if users[weight] == 1 and name.startswith(part)]
    unknown = [target for target in targets if not any(_is_called(name, target) for name in free)]
    if unknown:
        raise InputError(
            say(
                f"no layer {unknown[0]!r} that could learn",
                expected=f"any of {', '.join(sorted({name.rpartition('.')[2] for name in free}))}",
                got=", ".join(targets),
                next_step="Name layers of this model, or leave the targets out for all",
            )
        )
    return [name for name in free if not targets or any(_is_called(name, target) for target in targets)]


def _is_called(name: str, target: str) -> bool:
    return name == target or name.endswith(f".{target}")


def keep_apart(folder: Path, other: str) -> None:
    """See that an adapter and a checkpoint will not share a folder, where transformers would take them for one.

    Args:
        folder: Where one of them is to be written.
        other: The file that is there if it holds the other one.

    Raises:
        InputError: It is there.
    """
    if (folder / other).exists():
        raise InputError(
            say(
                f"cannot write into {folder}",
                expected="a folder of its own",
                got=f"one with {other}",
                next_step="Name another folder with --out",
            )
        )


def save_lora(adapted: Any, folder: Path, card: str, base: Checkpoint) -> Path:
    """Save an adapter as safetensors, its card, and how its base is tuned.

    Args:
        adapted: Peft's model.
        folder: Made where it is not there.
        card: Text for people.
        base: The model that it was trained on.

    Returns:
        `folder`.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        adapted.save_pretrained(folder, save_embedding_layers=False)
    (folder / "README.md").write_text(card, encoding="utf-8")
    write_settings(read_settings(_settable(base), base.folder), folder)
    return folder


def merge(adapter: str, folder: Path) -> Path:
    """Write the model that an adapter makes of its base, as a checkpoint that needs no adapter.

    Args:
        adapter: The adapter's folder; it knows its base.
        folder: The new checkpoint.

    Returns:
        `folder`.

    Raises:
        InputError: The folder holds an adapter.
        WeightsError: The adapter or its base is not there or damaged, or they do not belong together.
        MissingExtraError: The extra ``lora`` is not installed.
    """
    tuned = find_adapter(adapter)
    keep_apart(folder, "adapter_config.json")
    checkpoint, _ = find_base(tuned.base, *DETECTORS, *SEGMENTERS)
    processor, model = load_base(checkpoint)
    save_checkpoint(folder, processor, tuned.put_on(model))
    both = licence_of(checkpoint.folder), licence_of(tuned.folder)
    named = {licence for licence in both if licence != "unknown"}
    licence = f"---\nlicense: {named.pop() if len(named) == 1 else 'other'}\n---\n\n" if named else ""
    (folder / "README.md").write_text(
        f"{licence}# {tuned.base} with {adapter}\n\n"
        f"The model ({checkpoint.architecture}) with the weights of an adapter added to its own. "
        f"Licences: {both[0]} (model), {both[1]} (adapter).\n",
        encoding="utf-8",
    )
    write_settings(read_settings(_settable(checkpoint), checkpoint.folder, tuned.folder), folder)
    return folder


def _settable(checkpoint: Checkpoint) -> type[Settings]:
    """What can be set beside the weights of a model."""
    return Tuning if checkpoint.architecture in DETECTORS else Settings
