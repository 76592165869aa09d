"""The slices that an edit is confined to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from limis.commands import Plane, Scope
from limis.errors import PromptError, say
from limis.types import Image

__all__ = ["region_of"]


def region_of(
    scope: Scope | None, image: Image, *, plane: Plane | None = None, number: int | None = None
) -> NDArray[np.bool_] | None:
    """Turn a scope into the voxels it allows.

    Slices are counted from 1 along the closest patient axis: axial ones from inferior, coronal ones from posterior,
    sagittal ones from the patient's left. On a DICOM series a number that is no slice but an instance number means
    that instance.

    Args:
        scope: What was said; None for everywhere.
        image: The image.
        plane: The plane on view; None for the axial one.
        number: The slice on view, as people count it; for a scope of the current slice.

    Returns:
        bool on the image's grid, read-only; None for everywhere, which a picture always is.

    Raises:
        PromptError: A current slice that nobody looks at, or slices of a picture.
        GeometryError: Slices that are not there.

    Example:
        >>> from limis.geometry import Geometry
        >>> grid = Geometry((2, 2, 9), np.diag([1.0, 1.0, -3.0, 1.0]))
        >>> region = region_of(Scope(from_=1, to=2), Image(np.zeros((2, 2, 9)), grid))
        >>> region[0, 0].tolist()
        [False, False, False, False, False, False, False, True, True]
    """
    if scope is None:
        return None
    if image.is_picture:
        return _whole_picture(scope)
    geometry = image.geometry
    across: Plane = scope.plane or plane or "axial"
    axis = geometry.axis_of_plane(across)
    if scope.slice is not None:
        if number is None:
            raise PromptError(
                say(
                    "no slice is on view",
                    expected=f"slices 1 to {geometry.shape[axis]}",
                    got="the current slice",
                    next_step='Say which slices, for example "from slice 3 to 5"',
                )
            )
        first = last = number
    else:
        ends = (scope.from_ or 1, scope.to or geometry.shape[axis])
        first, last = (_slice_number(n, image, across, axis) for n in ends)
    indices = [geometry.slice_index(across, n) for n in (first, last)]
    length = geometry.shape[axis]
    line = np.zeros(length, bool)
    line[min(indices) : max(indices) + 1] = True
    return np.broadcast_to(line.reshape([-1 if a == axis else 1 for a in range(3)]), geometry.shape)


def _whole_picture(scope: Scope) -> None:
    """Refuse to look for the third slice of a picture, which is its own only one."""
    numbers = {scope.from_ or 1, scope.to or 1}
    if numbers != {1}:
        raise PromptError(
            say(
                "a picture has no slices",
                expected="the picture as a whole, or a volume",
                got=f"slice {max(numbers)}",
                next_step="Leave the slice out",
            )
        )


def _slice_number(number: int, image: Image, plane: Plane, axis: int) -> int:
    """A slice number, where an instance number of a DICOM series may have been meant."""
    length, instances = image.geometry.shape[axis], image.source.numbers
    if number <= length or len(instances) != length or number not in instances or axis != 2:
        return number
    return image.geometry.slice_number(plane, instances.index(number))
