"""The Segment Anything Model from its authors' own files, ``.pth``, and from what was tuned from them (extra ``sam``).

Source: Kirillov et al., "Segment Anything", 2023, in the authors' package ``segment-anything``. A file says nothing
of its model but the shapes of its tensors; they are enough.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from limis.errors import WeightsError, say
from limis.extras import require
from limis.protocols import EngineInfo
from limis.runtime.checkpoints import licence_of, load_pickle, sha256_of
from limis.runtime.embeddings import Maps
from limis.runtime.torch_device import choose_device
from limis.segmenters.sam_family import SamFamily
from limis.segmenters.sam_network import PromptTensors
from limis.segmenters.sam_prompts import fitted

__all__ = ["SegmentAnythingNetwork", "open_segmenter"]

_EXTRA = "sam"
_HEADS = 8
"""Of the mask decoder, in every published model: the one number that no shape tells."""


class SegmentAnythingNetwork:
    """The ``Sam`` of segment-anything; see `limis.segmenters.sam_network.Network`.

    Args:
        model: The model.
    """

    def __init__(self, model: Any) -> None:
        self.model = model
        self.mask_side = int(model.prompt_encoder.mask_input_size[0])

    def input_size(self, size: tuple[int, int]) -> tuple[int, int]:
        """Height and width that a picture is resized to."""
        return fitted(size, self.model.image_encoder.img_size)

    def encode(self, pictures: Sequence[NDArray[np.uint8]]) -> Maps:
        """One map ``(n, channels, rows, columns)``."""
        torch = require("torch", _EXTRA)
        return (self.model.image_encoder(torch.stack([self._prepared(picture) for picture in pictures])),)

    def decode(self, maps: Maps, prompts: PromptTensors) -> tuple[Any, Any]:
        """All prompts are prompts of one picture to the model."""
        sparse, dense = self.model.prompt_encoder(
            points=None if prompts.points is None else (prompts.points, prompts.labels),
            boxes=prompts.boxes,
            masks=prompts.masks,
        )
        return self.model.mask_decoder(
            image_embeddings=maps[0],
            image_pe=self.model.prompt_encoder.get_dense_pe(),
            sparse_prompt_embeddings=sparse,
            dense_prompt_embeddings=dense,
            multimask_output=prompts.is_ambiguous,
        )

    def enlarge(self, logits: Any, size: tuple[int, int]) -> Any:
        """Mask logits at the size of the picture."""
        return self.model.postprocess_masks(logits[None], self.input_size(size), size)[0]

    def _prepared(self, picture: NDArray[np.uint8]) -> Any:
        torch, transforms = require("torch", _EXTRA), require("torchvision.transforms.v2.functional", _EXTRA)
        pixels = torch.from_numpy(np.moveaxis(picture, 2, 0).copy()).to(self.model.device)
        return self.model.preprocess(
            transforms.resize(pixels, list(self.input_size(picture.shape[:2])), antialias=True)
        )


def open_segmenter(location: str, device: str = "auto") -> SamFamily:
    """Open a checkpoint of segment-anything.

    Args:
        location: A file with the tensors of a SAM, such as ``sam_vit_b_01ec64.pth``. Nothing else in it is read.
        device: ``"auto"``, ``"cpu"``, ``"cuda"``, ``"cuda:1"`` or ``"mps"``.

    Raises:
        WeightsError: There is no such file, or its tensors are not those of a SAM.
        DeviceError: The device is not there.
        MissingExtraError: The extra ``sam`` is not installed.
    """
    chosen, path = choose_device(device), Path(location)
    require("segment_anything", _EXTRA)
    state = _tensors(path)
    try:
        model = _model(state)
        missing, unknown = model.load_state_dict(state, strict=False)
    except (KeyError, IndexError, TypeError, ValueError, ZeroDivisionError, RuntimeError) as error:
        raise _damaged(path, _said(error)) from error
    if missing or unknown:
        some = ", ".join([*missing, *unknown][:3])
        raise _damaged(path, f"{len(missing)} tensors missing and {len(unknown)} unknown, such as {some}")
    info = EngineInfo(location, "segmenter", sha256_of(path), licence_of(path.parent), chosen)
    return SamFamily(info, SegmentAnythingNetwork(model.to(chosen).eval()))


def _tensors(path: Path) -> Mapping[str, Any]:
    """The tensors of a file, read without running anything that it holds."""
    state = load_pickle(path)
    if not isinstance(state, Mapping):
        raise _damaged(path, type(state).__name__)
    return cast("Mapping[str, Any]", state)


def _model(state: Mapping[str, Any]) -> Any:
    """A model for tensors of these shapes."""
    modeling = require("segment_anything.modeling", _EXTRA)
    channels = len(state["prompt_encoder.no_mask_embed.weight"][0])
    encoder = _encoder(modeling, state, channels)
    grid = encoder.img_size // encoder.patch_embed.proj.kernel_size[0]
    depth = _count(state, "mask_decoder.transformer.layers.")
    hidden = state["mask_decoder.transformer.layers.0.mlp.lin1.weight"].shape[0]
    return modeling.Sam(
        encoder,
        modeling.PromptEncoder(
            embed_dim=channels,
            image_embedding_size=(grid, grid),
            input_image_size=(encoder.img_size, encoder.img_size),
            mask_in_chans=state["prompt_encoder.mask_downscaling.6.weight"].shape[1],
        ),
        modeling.MaskDecoder(
            num_multimask_outputs=len(state["mask_decoder.mask_tokens.weight"]) - 1,
            transformer=modeling.TwoWayTransformer(depth, channels, _HEADS, hidden),
            transformer_dim=channels,
            iou_head_depth=_count(state, "mask_decoder.iou_prediction_head.layers."),
            iou_head_hidden_dim=state["mask_decoder.iou_prediction_head.layers.0.weight"].shape[0],
        ),
    )


def _encoder(modeling: Any, state: Mapping[str, Any], channels: int) -> Any:
    """The image encoder: its whole-picture blocks are those whose relative positions reach across the whole grid."""
    torch = require("torch", _EXTRA)
    _, grid, _, width = state["image_encoder.pos_embed"].shape
    patch = state["image_encoder.patch_embed.proj.weight"].shape[-1]
    depth = _count(state, "image_encoder.blocks.")
    reach = [(len(state[f"image_encoder.blocks.{n}.attn.rel_pos_h"]) + 1) // 2 for n in range(depth)]
    return modeling.ImageEncoderViT(
        img_size=grid * patch,
        patch_size=patch,
        embed_dim=width,
        depth=depth,
        num_heads=width // state["image_encoder.blocks.0.attn.rel_pos_h"].shape[1],
        mlp_ratio=state["image_encoder.blocks.0.mlp.lin1.weight"].shape[0] / width,
        out_chans=channels,
        norm_layer=partial(torch.nn.LayerNorm, eps=1e-6),
        use_rel_pos=True,
        window_size=min(reach),
        global_attn_indexes=tuple(n for n in range(depth) if reach[n] == grid),
    )


def _count(state: Mapping[str, Any], prefix: str) -> int:
    """How many numbered parts there are."""
    return len({name[len(prefix) :].partition(".")[0] for name in state if name.startswith(prefix)})


def _said(error: Exception) -> str:
    """An error in a line: its type, and what it says first."""
    return f"{type(error).__name__}: {next(iter(str(error).splitlines()), '')}"


def _damaged(path: Path, got: str) -> WeightsError:
    return WeightsError(
        say(
            f"cannot load {path}",
            expected="a file of segment-anything, with the tensors of a SAM and nothing else",
            got=got,
            next_step="Download it again, or use the model's transformers version",
        )
    )
