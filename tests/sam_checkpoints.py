"""Tiny checkpoints of the later members of the SAM family, with random weights; see `checkpoints`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from checkpoints import _seed_torch, save_sam

SIDE = 64

_WIDE = 128
"""Channels of what has a memory: memories have 64, whatever the configuration says, and must be fewer."""

_DECODER = {
    "hidden_size": 16,
    "mlp_dim": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "iou_head_hidden_dim": 16,
}
_PROMPTS = {"hidden_size": 16, "mask_input_channels": 8, "image_size": SIDE, "patch_size": 16}
_SIZES = [[16, 16], [8, 8], [4, 4]]
_MEMORY = {
    "image_size": SIDE,
    "memory_attention_hidden_size": _WIDE,
    "memory_attention_num_layers": 1,
    "memory_attention_feed_forward_hidden_size": 16,
    "memory_attention_rope_feat_sizes": [4, 4],
    "memory_encoder_hidden_size": _WIDE,
    "memory_encoder_output_channels": 64,
    "mask_downsampler_embed_dim": _WIDE,
    "memory_fuser_embed_dim": _WIDE,
    "memory_fuser_intermediate_dim": 16,
    "num_maskmem": 3,
    "max_object_pointers_in_encoder": 4,
}


def save_sam_hq(folder: Path, seed: int = 0) -> Path:
    """Write a tiny SAM-HQ and return its folder."""
    import transformers

    _seed_torch(seed)
    config = transformers.SamHQConfig(
        vision_config={
            "hidden_size": 16,
            "output_channels": 16,
            "num_hidden_layers": 2,
            "num_attention_heads": 2,
            "image_size": SIDE,
            "patch_size": 8,
            "window_size": 4,
            "global_attn_indexes": [1],
            "num_pos_feats": 8,
            "mlp_dim": 16,
            "initializer_range": 0.2,
        },
        initializer_range=0.2,
        prompt_encoder_config={**_PROMPTS, "patch_size": 8},
        mask_decoder_config={**_DECODER, "vit_dim": 16},
    )
    transformers.SamHQProcessor(_padding(transformers)).save_pretrained(folder)
    transformers.SamHQModel(config).save_pretrained(folder)
    return folder


def save_sam2(folder: Path, seed: int = 0, *, video: bool = False) -> Path:
    """Write a tiny SAM 2 for pictures or, as the published ones are, for videos too, and return its folder."""
    import transformers

    _seed_torch(seed)
    vision = {
        "model_type": "sam2_vision_model",
        "backbone_config": {
            "model_type": "sam2_hiera_det_model",
            "hidden_size": 8,
            "image_size": [SIDE, SIDE],
            "blocks_per_stage": [1, 1, 2, 1],
            "embed_dim_per_stage": [8, 16, 32, 64],
            "num_attention_heads_per_stage": [1, 1, 2, 2],
            "window_size_per_stage": [4, 2, 2, 2],
            "window_positional_embedding_background_size": [4, 4],
            "global_attention_blocks": [3],
            "mlp_ratio": 1.0,
            "initializer_range": 0.05,
        },
        "backbone_channel_list": [64, 32, 16, 8],
        "backbone_feature_sizes": _SIZES,
        "fpn_hidden_size": _WIDE,
        "initializer_range": 0.05,
    }
    parts: dict[str, Any] = {
        "vision_config": vision,
        "prompt_encoder_config": {**_PROMPTS, "hidden_size": _WIDE},
        "mask_decoder_config": {**_DECODER, "hidden_size": _WIDE},
        "initializer_range": 0.05,
    }
    images = transformers.Sam2ImageProcessor(size=_square(SIDE), mask_size=_square(SIDE // 4))
    if video:
        model = transformers.Sam2VideoModel(transformers.Sam2VideoConfig(**parts, **_MEMORY))
        films = transformers.Sam2VideoVideoProcessor(size=_square(SIDE))
        transformers.Sam2VideoProcessor(images, films).save_pretrained(folder)
    else:
        model = transformers.Sam2Model(transformers.Sam2Config(**parts))
        transformers.Sam2Processor(images).save_pretrained(folder)
    _stir(model)
    model.mask_decoder.pred_obj_score_head.proj_out.bias.data.fill_(1)  # something is there
    model.save_pretrained(folder)
    return folder


def save_sam3_tracker(folder: Path, seed: int = 0, *, video: bool = True) -> Path:
    """Write a tiny tracker of SAM 3 for videos, or its part for pictures alone, and return its folder."""
    import transformers

    _seed_torch(seed)
    side, grid = 8 * 14, 8
    vision = {
        "model_type": "sam3_vision_model",
        "backbone_config": {
            "model_type": "sam3_vit_model",
            "hidden_size": 16,
            "intermediate_size": 16,
            "num_hidden_layers": 2,
            "num_attention_heads": 2,
            "image_size": side,
            "pretrain_image_size": side // 2,
            "window_size": 4,
            "global_attn_indexes": [1],
            "initializer_range": 0.05,
        },
        "backbone_feature_sizes": [[4 * grid, 4 * grid], [2 * grid, 2 * grid], [grid, grid]],
        "fpn_hidden_size": _WIDE,
        "initializer_range": 0.05,
    }
    parts: dict[str, Any] = {
        "vision_config": vision,
        "prompt_encoder_config": {**_PROMPTS, "hidden_size": _WIDE, "image_size": side, "patch_size": 14},
        "mask_decoder_config": {**_DECODER, "hidden_size": _WIDE},
        "initializer_range": 0.05,
    }
    config = transformers.Sam3TrackerVideoConfig(
        **parts,
        **{**_MEMORY, "image_size": side, "memory_attention_rope_feat_sizes": [grid, grid]},
    )
    images = transformers.Sam3ImageProcessor(size=_square(side), mask_size=_square(4 * grid))
    films = transformers.Sam2VideoVideoProcessor(
        size=_square(side), image_mean=images.image_mean, image_std=images.image_std
    )
    model = transformers.Sam3TrackerVideoModel(config)
    _stir(model)
    model.mask_decoder.pred_obj_score_head.proj_out.bias.data.fill_(1)  # something is there
    if video:
        transformers.Sam3TrackerVideoProcessor(images, films).save_pretrained(folder)
        model.save_pretrained(folder)
    else:
        alone = transformers.Sam3TrackerModel(transformers.Sam3TrackerConfig(**parts))
        alone.load_state_dict({n: t for n, t in model.state_dict().items() if n in alone.state_dict()})
        transformers.Sam3TrackerProcessor(images).save_pretrained(folder)
        alone.save_pretrained(folder)
    return folder


def save_sam3(folder: Path, seed: int = 0) -> Path:
    """Write a tiny SAM 3 with all its parts, as the published one is, and return its folder."""
    import transformers
    from safetensors.torch import save_file

    tracker = json.loads((save_sam3_tracker(folder, seed) / "config.json").read_text())
    layers = {"hidden_size": _WIDE, "num_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    words = {
        "model_type": "clip_text_model",
        "vocab_size": 64,
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "projection_dim": 16,
        "bos_token_id": 0,
        "eos_token_id": 1,
        "pad_token_id": 1,
    }
    detector = transformers.Sam3Config(
        vision_config=tracker["vision_config"],
        text_config=words,
        geometry_encoder_config=layers,
        detr_encoder_config=layers,
        detr_decoder_config={**layers, "num_queries": 4},
        mask_decoder_config={"hidden_size": _WIDE, "num_attention_heads": 2},
    )
    config = transformers.Sam3VideoConfig(detector_config=detector.to_dict(), tracker_config=tracker)
    processor = transformers.AutoProcessor.from_pretrained(folder)
    (folder / "vocab.json").write_text(json.dumps({"<|startoftext|>": 0, "<|endoftext|>": 1, "a</w>": 2, "a": 3}))
    (folder / "merges.txt").write_text("#version: 0.2\n")
    tokenizer = transformers.CLIPTokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"))
    parts = processor.image_processor, processor.video_processor, tokenizer
    transformers.Sam3VideoProcessor(*parts).save_pretrained(folder)
    # Saved by itself: `save_pretrained` puts the tracker's prefix twice, the published file has it once.
    state = {name: tensor.contiguous() for name, tensor in transformers.Sam3VideoModel(config).state_dict().items()}
    save_file(state, folder / "model.safetensors", {"format": "pt"})
    (folder / "config.json").write_text(config.to_json_string())
    return folder


def _padding(transformers: Any) -> Any:
    return transformers.SamImageProcessor(
        size={"longest_edge": SIDE},
        pad_size=_square(SIDE),
        mask_size={"longest_edge": SIDE // 2},
        mask_pad_size=_square(SIDE // 2),
    )


def _square(side: int) -> dict[str, int]:
    return {"height": side, "width": side}


def _stir(model: Any) -> None:
    """Give parameters that start as zeros or ones values of their own, so that a part left out is noticed."""
    import torch

    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.unique().numel() == 1:
                parameter.add_(torch.randn_like(parameter), alpha=0.05)


def save_segment_anything(folder: Path) -> Path:
    """Write a tiny SAM and, beside it, ``sam.pth``: its tensors as segment-anything names them; return the folder."""
    import torch
    from transformers import SamModel

    save_sam(folder, heads=8)
    state = SamModel.from_pretrained(folder).state_dict()
    del state["shared_image_embedding.positional_embedding"]  # said twice
    torch.save({_original_name(name): tensor for name, tensor in state.items()}, folder / "sam.pth")
    return folder


def _original_name(name: str) -> str:
    for pattern, replacement in _ORIGINAL_NAMES:
        name = re.sub(pattern, replacement, name)
    return name


_ORIGINAL_NAMES = (
    (r"^vision_encoder\.patch_embed\.projection", "image_encoder.patch_embed.proj"),
    (r"^vision_encoder\.neck\.conv1", "image_encoder.neck.0"),
    (r"^vision_encoder\.neck\.layer_norm1", "image_encoder.neck.1"),
    (r"^vision_encoder\.neck\.conv2", "image_encoder.neck.2"),
    (r"^vision_encoder\.neck\.layer_norm2", "image_encoder.neck.3"),
    (r"^vision_encoder\.layers", "image_encoder.blocks"),
    (r"^vision_encoder", "image_encoder"),
    (r"(image_encoder\.blocks\.\d+|transformer\.layers\.\d+)\.layer_norm", r"\1.norm"),
    (r"shared_embedding\.positional_embedding", "pe_layer.positional_encoding_gaussian_matrix"),
    (r"^prompt_encoder\.point_embed", "prompt_encoder.point_embeddings"),
    (r"mask_embed\.conv1", "mask_downscaling.0"),
    (r"mask_embed\.layer_norm1", "mask_downscaling.1"),
    (r"mask_embed\.conv2", "mask_downscaling.3"),
    (r"mask_embed\.layer_norm2", "mask_downscaling.4"),
    (r"mask_embed\.conv3", "mask_downscaling.6"),
    (r"upscale_conv1", "output_upscaling.0"),
    (r"upscale_layer_norm", "output_upscaling.1"),
    (r"upscale_conv2", "output_upscaling.3"),
    (r"layer_norm_final_attn", "norm_final_attn"),
    (r"(mlps\.\d+|iou_prediction_head)\.layers\.0", r"\1.layers.1"),
    (r"(mlps\.\d+|iou_prediction_head)\.proj_in", r"\1.layers.0"),
    (r"(mlps\.\d+|iou_prediction_head)\.proj_out", r"\1.layers.2"),
)  # fmt: skip
