"""What belongs together learns together, and nothing downstream knows of it."""

import pytest

torch = pytest.importorskip("torch")

from limis.training.networks import GrounderNet  # noqa: E402
from limis.training.ties import groups_of, tie, untie  # noqa: E402

KEYS = ["brainstem", "kidney_left", "liver_tumor", "lung_tumor", "skin_lesion", "vertebra_l1", "vertebra_l2"]


@pytest.fixture(name="network")
def fixture_network() -> GrounderNet:
    torch.manual_seed(0)
    return GrounderNet(len(KEYS)).eval()


def answers(network: GrounderNet) -> torch.Tensor:
    picture = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(1))
    features, context = network(picture)
    asked = torch.arange(len(KEYS))[None]
    return torch.cat([network.heat(features, asked).flatten(2), network.there(context, asked)[..., None]], 2)


def practise(network: GrounderNet, key: str) -> None:
    """One step on one key alone, of the vectors alone."""
    mine = [p for name, p in network.named_parameters() if "vectors" in name or "presence." in name]
    optimiser = torch.optim.SGD(mine, lr=1.0)
    asked = torch.tensor([[KEYS.index(key)]])
    features, context = network(torch.rand(1, 3, 64, 64))
    (network.heat(features, asked).mean() + network.there(context, asked).mean()).backward()
    optimiser.step()


@torch.no_grad()
def test_tying_and_untying_change_no_answer(network):
    before = answers(network)
    tie(network, KEYS)
    torch.testing.assert_close(answers(network), before)
    torch.nn.init.normal_(network.parametrizations.vectors[0].groups)
    tied = answers(network)
    assert not torch.allclose(tied, before)
    untie(network)
    torch.testing.assert_close(answers(network), tied)
    assert network.state_dict().keys() == GrounderNet(len(KEYS)).state_dict().keys()


def test_what_one_lumbar_vertebra_learns_the_next_one_has_too_and_the_liver_s_tumour_has_not(network):
    tie(network, KEYS)
    before = answers(network).detach()
    practise(network, "vertebra_l1")
    moved = (answers(network).detach() - before).abs().amax((0, 2))
    by_key = dict(zip(KEYS, moved.tolist(), strict=True))
    assert by_key["vertebra_l1"] > by_key["vertebra_l2"] > 0
    assert by_key["liver_tumor"] == by_key["skin_lesion"] == 0


def test_groups_follow_the_vocabulary():
    assert "in intracranial_hemorrhage" in groups_of("subdural_hemorrhage") & groups_of("intracranial_hemorrhage")
    assert groups_of("kidney_left") == groups_of("kidney")
    assert groups_of("liver_tumor") & groups_of("lung_tumor") == {"called tumor"}
