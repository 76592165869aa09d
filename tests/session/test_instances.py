import numpy as np

from limis.geometry import Geometry
from limis.session.instances import boxed
from limis.types import Mask


def mask_of(numbers):
    return Mask(numbers > 0, Geometry(numbers.shape), numbers)


def test_instances_that_are_left_are_numbered_from_1_and_boxed_in_that_order():
    numbers = np.zeros((6, 8), np.int32)
    numbers[0:2, 5:8], numbers[3:6, 1:2] = 7, 3
    mask, boxes = boxed(mask_of(numbers))
    assert mask is not None
    assert mask.instances is not None
    assert mask.instances.dtype == np.int32
    for n, box in enumerate(boxes, start=1):
        assert (mask.instances[box.slices] == n).all()
    assert [box.lower_ijk for box in boxes] == [(3, 1), (0, 5)]


def test_numbers_outside_the_mask_do_not_count():
    numbers = np.ones((4, 4), np.int32)
    inside = np.zeros((4, 4), bool)
    inside[1, 2] = True
    mask, (box,) = boxed(Mask(inside, Geometry((4, 4)), numbers))
    assert (box.lower_ijk, box.upper_ijk) == ((1, 2), (2, 3))
    assert mask is not None
    assert mask.instances is not None
    assert mask.instances.sum() == 1


def test_a_mask_without_instances_is_one_thing():
    inside = np.zeros((4, 4), bool)
    inside[0, 0] = inside[3, 2] = True
    _, (box,) = boxed(Mask(inside, Geometry((4, 4))))
    assert (box.lower_ijk, box.upper_ijk) == ((0, 0), (4, 3))


def test_an_empty_mask_has_none():
    assert boxed(mask_of(np.zeros((3, 3), np.int32))) == (None, ())
