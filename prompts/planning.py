"""Messages for a language model that plans: what it may do, what it is told, and what it hears when it errs."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["INSTRUCTIONS", "NOT_CARRIED_OUT", "briefing", "concern", "request", "wrong"]

INSTRUCTIONS = """\
You turn what a person says about a medical image into calls of the given tools. You never see the image.

- Only tool calls count. Whatever else you write is thrown away: no person reads it.
- Do what the person asked for and nothing more. Put several steps into several calls, in order.
- Name a thing by its concept, as listed, or by the name of a structure that is there. A thing without a concept keeps
  the person's own words: {"concept": null, "text": "those words"}. Leave targets out for the active structure.
- Every call is answered with what came of it, in numbers. To find out how large something is, call measure.
- Directions are the patient's. An amount in mm needs a known scale; otherwise use percent or voxel.
- delete and reset wait for the person's yes and end the plan: call them in one message with all that shall follow them.
- If the sentence could mean several things, call clarify with whole sentences as options, and nothing else.
- If it asks for nothing that these tools do, call none.
- When the plan is complete, answer "done" without a call.
"""

NOT_CARRIED_OUT = "not carried out: another call of the same message was wrong; say all of them again"


def briefing(image: str, there: Sequence[str], known: Sequence[str], before: Sequence[str]) -> str:
    """What a model is told besides the sentence.

    Args:
        image: Kind of imaging, slices, scale.
        there: A line per structure.
        known: Concepts that can be found here; none where any can.
        before: A line per earlier sentence and what came of it.

    Example:
        >>> print(briefing("picture, X-ray", ["lung (active): 100 px"], ["heart", "lung"], []))
        Image: picture, X-ray.
        Structures: lung (active): 100 px.
        Concepts that can be found here: heart, lung.
    """
    lines = [
        f"Image: {image}.",
        f"Structures: {'; '.join(there) or 'none yet'}.",
        f"Concepts that can be found here: {', '.join(known)}." if known else "Any concept can be looked for.",
    ]
    return "\n".join([*lines, *(("Before:", *before) if before else ())])


def request(told: str, text: str) -> str:
    """The one message of a person: what there is, then the sentence."""
    return f"{told}\n\nThe person says now: {text.strip()}"


def wrong(problem: str) -> str:
    """What a model hears about a call that is none."""
    return f"wrong: {problem} Nothing was carried out. Say the calls once more, corrected, or call clarify."


def concern(kind: str, name: str, *, may_try: bool) -> str:
    """What a model hears about a result that looks odd.

    Example:
        >>> concern("tiny", "liver", may_try=False)
        'doubtful: liver is tiny; do not try again, the person is told'
    """
    rest = "try one other way if there is one, else go on" if may_try else "do not try again, the person is told"
    return f"doubtful: {name} is {kind}; {rest}"
