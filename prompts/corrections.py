"""Words that take back what was said before them, or after them."""

from __future__ import annotations

from limis.prompts.phrases import Phrases

__all__ = ["CORRECTIONS", "NOT_THAT"]

CORRECTIONS = Phrases(
    [
        "no wait",
        "no no",
        "no hang on",
        "no hold on",
        "hang on",
        "hold on",
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
        *(f"{oops}meant" for oops in ("sorry ", "no ", "oops ", "sorry no ", "")),
        "or rather",
        "actually",
        "no actually",
        "actually no",
        "scratch that",
        "correction",
        "make that",
        "no make that",
        "pardon",
        *(
            f"{no}{forget} {it} ,"
            for no in ("", "no ", "no , ", "actually ")
            for forget in ("forget", "ignore", "strike", "disregard", "cancel", "scrap", "never mind")
            for it in ("that", "it", "this")
        ),
        "oops",
        "no",
    ]
)
"""What takes the last noun back for the next one."""

NOT_THAT = Phrases([f"not {it}{one}" for it in ("that", "this", "it", "him", "her", "them") for one in ("", " one")])
"""What takes something back without naming it: "delete the left kidney, not that one"."""
