"""A tiny Grounding DINO with one set of random weights under two names: transformers', and its authors'."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from checkpoints import save_grounding_dino

#: Transformers' names → the authors', each pattern applied in this order.
_NAMES = (
    (r"^model\.", ""),
    (r"^text_backbone\.", "bert."),
    (r"^text_projection\.", "feat_map."),
    (r"^input_proj_vision\.", "input_proj."),
    (r"^(level_embed|enc_output|enc_output_norm)\b", r"transformer.\1"),
    (r"^query_position_embeddings\.", "transformer.tgt_embed."),
    (r"^encoder_output_bbox_embed\.", "transformer.enc_out_bbox_embed."),
    (r"^encoder\.layers\.(\d+)\.deformable_layer\.self_attn_layer_norm", r"transformer.encoder.layers.\1.norm1"),
    (r"^encoder\.layers\.(\d+)\.deformable_layer\.final_layer_norm", r"transformer.encoder.layers.\1.norm2"),
    (r"^encoder\.layers\.(\d+)\.deformable_layer\.", r"transformer.encoder.layers.\1."),
    (r"^encoder\.layers\.(\d+)\.fusion_layer\.", r"transformer.encoder.fusion_layers.\1."),
    (r"(fusion_layers.*[._])vision_proj", r"\1v_proj"),
    (r"(fusion_layers.*[._])text_proj", r"\1l_proj"),
    (r"(fusion_layers.*)layer_norm_(v|t)\w+", lambda m: f"{m[1]}layer_norm_{'v' if m[2] == 'v' else 'l'}"),
    (r"(fusion_layers.*)vision_param", r"\1gamma_v"),
    (r"(fusion_layers.*)text_param", r"\1gamma_l"),
    (r"^encoder\.layers\.(\d+)\.text_enhancer_layer\.", r"transformer.encoder.text_layers.\1."),
    (r"(text_layers.*)layer_norm_before", r"\1norm1"),
    (r"(text_layers.*)layer_norm_after", r"\1norm2"),
    (r"^decoder\.", "transformer.decoder."),
    (r"decoder\.layer_norm", "decoder.norm"),
    (r"reference_points_head", "ref_point_head"),
    (r"(decoder.*)encoder_attn_text_layer_norm", r"\1catext_norm"),
    (r"(decoder.*)encoder_attn_layer_norm", r"\1norm1"),
    (r"(decoder.*)self_attn_layer_norm", r"\1norm2"),
    (r"(decoder.*)final_layer_norm", r"\1norm3"),
    (r"(decoder.*)encoder_attn_text", r"\1ca_text"),
    (r"(decoder.*)encoder_attn", r"\1cross_attn"),
    (r"(transformer.*)\.fc([12])\.", r"\1.linear\2."),
    (r"^backbone\.conv_encoder\.model\.(encoder\.)?", "backbone.0."),
    (r"embeddings\.patch_embeddings\.projection", "patch_embed.proj"),
    (r"^backbone\.0\.embeddings\.norm", "backbone.0.patch_embed.norm"),
    (r"hidden_states_norms\.stage(\d)", lambda m: f"norm{int(m[1]) - 1}"),
    (r"(blocks.*)layernorm_before", r"\1norm1"),
    (r"(blocks.*)layernorm_after", r"\1norm2"),
    (r"(blocks.*)attention\.self\.", r"\1attn."),
    (r"(blocks.*)attention\.output\.dense", r"\1attn.proj"),
    (r"(blocks.*)intermediate\.dense", r"\1mlp.fc1"),
    (r"(blocks.*)output\.dense", r"\1mlp.fc2"),
)  # fmt: skip
_QUERY = re.compile(r"^(?!bert\.).*\.query\.(weight|bias)$")


def save_both(folder: Path, seed: int = 0) -> tuple[Path, Path]:
    """Write ``transformers/`` and ``original/``, folders that both engines open, and return them."""
    import torch
    from safetensors.torch import load_file

    theirs = save_grounding_dino(folder / "transformers", seed, d_model=256, encoder_ffn_dim=64, decoder_ffn_dim=64)
    original = folder / "original"
    original.mkdir()
    weights = _renamed(load_file(theirs / "model.safetensors"))
    torch.save({"model": weights}, original / "groundingdino_tiny.pth")
    for name in ("tokenizer.json", "tokenizer_config.json", "preprocessor_config.json", "processor_config.json"):
        if (theirs / name).is_file():
            shutil.copy(theirs / name, original)
    _bert_config(theirs).save_pretrained(original)
    return theirs, original


def _renamed(weights: dict[str, Any]) -> dict[str, Any]:
    """The weights of transformers' model under the authors' names."""
    import torch

    renamed: dict[str, Any] = {}
    for name, tensor in weights.items():
        renamed[_original_name(name)] = tensor
    for name in [name for name in renamed if _QUERY.match(name)]:
        parts = [renamed.pop(name.replace(".query.", f".{part}.")) for part in ("query", "key", "value")]
        renamed[_fused_name(name)] = torch.cat(parts)
    heads = {name: tensor for name, tensor in renamed.items() if name.startswith("bbox_embed.0.")}
    for layer in range(2):
        for prefix in ("", "transformer.decoder."):
            renamed |= {prefix + name.replace(".0.", f".{layer}.", 1): tensor for name, tensor in heads.items()}
    width = renamed["bert.embeddings.LayerNorm.bias"].shape[0]
    renamed |= {"bert.pooler.dense.weight": torch.zeros(width, width), "bert.pooler.dense.bias": torch.zeros(width)}
    return renamed


def _original_name(name: str) -> str:
    for pattern, new in _NAMES:
        name = re.sub(pattern, new, name)
    return name


def _fused_name(name: str) -> str:
    """The authors keep queries, keys and values in one tensor."""
    if name.startswith("backbone"):
        return name.replace(".query.", ".qkv.")
    return name.replace(".query.", ".in_proj_")


def _bert_config(folder: Path) -> Any:
    from transformers import AutoConfig

    return AutoConfig.from_pretrained(folder).text_config
