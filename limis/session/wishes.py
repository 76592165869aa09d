"""Targets of a command, spelt out into what is looked for one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from limis.commands import Reference, Target, Which
from limis.errors import PromptError, say
from limis.protocols import Query
from limis.types import Side

__all__ = ["Wish", "structure_name", "wishes_of"]


@dataclass(frozen=True)
class Wish:
    """One structure to be found.

    Attributes:
        query: What the grounder looks for.
        side: The patient's side that was asked for.
        which: The instance that was asked for.
        text: The words.
        nth: The place of the instance, as in `Target`.
        count: How many instances, as in `Target`.
    """

    query: Query
    side: Side | None
    which: Which | None
    text: str
    nth: int | None = None
    count: int | None = None

    @property
    def chooses(self) -> bool:
        """Whether not every instance is meant."""
        return self.which is not None or self.nth is not None

    @property
    def words(self) -> str:
        """The words for this one thing: "right kidney", where "both kidneys" was said."""
        return self.text if self.side is None or self.query.concept is None else f"{self.side} {self.query.text}"


def wishes_of(targets: Iterable[Target | Reference]) -> list[Wish]:
    """Spell targets out: ``both`` becomes the left one and the right one. What is asked for twice counts once.

    Raises:
        PromptError: A target that only a longer conversation can resolve.
    """
    wishes: dict[object, Wish] = {}
    for target in targets:
        if isinstance(target, Reference) or target.side == "opposite":
            raise PromptError(
                say(
                    f"nothing has been segmented yet that {target.text or 'this'!r} could mean",
                    expected="the name of a structure",
                    got="a reference to an earlier one",
                    next_step="Name what to segment",
                )
            )
        query = Query(target.concept, target.concept.replace("_", " ") if target.concept else target.text)
        sides: tuple[Side | None, ...] = ("left", "right") if target.side == "both" else (target.side,)
        for side in sides:
            wish = Wish(query, side, target.which, target.text, target.nth, target.count)
            wishes.setdefault((query, side, target.which, target.nth, target.count), wish)
    return list(wishes.values())


def structure_name(wish: Wish, taken: Iterable[str]) -> str:
    """The key of a wish's structure: ``<concept>[_left|_right][_2…]``; free text is made into a name.

    Args:
        wish: What is named.
        taken: Names that other wishes of the same sentence have already.

    Example:
        >>> structure_name(Wish(Query("kidney", "left kidney"), "left", None, "left kidney"), ["kidney_left"])
        'kidney_left_2'
    """
    words = wish.query.concept or "_".join("".join(c if c.isalnum() else " " for c in wish.text.lower()).split())
    base = "_".join(part for part in (words or "structure", wish.side) if part)
    used, name, number = set(taken), base, 2
    while name in used:
        name, number = f"{base}_{number}", number + 1
    return name
