"""How large an original Grounding DINO is, read from the shapes of its weights.

What shapes cannot tell is the same in all of the authors' configurations (``groundingdino/config``) and stands here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isqrt
from types import SimpleNamespace
from typing import Any

__all__ = ["Shape", "shape_of"]

_POINTS = 4
_TEMPERATURE = 20
_SWIN = "backbone.0."


@dataclass(frozen=True)
class Shape:
    """What the authors' code is told to build a model.

    Attributes:
        swin: Arguments of their ``SwinTransformer``.
        detector: Settings as in their configuration files.
    """

    swin: Mapping[str, Any]
    detector: SimpleNamespace


def shape_of(weights: Mapping[str, Any]) -> Shape:
    """Read off how large a model is.

    Args:
        weights: The checkpoint's tensors by name.

    Raises:
        KeyError: They are not a Grounding DINO's.
    """
    levels, width = weights["transformer.level_embed"].shape
    sampled = weights["transformer.encoder.layers.0.self_attn.attention_weights.weight"].shape[0]
    detector = SimpleNamespace(
        hidden_dim=width,
        nheads=sampled // (levels * _POINTS),
        query_dim=4,
        num_queries=weights["transformer.tgt_embed.weight"].shape[0],
        dim_feedforward=weights["transformer.encoder.layers.0.linear1.weight"].shape[0],
        enc_layers=_count(weights, "transformer.encoder.layers."),
        dec_layers=_count(weights, "transformer.decoder.layers."),
        num_feature_levels=levels,
        enc_n_points=_POINTS,
        dec_n_points=_POINTS,
        position_embedding="sine",
        pe_temperatureH=_TEMPERATURE,
        pe_temperatureW=_TEMPERATURE,
        pre_norm=False,
        num_patterns=0,
        two_stage_type="standard",
        embed_init_tgt=True,
        transformer_activation="relu",
        use_text_enhancer=True,
        use_fusion_layer=True,
        use_text_cross_attention=True,
        use_checkpoint=False,
        use_transformer_ckpt=False,
        dropout=0.0,
        text_dropout=0.0,
        fusion_dropout=0.0,
        fusion_droppath=0.1,
    )
    return Shape(_swin(weights), detector)


def _swin(weights: Mapping[str, Any]) -> dict[str, Any]:
    stages = range(_count(weights, f"{_SWIN}layers."))
    biases = [weights[f"{_SWIN}layers.{stage}.blocks.0.attn.relative_position_bias_table"].shape for stage in stages]
    width = weights[f"{_SWIN}patch_embed.proj.weight"].shape[0]
    return {
        "embed_dim": width,
        "depths": [_count(weights, f"{_SWIN}layers.{stage}.blocks.") for stage in stages],
        "num_heads": [heads for _, heads in biases],
        "window_size": (isqrt(biases[0][0]) + 1) // 2,  # offsets in a window of n go from 1 - n to n - 1 both ways
        "mlp_ratio": weights[f"{_SWIN}layers.0.blocks.0.mlp.fc1.weight"].shape[0] / width,
        "out_indices": tuple(stage for stage in stages if f"{_SWIN}norm{stage}.weight" in weights),
    }


def _count(weights: Mapping[str, Any], prefix: str) -> int:
    """How many numbered parts there are under a name."""
    numbered = re.compile(re.escape(prefix) + r"(\d+)\.")
    return 1 + max((int(found[1]) for found in map(numbered.match, weights) if found), default=-1)
