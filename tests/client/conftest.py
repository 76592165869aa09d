import pytest
import served


@pytest.fixture
def root(tmp_path):
    """A folder that is served, with a film in it."""
    folder = tmp_path / "served"
    folder.mkdir()
    served.write_film(folder)
    return folder
