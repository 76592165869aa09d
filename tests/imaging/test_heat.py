import numpy as np
import pytest

from limis.imaging.heat import boxes_from_heat, fit_square, resize, unfit_square


def test_every_piece_gets_a_half_open_box_the_largest_first():
    heat = np.zeros((10, 20), np.float32)
    heat[1:3, 2:5], heat[5:9, 10:18] = 0.6, 0.9
    boxes, scores = boxes_from_heat(heat)
    assert boxes.tolist() == [[10, 5, 18, 9], [2, 1, 5, 3]]
    assert scores == pytest.approx([0.9, 0.6])


def test_pieces_that_touch_at_a_corner_are_one():
    boxes, _ = boxes_from_heat(np.eye(5, dtype=np.float32))
    assert boxes.tolist() == [[0, 0, 5, 5]]


def test_specks_are_dropped_unless_there_is_nothing_else():
    heat = np.zeros((20, 20), np.float32)
    heat[0, 0] = 1
    assert boxes_from_heat(heat)[0].tolist() == [[0, 0, 1, 1]]
    heat[5:15, 5:15] = 1
    assert boxes_from_heat(heat)[0].tolist() == [[5, 5, 15, 15]]


def test_no_heat_no_boxes():
    boxes, scores = boxes_from_heat(np.full((4, 4), 0.5, np.float32))
    assert boxes.shape == (0, 4)
    assert scores.shape == (0,)


@pytest.mark.parametrize("shape", [(40, 100), (100, 40), (64, 64), (1, 50), (2, 1), (1, 1)])
def test_a_map_comes_back_to_where_it_was(shape):
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]]
    ramp = (rows / 200 + columns / 200).astype(np.float32)
    canvas = fit_square(ramp, 200)
    assert canvas.shape == (3, 200, 200)
    back = unfit_square(canvas[0], shape)
    assert back.shape == shape
    assert np.allclose(back, ramp, atol=0.02)


def test_around_a_fitted_picture_it_is_black():
    canvas = fit_square(np.ones((10, 40, 3), np.float32), 40)
    assert canvas[:, 15:25].min() == 1
    assert canvas[:, :15].max() == canvas[:, 25:].max() == 0


def test_shrinking_averages():
    stripes = np.tile(np.float32([0, 1]), (8, 8))[..., None]
    assert np.allclose(resize(stripes, (4, 4))[1:-1, 1:-1], 0.5, atol=0.15)
