"""Words around a clause that change nothing: what begins it, what begins a remark, what ends it."""

from __future__ import annotations

from limis.prompts.courtesies import OPINIONS, PARTS
from limis.prompts.frames import Frames
from limis.prompts.phrases import Phrases

__all__ = ["HEDGES", "LEAD_INS", "PRAISE", "TAGS"]

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

PRAISE = Phrases(_PRAISE)
"""What may be said of the last thing before the next is asked for."""

_BAD = (
    "crap",
    "rubbish",
    "wrong",
    "all wrong",
    "garbage",
    "nonsense",
    "terrible",
    "awful",
    "useless",
    "no good",
    "bad",
    "so bad",
    "a mess",
    "too bad",
)

_HEADINGS = (
    *("tidy up", "tidying up", "clean up", "cleaning up", "cleanup", "tidy it up", "clean it up", "touch up"),
    *("finishing touches", "final touches", "final steps", "next steps", "last steps", "steps", "the steps", "plan"),
    *("to do", "todo", "to do list", "todo list", "wish list", "wishlist", "orders", "instructions", "the plan"),
    *("two things", "three things", "four things", "a few things", "a couple of things", "several things", "so"),
    *("in this order", "in that order", "in order", "as follows", "the following", "do the following", "homework"),
    *("do this", "do these", "do three things", "do two things", "corrections", "changes", "edits", "fixes"),
    *("some corrections", "some changes", "some edits", "some fixes", "a few corrections", "a few changes"),
    *("postprocessing", "post processing", "housekeeping", "for the record", "requests", "tasks"),
)
"""What a list of requests may be headed with."""

LEAD_INS = Phrases(
    [
        *(
            *(
                f"{done} ,"
                for done in ("done with that", "done with this", "done with it", "enough of that", "that will do")
            ),
            *(
                "moving on ,",
                "i have changed my mind",
                "change of plan",
                "change of plans",
                *(f"{wait}{long} ," for wait in ("wait", "hold on", "hang on") for long in ("", " a second", " a sec")),
                *("wait wait ,", "no wait ,", "one moment ,", "just a second ,", "one second ,"),
                "what ,",
                *(f"{it}{looks} ," for it in ("that", "this", "it") for looks in (" is", " looks like", " looks", "")),
                "good enough ,",
                "next thing ,",
                "done ,",
            ),
            "all done ,",
            "finished ,",
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
        ),
        *("next up", "next up ,", "next one ,", "next one :", "next up :", "after this", "and after this"),
        *(f"{heading} :" for heading in _HEADINGS),
        *(
            f"before {i} {leave}"
            for i in ("i", "we")
            for leave in ("commit", "sign off", "forget", "lose it", "log off")
        ),
        *(f"remind me{mark}" for mark in (" ,", " :")),
        *("thereafter", "thereupon", "subsequently", "and thereafter", "and subsequently", "may i ask", "might i ask"),
        *("finally", "so", "oops", "actually", "sorry", "after that", "afterwards", "and after that", "right so"),
        *("i said", "i told you", "i told you to", "i asked for", "i asked you to", "as i said", "like i said"),
        *(f"{it} {bad} ," for it in ("this is", "that is", "it is") for bad in _BAD),
        *(f"{no}wrong{what} ," for no in ("", "no ", "no , ", "the ") for what in ("", " one", " organ", " thing")),
        *(
            "you know",
            "well you know",
            "lastly",
            "again ,",
            "listen ,",
            "look ,",
            "ok listen",
            "okay listen",
            "right listen",
            "now listen",
            "excuse me",
            "pardon me",
            "yeah so",
        ),
        *("secondly", "thirdly", "second the", "third the", "second ,", "third ,", "last but not least"),
        *(f"{word} like" for word in ("so", "and", "well", "but", "just", "yeah")),
        *("so yeah", "so yes", "so well", "right then ,", "okay then ,"),
        *("it looks like", "looks like", "it seems", "seems like", "it seems like", "it seems that", "i see that"),
        *(f"{praise}{end}" for praise in _PRAISE for end in (" ,", " but", " , but", " though", " , though")),
        *("let us see", "instead", "in the end", "to start with", "for starters", "this time", "sorry but"),
        *("i am sorry but", "i am sorry ,", "as a next step", "in a next step", "for the next step", "to begin with"),
    ]
)
"""Words that may begin a clause and change nothing."""

_SAID = ("i see", "i can see", "i notice", "i noticed", "we see", "it appears", "it would appear", "it would seem")

_FELT = ("i am afraid", "i fear", "i feel", "i have the feeling", "i have the impression", "i get the impression")

_TROUBLE = ("problem", "trouble", "issue", "thing", "only problem", "only thing", "main problem")

HEDGES = Frames(
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
        *("i suppose that", "still", "but still"),
    ],
    PARTS,
    OPINIONS,
)
"""Words that may begin what is wrong, or a request, but never a bare name: "I feel the liver" asks for nothing."""

_DRAWN = ("have drawn it", "have it", "have it now", "drew it", "have drawn", "drew", "did", "went", "have gone")

TAGS = Phrases(
    [
        *(f"than {who} {drew}" for who in ("you", "we", "i", "it") for drew in _DRAWN),
        *(f"than {it}" for it in ("that", "this", "it is", "it is now", "what you have", "what we have", "now")),
        *(
            f"than {it} {does}"
            for it in ("it", "that")
            for does in ("does", "does now", "currently does", "did", "goes")
        ),
        *(
            f"{please}{fix} {that}"
            for please in ("", "please ", "can you ", "could you ", "can you please ", "could you please ")
            for fix in ("fix", "correct", "sort out", "sort", "mend", "repair")
            for that in ("it", "that", "this")
        ),
        *("is that clear", "understood", "do you understand", "do you hear me", "you hear me"),
        "would you",
        "shall we",
        *(f"{that}you can {find}" for that in ("", "that ") for find in ("find", "spot")),
        "is not it",
        "does not it",
        "did not it",
        "do not you think",
        *(
            f"{and_}{end}"
            for and_ in ("", "and ")
            for end in ("nothing else", "nothing more", "that is all", "that is it")
        ),
        "whatever",
        "one of them",
        "one of the two",
        "i do not know which",
        "i am not sure which",
        "i forget which",
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
        "only",
        "already",
        *(f"{brief} a {while_}" for brief in ("for", "just for") for while_ in ("sec", "second", "moment", "minute")),
        *("briefly", "for one second", "for one moment"),
        *("obviously", "of course", "naturally", "evidently", "clearly", "as i said", "like i said"),
    ]
)
"""Ends of a sentence that mean nothing: "the spleen too", "segment it, would you?"."""
