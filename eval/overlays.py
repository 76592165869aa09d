"""Pictures of the worst and the best cases of a run: the answer over the image, and the truth.

A run keeps numbers, not masks. So the product is asked again for these few cases, which also shows whether it answers
the same twice. Pictures lie in ``overlays/`` under the run's folder with a list, ``overlays.json``; those of cases that
are drawn already are kept.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from limis.errors import Cancelled
from limis.eval.cases import Ask, Key, Row
from limis.eval.data import Data, Known, Plan
from limis.eval.overlap import Inside, dice
from limis.eval.parts import read_part
from limis.eval.product import Product
from limis.eval.protocols import protocol
from limis.eval.summary import known_only, plain
from limis.eval.truth import Truth
from limis.imaging.presets import preset_for
from limis.imaging.window import to_view, window_for
from limis.io.atomic import write_bytes, write_json
from limis.progress import Progress, silent
from limis.render.palette import colour_of
from limis.render.panel import Layer, draw_panel, panel_caption, panel_size_mm
from limis.render.slices import telling_slices
from limis.types import Image, Mask

__all__ = ["Overlay", "chosen", "draw_overlays", "read_overlays"]

_FOLDER = "overlays"
_LARGEST = 420


@dataclass(frozen=True)
class Overlay:
    """One picture.

    Attributes:
        protocol: Of the case.
        rank: ``"worst"`` or ``"best"``.
        image: The image's name.
        concept: Canonical concept.
        side: Side that was asked for.
        dice: As it was measured.
        again: As it was when the product was asked again; None where that failed.
        view: Which slice of a volume is shown.
        reason: What the product said.
        picture: A PNG file.
    """

    protocol: str
    rank: str
    image: str
    concept: str
    side: str | None
    dice: float
    again: float | None
    view: str
    reason: str
    picture: Path


def chosen(rows: Sequence[Row], known: Known | None, each: int) -> list[tuple[str, Row]]:
    """Choose the worst and the best cases of each protocol by Dice alone, no two of one pair or image.

    Args:
        rows: All rows of a run.
        known: What the models know; only that is shown. None for everything.
        each: How many of a protocol, half of them the worst.

    Returns:
        Rank and row. Answers that ended in an error are not among them: they have no mask.
    """
    found: list[tuple[str, Row]] = []
    for name in dict.fromkeys(row.protocol for row in rows):
        mine = [row for row in known_only(rows, known) if row.protocol == name]
        mine = [row for row in mine if row.expected and not row.failed and row.dice is not None]
        rising = sorted(mine, key=lambda row: row.dice or 0.0)
        worst = _one_each(rising, (each + 1) // 2, set())
        best = _one_each(rising[::-1], each // 2, {row.key for row in worst})
        found += [("worst", row) for row in worst] + [("best", row) for row in best]
    return found


def draw_overlays(
    data: Data,
    plan: Plan,
    product: Product,
    rows: Sequence[Row],
    folder: Path,
    *,
    each: int = 6,
    progress: Progress = silent,
) -> list[Overlay]:
    """Ask again for the worst and best cases, and draw them.

    Args:
        data: What was asked about.
        plan: How cases were chosen.
        product: Whom to ask: the one that was measured.
        rows: All rows of the run.
        folder: The run's folder.
        each: How many of a protocol.
        progress: Called after every case; may raise to stop, what is drawn is kept.

    Returns:
        What is drawn, also in ``overlays.json``.

    Raises:
        ReadError: A truth cannot be read.
    """
    before = {(one.picture.name, one.dice): one for one in read_overlays(folder)}
    wanted = chosen(rows, plan.known, each)
    asks = _asks(data, plan, [row for _, row in wanted])
    drawn: list[Overlay] = []
    for number, (rank, row) in enumerate(wanted):
        progress("drawing", number, len(wanted))
        path = folder / _FOLDER / _file(row, rank)
        kept = before.get((path.name, row.dice or 0.0))
        drawn.append(kept or _draw(asks[row.key], row, rank, product, path))
        _write(folder, drawn)
    progress("drawn", len(wanted), len(wanted))
    return drawn


def read_overlays(folder: Path) -> list[Overlay]:
    """Read what was drawn; pictures that are gone are left out.

    Raises:
        ReadError: The list is damaged.
    """
    path = folder / "overlays.json"
    listed = read_part(path, list[Overlay]) if path.exists() else []
    found = [replace(one, picture=folder / _FOLDER / one.picture.name) for one in listed]
    return [one for one in found if one.picture.is_file()]


def _one_each(rows: Sequence[Row], count: int, without: set[Key]) -> list[Row]:
    """The first rows, no two of one pair and no two of one image."""
    kept: list[Row] = []
    for row in rows:
        if row.key not in without and not any(row.pair == one.pair or row.image == one.image for one in kept):
            kept.append(row)
    return kept[:count]


def _asks(data: Data, plan: Plan, rows: Sequence[Row]) -> Mapping[Key, Ask]:
    """The questions behind rows."""
    keys = {row.key for row in rows}
    names = dict.fromkeys(row.protocol for row in rows)
    planned = (ask for name in names for ask in protocol(name).plan(data, plan))
    return {ask.key: ask for ask in planned if ask.key in keys}


def _draw(ask: Ask, row: Row, rank: str, product: Product, path: Path) -> Overlay:
    image = product.load(ask.image, ask.modality)
    truth = ask.truth.read(image.geometry)
    inside, again = _answered(ask, product, image, truth)
    picture, view = _picture(image, ask.concept, inside, truth.inside)
    write_bytes(path, picture)
    return Overlay(ask.protocol, rank, row.image, row.concept, row.side, row.dice or 0.0, again, view, row.reason, path)


def _answered(ask: Ask, product: Product, image: Image, truth: Truth) -> tuple[Inside, float | None]:
    """The mask that comes back this time and its Dice; an empty one, without, where an error came."""
    try:
        inside = protocol(ask.protocol).answer(product, ask, image, truth).union(image.geometry.shape)
    except Cancelled:
        raise
    except Exception:  # noqa: BLE001 - whatever it was, the picture shows the truth and says that no answer came
        return np.zeros_like(truth.inside), None
    return inside, plain(dice(inside, truth.inside))


def _picture(image: Image, concept: str, inside: Inside, truth: Inside) -> tuple[bytes, str]:
    """A PNG of the slice that shows most of the truth, and which slice that is."""
    layers = [
        Layer(Mask(mask, image.geometry), colour_of(place), filled=place == 0)
        for place, mask in enumerate((inside, truth))
    ]
    telling = telling_slices(image.geometry, [layers[1].mask])[0]
    on_ct = image.modality == "CT" and not image.is_picture
    window = window_for(image, preset=preset_for(concept)) if on_ct else window_for(image)
    shown = to_view(telling.frame.take(image.data, telling.k), window)
    scale = _LARGEST / max(panel_size_mm(telling))
    drawn = draw_panel(shown, image.geometry, telling, layers, scale).quantize(256)
    file = io.BytesIO()
    drawn.save(file, "PNG", optimize=True)
    return file.getvalue(), panel_caption(image.geometry, telling)


def _file(row: Row, rank: str) -> str:
    """A name for a picture that is the same for the same case, whatever it is called."""
    return f"{row.protocol}-{rank}-{hashlib.sha256(repr(row.key).encode()).hexdigest()[:12]}.png"


def _write(folder: Path, drawn: Sequence[Overlay]) -> None:
    listed = [asdict(one) | {"picture": one.picture.relative_to(folder).as_posix()} for one in drawn]
    write_json(folder / "overlays.json", listed)
