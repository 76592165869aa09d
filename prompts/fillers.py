"""Words that carry no meaning wherever they stand, and what they tell of the speaker all the same."""

from __future__ import annotations

from limis.prompts.courtesies import EXCUSES, PARTS
from limis.prompts.frames import Frames
from limis.prompts.oaths import OATHS
from limis.prompts.phrases import Phrases

__all__ = ["DOUBTS", "INTENSIFIERS", "KEPT", "NOISE"]

_APOLOGIES = (
    *(
        "apologise",
        "apologize",
        "forgive me",
        "pardon me",
        "beg your pardon",
        "misspoke",
        "misspoke :",
        "stand corrected",
    ),
    *("my apologies", "my mistake", "my bad", "my fault"),
)

INTENSIFIERS = frozenset(
    {"rather", "quite", "really", "decidedly", "distinctly", "altogether", "simply", "just", "still"}
)
"""Words that mean nothing before a "too"."""

NOISE = Frames(
    [
        *OATHS,
        *("urm", "ehm", "ummm", "uhh", "uhhh", "mmm", "erm ,"),
        *("whoa", "woah", "wow", "blimey", "yikes", "ouch", "argh", "ugh", "gosh", "oh gosh", "crikey", "lol"),
        *("yo", "um", "umm", "uh", "uhm", "er", "erm", "hmm", "hm", "ah", "eh", "oh", "okay", "ok", "alright"),
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
            "oh no",
            "hmmm",
            "whoops",
        ),
        *(f"let me {think} ," for think in ("think", "see", "remember")),
        *("what was it ,", "what is it called ,", "what do you call it ,", "how do you say ,", "what is the word ,"),
        *(", like ,", "like ,", ", say ,", "i believe", "i would say", "let us say", "let us see ,", "hm"),
        *(
            "sorry to bother you again",
            "sorry to bother you",
            "one more thing",
            "by the way",
            "for a change",
            "if i may",
            *(f"while {who} {are} at it" for who, are in (("you", "are"), ("we", "are"), ("i", "am"))),
            *(f"{hey} {name}" for hey in ("hey", "ok", "okay", "hello", "dear") for name in ("system", "computer")),
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
        *(
            "regrettably",
            "alas",
            "admittedly",
            "frankly speaking",
            "upon reflection",
            "on reflection",
            "merely",
            "if i might",
        ),
        *("on second thought", "on second thoughts", "come to think of it", "as it happens", "all things considered"),
        *(
            f"at {time}"
            for time in ("this stage", "this time", "this juncture", "the present time", "your convenience")
        ),
        *(
            f"if it is {little}"
            for little in ("not too much trouble", "no trouble", "not too much to ask", "no bother")
        ),
        *(f"{begin}{apologise}" for begin in ("", "i do ", "i ", "do ") for apologise in _APOLOGIES),
        *(
            "with your permission",
            "by your leave",
            "if you would be so kind",
            "if you could be so kind",
            "if you were so kind",
        ),
        *(", mate", "mate ,", "mate", "on any account", "and nothing else", "one last time"),
        *(", ta", "for my taste", "for my liking", "do the needful and"),
        *("maybe", "perhaps", "possibly", "anyway", "literally"),
        *("hi there", "hello there", "hey there", "hi again", "hello again", "good morning", "good afternoon"),
        *("good evening", "greetings"),
        *("thank you", "thanks a lot", "many thanks", "thank you very much", "thank you so much", "if you please"),
        *("please and thank you", "please and thanks"),
        *("whatever you do ,", "whatever happens ,"),
        *("right now", "right away", "right here", "all right", "for me", "for us", "for now", "real quick"),
        *("if you can", "if you could", "if possible", "if you would", "if you do not mind", "when you can"),
        *("when you have a moment", "as well please", "be so kind", "kind of", "sort of", "i think"),
        *("i guess", "at once", "as soon as possible", "asap"),
    ],
    PARTS,
    EXCUSES,
)
"""Fillers that mean nothing wherever they stand."""

DOUBTS = Phrases(
    [
        "maybe",
        "perhaps",
        "possibly",
        "what if",
        "remind me",
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
        *("if visible", "if present", "if it is visible", "if it is there", "if it is present", "if there is one"),
        *("if they are visible", "if they are there", "if they are present", "if there is any", "if there are any"),
        *(f"if you {can} {find}" for can in ("can", "could") for find in ("see", "find", "spot", "even")),
    ]
)
"""Fillers that say that the speaker is not sure; nothing is destroyed on the word of such a sentence."""

KEPT = Phrases(
    [
        "the hell out of",
        "the shit out of",
        "the crap out of",
        "not so far",
        "not so much",
        "not that far",
        "that so far",
    ]
)
"""Words that hold a filler and mean something together."""
