from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from measured import row

from limis.errors import InputError
from limis.eval.card import BEGIN, END, accuracy_table, model_card, with_block
from limis.eval.data import Known, Plan, read_data, read_provenance
from limis.eval.product import Product
from limis.eval.protocols import PROTOCOLS
from limis.eval.run import run
from limis.eval.summary import summarise
from limis.types import Structure

KNOWN: Known = frozenset({("lung", "X-ray"), ("myocardium", "MRI")})


@pytest.fixture
def summary(
    index: Path, product_that: Callable[..., Product], structure: Callable[..., Structure], tmp_path: Path
) -> dict[str, Any]:
    product = product_that(lambda image, said: [] if "optic" in said else [structure(image.data > 0)])
    chosen = [PROTOCOLS[name] for name in ("text", "box", "absence")]
    return json.loads(json.dumps(summarise(run(chosen, read_data(index, "val"), product, tmp_path / "r"), known=KNOWN)))


def test_a_card_names_data_numbers_and_failures(index: Path, summary: dict[str, Any]) -> None:
    manifest = {
        "name": "embedded",
        "licence": "CC-BY-SA-4.0",
        "notice": "",
        "summary": "Small models.",
        "concepts": {"myocardium": {"subjects": {"MRI": 7}}, "spleen": {"subjects": {"CT": 2}}},
    }
    card = model_card(manifest, summary, read_provenance(index), ["Vertebrae are confused by level."])
    assert "| myocardium | MRI | 7 | 1.00 | 1.00 | 1.00 | 1.00 | 1 |" in card
    assert "| acdc_slices | MRI | 1 | 1 | CC0 | permissive |" in card
    assert "- optic_disc in fundus photography: Dice 0.00" in card
    assert "- Vertebrae are confused by level." in card
    assert "Learned but not measured here: spleen." in card
    assert "Not a medical device" in card


def test_the_accuracy_table_has_known_pairs_first(summary: dict[str, Any]) -> None:
    lines = accuracy_table({"embedded": summary}, {"embedded": {}}).splitlines()
    assert lines[2].startswith("| embedded | text | known |")
    assert any("specificity" in line for line in lines)


def test_only_the_text_between_the_markers_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    assert with_block(page, "new") == f"before\n{BEGIN}\nnew\n{END}\nafter\n"


def test_a_page_without_markers_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("nothing", encoding="utf-8")
    with pytest.raises(InputError, match="no place"):
        with_block(page, "new")


def test_cross_fitted_presence_comes_before_the_figures_that_saw_the_thresholds_cases(summary: dict[str, Any]) -> None:
    manifests = {"embedded": {"presence": {"sensitivity": 0.87, "specificity": 0.965}}}
    told = accuracy_table({"embedded": summary}, manifests).splitlines()[-1]
    assert told.index("0.96 at sensitivity 0.87") < told.index("with the final thresholds")


@pytest.fixture
def manifest() -> dict[str, Any]:
    learned = {"kidney": {"subjects": {"CT": 9}}, "gallbladder": {"subjects": {"CT": 1}}}
    return {"name": "embedded", "licence": "CC0", "notice": "", "summary": "Small models.", "concepts": learned}


@pytest.fixture
def volumes(
    index: Path, product_that: Callable[..., Product], structure: Callable[..., Structure], tmp_path: Path
) -> dict[str, Any]:
    """A product that finds the left kidney and half of the right one, and knows no gallbladder."""

    def draw(image: Any, said: str) -> list[Structure]:
        left, right = np.zeros((2, *image.data.shape), np.bool_)
        left[1:6, 1:7, 1:6], right[8:13, 1:7, 1:3] = True, True
        return [structure(m, "kidney", image.geometry, side=s) for m, s in ((left, "left"), (right, "right"))]

    rows = run(
        [PROTOCOLS["volumes"]], read_data(index, "val"), product_that(draw), tmp_path / "v", plan=Plan(smallest=1)
    )
    return json.loads(json.dumps(summarise(rows, known=frozenset({("kidney", "CT")}))))


def test_volumes_have_a_row_for_what_is_known_and_a_line_for_the_rest(
    index: Path, volumes: dict[str, Any], manifest: dict[str, Any]
) -> None:
    card = model_card(manifest, volumes, read_provenance(index))
    section = card.partition("## Volumes")[2].partition("##")[0]
    assert "(n = 3, patients 1). Left and right were swapped in 0 of the 2" in section
    assert "| kidney | CT | 0.79 | 1.00 | 2 |" in section
    assert "| mean over pairs | | 0.79 | | 2 |" in section
    assert "Not known, yet asked for (n = 1, Dice): CT: gallbladder 0.00." in section
    assert "Learned but not measured here" not in card


def test_what_is_known_yet_weak_in_volumes_is_a_known_failure(
    index: Path, volumes: dict[str, Any], manifest: dict[str, Any]
) -> None:
    volumes["known"]["protocols"]["volumes"]["concepts"][0]["dice"]["mean"] = 0.1
    assert "- kidney in CT volumes: Dice 0.10" in model_card(manifest, volumes, read_provenance(index))


def test_a_run_without_volumes_says_so(index: Path, summary: dict[str, Any], manifest: dict[str, Any]) -> None:
    assert "## Volumes\n\nNot measured." in model_card(manifest, summary, read_provenance(index))


def test_absent_things_of_volumes_have_a_sentence_apart_from_those_of_pictures(manifest: dict[str, Any]) -> None:
    asked = {"protocol": "absence-volumes", "modality": "CT", "expected": False, "dice": None}
    rows = [
        row(protocol="volumes", modality="CT"),
        row(**asked, same_kind=True, in_view=True, found=True, ml=3.5),
        row(**asked, same_kind=False, found=False, ml=0.0, subject="s2"),
    ]
    summary = json.loads(json.dumps(summarise(rows)))
    told = model_card(manifest, summary, []).partition("## Volumes")[2]
    assert "Things that are not there, in whole volumes: specificity 0.50" in told
    assert "named by other patients' labels 0.00, other kinds 1.00), 1.75 ml drawn on average" in told
    assert "**embedded**, things that are not there, in whole volumes" in accuracy_table({"embedded": summary})
    assert "not there" not in accuracy_table({"embedded": summarise([row()])})
