import numpy as np
import pytest
from phantoms import oblique_affine, reorientations

from limis.commands import Scope
from limis.edits.scopes import region_of
from limis.errors import GeometryError, PromptError
from limis.geometry import Geometry
from limis.types import Image, Source


@pytest.mark.parametrize(("plane", "axis"), [("axial", 2), ("coronal", 1), ("sagittal", 0)])
def test_slice_numbers_mean_the_same_slices_in_all_48_orientations(plane, axis):
    data = np.zeros((7, 5, 6), np.int16)
    regions = set()
    for turned, affine in reorientations(data, oblique_affine()):
        grid = Geometry(turned.shape, affine)
        region = region_of(Scope(from_=1, to=2, plane=plane), Image(turned, grid))
        points = np.round(grid.to_ras_mm(np.argwhere(region)), 3)
        regions.add(tuple(sorted(map(tuple, points.tolist()))))
    assert len(regions) == 1
    points = np.array(next(iter(regions)))
    centre = Geometry(data.shape, oblique_affine()).to_ras_mm((np.array(data.shape) - 1) / 2)
    assert (points[:, axis].mean() < centre[axis]) == (plane != "never")


def test_the_current_slice_is_the_one_on_view():
    image = Image(np.zeros((4, 5, 6)), Geometry((4, 5, 6), np.eye(4)))
    region = region_of(Scope(slice="current"), image, plane="axial", number=3)
    assert region.any(axis=(0, 1)).nonzero()[0].tolist() == [2]
    with pytest.raises(PromptError, match="no slice is on view"):
        region_of(Scope(slice="current"), image)
    with pytest.raises(GeometryError, match="no such slice"):
        region_of(Scope(from_=3, to=9), image)


def test_an_instance_number_beyond_the_slices_means_that_instance():
    source = Source(format="dicom", numbers=(100, 101, 102, 103, 104, 105))
    image = Image(np.zeros((4, 5, 6)), Geometry((4, 5, 6), np.diag([1.0, 1.0, -1.0, 1.0])), source=source)
    region = region_of(Scope(from_=101, to=102), image)
    assert region.any(axis=(0, 1)).nonzero()[0].tolist() == [1, 2]


def test_no_scope_and_a_picture_are_everything():
    picture = Image(np.zeros((4, 5)), Geometry((4, 5)))
    assert region_of(None, picture) is None
    assert region_of(Scope(slice="current"), picture) is None
    assert region_of(Scope(from_=1, to=1), picture) is None


@pytest.mark.parametrize("scope", [Scope(from_=3, to=3), Scope(from_=1, to=4)])
def test_a_picture_has_no_third_slice(scope):
    with pytest.raises(PromptError, match="a picture has no slices"):
        region_of(scope, Image(np.zeros((4, 5)), Geometry((4, 5))))


def test_a_range_without_an_end_goes_to_the_last_slice():
    image = Image(np.zeros((4, 5, 6)), Geometry((4, 5, 6), np.eye(4)))
    assert region_of(Scope(from_=5), image).any(axis=(0, 1)).nonzero()[0].tolist() == [4, 5]
    with pytest.raises(ValueError, match="begins somewhere"):
        Scope(to=5)
