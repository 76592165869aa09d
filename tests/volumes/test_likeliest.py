"""What is insisted on in a volume is shown in one place, the likeliest."""

import numpy as np

from limis.geometry import Geometry
from limis.imaging.window import Window
from limis.measure.sides import Midline
from limis.protocols import Query
from limis.types import Image
from limis.volumes.evidence import Evidence, ViewBox
from limis.volumes.likeliest import likeliest
from limis.volumes.stack import Stack

GRID = Geometry((40, 30, 8), np.diag([-1.0, -1.0, 2.0, 1.0]))
STACK = Stack(Image(np.zeros(GRID.shape, np.int16), GRID), GRID.view("axial"), Window.between(0, 1), "CT")
KIDNEY = Query("kidney", "kidney", insisted=True)


def seen(*places):
    """Faint heat in boxes of ``i``, ``j`` and ``k`` of the grid."""
    laid = np.zeros(GRID.shape, np.float32)
    for warmth, i, j, k in places:
        laid[i, j, k] = warmth
    slices = STACK.frame.stack(laid)
    heat = np.stack([STACK.to_view(np.ascontiguousarray(s)) for s in slices]).astype(np.uint8)
    return Evidence(KIDNEY, 0.1, True, [], heat)


FAINT = (40, slice(4, 12), slice(6, 14), slice(1, 4))
FAINTER = (20, slice(26, 36), slice(6, 16), slice(2, 7))


def middles(evidence):
    """Where the place is: ``i`` of the warm columns of the grid."""
    laid = np.zeros(GRID.shape, np.float32)
    slices = STACK.frame.stack(laid)
    for k, heat in enumerate(evidence.heat):
        slices[k] = heat
    return {n for n, column in enumerate(laid.max((1, 2)) > 127) if column}


def test_only_the_warmest_place_is_kept_and_becomes_warm_however_faint_it_was():
    place = likeliest(seen(FAINT, FAINTER), STACK, None)
    assert place.present
    assert place.heat.max() > 127
    assert middles(place) <= set(range(3, 13))
    assert {box.k for box in place.boxes} <= {0, 1, 2, 3, 4}
    assert place.boxes


def test_of_a_paired_thing_either_side_shows_its_own():
    place = likeliest(seen(FAINT, FAINTER), STACK, Midline(0, 19.5, -1, 0.9))
    assert {min(middles(place)) < 20, max(middles(place)) > 20} == {True}


def test_where_nothing_at_all_speaks_for_it_there_is_no_place():
    assert not likeliest(seen(), STACK, None).present


def test_of_boxes_alone_the_best_are_kept():
    boxes = [ViewBox(k, (0.0, 0.0, 9.0, 9.0), score) for k, score in enumerate((0.02, 0.2, 0.3, 0.15, 0.01))]
    place = likeliest(Evidence(KIDNEY, 0.1, True, boxes, None), STACK, None)
    assert [box.k for box in place.boxes] == [1, 2, 3]
    assert not likeliest(Evidence(KIDNEY, 0.1, True, [], None), STACK, None).present
