"""What all members of the Segment Anything family have in common; what differs is a `Network`.

A picture is encoded once and its embedding kept; a prompt then costs a run of the small mask decoder.

Memory at its peak, measured on a CPU in float32, beside what the loaded weights take: encoding a picture 1.8 GiB with
SAM or SAM-HQ of base size, 0.5 GiB with SAM 2.1 of any size. An embedding takes 4 MiB with SAM, 16 MiB with the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.extras import require
from limis.models.pull import located
from limis.progress import Progress, silent
from limis.protocols import EngineInfo, Prediction, PromptKind, Sight, View, ViewPrompt
from limis.runtime.adapters import find_adapter, is_adapter
from limis.runtime.checkpoints import find_checkpoint
from limis.runtime.embeddings import EmbeddingCache, Maps, key_of, shared_cache
from limis.runtime.heartbeat import heartbeat
from limis.runtime.rgb import as_rgb
from limis.runtime.settings import Settings, read_settings
from limis.runtime.torch_device import Precision, Runner, choose_device, choose_precision
from limis.segmenters.sam_network import Network, tensors_of
from limis.segmenters.sam_prompts import Clicks, by_signature, clicks_of

__all__ = ["Encoding", "SamFamily", "open_family"]

_PROMPTS_PER_PASS = 32
_PICTURES_PER_PASS = {"cpu": 1}
"""Where it is not 4: on a CPU more than one at once is not faster, and takes up to a gigabyte each."""


@dataclass(frozen=True, eq=False)
class Encoding:
    """A view that was encoded: what it showed, and where its embedding is found.

    Attributes:
        picture: uint8, shape ``(height, width, 3)``.
        keys: Of its embeddings, by what they were computed in; filled as they are needed.
    """

    picture: NDArray[np.uint8]
    keys: dict[Precision, str] = field(default_factory=dict[Precision, str])

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of the view."""
        return int(self.picture.shape[0]), int(self.picture.shape[1])


class SamFamily:
    """A segmenter with boxes, points, scribbles and a previous mask.

    The encoder runs in bfloat16 on GPUs made for it, the decoder always in float32.

    Args:
        info: What a report says about it; its device is where it starts.
        network: The model.
        precision: What the encoder computes in; None chooses.
        embeddings: Where embeddings are kept; None for the cache of this process.
        sight: How it wants volumes shown; None for as usual.

    Attributes:
        network: As given.
        sight: As given.
    """

    accepts: frozenset[PromptKind] = frozenset({"box", "points", "scribbles", "mask"})

    def __init__(
        self,
        info: EngineInfo,
        network: Network,
        precision: Precision | None = None,
        embeddings: EmbeddingCache | None = None,
        sight: Sight | None = None,
    ) -> None:
        self.sight = sight or Sight()
        self._info, self.network = info, network
        self._runner = Runner(network.model, info.device, precision or choose_precision(info.device))
        self._embeddings = shared_cache() if embeddings is None else embeddings

    @property
    def info(self) -> EngineInfo:
        """Name, hash and licence of the weights, and where they lie now."""
        return replace(self._info, device=self._runner.device)

    @info.setter
    def info(self, info: EngineInfo) -> None:
        self._info = info

    @property
    def notice(self) -> str:
        """What a person should know of how it runs; see `limis.protocols.Noticing`."""
        return self._runner.notice

    @property
    def pictures_per_pass(self) -> int:
        """How many pictures are encoded together."""
        return _PICTURES_PER_PASS.get(self._runner.device, 4)

    def encode(self, view: View) -> Encoding:
        """Run the image encoder where this picture was not encoded before; see `limis.protocols.Segmenter`."""
        encoding = self._shown(view)
        self._maps(encoding)
        return encoding

    def prepare(self, views: Sequence[View], progress: Progress = silent) -> None:
        """Encode several views together; see `limis.protocols.Preparer`."""
        encodings = list({self._key(encoding): encoding for encoding in map(self._shown, views)}.values())
        missing = [encoding for encoding in encodings if self._key(encoding) not in self._embeddings]

        def tell() -> None:
            progress("encoding", sum(self._key(one) in self._embeddings for one in encodings), len(encodings))

        with heartbeat(self.network.model, tell):
            self._encode(missing)

    def predict(self, encoding: Encoding, prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        """Segment each prompt in an encoded view; see `limis.protocols.Segmenter`.

        Prompts of the same make-up share a pass of the decoder.
        """
        clicks = [clicks_of(prompt, encoding.size) for prompt in prompts]
        maps = self._maps(encoding) if prompts else ()
        answers: dict[int, Prediction] = {}
        for members in by_signature(clicks).values():
            some = [clicks[n] for n in members]
            predictions = self._runner.run(
                some, _PROMPTS_PER_PASS, lambda part: self._decode(maps, encoding.size, part), "segmenting"
            )
            answers.update(zip(members, predictions, strict=True))
        return [answers[n] for n in range(len(prompts))]

    def forget(self) -> None:
        """Drop all embeddings that are held in memory: what is asked for next is encoded again."""
        self._embeddings.clear()

    @staticmethod
    def _shown(view: View) -> Encoding:
        return Encoding(as_rgb(view))

    def _key(self, encoding: Encoding) -> str:
        """The key of an embedding in what is computed in now: it changes when the model has to move to the CPU."""
        precision = self._runner.precision
        if precision not in encoding.keys:
            encoding.keys[precision] = key_of(encoding.picture, self._info.sha256, precision)
        return encoding.keys[precision]

    def _maps(self, encoding: Encoding) -> Maps:
        """The embedding of a view, made again where it was dropped meanwhile."""
        kept = self._embeddings.get(self._key(encoding))
        return self._encode([encoding])[0] if kept is None else kept

    def _encode(self, encodings: Sequence[Encoding]) -> list[Maps]:
        return self._runner.run(encodings, self.pictures_per_pass, self._encode_some, "encoding a picture")

    def _encode_some(self, encodings: Sequence[Encoding]) -> list[Maps]:
        maps = self.network.encode([encoding.picture for encoding in encodings])
        each = [tuple(tensor[n : n + 1].to("cpu", copy=True) for tensor in maps) for n in range(len(encodings))]
        for encoding, own in zip(encodings, each, strict=True):
            self._embeddings.put(self._key(encoding), own)
        return each

    def _decode(self, maps: Maps, size: tuple[int, int], clicks: Sequence[Clicks]) -> list[Prediction]:
        """Segment prompts of one make-up."""
        with self._in_float32():
            there = tuple(tensor.to(self._runner.device).float() for tensor in maps)
            logits, scores = self.network.decode(there, tensors_of(clicks, size, self.network, self._runner.device))
            each, best = range(len(clicks)), scores.argmax(dim=1)
            inside = self.network.enlarge(logits[each, best], size).sigmoid().cpu().numpy()
            sure = scores[each, best].clamp(0, 1).tolist()
        return [Prediction(np.asarray(inside[n], np.float32), float(sure[n])) for n in each]

    def _in_float32(self) -> Any:
        return require("torch", "sam").autocast(self._runner.device.partition(":")[0], enabled=False)


def open_family(
    location: str,
    device: str,
    classes: Mapping[str, str],
    network: Callable[[Any, Any], Network],
    kinds: Mapping[str, type[SamFamily]] | None = None,
) -> SamFamily:
    """Open a transformers checkpoint, with what ``limis.json`` beside it says of how it wants volumes shown.

    Args:
        location: A folder that ``save_pretrained`` wrote. An adapter's folder opens the model that it was trained on,
            by its folder or name, with the adapter (extra ``lora``).
        device: ``"auto"``, ``"cpu"``, ``"cuda"``, ``"cuda:1"`` or ``"mps"``.
        classes: The ``model_type`` of config.json → the class of transformers to load it with.
        network: Makes the network of an image processor and a model.
        kinds: The ``model_type`` → the segmenter to make, where it can do more than the family.

    Raises:
        WeightsError: There is no such model or adapter, or it is damaged or of another kind.
        DeviceError: The device is not there.
        MissingExtraError: The extra ``sam``, or for adapters ``lora``, is not installed.
    """
    chosen = choose_device(device)
    tuned = find_adapter(location) if is_adapter(location) else None
    checkpoint = find_checkpoint(located(tuned.base) if tuned else location, tuple(classes))
    processor, model = checkpoint.load(classes[checkpoint.architecture], "cpu")
    info = EngineInfo(checkpoint.name, "segmenter", checkpoint.sha256, checkpoint.licence, chosen)
    if tuned is not None:
        info, model = tuned.named_in(info), tuned.put_on(model)
    segmenter = (kinds or {}).get(checkpoint.architecture, SamFamily)
    told = read_settings(Settings, checkpoint.folder, *((tuned.folder,) if tuned else ()))
    return segmenter(info, network(processor.image_processor, model), sight=told.sight)
