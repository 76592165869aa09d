"""Grounding DINO adapted with LoRA: a tiny random checkpoint learns drawn pictures, and its adapter can be used."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from checkpoints import save_grounding_dino, save_sam
from PIL import Image as Pillow
from typer.testing import CliRunner

from limis.cli.main import app
from limis.errors import InputError, WeightsError
from limis.grounders.grounding_dino import ARCHITECTURES, load_model, open_grounder, text_limit
from limis.grounders.phrases import Reader
from limis.grounders.tuning import Tuning, read_tuning
from limis.progress import silent
from limis.protocols import Grounding, Query, View
from limis.runtime.adapters import find_adapter
from limis.runtime.checkpoints import find_checkpoint
from limis.types import Box

torch = pytest.importorskip("torch")
peft = pytest.importorskip("peft")

from limis.training.boxes import box_recall, boxes_of  # noqa: E402
from limis.training.detector import check_adapter, lesson_loss, train_detector  # noqa: E402
from limis.training.lessons import Lessons  # noqa: E402
from limis.training.loop import Schedule  # noqa: E402
from limis.training.lora import Lora, add_lora, merge  # noqa: E402
from limis.training.samples import Sample, load_samples  # noqa: E402

SHAPE = (48, 64)
LORA = Lora(rank=8, alpha=16)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny checkpoint in ``base``, and an index of pictures with a bright heart, a dim liver, or both."""
    folder = tmp_path_factory.mktemp("lora")
    save_grounding_dino(folder / "base")
    (folder / "base" / "limis.json").write_text('{"rivals": 2}')
    rng, rows = np.random.default_rng(0), []
    for n in range(12):
        picture = rng.integers(0, 40, SHAPE).astype(np.uint8)
        for k, (concept, grey, reach) in enumerate((("heart", 220, 12), ("liver", 120, 8))):
            if n % 3 == k:
                continue
            y, x = rng.integers(12, 36), rng.integers(12, 52)
            mask = np.zeros(SHAPE, np.uint8)
            mask[y - reach : y + reach, x - reach : x + reach] = 255
            picture[mask > 0] = grey
            Pillow.fromarray(mask).save(folder / f"{n}-{concept}.png")
            row = {"dataset": "drawn", "split": "val" if n % 4 == 3 else "train", "image": f"{n}.png"}
            row |= {"mask": f"{n}-{concept}.png", "concept": concept, "modality": "CT"}
            rows.append(row | {"subject": str(n), "tier": "permissive"})
        Pillow.fromarray(picture).save(folder / f"{n}.png")
    (folder / "index.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    return folder


@pytest.fixture(scope="module")
def samples(root: Path) -> list[Sample]:
    return load_samples(root / "index.jsonl")


@pytest.fixture(scope="module")
def adapter(root: Path, samples: list[Sample]) -> Path:
    """Trained for at least 25 steps, however slow the machine is."""
    minutes, out = 0.07, root / "adapter"
    while steps_of(out) < 25:
        schedule = Schedule(minutes=minutes, rate=5e-3, average=0.9)
        train_detector(str(root / "base"), samples, out, schedule, lora=LORA, device="cpu")
        minutes *= 2
    return out


def steps_of(adapter: Path) -> int:
    last = adapter / "training" / "last.pt"
    return int(torch.load(last, weights_only=True)["step"]) if last.exists() else 0


def opened(folder: Path) -> tuple[Any, Any]:
    return load_model(find_checkpoint(str(folder), ARCHITECTURES))


def boxes(folder: Path, samples: list[Sample]) -> np.ndarray:
    """All that a grounder finds in two pictures whatever its score, boxes and scores side by side."""
    grounder = open_grounder(str(folder), "cpu")
    grounder.tuning = grounder.tuning.model_copy(update={"threshold": 0.0, "rivals": 0})
    views = [View((sample.image / 255).astype(np.float32), "CT") for sample in samples[:2]]
    found = [
        g for row in grounder.ground(views, [Query("heart", "heart"), Query("liver", "liver")], silent) for g in row
    ]
    return np.concatenate([np.column_stack([one.boxes_xyxy, one.scores]) for one in found])


def test_a_text_names_what_is_shown_among_what_is_not_and_boxes_lie_where_it_is(
    root: Path, samples: list[Sample]
) -> None:
    processor, model = opened(root / "base")
    lessons = Lessons(samples, Reader(processor.tokenizer, text_limit(processor, model)), seed=0)
    named, greys = set[str](), dict[str, list[float]]()
    for lesson in (lessons.draw(3) for _ in range(20)):
        words = " ".join(processor.tokenizer.convert_ids_to_tokens(lesson.text.ids)[1:-1])
        phrases = [phrase.strip() for phrase in words.split(".") if phrase.strip()]
        assert len(phrases) == len(set(phrases)) == len(lesson.text.places[0].names)
        named.update(phrases)
        for picture, label in zip(lesson.pictures, lesson.labels, strict=True):
            for number, box in zip(label["class_labels"], label["boxes"] * len(picture), strict=True):
                x, y, width, height = box.tolist()
                assert width / 2 - 1e-3 <= x <= len(picture) - width / 2 + 1e-3
                assert height / 2 - 1e-3 <= y <= len(picture) - height / 2 + 1e-3
                inside = picture[
                    round(y - height / 4) : round(y + height / 4), round(x - width / 4) : round(x + width / 4)
                ]
                greys.setdefault(phrases[int(number)], []).append(float(np.median(inside)))
    assert greys.keys() == {"heart", "liver"}
    assert np.median(greys["heart"]) > np.median(greys["liver"]) + 40 > 80
    assert named > greys.keys()


@pytest.mark.parametrize("family", ["GroundingDino", "MMGroundingDino"])
def test_the_loss_of_a_lesson_is_that_of_its_pictures_by_their_boxes(
    samples: list[Sample], tmp_path: Path, family: str
) -> None:
    processor, model = opened(save_grounding_dino(tmp_path / "base", family=family))
    lesson = Lessons(samples, Reader(processor.tokenizer, text_limit(processor, model)), seed=3).draw(6)
    halves = [replace(lesson, pictures=lesson.pictures[h], labels=lesson.labels[h]) for h in (slice(3), slice(3, 6))]
    numbers = [sum(len(label["boxes"]) for label in half.labels) for half in halves]
    with torch.no_grad():
        whole, first, second = (lesson_loss(model, processor.image_processor, one, "cpu") for one in (lesson, *halves))
    assert min(numbers) > 0
    assert float(whole) == pytest.approx(float(first * numbers[0] + second * numbers[1]) / sum(numbers), rel=1e-4)


def test_training_lowers_the_loss(root: Path, samples: list[Sample], adapter: Path) -> None:
    def loss_of(model: Any, processor: Any) -> float:
        lessons = Lessons(samples, Reader(processor.tokenizer, text_limit(processor, model)), seed=9)
        with torch.no_grad():
            return float(sum(lesson_loss(model, processor.image_processor, lessons.draw(4), "cpu") for _ in range(3)))

    processor, model = opened(root / "base")
    before = loss_of(model, processor)
    assert loss_of(find_adapter(str(adapter)).put_on(model), processor) < 0.75 * before


def test_an_adapter_saved_and_loaded_and_merged_gives_the_same_boxes(
    root: Path, samples: list[Sample], adapter: Path
) -> None:
    merged = merge(str(adapter), root / "merged")
    with_adapter, alone = boxes(adapter, samples), boxes(merged, samples)
    assert len(alone) > 0
    np.testing.assert_allclose(alone, with_adapter, atol=1e-4)
    plain = boxes(root / "base", samples)
    assert plain.shape != alone.shape or np.abs(plain - alone).max() > 1
    assert read_tuning(merged) == read_tuning(adapter) == Tuning(rivals=2)


def test_an_adapter_is_safetensors_with_a_card_that_says_what_it_finds(root: Path, adapter: Path) -> None:
    before, after = check_adapter(adapter, load_samples(root / "index.jsonl", split="val"), "cpu")
    assert {"README.md", "adapter_config.json", "adapter_model.safetensors", "limis.json"} <= {
        file.name for file in adapter.iterdir()
    }
    card = (adapter / "README.md").read_text(encoding="utf-8")
    assert "drawn (9 pictures)" in card
    assert f"on 3 unseen pictures: {before:.3f} → {after:.3f}" in card


def test_a_run_goes_on_where_it_was_and_only_as_it_began(root: Path, samples: list[Sample], tmp_path: Path) -> None:
    lora, base = Lora(2, 4, ("value_proj",)), str(root / "base")
    train_detector(base, samples, tmp_path / "a", Schedule(minutes=0.01), lora=lora, batch=2, device="cpu")
    first = steps_of(tmp_path / "a")
    train_detector(base, samples, tmp_path / "a", Schedule(minutes=0.02), lora=lora, batch=2, device="cpu")
    assert steps_of(tmp_path / "a") > first > 0
    with pytest.raises(InputError, match="trained otherwise"):
        train_detector(base, samples, tmp_path / "a", Schedule(minutes=0.03), lora=LORA, device="cpu")


def test_only_the_layers_that_are_named_learn(root: Path) -> None:
    _, model = opened(root / "base")
    adapted = add_lora(model, Lora(2, 4, ("value_proj", "text_projection")), "base")
    learning = {name.split(".lora_")[0].rpartition(".")[2] for name, p in adapted.named_parameters() if p.requires_grad}
    assert learning == {"value_proj", "text_projection"}


@pytest.mark.parametrize("target", ["nowhere", "bbox_embed.0.layers.0"])
def test_a_target_that_cannot_learn_is_refused(root: Path, samples: list[Sample], tmp_path: Path, target: str) -> None:
    lora = Lora(targets=(target,))
    with pytest.raises(InputError, match=f"no layer '{target}'"):
        train_detector(str(root / "base"), samples, tmp_path / "a", Schedule(), lora=lora, device="cpu")


def test_what_cannot_be_trained_is_refused(root: Path, samples: list[Sample], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing to learn from"):
        train_detector(str(root / "base"), [], tmp_path / "a", Schedule())
    with pytest.raises(WeightsError, match="not a model for this"):
        train_detector(str(save_sam(tmp_path / "sam")), samples, tmp_path / "a", Schedule(), device="cpu")


def test_an_adapter_and_a_checkpoint_never_share_a_folder(root: Path, samples: list[Sample], adapter: Path) -> None:
    with pytest.raises(InputError, match=r"one with config\.json"):
        train_detector(str(root / "base"), samples, root / "base", Schedule(), device="cpu")
    with pytest.raises(InputError, match=r"one with adapter_config\.json"):
        merge(str(adapter), adapter)


def test_the_commands_train_and_merge(root: Path, tmp_path: Path) -> None:
    run, out, index = CliRunner().invoke, str(tmp_path / "a"), str(root / "index.jsonl")
    options = ["--minutes", "0.01", "--batch", "2", "--target", "value_proj", "--check", "1", "--device", "cpu"]
    done = run(app, ["train", "grounder", "--base", str(root / "base"), "--data", index, "-o", out, *options])
    assert done.exit_code == 0, done.output
    assert "box recall at IoU 0.5 on 1 unseen pictures" in done.output
    assert run(app, ["train", "merge", out, "-o", str(tmp_path / "m")]).exit_code == 0
    assert open_grounder(str(tmp_path / "m"), "cpu").vocabulary == "open"
    assert run(app, ["train", "merge", str(tmp_path / "none"), "-o", str(tmp_path / "n")]).exit_code == 1


class Told:
    """A grounder that gives the boxes it was told."""

    def __init__(self, corners: list[tuple[float, float, float, float]]) -> None:
        self.corners = np.array(corners, np.float32).reshape(-1, 4)

    def ground(self, views: Any, queries: Any, progress: Any) -> list[list[Grounding]]:
        scores = np.ones(len(self.corners), np.float32)
        return [[Grounding(1.0, True, self.corners, scores) for _ in queries] for _ in views]


@pytest.mark.parametrize(
    ("corners", "recall"),
    [([(0, 0, 10, 10), (20, 0, 30, 12)], 1.0), ([(0, 0, 10, 5), (15, 0, 25, 10)], 0.5), ([], 0.0)],
)
def test_recall_counts_the_true_boxes_that_are_met(corners: Any, recall: float) -> None:
    mask = np.zeros((20, 40), bool)
    mask[:10, :10] = mask[:10, 20:30] = True
    sample = Sample("d", "val", "1", "microscopy", mask.astype(np.uint8), {"nucleus": mask})
    assert box_recall(Told(corners), [sample]) == recall


def test_pieces_have_boxes_of_their_own_but_sides_and_branches_are_kept_together() -> None:
    mask = np.zeros((20, 40), bool)
    mask[2:12, :10] = mask[2:12, 20:30] = True
    mask[18, 39] = True
    assert boxes_of({"nucleus": mask}, "nucleus") == [Box((2, 0), (12, 10)), Box((2, 20), (12, 30))]
    assert boxes_of({"retinal_vessel": mask}, "retinal_vessel") == [Box((2, 0), (19, 40))]
    joined = np.ones((4, 6), bool)
    left, right = joined.copy(), joined.copy()
    left[:, :3] = right[:, 3:] = False
    sides = {"lung": joined, "lung_left": left, "lung_right": right}
    assert boxes_of(sides, "lung") == [Box((0, 3), (4, 6)), Box((0, 0), (4, 3))]
