"""The two embedded networks, as PyTorch modules that export to ONNX.

`GrounderNet` is a residual U-Net whose pixel features are compared with one learned vector per concept:
an image is encoded once and any number of concepts then costs one product each. `SegmenterNet` encodes a
crop without knowing the prompt and decodes it, often, with prompt maps and a previous mask.

Source: U-Net, Ronneberger et al. 2015 (arXiv:1505.04597); residual blocks, He et al. 2016 (arXiv:1512.03385);
prompt and previous-mask channels for interactive segmentation, ScribblePrompt (arXiv:2312.07381).
"""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F

__all__ = ["GROUNDER_STRIDE", "PROMPT_CHANNELS", "SEGMENTER_STRIDE", "GrounderNet", "SegmenterNet"]

_WORD = 32

#: Image sides must be multiples of these.
GROUNDER_STRIDE = 32
SEGMENTER_STRIDE = 16

#: Inside the box, positive strokes, negative strokes, previous mask, whether there is a previous mask.
PROMPT_CHANNELS = 5


class Residual(nn.Module):
    """Two 3x3 convolutions around a shortcut; changes width with a 1x1 one where it must."""

    def __init__(self, width_in: int, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(width_in, width, 3, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(width)
        self.second = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(width)
        self.short = nn.Identity() if width_in == width else nn.Conv2d(width_in, width, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """Map ``(n, width_in, h, w)`` to ``(n, width, h, w)``."""
        y = F.relu(self.norm1(self.first(x)))
        return F.relu(self.norm2(self.second(y)) + self.short(x))


def _stage(width_in: int, width: int, depth: int) -> nn.Sequential:
    return nn.Sequential(*(Residual(width_in if n == 0 else width, width) for n in range(depth)))


class Up(nn.Module):
    """Double the resolution, add the projected skip and refine."""

    def __init__(self, width_in: int, width_skip: int, width: int) -> None:
        super().__init__()
        self.narrow = nn.Conv2d(width_in, width, 1, bias=False)
        self.skip = nn.Conv2d(width_skip, width, 1, bias=False)
        self.norm = nn.BatchNorm2d(width)
        self.refine = Residual(width, width)

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        """Merge ``(n, width_in, h, w)`` into ``(n, width_skip, 2h, 2w)``."""
        up = F.interpolate(self.narrow(x), scale_factor=2.0, mode="bilinear", align_corners=False)
        return self.refine(F.relu(self.norm(up + self.skip(skip))))


class GrounderNet(nn.Module):
    """Pixel features and an image summary, to be compared with concept vectors.

    Args:
        concepts: Number of concept vectors.
        widths: Channels at strides 2, 4, 8, 16 and 32.
        depths: Residual blocks at the same strides.
        size: Length of a pixel feature.
        forget: Share of the deepest channels dropped while training.
    """

    def __init__(
        self,
        concepts: int,
        widths: tuple[int, ...] = (24, 48, 96, 160, 224),
        depths: tuple[int, ...] = (1, 2, 3, 3, 2),
        size: int = 48,
        forget: float = 0.15,
    ) -> None:
        super().__init__()
        self.forget = forget
        self.stem = nn.Sequential(nn.Conv2d(3, widths[0], 4, 2, 1, bias=False), nn.BatchNorm2d(widths[0]), nn.ReLU())
        ins = (widths[0], *widths[:-1])
        self.down = nn.ModuleList(_stage(a, b, d) for a, b, d in zip(ins, widths, depths, strict=True))
        self.context = nn.Sequential(nn.Linear(2 * widths[-1], widths[-1]), nn.ReLU())
        self.spread = nn.Linear(widths[-1], widths[-1])
        self.up = nn.ModuleList(Up(a, b, b) for a, b in zip(widths[:0:-1], widths[-2::-1], strict=True))
        self.features = nn.Conv2d(widths[0], size, 1)
        self.vectors = nn.Parameter(torch.randn(concepts, size) * 0.05)
        self.bias = nn.Parameter(torch.full((concepts,), -3.0))
        self.presence = nn.Parameter(torch.randn(concepts, widths[-1]) * 0.05)
        self.presence_bias = nn.Parameter(torch.zeros(concepts))

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """Encode pictures.

        Args:
            image: float ``(n, 3, h, w)``, 0…1, sides multiples of `GROUNDER_STRIDE`.

        Returns:
            Pixel features ``(n, size, h/2, w/2)`` and summaries ``(n, widths[-1])``.
        """
        x = self.stem((image - 0.4) / 0.3)
        skips: list[Tensor] = []
        for n, stage in enumerate(self.down):
            x = stage(x if n == 0 else F.max_pool2d(x, 2))
            skips.append(x)
        context = self.context(torch.cat([x.mean((2, 3)), x.amax((2, 3))], 1))
        x = F.dropout2d(x + self.spread(context)[:, :, None, None], self.forget, self.training)
        for up, skip in zip(self.up, skips[-2::-1], strict=True):
            x = up(x, skip)
        return self.features(F.dropout2d(x, self.forget / 2, self.training)), context

    def heat(self, features: Tensor, concepts: Tensor) -> Tensor:
        """Logits ``(n, k, h, w)`` of concepts ``(n, k)`` (indices) at every pixel feature."""
        picked = self.vectors[concepts]
        return torch.einsum("ndhw,nkd->nkhw", features, picked) + self.bias[concepts][:, :, None, None]

    def there(self, context: Tensor, concepts: Tensor) -> Tensor:
        """Logits ``(n, k)`` that concepts ``(n, k)`` are in the pictures at all."""
        return torch.einsum("nd,nkd->nk", context, self.presence[concepts]) + self.presence_bias[concepts]


class SegmenterNet(nn.Module):
    """Masks from prompts on a crop.

    The image is encoded down to a quarter of its resolution without knowing the prompt. The deep half of the
    network sees both, so that it can compare what lies inside a box with what surrounds it. It may be told, as
    one more prompt, what the thing is called, and does without: a box around a spine may mean all of it or the
    vertebrae alone.

    Args:
        names: Names it can be told; they count from 1, and 0 is none.
        widths: Channels at strides 1, 2, 4, 8 and 16.
    """

    def __init__(self, names: int, widths: tuple[int, int, int, int, int] = (16, 32, 64, 112, 160)) -> None:
        super().__init__()
        w0, w1, w2, w3, w4 = widths
        self.fine = nn.ModuleList([_stage(3, w0, 1), _stage(w0, w1, 1), _stage(w1, w2, 2)])
        self.prompt = nn.ModuleList(
            [nn.Conv2d(PROMPT_CHANNELS, w, 2 * s + 1, s, s) for w, s in ((w0, 1), (w1, 2), (w2, 4))]
        )
        self.names = nn.Embedding(names + 1, _WORD, padding_idx=0)
        self.told = nn.ModuleList([nn.Linear(_WORD, w, bias=False) for w in (w0, w1, w2, w4)])
        for layer in self.told:
            nn.init.zeros_(cast("nn.Linear", layer).weight)
        self.fuse = _stage(w2, w2, 1)
        self.deep = nn.ModuleList([_stage(w2, w3, 2), _stage(w3, w4, 2)])
        self.spread = nn.Linear(2 * w4, w4)
        self.up = nn.ModuleList([Up(w4, w3, w3), Up(w3, w2, w2), Up(w2, w1, w1), Up(w1, w0, w0)])
        self.mask = nn.Conv2d(w0, 1, 1)

    def encode(self, image: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Encode crops ``(n, 3, s, s)``, 0…1, into feature maps at strides 1, 2 and 4."""
        full = self.fine[0]((image - 0.4) / 0.3)
        half = self.fine[1](F.max_pool2d(full, 2))
        return full, half, self.fine[2](F.max_pool2d(half, 2))

    def decode(self, maps: tuple[Tensor, Tensor, Tensor], prompt: Tensor, name: Tensor) -> Tensor:
        """Mask logits ``(n, 1, s, s)``.

        Args:
            maps: Crops as `encode` gives them.
            prompt: ``(n, PROMPT_CHANNELS, s, s)``.
            name: What each thing is called, ``(n,)``, counted from 1; 0 where it is not told.
        """
        *words, last = (layer(self.names(name))[:, :, None, None] for layer in self.told)
        full, half, quarter = (
            F.relu(m + conv(prompt) + word) for m, conv, word in zip(maps, self.prompt, words, strict=True)
        )
        quarter = self.fuse(quarter)
        eighth = self.deep[0](F.max_pool2d(quarter, 2))
        x = self.deep[1](F.max_pool2d(eighth, 2))
        x = x + last + self.spread(torch.cat([x.mean((2, 3)), x.amax((2, 3))], 1))[:, :, None, None]
        for up, skip in zip(self.up, (eighth, quarter, half, full), strict=True):
            x = up(x, skip)
        return cast("Tensor", self.mask(x))

    def forward(self, image: Tensor, prompt: Tensor, name: Tensor) -> Tensor:
        """Encode and decode in one go."""
        return self.decode(self.encode(image), prompt, name)
