"""The dialogue: how limis talks back, plans and offers itself as tools."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from limis.agents.tools import tools_for as tools_for

__all__ = ["tools_for"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("limis.agents.tools"), name)
