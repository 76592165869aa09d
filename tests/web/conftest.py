from collections.abc import Iterator
from pathlib import Path

import pytest
import served
from starlette.testclient import TestClient

from limis.service.desk import Desk
from limis.web.app import make_app

HOST = "http://localhost"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder that is served, with a film and a scan in it."""
    folder = tmp_path / "served"
    folder.mkdir()
    served.write_film(folder)
    served.write_scan(folder)
    return folder


@pytest.fixture
def grounder() -> Iterator[served.SlowGrounder]:
    """Looks at once, unless ``held`` is cleared."""
    slow = served.SlowGrounder()
    slow.held.set()
    yield slow
    slow.held.set()


@pytest.fixture
def desk(root: Path, grounder: served.SlowGrounder) -> Iterator[Desk]:
    with served.make_desk(root, grounder=grounder) as made:
        yield made


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(make_app(desk), base_url=HOST) as made:
        yield made
