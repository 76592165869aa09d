"""States and their masks as they are kept, and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, cast

from limis.session.damage import damaged, loaded
from limis.session.history import PackedState, PackedStructure
from limis.session.packing import PackedMask
from limis.types import Box, Structure

__all__ = ["describe_state", "restore_masks", "restore_state"]

_NOT_PLAIN = ("found", "boxes", "mask")


def describe_state(state: PackedState) -> dict[str, Any]:
    """A state as JSON values; its masks by their keys, and by the digests of their bits."""
    return {
        "active": state.active,
        "structures": [
            {
                **{f.name: getattr(one.bare, f.name) for f in fields(Structure) if f.name not in _NOT_PLAIN},
                "boxes": [[list(box.lower_ijk), list(box.upper_ijk)] for box in one.bare.boxes],
                "mask": None if one.mask is None else one.mask.key,
                "bits": None if one.mask is None else one.mask.digest,
            }
            for one in state.structures
        ],
    }


def restore_state(described: Mapping[str, Any], masks: Mapping[str, PackedMask]) -> PackedState:
    """The inverse of `describe_state`.

    Raises:
        StoreDamagedError: A mask that is missing, or values that make no state.
    """
    try:
        return PackedState.of([_restore_structure(s, masks) for s in described["structures"]], described["active"])
    except KeyError as error:
        raise damaged(f"no {error}") from error
    except (TypeError, ValueError) as error:
        raise damaged(str(error)) from error


def restore_masks(connection: sqlite3.Connection) -> dict[str, PackedMask]:
    """Read every mask of a session, still packed, by key.

    Raises:
        StoreDamagedError: A mask whose base is missing, or values that make no mask.
    """
    rows = {key: rest for key, *rest in connection.execute("SELECT key, base, form, data FROM masks")}
    masks: dict[str, PackedMask] = {}
    for key in rows:
        chain = [key]
        while chain[-1] not in masks and (base := rows[chain[-1]][0]) is not None:
            if base not in rows or base in chain:
                raise damaged(f"mask {chain[-1][:12]} without its base")
            chain.append(base)
        for name in reversed([name for name in chain if name not in masks]):
            base, form, data = rows[name]
            described = loaded(form)
            if not isinstance(described, Mapping) or not isinstance(data, bytes):
                raise damaged(f"mask {name[:12]} of other kinds of values")
            masks[name] = PackedMask.restore(
                name, cast("Mapping[str, Any]", described), data, None if base is None else masks[base]
            )
    return masks


def _restore_structure(described: Mapping[str, Any], masks: Mapping[str, PackedMask]) -> PackedStructure:
    known = {f.name for f in fields(Structure)} - {"found", "mask"}
    values: dict[str, Any] = {name: value for name, value in described.items() if name in known}
    values["boxes"] = tuple(Box(tuple(lower), tuple(upper)) for lower, upper in described["boxes"])
    bare, key = Structure(**values), described["mask"]
    return PackedStructure(bare, None if key is None else masks[key])
