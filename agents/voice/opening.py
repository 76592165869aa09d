"""Recognisers by name."""

from __future__ import annotations

from limis.agents.voice.heard import Recogniser
from limis.errors import PromptError, say

__all__ = ["open_recogniser"]


def open_recogniser(name: str = "sphinx") -> Recogniser:
    """Open a recogniser.

    Args:
        name: ``"sphinx"``, or ``"whisper:"`` and the folder or name of a model.

    Raises:
        PromptError: There is no recogniser of that name.
        MissingExtraError: Its extra is not installed.
        WeightsError: Its weights are not on this machine.
    """
    kind, _, model = name.partition(":")
    if kind == "sphinx" and not model:
        from limis.agents.voice.sphinx import Sphinx

        return Sphinx()
    if kind == "whisper" and model:
        from limis.agents.voice.whisper import Whisper

        return Whisper(model)
    raise PromptError(
        say("unknown recogniser", expected="sphinx, or whisper:MODEL", got=repr(name), next_step="Name one of them")
    )
