"""A SAM adapted to drawn pictures: a tiny random checkpoint learns them, and its adapter can be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sam_checkpoints
from checkpoints import save_grounding_dino, save_sam
from PIL import Image as Pillow
from typer.testing import CliRunner

from limis.cli.main import app
from limis.errors import InputError, WeightsError
from limis.models.registry import open_engines
from limis.protocols import View, ViewPrompt

torch = pytest.importorskip("torch")
peft = pytest.importorskip("peft")

from limis.segmenters.sam import open_segmenter  # noqa: E402
from limis.training.bases import SEGMENTERS, find_base, load_base  # noqa: E402
from limis.training.gestures import correct, first_gesture  # noqa: E402
from limis.training.loop import Schedule  # noqa: E402
from limis.training.lora import Lora, Scope, add_lora, merge  # noqa: E402
from limis.training.sam import SamLessons, check_sam, sam_loss, train_sam  # noqa: E402
from limis.training.samples import Sample, load_samples  # noqa: E402

SHAPE = (48, 64)
LORA = Lora(rank=4, alpha=8)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny checkpoint in ``base``, and an index of pictures that each show a bright disc."""
    folder = tmp_path_factory.mktemp("lora")
    save_sam(folder / "base")
    rng, rows = np.random.default_rng(0), []
    for n in range(12):
        y, x = np.mgrid[: SHAPE[0], : SHAPE[1]]
        inside = (y - rng.integers(14, 34)) ** 2 + (x - rng.integers(16, 48)) ** 2 < rng.integers(8, 13) ** 2
        picture = np.where(inside, 220, 30) + rng.integers(0, 20, SHAPE)
        Pillow.fromarray(picture.astype(np.uint8)).save(folder / f"{n}.png")
        Pillow.fromarray((inside * 255).astype(np.uint8)).save(folder / f"{n}-heart.png")
        row = {"dataset": "drawn", "split": "val" if n % 4 == 3 else "train", "image": f"{n}.png"}
        row |= {"mask": f"{n}-heart.png", "concept": "heart", "modality": "CT", "subject": str(n)}
        rows.append(row | {"tier": "permissive"})
    (folder / "index.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    return folder


@pytest.fixture(scope="module")
def samples(root: Path) -> list[Sample]:
    return load_samples(root / "index.jsonl")


@pytest.fixture(scope="module")
def unseen(root: Path) -> list[Sample]:
    return load_samples(root / "index.jsonl", split="val")


@pytest.fixture(scope="module")
def adapter(root: Path, samples: list[Sample]) -> Path:
    """Trained for 120 steps."""
    schedule = Schedule(steps=120, rate=1e-2, average=0.9)
    return train_sam(str(root / "base"), samples, root / "adapter", schedule, lora=LORA, device="cpu")


def steps_of(adapter: Path) -> int:
    last = adapter / "training" / "last.pt"
    return int(torch.load(last, weights_only=True)["step"]) if last.exists() else 0


def masks(folder: Path, samples: list[Sample]) -> np.ndarray:
    """What a box and a click give in each of some pictures."""
    segmenter = open_segmenter(str(folder), "cpu")
    told = [ViewPrompt((20, 10, 50, 40)), ViewPrompt(points_xy=np.array([[30, 20]]), positive=np.array([True]))]
    views = [View((sample.image / 255).astype(np.float32), "CT") for sample in samples]
    return np.stack([a.probability for view in views for a in segmenter.predict(segmenter.encode(view), told)])


def test_what_it_learned_shows_in_unseen_pictures_and_on_its_card(adapter: Path, unseen: list[Sample]) -> None:
    before, after = check_sam(adapter, unseen, "cpu")
    assert after.things == 3
    assert after.box > before.box + 0.2
    assert after.box > 0.6
    card = (adapter / "README.md").read_text(encoding="utf-8")
    assert "drawn (9 pictures)" in card
    assert "all of mask_decoder" in card
    assert f"told by the true box {before.box:.3f} → {after.box:.3f}" in card


def test_an_adapter_saved_and_loaded_and_merged_gives_the_same_masks(
    root: Path, adapter: Path, unseen: list[Sample]
) -> None:
    merged = merge(str(adapter), root / "merged")
    with_adapter, alone, plain = (masks(folder, unseen) for folder in (adapter, merged, root / "base"))
    np.testing.assert_allclose(alone, with_adapter, atol=1e-5)
    assert np.abs(plain - alone).max() > 0.2
    infos = [open_segmenter(str(folder), "cpu").info for folder in (adapter, merged, root / "base")]
    assert len({info.sha256 for info in infos}) == 3
    assert infos[0].name == f"{root / 'base'} with {adapter}"


def test_it_is_safetensors_with_the_encoders_matrices_and_the_whole_decoder(root: Path, adapter: Path) -> None:
    from safetensors.torch import load_file

    names = list(load_file(adapter / "adapter_model.safetensors"))
    decoder = [name for name in load_file(root / "base" / "model.safetensors") if name.startswith("mask_decoder.")]
    assert len([name for name in names if ".mask_decoder." in name]) == len(decoder)
    assert all(".mask_decoder." in name or (".vision_encoder." in name and ".lora_" in name) for name in names)
    assert len(names) > len(decoder)
    assert not list(adapter.glob("*.bin"))


def test_the_registry_opens_it_as_a_segmenter_and_only_as_one(adapter: Path) -> None:
    assert open_engines(f"embedded+{adapter}", "cpu").segmenter.info.name.endswith(f"with {adapter}")
    with pytest.raises(InputError, match="is not a grounder"):
        open_engines(f"{adapter}+{adapter}", "cpu")


def test_a_run_goes_on_where_it_was_and_only_as_it_began(root: Path, samples: list[Sample], tmp_path: Path) -> None:
    lora, base = Lora(2, 4, ("qkv",)), str(root / "base")
    train_sam(base, samples, tmp_path, Schedule(steps=3), lora=lora, batch=1, device="cpu")
    assert steps_of(tmp_path) == 3
    train_sam(base, samples, tmp_path, Schedule(steps=5), lora=lora, batch=1, device="cpu")
    assert steps_of(tmp_path) == 5
    with pytest.raises(InputError, match="trained otherwise"):
        train_sam(base, samples, tmp_path, Schedule(steps=9), lora=LORA, device="cpu")


SAVED: dict[str, Callable[[Path], Path]] = {
    "sam": save_sam,
    "sam_hq": sam_checkpoints.save_sam_hq,
    "sam2": sam_checkpoints.save_sam2,
    "sam2_video": lambda folder: sam_checkpoints.save_sam2(folder, video=True),
    "sam3_tracker_video": sam_checkpoints.save_sam3_tracker,
}


@pytest.mark.parametrize("architecture", SAVED)
def test_gradients_reach_the_decoder_and_the_encoder_of_every_member(
    architecture: str, samples: list[Sample], tmp_path: Path
) -> None:
    checkpoint, _ = find_base(str(SAVED[architecture](tmp_path / "base")), architecture)
    processor, model = load_base(checkpoint)
    adapted = add_lora(model, LORA, "base", Scope("vision_encoder", ("mask_decoder",)))
    network, lessons = SEGMENTERS[architecture].network(processor.image_processor, model), SamLessons(samples, 0)
    losses = sam_loss(network, [lessons.draw() for _ in range(2)], lessons.rng, "cpu")
    assert losses.keys() == {"first", "second"}
    sum(losses.values(), torch.zeros(())).backward()
    learning = {name: p for name, p in adapted.named_parameters() if p.requires_grad}
    moved = {name for name, p in learning.items() if p.grad is not None and p.grad.abs().max() > 0}
    assert any("mask_decoder" in name for name in moved)
    assert any("vision_encoder" in name and "lora_B" in name for name in moved)
    assert all("mask_decoder" in name or "vision_encoder" in name for name in learning)


def test_what_cannot_be_trained_is_refused(root: Path, samples: list[Sample], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing to learn from"):
        train_sam(str(root / "base"), [], tmp_path / "a", Schedule())
    with pytest.raises(InputError, match="no layer 'lin9'"):
        train_sam(str(root / "base"), samples, tmp_path / "a", Schedule(), lora=Lora(targets=("lin9",)), device="cpu")
    with pytest.raises(WeightsError, match="not a model for this"):
        train_sam(str(save_grounding_dino(tmp_path / "b")), samples, tmp_path / "a", Schedule(), device="cpu")


def test_the_commands_train_and_merge(root: Path, tmp_path: Path) -> None:
    run, out, index = CliRunner().invoke, str(tmp_path / "a"), str(root / "index.jsonl")
    options = ["--steps", "2", "--batch", "1", "--target", "qkv", "--check", "1", "--device", "cpu"]
    done = run(app, ["train", "segmenter", "--base", str(root / "base"), "--data", index, "-o", out, *options])
    assert done.exit_code == 0, done.output
    assert "Dice on 1 things in 1 unseen pictures: by box" in done.output
    assert run(app, ["train", "merge", out, "-o", str(tmp_path / "m")]).exit_code == 0
    assert open_segmenter(str(tmp_path / "m"), "cpu").info.role == "segmenter"


def thing() -> Any:
    mask = np.zeros((64, 64), bool)
    mask[20:44, 16:40] = True
    return mask


def test_what_is_pointed_out_lies_where_it_is_said_to_be() -> None:
    mask, rng, kinds = thing(), np.random.default_rng(1), set[str]()
    for _ in range(200):
        prompt = first_gesture(mask, rng)
        for (x, y), positive in zip(prompt.points_xy.astype(int), prompt.positive, strict=True):
            assert mask[y, x] == positive
        kinds |= {"inside" if positive else "outside" for positive in prompt.positive}
        for stroke, positive in prompt.scribbles:
            assert positive
            assert mask[stroke[:, 1].astype(int), stroke[:, 0].astype(int)].all()
            kinds.add("scribble")
        if prompt.box_xyxy is not None:
            assert np.abs(np.array(prompt.box_xyxy) - (16, 20, 40, 44)).max() < 16
            kinds |= {"box"} if prompt.prior is None else {"box", "prior"}
        assert prompt.box_xyxy is not None or prompt.positive.any() or prompt.scribbles
    assert kinds == {"inside", "outside", "scribble", "box", "prior"}


@pytest.mark.parametrize(("missing", "excess", "inside"), [(10, 0, True), (2, 16, False)])
def test_a_correction_clicks_where_the_mask_is_most_wrong(missing: int, excess: int, inside: bool) -> None:
    mask = thing()
    guess = mask.astype(np.float32)
    guess[20:44, 40 - missing : 40] = 0
    guess[20:44, 44 : 44 + excess] = 0.9
    told = correct(ViewPrompt((16, 20, 40, 44)), guess, mask)
    ((x, y),), (positive,) = told.points_xy.astype(int), told.positive
    assert positive == mask[y, x] == inside
    assert (guess[y, x] > 0.5) != mask[y, x]
    assert told.prior is guess
    assert told.box_xyxy == (16, 20, 40, 44)
    assert len(correct(told, mask.astype(np.float32), mask).points_xy) == 1
