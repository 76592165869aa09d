"""Dictation, small talk, stories and words to somebody else: whatever verbs they contain, nothing is changed."""

from __future__ import annotations

import pytest
from spoken import rows

from limis.commands import dump
from limis.prompts.reader import read

REPORTS = [
    "the left kidney is too small",
    "the right kidney is smaller than the left",
    "the heart is a bit too large",
    "the aorta is too wide",
    "the gallbladder is missing",
    "the left lung is missing",
    "the lower lobe is missing",
    "the liver surface is rough",
    "the contour of the liver is wavy",
    "the lung has a cavity",
    "there is a hole in the heart",
    "I see a gap in the bone",
    "there are spots on the liver",
    "there are specks of calcification",
    "there is a bulge on the left",
    "it is bleeding on the left",
    "the tumor extends into the renal vein",
    "the mass invades the left adrenal gland",
    "the disc bulges to the left",
    "the diaphragm is too high on the left",
    "the tumor grew by 3 mm since last year",
    "the lesion has increased in size by 20 percent",
    "the spleen has been removed",
    "exclude pneumonia",
    "exclude a fracture",
    "without contrast",
    "3 mm",
    "5 to 10",
    "between 5 and 10",
    "18 or above",
    "higher than 120",
    "up to 5",
    "I feel the liver",
    "the problem is the liver",
]
ORDERS_AND_QUESTIONS = [
    "pull the tube back by 2 cm",
    "the tube should be 2 cm higher",
    "raise the head of the bed",
    "move the patient 5 cm up",
    "nurse, delete it",
    "hey Siri, delete it",
    "tell him to save it",
    "measure the blood pressure",
    "go back to the hotel",
    "draw blood",
    "you forgot the left shoe",
    "close the gap in the market",
    "can the tumor get bigger",
    "can the spleen become larger",
    "could the lesion be 3 mm larger",
    "the liver could be larger",
    "did you delete the spleen",
    "what happens if I say reset",
    "would it be larger if we smoothed it",
    "I would like liver and onions",
]
STORIES_AND_SMALL_TALK = [
    "it was too small back then",
    "it was rough",
    "deleting it",
    "removing it",
    "saving it",
    "I feel like deleting everything",
    "I feel like a coffee",
    "the plan is to delete it",
    "I deleted it",
    "can we start over there",
    "it should go",
    "I already saved it",
    "he said delete the liver",
    "instead of deleting it he saved it",
    "grow up",
    "again and again",
    "a bit",
    "way",
    "yes and no",
    "no more",
    "no way",
    "no problem",
    "yes but he died",
    "save the date",
    "cut it out",
]
SLIPS = ["dlete it", "eraze it", "delette it", "rset everything", "savee", "exprt it", "confrim", "yse", "shrank it"]


@pytest.mark.parametrize("sentence", [*REPORTS, *ORDERS_AND_QUESTIONS, *STORIES_AND_SMALL_TALK, *SLIPS])
def test_what_is_not_for_us_changes_nothing(sentence: str) -> None:
    assert [command["op"] for command in dump(read(sentence))] in (["unknown"], ["deny"])


@pytest.mark.parametrize(
    "order",
    [
        "extend it downwards by 5 mm",
        "include the top",
        "fill the holes and smooth it",
        "cut anything off",
        "touch the left side",
        "go further to the left",
    ],
)
def test_what_is_forbidden_is_not_done(order: str) -> None:
    assert dump(read(f"don't {order}")) == [{"op": "deny"}]


def test_what_is_overheard_changes_nothing() -> None:
    heard = [row["text"] for row in rows("english_overheard")]
    said = {text: [command["op"] for command in dump(read(text))] for text in heard}
    assert {text: ops for text, ops in said.items() if ops not in (["unknown"], ["deny"])} == {}


@pytest.mark.parametrize(
    ("sentence", "op"),
    [
        ("the mask is too small", "grow"),
        ("the mask of the spleen is too large", "shrink"),
        ("the left kidney mask is too small", "grow"),
        ("it leaks on the left", "excess"),
        ("the liver segmentation has holes", "fill_holes"),
        ("there is a hole in the liver, fill it", "fill_holes"),
    ],
)
def test_what_is_said_of_a_mask_is_for_us(sentence: str, op: str) -> None:
    assert [command["op"] for command in dump(read(sentence))] == [op]


@pytest.mark.parametrize(
    "finding",
    [
        "no effusion on the left",
        "no pneumothorax on the right side",
        "no lesion in the liver",
        "no mass in the left kidney",
        "no spleen on this slice",
        "no left-sided effusion",
        "no effusion and segment the liver",
        "no appendix visible",
        "no vena cava inferior",
        "No pneumothorax on the right. No effusion on the left.",
    ],
)
def test_what_is_told_to_be_absent_is_not_looked_for(finding: str) -> None:
    assert [command.op for command in read(finding)] == ["unknown"]


def test_to_delete_nothing_but_one_asks_for_nothing() -> None:
    assert [command.op for command in read("delete nothing but the liver")] == ["unknown"]


def test_a_no_with_a_pause_or_an_article_is_an_answer() -> None:
    for sentence in ("no, the left kidney", "no, left kidney", "no the left kidney", "no segment the left kidney"):
        (command,) = read(sentence)
        assert command.op == "segment", sentence
