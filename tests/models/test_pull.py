"""Models fetched from a hub that runs on this machine, and held against the lock file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import hub as local_hub
import pytest
from checkpoints import save_grounding_dino, save_sam
from hub import Hub

from limis.errors import WeightsError
from limis.models.lock import lock_file, locked
from limis.models.named import NamedModel, model_called, named_models
from limis.models.pull import locate, pull
from limis.models.registry import open_engines

SAM = named_models()["sam-vit-base"]


@pytest.fixture(scope="module")
def sam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny SAM beside what real ones lie beside: the same weights pickled, and for other frameworks."""
    folder = save_sam(tmp_path_factory.mktemp("sam") / "model")
    (folder / "README.md").write_text("---\nlicense: apache-2.0\n---\n")
    (folder / "pytorch_model.bin").write_bytes(b"never fetched")
    (folder / "tf_model.h5").write_bytes(b"never fetched")
    return folder


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Hub]:
    from huggingface_hub import constants

    with local_hub.running() as served:
        monkeypatch.setattr(constants, "ENDPOINT", served.url)
        monkeypatch.setattr(
            constants, "HUGGINGFACE_CO_URL_TEMPLATE", served.url + "/{repo_id}/resolve/{revision}/{filename}"
        )
        monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
        monkeypatch.setenv("LIMIS_HOME", str(tmp_path / "home"))
        monkeypatch.delenv("LIMIS_MODELS_DIR", raising=False)
        yield served


def test_a_name_is_fetched_once_locked_and_opened(hub: Hub, sam: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.add(SAM.hub, sam, SAM.revision)
    segmenter = open_engines("embedded+sam-vit-base", "cpu").segmenter
    assert (segmenter.info.name, segmenter.info.licence) == ("sam-vit-base", "Apache-2.0")
    entry = locked("sam-vit-base")
    assert entry is not None
    assert (entry.hub, entry.commit) == (SAM.hub, SAM.revision)
    assert entry.files["model.safetensors"] == segmenter.info.sha256
    assert (
        {file for file, _ in hub.served}
        == set(entry.files)
        == {p.name for p in sam.iterdir()}
        - {
            "pytorch_model.bin",
            "tf_model.h5",
        }
    )
    served = len(hub.served)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    open_engines("embedded+sam-vit-base", "cpu")
    assert len(hub.served) == served


def test_a_preset_and_a_name_of_the_hub_open(hub: Hub, sam: Path, tmp_path: Path) -> None:
    dino = named_models()["grounding-dino-base"]
    hub.add(dino.hub, save_grounding_dino(tmp_path / "dino"), dino.revision)
    hub.add(SAM.hub, sam, SAM.revision)
    commit = hub.add("someone/sam-of-mine", sam)
    engines = open_engines("grounded-sam", "cpu")
    assert [info.name for info in engines.infos] == ["grounding-dino-base", "sam-vit-base"]
    assert open_engines("grounding-dino-base+someone/sam-of-mine", "cpu").segmenter.info.licence == "apache-2.0"
    assert getattr(locked("someone/sam-of-mine"), "commit", None) == commit


@pytest.mark.parametrize("into", [None, "mine"])
def test_a_download_that_breaks_off_goes_on_where_it_stopped(
    hub: Hub, sam: Path, tmp_path: Path, into: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 100)
    to = tmp_path / into if into else None
    hub.add(SAM.hub, sam, SAM.revision)
    hub.cut["model.safetensors"] = 1000
    with pytest.raises(WeightsError, match="limis models pull sam-vit-base` goes on where this stopped"):
        pull(SAM, to=to)
    assert locked("sam-vit-base") is None
    hub.cut.clear()
    entry = pull(SAM, to=to)
    assert (Path(entry.folder) / "model.safetensors").read_bytes() == (sam / "model.safetensors").read_bytes()
    assert ("model.safetensors", 1000) in hub.served
    assert not list(tmp_path.rglob("*.part"))


def test_a_file_that_changed_here_is_named_and_fetched_again(hub: Hub, sam: Path) -> None:
    hub.add(SAM.hub, sam, SAM.revision)
    weights = Path(pull(SAM).folder) / "model.safetensors"
    weights.resolve().write_bytes(weights.read_bytes()[:-1] + b"!")
    with pytest.raises(WeightsError, match=r"model\.safetensors is not the file .* `limis models pull sam-vit-base`"):
        open_engines("embedded+sam-vit-base", "cpu")
    pull(SAM)
    open_engines("embedded+sam-vit-base", "cpu")


def test_a_file_that_is_gone_is_named(hub: Hub, sam: Path) -> None:
    hub.add(SAM.hub, sam, SAM.revision)
    (Path(pull(SAM).folder) / "config.json").unlink()
    with pytest.raises(WeightsError, match=r"config\.json is not the file .* got no file"):
        locate(SAM)


def test_main_is_held_where_it_was_first_fetched_until_an_update(hub: Hub, sam: Path, tmp_path: Path) -> None:
    model = NamedModel("someone/sam", "someone/sam")
    first = hub.add(model.hub, sam)
    pull(model)
    second = hub.add(model.hub, save_sam(tmp_path / "newer", seed=1))
    assert pull(model).commit == first
    assert pull(model, update=True).commit == second
    assert locate(model).name == second


def test_other_bytes_under_the_same_commit_are_refused(hub: Hub, sam: Path, tmp_path: Path) -> None:
    hub.add(SAM.hub, sam, SAM.revision)
    before = pull(SAM)
    shutil.copytree(sam, tmp_path / "forged")
    save_sam(tmp_path / "forged", seed=1)
    hub.add(SAM.hub, tmp_path / "forged", SAM.revision)
    served = len(hub.served)
    with pytest.raises(WeightsError, match=r"hub's model\.safetensors .* --update"):
        pull(SAM, to=tmp_path / "elsewhere")
    assert len(hub.served) == served
    assert locked("sam-vit-base") == before
    assert locate(SAM) == Path(before.folder)


def test_a_small_file_that_changed_under_the_same_commit_is_refused(
    hub: Hub, sam: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.add(SAM.hub, sam, SAM.revision)
    before = pull(SAM)
    shutil.copytree(sam, tmp_path / "forged")
    (tmp_path / "forged" / "config.json").write_text((sam / "config.json").read_text() + " ")
    hub.add(SAM.hub, tmp_path / "forged", SAM.revision)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "empty"))
    with pytest.raises(WeightsError, match=r"hub's config\.json .*another one, twice"):
        pull(SAM, to=tmp_path / "elsewhere")
    assert locked("sam-vit-base") == before


def test_a_lock_of_another_commit_than_limis_asks_for_is_refused(hub: Hub, sam: Path) -> None:
    hub.add(SAM.hub, sam, "0" * 40)
    pull(NamedModel("sam-vit-base", SAM.hub, revision="0" * 40))
    with pytest.raises(WeightsError, match=f"expected {SAM.hub} at {SAM.revision}, got .* --update"):
        locate(SAM)


def test_a_folder_of_ones_choice_takes_it_and_is_found(hub: Hub, sam: Path, tmp_path: Path) -> None:
    hub.add(SAM.hub, sam, SAM.revision)
    pull(SAM, to=tmp_path / "mine")
    assert (tmp_path / "mine" / "model.safetensors").is_file()
    assert locate(SAM) == tmp_path / "mine"
    (tmp_path / "mine" / "model.safetensors").write_bytes(b"damaged")
    pull(SAM)
    assert (tmp_path / "mine" / "model.safetensors").read_bytes() == (sam / "model.safetensors").read_bytes()


def test_offline_says_to_pull_with_the_network(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(WeightsError, match=r"HF_HUB_OFFLINE.*Run `limis models pull medsam` with the network"):
        open_engines("embedded+medsam", "cpu")
    assert hub.served == []


def test_what_others_fetched_into_the_cache_is_taken_and_locked(
    hub: Hub, sam: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import snapshot_download

    hub.add(SAM.hub, sam, SAM.revision)
    folder = snapshot_download(SAM.hub, revision=SAM.revision)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    assert locate(SAM) == Path(folder)
    assert getattr(locked("sam-vit-base"), "commit", None) == SAM.revision


def test_a_gated_model_says_where_to_ask(hub: Hub, sam: Path) -> None:
    hub.add("owner/gated-sam", sam)
    hub.gated.add("owner/gated-sam")
    with pytest.raises(WeightsError, match=r"is gated.*Ask at http.*/owner/gated-sam, log in"):
        pull(NamedModel("gated-sam", "owner/gated-sam", gated=True))


def test_a_model_that_is_not_on_the_hub_is_named(hub: Hub) -> None:
    with pytest.raises(WeightsError, match=r"cannot fetch nobody/has-sam: .*RepositoryNotFoundError"):
        open_engines("embedded+nobody/has-sam", "cpu")


def test_a_hub_that_is_not_there_is_no_traceback(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(WeightsError, match=r"cannot fetch sam-vit-base.*ConnectError|ConnectionError"):
        pull(SAM)


def test_pickled_weights_are_fetched_only_where_there_are_no_others(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "sam"}')
    (tmp_path / "pytorch_model.bin").write_bytes(b"cposix\nsystem\n(S'touch /tmp/never'\ntR.")
    hub.add("someone/pickled-sam", tmp_path)
    with pytest.raises(WeightsError, match=r"loaded safely.*pytorch_model\.bin, which wants posix\.system"):
        open_engines("embedded+someone/pickled-sam", "cpu")


def test_a_model_without_weights_is_refused(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    hub.add("someone/empty", tmp_path)
    with pytest.raises(WeightsError, match=r"does not have the weights.*safetensors"):
        pull(NamedModel("someone/empty", "someone/empty"))


def test_only_the_weights_of_a_row_are_fetched_and_the_first_is_opened(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "checkpoints").mkdir()
    for name in ("checkpoints/a.pth", "checkpoints/b.pth", "README.md"):
        (tmp_path / name).write_bytes(name.encode())
    hub.add("someone/files", tmp_path)
    model = NamedModel("files", "someone/files", files=("checkpoints/b.pth",))
    folder = locate(model)
    assert model.opened_at(folder).read_bytes() == b"checkpoints/b.pth"
    assert sorted(file for file, _ in hub.served) == ["README.md", "checkpoints/b.pth"]


def test_what_a_model_needs_besides_is_fetched_with_it(
    hub: Hub, sam: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import hf_hub_download as hub_download

    for name in ("config.json", "vocab.txt", "model.safetensors"):
        (tmp_path / name).write_bytes(b"{}")
    hub.add("someone/words", tmp_path)
    hub.add("someone/sam", sam)
    pull(NamedModel("mine", "someone/sam", needs=("someone/words",)))
    assert set(getattr(locked("someone/words:config.json"), "files", ())) == {"config.json", "vocab.txt"}
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    assert hub_download("someone/words", "vocab.txt")  # as other packages ask for it: by name, at main


def test_a_folder_of_ones_own_comes_first(hub: Hub, sam: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "medsam").symlink_to(sam)
    monkeypatch.setenv("LIMIS_MODELS_DIR", str(tmp_path / "own"))
    assert open_engines("embedded+medsam", "cpu").segmenter.info.name == "medsam"
    assert hub.served == []
    assert locked("medsam") is None


@pytest.mark.parametrize("text", ["{", "[]", '{"sam-vit-base": {"hub": 3}}'])
def test_a_damaged_lock_file_is_named(hub: Hub, text: str) -> None:
    lock_file().parent.mkdir()
    lock_file().write_text(text)
    with pytest.raises(WeightsError, match=r"models\.lock\.json"):
        locate(SAM)


def test_the_command_fetches_from_the_hub_that_the_environment_names(hub: Hub, sam: Path, tmp_path: Path) -> None:
    """All of it as a user has it: a process of its own, HF_ENDPOINT, HF_HOME, and the second time offline."""
    hub.add(SAM.hub, sam, SAM.revision)
    homes = {"HF_HOME": str(tmp_path / "hf"), "LIMIS_HOME": str(tmp_path / "h")}
    environ = {**os.environ, "HF_ENDPOINT": hub.url, "HF_HUB_OFFLINE": "0", **homes}

    def limis(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "limis", *arguments]
        return subprocess.run(command, env={**environ, **more}, capture_output=True, text=True, check=False)

    done = limis("models", "pull", "sam-vit-base", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["sam-vit-base"]["commit"] == SAM.revision
    shown = json.loads(limis("models", "--json", HF_HUB_OFFLINE="1").stdout)
    assert [entry["name"] for entry in shown if entry["installed"] and entry["kind"] == "model"] == ["sam-vit-base"]
    refused = limis("models", "pull", "medsam", HF_HUB_OFFLINE="1")
    assert refused.returncode == 1
    assert "limis models pull medsam" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_nothing_is_fetched_for_a_name_that_is_none() -> None:
    assert model_called("nothing") is None
