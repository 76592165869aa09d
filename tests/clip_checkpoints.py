"""Tiny CLIP models with random weights, in folders as open_clip writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def save_open_clip(folder: Path, seed: int = 0) -> Path:
    """Write a tiny CLIP with towers of open_clip's own, as safetensors, and return its folder."""
    config: dict[str, Any] = {
        "embed_dim": 16,
        "vision_cfg": {"image_size": 32, "layers": 1, "width": 32, "head_width": 16, "patch_size": 8},
        "text_cfg": {"context_length": 24, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 1},
    }
    from safetensors.torch import save_file

    model = _model("CLIP", config, seed)
    folder.mkdir(parents=True, exist_ok=True)
    save_file(model.state_dict(), folder / "open_clip_model.safetensors")
    return _configured(folder, config)


def save_like_biomedclip(folder: Path, words: Path, hub_name: str, seed: int = 0) -> Path:
    """Write a tiny CLIP made as BiomedCLIP is: towers of timm and transformers, pickled tensors.

    Args:
        folder: Where to.
        words: Folder that gets the ``config.json`` of its text tower.
        hub_name: What the hub calls that.
        seed: Of the weights.

    Returns:
        The folder.
    """
    import torch
    from checkpoints import _bert, _tokenizer

    bert: Any = _bert()
    bert.save_pretrained(words)
    tokenizer: Any = _tokenizer(folder)
    tokenizer.save_pretrained(folder)
    tower = {"hf_model_name": hub_name, "hf_tokenizer_name": hub_name, "context_length": 24, "hf_proj_type": "mlp"}
    config: dict[str, Any] = {
        "embed_dim": 16,
        "vision_cfg": {"timm_model_name": "test_vit", "timm_pool": "", "timm_proj": "linear", "image_size": 160},
        "text_cfg": {**tower, "hf_pooler_type": "cls_last_hidden_state_pooler"},
    }
    local = {**config, "text_cfg": {**config["text_cfg"], "hf_model_name": str(words), "hf_model_pretrained": False}}
    torch.save(_model("CustomTextCLIP", local, seed).state_dict(), folder / "open_clip_pytorch_model.bin")
    return _configured(folder, config)


def _model(name: str, config: dict[str, Any], seed: int) -> Any:
    import open_clip
    import torch

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    return getattr(open_clip, name)(**config)


def _configured(folder: Path, config: dict[str, Any]) -> Path:
    preprocess = {"mean": [0.48, 0.46, 0.41], "std": [0.27, 0.26, 0.28]}
    text = json.dumps({"model_cfg": config, "preprocess_cfg": preprocess})
    (folder / "open_clip_config.json").write_text(text)
    return folder
