from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import nibabel as nib
import numpy as np
import pytest

from limis.eval.absence import NONSENSE
from limis.eval.cases import Ask
from limis.eval.data import Data, Plan
from limis.eval.index import LabelledVolume
from limis.eval.product import Product
from limis.eval.protocols import protocol
from limis.eval.run import run
from limis.eval.summary import summarise
from limis.types import Image, Structure

ABSENCE = protocol("absence-volumes")
ORGANS = {1: ("kidney", "left"), 2: ("kidney", "right"), 3: ("gallbladder", None), 4: ("liver_tumor", None)}
LIVER = {("liver", None): (4, 5)}
SHAPE, SPACING = (8, 6, 4), (2.0, 2.5, 5.0)
KNOWN = frozenset({("gallbladder", "CT"), ("glioma", "MRI"), ("optic_disc", "OCT"), ("skull", "CT")})


def volume(root: Path, subject: str, held: Sequence[int], dataset: str = "livers", **more: Any) -> LabelledVolume:
    """A scan with a block for each value that its labels hold."""
    marks = np.zeros(SHAPE, np.uint8)
    for value in held:
        marks[value, 1:4, 1:3] = value
    affine = np.diag((*SPACING, 1.0))
    image, labels = root / f"{dataset}_{subject}.nii.gz", root / f"{dataset}_{subject}_labels.nii.gz"
    nib.Nifti1Image(marks.astype(np.float32) * 20, affine).to_filename(image)
    nib.Nifti1Image(marks, affine).to_filename(labels)
    values: dict[str, Any] = {"values": ORGANS, "unions": LIVER} | more
    return LabelledVolume(dataset, "val", image, labels, modality="CT", subject=subject, tier="unclear", **values)


def data_of(root: Path, *volumes: LabelledVolume) -> Data:
    return Data.of(root, "val", (), volumes)


def near(asks: Sequence[Ask], subject: str) -> set[tuple[str, str | None]]:
    return {(ask.concept, ask.side) for ask in asks if ask.subject == subject and ask.in_view}


def test_what_other_patients_labels_name_and_this_ones_do_not_hold_is_asked(tmp_path: Path) -> None:
    data = data_of(tmp_path, volume(tmp_path, "a", (1, 2, 3, 5)), volume(tmp_path, "b", (2, 4)))
    asks = ABSENCE.plan(data, Plan(absent_each=9))
    assert near(asks, "a") == {("liver_tumor", None)}
    assert near(asks, "b") == {("kidney", "left"), ("gallbladder", None)}
    assert not any(ask.expected for ask in asks)


def test_what_nobody_labels_elsewhere_is_not_known_to_be_absent(tmp_path: Path) -> None:
    alone = data_of(tmp_path, volume(tmp_path, "a", (1,)), volume(tmp_path, "a", (1,), dataset="others"))
    assert near(ABSENCE.plan(alone, Plan(absent_each=9)), "a") == set()
    spleens = volume(tmp_path, "b", (5,), values={5: ("spleen", None)}, unions={})
    found = near(ABSENCE.plan(data_of(tmp_path, volume(tmp_path, "a", (1,)), spleens), Plan(absent_each=9)), "a")
    assert found == {("spleen", None)}


def test_neither_a_whole_with_a_part_in_it_nor_another_word_for_a_side_is_absent(tmp_path: Path) -> None:
    tumors = volume(tmp_path, "a", (4,), values={4: ("liver_tumor", None), 1: ("kidney", None)}, unions={})
    sided = volume(tmp_path, "b", (1, 2, 5), values=ORGANS | {5: ("liver", None)}, unions={})
    asks = ABSENCE.plan(data_of(tmp_path, tumors, sided), Plan(absent_each=9))
    assert near(asks, "a") == {("kidney", "left"), ("kidney", "right"), ("gallbladder", None)}
    assert near(asks, "b") == {("liver_tumor", None)}


def test_what_another_image_of_a_patient_is_asked_for_is_not_absent_from_this_one(tmp_path: Path) -> None:
    core = {1: ("enhancing_tumor", None)}
    edema = {2: ("peritumoral_edema", None)}
    volumes = [
        replace(volume(tmp_path, f"{who}{look}", (1, 2), values=values, unions={}), subject=who)
        for who in ("a", "b")
        for look, values in (("t1", core), ("flair", edema))
    ]
    assert not any(ask.in_view for ask in ABSENCE.plan(data_of(tmp_path, *volumes), Plan(absent_each=9)))


def test_models_are_asked_for_what_they_know_of_other_regions_in_one_sentence(tmp_path: Path) -> None:
    data = data_of(tmp_path, volume(tmp_path, "a", (1,)), volume(tmp_path, "b", (1, 3)))
    asks = ABSENCE.plan(data, Plan(absent_each=9, known=KNOWN))
    of_a = {ask.concept: ask for ask in asks if ask.subject == "a" and ask.same_kind is not None}
    kinds = {concept: (ask.same_kind, ask.in_view) for concept, ask in of_a.items()}
    assert kinds == {
        "gallbladder": (True, True),
        "skull": (True, False),
        "glioma": (False, False),
        "optic_disc": (False, False),
    }
    said = {ask.sentence for ask in of_a.values()}
    assert said == {"segment the gallbladder, the skull, the glioma and the optic disc"}
    alone = {ask.sentence for ask in asks if ask.same_kind is None and ask.subject == "a"}
    assert len(alone) == 9
    assert alone <= {f"segment the {thing}" for thing in NONSENSE}


def test_labels_that_cannot_be_read_leave_what_is_surely_absent(tmp_path: Path) -> None:
    volumes = [volume(tmp_path, "a", (1,)), volume(tmp_path, "b", (3,))]
    volumes[0].labels.write_bytes(b"torn")
    asks = [ask for ask in ABSENCE.plan(data_of(tmp_path, *volumes), Plan(known=KNOWN)) if ask.subject == "a"]
    assert {(ask.same_kind, ask.in_view) for ask in asks} == {(True, False), (False, False), (None, False)}


def test_volumes_beyond_the_limit_are_not_read(tmp_path: Path) -> None:
    volumes = [volume(tmp_path, who, (1,)) for who in "abc"]
    for torn in volumes[1:]:
        torn.labels.unlink()
    assert {ask.subject for ask in ABSENCE.plan(data_of(tmp_path, *volumes), Plan(limit=1))} == {"a"}


def test_what_is_drawn_all_the_same_is_told_in_millilitres_and_apart_from_pictures(
    tmp_path: Path, product_that: Callable[..., Product], structure: Callable[..., Structure]
) -> None:
    def draw(image: Image, sentence: str) -> list[Structure]:
        inside = np.zeros(image.data.shape, np.bool_)
        inside[:4, :5, :2] = True
        return [structure(inside, "gallbladder", image.geometry)] if "gallbladder" in sentence else []

    data = data_of(tmp_path, volume(tmp_path, "a", (1,)), volume(tmp_path, "b", (1, 3)))
    rows = run([ABSENCE], data, product_that(draw), tmp_path / "out", plan=Plan(known=KNOWN))
    (alarm,) = [row for row in rows if row.found]
    assert (alarm.subject, alarm.concept, alarm.in_view) == ("a", "gallbladder", True)
    assert alarm.ml == pytest.approx(40 * np.prod(SPACING) / 1000)
    summary = summarise(rows, known=KNOWN, resamples=50)
    told = summary["known"]["presence_volumes"]
    assert told["specificity_in_view"]["mean"] == 0
    assert told["specificity_same_kind"]["mean"] == told["specificity_nonsense"]["mean"] == 1
    assert told["specificity"]["mean"] == pytest.approx(2 / 3)
    assert told["false_ml_found"]["mean"] == pytest.approx(1.0)
    assert told["false_ml"]["mean"] == pytest.approx(1.0 / told["false_ml"]["cases"])
    assert summary["all"]["presence"]["specificity"]["cases"] == 0


def test_nonsense_that_is_drawn_is_a_false_alarm(
    tmp_path: Path, product_that: Callable[..., Product], structure: Callable[..., Structure]
) -> None:
    def draw(image: Image, sentence: str) -> list[Structure]:
        thing = sentence.removeprefix("segment the ")
        made = structure(image.data >= 0, thing, image.geometry)
        return [replace(made, concept=None)] if thing in NONSENSE else []

    data = data_of(tmp_path, volume(tmp_path, "a", (1,)))
    rows = run([ABSENCE], data, product_that(draw), tmp_path / "out", plan=Plan(known=KNOWN))
    assert {row.found for row in rows if row.same_kind is None} == {True}
    assert {row.found for row in rows if row.same_kind is not None} == {False}
