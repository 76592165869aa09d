"""An image and the commands applied to it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from limis.commands import Command, Exclude, Segment, Unknown
from limis.errors import PromptError, say
from limis.imaging.kinds import as_kind
from limis.imaging.modality import guess_modality
from limis.measure.sides import Midline, midline
from limis.models.engines import Engines
from limis.progress import Progress, silent
from limis.session.choosing import choose
from limis.session.finder import Finder
from limis.session.instances import boxed
from limis.session.turn import Turn
from limis.session.wishes import Wish, structure_name, wishes_of
from limis.types import Image, Mask, Result, Structure

__all__ = ["Session"]

_SHOWN_FROM_THE_FRONT = frozenset({"X-ray", "CT", "MRI"})


class Session:
    """One image, the engines that look at it, and the structures found so far.

    Args:
        image: What is looked at.
        engines: A grounder and a segmenter.
        modality: Kind of imaging when the caller knows it; else the header's word, else a guess.

    Raises:
        InputError: A modality that is no kind of imaging.

    Example:
        >>> from limis.api import load, open_session
        >>> from limis.prompts.reader import read
        >>> session = open_session(load("scan.nii.gz"))  # doctest: +SKIP
        >>> session.apply(read("segment the liver")).result.masks["liver"].volume_ml  # doctest: +SKIP
        1482.3
    """

    def __init__(self, image: Image, engines: Engines, *, modality: str | None = None) -> None:
        guessed, how = guess_modality(image)
        self.modality, self.modality_reason = (as_kind(modality), "stated") if modality else (guessed, how)
        unit = "HU" if self.modality == "CT" and image.geometry.affine_ras is not None else image.unit
        geometry = image.geometry.assuming(self.modality)
        self.image = replace(image, geometry=geometry, modality=self.modality, unit=unit)
        self.engines = engines
        self._finder = Finder(self.image, engines, self.modality, is_sure=_is_sure(image, modality))
        self._midline: tuple[Midline | None] | None = None
        self._structures: dict[str, Structure] = {}
        self._active: str | None = None

    @property
    def structures(self) -> tuple[Structure, ...]:
        """What was asked for so far, found or not, in the order of asking."""
        return tuple(self._structures.values())

    def apply(self, commands: Sequence[Command], text: str = "", progress: Progress = silent) -> Turn:
        """Apply the commands of one sentence, all or none of them.

        Args:
            commands: What was understood.
            text: What was said.
            progress: Called at least twice a second; may raise `Cancelled`, which leaves the session as it was.

        Returns:
            What came of it.

        Raises:
            PromptError: A command that this session cannot carry out.
            ModelError: An engine failed.
        """
        started = time.perf_counter()
        before = dict(self._structures), self._active, self.image, self.modality_reason, self._midline
        self._finder.seconds = {}
        try:
            reasons = [self._one(command, progress) for command in commands]
        except BaseException:
            self._structures, self._active, self.image, self.modality_reason, self._midline = before
            self._finder.lay_out(self.image.geometry)
            raise
        seconds = {**self._finder.seconds, "turn": time.perf_counter() - started}
        result = Result(self.structures, "; ".join(r for r in reasons if r))
        infos = (self.engines.grounder.info, self.engines.segmenter.info)
        notes = (*self.image.source.notes, *((self.engines.notice,) if self.engines.notice else ()))
        return Turn(text, tuple(commands), result, infos, seconds, self.modality, self.modality_reason, notes)

    def _one(self, command: Command, progress: Progress) -> str:
        match command:
            case Segment():
                return self._segment(command, progress)
            case Exclude():
                return self._exclude(command, progress)
            case Unknown():
                return f"not understood: {command.text}"
            case _:
                raise PromptError(
                    say(
                        f"{command.op} cannot be done here",
                        expected="segment or exclude",
                        got=command.op,
                        next_step='Say what to segment, e.g. "segment the liver"',
                    )
                )

    def _segment(self, command: Segment, progress: Progress) -> str:
        wishes = wishes_of(command.targets)
        self._infer_orientation(wishes)
        findings = self._finder.find([wish.query for wish in wishes], progress)
        fresh: dict[str, Structure] = {}
        for wish, finding in zip(wishes, findings, strict=True):
            name = structure_name(wish, fresh)
            fresh[name] = choose(wish, name, finding, self._find_midline)
        self._structures.update(fresh)
        self._active = next((n for n in reversed(fresh) if fresh[n].found), self._active)
        return ""

    def _infer_orientation(self, wishes: Sequence[Wish]) -> None:
        """Assume a picture's orientation where nobody states its kind but what is asked for leaves no doubt.

        A thing that the grounder knows only in radiographs and in CT or MR sections is asked for in one of them.
        """
        if self.modality is not None or not self.image.is_picture:
            return
        for wish in wishes:
            kinds = self.engines.grounder.kinds(wish.query)
            if wish.side is not None and kinds and kinds <= _SHOWN_FROM_THE_FRONT:
                geometry = self.image.geometry.assuming(sorted(kinds)[0])
                if geometry is self.image.geometry:
                    return
                self.image, self._midline = replace(self.image, geometry=geometry), None
                self._finder.lay_out(geometry)
                self.modality_reason += f"; {wish.text} is looked for in {' or '.join(sorted(kinds))}"
                return

    def _find_midline(self) -> Midline | None:
        if self._midline is None:
            self._midline = (midline(self.image),)
        return self._midline[0]

    def _exclude(self, command: Exclude, progress: Progress) -> str:
        """Take things out of every structure that was found."""
        if not any(structure.found for structure in self._structures.values()):
            return "there is nothing to take anything out of: say what to segment first"
        wishes = wishes_of(command.targets)
        self._infer_orientation(wishes)
        findings = self._finder.find([wish.query for wish in wishes], progress)
        reasons: list[str] = []
        for wish, finding in zip(wishes, findings, strict=True):
            taken = choose(wish, structure_name(wish, ()), finding, self._find_midline)
            if taken.mask is None:
                reasons.append(f"{wish.words} was not taken out: {taken.reason}")
                continue
            for name, structure in self._structures.items():
                self._structures[name] = _without(structure, taken.mask, wish.words)
        return "; ".join(reasons)


def _without(structure: Structure, taken: Mask, words: str) -> Structure:
    if structure.mask is None:
        return structure
    left, boxes = boxed(replace(structure.mask, data=structure.mask.data & ~taken.data))
    reason = structure.reason if left is not None else f"nothing is left without {words}"
    return replace(structure, found=left is not None, reason=reason, boxes=boxes, mask=left)


def _is_sure(image: Image, stated: str | None) -> bool:
    """Whether the kind of imaging is beyond doubt: colours alone tell stained cells from skin, but not always."""
    return stated is not None or image.modality is not None or not image.is_colour
