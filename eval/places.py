"""What models are called in pages and figures that others see: never where they lie on one machine."""

from __future__ import annotations

import re
from pathlib import PurePath

__all__ = ["called"]

_PLACE = re.compile(r"(?<![^=+:])/[^+:]+")


def called(models: str) -> str:
    """Shorten every full path in the name of models to the last name of it.

    Args:
        models: As ``--models`` takes them.

    Example:
        >>> called("/home/me/dino+/home/me/sam"), called("runs/weights/mine")
        ('dino+sam', 'runs/weights/mine')
    """
    return _PLACE.sub(lambda place: PurePath(place[0]).name, models)
