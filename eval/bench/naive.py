"""The naive pipeline: the same engines and the same conversation, but the image is encoded again each turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from limis.protocols import EngineInfo, Prediction, PromptKind, Segmenter, View, ViewPrompt

__all__ = ["Forgetful"]


@runtime_checkable
class _Keeper(Protocol):
    """A segmenter that keeps what it encoded."""

    def forget(self) -> None: ...


@dataclass(eq=False)
class _Held:
    """A view, its encoding, and the turn that it was encoded in."""

    view: View
    encoding: Any
    turn: int


class Forgetful:
    """A segmenter whose encodings are counted, and are gone after `forget`: what is asked of them then is encoded anew.

    Args:
        segmenter: Does the work.

    Attributes:
        encodes: Views encoded so far.
    """

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter, self._turn = segmenter, 0
        self.encodes = 0

    @property
    def info(self) -> EngineInfo:
        """Of the segmenter that does the work."""
        return self._segmenter.info

    @property
    def accepts(self) -> frozenset[PromptKind]:
        """What the segmenter that does the work accepts."""
        return self._segmenter.accepts

    def encode(self, view: View) -> _Held:
        """Encode a view; see `limis.protocols.Segmenter`."""
        return _Held(view, self._encoded(view), self._turn)

    def predict(self, encoding: _Held, prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        """Segment each prompt, encoding the view again if that was forgotten; see `limis.protocols.Segmenter`."""
        if encoding.turn != self._turn:
            encoding.encoding, encoding.turn = self._encoded(encoding.view), self._turn
        return self._segmenter.predict(encoding.encoding, prompts)

    def forget(self) -> None:
        """Forget every encoding, those that the segmenter itself keeps among them."""
        self._turn += 1
        if isinstance(self._segmenter, _Keeper):
            self._segmenter.forget()

    def _encoded(self, view: View) -> Any:
        self.encodes += 1
        return self._segmenter.encode(view)
