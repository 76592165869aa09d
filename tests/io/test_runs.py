import numpy as np
import pytest

from limis.errors import InputError
from limis.io.runs import from_runs, to_runs


@pytest.mark.parametrize("shape", [(7, 5, 3), (4, 6), (1,), (0, 3)])
def test_runs_give_back_what_they_were_made_of(shape):
    values = np.random.default_rng(0).integers(0, 3, shape).astype(np.uint16)
    assert np.array_equal(from_runs(to_runs(values), shape), values)


def test_the_first_axis_runs_fastest_as_in_nifti():
    values = np.zeros((3, 2), bool)
    values[1:, 0] = True
    assert to_runs(values) == [0, 1, 1, 2, 0, 3]


@pytest.mark.parametrize("runs", [[0, 5], [0, 7], [1, 8, 0, -2]])
def test_runs_that_do_not_fill_their_shape_are_refused(runs):
    with pytest.raises(InputError, match="do not fill"):
        from_runs(runs, (3, 2))
