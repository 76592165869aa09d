"""Words that a statement is built of in English, beside its verbs."""

from __future__ import annotations

from limis.prompts.phrases import word_set

__all__ = [
    "ADVERBS",
    "AUXILIARIES",
    "FREQUENT",
    "OPENING",
    "PLURALS",
    "PREPOSITIONS",
    "PRONOUNS",
    "SINGULAR",
    "STANDING",
]

PRONOUNS: dict[str, bool] = {
    **dict.fromkeys(("i", "we", "they", "these", "those", "most", "many", "ours", "theirs", "people"), True),
    **dict.fromkeys(("he", "she", "it", "this", "that", "there", "mine", "someone", "somebody", "something"), False),
    **dict.fromkeys(("everyone", "everybody", "everything", "anyone", "anything", "all"), False),
}
"""Subjects of one word, and whether their verb is that of several."""

OPENING = word_set("""
    the a an this that these those my our his her their its your some most many few all both every each another such
    any
    one two three four five six seven eight nine ten twelve twenty half
    """)
"""Words that the subject of a statement may begin with, before a noun."""

AUXILIARIES = word_set("is are was were am has have had does do did can could will may might 's")
ADVERBS = word_set("""
    also always anyway apparently barely basically clearly completely constantly currently definitely even fairly
    finally frankly fully generally gradually honestly just kind largely lately literally mainly merely mostly nearly
    normally now obviously occasionally often once only otherwise overall partly physically pretty probably quite
    rarely really recently repeatedly seldom simply slightly so sometimes somehow sort still suddenly then too totally
    truly typically usually utterly very visibly well here today both all either ever practically certainly easily
    tend tends keep keeps kept used never
    """)
"""Words that may stand between a subject and its verb, with those in "ly"."""

PREPOSITIONS = word_set("""
    of in on at with from for to by about over under near behind beside between into onto around through without
    across along above below inside outside off up down next like than per beyond during against within
    """)

PLURALS = word_set("people men women children feet teeth staff police folk folks data media mice")
"""Nouns of several things that do not end in "s"."""

SINGULAR = word_set("""
    this his pus gas bus lens mass loss cross boss class glass mess mass access process stress pancreas atlas focus
    thymus uterus sinus plexus pelvis status campus virus analysis basis diagnosis biopsis stenosis always plus thus
    humerus radius meniscus thalamus hippocampus hypothalamus bronchus esophagus oesophagus iris penis us is was
    stapes bias chaos news physics tetanus nucleus
    """)
"""Nouns that end in "s" and are one thing."""

STANDING = word_set("""
    and or but nor because since although though while whereas if unless until whether when where which who whose whom
    what why how that as than so let please do not no never yes , . : ( ) ? / & +
    """)
"""Words that no subject reaches over."""

FREQUENT = word_set("""
    need want like love hate prefer use require insist begin come go make take give get keep look seem feel have
    be know see become remain appear belong happen tend hurt matter help work bleed fall grow lie sit wear eat
    teach learn write bring send lose win hold mean ache fail deserve enjoy expect collect charge accept adore
    appreciate
    arrive carry close open start dislike detest depend differ vary hide cause contain include consist cover cost
    demand
    describe die disappear exist explain follow forbid gather hang involve lack live move occur
    operate pay produce provide reach rely run scare spoil stand stay suffer trust wait walk confuse annoy bother
    distract irritate drive ruin obscure overlap do sleep breathe itch twitch throb tremble slip slide clash count
    fit go insist listen complain bore
    """)
"""Verbs that are seldom nouns: after a subject without an article, they tell and name nothing."""
