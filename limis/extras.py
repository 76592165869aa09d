"""Optional packages: one getter, whose error names the extra that brings the package."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from limis.errors import MissingExtraError, say

__all__ = ["require"]


def require(module: str, extra: str) -> Any:
    """Import a module of an optional package when it is needed.

    Args:
        module: Dotted name, e.g. ``"torch"``.
        extra: The extra of limis that installs it, e.g. ``"sam"``.

    Returns:
        The module.

    Raises:
        MissingExtraError: It is not installed. An import that fails *inside* an installed package is not hidden.

    Example:
        >>> require("json", "sam").dumps([1])
        '[1]'
    """
    package = module.partition(".")[0]
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != package:
            raise
        raise MissingExtraError(
            say(
                f"this needs the package {package}",
                expected=f"the extra {extra!r} of limis",
                got="an installation without it",
                next_step=f'Run: pip install "limis[{extra}]"',
            )
        ) from error
