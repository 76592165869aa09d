"""The whole path, with the models that come with limis and with tiny checkpoints of the big ones."""

import checkpoints
import numpy as np
import phantoms
import pytest
from PIL import Image as Pillow

import limis
from limis.errors import InputError, ReadError
from limis.geometry import Geometry
from limis.models.registry import open_engines
from limis.types import Image


@pytest.fixture
def cells(tmp_path):
    """A picture of sixteen bright cells on black, and where they are."""
    truth = np.zeros((220, 260), bool)
    y, x = np.mgrid[0:220, 0:260]
    for row in range(30, 220, 50):
        for column in range(35, 260, 60):
            truth |= (y - row) ** 2 + (x - column) ** 2 < 11**2
    noise = np.random.default_rng(0).normal(0, 5, truth.shape)
    path = tmp_path / "cells.png"
    Pillow.fromarray(np.clip(np.where(truth, 190, 12) + noise, 0, 255).astype(np.uint8)).save(path)
    return path, truth


def test_a_path_and_a_sentence_become_masks(cells):
    path, truth = cells
    result = limis.segment(path, "segment the nuclei")
    mask = result.masks["nucleus"].data
    assert 2 * (mask & truth).sum() / (mask.sum() + truth.sum()) > 0.7


def test_the_same_request_gives_the_same_masks(cells):
    path, _ = cells
    image = limis.load(path)
    first, second = (limis.segment(image, "nuclei").masks["nucleus"].data for _ in range(2))
    assert np.array_equal(first, second)


def test_what_is_not_there_is_not_found(cells):
    result = limis.segment(cells[0], "segment the hippocampus", modality="MRI")
    assert not result[0].found
    assert result[0].reason


@pytest.mark.parametrize("sentence", ["", "undo", "grow it", "the ventricle", "don't segment the nuclei"])
def test_a_sentence_that_one_image_cannot_answer_is_refused(cells, sentence):
    with pytest.raises(InputError):
        limis.segment(cells[0], sentence)


def test_a_sentence_that_is_not_understood_gives_nothing_and_says_why(cells):
    result = limis.segment(cells[0], "purple monkey dishwasher")
    assert len(result) == 0
    assert "purple monkey dishwasher" in result.reason


def test_what_only_the_research_set_knows_is_told(cells):
    result = limis.segment(cells[0], "segment the optic disc")
    assert "--models embedded-research knows it" in result[0].reason


def test_a_missing_image_and_unknown_models_are_refused(tmp_path, cells):
    with pytest.raises(ReadError):
        limis.segment(tmp_path / "nothing.png", "nuclei")
    with pytest.raises(InputError, match="no models called"):
        limis.segment(cells[0], "nuclei", models="nothing")


def test_tiny_grounding_dino_and_sam_go_the_whole_way(tmp_path, cells):
    models = checkpoints.save_models(tmp_path / "models")
    path, truth = cells
    result = limis.segment(path, "segment the left lung and the nuclei", models=str(models))
    assert [structure.name for structure in result] == ["lung_left", "nucleus"]
    for structure in result:
        assert structure.found or structure.reason
        assert structure.mask is None or structure.mask.data.shape == truth.shape


def test_a_volume_gives_the_same_mask_however_it_is_stored_or_turned():
    rows, columns = np.mgrid[0:230, 0:180]
    cells = (rows % 46 - 23) ** 2 + (columns % 52 - 26) ** 2 < 100
    noise = np.random.default_rng(0).normal(0, 5, (230, 180, 2))
    data = np.clip(np.where(cells[..., None], 190, 12) + noise, 0, 255).astype(np.uint8)
    engines = open_engines("embedded")

    def ask(data, affine):
        image = Image(data, Geometry(data.shape, affine))
        return limis.segment(image, "nuclei", models=engines, modality="microscopy").masks["nucleus"]

    straight, oblique = np.diag([1.0, 1.2, 6.0, 1.0]), phantoms.oblique_affine(spacing=(1.0, 1.2, 6.0))
    first = ask(data, straight)
    stored = list(phantoms.reorientations(np.arange(data.size).reshape(data.shape), straight))
    for places, affine in (stored[13], stored[46]):
        again = ask(data.ravel()[places], affine)
        assert np.array_equal(np.sort(places[again.data]), np.flatnonzero(first.data))
    turned = ask(data, oblique @ np.diag([-1.0, 1.0, 1.0, 1.0]))
    assert 2 * (turned.data & first.data).sum() / (turned.voxels + first.voxels) >= 0.99


def test_one_talks_to_an_image_until_its_mask_is_right(cells, tmp_path, monkeypatch):
    monkeypatch.setenv("LIMIS_HOME", str(tmp_path / "home"))
    path, truth = cells
    with limis.chat(path, modality="microscopy", out=tmp_path / "out") as chat:
        turn = chat.say("segment the nuclei")
        whole = chat.masks["nucleus"].voxels
        assert turn.reply == f"Nucleus found. Nucleus: {whole:,} px."
        assert 2 * (chat.masks["nucleus"].data & truth).sum() / (whole + truth.sum()) > 0.7
        chat.say("shrink it by 1 pixel")
        assert chat.masks["nucleus"].voxels < whole
        chat.undo()
        assert chat.masks["nucleus"].voxels == whole
        name = chat.id
    with limis.resume(name) as again:
        assert again.masks["nucleus"].voxels == whole


def test_a_conversation_starts_with_the_masks_there_are(cells, tmp_path):
    path, truth = cells
    image = limis.load(path)
    with limis.chat(image, masks={"nuclei": truth}, keep=False) as chat:
        assert chat.masks["nucleus"].voxels == truth.sum()
        assert chat.id == ""
        assert chat.say("you missed the left of the picture").outcomes[0].command.op == "missing"
    Pillow.fromarray((truth * 255).astype(np.uint8)).save(tmp_path / "mask.png")
    from_file = {"nuclei": tmp_path / "mask.png", "cell": limis.Mask(truth, image.geometry)}
    with limis.chat(image, masks=from_file, keep=False) as chat:
        assert [s.name for s in chat.structures] == ["nucleus", "cell"]


def test_what_is_no_mask_is_refused_with_what_to_do(cells):
    path, _ = cells
    with pytest.raises(InputError, match=r"nuclei is no mask.*a list.*numpy\.asarray"):
        limis.chat(path, masks={"nuclei": [[0, 1]]}, keep=False)
