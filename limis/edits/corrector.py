"""Error words: "you missed the lower tip", "too much on the left".

The segmenter is asked again, with the border pushed the way that was meant. Its answer, the looks of each pixel and its
place say how likely it is wrong, given that a person says something there is; what is likely enough is changed, and
only there: what is missing is only added to, what is too much only taken from. An end that is missing is first looked
for beyond the last slice, where the way that is meant leads across the slices of a volume.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.commands import Amount, Excess, FillHoles, Grow, Missing, Shrink
from limis.edits.amounts import equivalent_radius, reach_of, steps_of, unit_of
from limis.edits.asking import Answer, Asker, Question
from limis.edits.directions import Surroundings, aim_at
from limis.edits.posterior import EXCESS, MISSING
from limis.edits.shapes import Edited, apply_shape, with_data
from limis.edits.zones import Cone, cone_of
from limis.progress import Progress, silent
from limis.protocols import Segmenter, alone
from limis.types import Box, Mask
from limis.volumes.carrying import Carrier
from limis.volumes.stack import Stack

__all__ = ["Corrector"]

_ndimage = cast("Any", ndimage)
_BAND_MISSING, _BAND_EXCESS = 1.0, 1.2
_KEYS = 8
_MEANT = 0.5
_SPECK = 0.05
_LEAST_CHANGE = 0.002
_LOOKS_ALIKE = 0.5
_FURTHER = 0.15
_MOST_FURTHER = 12
_SMALLER, _LARGER, _ALIKE = 0.25, 1.6, 0.4

_Heed = Callable[[Question, Answer], None]


@dataclass(frozen=True, eq=False)
class _Case:
    """One correction under way, in the order slice, row, column."""

    adds: bool
    laid: NDArray[np.bool_]
    allowed: NDArray[np.bool_] | None
    cone: Cone
    band: float
    radius: float
    window: tuple[slice, slice]
    first: int
    last: int
    thickness: float
    concept: str | None

    @property
    def levels(self) -> tuple[float, ...]:
        """Probabilities of being inside at which a pixel changes, the best first, then bolder ones."""
        return (MISSING if self.adds else EXCESS).levels

    def weight(self, k: int, coarse: int = 1) -> NDArray[np.float32]:
        down, across = self.window
        rows = np.arange(down.start, down.stop, coarse, dtype=np.int64)
        return self.cone.weight(k, rows, np.arange(across.start, across.stop, coarse, dtype=np.int64))

    def meant(self, k: int) -> NDArray[np.float32]:
        """How much each pixel of the window is meant that may change, 0…1."""
        weight = self.weight(k)
        return weight if self.allowed is None else weight * self.allowed[k][self.window]

    def question(self, k: int) -> Question:
        flat = self.cone.towards[0][1:] if len(self.cone.towards) == 1 else np.zeros(2)
        part, weight = self.laid[k][self.window], self.meant(k)
        towards = (float(flat[0]), float(flat[1]))
        end = self._to_end(k)
        return Question(k, self.window, part, weight, towards, self.band, self.radius, end, self.adds, self.concept)

    def _to_end(self, k: int) -> float:
        """How far a slice lies from the last one in the direction that is meant, where it leads across slices."""
        if not self.cone.across:
            return np.inf
        slices = self.last - k if self.cone.across > 0 else k - self.first
        return (max(0, slices) + 0.5) * self.thickness


class Corrector:
    """Carries out error words on one image; keep it between turns, so that a turn costs a decode and not an encode.

    Args:
        stack: The image as the slices that the masks were made in.
        segmenter: The engine.
        kept: Slices whose encodings are kept.
        heed: Called with every question and what came of it, for who wants to learn from them.

    Example:
        >>> corrector = Corrector(stack, engines.segmenter)  # doctest: +SKIP
        >>> edited = corrector.correct(Missing(where="inferior"), mask)  # doctest: +SKIP
    """

    def __init__(self, stack: Stack, segmenter: Segmenter, kept: int = 24, heed: _Heed | None = None) -> None:
        self.stack = stack
        self._asker, self._heed = Asker(stack, alone(segmenter), kept), heed

    def correct(
        self,
        command: Missing | Excess,
        mask: Mask,
        region: NDArray[np.bool_] | None = None,
        around: Surroundings | None = None,
        progress: Progress = silent,
    ) -> Edited:
        """Correct a mask where a person says it is wrong.

        Args:
            command: What is wrong, perhaps where and by how much.
            mask: On the grid of the image; left as it is.
            region: Voxels that may change; None for all.
            around: Plane on view, side and name of the structure, midline.
            progress: Called per slice.

        Returns:
            The new mask, and a remark where the answer did not come from the model.

        Raises:
            PromptError: A direction or an amount that this image does not know.
        """
        around = around or Surroundings()
        inside = mask.data if region is None else mask.data & region
        if not inside.any():
            return Edited(mask, "nothing changed: there is nothing of it to correct; say what to segment")
        if command.where == "center" and isinstance(command, Missing):
            return apply_shape(FillHoles(), mask, self.stack.image, region, around, progress)
        case = self._case(command, mask, inside, region, around)
        beyond = self._further(case, progress)
        if beyond.any():
            return Edited(with_data(mask, mask.data | self.stack.frame.unstack(beyond)), "")
        keys = self._keys(case)
        answers = {k: self._ask(case, k, n, len(keys), command.where is None, progress) for n, k in enumerate(keys)}
        if command.where is None:
            answers = _most_doubtful(answers, case)
        for level in case.levels:
            changed = _without_specks(self._between(case, answers, level))
            if int(changed.sum()) >= max(1, _LEAST_CHANGE * int(inside.sum())):
                data = mask.data ^ self.stack.frame.unstack(changed)
                if data.any():
                    return Edited(with_data(mask, data), "")
        return self._fall_back(command, mask, region, around, answers, case, progress)

    def _case(
        self,
        command: Missing | Excess,
        mask: Mask,
        inside: NDArray[np.bool_],
        region: NDArray[np.bool_] | None,
        around: Surroundings,
    ) -> _Case:
        frame, geometry = self.stack.frame, mask.geometry
        laid = frame.stack(inside)
        box = cast("Box", Box.around(laid))
        radius = equivalent_radius(laid[box.slices], _laid_steps(self.stack))
        adds = isinstance(command, Missing)
        band = (_BAND_MISSING if adds else _BAND_EXCESS) * radius
        if command.amount is not None:
            reach = reach_of(command.amount, inside, geometry, around.plane)
            band = reach.distance * (1 if reach.steps == steps_of(geometry) else min(steps_of(geometry)))
        steps = _laid_steps(self.stack)
        band = max(band, 3 * min(steps[1:]) if command.amount is None else min(steps[1:]))
        aim = aim_at(command.where, command.frame, inside, geometry, around)
        cone = cone_of(aim, laid, frame, steps)
        rows, columns = frame.shape[1:]
        pads = [int(np.ceil((band if adds else 0) / s)) + 4 for s in steps[1:]]
        window = (
            slice(max(0, box.lower_ijk[1] - pads[0]), min(rows, box.upper_ijk[1] + pads[0])),
            slice(max(0, box.lower_ijk[2] - pads[1]), min(columns, box.upper_ijk[2] + pads[1])),
        )
        allowed = None if region is None else frame.stack(region)
        first, last = box.lower_ijk[0], box.upper_ijk[0] - 1
        return _Case(adds, laid, allowed, cone, band, radius, window, first, last, steps[0], around.concept)

    def _keys(self, case: _Case) -> list[int]:
        """The slices to ask about: those that show what is meant, a few of them where there are many."""
        slices = [k for k in range(case.first, case.last + 1) if case.laid[k].any()]
        meant = [k for k in slices if float(case.weight(k, coarse=4).max()) >= _MEANT] or slices
        if len(meant) <= _KEYS:
            return meant
        return [meant[int(n)] for n in np.unique(np.rint(np.linspace(0, len(meant) - 1, _KEYS)))]

    def _ask(self, case: _Case, k: int, done: int, total: int, anywhere: bool, progress: Progress) -> Answer:
        progress("correcting", done, total)
        question = case.question(k)
        answer = self._asker.ask(question, anywhere=anywhere)
        if self._heed is not None:
            self._heed(question, answer)
        return answer

    def _between(self, case: _Case, answers: dict[int, Answer], level: float) -> NDArray[np.bool_]:
        """What changes in all slices; between two that were asked the probability goes over from one to the other."""
        changed = np.zeros(case.laid.shape, bool)
        keys = sorted(answers)
        for k in keys:
            changed[k][case.window] = _changes(case, answers[k].probability, answers[k].zone, level)
        for low, high in pairwise(keys):
            for k in range(low + 1, high):
                if case.laid[k].any():
                    share = (k - low) / (high - low)
                    first, second = answers[low], answers[high]
                    between = (1 - share) * first.probability + share * second.probability
                    zone = (first.zone | second.zone) & (case.question(k).weight > 0)
                    own = ~case.laid[k][case.window] if case.adds else case.laid[k][case.window]
                    changed[k][case.window] = _changes(case, between, zone & own, level)
        return changed

    def _further(self, case: _Case, progress: Progress) -> NDArray[np.bool_]:
        """What lies beyond the last slice: its mask, carried on until there is nothing more that looks like it.

        Nothing where the way that is meant leads along the slices, or nothing is missing.
        """
        beyond, step = np.zeros_like(case.laid), case.cone.across
        if not (case.adds and step):
            return beyond
        end = case.last if step > 0 else case.first
        length = _laid_steps(self.stack)[0]
        most = min(_MOST_FURTHER, max(1, round(_FURTHER * (case.last - case.first + 1))), round(case.band / length))
        inside = self.stack.to_view(case.laid[end].astype(np.float32))
        carrier = Carrier(self.stack, partial(self._asker.fill, concept=case.concept), end, inside)
        alike = carrier.alike(inside, end)
        for n, k in enumerate(range(end + step, end + step * (most + 1), step)):
            if not 0 <= k < self.stack.count:
                break
            progress("correcting", n, most)
            carried, here = carrier.carry(inside, k - step, k)
            was, now = int((here > _MEANT).sum()), int((carried > _MEANT).sum())
            if not _SMALLER * was <= now <= _LARGER * was or now == 0 or carrier.alike(carried, k) < _ALIKE * alike:
                break
            beyond[k][case.window] = (case.meant(k) > 0) & (self.stack.to_slice(carried) > _MEANT)[case.window]
            inside = carried
        return beyond

    def _fall_back(
        self,
        command: Missing | Excess,
        mask: Mask,
        region: NDArray[np.bool_] | None,
        around: Surroundings,
        answers: dict[int, Answer],
        case: _Case,
        progress: Progress,
    ) -> Edited:
        """Move the border itself where the model sees nothing to correct, if the image agrees or an amount was said."""
        verb, kind = ("grow", Grow) if case.adds else ("shrink", Shrink)
        advice = f'say for example "{verb} it by 2 {unit_of(mask.geometry)}" to move the border there'
        if command.where is None and command.amount is None:
            return Edited(mask, f"nothing changed: the model sees nothing to correct; say where, or {advice}")
        amount = command.amount or Amount(degree="slight")
        moved = kind(amount=amount, where=command.where, frame=command.frame)
        edited = apply_shape(moved, mask, self.stack.image, region, around, progress)
        if edited.mask is mask:
            return edited
        if command.amount is None and not self._looks_right(case, answers, edited.mask.data ^ mask.data):
            return Edited(mask, f"nothing changed: model and image show nothing to correct there; {advice}")
        by = f" {edited.remark}" if edited.remark else ""
        return Edited(edited.mask, f"the model saw nothing to correct there, so the border was moved{by}")

    def _looks_right(self, case: _Case, answers: dict[int, Answer], changed: NDArray[np.bool_]) -> bool:
        """Whether what a geometric edit adds looks like the structure, or what it takes away does not."""
        laid = self.stack.frame.stack(changed)
        looks = [answer.likeness[laid[k][case.window]] for k, answer in answers.items()]
        seen = np.concatenate(looks) if looks else np.zeros(0)
        if not seen.size:
            return False
        return float(seen.mean()) > _LOOKS_ALIKE if case.adds else float(seen.mean()) < _LOOKS_ALIKE


def _laid_steps(stack: Stack) -> tuple[float, float, float]:
    """Length of a voxel along slices, rows and columns; a picture's slice is 1 thick."""
    steps = stack.frame.steps_mm
    return (1.0, 1.0, 1.0) if steps is None else (steps[0] or 1.0, steps[1], steps[2])


def _changes(case: _Case, probability: NDArray[Any], zone: NDArray[np.bool_], level: float) -> NDArray[np.bool_]:
    return zone & ((probability > level) if case.adds else (probability < level))


def _most_doubtful(answers: dict[int, Answer], case: _Case) -> dict[int, Answer]:
    """Where nobody said where: the slice that is most in doubt and those beside it."""
    keys = sorted(answers)
    best = max(range(len(keys)), key=lambda n: answers[keys[n]].doubt)
    return {k: answers[k] for k in keys[max(0, best - 1) : best + 2]}


def _without_specks(changed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Drop changes that are small beside the largest one."""
    box = Box.around(changed)
    if box is None:
        return changed
    pieces, count = _ndimage.label(changed[box.slices], structure=np.ones((3, 3, 3), bool))
    sizes = np.bincount(pieces.ravel(), minlength=count + 1)
    sizes[0] = 0
    changed[box.slices] = (sizes >= _SPECK * sizes.max())[pieces] & changed[box.slices]
    return changed
