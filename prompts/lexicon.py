"""The words of the grammar that are neither verbs nor names of structures: sides, quantities, links, fillers."""

from __future__ import annotations

from limis.commands import Side, Which
from limis.prompts.phrases import Phrases, word_set

__all__ = [
    "ARTICLES",
    "CORRECTIONS",
    "DETERMINERS",
    "DOUBTS",
    "EVERYTHING",
    "IMAGE_NOUNS",
    "IMAGE_PREPOSITIONS",
    "IMAGE_WORDS",
    "LEAD_INS",
    "LINKS",
    "LISTS",
    "MODIFIERS",
    "NOISE",
    "PRONOUNS",
    "QUANTIFIERS",
    "REGIONS",
    "SIDES",
    "SIDE_LETTERS",
    "SIDE_PHRASES",
    "SLIPS",
    "SPOKEN_MODALITIES",
    "TAGS",
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

CORRECTIONS = Phrases(
    [
        "no wait",
        "wait",
        "wait no",
        "no sorry",
        "sorry",
        "sorry no",
        "i mean",
        "i meant",
        "no i mean",
        "no i meant",
        "sorry i mean",
        "sorry i meant",
        "or rather",
        "actually",
        "no actually",
        "actually no",
        "scratch that",
        "correction",
        "make that",
        "no make that",
        "pardon",
        "oops",
        "no",
    ]
)
"""What takes the last noun back for the next one."""

NOISE = Phrases(
    [
        *("um", "umm", "uh", "uhm", "er", "erm", "hmm", "hm", "ah", "eh", "oh", "okay", "ok", "alright"),
        *("please", "pls", "plz", "kindly", "thanks", "thx", "cheers", "hey", "hi", "hello", "limis", "basically"),
        *("simply", "quickly", "carefully", "accurately", "precisely", "automatically", "exactly", "properly"),
        *(
            "so far",
            "you know ,",
            ", you know",
            "you know what",
            "first of all",
            "honestly",
            "to be honest",
            "frankly",
            "oh dear",
            "hmmm",
            "whoops",
        ),
        *(", like ,", "like ,", ", say ,", "i believe", "i would say", "let us say", "let us see ,", "hm"),
        *(
            "sorry to bother you again",
            "sorry to bother you",
            "one more thing",
            "by the way",
            "for a change",
            "if i may",
        ),
        *(
            "i suppose",
            "i reckon",
            "real quick",
            "at this point",
            "this time",
            "as you can see",
            "would you be so kind",
        ),
        *("maybe", "perhaps", "possibly", "anyway", "literally"),
        *("hi there", "hello there", "good morning", "good afternoon"),
        *("thank you", "thanks a lot", "many thanks", "thank you very much", "thank you so much", "if you please"),
        *("right now", "right away", "right here", "all right", "for me", "for us", "for now", "real quick"),
        *("if you can", "if you could", "if possible", "if you would", "if you do not mind", "when you can"),
        *("when you have a moment", "as well please", "be so kind", "kind of", "sort of", "i think"),
        *("i guess", "at once", "as soon as possible", "asap"),
    ]
)
"""Fillers that mean nothing wherever they stand."""

DOUBTS = Phrases(
    [
        "maybe",
        "perhaps",
        "possibly",
        "i think",
        "i suppose",
        "i reckon",
        "i believe",
        "i guess",
        "kind of",
        "sort of",
        "anyway",
        "basically",
        "literally",
    ]
)
"""Fillers that say that the speaker is not sure; nothing is destroyed on the word of such a sentence."""

TAGS = Phrases(
    [
        "would you",
        "will you",
        "can you",
        "could you",
        "here",
        "there",
        "instead",
        "too",
        "as well",
        "now",
        "next",
        "then",
        "first",
        "also",
    ]
)
"""Ends of a sentence that mean nothing: "the spleen too", "segment it, would you?"."""

LEAD_INS = Phrases(
    [
        *(
            "and",
            "well",
            "now",
            "next",
            "then",
            "also",
            "just",
            "only",
            "first",
            "and then",
            "and now",
            "but",
            "finally",
        ),
        *(
            "so",
            "oops",
            "actually",
            "sorry",
            "after that",
            "afterwards",
            "and after that",
            "right so",
            "you know",
            "well you know",
            "lastly",
            "again ,",
        ),
        *("it looks like", "looks like", "it seems", "seems like", "it seems like", "it seems that", "i see that"),
        *(
            f"{word} ,"
            for word in ("right", "great", "good", "nice", "perfect", "nearly", "almost", "fine", "cool", "wow")
        ),
        *(f"{word} but" for word in ("great", "good", "nice", "nearly", "almost", "fine", "cool", "close", "better")),
        *(
            f"that is {word} but"
            for word in ("great", "good", "nice", "fine", "better", "ok", "okay", "close", "almost it")
        ),
        *(f"that is {word} ," for word in ("great", "good", "nice", "fine", "better", "close")),
        *("looks good but", "looking good but", "not bad but", "much better but", "almost there but", "excellent ,"),
        *("much better ,", "let us see", "instead", "in the end", "to start with", "for starters", "this time"),
    ]
)
"""Words that may begin a clause and change nothing."""

LISTS = Phrases(
    ["and", ",", "&", "+", "/", "plus", "as well as", "along with", "together with", "and also", "also", "and then"]
)
"""What stands between the nouns of a list."""

SLIPS = {
    "ya": "you",
    "u": "you",
    "teh": "the",
    "hte": "the",
    "adn": "and",
    "nad": "and",
    "lft": "left",
    "rgt": "right",
    "fo": "of",
}
"""Slips in words too short to be corrected otherwise."""

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
        "all visible structures",
        "all visible organs",
        "all of it",
        "all of them",
    }
)
MODIFIERS = frozenset({"whole", "entire", "complete", "full", "visible", "individual", "human"})
"""Adjectives that change nothing about what is meant."""

TAILS = frozenset(["parenchyma", "tissue", "organ", "structure"])
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
