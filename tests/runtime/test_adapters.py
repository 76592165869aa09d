"""LoRA adapters made with peft for tiny random checkpoints."""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path

import numpy as np
import pytest
import torch
from checkpoints import save_grounding_dino, save_sam

from limis.errors import WeightsError
from limis.grounders.detector import PhraseGrounder
from limis.grounders.grounding_dino import open_grounder
from limis.models.registry import open_engines
from limis.progress import silent
from limis.protocols import Query, View

peft = pytest.importorskip("peft")

VIEW = View(np.random.default_rng(0).random((48, 64)).astype(np.float32))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = save_grounding_dino(tmp_path_factory.mktemp("base"))
    (folder / "README.md").write_text("---\nlicense: apache-2.0\n---\n")
    return folder


@pytest.fixture(scope="module")
def adapter(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_adapter(base, tmp_path_factory.mktemp("adapter"))


def save_adapter(base: Path, folder: Path) -> Path:
    """Write an adapter whose random weights do change the model, as peft does after training."""
    from transformers import AutoModelForZeroShotObjectDetection

    model = AutoModelForZeroShotObjectDetection.from_pretrained(base)
    model.get_input_embeddings = model.model.text_backbone.get_input_embeddings  # which peft asks for
    torch.manual_seed(1)
    config = peft.LoraConfig(r=2, target_modules=["query", "value", "text_projection"], init_lora_weights=False)
    with warnings.catch_warnings(action="ignore"):  # peft asks transformers for what goes by another name now
        peft.get_peft_model(model, config).save_pretrained(folder)
    return folder


def found(grounder: PhraseGrounder) -> tuple[float, ...]:
    return tuple(g.score for g in grounder.ground([VIEW], [Query("lung", "lung"), Query(None, "pale")], silent)[0])


def test_a_model_with_an_adapter_is_that_of_peft(base: Path, adapter: Path) -> None:
    from transformers import AutoModelForZeroShotObjectDetection

    ours = open_grounder(str(base), "cpu", str(adapter))
    plain = AutoModelForZeroShotObjectDetection.from_pretrained(base).eval()
    plain.get_input_embeddings = plain.model.text_backbone.get_input_embeddings
    with warnings.catch_warnings(action="ignore"):
        theirs = peft.PeftModel.from_pretrained(plain, adapter).eval()
    pixels = torch.rand(1, 3, 64, 96, generator=torch.Generator().manual_seed(0))
    inputs = {"pixel_values": pixels, "input_ids": torch.tensor([[101, 204, 1012, 102]])}
    with torch.inference_mode():
        a, b = ours.detector.runner.model(**inputs).pred_boxes, theirs(**inputs).pred_boxes
        without = open_grounder(str(base), "cpu").detector.runner.model(**inputs).pred_boxes
    torch.testing.assert_close(a, b, atol=1e-4, rtol=0)
    assert (a - without).abs().max() > 0.01


def test_an_adapters_folder_opens_the_model_it_was_trained_on(base: Path, adapter: Path) -> None:
    alone, both = open_grounder(str(adapter), "cpu"), open_grounder(str(base), "cpu", str(adapter))
    assert found(alone) == found(both)
    assert alone.info == both.info
    assert alone.info.name == f"{base} with {adapter}"
    assert alone.info.sha256 != open_grounder(str(base), "cpu").info.sha256


def test_the_adapters_own_word_on_licence_and_thresholds_counts(base: Path, adapter: Path, tmp_path: Path) -> None:
    told = shutil.copytree(adapter, tmp_path / "told")
    (told / "README.md").write_text("---\nlicense: cc-by-nc-4.0\n---\n")
    (told / "limis.json").write_text(json.dumps({"thresholds": {"lung": 0.9}}))
    grounder = open_grounder(str(told), "cpu")
    assert grounder.info.licence == "apache-2.0, adapter cc-by-nc-4.0"
    assert grounder.tuning.threshold_of("lung") == 0.9


def test_an_adapter_for_another_model_is_refused(adapter: Path, tmp_path: Path) -> None:
    other = save_grounding_dino(tmp_path, d_model=64)
    with pytest.raises(WeightsError, match=r"it was trained on .*Name the model that it was trained on"):
        open_grounder(str(other), "cpu", str(adapter))


def test_an_adapter_that_would_leave_layers_without_weights_is_refused(adapter: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    gappy = shutil.copytree(adapter, tmp_path / "gappy")
    tensors = load_file(gappy / "adapter_model.safetensors")
    save_file(dict(list(tensors.items())[2:]), gappy / "adapter_model.safetensors")
    with pytest.raises(WeightsError, match="missing adapter keys"):
        open_grounder(str(gappy), "cpu")


@pytest.mark.parametrize(
    ("files", "got"),
    [
        ({}, "no readable adapter_config.json, no adapter_model.safetensors"),
        ({"adapter_config.json": '{"peft_type": "LORA"}', "adapter_model.bin": ""}, "LORA, no adapter_model.safe"),
        ({"adapter_config.json": '{"peft_type": "IA3"}', "adapter_model.safetensors": ""}, "got IA3"),
    ],
)
def test_what_is_no_lora_in_safetensors_is_refused(base: Path, tmp_path: Path, files: dict[str, str], got: str) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    with pytest.raises(WeightsError, match=got):
        open_grounder(str(base), "cpu", str(tmp_path))


def test_an_adapter_is_a_grounder_by_its_folder(adapter: Path, tmp_path: Path) -> None:
    engines = open_engines(f"{adapter}+{save_sam(tmp_path / 'segmenter')}", "cpu")
    alone = open_grounder(str(adapter), "cpu")
    assert engines.grounder.info.sha256 == alone.info.sha256
