"""How an embedded set is made, as a file: which runs, each from which, how long and how it looks at pictures.

A run is at most two hours long and goes on where it was stopped; a recipe is as long as its runs together. The
recipes of the sets that come with limis are in ``recipes/``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from limis.errors import InputError, say
from limis.models.weights import EMBEDDED_SETS

__all__ = ["CORRECTED", "SHIPPED", "STEPS", "UNBOXED", "Looks", "Recipe", "Run", "read_recipe"]

#: A run that starts from this goes on from the set that comes with limis.
SHIPPED = "shipped"

#: Steps that come after the runs; no run is called so.
STEPS = ("pack", "widespread")

#: How often a segmenter is corrected unless a run says otherwise.
CORRECTED = 0.2

#: How often a segmenter gets no box unless a run says otherwise.
UNBOXED = 0.08

_ALIKE = {"pointing": {"segmenter", "pointing"}}
_RECIPES = Path(__file__).with_name("recipes")
_Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
_Side = Annotated[int, Field(ge=32, le=1024, multiple_of=32)]
_Chance = Annotated[float, Field(ge=0, le=1)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Looks(_Table):
    """What is done to pictures besides what is always done (`limis.training.augment`).

    Attributes:
        contrasts: How often a grey section gets another contrast, made from its label map.
        cuts: How often a grounder sees a part of the field of view only.
        filters: How often a picture is seen through a random filter (`limis.training.filters`).
        sides: Canvas sides that a grounder learns at, in pixels; it begins with the first, then draws any of them.
    """

    contrasts: _Chance = 0.0
    cuts: _Chance = 0.0
    filters: _Chance = 0.0
    sides: Annotated[tuple[_Side, ...], Field(min_length=1)] = (160, 192, 192, 224)


class Run(_Table):
    """One network, trained for a while, or the mean of some.

    Attributes:
        name: Of its folder.
        network: What is trained. A pointing network is a segmenter for points and strokes that come without a box; it
            may start from a segmenter. A set without one answers them with its segmenter.
        start: What it goes on from: a run above it, ``SET/RUN``, or `SHIPPED` for what comes with limis; None for
            nothing.
        mean: Runs above it whose mean it is, instead of being trained.
        minutes: How long, 0…120; the rate falls over them.
        steps: How many steps instead, so that the machine's speed does not matter.
        rate: Peak learning rate.
        seed: Of all draws.
        batch: Pictures a step.
        longest: Pictures are shrunk to this side, in pixels.
        looks: What is done to pictures besides.
        corrected: How often a segmenter is corrected after its first answer, 0…1, and judged by the second too.
        unboxed: How often a segmenter gets clicks or strokes alone, without a box, 0…1.
        settled: Whether batch norms keep their statistics, as in `limis.training.loop.Schedule`: what was learned long
            is not lost to a short run.
    """

    name: _Name
    network: Literal["grounder", "segmenter", "pointing"]
    start: Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9-]*/)?[a-z0-9][a-z0-9-]*$")] | None = None
    mean: tuple[_Name, ...] = ()
    minutes: Annotated[float, Field(ge=0, le=120)] = 0.0
    steps: Annotated[int, Field(ge=1)] | None = None
    rate: Annotated[float, Field(gt=0, le=0.1)] = 2e-3
    seed: int = 0
    batch: Annotated[int, Field(ge=1, le=4096)] = 16
    longest: Annotated[int, Field(ge=32, le=4096)] = 512
    looks: Looks = Looks()
    corrected: _Chance = CORRECTED
    unboxed: _Chance = UNBOXED
    settled: bool = False

    @property
    def file(self) -> str:
        """What its network is kept in, in its folder."""
        return "grounder.pt" if self.network == "grounder" else "segmenter.pt"

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if sum((bool(self.mean), self.minutes > 0, self.steps is not None)) != 1:
            raise ValueError(f"run {self.name}: give one of minutes, steps and mean")
        return self


class Recipe(_Table):
    """A set's runs, in order; the last of each network is packed.

    Attributes:
        set: One of `limis.models.weights.EMBEDDED_SETS`; the open set is trained on open tiers only.
        side: Canvas side that the grounder looks at, in pixels.
        leave: Datasets and kinds of imaging that train nothing.
        quantised: Whether the packed graphs compute in whole numbers (`limis.training.quantise`).
        runs: What is trained.
    """

    set: Literal["embedded", "embedded-research"]
    side: _Side = 192
    leave: tuple[str, ...] = ()
    quantised: bool = False
    runs: Annotated[tuple[Run, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        above: dict[str, str] = {}
        for run in self.runs:
            if run.name in above:
                raise ValueError(f"two runs are called {run.name}")
            if run.name == SHIPPED:
                raise ValueError(f"no run is called {SHIPPED}: that is what comes with limis")
            own = [run.start] if run.start and run.start != SHIPPED and "/" not in run.start else []
            if run.name in STEPS:
                raise ValueError(f"no run is called {run.name}: that is a step after the runs")
            for named in (*run.mean, *own):
                if above.get(named) not in _ALIKE.get(run.network, {run.network}):
                    raise ValueError(f"run {run.name}: no {run.network} called {named} above it")
            if self.set == EMBEDDED_SETS[0] and run.start and "/" in run.start:
                raise ValueError(f"run {run.name}: the open set never starts from another one")
            above[run.name] = run.network
        return self

    def last(self, network: str) -> Run | None:
        """The run whose network is packed; None where the recipe has none."""
        return next((run for run in reversed(self.runs) if run.network == network), None)


def read_recipe(named: str | Path) -> Recipe:
    """Read a recipe.

    Args:
        named: A set whose recipe comes with limis, or the path of a TOML file.

    Raises:
        InputError: There is none, or it makes no sense.

    Example:
        >>> read_recipe("embedded").set
        'embedded'
    """
    path = _RECIPES / f"{named}.toml" if named in EMBEDDED_SETS else Path(named)
    try:
        return Recipe.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise _bad(path, f"{where}: {first['msg']}" if where else first["msg"]) from error
    except (OSError, ValueError) as error:
        raise _bad(path, str(error)) from error


def _bad(path: Path, got: str) -> InputError:
    return InputError(
        say(
            f"cannot use the recipe {path}",
            expected="a TOML file with a set and its runs",
            got=got,
            next_step=f"Correct it, or give {' or '.join(EMBEDDED_SETS)}",
        )
    )
