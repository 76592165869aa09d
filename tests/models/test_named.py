from importlib import import_module
from pathlib import Path

import pytest

from limis.errors import InputError, WeightsError
from limis.models import named
from limis.models.listing import examine, listing
from limis.models.named import NamedModel, Preset, model_called, named_models, presets
from limis.models.registry import behind, open_engines, opener_of


@pytest.mark.parametrize("name", named_models())
def test_every_row_has_an_engine_for_each_of_its_roles(name):
    model = named_models()[name]
    assert model.roles
    for role in model.roles:
        module, _, function = opener_of(name, role).partition(":")
        assert callable(getattr(import_module(module), function))


@pytest.mark.parametrize("name", presets())
def test_every_preset_is_a_grounder_and_a_segmenter(name):
    assert [model.roles for model in behind(name)] == [("grounder",), ("segmenter",)]


def test_the_presets_that_are_promised_are_there():
    assert {"grounded-sam", "grounded-medsam"} <= set(presets())
    assert presets()["grounded-sam"].models == "grounding-dino-base+sam-vit-base"


def test_no_name_means_two_things():
    names = [entry.name for entry in listing()]
    assert len(names) == len(set(names))


def table(tmp_path: Path, rows: str) -> Path:
    path = tmp_path / "named.toml"
    path.write_text(rows)
    return path


ROW = """
[models.mine]
hub = "someone/mine"
revision = "main"
architecture = "sam"
roles = ["segmenter"]
licence = "MIT"
parameters = 3
modality = "x"
files = ["a.pth"]
"""


def test_a_row_is_a_model(tmp_path):
    models, bundles = named._read(table(tmp_path, ROW + '[presets.two]\nmodels = "mine+mine"\nsummary = "s"\n'))
    assert models["mine"] == NamedModel(
        "mine", "someone/mine", "main", "sam", ("segmenter",), "MIT", 3, "x", files=("a.pth",)
    )
    assert bundles == {"two": Preset("two", "mine+mine", "s")}
    assert models["mine"].opened_at(Path("/f")) == Path("/f/a.pth")


@pytest.mark.parametrize(
    ("change", "named_in_error"),
    [
        (('hub = "someone/mine"', 'hub = "mine"'), "hub 'mine'"),
        (('"main"', '"v1"'), "revision 'v1'"),
        (('["segmenter"]', '["painter"]'), "painter"),
        (("parameters = 3", 'parameters = "many"'), "parameters"),
        (('licence = "MIT"\n', ""), "no licence"),
        (('modality = "x"', 'modality = "x"\ncolour = 1'), "unknown colour"),
        (('"a.pth"', '"../a.pth"'), r"\.\./a\.pth"),
        (("[models.mine]", "[models.MINE]"), "MINE: a name is"),
        (("hub", "[["), "TOMLDecodeError"),
    ],
)
def test_a_row_that_makes_no_sense_is_named(tmp_path, change, named_in_error):
    with pytest.raises(WeightsError, match=named_in_error):
        named._read(table(tmp_path, ROW.replace(*change) + "[presets]\n"))


def test_a_preset_of_what_is_not_there_is_named(tmp_path):
    rows = ROW + '[presets.two]\nmodels = "mine+yours"\nsummary = "s"\n'
    with pytest.raises(WeightsError, match="no row: yours"):
        named._read(table(tmp_path, rows))


def test_what_stands_behind_a_name():
    assert [m.name for m in behind("embedded+medsam+verifier:biomedclip")] == ["medsam", "biomedclip"]
    assert [m.hub for m in behind("grounding-dino-base+someone/sam")] == [
        "IDEA-Research/grounding-dino-base",
        "someone/sam",
    ]
    assert behind("embedded") == ()
    assert [m.name for m in behind("medsam")] == ["medsam"]


def test_a_model_alone_is_told_apart_from_no_name():
    with pytest.raises(InputError, match="got 'medsam', a segmenter alone"):
        open_engines("medsam")
    assert model_called("nothing") is None


def test_roles_are_not_mixed_up():
    with pytest.raises(InputError, match="medsam is not a grounder"):
        open_engines("medsam+sam-vit-base")
    with pytest.raises(InputError, match="embedded is not a verifier"):
        open_engines("embedded+verifier:embedded")


def test_a_model_that_is_not_here_is_not_installed_and_not_well(tmp_path, monkeypatch):
    monkeypatch.setenv("LIMIS_HOME", str(tmp_path))
    (entry,) = (entry for entry in listing() if entry.name == "medsam")
    assert (entry.installed, entry.size_mb, entry.parameters) == (False, 0.0, 94)
    assert not examine(entry).ok
    assert "limis models pull medsam" in examine(entry).detail


def test_a_folder_of_ones_own_is_installed(tmp_path, monkeypatch):
    monkeypatch.setenv("LIMIS_HOME", str(tmp_path))
    monkeypatch.setenv("LIMIS_MODELS_DIR", str(tmp_path))
    (tmp_path / "medsam").mkdir()
    (tmp_path / "medsam" / "weights").write_bytes(bytes(10**6))
    (entry,) = (entry for entry in listing() if entry.name == "medsam")
    assert (entry.installed, entry.size_mb, entry.origin) == (True, 1.0, str(tmp_path / "medsam"))
    assert examine(entry).ok
