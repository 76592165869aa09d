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
    "HEDGES",
    "IMAGE_NOUNS",
    "IMAGE_PREPOSITIONS",
    "IMAGE_WORDS",
    "LEAD_INS",
    "LINKS",
    "LISTS",
    "MODIFIERS",
    "NOISE",
    "PLURALS",
    "PRONOUNS",
    "QUANTIFIERS",
    "RATHER",
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
        *("hi there", "hello there", "hey there", "hi again", "hello again", "good morning", "good afternoon"),
        *("good evening", "greetings"),
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

_PRAISE = (
    *("right", "great", "good", "very good", "nice", "very nice", "perfect", "fine", "cool", "wow"),
    *("excellent", "lovely"),
    *("super", "brilliant", "not bad", "better", "much better", "nearly", "almost", "nearly there", "almost there"),
    *("nearly right", "almost right", "almost perfect", "nearly perfect", "getting there", "we are getting there"),
    *("close", "so close", "very close", "close enough", "not quite", "not quite there", "good start", "nice start"),
    *("a good start", "good job", "nice job", "nice work", "good work", "well done", "looks good", "looking good"),
    *("looks great", "looks better", "looks fine", "it looks good", "it looks better", "that looks good", "nice try"),
    *("that looks better", "that looks great", "that looks fine", "it is better", "it is almost there", "hang on"),
    *(f"that is {word}" for word in ("great", "good", "nice", "fine", "better", "much better", "ok", "okay", "close")),
    *("that is almost it", "that is nearly it", "that is almost right", "that is nearly right", "that is not bad"),
)
LEAD_INS = Phrases(
    [
        *("and", "well", "now", "next", "then", "also", "just", "only", "first", "and then", "and now", "but"),
        *("finally", "so", "oops", "actually", "sorry", "after that", "afterwards", "and after that", "right so"),
        *("you know", "well you know", "lastly", "again ,", "listen ,", "look ,", "excuse me", "pardon me", "yeah so"),
        *(f"{word} like" for word in ("so", "and", "well", "but", "just", "yeah")),
        *("so yeah", "so yes", "so well", "right then ,", "okay then ,"),
        *("it looks like", "looks like", "it seems", "seems like", "it seems like", "it seems that", "i see that"),
        *(f"{praise}{end}" for praise in _PRAISE for end in (" ,", " but", " , but")),
        *("let us see", "instead", "in the end", "to start with", "for starters", "this time", "sorry but"),
        *("i am sorry but", "i am sorry ,", "as a next step", "in a next step", "for the next step", "to begin with"),
    ]
)
"""Words that may begin a clause and change nothing."""

_SAID = ("i see", "i can see", "i notice", "i noticed", "we see", "it appears", "it would appear", "it would seem")
_FELT = ("i am afraid", "i fear", "i feel", "i have the feeling", "i have the impression", "i get the impression")
_TROUBLE = ("problem", "trouble", "issue", "thing", "only problem", "only thing", "main problem")
HEDGES = Phrases(
    [
        *(f"{said} that" for said in (*_SAID, *_FELT)),
        *("i am afraid", "i feel like", "i feel as if", "i noticed", "i notice", "it appears", "it would seem"),
        "i fear",
        *(
            f"{to} it {seems}"
            for to in ("to me", "to my eye")
            for seems in ("looks like", "seems", "looks as if", "seems that")
        ),
        *("it seems to me that", "it seems to me", "it looks to me like", "it looks as if", "it looks as though"),
        *(f"the {trouble} is{that}" for trouble in _TROUBLE for that in ("", " that", " ,")),
        *("in my opinion", "in my view", "if you ask me", "as far as i can see", "as far as i can tell", "to my eye"),
        *("unfortunately", "sadly", "apparently", "obviously", "clearly", "evidently", "strangely", "still ,"),
        *("i would argue", "i would argue that", "i would say that", "i think that", "i believe that"),
        "i suppose that",
    ]
)
"""Words that may begin what is wrong, or a request, but never a bare name: "I feel the liver" asks for nothing."""

LISTS = Phrases(
    ["and", ",", "&", "+", "/", "plus", "as well as", "along with", "together with", "and also", "also", "and then"]
)
"""What stands between the nouns of a list."""

RATHER = Phrases(["instead of", "rather than", "as opposed to"])
"""What comes before a thing that is not meant."""

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
