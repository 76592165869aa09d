import json
from dataclasses import replace

import numpy as np
import pytest

from limis.errors import StoreDamagedError
from limis.geometry import Geometry
from limis.session.boxes import bounds
from limis.session.facts import bits_digest, shared_box
from limis.session.packing import LONGEST_CHAIN, PackedMask, pack, unpack
from limis.types import Box, Mask

SHAPES = [(1, 1), (7, 5), (9, 16), (7, 5, 3), (4, 8, 16), (1, 3, 9), (13, 1, 2)]


def grid(shape):
    return Geometry(shape, spacing_mm=(1.0,) * len(shape))


def random_mask(rng, shape, numbered=None):
    """Blocks and specks, empty, full, in either memory order, with or without instances."""
    data = rng.random(shape) < rng.choice([0.0, 0.02, 0.5, 1.0])
    lower = [int(rng.integers(n)) for n in shape]
    data[tuple(slice(low, low + 4) for low in lower)] = True if rng.random() < 0.7 else data.flat[0]
    data = np.asfortranarray(data) if rng.random() < 0.3 else data
    kind = rng.choice(["none", "ones", "several", "many", "odd"]) if numbered is None else numbered
    numbers = {
        "none": lambda: None,
        "ones": lambda: data.astype(np.int32),
        "several": lambda: np.where(data, rng.integers(1, 4, shape), 0).astype(np.int32),
        "many": lambda: np.where(data, rng.integers(1, 70_000, shape), 0).astype(np.int32),
        "odd": lambda: rng.integers(-2, 3, shape).astype(np.int32),
    }[str(kind)]()
    return Mask(data, grid(shape), numbers)


def same(one, other):
    numbers = one.instances is None if other.instances is None else np.array_equal(one.instances, other.instances)
    return np.array_equal(one.data, other.data) and numbers


@pytest.mark.parametrize("shape", SHAPES)
def test_every_mask_comes_back_bit_for_bit(shape):
    rng = np.random.default_rng(sum(shape))
    for _ in range(60):
        mask = random_mask(rng, shape)
        packed = pack(mask)
        assert same(unpack(packed, mask.geometry), mask)
        assert packed.voxels == mask.voxels


@pytest.mark.parametrize("shape", SHAPES)
def test_every_difference_comes_back_bit_for_bit(shape):
    rng = np.random.default_rng(sum(shape))
    for _ in range(20):
        before = random_mask(rng, shape)
        packed = pack(before)
        for _ in range(LONGEST_CHAIN + 3):
            after = random_mask(rng, shape)
            small = pack(after, (before, packed))
            assert same(unpack(small, after.geometry), after)
            assert same(unpack(small, after.geometry, before if small.base is packed else None), after)
            before, packed = after, small


@pytest.mark.parametrize("numbered", ["none", "ones", "several", "many", "odd"])
def test_a_small_edit_is_kept_as_what_differs(numbered):
    rng = np.random.default_rng(3)
    before = random_mask(rng, (40, 30, 20), numbered)
    before.data[5:35, 4:26, 3:17] ^= True
    after = Mask(before.data.copy(), before.geometry, None if before.instances is None else before.instances.copy())
    after.data[20, 10, 5:8] ^= True
    whole, packed = pack(after), pack(before)
    small = pack(after, (before, packed))
    assert small.base is packed
    assert small.nbytes < whole.nbytes
    assert small.key == whole.key
    assert same(unpack(small, after.geometry), after)


def test_a_chain_of_differences_is_never_longer_than_it_may_be():
    data = np.random.default_rng(0).random((40, 30, 20)) < 0.5
    mask = Mask(data, grid(data.shape))
    packed = pack(mask)
    depths = []
    for k in range(3 * LONGEST_CHAIN):
        after = Mask(mask.data.copy(), mask.geometry)
        after.data[k, 0, 0] ^= True
        packed = pack(after, (mask, packed))
        mask = after
        depths.append(packed.depth)
    assert max(depths) == LONGEST_CHAIN
    assert depths.count(0) >= 2


@pytest.mark.parametrize("shape", SHAPES)
def test_bounds_are_those_of_the_tightest_box(shape):
    rng = np.random.default_rng(1)
    for density in (0, 0.01, 0.1, 0.9):
        data = rng.random(shape) < density
        for array in (data, np.asfortranarray(data), data[..., ::-1][..., ::-1], data.astype(np.int32) * -5):
            assert bounds(array) == Box.around(array != 0)


def test_the_digest_covers_bits_and_shape_and_nothing_else():
    data = np.random.default_rng(2).random((7, 5, 3)) < 0.3
    affine = Geometry((7, 5, 3), np.diag([-1.0, -2.0, 3.0, 1.0]))
    plain = bits_digest(Mask(data, grid((7, 5, 3))))
    assert bits_digest(Mask(np.asfortranarray(data), affine, data.astype(np.int32))) == plain
    assert bits_digest(Mask(data.reshape(5, 7, 3), grid((5, 7, 3)))) != plain
    moved = np.roll(data, 1, axis=0)
    assert bits_digest(Mask(moved, affine)) != plain


def test_one_voxel_makes_another_digest_wherever_it_lies():
    empty = np.zeros((4, 3, 2), bool)
    seen = {bits_digest(Mask(empty, grid(empty.shape)))}
    for index in np.ndindex(empty.shape):
        data = empty.copy()
        data[index] = True
        seen.add(bits_digest(Mask(data, grid(empty.shape))))
    assert len(seen) == empty.size + 1


def test_equal_bits_with_other_instances_are_other_masks():
    data = np.ones((3, 4), bool)
    one, none = Mask(data, grid((3, 4)), data.astype(np.int32)), Mask(data, grid((3, 4)))
    assert pack(one).digest == pack(none).digest
    assert pack(one).key != pack(none).key


def test_a_shared_box_holds_all_masks():
    left, right = np.zeros((2, 5, 6), bool)
    left[1, 1], right[3, 4] = True, True
    masks = [Mask(data, grid((5, 6))) for data in (left, right)]
    assert shared_box(*masks, None) == Box((1, 1), (4, 5))
    assert shared_box(None, Mask(np.zeros((5, 6), bool), grid((5, 6)))) is None


@pytest.mark.parametrize("numbered", ["none", "ones", "several"])
def test_json_and_bytes_are_enough_to_restore_a_mask(numbered):
    mask = random_mask(np.random.default_rng(5), (7, 5, 3), numbered)
    packed = pack(mask)
    described = json.loads(json.dumps(packed.describe()))
    restored = PackedMask.restore(packed.key, described, packed.payload, None)
    assert same(unpack(restored, mask.geometry), mask)
    assert (restored.nbytes, restored.depth) == (packed.nbytes, 0)


def tampered(packed):
    """Every way to make a packed mask wrong that is worth a try."""
    good, data = packed.describe(), packed.payload
    yield good | {"voxels": good["voxels"] + 1}, data
    yield good | {"digest": "0" * 64}, data
    yield good | {"box": [[0, 0, 0], [1, 1, 1]]}, data
    yield good | {"box": [[0, 0], [1, 1]]}, data
    yield good | {"box": [[0, 0, 0], [8, 5, 3]]}, data
    yield good | {"numbers": good["numbers"] | {"box": [[0, 0], [5, 3]]}}, data
    yield good | {"shape": [1, 1, 1]}, data
    yield good | {"bits": good["bits"] | {"box": [[0, 0, 0], [99, 99, 99]]}}, data
    yield good | {"bits": good["bits"] | {"box": [[-1, 0, 0], [5, 5, 5]]}}, data
    yield good | {"bits": good["bits"] | {"box": [[0, 0], [5, 5]]}}, data
    yield good | {"bits": good["bits"] | {"kind": "pickle"}}, data
    yield good | {"bits": good["bits"] | {"kind": "int32"}}, data
    yield good | {"numbers": "twos"}, data
    yield good | {"numbers": "ones"}, data[: good["bits"]["bytes"]]
    yield {}, data
    yield good, data[:-1]
    yield good, data[:5] + bytes([data[5] ^ 255]) + data[6:]
    yield good, b""


def test_bytes_that_were_changed_are_an_error_and_never_a_mask():
    mask = random_mask(np.random.default_rng(5), (7, 5, 3), "several")
    packed = pack(mask)
    for described, data in tampered(packed):
        with pytest.raises(StoreDamagedError):
            unpack(PackedMask.restore(packed.key, described, data, None), mask.geometry)


def test_a_mask_does_not_unpack_onto_another_grid():
    packed = pack(Mask(np.ones((3, 4), bool), grid((3, 4))))
    with pytest.raises(StoreDamagedError, match="shape"):
        unpack(packed, grid((4, 3)))


def test_a_bomb_is_not_inflated():
    import zlib

    packed = pack(Mask(np.ones((3, 4), bool), grid((3, 4))))
    bomb = replace(packed, bits=replace(packed.bits, data=zlib.compress(bytes(10**7))))
    with pytest.raises(StoreDamagedError):
        unpack(bomb, grid((3, 4)))
