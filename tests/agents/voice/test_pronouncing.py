"""Words sound as they should, whether or not a dictionary has them."""

import re

import pytest

from limis.agents.voice.letters import sounds
from limis.agents.voice.pronouncing import Pronunciations

DICTIONARY = """
disc D IH S K
gall G AO L
bladder B L AE D ER
bone B OW N
breast B R EH S T
four F AO R
lobe L OW B
the DH AH
the(2) DH IY
five F AY V
one W AH N
""".strip().splitlines()


@pytest.fixture
def said() -> Pronunciations:
    return Pronunciations(DICTIONARY)


@pytest.mark.parametrize(
    ("word", "spoken"),
    [
        ("bronchus", "B R AA NG K AH S"),
        ("pneumothorax", "N UW M AH TH AO R AE K S"),
        ("effusion", "EH F UW ZH AH N"),
        ("thymus", "TH IH M AH S"),
        ("meningioma", "M EH N IH N JH IY OW M AH"),
        ("glioma", "G L IY OW M AH"),
        ("appendicitis", "AE P EH N D IH S AY T IH S"),
        ("endocardium", "EH N D AH K AA R D IY AH M"),
        ("xiphoid", "Z IH F OY D"),
        ("psoas", "S OW AH Z"),
    ],
)
def test_greek_and_latin_are_read_by_rule(word: str, spoken: str) -> None:
    heard, wanted = sounds(word).split(), spoken.split()
    assert sum(a != b for a, b in zip(heard, wanted, strict=True)) <= 1, sounds(word)


def test_the_dictionary_comes_first_with_all_its_ways(said: Pronunciations) -> None:
    assert said.of("the") == ("DH AH", "DH IY")


def test_plurals_take_the_sound_that_fits(said: Pronunciations) -> None:
    assert said.of("discs") == ("D IH S K S",)
    assert said.of("lobes") == ("L OW B Z",)


def test_two_words_written_as_one_are_put_together(said: Pronunciations) -> None:
    assert said.of("gallbladder") == ("G AO L B L AE D ER",)
    assert said.of("breastbones") == ("B R EH S T B OW N Z",)


def test_abbreviations_and_levels_are_spelt(said: Pronunciations) -> None:
    assert said.of("ct") == ("S IY T IY",)
    assert said.of("l4") == ("EH L F AO R",)


def test_every_word_of_the_vocabulary_can_be_said() -> None:
    from limis.prompts.vocabulary import vocabulary

    said = Pronunciations(["one W AH N"])
    words = {word for concept in vocabulary() for word in re.findall(r"[a-z]+", " ".join(concept.forms).lower())}
    silent = [word for word in words if not said.of(word)]
    assert len(words) > 1500
    assert silent == []
