"""Questions in the language of the sentence that has to be asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from limis.commands import Clarify
from limis.prompts.languages.naming import named
from limis.prompts.languages.tables import plain
from limis.prompts.languages.tongue import Tongue
from limis.prompts.nouns import Noun
from limis.prompts.things import Things

__all__ = ["ask_either", "ask_which"]

_LAST_WORD = re.compile(r"([^\W\d_]+)['’\s]+$")


@dataclass(frozen=True)
class _Words:
    """Templates of a language; ``{0}`` is what is spoken of."""

    which: str
    either: str
    delete: str
    without: str
    segment: str


_WORDS = {
    "German": _Words(
        "Was ist mit „{0}“ gemeint?",
        "Soll {0} gelöscht oder aus der aktiven Struktur herausgenommen werden?",
        "lösche {0}",
        "ohne {0}",
        "segmentiere {0}",
    ),
    "French": _Words(
        "Que veut dire « {0} » ici ?",
        "Faut-il supprimer {0}, ou l'exclure de la structure active ?",
        "supprime {0}",
        "sans {0}",
        "segmente {0}",
    ),
    "Spanish": _Words(
        "¿A qué se refiere «{0}»?",
        "¿Hay que borrar {0} o excluirlo de la estructura activa?",
        "borra {0}",
        "sin {0}",
        "segmenta {0}",
    ),
    "Portuguese": _Words(
        "O que quer dizer «{0}»?",
        "É para apagar {0} ou excluir da estrutura ativa?",
        "apaga {0}",
        "sem {0}",
        "segmenta {0}",
    ),
}


def ask_either(text: str, things: Things, tongue: Tongue) -> Clarify:
    """Ask whether a structure is to be thrown away, or taken out of the active one.

    Args:
        text: The whole text.
        things: What it is about.
        tongue: Its language.

    Example:
        >>> from limis.commands import Target
        >>> from limis.prompts.languages.french import FRENCH
        >>> liver = Things((Target(concept="liver", text="foie"),))
        >>> ask_either("enlève le foie", liver, FRENCH).options
        ('supprime le foie', 'sans le foie')
    """
    words = _WORDS[tongue.name]
    said = [target.text for target in things.targets if target.text]
    what = _with_article(text, said[0], said[-1], tongue)
    return Clarify(question=words.either.format(what), options=(words.delete.format(what), words.without.format(what)))


def ask_which(noun: Noun, tongue: Tongue) -> Clarify:
    """Ask which meaning a speaker has in mind; what the language has no word for is called by its English name.

    Args:
        noun: A noun phrase with several meanings.
        tongue: Its language.
    """
    words = _WORDS[tongue.name]
    concepts = noun.meaning.concepts if noun.meaning is not None else ()
    names = [(_name(concept, noun.text, tongue), concept) for concept in concepts]
    options = [words.segment.format(name) if name else f"segment the {c.replace('_', ' ')}" for name, c in names]
    return Clarify(question=words.which.format(noun.text), options=tuple(options))


def _name(concept: str, said: str, tongue: Tongue) -> str | None:
    """Find what a concept is called: by a name of its own, or by what was said with a side."""
    spoken = plain(said).lower().split()
    single = (side for side in tongue.nouns.sides if " " not in side)
    sides = sorted(single, key=lambda side: side[-1] != spoken[-1][-1])
    sided = ((said, side) for side in sides)
    phrases = (*((phrase,) for phrase in tongue.nouns.names), *sided)
    return next((" ".join(phrase) for phrase in phrases if _means(phrase, concept, tongue)), None)


def _means(phrase: Sequence[str], concept: str, tongue: Tongue) -> bool:
    found = named(plain(" ".join(phrase)).lower().split(), tongue)
    return found is not None and found[1].concepts == (concept,) and found[1].side is None


def _with_article(text: str, first: str, last: str, tongue: Tongue) -> str:
    """Quote from the first of some words to the last, with the article before them."""
    start, end = text.find(first), text.rfind(last) + len(last)
    article = _LAST_WORD.search(text[:start])
    if article is not None and plain(article[1]).lower() in tongue.nouns.determiners:
        start = article.start()
    return " ".join(text[start:end].split())
