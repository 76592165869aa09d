"""In which company a cue is a request: "smooth it", "give it some smoothing", "it needs smoothing", "I want it smooth".

A clause is written down as letters, one for every cue in spoken order:

- V a verb to do; G its gerund; D what was done, a participle or a state to bring about; M a comparative;
- N a noun; F one that asks by itself; L a light verb that lends itself to one; W a wish;
- O what something ought to be; Q and B the "could" and the "be" around it; P the "is needed" after a noun;
- T what it is about; t the same after a preposition; R a preposition that says to which end; C a pause.
"""

from __future__ import annotations

import re

from limis.prompts.verbs import WISHED

__all__ = ["COMPANY", "asks", "forbids"]

COMPANY = {
    "L": """(do|make|get|give|apply|use|run|perform|set|put|have|take|bring|grab|add|create|produce|generate|try|fetch)
        [me/us] | carry out | go (for|with) | go ahead with | let (me|us) have | let us (do|go for|go with|try) |
        hand me | start [with] | begin with | kick off""",
    "W": " | ".join(WISHED)
    + """ | (i|we) [also/still/really/just] (could use|could do with|am after|are after|am looking for|are looking for|
        was hoping for|would appreciate|would prefer|would rather have|am going for) |
        """
    + " | ".join(f"{wish} to (have|get|see)" for wish in WISHED),
    "O": """[still/also/really] (should|must|ought to|needs to|need to|has to|have to) [really/also/still]
        (be|get|go|become) | [still/also/really] (needs/need/requires/require/deserves/wants) [to have] |
        (could|can) (use|do with) | (calls|asks|cries) for""",
    "Q": "can/could",
    "B": "be/get",
    "P": """(is|are) (needed|required|necessary|in order) | (would|could|might) be
        (good|nice|great|helpful|lovely|appreciated|useful|perfect|handy|welcome|ideal) | (would|could|might) help |
        (is|are) what (i|we) (want|need)""",
}
"""What makes a request of a cue, as patterns."""

_ASKING = re.compile(
    r"C*(TC+|[Rt]C*)?(V|[LW][TtRC]*[NFGD]|[LW][RC]*T[RC]*M)[TtRC]*"
    r"|C*[TtRC]*O[NFGDM][TtRC]*"
    r"|Q[TtR]*B[TtRC]*[DM][TtRC]*"
    r"|[NFG][TtRC]*P[TtRC]*|TC*[NFG]P"
)
_FRAGMENT = re.compile(r"C*[Tt]?F[TtRC]*")
_FORBIDDEN = re.compile(r"[TtRC]*[LO]?[TtRC]*[VGNDMF][TtRC]*")
_VERB_LAST = re.compile(r"T+V.*")
"""The "spleen outline" of "the spleen outline is wavy" is no order to outline it; with a pause before it, it is."""


def asks(said: str, *, gerunds: bool, question: bool) -> bool:
    """Say whether cues in this order ask for something.

    Args:
        said: The letters of a clause.
        gerunds: Whether politeness came before it that a gerund may follow: "would you mind smoothing".
        question: Whether it ends in a question mark, so that a noun without a verb asks about something.

    Example:
        >>> asks("LNT", gerunds=False, question=False), asks("NT", gerunds=False, question=False)
        (True, False)
    """
    if _VERB_LAST.fullmatch(said):
        return False
    if _ASKING.fullmatch(said) or (not question and _FRAGMENT.fullmatch(said)):
        return True
    return gerunds and _ASKING.fullmatch(said.replace("G", "V", 1)) is not None


def forbids(said: str) -> bool:
    """Say whether cues in this order are forbidden by what was said before them."""
    return _FORBIDDEN.fullmatch(said) is not None
