"""What something is wanted for, said before or after a request: "for the volumetry", "before the planning meeting"."""

from __future__ import annotations

from collections.abc import Sequence

from limis.prompts.frames import Frames
from limis.prompts.normalise import Token

__all__ = ["without_purpose"]

_PARTS = """
FOR: for | before | ahead of | in preparation for | in time for | in view of | as part of | prior to | as input for | to
    prepare [for] | for use in | with a view to | because of
MY: the/our/my/this/a/an/his/her/today/tomorrow/that ['s]
KIND: planning/radiotherapy/radiation/volumetric/tumor/tumour/treatment/team/multidisciplinary/research/clinical/case |
    final/weekly/daily/next/upcoming/dose/quality/interim/follow/up/3d/monthly/quarterly/scientific/conference/ethics |
    morning/afternoon/surgical/pre/preop/preoperative/postoperative/online/joint/printed/written/structured/annual
WORK: volumetry/planning/report/reports/study/paper/trial/presentation/conference/meeting/board/mdt/documentation |
    plan/dosimetry/followup/comparison/record/records/teaching/slides/thesis/consultation/referral/handover/database |
    registry/analysis/statistics/qa/audit/publication/poster/talk/lecture/figure/protocol/review/rounds/manuscript |
    archive/dataset/baseline/measurements/measurement/printing/print/model/simulation/workup/discussion/radiomics |
    quantification/illustration/demo/demonstration | (follow/work) up | (tumor/tumour) board | rt planning
WHEN: today/tomorrow/tonight/later | this (morning/afternoon/evening/week) | next week | at (noon/lunch/lunchtime) | on
    (monday/tuesday/wednesday/thursday/friday)
"""
_PURPOSES = Frames(
    [],
    _PARTS,
    "<FOR> [<MY>] [<KIND>] [<KIND>] <WORK> [<WHEN>]",
)
"""Work of the room that an outline is made for; never what is done to a patient, for which organs are wanted, too."""


def without_purpose(tokens: Sequence[Token]) -> list[Token] | None:
    """Leave out what something is wanted for.

    Args:
        tokens: One sentence.

    Returns:
        The rest of it; None where it says no purpose, or nothing else.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> [token.word for token in without_purpose(tokenize("for the report I need the liver"))]
        ['i', 'need', 'the', 'liver']
    """
    words = [token.word for token in tokens]
    end = _PURPOSES.match_end(words)
    rest = list(tokens[: len(words) - end])
    rest = rest[_PURPOSES.match(words, 0) :]
    while rest and rest[0].word == ",":
        rest = rest[1:]
    while rest and rest[-1].word == ",":
        rest = rest[:-1]
    return rest if 0 < len(rest) < len(tokens) and (end or _PURPOSES.match(words, 0)) else None
