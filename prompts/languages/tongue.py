"""What a language beside English is to the reader: word tables, the names of things, and the lists rules name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from limis.commands import Side, Which
from limis.prompts.language import Language
from limis.prompts.languages.courtesies import COURTESIES, DISOWNED, PURPOSES, REFUSALS, TAGS
from limis.prompts.languages.looking import LOOKING
from limis.prompts.languages.skeleton import CHANGING, LISTS, NEVER, RULES, VALUES
from limis.prompts.patterns import compile_pattern
from limis.prompts.phrases import Phrases
from limis.prompts.rules import Grammar

__all__ = ["Nouns", "Tongue"]


@dataclass(frozen=True)
class Nouns:
    """The words of noun phrases.

    Attributes:
        names: Phrases that name things, with the English phrase that the vocabulary knows.
        sides: Words and phrases that say a side.
        which: Words and phrases that say which of several.
        determiners: Articles and the like, before which no noun phrase begins.
        quantities: Words for all of something, which change nothing.
        modifiers: Adjectives that change nothing.
        references: Phrases for what the session has: "active" or "all".
        links: What ties a part to its whole: "of the".
        lists: What stands between the nouns of a list.
        glue: Letters between the parts of a compound; none where the language makes no compounds.
    """

    names: Mapping[str, str]
    sides: Mapping[str, Side]
    which: Mapping[str, Which]
    determiners: frozenset[str]
    quantities: frozenset[str]
    modifiers: frozenset[str]
    references: Mapping[str, str]
    links: Phrases
    lists: Phrases
    glue: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Tongue:
    """A language beside English.

    Attributes:
        name: Its English name.
        nouns: Noun phrases.
        language: Numbers, units, directions, and its phrase lists for the shared rules.
        joints: What stands between two clauses.
        cuts: Words before which a clause may begin without a joint: "without".
        noise: Fillers, which mean nothing wherever they stand.
        polite: What politeness puts before a verb.
        nots: Words that turn a sentence into its refusal.
        stops: Words that say stop where a short sentence begins or ends with one.
        idioms: Phrases made of our words that mean something else: what holds one of them is not for limis.
        unnamed: Words that mean nothing of what they would without their accents: "côté" is no rib, "é" no "e".
        clitics: Pronouns that are written together with a verb: the "lo" of "guárdalo".
        ends: Words that may end a polite clause and say nothing: the "könnten" of "wenn Sie es glätten könnten".
        marks: Words before an infinitive at the end of a polite clause: "zu".
        respell: Spellings of those who have no umlauts, with the letters they stand for.
        confused: Joints that are copulas without their accents: "nao e o rim" is no second clause.
        corrections: What takes back what was said just before it: the "pardon" of "le rein gauche, pardon, le droit".
        apologies: What may take it back, and may be no more than politeness: "pardon".
        rejecting: What refuses the noun after it, behind another clause: the "non" of "le foie, non la rate".
        wondering: What begins a question that asks for nothing: "brauche ich die Leber?".
        infinitives: How verbs end that come after what they are about.
        pasts: How words of the past are spelt, which are imperatives without their accents: "borré".
        imperatives: Words that are spelt as if of the past, and are not: "hacé".
        auxiliaries: Words before which a past is none that only tells: "ce que tu as annulé".
        comparing: Whether the largest is the larger with an article: "le plus grand".
        asking: Words by which somebody is asked to do something: "peux-tu".
        many: Articles of many things.
        stiff: Ends of words that are no slips of verbs or organs: the "ung" of "Vergrößerung".
        before_verbs: Pronouns that stand before a verb in the imperative: "no lo borres".
        later: Words that put a request off where they end it: "borra el hígado luego".
        holding: What holds a request back where it is said after it: "supprime tout, un instant".
        sides_after: Words for sides that stand behind their noun.
        halves: Those of the nots that only refuse with another word, and with a "que" say "only": "ne".
        merely: What makes light of the amount after it: the "doch nur" of "2 mm, nein, doch nur 1 mm".
        beside_nots: Words beside a "not" that refuse with it: "noch nicht", "surtout pas".
        copulas: What stands before what is meant, after what is not: the "es" of "no es el izquierdo, es el derecho".
    """

    name: str
    nouns: Nouns
    language: Language
    joints: Phrases
    cuts: frozenset[str]
    noise: Phrases
    polite: Phrases
    nots: frozenset[str]
    stops: frozenset[str]
    idioms: Phrases
    unnamed: frozenset[str] = frozenset()
    clitics: tuple[str, ...] = ()
    ends: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    respell: tuple[tuple[str, str], ...] = ()
    confused: frozenset[str] = frozenset()
    corrections: Phrases = field(default_factory=lambda: Phrases(()))
    apologies: Phrases = field(default_factory=lambda: Phrases(()))
    rejecting: frozenset[str] = frozenset()
    wondering: Phrases = field(default_factory=lambda: Phrases(()))
    infinitives: tuple[str, ...] = ()
    pasts: tuple[str, ...] = ()
    imperatives: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    comparing: bool = False
    asking: frozenset[str] = frozenset()
    many: frozenset[str] = frozenset()
    stiff: tuple[str, ...] = ()
    before_verbs: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    holding: Phrases = field(default_factory=lambda: Phrases(()))
    sides_after: frozenset[str] = frozenset()
    halves: frozenset[str] = frozenset()
    merely: Phrases = field(default_factory=lambda: Phrases(()))
    beside_nots: frozenset[str] = frozenset()
    copulas: Phrases = field(default_factory=lambda: Phrases(()))

    @cached_property
    def grammar(self) -> Grammar:
        """The shared rules, with the phrase lists of this language."""
        looking = LOOKING[self.name]
        phrases = {**self.language.phrases, **looking.phrases}
        lists = {name: phrases.get(name, NEVER) for name in LISTS}
        return Grammar(
            Language(
                figures=self.language.figures,
                measures=self.language.measures,
                places=self.language.places,
                values={
                    **VALUES,
                    "which": self.nouns.which,
                    "plane": looking.planes,
                    "preset": looking.presets,
                    **self.language.values,
                },
                phrases={**phrases, **lists},
                rules=(RULES,),
                glue=self.language.glue,
            )
        )

    @cached_property
    def courtesies(self) -> Phrases:
        """Everything that politeness puts before a verb, short or elaborate."""
        return self.polite.with_more(COURTESIES[self.name])

    @cached_property
    def silent(self) -> Phrases:
        """Everything that means nothing wherever it stands: fillers, and what something is wanted for."""
        return self.noise.with_more(PURPOSES[self.name])

    @cached_property
    def refusals(self) -> Phrases:
        """What refuses the clause after it."""
        return Phrases(REFUSALS[self.name])

    @cached_property
    def disowned(self) -> Phrases:
        """What says that something was never asked for."""
        return Phrases(DISOWNED[self.name])

    @cached_property
    def tags(self) -> Phrases:
        """What asks for assent at the end of a request."""
        return Phrases(TAGS[self.name])

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Every word of the rules."""
        return self.grammar.literals

    @cached_property
    def changing(self) -> frozenset[str]:
        """Every verb that changes or writes something."""
        return self.words_of(*CHANGING)

    @cached_property
    def leaving_out(self) -> frozenset[str]:
        """Every verb that leaves out, or rules a disease out."""
        return self.words_of("LEAVEOUT")

    @cached_property
    def being(self) -> frozenset[str]:
        """Every word for what something is."""
        return self.words_of("IS")

    @cached_property
    def stopping(self) -> frozenset[str]:
        """Every word that may say stop by itself."""
        alternatives = re.sub(r"\[.*?\]", "", self.language.phrases["STOP"]).split("|")
        return self.stops.union(*(said.split("/") for said in map(str.strip, alternatives) if " " not in said))

    @cached_property
    def outlining(self) -> frozenset[str]:
        """Every verb that asks for an outline."""
        return self.words_of("OUTLINE", "FIND")

    def words_of(self, *lists: str) -> frozenset[str]:
        """Every word of these phrase lists; a language may lack one."""
        patterns = (compile_pattern(self.language.phrases.get(name, NEVER), {}) for name in lists)
        return frozenset[str]().union(*(pattern.literals for pattern in patterns))

    def is_infinitive(self, word: str, spelt: str, verbs: str) -> bool:
        """Say whether a word is an infinitive of one of the phrase lists of verbs, and spelt as one."""
        return word in self.words_of(verbs) and spelt.lower().endswith(self.infinitives)

    @cached_property
    def answers(self) -> frozenset[str]:
        """Words for yes and no that a sentence may begin with; those that also mean "not" are none."""
        lists = [compile_pattern(self.language.phrases[name], {}) for name in ("YES", "NO")]
        return frozenset[str]().union(*(pattern.first or () for pattern in lists)) - self.nots

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word that this language knows."""
        nouns = self.nouns
        tables = (nouns.names, nouns.sides, nouns.which, nouns.references)
        measures, places = self.language.measures, self.language.places
        said = (self.joints, self.silent, self.courtesies, self.refusals, self.tags, self.corrections, self.apologies)
        lists = (nouns.links, nouns.lists, *said, measures.before, measures.after)
        return (
            self.verbs
            | {word for table in tables for phrase in table for word in phrase.split()}
            | frozenset[str]().union(*(phrases.words for phrases in lists))
            | nouns.determiners
            | nouns.quantities
            | nouns.modifiers
            | places.fillers
            | places.joints
            | self.cuts
            | self.nots
            | self.stops
            | self.ends
            | self.marks
            | self.language.glue
        )
