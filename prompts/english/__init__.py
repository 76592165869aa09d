"""English: word tables and rules, as data.

Example:
    >>> len(ENGLISH.rules) > 3
    True
"""

from limis.prompts.english.amending import AMENDING
from limis.prompts.english.edits import EDITS, PIECES
from limis.prompts.english.errors import ERRORS
from limis.prompts.english.history import HISTORY, RESETS
from limis.prompts.english.looking import LOOKING, VALUES
from limis.prompts.english.phrases import PHRASES
from limis.prompts.english.search import SEARCH
from limis.prompts.english.showing import SHOWING
from limis.prompts.english.spots import LOSSES, SPOTS
from limis.prompts.english.tables import FIGURES, GLUE, MEASURES, PLACES
from limis.prompts.english.talk import TALK
from limis.prompts.language import Language

__all__ = ["ENGLISH"]

ENGLISH = Language(
    figures=FIGURES,
    measures=MEASURES,
    places=PLACES,
    values=VALUES,
    phrases=PHRASES,
    rules=(AMENDING, TALK, RESETS, LOOKING, HISTORY, LOSSES, ERRORS, SPOTS, SHOWING, PIECES, EDITS, SEARCH),
    glue=GLUE,
)
"""English as the reader of commands knows it."""
