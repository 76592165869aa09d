"""How requests begin and end: the verbs of the grammar."""

from __future__ import annotations

from limis.prompts.frames import Frames
from limis.prompts.phrases import Phrases

__all__ = [
    "ASK",
    "EXCEPT",
    "EXCLUDE",
    "MAKE",
    "MASK_NOUNS",
    "MASK_OF",
    "OUTLINED",
    "PASSIVE",
    "SEGMENT",
    "WHERE",
    "WHERE_TAILS",
    "WISHED",
]

_VERBS = {
    "segment": "segmenting segmented",
    "autosegment": "autosegmenting autosegmented",
    "outline": "outlining outlined",
    "delineate": "delineating delineated",
    "contour": "contouring contoured",
    "mask": "masking masked",
    "annotate": "annotating annotated",
    "trace": "tracing traced",
    "highlight": "highlighting highlighted",
    "find": "finding found",
    "locate": "locating located",
    "identify": "identifying identified",
    "detect": "detecting detected",
    "label": "labelling labelled",
    "extract": "extracting extracted",
    "isolate": "isolating isolated",
    "delimit": "delimiting delimited",
    "demarcate": "demarcating demarcated",
    "mark": "marking marked",
    "circle": "circling circled",
    "draw": "drawing drawn",
    "pinpoint": "pinpointing pinpointed",
    "localize": "localizing localized",
    "localise": "localising localised",
}
_PARTICLES = ("mark", "map", "pick", "segment", "trace", "point", "search", "mask")
_MASK_NOUNS = (
    "segmentation",
    "segmentation mask",
    "mask",
    "binary mask",
    "contour",
    "contours",
    "overlay",
    "overlays",
    "outline",
    "outlines",
    "delineation",
    "annotation",
    "roi",
    "region of interest",
    "label map",
)

_ADVERBS = ("", "also ", "still ", "really ", "just ", "now ", "only ", "actually ", "definitely ")
_WISHES = (
    *("need", "want", "require", "would like", "would love", "would need", "would want", "would prefer", "will need"),
    *("will want", "would require", "do need", "do want", "might need", "might want", "may need"),
)


def _wished() -> list[str]:
    """Say "I would also like" and "we still need", with an adverb wherever one may stand."""
    wishes: list[str] = []
    for person in ("i", "we"):
        for wish in _WISHES:
            *modal, verb = wish.split()
            wishes += [" ".join(f"{person} {' '.join(modal)} {adverb}{verb}".split()) for adverb in _ADVERBS]
            wishes += [f"{person} {adverb}{wish}" for adverb in _ADVERBS[1:] if modal]
    return wishes


WISHED = _wished()
"""Ways to wish for something: "I would also like"."""

SEGMENT = Phrases(
    [
        "seg",
        *_VERBS,
        *(forms.split()[0] for forms in _VERBS.values()),
        *(f"{verb} out" for verb in _PARTICLES),
        "find me",
        "search for",
        *(f"{verb} {around}" for verb in ("draw", "trace", "circle", "outline") for around in ("around", "round")),
        *(
            f"{verb} {line} {around}"
            for verb in ("draw", "put", "place", "trace")
            for line in ("a line", "a contour", "an outline", "the outline", "a boundary")
            for around in ("around", "round")
        ),
        *(
            f"{verb} {line} on"
            for verb in ("put", "draw", "place")
            for line in ("a contour", "an outline", "the outline")
        ),
        *(f"{verb} a mask {on}" for verb in ("put", "draw", "place") for on in ("on", "over")),
        *(f"{begin} {forms.split()[0]}" for forms in _VERBS.values() for begin in ("start", "begin", "continue")),
        "point to",
        "labeling",
    ]
)
"""Verbs that ask for an outline; an unknown noun after them is an open target."""

PASSIVE = Phrases(
    [
        *(
            f"{modal} {forms.split()[1]}"
            for forms in _VERBS.values()
            for modal in ("should be", "must be", "needs to be", "need to be", "has to be", "have to be", "to be")
        ),
        *(f"{modal} {forms.split()[0]}" for forms in _VERBS.values() for modal in ("needs", "need")),
        *(
            f"{begin} {verb}"
            for verb in _VERBS
            for begin in ("you", "i want to", "i would like to", "you should", "we should")
        ),
    ]
)
"""Ends of a sentence that ask for an outline: "the liver should be segmented"."""

OUTLINED = Phrases([*(forms.split()[1] for forms in _VERBS.values()), "drawn in"])
"""Ends of a wish: "I want the liver outlined"."""

ASK = Frames(
    [
        *WISHED,
        *(f"{wish} to have" for wish in WISHED),
        *(f"{wish} to see" for wish in WISHED),
        *(f"{person} {could}" for person in ("i", "we") for could in ("could use", "could do with")),
        *("what i need is", "what i want is", "what we need is", "what we want is", "what i would like is"),
        *(f"{person} {verb}" for person in ("i am", "we are") for verb in ("looking for", "interested in", "after")),
        *(f"{verb} {person}" for verb in ("give", "get", "grab", "bring") for person in ("me", "us")),
        *(f"{modal} {person} have" for modal in ("can", "could", "may") for person in ("i", "we")),
        *(f"{modal} {person} get" for modal in ("can", "could", "may") for person in ("i", "we")),
        *(f"{modal} {person} see" for modal in ("can", "could", "do") for person in ("you", "we")),
        *("i wanted", "we wanted", "i really wanted", "i only wanted", "i just wanted"),
        *(
            f"{person} would be {eager}"
            for person in ("i", "we")
            for eager in ("interested in", "after", "looking for")
        ),
        *(
            f"{verb} {end}"
            for verb in ("start", "begin", "start off", "let us start", "let us begin")
            for end in ("with",)
        ),
        *("continue with", "go on with", "move on to", "let us move on to", "let us go on to", "let us continue with"),
        *(
            f"{person} should{also} {get}"
            for person in ("i", "we")
            for also in ("", " also")
            for get in ("have", "get", "do")
        ),
        *(f"{next_one} is" for next_one in ("next one", "the next one", "next up", "next", "the next structure")),
        *(
            f"{person} would be {pleased} {about}"
            for person in ("i", "we")
            for pleased in ("grateful", "thankful", "glad", "happy", "pleased")
            for about in ("for", "about", "with", "to have", "to get", "if i could have", "if we could have")
        ),
        *(f"{any_} {chance} of" for any_ in ("any", "is there any") for chance in ("chance", "possibility", "hope")),
        *(
            f"{it}would be {good} to {have}"
            for it in ("", "it ")
            for good in ("good", "great", "nice", "helpful", "useful", "lovely")
            for have in ("have", "get", "see")
        ),
        *(
            "time for",
            "it is time for",
            "now for",
            "next on the list is",
            "next on my list is",
            "that leaves",
            "on with",
        ),
        *(f"{person} be needing" for person in ("i will", "we will", "i am going to", "we are going to")),
        "let us have",
        "let me have",
        "let us do",
        "let us get",
        "get",
        "grab",
        "do",
        "need",
        "want",
        "look for",
        "looking for",
        "interested in",
        "how about",
        "what about",
        "is there",
        "are there",
        "have",
    ],
    "VERY: [very/rather/really/quite/actually/so/dearly] [much/really]",
    """
(i/we) (was|were|am|are|had been) <VERY> (hoping for|hoping to (see|get|have)|looking forward to)
(i/we) (would|should|do|did) <VERY> (like|want|need|prefer|love) [to (see|have|get)]
    """,
)
"""Ways to ask for something; they make a request only of things the vocabulary knows."""

WHERE = Phrases(
    [
        *(f"where {verb}" for verb in ("is", "are", "can i find", "do you see", "can you see", "would i find")),
        *(f"where {verb}" for verb in ("does", "do", "would", "might", "exactly is", "exactly are", "on earth is")),
        *(f"{whereabouts} {verb}" for whereabouts in ("whereabouts", "where abouts") for verb in ("is", "are")),
        *("any idea where", "do you have any idea where", "have you any idea where"),
        *(f"{verb} where" for verb in ("show", "show me", "show us", "tell me", "do you know", "see", "point out")),
    ]
)
WHERE_TAILS = Phrases(
    [
        *(
            "at",
            "exactly",
            "hiding",
            "now",
            "hidden",
            "sitting",
            "be",
            "runs",
            "run",
            "goes",
            "ends",
            "starts",
            "begins",
        ),
        *(
            f"{verb}{place}"
            for verb in ("is", "are", "lies", "lie", "sits", "sit", "located", "is located", "are located", "is found")
            for place in ("", " exactly", " at")
        ),
    ]
)

MAKE = Phrases(
    f"{verb}{person}"
    for verb in ("make", "create", "generate", "produce", "draw", "compute", "provide", "do", "run", "perform", "build")
    for person in ("", " me", " us", " me with")
)
"""Verbs that need "a mask of" after them."""

MASK_NOUNS = Phrases(_MASK_NOUNS)
MASK_OF = Phrases(f"{noun} {link}" for noun in _MASK_NOUNS for link in ("of", "for", "from", "on", "around", "over"))

EXCLUDE = Phrases(
    [
        "exclude",
        "excluding",
        "omit",
        "leave out",
        "without",
        "but exclude",
        "but leave out",
        "and exclude",
        "and leave out",
        "but omit",
    ]
)
"""Verbs of the command ``exclude``."""

EXCEPT = Phrases(
    [
        "without",
        "but without",
        "but not",
        "but no",
        "excluding",
        "except",
        "except for",
        "with the exception of",
        "minus",
        "apart from",
        "other than",
        "leaving out",
        "but leave out",
        "but exclude",
        "and exclude",
        "and leave out",
        "exclude",
        "not including",
        "but not including",
        "sparing",
        "aside from",
    ]
)
"""What comes between a target and what is to be left out of it."""
