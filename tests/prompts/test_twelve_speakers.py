"""Speakers of every temper: the very polite, the terse, the cursing, the hesitant, and those who think in German.

Three sets that other hands wrote are kept as data: `speakers`, of which 97 % were read exactly before its rules were
mended, `twelve_speakers`, of which 74 % were, and `everyday`, of which 95 % were. The rules were mended with them in
sight: they keep what was reached, and say nothing about unseen sentences.
"""

from __future__ import annotations

from typing import Any

import pytest
from spoken import check

from limis.commands import dump
from limis.prompts.reader import read

RIGHT_AT_LEAST = {"speakers": 1.0, "twelve_speakers": 0.99, "everyday": 0.97}


def _meaning(sentence: str) -> list[dict[str, Any]]:
    """Read a sentence, without how its things were called."""
    return [_unnamed(command) for command in dump(read(sentence))]


def _unnamed(command: dict[str, Any]) -> dict[str, Any]:
    if command["op"] in ("clarify", "unknown"):
        return {"op": command["op"]}
    targets = [
        {name: value for name, value in target.items() if name != "text"} for target in command.get("targets", [])
    ]
    return {**command, "targets": targets} if targets else command


@pytest.mark.parametrize("name", RIGHT_AT_LEAST)
def test_nearly_every_sentence_is_read_exactly_and_none_does_what_it_does_not_say(name: str) -> None:
    check(name, RIGHT_AT_LEAST[name])


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("Might I prevail upon you to delineate the thymus?", "segment the thymus"),
        ("I should be most grateful if the right kidney could be hidden.", "hide the right kidney"),
        ("I'd be much obliged if you would enlarge the contour by two millimetres.", "grow it by 2 mm"),
        ("It would be very kind of you to show the aorta once more.", "show the aorta"),
        ("Perhaps you would be so good as to restore what you undid.", "redo"),
        ("I was rather hoping for the duodenum.", "segment the duodenum"),
        ("I should very much like to see the sagittal plane.", "sagittal view"),
        ("Would it be possible for the mask to be moved 4 mm upwards?", "move it 4 mm upwards"),
        ("If I'm not mistaken, the top is missing.", "the top is missing"),
        ("I'm sorry to say that it leaks towards the back.", "it leaks at the back"),
        ("May I trouble you for the volume of the uterus?", "what is the volume of the uterus?"),
        ("Could I trouble you for the axial plane, and then for slice 30?", "axial view, then slice 30"),
        ("After segmenting the pancreas, kindly measure its volume.", "segment the pancreas, then measure its volume"),
    ],
)
def test_politeness_may_be_as_long_as_it_likes(sentence: str, same: str) -> None:
    assert _meaning(sentence) == _meaning(same) != [{"op": "unknown"}]


@pytest.mark.parametrize(
    "sentence",
    [
        "On no account should you delete the prostate.",
        "I would rather you didn't export it yet.",
        "I must ask you not to save anything.",
        "There is no reason to undo that.",
        "I don't believe it's necessary to delete the colon.",
        "At no point did I ask you to export anything.",
        "I have no wish to reset everything.",
        "Never said you should reset.",
        "That will not be necessary.",
        "delete nothing",
        "I not want to delete.",
        "smooth it no wait don't",
    ],
)
def test_a_refusal_may_be_as_long_as_it_likes(sentence: str) -> None:
    assert _meaning(sentence) == [{"op": "deny"}]


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("The prostate please hide.", "hide the prostate"),
        ("Bigger make it, two millimeter.", "make it 2 mm bigger"),
        ("Three millimeter down move it.", "move it 3 mm down"),
        ("Of the aorta what is the diameter?", "what is the diameter of the aorta"),
        ("The volume of the stomach please tell me.", "tell me the volume of the stomach"),
        ("Two slices back we go.", "two slices back"),
        ("Only the biggest part keep.", "keep only the biggest part"),
        ("The stomach I want to see.", "show the stomach"),
        ("In front is missing a bit.", "it is missing a bit in front"),
        ("Make please the border more smooth.", "make the border smoother"),
    ],
)
def test_the_verb_may_come_last(sentence: str, same: str) -> None:
    assert _meaning(sentence) == _meaning(same) != [{"op": "unknown"}]


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("Bigger. Half a centimetre.", "make it half a centimetre bigger"),
        ("Shift. 3 mm. Left.", "move it 3 mm left"),
        ("Next slice. Twice.", "two slices forward"),
        ("Islands gone.", "remove the islands"),
        ("Bone below 200 HU only.", "limit the bone to below 200 HU"),
        ("Finished with the colon. Now the rectum.", "segment the rectum"),
        ("Right adrenal: axial slices 88 to 96 only.", "segment the right adrenal, only on axial slices 88 to 96"),
        ("SMA: shrink 1 mm", "shrink the SMA by 1 mm"),
        ("Duodenum: volume?", "what is the volume of the duodenum"),
        ("RV 3 px smaller", "shrink the right ventricle by 3 pixels"),
        ("Only slices 12 to 20 sagittal, fill the holes", "fill the holes only on sagittal slices 12 to 20"),
        ("On slice 30 only: shrink 1 mm", "shrink by 1 mm only on slice 30"),
        ("A 3 mm safety margin around the polyp.", "grow the polyp by 3 mm"),
        ("The cornea needs light smoothing.", "smooth the cornea slightly"),
        ("The ureter isn't part of the kidney, leave it out.", "exclude the ureter from the kidney"),
        ("c5 c6 and c7", "segment c5, c6 and c7"),
        ("Move it right a bit on the screen.", "move it a bit to the right on the screen"),
    ],
)
def test_a_fragment_says_as_much_as_a_sentence(sentence: str, same: str) -> None:
    assert _meaning(sentence) == _meaning(same) != [{"op": "unknown"}]


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("Exp liver as nii", "export the liver as nifti"),
        ("Del RLL", "delete the right lower lobe"),
        ("Meas diam aorta", "measure the diameter of the aorta"),
        ("Undo 2x", "undo twice"),
        ("Prev x2", "two slices back"),
        ("C 40 W 80", "window level 40 width 80"),
        ("how big r the kidneys", "how big are the kidneys"),
        ("make it alot bigger", "make it a lot bigger"),
        ("wat is the volume of the spleen", "what is the volume of the spleen"),
    ],
)
def test_a_word_may_be_written_short(sentence: str, same: str) -> None:
    assert _meaning(sentence) == _meaning(same) != [{"op": "unknown"}]


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("it's too damn small, undo", "undo"),
        ("so that's way too small take that back", "undo"),
        ("too much on the left. undo", "undo"),
        ("the earlier version was better, undo", "undo"),
        ("your segmentation sucks, start again from scratch", "start over"),
        ("that's bullshit, undo", "undo"),
        ("It's too far out at the back, trim it there by 1 mm.", "shrink it by 1 mm at the back"),
        ("grow the crap out of it", "grow it a lot"),
        ("hide the no show the aorta", "show the aorta"),
        ("smooth, I mean fill the holes", "fill the holes"),
        ("grow it by two no three millimeters", "grow it by 3 mm"),
        ("either the femur or the tibia i forget which", "segment the femur or the tibia"),
    ],
)
def test_what_is_complained_of_or_taken_back_is_not_done(sentence: str, same: str) -> None:
    assert _meaning(sentence) == _meaning(same) != [{"op": "unknown"}]


@pytest.mark.parametrize(
    "sentence",
    [
        "Would you be so kind as to close the door?",
        "It seems to me that the patient is too thin.",
        "Can the spleen become larger?",
        "Can the stent be moved 5 mm?",
        "The tumor could be reduced by chemotherapy.",
        "Nodule 2 mm larger.",
        "Thyroid: smaller.",
        "Liver: normal.",
        "Right kidney: 2 mm stone.",
        "Bone above 200 HU.",
        "Left hemidiaphragm clear. No free air.",
        "The kidneys show no hydronephrosis.",
        "A safety margin of 5 mm was kept around the lesion.",
        "Once the liver has been segmented.",
        "Is that the liver?",
        "Done with the liver, I went home.",
        "grow up, I mean it",
        "delete, I mean it",
        "right. kidney",
        "2x daily",
        "L 40 year old male",
        "That's too much, I quit.",
        "Delete the purple foamy stuff.",
    ],
)
def test_what_only_sounds_like_it_asks_for_nothing(sentence: str) -> None:
    assert dump(read(sentence)) == [{"op": "unknown", "text": sentence}]


@pytest.mark.parametrize(
    ("sentence", "deleted"),
    [
        ("delete the left kidney, no, not the left, the right one", [("kidney", "right")]),
        ("delete the liver, no, not the liver, the spleen", [("spleen", None)]),
        ("delete the liver and the spleen, not the spleen", [("liver", None)]),
        ("delete the left kidney, not that one, the right one", []),
        ("delete both kidneys, no, not the left one", []),
        ("delete the lesion, not the liver, the spleen", []),
        ("segment the liver delete the spleen", []),
    ],
)
def test_what_is_ruled_out_is_never_deleted(sentence: str, deleted: list[tuple[str, str | None]]) -> None:
    commands = [command for command in dump(read(sentence)) if command["op"] == "delete"]
    assert [(target.get("concept"), target.get("side")) for c in commands for target in c["targets"]] == deleted


@pytest.mark.parametrize(
    ("sentence", "ops"),
    [
        ("segment the aorta smooth it a bit save it as nifti", ["segment", "smooth", "save"]),
        ("make it bigger hide the spleen", ["grow", "hide"]),
        ("don't segment the aorta smooth it", ["unknown"]),
        ("make it bigger start over", ["unknown"]),
        ("clip the aorta save the patient", ["unknown"]),
    ],
)
def test_what_goes_on_without_a_pause_is_several_commands_unless_one_destroys(sentence: str, ops: list[str]) -> None:
    assert [command["op"] for command in dump(read(sentence))] == ops


@pytest.mark.parametrize("sentence", ["two slices back no three", "go back two slices, no, three"])
def test_a_number_that_is_taken_back_is_replaced(sentence: str) -> None:
    assert dump(read(sentence)) == [{"op": "step", "count": -3}]
