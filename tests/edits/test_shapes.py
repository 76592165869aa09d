import numpy as np
import pytest
from phantoms import body, oblique_affine, reorientations

from limis.commands import Amount, FillHoles, Grow, Keep, Remove, Scope, Shift, Shrink, Smooth, Threshold
from limis.edits.directions import Surroundings
from limis.edits.scopes import region_of
from limis.edits.shapes import apply_shape
from limis.errors import GeometryError, PromptError
from limis.geometry import Geometry
from limis.measure.sides import midline
from limis.orientation import PictureOrientation
from limis.types import Image, Mask

SIX = {
    "left": (-1, 0, 0),
    "right": (1, 0, 0),
    "posterior": (0, -1, 0),
    "anterior": (0, 1, 0),
    "inferior": (0, 0, -1),
    "superior": (0, 0, 1),
}


def mm(value):
    return Amount(value=value, unit="mm")


def volume_of(inside, affine=None):
    grid = Geometry(inside.shape, np.eye(4) if affine is None else affine)
    return Mask(inside, grid), Image(np.zeros(inside.shape, np.int16), grid)


def picture_of(inside, **more):
    grid = Geometry(inside.shape, **more)
    return Mask(inside, grid), Image(np.zeros(inside.shape, np.uint8), grid)


def ball(shape, affine, radius, stretch=(1, 1, 1)):
    grid = Geometry(shape, affine)
    points = grid.to_ras_mm(np.moveaxis(np.indices(shape), 0, -1))
    centre = grid.to_ras_mm((np.array(shape) - 1) / 2)
    return volume_of((((points - centre) / stretch) ** 2).sum(-1) <= radius**2, affine)


def block():
    inside = np.zeros((20, 22, 24), bool)
    inside[6:12, 7:13, 8:14] = True
    return inside


def radius_of(mask):
    return (3 * mask.volume_ml * 1000 / (4 * np.pi)) ** (1 / 3)


GRIDS = [
    ((44, 44, 44), np.diag([1.0, 1.0, 1.0, 1.0])),
    ((56, 56, 16), np.diag([-0.8, 0.8, 3.0, 1.0])),
    ((50, 42, 18), oblique_affine(spacing=(0.9, 1.1, 2.5))),
]


@pytest.mark.parametrize(("shape", "affine"), GRIDS)
@pytest.mark.parametrize("distance", [1.5, 4.0])
def test_a_ball_grown_or_shrunk_has_the_radius_it_should_within_half_a_voxel(shape, affine, distance):
    mask, image = ball(shape, affine, 12.0)
    half = max(mask.geometry.spacing_mm) / 2
    assert abs(radius_of(apply_shape(Grow(amount=mm(distance)), mask, image).mask) - 12 - distance) <= half
    assert abs(radius_of(apply_shape(Shrink(amount=mm(distance)), mask, image).mask) - 12 + distance) <= half


@pytest.mark.parametrize(("shape", "affine"), GRIDS)
@pytest.mark.parametrize("command", [Grow, Shrink])
@pytest.mark.parametrize("where", [None, "superior"])
def test_percent_is_of_the_volume_exactly(shape, affine, command, where):
    mask, image = ball(shape, affine, 12.0, (1, 1, 0.8))
    edited = apply_shape(command(amount=Amount(value=10, unit="percent"), where=where), mask, image).mask
    sign = 1 if command is Grow else -1
    assert edited.voxels == mask.voxels + sign * round(0.1 * mask.voxels)


def test_growing_and_then_shrinking_gives_back_at_least_the_mask():
    rng = np.random.default_rng(0)
    inside = np.zeros((30, 30, 14), bool)
    inside[8:22, 8:22, 4:10] = rng.random((14, 14, 6)) < 0.4
    for affine in (np.eye(4), np.diag([1.0, 1.0, 3.0, 1.0]), np.diag([1.0, 2.0, 4.0, 1.0])):
        mask, image = volume_of(inside, affine)
        grown = apply_shape(Grow(amount=mm(3)), mask, image).mask
        closed = apply_shape(Shrink(amount=mm(3)), grown, image).mask
        assert (closed.data | ~inside).all()
        assert (grown.data | ~closed.data).all()


@pytest.mark.parametrize("where", SIX)
def test_one_side_of_a_block_moves_and_the_rest_stays_bit_for_bit(where):
    inside = block()
    mask, image = volume_of(inside, np.diag([1.0, 1.0, 1.0, 1.0]))
    way = np.array(SIX[where])
    wide = inside.copy()
    for n in (1, 2, 3):
        wide |= np.roll(inside, tuple(n * way), (0, 1, 2))
    assert np.array_equal(apply_shape(Grow(amount=mm(3), where=where), mask, image).mask.data, wide)
    narrow = inside & np.roll(inside, tuple(-way), (0, 1, 2)) & np.roll(inside, tuple(-2 * way), (0, 1, 2))
    assert np.array_equal(apply_shape(Shrink(amount=mm(2), where=where), mask, image).mask.data, narrow)


def test_a_ball_grown_towards_one_side_keeps_its_other_half_and_reaches_as_far_as_was_said():
    affine = oblique_affine(spacing=(0.9, 1.1, 1.3))
    mask, image = ball((60, 50, 42), affine, 12.0)
    edited = apply_shape(Grow(amount=mm(6), where="superior"), mask, image).mask
    height = mask.geometry.to_ras_mm(np.moveaxis(np.indices(mask.data.shape), 0, -1))[..., 2]
    middle = height[mask.data].mean()
    assert np.array_equal(edited.data[height < middle - 1.5], mask.data[height < middle - 1.5])
    assert height[edited.data].max() == pytest.approx(height[mask.data].max() + 6, abs=1.0)


@pytest.mark.parametrize(
    "command",
    [
        Grow(amount=mm(4), where="left"),
        Grow(amount=mm(5), where=("inferior", "left")),
        Grow(amount=mm(4)),
        Shrink(amount=mm(3), where="anterior"),
        Keep(where="superior"),
        Remove(where=("posterior", "right")),
        Keep(which="uppermost"),
        Remove(which="leftmost"),
        Shift(where="right", amount=mm(5)),
        Smooth(amount=mm(2)),
        FillHoles(),
    ],
    ids=lambda command: f"{command.op}-{getattr(command, 'where', None)}",
)
def test_all_48_orientations_give_the_same_in_the_patient(command):
    inside = np.zeros((18, 15, 11), bool)
    inside[5:11, 4:11, 3:8] = True
    inside[7:9, 6:8, 5] = False
    inside[13:15, 2:4, 8:10] = True
    affine = np.diag([1.5, 2.0, 3.0, 1.0])
    results = set()
    for data, turned in reorientations(inside, affine):
        mask, image = volume_of(data, turned)
        edited = apply_shape(command, mask, image).mask
        points = mask.geometry.to_ras_mm(np.argwhere(edited.data))
        results.add(tuple(sorted(map(tuple, np.round(points, 3).tolist()))))
    assert len(results) == 1


@pytest.mark.parametrize("command", [Grow(), Shrink(amount=mm(1)), Smooth(), Keep(where="left"), Shift(where="left")])
def test_slices_outside_the_region_stay_bit_for_bit_and_the_input_is_not_changed(command):
    mask, image = volume_of(block())
    before = mask.data.copy()
    region = np.zeros(mask.data.shape, bool)
    region[:, :, 10:12] = True
    edited = apply_shape(command, mask, image, region).mask
    assert np.array_equal(edited.data[~region], before[~region])
    assert not np.array_equal(edited.data, before) or command.op == "smooth"
    assert np.array_equal(mask.data, before)


def test_one_slice_is_edited_as_a_picture():
    mask, image = volume_of(block())
    region = np.zeros(mask.data.shape, bool)
    region[:, :, 10] = True
    edited = apply_shape(Grow(amount=mm(2), where="right"), mask, image, region).mask
    assert edited.data[:, 9, 10].nonzero()[0].tolist() == list(range(6, 14))


def test_shrinking_everything_away_leaves_the_mask_and_says_so():
    mask, image = volume_of(block())
    edited = apply_shape(Shrink(amount=mm(30)), mask, image)
    assert edited.mask is mask
    assert edited.remark == "nothing changed: shrinking it that far would leave nothing"


def test_growing_over_the_edge_of_the_image_says_so():
    mask, image = volume_of(block())
    assert "edge of the image" in apply_shape(Grow(amount=mm(8), where="left"), mask, image).remark
    assert apply_shape(Grow(amount=mm(2), where="left"), mask, image).remark == ""


def test_an_amount_that_was_not_said_is_told():
    mask, image = volume_of(block())
    edited = apply_shape(Grow(), mask, image)
    assert edited.remark == "by 1 mm"
    assert edited.mask.voxels > mask.voxels


def test_degrees_follow_the_size_of_the_structure():
    mask, image = ball((70, 70, 70), np.eye(4), 30.0)
    for degree, distance in (("slight", 1.5), ("moderate", 3.0), ("strong", 6.0)):
        edited = apply_shape(Shrink(amount=Amount(degree=degree)), mask, image)
        assert radius_of(edited.mask) == pytest.approx(30 - distance, abs=0.5)


def test_millimetres_of_a_picture_without_scale_are_answered_with_what_can_be_said():
    inside = np.zeros((20, 20), bool)
    inside[8:12, 8:12] = True
    mask, image = picture_of(inside)
    with pytest.raises(PromptError, match=r"pixels or percent.*--spacing"):
        apply_shape(Grow(amount=mm(2)), mask, image)
    edited = apply_shape(Grow(amount=Amount(value=2, unit="voxel"), where="right"), mask, image).mask
    assert edited.data[9].nonzero()[0].tolist() == [8, 9, 10, 11, 12, 13]
    scaled, image = picture_of(inside, spacing_mm=(0.5, 0.5))
    edited = apply_shape(Grow(amount=mm(1), where="superior"), scaled, image).mask
    assert edited.data[:, 9].nonzero()[0].tolist() == [6, 7, 8, 9, 10, 11]


def test_left_in_a_picture_follows_its_letters_and_else_the_picture():
    inside = np.zeros((20, 20), bool)
    inside[8:12, 8:12] = True
    command = Grow(amount=Amount(value=2, unit="voxel"), where="left")
    plain, image = picture_of(inside)
    assert apply_shape(command, plain, image).mask.data[9].nonzero()[0].tolist() == list(range(6, 12))
    film, image = picture_of(inside, orientation=PictureOrientation.parse("L\\F"))
    assert apply_shape(command, film, image).mask.data[9].nonzero()[0].tolist() == list(range(8, 14))
    with pytest.raises(PromptError, match="--orientation"):
        apply_shape(Grow(where="anterior"), plain, image := Image(np.zeros((20, 20)), plain.geometry))
    with pytest.raises(PromptError, match="left or right"):
        apply_shape(Grow(where="medial"), plain, image)


def test_medial_and_lateral_follow_the_midline_on_both_sides():
    data, affine = body()
    grid = Geometry(data.shape, affine)
    image = Image(data, grid, "CT", unit="HU")
    mask = Mask(data == 60, grid)
    middle = midline(image)
    around = Surroundings(find_midline=lambda: middle)
    grown = apply_shape(Grow(amount=mm(8), where="medial"), mask, image, around=around).mask
    x = np.argwhere(grown.data & ~mask.data)[:, 0]
    centres = {27.5, 61.5}
    assert {min(centres, key=lambda c: abs(c - v)) for v in x} == centres
    assert all((v > 27.5) if v < 44.5 else (v < 61.5) for v in x)


def test_medial_follows_the_side_of_the_structure_where_there_is_no_midline():
    mask, image = volume_of(block())
    edited = apply_shape(Grow(amount=mm(2), where="medial"), mask, image, around=Surroundings(side="left")).mask
    assert edited.data[:, 9, 10].nonzero()[0].tolist() == list(range(6, 14))


def test_the_frame_of_the_image_is_the_view():
    mask, image = volume_of(block())
    command = Grow(amount=mm(2), where="left", frame="image")
    axial = apply_shape(command, mask, image, around=Surroundings(plane="axial")).mask
    assert axial.data[:, 9, 10].nonzero()[0].tolist() == list(range(6, 14))
    sagittal = apply_shape(command, mask, image, around=Surroundings(plane="sagittal")).mask
    assert sagittal.data[9, :, 10].nonzero()[0].tolist() == list(range(7, 15))


def test_slices_count_with_their_thickness():
    mask, image = volume_of(block(), np.diag([1.0, 1.0, 4.0, 1.0]))
    command = Grow(amount=Amount(value=2, unit="slice"), where="superior")
    edited = apply_shape(command, mask, image, around=Surroundings(plane="axial")).mask
    assert edited.data[9, 9].nonzero()[0].tolist() == list(range(8, 16))


def test_smoothing_by_more_than_the_image_costs_no_more_than_the_image():
    inside = np.zeros((9, 8, 7), bool)
    inside[2:6, 3:6, 1:5] = True
    mask, image = volume_of(inside)
    edited, whole = (apply_shape(Smooth(amount=mm(far)), mask, image).mask.data for far in (1e15, 9))
    assert np.array_equal(edited, whole)


def test_smoothing_keeps_the_volume_and_takes_spikes_away():
    mask, _ = ball((44, 44, 44), np.eye(4), 14.0)
    inside = mask.data.copy()
    inside[36:40, 21, 21] = True
    mask, image = volume_of(inside)
    edited = apply_shape(Smooth(amount=mm(2)), mask, image).mask
    assert edited.voxels == pytest.approx(mask.voxels, rel=0.02)
    assert not edited.data[38, 21, 21]


def test_gaps_are_filled_in_space_and_else_slice_by_slice():
    inside = block()
    inside[9, 9, 10] = False
    mask, image = volume_of(inside)
    assert apply_shape(FillHoles(), mask, image).mask.data[9, 9, 10]
    inside = block()
    inside[9, 9, :] = False
    mask, image = volume_of(inside)
    edited = apply_shape(FillHoles(), mask, image)
    assert np.array_equal(edited.mask.data, block())
    assert "within each axial slice" in edited.remark


def test_pieces_islands_and_halves():
    inside = block()
    inside[15:18, 3:6, 3:6] = True
    inside[2, 2, 2] = True
    mask, image = volume_of(inside)
    assert np.array_equal(apply_shape(Keep(which="largest"), mask, image).mask.data, block())
    cleaned = apply_shape(Remove(part="islands"), mask, image).mask
    assert not cleaned.data[2, 2, 2]
    assert apply_shape(Keep(which="rightmost"), mask, image).mask.voxels == 27
    mask, image = volume_of(block())
    upper = apply_shape(Keep(where="superior"), mask, image).mask
    assert upper.data[9, 9].nonzero()[0].tolist() == [11, 12, 13]
    lower = apply_shape(Remove(where="superior"), mask, image).mask
    assert np.array_equal(lower.data, mask.data & ~upper.data)
    assert apply_shape(Keep(which="largest"), mask, image).remark == "nothing changed: it is one piece"


def test_the_core_and_the_rim_make_the_whole():
    mask, image = ball((30, 30, 30), np.eye(4), 10.0)
    core = apply_shape(Keep(where="center"), mask, image).mask
    rim = apply_shape(Remove(where="center"), mask, image).mask
    assert radius_of(core) == pytest.approx(5, abs=1)
    assert np.array_equal(core.data ^ rim.data, mask.data)


def test_a_threshold_holds_both_ends_and_never_adds():
    mask, image = volume_of(block())
    data = np.arange(image.data.size, dtype=np.int16).reshape(image.data.shape)
    image = Image(data, image.geometry, "CT", unit="HU")
    edited = apply_shape(Threshold(low=4000, high=5000), mask, image).mask
    assert np.array_equal(edited.data, mask.data & (data >= 4000) & (data <= 5000))
    nothing = apply_shape(Threshold(low=30000), mask, image)
    assert nothing.mask is mask
    assert "its values go from" in nothing.remark


def test_moving_says_what_left_the_image_and_how_far_it_went():
    mask, image = volume_of(block(), np.diag([1.0, 1.0, 4.0, 1.0]))
    edited = apply_shape(Shift(where="superior", amount=mm(5)), mask, image)
    assert edited.mask.data[9, 9].nonzero()[0].tolist() == list(range(9, 15))
    assert "moved by 4 mm" in edited.remark
    assert "half a voxel" in apply_shape(Shift(where="superior", amount=mm(1)), mask, image).remark
    assert "left the image" in apply_shape(Shift(where="left", amount=mm(9)), mask, image).remark
    away = apply_shape(Shift(where="left", amount=mm(90)), mask, image)
    assert away.mask is mask


def test_instances_go_with_the_edit():
    numbers = np.zeros((20, 20), np.int32)
    numbers[3:6, 3:6], numbers[3:6, 13:16] = 1, 2
    grid = Geometry((20, 20))
    mask = Mask(numbers > 0, grid, numbers)
    edited = apply_shape(Grow(amount=Amount(value=2, unit="voxel")), mask, Image(np.zeros((20, 20)), grid)).mask
    assert edited.instances is not None
    assert edited.instances[4, 1] == 1
    assert edited.instances[4, 17] == 2
    assert np.array_equal(edited.instances > 0, edited.data)


def test_a_mask_of_another_grid_is_refused():
    mask, _ = volume_of(block())
    grid = Geometry((3, 4, 5), np.eye(4))
    with pytest.raises(GeometryError, match="grid"):
        apply_shape(Grow(), mask, Image(np.zeros((3, 4, 5)), grid))


def test_all_of_it_is_removed_on_the_slices_of_a_scope_but_never_the_whole_mask():
    mask, image = volume_of(block())
    low = Scope(from_=1, to=10)
    cut = apply_shape(Remove(scope=low), mask, image, region_of(low, image)).mask
    assert 0 < cut.voxels < mask.voxels
    assert cut.data[..., 10:].sum() == mask.data[..., 10:].sum()
    assert not cut.data[..., :10].any()
    everywhere = Scope(from_=1)
    kept = apply_shape(Remove(scope=everywhere), mask, image, region_of(everywhere, image))
    assert kept.mask is mask
    assert "leave nothing" in kept.remark
    with pytest.raises(ValueError, match="needs which component"):
        Remove()
