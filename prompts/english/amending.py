"""How people say in English that the edit just made was to be another one: by another amount, or on another side.

Each is all that is said, which ``{alone}`` asks for: beside another sentence it may take back that one.
"""

from __future__ import annotations

__all__ = ["AMENDING"]

AMENDING = """
more: <NOPE> [,] [<ONLY>] ({another} | {measured} (more|further|extra)) {alone}
amended: <NOPE> [,/:] [<ISAID>] [<MAKETHAT>] [by] [<ONLY>] {measured} [<INSTEAD>|please] {alone}
amended: <NOPE> [,/:] [<ISAID>] [<MAKETHAT>] <ONLY> {amount} {alone}
amended: (<ISAID> [<MAKETHAT>] [by] [<ONLY>] {measured} | {measured} [,] <ISAID>) {alone}
amended: (<MAKETHAT> [by] [<ONLY>] {measured} <INSTEAD> | make that [<ONLY>] {measured}) {alone}
amended: [(that|it|this) (is|was)] [way/far/a bit/a little/much] too (much|far) [,] [<MAKETHAT>] [by] <ONLY> {measured}
    {alone}
amended: [<NOPE> [,]] not [by] {dismissed} [,] [but] [rather] [<MAKETHAT>] [by] [<ONLY>] {measured} {alone}
amended: [<NOPE> [,]] [by] [<ONLY>] {measured} [,] [and] (not|instead of|rather than) [by] {dismissed} {alone}
amended: <NOPE> [,] (it|that|this) (should|ought to|was supposed to|was meant to) [<ONLY>] be [<ONLY>] {measured}
    {alone}
amended share=50: <NOPE> [,] [<ONLY>] (half of (that|it) | half that | half as much | half the amount) {alone}
amended share=200: <NOPE> [,] (twice as much | double that | twice that | twice the amount) {alone}

amended: (<NOPE> , [<ISAID>] [<MAKETHAT>] [<ONLY>] [<AT>] {where} | <NOPE> [<ISAID>] [<ONLY>] (<AT>|the) {where})
    [<INSTEAD>|please] {alone}
amended: (<ISAID> [<MAKETHAT>] [<ONLY>] [<AT>] {where} | [<AT>] {where} [,] <ISAID>) {alone}
amended: ([<MAKETHAT>] [<AT>] {where} <INSTEAD> | make that [<ONLY>] [<AT>] {where}) {alone}
amended: [<NOPE> [,]] <WRONGSIDE> [,] [but] [rather] [<MAKETHAT>] [<AT>] {where} {alone}
amended: [<NOPE> [,]] not [<AT>] {elsewhere} [,] [but] [rather] [<MAKETHAT>] [<AT>] {where} {alone}
amended: [<NOPE> [,]] [<MAKETHAT>] [<AT>] {where} [,] [and] (not|instead of|rather than) [<AT>] {elsewhere} {alone}
amended opposite=1: (<NOPE> | [<NOPE> [,]] <WRONGSIDE>) [,] [but] [rather] [<MAKETHAT>] [<AT>] the (other|opposite)
    (side|end|edge|border) {alone}
amended opposite=1: [<MAKETHAT>] [<AT>] the (other|opposite) (side|end|edge|border) <INSTEAD> {alone}

amended: <NOPE> , [<ISAID>] [<MAKETHAT>] [by] [<ONLY>] {measured} [,] [and] [<AT>] {where} [<INSTEAD>] {alone}
amended: <NOPE> , [<ISAID>] [<MAKETHAT>] [<AT>] {where} [,] [and] [by] [<ONLY>] {measured} [<INSTEAD>] {alone}
"""
