from pathlib import Path

import pytest


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder that is served."""
    folder = tmp_path / "served"
    folder.mkdir()
    return folder
