"""Elaborate politeness, put together from its parts: "I should be grateful if you would be so good as to"."""

from __future__ import annotations

from itertools import product

__all__ = ["COURTESIES", "FRAMES", "REFUSALS"]

_PERSONS = ("i", "we")
_WOULD = ("would", "should", "will", "shall")
_GLAD = (
    *("grateful", "thankful", "glad", "happy", "obliged", "pleased", "delighted"),
    *("very grateful", "most grateful", "ever so grateful", "so grateful", "much obliged"),
)
_GOOD = ("great", "nice", "good", "lovely", "helpful", "perfect", "kind", "wonderful", "ideal", "best", "excellent")
_IT = ("it would be", "that would be", "it might be")
_LIKED = ("appreciate it", "prefer it", "like it", "love it", "be grateful", "much appreciate it", "rather prefer it")
_WONDERED = ("i wonder", "i was wondering", "i am wondering", "we wonder", "might i ask", "may i ask", "could i ask")

FRAMES = (
    *(" ".join((*said, "if")) for said in product(_PERSONS, _WOULD, ("be",), _GLAD)),
    *(" ".join((*said, "if")) for said in product(_PERSONS, _WOULD, _LIKED)),
    *(" ".join((*said, "if")) for said in product(_IT, _GOOD)),
    *(" ".join(said) for said in product(_WONDERED, ("if", "whether"))),
)
"""What a wish may begin with, before who is to fulfil it or what is to be done: "I should be grateful if"."""

_YOU_MAY = ("you could", "you would", "you might", "you can", "you were to", "we could", "you may")
_SO_GOOD = (
    *("so kind as to", "so good as to", "so kind and", "so good and", "kind enough to", "good enough to"),
    *("so very kind as to", "able to", "willing to", "so kind to", "so good to"),
)
_ASKED = ("ask", "trouble", "bother", "request", "invite", "beg", "prevail upon")
_ASKING = (
    *(f"{may} {person}" for may in ("may", "might", "could", "can") for person in _PERSONS),
    *(f"{person} {may}" for may in ("would", "must", "should", "shall", "will") for person in _PERSONS),
    *_PERSONS,
)
_WISHING = ("like", "wish", "want", "prefer", "love")

COURTESIES = (
    *(" ".join(said) for said in product(FRAMES, _YOU_MAY)),
    *(" ".join(said) for said in product(("be", "you be", "to be", "as to be"), _SO_GOOD)),
    *(f"{asking} {ask} you {to}" for asking in _ASKING for ask in _ASKED for to in ("to", "for")),
    *(f"{person} {would} {wish} you to" for person in _PERSONS for would in _WOULD for wish in _WISHING),
    *(f"{person} {would} {wish} to" for person in _PERSONS for would in _WOULD for wish in _WISHING),
    *(f"{might} {person}" for might in ("might", "may", "shall") for person in ("you", *_PERSONS)),
    *(f"{do} {wish} to" for do in _PERSONS for wish in ("wish", "intend", "hope", "propose")),
    *(f"{have} the {kindness} to" for have in ("have", "do me") for kindness in ("kindness", "goodness", "courtesy")),
    *(f"do {person} the {favour} {of}" for person in ("me", "us") for favour in ("favor", "favour") for of in ("to",)),
    *("may i suggest we", "might i suggest we", "may i suggest you", "i suggest you", "i suggest we", "i suggest to"),
    *(
        "it would be kind of you to",
        "it would be good of you to",
        "consider",
        "you might consider",
        "be a dear and",
        "if you would be so kind as to",
        "if you could be so kind as to",
    ),
)
"""What elaborate politeness puts before a verb."""

_AT_NO_TIME = ("under no circumstances", "on no account", "at no point", "by no means", "in no case", "at no time")
_WAS_IT_WISHED = (
    *(f"{do} {person} {wish} you to" for do in ("do", "would", "did") for person in _PERSONS for wish in _WISHING),
    *(f"{should} you" for should in ("should", "must", "may", "shall", "are", "can", "do")),
    *(f"{should} you to" for should in ("are", "ought")),
    *(
        f"did {person} {say}"
        for person in _PERSONS
        for say in ("say", "say to", "ask you to", "tell you to", "ask for")
    ),
)
_NEVER_SAID = (
    *(f"said{that}{you}" for that in ("", " that") for you in (" you", " you should", " you must", " to", "")),
    *(f"{said} you to" for said in ("asked", "told", "wanted", "wished", "instructed")),
)

REFUSALS = (
    *(" ".join(said) for said in product(_AT_NO_TIME, _WAS_IT_WISHED)),
    *(f"{frame} you {did} not" for frame in FRAMES for did in ("did", "do", "would", "could", "were to", "can")),
    *(f"{person} {have} never {said}" for person in _PERSONS for have in ("have", "had") for said in _NEVER_SAID),
    *(f"{person}never {said}" for person in ("i ", "we ", "") for said in _NEVER_SAID),
    *(f"{asking} {ask} you not to" for asking in _ASKING for ask in _ASKED),
    *(f"{person} would {rather} you {did} not" for person in _PERSONS for rather in ("rather", "prefer that")
      for did in ("did", "do", "would")),
    *(f"{person} do not {wish}{you} to" for person in _PERSONS for wish in _WISHING for you in ("", " you")),
    *(f"{person} not {want}{to}" for person in _PERSONS for want in ("want", "wish") for to in ("", " to", " you to")),
    *(f"{there} no {need} {to}" for there in ("there is", "there was", "i see", "we see")
      for need in ("need", "reason", "point", "cause") for to in ("to", "for you to", "in")),
    *(f"{person} {must} not" for person in ("you", "we") for must in ("need", "must", "should", "may", "shall")),
    *("take care not to", "mind you do not", "see that you do not", "see to it that you do not"),
    *("it is not necessary to", "it will not be necessary to", "it is unnecessary to", "it would be wrong to"),
)  # fmt: skip
"""What forbids the verb after it, elaborately."""
