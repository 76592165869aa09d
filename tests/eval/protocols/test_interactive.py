from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from limis.eval.clicks import next_click
from limis.eval.data import Plan, read_data
from limis.eval.product import Product
from limis.eval.protocols import protocol
from limis.eval.protocols.interactive import Draft
from limis.eval.protocols.slices import Slices
from limis.eval.run import measure, run
from limis.eval.summary import summarise
from limis.eval.turns import turns_table
from limis.geometry import Geometry
from limis.io.load import load
from limis.types import Image, Point

Make = Callable[[object], Product]


def test_a_box_then_clicks_until_nothing_is_wrong(index: Path, flood, with_segmenter: Make) -> None:
    """Of the box around both lungs only the right one (half of 96 pixels) is outlined; one click adds the left one."""
    flood.share = 0.5
    asked = protocol("interactive")
    ask = next(ask for ask in asked.plan(read_data(index, "val"), Plan()) if ask.side == "both")
    row = measure(asked, ask, with_segmenter(flood), load(ask.image))
    assert [step.op for step in row.steps] == ["start", "click"]
    assert [step.dice for step in row.steps] == [pytest.approx(2 / 3, abs=1e-6), 1]
    assert row.steps[1].text.startswith("inside at 0, ")
    assert row.steps[1].nsd is None
    first, second = flood.prompts
    assert first.box_xyxy == second.box_xyxy == (3, 4, 20, 12)
    assert second.prior is not None
    assert flood.encoded == 1


def test_in_a_volume_a_click_is_carried_on_to_the_neighbours(index: Path, flood, with_segmenter: Make) -> None:
    """The box gives half of every slice; one click in one slice all but completes all of them, none beyond the ends."""
    flood.share = 0.5
    asked = protocol("interactive-volumes")
    ask = next(ask for ask in asked.plan(read_data(index, "val"), Plan()) if ask.side == "right")
    row = measure(asked, ask, with_segmenter(flood), load(ask.image))
    assert row.failed == ""
    assert 0.5 < row.steps[0].dice < 0.8
    assert row.steps[1].dice > 0.95
    assert row.steps[0].nsd is not None
    assert row.steps[0].nsd < row.steps[1].nsd == 1


def test_a_click_completes_every_slice_exactly_and_none_beyond_the_ends(flood, with_segmenter: Make) -> None:
    """A block in slices 2 to 6 of 9, of which the box gives half."""
    flood.share = 0.5
    data = np.zeros((64, 60, 9), np.uint8)
    data[20:44, 18:42, 2:7] = 240
    image = Image(data, Geometry(data.shape, np.diag([1.0, 1.0, 4.0, 1.0])))
    draft = Draft(Slices(with_segmenter(flood), image, "MRI", "liver"))
    laid = draft.slices.laid(data > 0)
    draft.start(laid)
    click = next_click(draft.mask(), laid)
    assert click is not None
    assert 0.4 < draft.mask()[laid].mean() < 0.6
    draft.click(click)
    assert np.array_equal(draft.mask(), laid)


def test_what_was_clicked_is_not_changed_by_clicks_elsewhere(index: Path, flood, with_segmenter: Make) -> None:
    data = read_data(index, "val")
    ask = next(ask for ask in protocol("interactive-volumes").plan(data, Plan()) if ask.side == "right")
    image = load(ask.image)
    truth = ask.truth.read(image.geometry).inside
    draft = Draft(Slices(with_segmenter(flood), image, ask.modality, ask.concept))
    laid = draft.slices.laid(truth)
    draft.start(laid)
    first, *_, last = np.flatnonzero(laid.any(axis=(1, 2)))
    row, column = (int(n) for n in np.argwhere(laid[first])[0])
    draft.click(Point((first, row, column), positive=False))
    assert not draft.mask()[first].any()
    draft.click(Point((last, *(int(n) for n in np.argwhere(laid[last])[0]))))
    assert not draft.mask()[first].any()
    shown = np.flatnonzero(draft.mask().any(axis=(1, 2)))
    assert first < shown.min() <= shown.max() == last


def test_a_poor_overlap_has_no_surface(index: Path, flood, with_segmenter: Make) -> None:
    """A sixth of a kidney's box, most of whose border lies within 2 mm of it."""
    flood.share, flood.height = 0.2, 0.5
    asked = protocol("interactive-volumes")
    ask = next(ask for ask in asked.plan(read_data(index, "val"), Plan()) if ask.side == "right")
    row = measure(asked, ask, with_segmenter(flood), load(ask.image))
    assert 0 < row.steps[0].dice <= 0.2
    assert row.steps[0].nsd == 0
    assert all(step.nsd > 0 for step in row.steps[1:])


def test_a_run_tells_the_areas_and_the_last_values(index: Path, flood, with_segmenter: Make, tmp_path: Path) -> None:
    flood.share = 0.5
    rows = run([protocol("interactive-volumes")], read_data(index, "val"), with_segmenter(flood), tmp_path / "out")
    summary = summarise(rows)
    clicks = summary["all"]["protocols"]["interactive-volumes"]["words"]["clicks"]
    assert clicks["dsc_auc"]["mean"] == clicks["nsd_auc"]["mean"] == 4
    assert clicks["dsc_final"]["mean"] == clicks["nsd_final"]["mean"] == 1
    assert "DSC AUC 4.000" in turns_table({"flood": summary})
