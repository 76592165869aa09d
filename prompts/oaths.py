"""Oaths: what an impatient speaker says that changes nothing."""

from __future__ import annotations

__all__ = ["OATHS"]

_WHOSE = ("fuck", "god", "heaven", "christ", "pete", "goodness")
_NAMES = (
    *("idiot", "moron", "bastard", "dumbass", "dimwit", "fool", "twit", "jackass", "asshole", "piece of shit"),
    *("piece of junk", "piece of crap"),
)
_THINGS = ("", " machine", " thing", " computer")
_EXCLAIMED = """
    bullshit, ffs, for crying out loud, for the love of god, fuck, fucking, fuck it, fuck this, fuck that, fuck me,
    fuck off and, shit, shitty, oh crap, crap, crappy, damn, damn it, damn you, damned, damnit, dammit, goddamn,
    goddamned, goddamn it, goddammit, god damn it, bloody, bloody hell, sodding, effing, freaking, frickin, fricking,
    friggin, lousy, wretched, blasted, stupid, hell, the hell, the fuck, what the hell comma, what the fuck comma, wtf,
    jesus, jesus christ, christ, christ almighty, god, oh my god, my god, oh god, omg, good lord, good grief, jeez,
    geez,
    argh, aargh, ugh, grr, gah, bah, not again, you must be kidding, how many times, come on, come on now, seriously,
    dude, bro, you idiot, you moron, stupid machine, stupid thing, stupid computer, idiot, moron, dumbass, dimwit,
    asshole, bastard, jackass, twit
"""

OATHS = (
    *(f"for {whose}{s} sake" for whose in _WHOSE for s in (" 's", "s")),
    *(f"you {bad}{thing}" for bad in ("stupid", "dumb", "useless", "fucking") for thing in _THINGS),
    *(f"you {name}" for name in _NAMES),
    *(f"{damn} {it}" for damn in ("screw", "to hell with", "sod") for it in ("it", "this", "that")),
    *(f"holy {thing}" for thing in ("shit", "crap", "cow", "moly", "hell", "fuck", "smoke", "mother of god")),
    *(phrase.strip().replace("comma", ",") for phrase in " ".join(_EXCLAIMED.split()).split(",")),
)
"""Phrases that mean nothing wherever they stand."""
