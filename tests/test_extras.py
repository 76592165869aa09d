import sys

import pytest

from limis.errors import MissingExtraError
from limis.extras import require


def test_a_missing_package_names_the_extra_that_brings_it():
    with pytest.raises(MissingExtraError, match=r'pip install "limis\[sam\]"'):
        require("no_such_package_anywhere.part", "sam")


def test_an_import_that_fails_inside_a_package_is_not_hidden(tmp_path, monkeypatch):
    (tmp_path / "broken_package_here.py").write_text("import no_such_package_anywhere\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="no_such_package_anywhere") as caught:
        require("broken_package_here", "sam")
    assert not isinstance(caught.value, MissingExtraError)
    sys.modules.pop("broken_package_here", None)
