import json

import pytest

from limis.errors import WeightsError
from limis.models.weights import EMBEDDED_SETS, Learned, open_set, set_called


@pytest.mark.parametrize("name", EMBEDDED_SETS)
def test_every_file_of_a_set_is_the_one_its_manifest_names(name):
    weights = open_set(name)
    assert len(weights.files) == 6
    for file in weights.files:
        assert weights.path(file).is_file()
    assert weights.size_mb <= 15
    assert weights.licence
    assert (weights.folder / "LICENSE").is_file()


def test_the_research_set_says_what_it_may_be_used_for():
    assert "non-commercial" in open_set("embedded-research").notice
    assert open_set("embedded").notice == ""


def test_a_damaged_file_is_refused(tmp_path):
    manifest = json.loads((open_set("embedded").folder / "set.json").read_text())
    (tmp_path / "embedded").mkdir()
    (tmp_path / "embedded" / "set.json").write_text(json.dumps(manifest))
    (tmp_path / "embedded" / "grounder.ask.onnx").write_bytes(b"damaged")
    weights = open_set("embedded", tmp_path)
    with pytest.raises(WeightsError, match="damaged"):
        weights.path("grounder.ask.onnx")
    with pytest.raises(WeightsError, match="no file"):
        weights.path("grounder.encode.onnx")


def test_a_damaged_set_of_ones_own_is_named_by_its_folder_and_packed_again(tmp_path):
    shipped = open_set("embedded").folder / "set.json"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "set.json").write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(WeightsError, match=rf"{tmp_path / 'mine'}.*Pack the set again"):
        set_called(str(tmp_path / "mine")).path("grounder.ask.onnx")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "set.json").write_text("{}", encoding="utf-8")
    with pytest.raises(WeightsError, match=rf"{tmp_path / 'broken'}, got.*Pack the set again"):
        set_called(str(tmp_path / "broken"))


def test_a_set_that_comes_with_limis_is_installed_again():
    with pytest.raises(WeightsError, match="Install limis again"):
        open_set("embedded").path("grounder.gone.onnx")


def test_a_set_without_a_manifest_is_refused(tmp_path):
    with pytest.raises(WeightsError, match=r"set\.json"):
        open_set("nothing", tmp_path)


def test_a_concept_is_known_from_five_subjects_of_a_kind_of_imaging():
    learned = Learned(0, {"CT": 4, "MRI": 5}, 0.5)
    assert learned.known_in("MRI")
    assert not learned.known_in("CT")
    assert not learned.known_in("X-ray")
    assert learned.known_in(None)


def test_the_open_set_knows_no_more_than_the_research_set():
    assert set(open_set("embedded").learned) <= set(open_set("embedded-research").learned)
