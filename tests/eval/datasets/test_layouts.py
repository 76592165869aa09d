"""What holds of every layout."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from limis.errors import InputError, ReadError
from limis.eval.data import Plan
from limis.eval.datasets import READERS, dataset, open_data, recognised
from limis.eval.datasets.labels import target
from limis.eval.images import open_image
from limis.eval.index import Pair
from limis.eval.protocols import protocol
from limis.prompts.vocabulary import vocabulary

Layout = Callable[..., Path]
NAMES = sorted(set(READERS) - {"index"})


@pytest.mark.parametrize("name", NAMES)
def test_a_layout_is_told_from_all_others(name: str, layout: Layout) -> None:
    assert recognised(layout(name)).name == name


@pytest.mark.parametrize("name", NAMES)
def test_everything_a_layout_holds_can_be_asked_and_judged(name: str, layout: Layout) -> None:
    data = open_data(layout(name))
    assert bool(data.pairs) != bool(data.volumes)
    for spoken in ("text", "box") if data.pairs else ("volumes",):
        asks = protocol(spoken).plan(data, Plan(smallest=1))
        assert len({ask.key for ask in asks}) == len(asks) > 0
        for ask in asks:
            image = open_image(ask.image, ask.modality)
            truth = ask.truth.read(image.geometry)
            assert truth.inside.any()
            assert not truth.inside.all()
            assert truth.inside.shape == image.geometry.shape
            assert ask.sentence


@pytest.mark.parametrize("name", NAMES)
def test_every_label_is_a_concept_or_known_to_be_none(name: str) -> None:
    reader = READERS[name]
    lacking = {label for label in reader.labels if target(label)[0] not in vocabulary()}
    assert lacking == set(reader.outside)


@pytest.mark.parametrize("name", [name for name in NAMES if READERS[name].labels])
def test_what_a_miniature_holds_is_what_its_reader_says_it_labels(name: str, layout: Layout) -> None:
    named = {target(label) for label in READERS[name].labels}
    for case in READERS[name].cases(layout(name)):
        found = {(case.concept, case.side)} if isinstance(case, Pair) else set(case.targets())
        assert found <= named


@pytest.mark.parametrize("name", [name for name in NAMES if name != "medscribble"])
def test_a_layout_is_asked_for_what_other_body_regions_have(name: str, layout: Layout) -> None:
    data = open_data(layout(name))
    asks = protocol("absence" if data.pairs else "absence-volumes").plan(data, Plan(absent_each=3))
    surely = [ask for ask in asks if ask.same_kind is not None and not ask.in_view]
    assert {ask.dataset for ask in surely} == {case.dataset for case in (*data.pairs, *data.volumes)}
    labelled = {(dataset, concept) for dataset, concept, _ in data.labelled()}
    assert not labelled & {(ask.dataset, ask.concept) for ask in surely}


def test_our_own_index_is_a_data_set_too(index: Path) -> None:
    assert recognised(index.parent).name == "index"
    assert open_data(index.parent) == open_data(index)
    assert open_data(index).split == "val"


def test_a_folder_of_something_else_is_refused_with_what_was_looked_for(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"")
    with pytest.raises(InputError, match=r"msd, btcv.*none of these.*limis eval datasets"):
        open_data(tmp_path)


def test_a_folder_of_two_data_sets_is_named_by_the_user(layout: Layout, tmp_path: Path) -> None:
    layout("flare22", tmp_path / "both")
    layout("isic", tmp_path / "both")
    with pytest.raises(InputError, match=r"flare22 and isic.*--dataset"):
        open_data(tmp_path / "both")
    assert {v.dataset for v in open_data(tmp_path / "both", "flare22").volumes} == {"flare22"}


def test_a_data_set_that_is_not_there_is_refused_with_what_it_expects(layout: Layout) -> None:
    with pytest.raises(InputError, match=r"no btcv.*img####"):
        open_data(layout("word"), "btcv")
    with pytest.raises(InputError, match="no such data set"):
        dataset("imagenet")


def test_what_is_held_out_is_measured_unless_another_part_is_named(layout: Layout) -> None:
    folder = layout("amos22")
    assert open_data(folder).split == "val"
    assert len(open_data(folder).volumes) == 2
    assert len(open_data(folder, split="train").volumes) == 1
    with pytest.raises(InputError, match="expected train, val"):
        open_data(folder, split="test")


def test_two_folders_of_other_cases_have_other_fingerprints(layout: Layout) -> None:
    folder = layout("acdc")
    test, train = open_data(folder).fingerprint(), open_data(folder, split="train").fingerprint()
    assert test != train
    assert test == open_data(folder).fingerprint()


@pytest.mark.parametrize(
    ("name", "listed", "content"),
    [
        ("msd", "Task03_Liver/dataset.json", '{"training": ['),
        ("msd", "Task03_Liver/dataset.json", '{"training": 5}'),
        ("msd", "Task03_Liver/dataset.json", '{"training": ["imagesTr/liver_0.nii.gz"]}'),
        ("biomedparse", "amos22/CT/test.json", "[]"),
        ("biomedparse", "amos22/CT/test.json", '{"annotations": [{"mask_file": "a.png"}]}'),
        ("medsegfm", "CVPR25_TextSegFMData_with_class.json", "version https://git-lfs"),
    ],
)
def test_a_damaged_list_is_a_read_error_that_names_it(name: str, listed: str, content: str, layout: Layout) -> None:
    folder = layout(name)
    (folder / listed).write_text(content)
    with pytest.raises(ReadError, match=Path(listed).name):
        open_data(folder)
