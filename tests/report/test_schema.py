from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from limis.errors import ReadError
from limis.report.report import write_failure, write_report
from limis.report.schema import validate
from limis.session.turn import Turn
from limis.types import Image, Structure


def test_what_is_written_has_the_form(
    tmp_path: Path, picture: Image, turn: Callable[..., Turn], found: Callable[..., Structure]
) -> None:
    lung = found("lung", picture.data == 150, picture.geometry)
    report = write_report(turn(lung), picture, tmp_path / "out", request="the lung")
    assert validate(dict(report)) == report
    failure = write_failure(tmp_path / "out", request="the lung", image_name="film.png", error="it broke")
    assert validate(dict(failure)) == failure


@pytest.mark.parametrize("value", [None, [], {}, {"schema": "limis.report/2"}, {"schema": "limis.report/1"}])
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises(ReadError, match=r"limis\.report/1"):
        validate(value)
