"""JSON that is the same for the same values, and hashes of it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

__all__ = ["canonical", "sha256_of"]


def canonical(value: Any) -> str:
    """A value as JSON in one form only: sorted keys, no spaces, ASCII.

    Raises:
        ValueError: The value holds NaN or infinity, which JSON has no word for.

    Example:
        >>> canonical({"b": [1, 2.5], "a": None})
        '{"a":null,"b":[1,2.5]}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def sha256_of(value: Any) -> str:
    """sha256 of a value's canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value).encode("ascii")).hexdigest()
