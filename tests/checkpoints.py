"""Tiny checkpoints with random weights, written by ``save_pretrained`` as real ones are.

They are built from configurations alone, so no network is needed, and they have every layer of the real models:
what loads and runs them loads and runs the published weights.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

_DELIMITERS = {101: "[CLS]", 102: "[SEP]", 1012: ".", 1029: "?"}
"""Grounding DINO knows these by number (``SPECIAL_TOKENS`` in transformers), so they stand where BERT has them."""

_WORDS = (
    "a", "the", "left", "right", "lung", "lungs", "heart", "kidney", "liver", "nucleus", "nuclei", "disc", "optic",
    "ventricle", "pale", "thing", "##s", "##ness",
)  # fmt: skip
_VOCABULARY = 1100


def save_models(folder: Path, seed: int = 0) -> Path:
    """Write a folder that ``--models`` takes, with ``grounder/`` and ``segmenter/``, and return it."""
    save_grounding_dino(folder / "grounder", seed)
    save_sam(folder / "segmenter", seed)
    return folder


def save_grounding_dino(
    folder: Path, seed: int = 0, family: str = "GroundingDino", side: int = 64, **settings: object
) -> Path:
    """Write a tiny Grounding DINO (or, as family ``"MMGroundingDino"``, its MM variant) and return its folder."""
    import transformers

    _seed_torch(seed)
    tiny = {
        "backbone_config": _swin(side),
        "text_config": _bert(),
        "num_queries": 30,
        "d_model": 32,
        "encoder_layers": 1,
        "encoder_ffn_dim": 32,
        "encoder_attention_heads": 2,
        "decoder_layers": 2,
        "decoder_ffn_dim": 32,
        "decoder_attention_heads": 2,
        "num_feature_levels": 4,
        "max_text_len": 32,
        "disable_custom_kernels": True,
    }
    config = getattr(transformers, f"{family}Config")(**tiny | settings)
    model = getattr(transformers, f"{family}ForObjectDetection")(config)
    _wake(model)
    images = transformers.GroundingDinoImageProcessor(size={"shortest_edge": side, "longest_edge": 2 * side})
    transformers.GroundingDinoProcessor(images, _tokenizer(folder)).save_pretrained(folder)
    model.save_pretrained(folder)
    return folder


def save_sam(folder: Path, seed: int = 0, side: int = 64, heads: int = 2) -> Path:
    """Write a tiny SAM and return its folder."""
    import transformers

    _seed_torch(seed)
    config = transformers.SamConfig(
        vision_config={
            "hidden_size": 16,
            "output_channels": 16,
            "num_hidden_layers": 2,
            "num_attention_heads": 2,
            "image_size": side,
            "patch_size": 8,
            "window_size": 4,
            "global_attn_indexes": [1],
            "num_pos_feats": 8,
            "mlp_dim": 16,
            "initializer_range": 0.2,
        },
        initializer_range=0.2,
        prompt_encoder_config={"hidden_size": 16, "image_size": side, "patch_size": 8, "mask_input_channels": 8},
        mask_decoder_config={
            "hidden_size": 16,
            "mlp_dim": 16,
            "num_hidden_layers": 1,
            "num_attention_heads": heads,
            "iou_head_hidden_dim": 16,
        },
    )
    model = transformers.SamModel(config)
    images = transformers.SamImageProcessor(
        size={"longest_edge": side},
        pad_size={"height": side, "width": side},
        mask_size={"longest_edge": side // 2},
        mask_pad_size={"height": side // 2, "width": side // 2},
    )
    transformers.SamProcessor(images).save_pretrained(folder)
    model.save_pretrained(folder)
    return folder


def _seed_torch(seed: int) -> None:
    import torch

    torch.manual_seed(seed)
    torch.set_num_threads(1)  # threads only wait for each other in models this small


def _wake(detector: Any) -> None:
    """Let boxes depend on what is seen, and scores on words: new heads for either say nearly nothing."""
    import torch

    for name, weights in detector.named_parameters():
        if "bbox_embed" in name and weights.ndim == 2:
            torch.nn.init.normal_(weights, std=weights.shape[1] ** -0.5)
        elif "class_embed" in name:  # a bias that only the MM variant has
            torch.nn.init.zeros_(weights)


def _swin(side: int) -> object:
    from transformers import SwinConfig

    return SwinConfig(
        image_size=side,
        embed_dim=16,
        depths=[1, 1, 1, 1],
        num_heads=[1, 1, 2, 2],
        window_size=4,
        mlp_ratio=1.0,
        out_features=["stage2", "stage3", "stage4"],
    )


def _bert() -> object:
    from transformers import BertConfig

    return BertConfig(
        vocab_size=_VOCABULARY,
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )


def _tokenizer(folder: Path) -> object:
    """BERT's own tokenizer over a vocabulary file made here."""
    from transformers import BertTokenizer

    tokens = [f"[unused{n}]" for n in range(_VOCABULARY)]
    tokens[0], tokens[100] = "[PAD]", "[UNK]"
    for number, token in _DELIMITERS.items():
        tokens[number] = token
    tokens[200 : 200 + len(_WORDS)] = _WORDS
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "vocab.txt"
    path.write_text("\n".join(tokens) + "\n", encoding="utf-8")
    return BertTokenizer(str(path))
