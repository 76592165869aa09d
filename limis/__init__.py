"""Language-prompted segmentation of medical images.

    import limis

    image = limis.load("scan.nii.gz")
    result = limis.segment(image, "left kidney")
    result.masks["kidney_left"].volume_ml

Names are imported when they are first used: ``import limis`` loads nothing heavy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from limis.api import chat as chat
    from limis.api import load as load
    from limis.api import resume as resume
    from limis.api import segment as segment
    from limis.client import connect as connect
    from limis.errors import LimisError as LimisError
    from limis.types import Box as Box
    from limis.types import Image as Image
    from limis.types import Mask as Mask
    from limis.types import Result as Result
    from limis.types import Structure as Structure

__all__ = [
    "Box",
    "Image",
    "LimisError",
    "Mask",
    "Result",
    "Structure",
    "__version__",
    "chat",
    "connect",
    "load",
    "resume",
    "segment",
]

__version__ = "0.1.0"

_HOMES = {
    "Box": "limis.types",
    "Image": "limis.types",
    "LimisError": "limis.errors",
    "Mask": "limis.types",
    "Result": "limis.types",
    "Structure": "limis.types",
    "chat": "limis.api",
    "connect": "limis.client",
    "load": "limis.api",
    "resume": "limis.api",
    "segment": "limis.api",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
