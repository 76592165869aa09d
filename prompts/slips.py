"""Slips in words that are too short, or too like others, to be corrected otherwise, and what is written short."""

from __future__ import annotations

import re

__all__ = ["SLIPS"]

_WRITTEN = """
    ya=you u=you teh=the hte=the adn=and nad=and rite=right lft=left rgt=right fo=of n=and fem=femoral wat=what
    wich=which vol=volume vols=volumes diam=diameter meas=measure sry=sorry del=delete exp=export excl=exclude
    incl=include
    kindey=kidney kidnies=kidneys blader=bladder thresh=threshold thr=threshold nxt=next prv=previous bilat=bilateral
"""

SLIPS: dict[str, str] = dict(re.findall(r"(\w+)=(\w+)", _WRITTEN))
"""Word as it is written → word that is meant."""
