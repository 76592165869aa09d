import pytest

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
