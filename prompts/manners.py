"""What politeness and refusal put around the verbs of the grammar."""

from __future__ import annotations

from limis.prompts.courtesies import COURTESIES, PARTS, REFUSALS
from limis.prompts.frames import Frames
from limis.prompts.phrases import Phrases
from limis.prompts.verbs import WISHED

__all__ = ["DENY", "OTHER_VERBS", "POLITE"]

POLITE = Frames(
    [
        *(f"{modal} {person}" for modal in ("can", "could", "would", "will") for person in ("you", "we", "i")),
        *(
            f"{person} {verb}{other} to"
            for person in ("i", "we")
            for verb in ("have", "am going", "am trying")
            for other in ("", " you")
        ),
        *(f"{wish}{other} to" for wish in WISHED for other in ("", " you")),
        *(f"{hoping} you could" for hoping in ("i was hoping", "i am hoping", "i hope", "i was wondering whether")),
        *(f"{may} i get you to" for may in ("may", "can", "could", "might")),
        *("is there any chance you could", "any chance you could"),
        *("would you be able to", "would it be possible for you to", "is it possible for you to", "you can now"),
        *("could we possibly", "could you possibly", "can you possibly", "why not", "let us try to", "let us try and"),
        *("let us go ahead and", "go on and", "it would help if you could", "i would be pleased if you could"),
        *(f"{person} like you to" for person in ("i would", "we would")),
        *(f"you {modal}" for modal in ("should", "must", "need to", "have to", "can", "could")),
        *(f"{modal} you mind" for modal in ("would", "do")),
        *("are you able to", "do you think you could", "do you think you can", "is it possible to", "as to"),
        *("would it be possible to", "i was wondering if you could", "shall we", "why do not we", "why do not you"),
        *("i would rather", "we would rather", "i would sooner"),
        *("i was wondering if you would", "i was wondering if we could", "i was wondering if it would be possible to"),
        *("we should", "i think we should", "do me a favor and", "do me a favour and", "be so kind as", "feel free to"),
        *(
            "we need to",
            "time to",
            "it is time to",
            "make sure to",
            "i think you should",
            "you may",
            "you might want to",
        ),
        "let us",
        "let me",
        *(f"do {stress}" for stress in ("just", "please")),
        "may i",
        "go ahead and",
        "go and",
        "try to",
        "try and",
        "help me to",
        "help me",
        "help us",
        "you to",
        "to",
        "start by",
        "begin by",
        "proceed to",
        "how about",
        "how about we",
        "what if we",
        "what about",
    ],
    PARTS,
    COURTESIES,
)
"""What politeness puts before a verb."""

DENY = Frames(
    [
        *(f"{verb} not" for verb in ("do", "you should", "you must", "should", "must", "please do", "you need", "did")),
        *(f"{person} do not {verb} you to" for person in ("i", "we") for verb in ("want", "need")),
        *(f"{person} do not {verb} to" for person in ("i", "we") for verb in ("want", "need")),
        *(f"{person} do not {verb}" for person in ("i", "we") for verb in ("want", "need")),
        *(f"{person} {verb}" for person in ("i", "we") for verb in ("never said", "did not say", "did not ask you to")),
        *(f"{person} did not ask {rest}" for person in ("i", "we") for rest in ("for", "to")),
        *(
            f"{nobody} {said}"
            for nobody in ("nobody", "no one", "none of us")
            for said in (
                *("said", "said to", "asked for", "asked to", "asked you to", "told you to", "mentioned", "wanted"),
                *("wanted to", "wanted you to", "wants", "wants to", "wants you to", "needs", "needs to", "meant"),
                *("said anything about", "said you should", "spoke of", "talked about", "ever said"),
            )
        ),
        *(
            f"{person} {said}"
            for person in ("i", "we")
            for said in (
                *("never meant", "never meant to", "never wanted to", "never wanted you to", "never mentioned"),
                *("never said to", "did not say to", "did not mention", "did not say anything about", "was not saying"),
                *("was not asking you to", "was not asking for", "am not saying", "am not going to", "would not"),
                *("never said anything about", "did not want to", "did not want", "had better not"),
                "said nothing about",
                *("never asked for", "never told you to", "never asked you to", "would never", "do not wish to"),
            )
        ),
        *("let us not", "better not", "you had better not", "under no circumstances", "on no account", "at no point"),
        *("by no means", "refrain from", "hold off on", "it is better not to", "try not to"),
        *("do not even think about", "do not think about", "be careful not to"),
        *("make sure not to", "make sure you do not", "make sure that you do not", "who said", "who asked for"),
        *("never", "nobody asked you to", "no one asked you to", "whatever you do do not", "whatever you do , do not"),
        *(
            "i told you not to",
            "i said not to",
            "you were not supposed to",
            "who said anything about",
            "who told you to",
        ),
        *("who asked you to", "i really do not want to", "i really do not want you to", "i do not think we should"),
        *(
            "do not ever",
            "do not you dare",
            "you are not supposed to",
            "you better not",
            "i would rather not",
            "please not",
        ),
        *("there was no need to", "i did not tell you to", "i did not want you to", "i did not mean to", "do not even"),
        *(
            "i did not mean",
            "we did not mean",
            "i am not asking you to",
            "i have not asked you to",
            "not to",
            "you did not need to",
        ),
        *(
            "rather than",
            "instead of",
            "i never asked you to",
            "i never told you to",
            "we never said",
            "i never asked for",
            "i never wanted",
        ),
        "no need to",
        "there is no need to",
        "there is really no need to",
        "there is absolutely no need to",
        "really no need to",
        "you do not need to",
        "you do not have to",
        "do not do",
        *("skip", "never mind", "forget", "forget about"),
    ],
    PARTS,
    REFUSALS,
)
"""What forbids the verb or the noun after it."""

_OTHERS = {
    **{verb: f"{verb}ing" for verb in ("touch", "clear", "edit", "undo", "redo", "export", "smooth", "grow", "shrink")},
    **{verb: f"{verb}ing" for verb in ("fill", "keep", "repeat", "do", "select", "add", "zoom", "show", "shift")},
    **{verb: f"{verb[:-1]}ing" for verb in ("change", "move", "delete", "remove", "erase", "hide", "save", "measure")},
    **{verb: f"{verb[:-1]}ing" for verb in ("include", "exclude")},
    **{verb: f"{verb}{verb[-1]}ing" for verb in ("reset", "cut", "stop", "crop")},
}
OTHER_VERBS = Phrases(
    [
        *_OTHERS,
        *_OTHERS.values(),
        *("start over", "take out", "throw away", "go back", "starting over", "taking out", "throwing away"),
    ]
)
"""Verbs of other commands, which a sentence may forbid."""
