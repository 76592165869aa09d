"""What kind of imaging an image is, when nobody says. Unsure is an answer: a wrong kind does more harm than none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from limis.types import Image

__all__ = ["Guess", "guess_modality"]

_SAMPLE_SIDE = 128
_AIR_HU = (-1100, -850)
_WATER_HU = (-200, 250)
_COLOURLESS = 0.06
_DARK = 0.1


class Guess(NamedTuple):
    """A kind of imaging and why.

    Attributes:
        kind: One of `limis.imaging.kinds.KINDS`; None when it cannot be told.
        reason: For the report.
    """

    kind: str | None
    reason: str


def guess_modality(image: Image) -> Guess:
    """Tell the kind of imaging from header, values or colours.

    What the caller or the header states always wins. A volume is CT when its values look like Hounsfield
    units, else MR. A colour picture is told by its colours and its border. A grey picture is not guessed.

    Args:
        image: The image.

    Returns:
        The kind, None when unsure, and the reason.
    """
    if image.modality is not None:
        return Guess(image.modality, "stated")
    if image.is_colour:
        return _by_colour(image.data) if image.is_picture else Guess(None, "a colour volume")
    if image.is_picture:
        return Guess(None, "a grey picture could be of any kind")
    if image.geometry.affine_ras is None:
        return Guess(None, "a stack of grey pictures could be of any kind")
    return _by_values(image.data)


def _by_values(data: NDArray[Any]) -> Guess:
    """CT or MR, by values."""
    step = max(1, int(np.ceil((data.size / 2**20) ** (1 / 3))))
    sample = data[::step, ::step, ::step]
    air = float(np.mean((sample >= _AIR_HU[0]) & (sample <= _AIR_HU[1])))
    soft = float(np.mean((sample >= _WATER_HU[0]) & (sample <= _WATER_HU[1])))
    low, high = float(sample.min()), float(sample.max())
    if low < -500 and high > 0 and (air > 0.01 or soft > 0.2):
        return Guess("CT", f"values from {low:g} to {high:g} look like Hounsfield units")
    if -500 <= low < -50 and high > 100 and soft > 0.8:
        return Guess("CT", f"values from {low:g} to {high:g} look like soft tissue in Hounsfield units")
    if low < -50:
        return Guess(None, f"values from {low:g} to {high:g} look like neither CT nor MR")
    return Guess("MRI", "a grey volume without Hounsfield units; --modality CT where it is a CT all the same")


@dataclass(frozen=True)
class _Colours:
    """What colours tell, all in 0…1.

    Attributes:
        chroma: Mean difference between the strongest and the weakest channel, where it is not dark.
        mean: Mean red, green and blue where it is not dark.
        corner: How much of the four corners is dark.
        white: 95th percentile of the weakest channel: whether anything is white.
        spread: Standard deviation of the strongest channel where it is not dark.
        lit: How much of the picture is not dark.
    """

    chroma: float
    mean: tuple[float, float, float]
    corner: float
    white: float
    spread: float
    lit: float

    @classmethod
    def of(cls, data: NDArray[Any]) -> _Colours | None:
        """Measure a picture; None when it is all dark."""
        rows, columns = (max(1, n // _SAMPLE_SIDE) for n in data.shape[:2])
        pixels = data[::rows, ::columns].astype(np.float64) / 255
        strongest, weakest = pixels.max(axis=-1), pixels.min(axis=-1)
        lit = strongest > _DARK
        if not lit.any():
            return None
        height, width = (max(1, n // 12) for n in strongest.shape)
        top, bottom = strongest[:height], strongest[-height:]
        corners = [side for half in (top, bottom) for side in (half[:, :width], half[:, -width:])]
        red, green, blue = (float(v) for v in pixels[lit].mean(axis=0))
        return cls(
            chroma=float((strongest - weakest)[lit].mean()),
            mean=(red, green, blue),
            corner=float(np.mean(np.concatenate([c.ravel() for c in corners]) < _DARK)),
            white=float(np.percentile(weakest, 95)),
            spread=float(strongest[lit].std()),
            lit=float(lit.mean()),
        )


def _by_colour(data: NDArray[Any]) -> Guess:
    """Fundus, endoscopy, stained tissue or skin, by colours and border.

    The limits were set by hand on training pictures of each kind, with room to the nearest other kind.
    """
    seen = _Colours.of(data)
    if seen is None or seen.chroma < _COLOURLESS:
        return Guess(None, "a picture with hardly any colour could be of any kind")
    rules = (_is_stained, _is_fundus, _is_endoscopy, _is_skin, _is_labelled)
    return next((guess for guess in (rule(seen) for rule in rules) if guess), Guess(None, "colours that fit no kind"))


def _is_stained(seen: _Colours) -> Guess | None:
    red, green, blue = seen.mean
    purple = blue - green > 0.04 and blue - green > 0.4 * (red - green) and max(red, blue) > 0.4
    return Guess("pathology", "pink and purple all over, as stained tissue") if seen.corner < 0.3 and purple else None


def _is_fundus(seen: _Colours) -> Guess | None:
    red, green, blue = seen.mean
    orange = red - green > 0.05 and blue < 0.32 * red and seen.white < 0.5
    return Guess("fundus photography", "orange within a dark border") if seen.corner > 0.7 and orange else None


def _is_endoscopy(seen: _Colours) -> Guess | None:
    red, green, blue = seen.mean
    pink = red - green > 0.05 and 0.32 * red <= blue <= green + 0.05 and seen.white > 0.25
    return (
        Guess("endoscopy", "red and pink with highlights within a dark border") if seen.corner > 0.7 and pink else None
    )


def _is_skin(seen: _Colours) -> Guess | None:
    red, green, blue = seen.mean
    skin = red > 0.55 and red - green > 0.04 and abs(blue - green) < 0.14
    smooth = seen.spread < 0.16 and seen.white < 0.85
    return Guess("dermoscopy", "skin tones all over") if seen.corner < 0.3 and skin and smooth else None


def _is_labelled(seen: _Colours) -> Guess | None:
    red, _, blue = seen.mean
    brown = red - blue > 0.05 and seen.chroma > 0.1
    on_white = seen.corner < 0.3 and seen.white > 0.75 and seen.spread > 0.12
    through_light = on_white and seen.lit > 0.99
    return Guess("pathology", "brown stain on white, as labelled tissue") if brown and through_light else None
