from pathlib import Path

import pytest

from limis.config import Config, default_budget_bytes, resolve_config, user_data_folder
from limis.errors import InputError


def resolve(tmp_path, flags=None, environ=None):
    return resolve_config(flags, environ=environ or {}, folders=(tmp_path, tmp_path / "user"))


def test_defaults_stand_when_nobody_says_anything(tmp_path):
    config = resolve(tmp_path)
    assert (config.models, config.device, config.threads) == ("embedded", "auto", None)
    assert config.budget_bytes == default_budget_bytes() <= 8 * 2**30


def test_a_flag_wins_over_the_environment_over_the_file(tmp_path):
    (tmp_path / "limis.toml").write_text('models = "file"\ndevice = "cuda"\nthreads = 3\n')
    environ = {"LIMIS_MODELS": "environment", "LIMIS_DEVICE": "cuda:1"}
    config = resolve(tmp_path, {"models": "flag", "device": None}, environ)
    assert (config.models, config.device, config.threads) == ("flag", "cuda:1", 3)


def test_the_working_directory_wins_over_the_user_folder(tmp_path):
    (tmp_path / "user").mkdir()
    (tmp_path / "user" / "limis.toml").write_text('models = "user"\n')
    assert resolve(tmp_path).models == "user"
    (tmp_path / "limis.toml").write_text('models = "here"\n')
    assert resolve(tmp_path).models == "here"


def test_sizes_may_have_a_suffix(tmp_path):
    assert resolve(tmp_path, environ={"LIMIS_BUDGET_BYTES": "4G"}).budget_bytes == 4 * 2**30
    assert resolve(tmp_path, environ={"LIMIS_BUDGET_BYTES": "512 MiB"}).budget_bytes == 512 * 2**20


@pytest.mark.parametrize(
    "text", ["models = ", "colour = 3", "models = 3", 'threads = "many"', "threads = 0", "threads = true"]
)
def test_a_file_that_makes_no_sense_is_refused(tmp_path, text):
    (tmp_path / "limis.toml").write_text(text)
    with pytest.raises(InputError):
        resolve(tmp_path)


@pytest.mark.parametrize(
    "values", [{"models": " "}, {"planner": " "}, {"threads": 0}, {"budget_bytes": 0}, {"device": "gpu"}]
)
def test_values_that_make_no_sense_are_refused(values):
    with pytest.raises(InputError):
        Config(**values)


def test_home_is_a_folder_that_someone_names_or_nobody(tmp_path):
    assert resolve(tmp_path).home is None
    assert resolve(tmp_path, environ={"LIMIS_HOME": "/data"}).home == "/data"
    with pytest.raises(InputError):
        Config(home=" ")


def test_the_users_folder_is_the_platforms():
    home = Path.home()
    places = {
        ("linux", ()): home / ".local/share/limis",
        ("linux", (("XDG_DATA_HOME", "/data"),)): Path("/data/limis"),
        ("linux", (("XDG_DATA_HOME", "relative"),)): home / ".local/share/limis",
        ("darwin", ()): home / "Library/Application Support/limis",
        ("win32", (("LOCALAPPDATA", "/local"),)): Path("/local/limis"),
    }
    for (platform, environ), place in places.items():
        assert user_data_folder(environ=dict(environ), platform=platform) == place
    assert user_data_folder("/mine", environ={"XDG_DATA_HOME": "/data"}) == Path("/mine")
    assert user_data_folder("~/mine") == home / "mine"
