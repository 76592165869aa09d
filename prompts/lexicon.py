"""The words of noun phrases that name no structure: sides, quantities, links, and what the image is called."""

from __future__ import annotations

from limis.commands import Side, Which
from limis.prompts.phrases import Phrases, word_set

__all__ = [
    "ARTICLES",
    "DETERMINERS",
    "EVERYTHING",
    "IMAGE_NOUNS",
    "IMAGE_PREPOSITIONS",
    "IMAGE_WORDS",
    "LINKS",
    "LISTS",
    "MODIFIERS",
    "PLURALS",
    "PRONOUNS",
    "QUANTIFIERS",
    "RATHER",
    "REGIONS",
    "SIDES",
    "SIDE_LETTERS",
    "SIDE_PHRASES",
    "SPOKEN_MODALITIES",
    "TAILS",
    "WHICH",
]

SIDES: dict[str, Side] = {
    "left": "left",
    "right": "right",
    "both": "both",
    "bilateral": "both",
    "bilaterally": "both",
    "opposite": "opposite",
    "other": "opposite",
    "contralateral": "opposite",
}
SIDE_LETTERS: dict[str, Side] = {"l": "left", "r": "right", "lt": "left", "rt": "right"}
_ON = ("on the", "on", "in the", "at the", "to the", "on the patient 's", "on patient 's", "on his")
_NAMED_SIDES: tuple[Side, ...] = ("left", "right", "opposite")
SIDE_PHRASES: dict[str, Side] = {
    **{f"{on} {side}{end}": side for side in _NAMED_SIDES for on in _ON for end in (" side", " hand side")},
    **{f"{on} {side}": side for side in _NAMED_SIDES[:2] for on in _ON},
    **{f"{on} other side": "opposite" for on in _ON},
    "on both sides": "both",
    "both sides": "both",
    "on each side": "both",
    "on either side": "both",
    "left sided": "left",
    "right sided": "right",
    "left side": "left",
    "right side": "right",
}
"""Ways to say a side after the noun."""

WHICH: dict[str, Which] = {
    "largest": "largest",
    "biggest": "largest",
    "larger": "largest",
    "bigger": "largest",
    "smallest": "smallest",
    "tiniest": "smallest",
    "smaller": "smallest",
    "leftmost": "leftmost",
    "rightmost": "rightmost",
    "uppermost": "uppermost",
    "topmost": "uppermost",
    "highest": "uppermost",
    "lowermost": "lowermost",
    "lowest": "lowermost",
    "bottommost": "lowermost",
}

LISTS = Phrases(
    ["and", ",", "&", "+", "/", "plus", "as well as", "along with", "together with", "and also", "also", "and then"]
)
"""What stands between the nouns of a list."""

RATHER = Phrases(["instead of", "rather than", "as opposed to"])
"""What comes before a thing that is not meant."""

SPOKEN_MODALITIES = {
    "ct": "CT",
    "mri": "MRI",
    "mr": "MRI",
    "xray": "X-ray",
    "radiograph": "X-ray",
    "ultrasound": "ultrasound",
    "sonogram": "ultrasound",
    "fundus": "fundus photography",
    "oct": "OCT",
    "dermoscopy": "dermoscopy",
    "endoscopy": "endoscopy",
    "colonoscopy": "endoscopy",
    "histology": "pathology",
    "microscopy": "microscopy",
}
"""Words that say what kind of imaging the speaker looks at."""

LINKS = frozenset({"of", "in", "within", "inside", "on", "from", "at"})
"""Prepositions that tie a part to its whole."""

ARTICLES = frozenset({"the", "a", "an"})
DETERMINERS = ARTICLES | {"this", "that", "these", "those", "any", "some", "my", "his", "her", "our"}
QUANTIFIERS = Phrases(
    [
        *("all", "all of", "every", "each", "each of", "every single", "every one of", "each and every"),
        *("only", "just", "all of the", "all the", "all three", "all four", "two", "of"),
    ]
)
PRONOUNS = frozenset({"it", "this", "that", "them", "these", "those"})
PLURALS = frozenset({"them", "these", "those", "they"})
"""Pronouns that mean several things."""

EVERYTHING = frozenset(
    {
        "everything",
        "all",
        "all organs",
        "all structures",
        "every organ",
        "every structure",
        "everything visible",
        "everything you can see",
        "everything you see",
        "everything you can",
        "all you can",
        "all you can see",
        "everything there is",
        "all visible structures",
        "all visible organs",
        "all of it",
        "all of them",
        "them all",
        "it all",
        "all of these",
        "all of those",
    }
)
MODIFIERS = frozenset({"whole", "entire", "complete", "full", "visible", "individual", "human"})
"""Adjectives that change nothing about what is meant."""

TAILS = frozenset(["parenchyma", "tissue", "organ", "structure", "region"])
"""Nouns that change nothing after the name of an organ."""

REGIONS = {
    "abdomen": "abdomen",
    "belly": "abdomen",
    "chest": "thorax",
    "thorax": "thorax",
    "pelvis": "pelvis",
    "head": "brain",
    "brain": "brain",
    "heart": "heart",
    "spine": "spine",
    "eye": "eye",
}
"""Body regions as people name them, and as the vocabulary does."""

IMAGE_PREPOSITIONS = frozenset({"in", "on", "from", "within", "inside", "of", "for", "at", "using"})
IMAGE_NOUNS = word_set(
    """
    image scan ct cbct mri mr mrt pet xray radiograph radiogram picture slide volume study film photo photograph
    ultrasound sonogram sonography echo echocardiogram frame section micrograph microscopy histology angiography
    angiogram tomogram mammogram dermoscopy dermatoscopy endoscopy colonoscopy oct octa cxr series dataset sample
    examination exam specimen cta ctpa fundoscopy patient case person subject man woman child
    """
)
IMAGE_WORDS = IMAGE_NOUNS | word_set(
    """
    abdominal cardiac thoracic cranial cervical pelvic lumbar coronal axial sagittal cropped short long axis t1 t2
    t1w t2w pd dwi adc flair weighted contrast enhanced noncontrast 7t 3t fluorescence brightfield hande stained
    stain confocal electron light digital frontal lateral portable supine prone upright plain low dose high
    resolution mr magnetic resonance computed tomography chest thorax abdomen head heart brain whole slide capsule
    obstetric fetal current present given attached following new old same 2d 3d original color gray scale post pre
    operative
    """
)
