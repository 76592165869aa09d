"""How people say in English that the edit just made was to be another one: by another amount, or on another side."""

from __future__ import annotations

__all__ = ["AMENDING"]

AMENDING = """
repeat: [<NOPE> [,]] [<ONLY>] (another|an extra|an additional) {measured} | <NOPE> [,] [<ONLY>] {another}
repeat: (<NOPE> [,] [<ONLY>] | <ONLY>) {measured} (more|further|extra)
amended: <NOPE> [,/:] [<MEANTSAID>] [<MAKETHAT>] [by] [<ONLY>] {measured} [<RATHER>]
amended: <NOPE> [,/:] [<MEANTSAID>] [<MAKETHAT>] <ONLY> {amount} [<RATHER>]
amended: <MEANTSAID> [<MAKETHAT>] [by] [<ONLY>] {measured} [<RATHER>] | [<ONLY>] {measured} [,] <MEANTSAID>
amended: <MAKETHAT> [by] [<ONLY>] {measured} <RATHER> | make that [<ONLY>] {measured} | <ONLY> {measured} [please]
amended: [by] [<ONLY>] {measured} <RATHER> | {measured} (would do | will do | is enough | is plenty | would be enough)
amended: <TOOMUCH> [,] [<MAKETHAT>] [by] <ONLY> {measured} | <TOOMUCH> [,] <MAKETHAT> [by] [<ONLY>] {measured}
amended: <TOOMUCH> [,] {measured} (would do | will do | is enough | is plenty | would be enough)
amended: [<NOPE> [,]] not [by] {dismissed} [,] [but] [rather] [<MAKETHAT>] [by] [<ONLY>] {measured}
amended: [<NOPE> [,]] [by] [<ONLY>] {measured} [,] [and] (not|instead of|rather than) [by] {dismissed}

amended: <NOPE> [,/:] [<MEANTSAID>] [<MAKETHAT>] [<ONLY>] [<AT>] {where} [<RATHER>]
amended: <MEANTSAID> [<MAKETHAT>] [<ONLY>] [<AT>] {where} [<RATHER>] | [<AT>] {where} [,] <MEANTSAID>
amended: [<MAKETHAT>] [<AT>] {where} <RATHER> | make that [<ONLY>] [<AT>] {where}
amended: [<NOPE> [,]] <WRONGSIDE> [,] [but] [rather] [<MAKETHAT>] [<AT>] {where}
amended: [<NOPE> [,]] not [<AT>] {elsewhere} [,] [but] [rather] [<MAKETHAT>] [<AT>] {where}
amended: [<NOPE> [,]] [<MAKETHAT>] [<AT>] {where} [,] [and] (not|instead of|rather than) [<AT>] {elsewhere}
amended opposite=1: (<NOPE> | [<NOPE> [,]] <WRONGSIDE>) [,] [but] [rather] [<MAKETHAT>] [<AT>] the (other|opposite)
    (side|end|edge|border)
amended opposite=1: [<MAKETHAT>] [<AT>] the (other|opposite) (side|end|edge|border) <RATHER>

amended: <NOPE> [,/:] [<MEANTSAID>] [<MAKETHAT>] [by] [<ONLY>] {measured} [,] [and] [<AT>] {where} [<RATHER>]
amended: <NOPE> [,/:] [<MEANTSAID>] [<MAKETHAT>] [<AT>] {where} [,] [and] [by] [<ONLY>] {measured} [<RATHER>]
"""
