"""Recognisers by name."""

from __future__ import annotations

from limis.agents.voice.heard import Recogniser
from limis.errors import PromptError, say

__all__ = ["open_recogniser"]


def open_recogniser(name: str = "sphinx", language: str = "en") -> Recogniser:
    """Open a recogniser.

    Args:
        name: ``"sphinx"``, or ``"whisper:"`` and the folder or name of a model.
        language: What is spoken: ``"en"``, with Whisper also ``"de"``, ``"fr"``, ``"es"``, ``"pt"`` or ``"auto"``.

    Raises:
        PromptError: There is no recogniser or model of that name, or it does not hear that language.
        MissingExtraError: Its extra is not installed.
        WeightsError: Its weights are damaged or incomplete.
    """
    kind, _, model = name.partition(":")
    if kind == "sphinx" and not model:
        if language not in ("en", "auto"):
            raise PromptError(
                say("sphinx hears English only", expected="en", got=repr(language), next_step="Use whisper:MODEL")
            )
        from limis.agents.voice.sphinx import Sphinx

        return Sphinx()
    if kind == "whisper" and model:
        from limis.agents.voice.whisper import Whisper

        return Whisper(model, language)
    raise PromptError(
        say("unknown recogniser", expected="sphinx, or whisper:MODEL", got=repr(name), next_step="Name one of them")
    )
