"""Grounding DINO's original checkpoints (``groundingdino_swint_ogc.pth`` and kin), run by its authors' code.

That is the package groundingdino-py, without compiled operators (extra ``groundingdino``). How large a model is, is
read from the shapes of its weights, so checkpoints of every size open without a configuration.

Source: Liu et al., "Grounding DINO: Marrying DINO with Grounded Pre-Training for Open-Set Object Detection", 2023.
"""

from __future__ import annotations

import warnings
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.errors import WeightsError, say
from limis.extras import require
from limis.grounders.detector import PhraseGrounder
from limis.grounders.original_shapes import shape_of
from limis.grounders.tuning import read_tuning
from limis.models.pull import located
from limis.protocols import EngineInfo
from limis.runtime.checkpoints import licence_of, load_pickle, sha256_of
from limis.runtime.remembered import remember_last_picture, remember_texts
from limis.runtime.torch_device import Precision, Runner, choose_device

__all__ = ["OriginalGroundingDino", "open_grounder"]

_EXTRA = "groundingdino"
_MODEL = "models.GroundingDINO"
_BERT = "google-bert/bert-base-uncased"
_LIMIT = 256
"""Tokens of a text. Source: ``max_text_len`` of the authors' configurations."""

_BUILDING = Lock()


class OriginalGroundingDino:
    """The authors' Grounding DINO; see `limis.grounders.detector.Detector`.

    Args:
        images: Transformers' image processor of Grounding DINO, which prepares pictures as the authors do.
        tokenizer: BERT's.
        model: The authors' model.
        device: As `limis.runtime.torch_device.choose_device` gives it.
        precision: What layers are computed in; other than in float32 this code was never tried.
    """

    def __init__(self, images: Any, tokenizer: Any, model: Any, device: str, precision: Precision = "float32") -> None:
        self.runner = Runner(model, device, precision)
        self.tokenizer = tokenizer
        self.limit = min(_LIMIT, int(tokenizer.model_max_length))
        self._images = images
        remember_texts(model.bert)
        remember_last_picture(model.backbone)

    def prepare(self, pictures: Sequence[NDArray[np.uint8]]) -> Any:
        """Resize, normalise and pad pictures; see `limis.grounders.detector.Detector`."""
        inputs = self._images(images=list(pictures), return_tensors="pt").to(self.runner.device)
        return _theirs("util.misc").NestedTensor(inputs["pixel_values"], inputs["pixel_mask"] == 0)

    def detect(self, batch: Any, ids: Sequence[int]) -> tuple[Any, Any]:
        """Run the model; see `limis.grounders.detector.Detector`."""
        with _old_ways():
            answer = self.runner.model(batch, captions=[ids] * len(batch.tensors))
        return answer["pred_logits"], answer["pred_boxes"]


def open_grounder(location: str, device: str = "auto", bert: str | None = None) -> PhraseGrounder:
    """Open an original checkpoint, with what ``limis.json`` beside it says of thresholds and wording.

    Args:
        location: A ``.pth`` file, or a folder with one.
        device: ``"auto"``, ``"cpu"``, ``"cuda"``, ``"cuda:1"`` or ``"mps"``.
        bert: A folder or hub name with the tokenizer and config.json of the checkpoint's BERT; its weights are the
            checkpoint's. None takes them from beside the checkpoint where they lie there, else from the hub.

    Returns:
        The grounder.

    Raises:
        WeightsError: There is no such checkpoint or BERT, it is damaged or of another kind, or holds more than
            tensors.
        DeviceError: The device is not there.
        MissingExtraError: The extra ``groundingdino`` is not installed.
    """
    chosen = choose_device(device, _EXTRA)
    file = _find(Path(location))
    folder = file.parent
    weights = _load(file)
    tokenizer, config = _text_parts(bert or (str(folder) if (folder / "config.json").is_file() else located(_BERT)))
    model = _filled(file, weights, tokenizer, _text_encoder(config))
    detector = OriginalGroundingDino(_images(folder), tokenizer, model, chosen)
    info = EngineInfo(location, "grounder", sha256_of(file), licence_of(folder), chosen)
    return PhraseGrounder(info, detector, read_tuning(folder))


def _find(location: Path) -> Path:
    files = sorted(location.glob("*.pth")) if location.is_dir() else [location] if location.is_file() else []
    if len(files) == 1:
        return files[0]
    raise WeightsError(
        say(
            f"cannot find the checkpoint {location}",
            expected="a .pth file, or a folder with one",
            got=", ".join(file.name for file in files) or "none",
            next_step="Name the file, e.g. groundingdino_swint_ogc.pth",
        )
    )


def _load(file: Path) -> Mapping[str, Any]:
    """The tensors of a checkpoint by name; a file that holds anything else is not loaded."""
    held = load_pickle(file)
    try:
        return {name.removeprefix("module."): tensor for name, tensor in held["model"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise _damaged(file, f"{type(error).__name__}: {str(error).strip().splitlines()[0]}") from error


def _damaged(file: Path, got: str) -> WeightsError:
    expected = "the tensors of a Grounding DINO under the key 'model', and nothing that could run"
    return WeightsError(say(f"cannot load {file}", expected=expected, got=got, next_step="Download the file again"))


def _text_parts(bert: str) -> tuple[Any, Any]:
    """BERT's tokenizer and configuration."""
    transformers = require("transformers", _EXTRA)
    try:
        return transformers.AutoTokenizer.from_pretrained(bert), transformers.BertConfig.from_pretrained(bert)
    except (OSError, ValueError) as error:
        raise WeightsError(
            say(
                f"cannot find the tokenizer and configuration of BERT in {bert}",
                expected="vocab.txt and config.json beside the checkpoint, or a hub name that can be reached",
                got=f"{type(error).__name__}: {str(error).strip().splitlines()[0]}",
                next_step="Put both files of google-bert/bert-base-uncased beside the checkpoint",
            )
        ) from error


def _images(folder: Path) -> Any:
    """What prepares pictures: as a processor's configuration beside the checkpoint says, else as the authors do."""
    images = require("transformers", _EXTRA).GroundingDinoImageProcessor
    told = any((folder / f"{kind}processor_config.json").is_file() for kind in ("", "pre"))
    return images.from_pretrained(folder) if told else images()


def _text_encoder(config: Any) -> Any:
    """A BERT that takes one mask per picture for pairs of tokens, as the authors' wrapper of BERT does.

    That wrapper needs three methods that transformers has dropped, so this takes its place.
    """
    bert = require("transformers", _EXTRA).BertModel(config)
    forward = bert.forward

    def with_pairs(attention_mask: Any, **inputs: Any) -> Any:
        return forward(attention_mask=attention_mask[:, None], **inputs)

    bert.forward = with_pairs
    return bert


def _filled(file: Path, weights: Mapping[str, Any], tokenizer: Any, bert: Any) -> Any:
    """The authors' model with a checkpoint's weights, in evaluation mode."""
    try:
        with _old_ways():
            model = _built(weights, tokenizer, bert)
        missing, _ = model.load_state_dict(weights, strict=False)
    except (KeyError, RuntimeError, ValueError, AssertionError) as error:
        raise _damaged(file, f"{type(error).__name__}: {str(error).strip().splitlines()[0]}") from error
    missing = [name for name in missing if not name.endswith("relative_position_index")]
    if missing:
        raise _damaged(file, f"none for {len(missing)} of its tensors, {missing[0]} among them")
    model.tokenizer = _as_read
    return model.eval()


def _as_read(captions: Sequence[Sequence[int]], **_: Any) -> Any:
    """Stands for the model's tokenizer: what we ask is tokens already."""
    torch = require("torch", _EXTRA)
    ids = torch.tensor([list(caption) for caption in captions])
    inputs = {"input_ids": ids, "token_type_ids": torch.zeros_like(ids), "attention_mask": torch.ones_like(ids)}
    return require("transformers", _EXTRA).BatchEncoding(inputs)


def _built(weights: Mapping[str, Any], tokenizer: Any, bert: Any) -> Any:
    """The authors' model, as large as its weights are, on our BERT."""
    shape = shape_of(weights)
    swin = _theirs(f"{_MODEL}.backbone.swin_transformer").SwinTransformer(**shape.swin)
    backbones = _theirs(f"{_MODEL}.backbone.backbone")
    backbone = backbones.Joiner(swin, backbones.build_position_encoding(shape.detector))
    backbone.num_channels = [swin.num_features[stage] for stage in swin.out_indices]
    grounding_dino = _theirs(f"{_MODEL}.groundingdino")

    def ours(*_: Any, **__: Any) -> Any:
        return bert

    def tokens(*_: Any) -> Any:
        return tokenizer

    text = SimpleNamespace(get_tokenlizer=tokens, get_pretrained_language_model=ours)
    with _instead(grounding_dino, get_tokenlizer=text, BertModelWarper=ours):
        return grounding_dino.GroundingDINO(
            backbone,
            _theirs(f"{_MODEL}.transformer").build_transformer(shape.detector),
            num_queries=shape.detector.num_queries,
            iter_update=True,
            query_dim=4,
            num_feature_levels=shape.detector.num_feature_levels,
            nheads=shape.detector.nheads,
            two_stage_type="standard",
            two_stage_bbox_embed_share=False,
            two_stage_class_embed_share=False,
        )


def _theirs(module: str) -> Any:
    """A module of the authors' code."""
    with _old_ways():
        return require(f"groundingdino.{module}", _EXTRA)


@contextmanager
def _old_ways() -> Generator[None]:
    """Keep quiet about what the authors' code imports and does in ways that are on their way out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.filterwarnings("ignore", "torch.meshgrid", UserWarning)
        yield


@contextmanager
def _instead(module: Any, **names: Any) -> Generator[None]:
    """Let a module of the authors' code use other things for a while."""
    with _BUILDING:
        theirs = {name: getattr(module, name) for name in names}
        try:
            vars(module).update(names)
            yield
        finally:
            vars(module).update(theirs)
