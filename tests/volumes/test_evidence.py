import numpy as np
import pytest
from conftest import FakeGrounder

from limis.errors import Cancelled
from limis.geometry import Geometry
from limis.imaging.window import Window
from limis.progress import silent
from limis.protocols import Query, Sight
from limis.types import Image
from limis.volumes.evidence import gather
from limis.volumes.stack import Stack, planes_worth_asking

LIVER = Query("liver", "liver")


def stacks_of(shape, spacing, data=None):
    data = np.zeros(shape, np.uint8) if data is None else data
    image = Image(data, Geometry(shape, np.diag([*spacing, 1.0])), "MRI")
    return [Stack(image, image.geometry.view(p), Window.between(0, 255), "MRI") for p in planes_worth_asking(image)]


def block(shape):
    data = np.zeros(shape, np.uint8)
    data[4:16, 6:20, 5:13] = 240
    return data


def test_a_grounder_that_asks_for_neighbours_is_shown_them():
    sizes = []

    class Wants(FakeGrounder):
        sight = Sight(neighbours=True)

        def ground(self, views, queries, progress):
            sizes.extend(view.pixels.shape for view in views)
            return super().ground(views, queries, progress)

    (stack,) = stacks_of((24, 28, 3), (1.0, 1.0, 5.0))
    gather([stack], Wants(), [LIVER], silent)
    assert sizes == [(*stack.size, 3)] * 3


@pytest.mark.parametrize("spacing", [(1.0, 1.0, 1.0), (1.0, 1.4, 1.2)])
def test_planes_are_averaged_where_the_thing_is_even_when_views_are_resampled(spacing):
    shape = (24, 28, 20)
    stacks = stacks_of(shape, spacing, block(shape))
    assert len(stacks) == 3
    (evidence,) = gather(stacks, FakeGrounder(), [LIVER], silent)
    assert evidence.present
    assert evidence.heat is not None
    assert evidence.heat.shape == (stacks[0].count, *stacks[0].size)
    laid = np.zeros(shape, np.float32)
    for k in range(stacks[0].count):
        stacks[0].frame.put(laid, k, stacks[0].to_slice(evidence.heat[k].astype(np.float32)))
    inside, truth = laid > 127, block(shape) > 0
    assert 2 * (inside & truth).sum() / (inside.sum() + truth.sum()) > 0.9


def test_a_volume_of_one_slice_is_one_view():
    stacks = stacks_of((24, 28, 1), (1.0, 1.0, 1.0), np.full((24, 28, 1), 240, np.uint8))
    grounder = FakeGrounder()
    (evidence,) = gather(stacks, grounder, [LIVER], silent)
    assert grounder.views_seen == 1
    assert evidence.present
    assert [box.k for box in evidence.boxes] == [0]


def test_one_thin_slice_alone_may_be_mistaken():
    data = np.zeros((24, 28, 20), np.uint8)
    data[4:16, 6:20, 5] = 240
    (evidence,) = gather(stacks_of((24, 28, 20), (1.0, 1.0, 2.0), data), FakeGrounder(), [LIVER], silent)
    assert not evidence.present


def test_every_step_can_be_stopped():
    shape = (24, 28, 20)
    stacks = stacks_of(shape, (1.0, 1.0, 1.0), block(shape))
    steps = []
    gather(stacks, FakeGrounder(), [LIVER], lambda step, done, total: steps.append(step))
    assert {"looking", "smoothing", "boxing"} <= set(steps)
    for wanted in set(steps):

        def stop(step, done, total, wanted=wanted):
            if step == wanted:
                raise Cancelled(step)

        with pytest.raises(Cancelled):
            gather(stacks, FakeGrounder(), [LIVER], stop)
