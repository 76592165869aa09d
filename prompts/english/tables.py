"""English numbers, units, degrees and directions."""

from __future__ import annotations

from limis.commands import Direction
from limis.prompts.language import Degree, Figures, Measures, Places, Unit
from limis.prompts.phrases import Phrases, word_set

__all__ = ["FIGURES", "GLUE", "MEASURES", "PLACES"]

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NTH = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]

FIGURES = Figures(
    ones={word: at for at, word in enumerate(_ONES)},
    tens={word: 10 * at for at, word in enumerate(_TENS, start=2)} | {"fourty": 40},
    scales={"hundred": 100, "thousand": 1000},
    ordinals={word: at for at, word in enumerate(_NTH, start=1)} | {"twentieth": 20, "thirtieth": 30},
    fractions={"half": 0.5, "third": 1 / 3, "quarter": 0.25, "tenth": 0.1, "fifth": 0.2},
    counts={
        **dict.fromkeys(("a couple of", "a couple", "couple of", "a pair of"), 2),
        **dict.fromkeys(("a few",), 3),
        "a single": 1,
        "a dozen": 12,
        "another couple of": 2,
    },
    articles=frozenset({"a", "an"}),
    minus=frozenset({"minus", "negative"}),
    point=frozenset({"point"}),
    join=frozenset({"and"}),
    hundreds_left_out=True,
)

_UNITS: dict[str, tuple[Unit, float]] = {
    **dict.fromkeys(("mm", "mms", "mil", "mils", "millimeter", "millimetre", "milimeter", "milimetre"), ("mm", 1)),
    **dict.fromkeys(("millimeters", "millimetres", "milimeters", "milimetres", "mill", "mills"), ("mm", 1)),
    **dict.fromkeys(("cm", "cms", "centimeter", "centimetre", "centimeters", "centimetres"), ("mm", 10)),
    **dict.fromkeys(("micron", "microns", "micrometer", "micrometers", "micrometre"), ("mm", 0.001)),
    **dict.fromkeys(("voxel", "voxels", "vox", "pixel", "pixels", "px", "pix"), ("voxel", 1)),
    **dict.fromkeys(("percent", "per cent", "%", "pct", "percents"), ("percent", 1)),
    **dict.fromkeys(("slice", "slices"), ("slice", 1)),
}

_DEGREES: dict[Degree, str] = {
    "slight": "a bit, a little, a little bit, little bit, a tiny bit, a small bit, a wee bit, a touch, a tad, "
    "a smidge, a smidgen, "
    "a hair, a notch, a fraction, slightly, lightly, gently, marginally, minimally, a tiny little bit, "
    "a small amount, ever so slightly, just a bit, just a little, the slightest bit, little, bit, a teeny bit, subtly, "
    "a trifle, a shade, a whisker, a mite, a sliver, a pinch, a hint, a dash, a jot, a speck, a teensy bit, "
    "a fraction more, the tiniest bit, a very small amount, a little teeny bit, a weeny bit, ever so little",
    "moderate": "moderately, somewhat, a fair bit, a medium amount, fairly, to some extent, a moderate amount",
    "strong": "a lot, much, a great deal, a good deal, considerably, substantially, strongly, heavily, significantly, "
    "way, far, very much, quite a bit, quite a lot, massively, hugely, a good bit, lots, drastically, markedly, "
    "a whole lot, loads, tons, greatly, by far, a large amount, very, vastly, aggressively, majorly",
}

MEASURES = Measures(
    units=_UNITS,
    degrees={phrase.strip(): degree for degree, text in _DEGREES.items() for phrase in text.split(",")},
    before=Phrases(
        [
            *("by", "about", "around", "roughly", "approximately", "another", "an extra", "an additional", "some"),
            *(
                "just",
                "only",
                "even",
                "of",
                "like",
                "say",
                "maybe",
                "a good",
                "a full",
                "a solid",
                "up to",
                "circa",
                "nearly",
                "almost",
                "exactly",
            ),
        ]
    ),
    after=Phrases(["or so", "more", "further", "maybe", "roughly", "extra", "again", "only", "each"]),
    by=frozenset({"by"}),
    one=frozenset({"another", "extra", "additional"}),
)

_PLAIN: dict[Direction, str] = {
    "left": "left leftward leftwards",
    "right": "right rightward rightwards",
    "superior": "top higher sup superior superiorly up upward upwards above cranial cranially cephalad head headwards "
    "high skyward",
    "inferior": "bottom lower inf inferior inferiorly down downward downwards below underneath caudal caudally caudad "
    "feet foot footwards low beneath base",
    "anterior": "front ant anterior anteriorly forward forwards frontward ventral ventrally ventrad infront",
    "posterior": "back post posterior posteriorly backward backwards behind rear dorsal dorsally dorsad rearwards",
    "medial": "medial medially midline inward inwards",
    "lateral": "lateral laterally outside outward outwards",
    "center": "middle center centre central centrally core",
}
_BOUND: dict[Direction, str] = {
    "superior": "upper uppermost topmost",
    "inferior": "lowest bottommost",
    "anterior": "frontal foremost",
    "posterior": "hind rearmost",
    "medial": "inner",
    "lateral": "outer",
    "left": "lefthand leftmost",
    "right": "righthand rightmost",
}

PLACES = Places(
    plain={word: direction for direction, words in _PLAIN.items() for word in words.split()},
    bound={word: direction for direction, words in _BOUND.items() for word in words.split()},
    nouns=word_set(
        """
        side sides hand part parts portion portions half halves end tip tips pole poles edge edges border borders
        margin margins region area section aspect bit bits corner corners third quarter surface boundary rim contour
        outline direction extremity most piece lobe quadrant quadrants apex dome horn wall patch chunk strip sliver
        fringe zone
        """
    )
    - {"lobe"},
    edges=frozenset(
        {"edge", "edges", "border", "borders", "margin", "margins", "boundary", "boundaries", "rim", "periphery"}
    ),
    prepositions=Phrases(
        [
            *("on", "at", "in", "to", "toward", "towards", "into", "from", "along", "near", "around", "over on"),
            *("over at", "up at", "down at", "over to", "in the direction of", "further to", "more to"),
            *("more towards", "further towards", "further", "more", "further in", "far", "farther", "out to"),
            *("out at", "out on", "out towards", "there on", "right at", "around at", "on to", "onto", "off"),
            *("off at", "off on", "up on", "down on", "up in", "down in", "even further", "a little further to"),
            *("just at", "just on", "far to", "back on", "also at", "also on", "by", "nearest", "nearest to"),
            *("closest to", "closer to", "nearer to", "facing", "way out on", "way over on"),
        ]
    ),
    fillers=frozenset(
        {
            "the",
            "whole",
            "entire",
            "its",
            "their",
            "very",
            "most",
            "'s",
            "his",
            "her",
            "far",
            "that",
            "my",
        }
    ),
    owners=frozenset({"patient", "patients"}),
    sides=frozenset(
        f"{both} {side}"
        for both in ("both", "either", "each")
        for side in ("side", "sides", "edge", "edges", "end", "ends", "flank", "flanks")
    ),
    joints=frozenset({"and", "&", "+", ","}),
    within=Phrases(
        f"{on} {the}" for on in ("on", "at") for the in ("the", "its", "their", "his", "her", "my", "far", "very")
    ),
    frame=Phrases(
        [
            *(
                f"{link} {article}{noun}"
                for link in ("of", "on", "in", "at")
                for article in ("the ", "this ", "my ", "our ", "that ", "")
                for noun in ("screen", "image", "picture", "view", "display", "monitor", "viewer", "film", "photo")
            ),
            *(
                "as i see it",
                "as seen",
                "as seen on the screen",
                "as seen on the image",
                "as displayed",
                "as shown",
                "of what i see",
                "as we see it",
                "as i look at it",
            ),
        ]
    ),
    around=Phrases(
        [
            *("all around", "all round", "all over", "everywhere", "on all sides", "in all directions", "all sides"),
            *(
                "in every direction",
                "on every side",
                "around",
                "all the way around",
                "all the way round",
                "overall",
                "as a whole",
            ),
            *("all around it", "around it", "all round it", "in total", "altogether", "uniformly", "evenly"),
        ]
    ),
)

GLUE = frozenset(
    {",", "and", "but", "only", "just", "say", "again", "out", "away", "there", "please", "here", "instead"}
)
