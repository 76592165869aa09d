"""Files of segment-anything that are not what they should be; what they do is in `test_sam_family`."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import torch
from sam_checkpoints import save_segment_anything

from limis.errors import WeightsError
from limis.segmenters.segment_anything import open_segmenter


class Intruder:
    """Does something when it is unpickled."""

    def __reduce__(self):
        return (Path.touch, (Path("intruded"),))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_segment_anything(tmp_path_factory.mktemp("segmenter")) / "sam.pth"


def test_the_model_is_read_from_the_shapes(file: Path) -> None:
    model = open_segmenter(str(file), "cpu").network.model
    assert (model.image_encoder.img_size, model.image_encoder.patch_embed.proj.kernel_size) == (64, (8, 8))
    assert [block.window_size for block in model.image_encoder.blocks] == [4, 0]
    assert [block.attn.num_heads for block in model.image_encoder.blocks] == [2, 2]
    assert model.mask_decoder.num_multimask_outputs == 3


def test_nothing_in_a_file_is_ever_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    torch.save({"image_encoder.pos_embed": Intruder()}, "evil.pth")
    Path("worse.pth").write_bytes(pickle.dumps(Intruder(), protocol=2))
    for name in ("evil.pth", "worse.pth"):
        with pytest.raises(WeightsError, match=f"safely.*{name}"):
            open_segmenter(name, "cpu")
    assert not Path("intruded").exists()


def test_other_files_are_refused_with_what_is_wrong(file: Path, tmp_path: Path) -> None:
    state = torch.load(file, weights_only=True)
    lacking = {name: tensor for name, tensor in state.items() if "no_mask_embed" not in name}
    extra = {**state, "adapter.weight": torch.ones(1)}
    for content, got in ((lacking, "no_mask_embed"), (extra, "adapter.weight"), ([1], "got list"), ({}, "KeyError")):
        torch.save(content, tmp_path / "other.pth")
        with pytest.raises(WeightsError, match=f"cannot load(.|\n)*{got}"):
            open_segmenter(str(tmp_path / "other.pth"), "cpu")
    (tmp_path / "short.pth").write_bytes(file.read_bytes()[:1000])
    with pytest.raises(WeightsError, match=r"cannot load .*short\.pth"):
        open_segmenter(str(tmp_path / "short.pth"), "cpu")
    with pytest.raises(WeightsError, match="No such file"):
        open_segmenter(str(tmp_path / "missing.pth"), "cpu")
