"""In which window engines are shown a thing."""

from __future__ import annotations

from limis.imaging.presets import preset_for, reading_preset
from limis.imaging.window import Window, window_for
from limis.models.engines import Engines
from limis.prompts.vocabulary import vocabulary
from limis.protocols import sight_of
from limis.types import Image

__all__ = ["window_of"]


def window_of(engines: Engines, image: Image, modality: str | None, concept: str | None) -> Window:
    """Choose the window in which engines look for a thing and outline it.

    Args:
        engines: On CT they may declare windows (`limis.protocols.Sight`; the grounder's word counts); else things are
            shown as is usual for the grounder's kind.
        image: The image.
        modality: Kind of imaging, stated or guessed.
        concept: Canonical name; None for free text.
    """
    is_ct = modality == "CT" and not image.is_picture
    return window_for(image, modality, _preset(engines, concept) if is_ct else None)


def _preset(engines: Engines, concept: str | None) -> str:
    told = {**sight_of(engines.segmenter).windows, **sight_of(engines.grounder).windows}
    if concept in told:
        return told[concept]
    if concept is None or concept not in vocabulary() or engines.grounder.vocabulary == "closed":
        return preset_for(concept)
    known = vocabulary().get(concept)
    return reading_preset(concept, known.kind, known.region)
