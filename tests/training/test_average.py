import pytest
from typer.testing import CliRunner

from limis.cli.main import app
from limis.errors import InputError

torch = pytest.importorskip("torch")


def saved(folder, name, value, keys=("liver",)):
    path = folder / f"{name}.pt"
    state = {"weight": torch.full((2, 2), float(value)), "steps": torch.tensor(value)}
    torch.save({"keys": list(keys), "state": state}, path)
    return path


def test_weights_are_averaged_and_counters_taken_from_the_last(tmp_path):
    from limis.training.average import average_networks

    made = average_networks([saved(tmp_path, "a", 1), saved(tmp_path, "b", 5)], tmp_path / "mean" / "grounder.pt")
    mean = torch.load(made, weights_only=True)
    assert mean["keys"] == ["liver"]
    assert mean["state"]["weight"].tolist() == [[3, 3], [3, 3]]
    assert int(mean["state"]["steps"]) == 5


def test_networks_for_different_concepts_are_refused(tmp_path):
    from limis.training.average import average_networks

    with pytest.raises(InputError, match="cannot average"):
        average_networks([saved(tmp_path, "a", 1), saved(tmp_path, "b", 1, ("spleen",))], tmp_path / "mean.pt")
    with pytest.raises(InputError, match="cannot average"):
        average_networks([], tmp_path / "mean.pt")
    with pytest.raises(InputError, match="cannot average"):
        average_networks([saved(tmp_path, "a", 1), tmp_path / "nowhere.pt"], tmp_path / "mean.pt")


def test_the_command_averages_what_it_is_given(tmp_path):
    networks = [str(saved(tmp_path, "a", 1)), str(saved(tmp_path, "b", 5))]
    out = tmp_path / "grounder" / "grounder.pt"
    assert CliRunner().invoke(app, ["train", "mean", *networks, "-o", str(out)]).exit_code == 0
    assert torch.load(out, weights_only=True)["state"]["weight"].tolist() == [[3, 3], [3, 3]]
