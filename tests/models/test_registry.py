import json

import pytest

from limis.errors import InputError
from limis.models.listing import listing
from limis.models.registry import learned_by, open_engines, other_sets_that_know


def test_the_embedded_sets_are_listed_with_their_hashes():
    sets = [entry for entry in listing() if entry.kind == "set"]
    assert [entry.name for entry in sets] == ["embedded", "embedded-research"]
    assert all(entry.installed and len(entry.sha256["grounder"]) == 64 for entry in sets)


def test_the_default_opens_both_engines():
    engines = open_engines("embedded")
    assert engines.grounder.info.name == engines.segmenter.info.name == "embedded"
    assert engines.notice == ""


def test_sets_can_be_joined_and_their_notice_follows():
    engines = open_engines("embedded+embedded-research")
    assert engines.grounder.info.name == "embedded"
    assert engines.segmenter.info.name == "embedded-research"
    assert "non-commercial" in engines.notice


def test_who_knows_a_concept():
    assert "microscopy" in learned_by("nucleus")["embedded"]
    assert learned_by("piano") == {}
    assert other_sets_that_know("nucleus", "embedded") == ("embedded-research",)
    assert other_sets_that_know("nucleus", "embedded", "microscopy") == ("embedded-research",)
    assert other_sets_that_know("nucleus", "embedded", "X-ray") == ()


@pytest.mark.parametrize("name", ["nothing", "a+b+c", "+embedded"])
def test_a_name_that_is_none_is_refused(name):
    with pytest.raises(InputError, match="limis models"):
        open_engines(name)


def test_a_segmenter_is_no_grounder(tmp_path):
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "sam"}))
    with pytest.raises(InputError, match="is not a grounder"):
        open_engines(f"{tmp_path}+embedded")


@pytest.mark.parametrize("config", ["{", "[]", "{}"])
def test_a_damaged_checkpoint_is_refused(tmp_path, config):
    (tmp_path / "config.json").write_text(config)
    with pytest.raises(InputError, match="is not a grounder"):
        open_engines(f"{tmp_path}+embedded")


@pytest.mark.parametrize(
    ("grounder", "taken_for"),
    [
        ("facebook/sam-vit-base", "segmenter"),
        ("samsung/whatever", "an architecture it does not know"),
        ("x/samples", "an architecture it does not know"),
    ],
)
def test_a_hub_name_is_known_by_its_whole_words(grounder, taken_for):
    with pytest.raises(InputError, match=f"not a grounder.*got {taken_for}"):
        open_engines(f"{grounder}+facebook/sam-vit-base")
