"""What a sentence asks for when no rule foresees its order: one op by its cues, its arguments, and nothing left over.

`cues` says what hints at an op, `moods` in which company a cue is a request, `harmless` which words mean nothing
beside one, `pieces` compiles them, `covers` lays them over a clause without a gap, `reading` makes the command.
`faults` does the same for what is said to be wrong, and where.
"""

from limis.prompts.gists.faults import fault
from limis.prompts.gists.reading import gist, may_have_gist

__all__ = ["fault", "gist", "may_have_gist"]
