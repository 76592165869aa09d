from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from measured import made_run, row
from PIL import Image as Pillow

from limis.eval.cases import Row, Step
from limis.eval.comparison import compare
from limis.eval.folder import open_run
from limis.eval.overlays import Overlay
from limis.eval.pages.charts import Curve, curves, differences, strips
from limis.eval.pages.comparison import comparison_page
from limis.eval.pages.figures import figures
from limis.eval.pages.markup import element, page, table
from limis.eval.pages.numbers import count, interval, p_value
from limis.eval.pages.report import write_report

HOSTILE = "<script>alert('x')</script>\" onload=\"x & y"
_VOID = {"meta", "img", "line", "circle", "rect", "polyline", "polygon", "br"}


class Reader(HTMLParser):
    """Reads a page as a browser would: elements properly nested, their attributes, and the text people see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.seen = ""
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += attrs
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.seen += data if "style" not in self.open else ""


def read(path: Path) -> Reader:
    return Reader(path.read_text(encoding="utf-8"))


def talked(subject: str, *dices: float) -> Row:
    steps = tuple(Step("missing" if turn else "start", "…", dice, True, 0.1) for turn, dice in enumerate(dices))
    return row(protocol="words", subject=subject, image=f"{subject}.png", dice=dices[-1], steps=steps)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    cases = [row(subject=f"s{n}", image=f"{n}.png", dice=n / 10, nsd=0.5, hd95_mm=3.0, assd_mm=1.0) for n in range(8)]
    cases += [row(subject="s9", image=HOSTILE, concept=HOSTILE, dataset=HOSTILE, dice=0.0, failed=HOSTILE, found=False)]
    cases += [row(protocol="absence", expected=False, same_kind=True, subject="s1", concept=HOSTILE, dice=None)]
    cases += [talked("s1", 0.2, 0.6, 0.7), talked("s2", 0.9), talked("s3", 0.4, 0.5)]
    return made_run(tmp_path / "run", cases, plan={"known": [["liver", "MRI"]]}, settings={HOSTILE: HOSTILE})


def test_absent_things_of_volumes_have_a_table_of_their_own(tmp_path: Path) -> None:
    asked = {"protocol": "absence-volumes", "expected": False, "dice": None}
    rows = [
        row(protocol="volumes"),
        row(**asked, same_kind=True, in_view=True, ml=3.5),
        row(**asked, same_kind=False, found=False, ml=0.0, concept="polyp"),
    ]
    seen = read(write_report(made_run(tmp_path / "run", rows))).seen
    found = seen.partition("Found and not found")[2].partition("Most often found")[0]
    assert "Whole volumes." in found
    assert "Pictures." not in found
    for words in ("of what is there (protocol volumes)", "other patients' labels name", "millilitres drawn"):
        assert words in found


def test_a_report_is_one_file_that_loads_and_runs_nothing(folder: Path) -> None:
    found = read(write_report(folder))
    assert not {"script", "link", "iframe", "object"} & set(found.names)
    assert ("content", "default-src 'none'; img-src data:; style-src 'unsafe-inline'") in found.attributes
    assert not [name for name, _ in found.attributes if name.startswith("on") or name == "href"]
    assert all((value or "").startswith("data:") for name, value in found.attributes if name == "src")


def test_names_from_files_are_text(folder: Path) -> None:
    found = read(write_report(folder))
    assert found.seen.count(HOSTILE) >= 4
    assert HOSTILE not in (folder / "report.html").read_text(encoding="utf-8")


def test_a_report_says_what_a_referee_asks(folder: Path) -> None:
    seen = read(write_report(folder)).seen
    for told in ("13 cases of 9 patients in 2 datasets", "ab" * 32, "cd" * 32, "seed 0", "2000 resamples", "split val"):
        assert told in seen
    assert "1 ended in an error and counts as wrong" in seen
    assert "Which software made this run was not written down." in seen
    assert "How to read this" in seen


def test_no_mean_stands_without_its_interval(folder: Path) -> None:
    seen = read(write_report(folder)).seen
    assert "0.35 (0.19 to 0.50)" in seen  # Dice of the eight patients with a known liver
    assert "0.00 (one patient)" in seen


def test_curves_are_drawn_for_those_who_talked_and_for_no_others(folder: Path, tmp_path: Path) -> None:
    found = read(write_report(folder))
    assert "Mean Dice after every correction, words" in found.seen
    assert "what the models know (3)" in found.seen
    assert "0.60 (" in found.seen
    silent = read(write_report(made_run(tmp_path / "silent", [row()])))
    assert "Dice by turn" not in silent.seen
    assert "Errors" not in silent.seen


def test_curves_and_summary_rest_on_the_same_cases(tmp_path: Path) -> None:
    """A conversation whose truth could not be read is in neither."""
    unjudged = row(protocol="words", subject="z", image="z.png", dice=None, failed="ReadError: no truth")
    made = made_run(tmp_path / "run", [talked("a", 0.5, 0.7), talked("b", 0.6, 0.8), unjudged])
    seen = read(write_report(made)).seen
    assert "all that was asked (2)" in seen
    assert "0.75 (0.70 to 0.80)" in seen


def test_what_clicks_are_ranked_by_is_told(tmp_path: Path) -> None:
    clicked = [replace(talked(name, 0.1, 0.6, 0.8), protocol="interactive") for name in "ab"]
    seen = read(write_report(made_run(tmp_path / "run", clicked))).seen
    assert "area under Dice after 1 to 5 clicks, 0…423.10 (3.10 to 3.10)" in seen
    assert "what never gets there counts as 5" in seen


def test_an_empty_run_has_a_report_too(tmp_path: Path) -> None:
    assert "0 cases of 0 patients" in read(write_report(made_run(tmp_path / "none", []))).seen


def test_a_comparison_is_a_page_too(tmp_path: Path) -> None:
    def cases(more: float) -> list[Row]:
        return [row(subject=f"s{n}", image=f"{n}{HOSTILE}", dice=n / 10 + more) for n in range(8)]

    made = {"a": cases(0.0), HOSTILE.replace("/", ""): cases(0.1), "c": [row(subject="new", image=HOSTILE)]}
    result = compare([open_run(made_run(tmp_path / name, rows)) for name, rows in made.items()])
    text = comparison_page(result)
    found = Reader(text)
    assert "script" not in found.names
    assert "+0.100 (+0.100 to +0.100)" in found.seen
    assert "Wilcoxon" in found.seen
    assert "Not compared" in found.seen


def test_pictures_say_what_they_show_and_whether_the_answer_was_the_same(tmp_path: Path) -> None:
    picture = tmp_path / "one.png"
    Pillow.new("RGB", (3, 2)).save(picture)
    shown = [
        Overlay("text", rank, HOSTILE, "liver", "left", 0.5, again, "axial · slice 3 of 9", "", picture)
        for rank, again in (("worst", 0.5), ("worst", 0.25), ("best", None))
    ]
    found = Reader(figures(shown) or "")
    assert found.names.count("img") == 3
    assert "left liver: Dice 0.5000, asked again 0.2500" in found.seen
    assert "Dice 0.50, no answer when asked again" in found.seen
    assert HOSTILE in found.seen
    assert figures([]) is None


def test_text_is_escaped_and_markup_is_not() -> None:
    inner = element("b", "a < b")
    assert element("p", inner, " & c", None, title='"') == '<p title="&quot;"><b>a &lt; b</b> &amp; c</p>'
    assert table(("a", "b"), []) == ""
    Reader(page("x", inner))


def test_numbers_say_when_they_are_undefined() -> None:
    assert interval({"mean": None, "low": None, "high": None}) == "–"
    assert interval({"mean": -0.1234, "low": -0.2, "high": 0.05}, 3, signed=True) == "-0.123 (-0.200 to +0.050)"
    assert (count(0, 0), count(2, 3)) == ("–", "2 of 3")
    assert (p_value(None), p_value(1e-12), p_value(0.05)) == ("–", "< 0.001", "0.050")


def places(chart: str, name: str) -> list[float]:
    return [float(value or 0) for key, value in Reader(chart).attributes if key == name]


def test_curves_rise_where_values_rise() -> None:
    chart = curves([Curve("a", [(0, 0.2, 0.1, 0.3), (1, 0.8, None, None)])], across="turns", title="t")
    (before, after), columns = places(chart, "cy"), places(chart, "cx")
    assert after < before
    assert columns[0] < columns[1]


def test_strips_hold_every_case_and_boxes_only_where_there_are_enough() -> None:
    groups: dict[str, Any] = {"few": [0.1, 0.9], "many": [0.5] * 6}
    names = Reader(strips(groups, across="Dice", title="t")).names
    assert (names.count("circle"), names.count("rect")) == (8, 1)


def test_differences_lie_on_their_side_of_zero() -> None:
    lines = [
        (name, {"mean": mean, "low": mean - 0.01, "high": mean + 0.01}) for name, mean in (("a", -0.3), ("b", 0.3))
    ]
    left, right = places(differences(lines, across="Dice", title="t"), "cx")
    assert left < right
    assert differences([], across="Dice", title="t") == ""
