"""From words to boxes with any detector that scores the tokens of a text against boxes.

A new detector is one file: it prepares pictures, and gives scores and boxes for a text. What is asked, which tokens
mean what, thresholds, rivals, overlaps, batches and memory are the same for all and stand here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from limis.extras import require
from limis.grounders.phrases import Places, Reader, Text
from limis.grounders.tuning import Tuning
from limis.grounders.wording import phrase_of, wordings
from limis.progress import Progress
from limis.protocols import EngineInfo, Grounding, Query, Sight, View
from limis.runtime.heartbeat import heartbeat
from limis.runtime.rgb import as_rgb
from limis.runtime.torch_device import Runner

__all__ = ["Detector", "PhraseGrounder"]

_SMALLEST_BOX_PX = 1.0
_VIEWS_PER_PASS = 4


class Detector(Protocol):
    """What differs between detectors.

    Attributes:
        runner: The model on its device.
        tokenizer: BERT's, as transformers gives it.
        limit: Tokens that a text may have.
    """

    runner: Runner
    tokenizer: Any
    limit: int

    def prepare(self, pictures: Sequence[NDArray[np.uint8]]) -> Any:
        """Make one batch of RGB pictures ``(height, width, 3)`` of any sizes, on the runner's device."""
        ...

    def detect(self, batch: Any, ids: Sequence[int]) -> tuple[Any, Any]:
        """Score a text against the boxes of every picture in a batch.

        Args:
            batch: What `prepare` gave.
            ids: Tokens of one text, for all pictures.

        Returns:
            Tensors: logits ``(pictures, boxes, tokens or more)``, and boxes ``(pictures, boxes, 4)`` as centre and
            size in fractions of each picture.
        """
        ...


class PhraseGrounder:
    """An open-vocabulary detector as a grounder.

    Args:
        info: What a report says about it.
        detector: What finds boxes.
        tuning: Thresholds, and how things are named.
    """

    vocabulary: Literal["open", "closed"] = "open"

    def __init__(self, info: EngineInfo, detector: Detector, tuning: Tuning | None = None) -> None:
        self._info = info
        self.detector = detector
        self.tuning = tuning or Tuning()
        self._reader = Reader(detector.tokenizer, detector.limit)

    @property
    def info(self) -> EngineInfo:
        """What a report says about it; the device is where it runs now."""
        return replace(self._info, device=self.detector.runner.device)

    @info.setter
    def info(self, info: EngineInfo) -> None:
        self._info = info

    @property
    def sight(self) -> Sight:
        """How it wants volumes shown, as it is tuned."""
        return self.tuning.sight

    def why_not(self, query: Query, modality: str | None) -> str | None:
        """Say why a query cannot be answered, or None when it can; see `limis.protocols.Grounder`."""
        tokens = self._reader.tokens(phrase_of(query))
        longest = self.detector.limit - 3
        if all(token == self.detector.tokenizer.unk_token_id for token in tokens):
            return f"{self._info.name} cannot read {query.text!r}: there is no word in it"
        if len(tokens) > longest:
            return f"{self._info.name} reads {longest} tokens at most, this is {len(tokens)}: say it shorter"
        return None

    def kinds(self, query: Query) -> frozenset[str]:
        """No kind of imaging in particular; see `limis.protocols.Grounder`."""
        del query
        return frozenset()

    def ground(self, views: Sequence[View], queries: Sequence[Query], progress: Progress) -> list[list[Grounding]]:
        """Look for every query in every view; see `limis.protocols.Grounder`.

        Scores are the detector's own, not calibrated on medical images.
        """
        texts = self.texts(queries, views[0].modality if views else None)
        runner, done, total = self.detector.runner, 0, len(views) * len(texts)

        def work(some: Sequence[View]) -> list[list[tuple[Any, Any]]]:
            nonlocal done
            batch = self.detector.prepare([as_rgb(view) for view in some])
            seen: list[tuple[Any, Any]] = []
            for n, text in enumerate(texts):
                now = done + n * len(some)
                progress("grounding", now, total)
                with heartbeat(runner.model, lambda now=now: progress("grounding", now, total)):
                    logits, boxes = self.detector.detect(batch, text.ids)
                seen.append((logits.float().cpu(), boxes.float().cpu()))
            done += len(some) * len(texts)
            return [[(logits[k], boxes[k]) for logits, boxes in seen] for k in range(len(some))]

        at_once = 1 if runner.device == "cpu" else _VIEWS_PER_PASS
        answers = runner.run(views, at_once, work, "grounding")
        progress("grounding", total, total)
        notice, runner.notice = runner.notice, ""
        found = [self._groundings(view, texts, seen, queries) for view, seen in zip(views, answers, strict=True)]
        return [[_noticing(grounding, notice) for grounding in groundings] for groundings in found]

    def texts(self, queries: Sequence[Query], modality: str | None) -> list[Text]:
        """Word queries and pack them; see `limis.grounders.phrases.pack`."""
        words = wordings(queries, modality, self.tuning, self._reader.knows)
        return self._reader.pack([(w.names, w.rivals) for w in words])

    def _groundings(
        self, view: View, texts: Sequence[Text], seen: Sequence[tuple[Any, Any]], queries: Sequence[Query]
    ) -> list[Grounding]:
        """What was seen in one view, query by query."""
        asked = iter(queries)
        return [
            self._grounding(logits, boxes, places, next(asked), view)
            for text, (logits, boxes) in zip(texts, seen, strict=True)
            for places in text.places
        ]

    def _grounding(self, logits: Any, boxes: Any, places: Places, query: Query, view: View) -> Grounding:
        """What one query found in one view: boxes above the threshold, without near-duplicates, best first.

        Where somebody insists that it is there, the best box counts whatever its score.
        """
        likely = _best(logits, places.names)
        score, corners = likely.sigmoid(), _corners(boxes, view.size)
        eligible = (corners[:, 2:] - corners[:, :2]).amin(dim=1) >= _SMALLEST_BOX_PX
        if places.rivals and not query.insisted:
            eligible &= likely >= _best(logits, places.rivals)
        top = float(score[eligible].max()) if eligible.any() else 0.0
        threshold = self.tuning.threshold_of(query.concept or phrase_of(query))
        doubted = query.insisted and 0.0 < top < threshold
        kept = (eligible & (score >= (top if doubted else threshold))).nonzero()[:, 0]
        kept = kept[require("torchvision.ops", "sam").nms(corners[kept], score[kept], self.tuning.nms_iou)]
        doubt = f"the likeliest place, because you insist: the model does not see it (score {top:.2f})"
        return Grounding(
            score=top,
            present=len(kept) > 0,
            boxes_xyxy=np.asarray(corners[kept].numpy(), np.float32),
            scores=np.asarray(score[kept].numpy(), np.float32),
            remark=doubt if doubted else "",
        )


def _noticing(grounding: Grounding, notice: str) -> Grounding:
    """Add what a person should know of the run as a whole."""
    return replace(grounding, remark="; ".join(part for part in (grounding.remark, notice) if part))


def _best(logits: Any, spans: Sequence[slice]) -> Any:
    """The best logit that any token of any span has, per box: from ``(boxes, tokens)`` to ``(boxes,)``."""
    return require("torch", "sam").stack([logits[:, span].amax(dim=1) for span in spans]).amax(dim=0)


def _corners(boxes: Any, size: tuple[int, int]) -> Any:
    """Boxes from fractional centre and size to half-open pixel corners inside a view; tensors ``(n, 4)``."""
    torch = require("torch", "sam")
    height, width = size
    centres, halves = boxes[:, :2], boxes[:, 2:] / 2
    corners = torch.cat([centres - halves, centres + halves], dim=1).clamp(0, 1)
    return corners * torch.tensor([width, height, width, height], dtype=corners.dtype)
