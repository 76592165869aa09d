from __future__ import annotations

import pytest
from rich.console import Console

from limis.cli.found import amount
from limis.cli.output import Output, report_error


def test_progress_is_shown_only_for_work_that_takes_more_than_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("limis.cli.output.time.monotonic", lambda: now)
    console = Console(force_terminal=True, record=True, width=80)
    monkeypatch.setattr(Output, "console", console)
    with Output().progress() as progress:
        progress("grounding", 1, 4)
        early = console.export_text(clear=False)
        now = 1.5
        progress("grounding", 2, 4)
    assert early == ""
    assert "grounding" in console.export_text()


def test_there_is_no_bar_where_nobody_watches() -> None:
    output = Output()
    assert not output.console.is_terminal
    with output.progress() as progress:
        progress("grounding", 1, 4)


def test_an_error_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    Output()
    report_error("two\nlines")
    assert capsys.readouterr().err == "two lines\n"


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"volume_ml": 12345.6}, "12,346 ml"),
        ({"area_px": 1234, "area_mm2": 5.4321}, "5.43 mm²"),
        ({"area_px": 1}, "7 px"),
    ],
)
def test_sizes_are_said_in_the_unit_that_means_most(sizes: dict[str, float], expected: str) -> None:
    entry = {"found": True, "voxels": 7, **sizes}
    assert amount(entry) == expected  # pyright: ignore[reportArgumentType]
