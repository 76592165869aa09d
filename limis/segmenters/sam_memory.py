"""Masks carried from slice to slice by the memory of SAM 2 and of what followed it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.extras import require
from limis.progress import Progress
from limis.protocols import View
from limis.runtime.embeddings import Maps
from limis.runtime.heartbeat import heartbeat
from limis.segmenters.sam_family import SamFamily

__all__ = ["SamWithMemory"]


class SamWithMemory(SamFamily):
    """A segmenter whose network is a video model of transformers: slices are its frames."""

    def propagate(
        self, views: Sequence[View], mask: NDArray[np.float32], progress: Progress
    ) -> list[NDArray[np.float32]]:
        """Carry a mask on; see `limis.protocols.Propagator`.

        Slices come from the same embeddings that prompts use, and no more of them are remembered than the model
        looks back on: memory does not grow with their number.
        """
        if len(views) < 2 or not (mask > 0.5).any():
            return [np.zeros(view.size, np.float32) for view in views[1:]]
        walk, total = _Walk(self.network.model, mask > 0.5, len(views)), len(views)
        masks: list[NDArray[np.float32]] = []
        with heartbeat(self.network.model, lambda: progress("following", len(masks), total)):
            for n, view in enumerate(views):
                progress("following", n, total)
                if n % self.pictures_per_pass == 0:
                    self.prepare(views[n : n + self.pictures_per_pass])
                maps = self._maps(self._shown(view))
                masks += self._runner.run([maps], 1, lambda some, at=view: self._step(walk, some[0], at), "following")
        return masks[1:]

    def _step(self, walk: _Walk, maps: Maps, view: View) -> list[NDArray[np.float32]]:
        with self._in_float32():
            logits = walk.step(maps, self._runner.device)
            return [self.network.enlarge(logits, view.size)[0].sigmoid().cpu().numpy()]


class _Walk:
    """What a video model remembers on its way from a key slice through its neighbours."""

    def __init__(self, model: Any, mask: NDArray[np.bool_], count: int) -> None:
        self._model, self._mask, self._next = model, mask, 0
        self._reach = max(int(model.num_maskmem), int(model.config.max_object_pointers_in_encoder))
        torch = require("torch", "sam")
        session = getattr(
            require("transformers", "sam"), type(model).__name__.removesuffix("Model") + "InferenceSession"
        )
        # Frames without pixels: each is known by its embedding.
        self._session = session(video=torch.empty(count, 0), dtype=torch.float32)

    def step(self, maps: Maps, device: str) -> Any:
        """Mask logits ``(1, side, side)`` of the next slice; one that failed for want of memory may be asked again."""
        self._lie_on(device)
        self._session.cache.cache_vision_features(self._next, self._features(maps, device))
        if self._next == 0:
            self._session.add_mask_inputs(self._session.obj_id_to_idx(1), 0, self._key_mask(device))
            self._session.obj_with_new_inputs = [1]
        answer = self._model(self._session, frame_idx=self._next)
        self._forget(self._next - self._reach)
        self._next += 1
        return answer.pred_masks[:, 0]

    def _lie_on(self, device: str) -> None:
        for holder in (self._session, self._session.cache):
            holder.inference_device = holder.inference_state_device = device

    def _features(self, maps: Maps, device: str) -> dict[str, Any]:
        """An embedding as video models take it: flat maps ``(pixels, 1, channels)``, and where each pixel is."""
        there = [m.to(device).float() for m in maps]
        places = self._model.vision_encoder.neck.position_encoding(there[-1].shape, device, there[-1].dtype)
        flat = [m.flatten(2).permute(2, 0, 1) for m in (*there, places)]
        return {"vision_feats": flat[:-1], "vision_pos_embeds": flat[-1:]}

    def _key_mask(self, device: str) -> Any:
        torch = require("torch", "sam")
        mask = torch.from_numpy(self._mask.astype(np.float32)).to(device)[None, None]
        side = (int(self._model.image_size), int(self._model.image_size))
        resized = torch.nn.functional.interpolate(mask, side, mode="bilinear", align_corners=False, antialias=True)
        return (resized >= 0.5).float()

    def _forget(self, frame: int) -> None:
        """Drop a slice that is never looked back on again, and this slice's mask in full size, which is not either."""
        for remembered in self._session.output_dict_per_obj[0].values():
            if frame > 0:
                remembered.pop(frame, None)
            remembered.get(self._next, {}).pop("high_res_masks", None)
