"""Letters to sounds: how a medical word that no dictionary has is said in English.

The rules are for the Greek and Latin of anatomy, where spelling is regular: ``ch`` and ``ph`` are hard, endings such as
``-itis`` and ``-ium`` keep their sound. Sounds are ARPABET without stress, as CMU's dictionary has them.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["ALPHABET", "sounds"]

#: How the letters of an abbreviation are said.
ALPHABET = {
    "a": "EY",
    "b": "B IY",
    "c": "S IY",
    "d": "D IY",
    "e": "IY",
    "f": "EH F",
    "g": "JH IY",
    "h": "EY CH",
    "i": "AY",
    "j": "JH EY",
    "k": "K EY",
    "l": "EH L",
    "m": "EH M",
    "n": "EH N",
    "o": "OW",
    "p": "P IY",
    "q": "K Y UW",
    "r": "AA R",
    "s": "EH S",
    "t": "T IY",
    "u": "Y UW",
    "v": "V IY",
    "w": "D AH B AH L Y UW",
    "x": "EH K S",
    "y": "W AY",
    "z": "Z IY",
}

# `before<letters>after = sounds`: the first rule that fits wins. V is a vowel, C a consonant, ^ and $ are the ends.
_RULES = """
<itis>$ = AY T IH S
<itides>$ = IH T IH D IY Z
<osis>$ = OW S IH S
<oses>$ = OW S IY Z
<ectasis>$ = EH K T AH S IH S
<asis>$ = AH S IH S
<iasis>$ = AY AH S IH S
<plasia>$ = P L EY ZH AH
<oma>$ = OW M AH
<omas>$ = OW M AH Z
<omata>$ = OW M AH T AH
<oid>$ = OY D
<oids>$ = OY D Z
<oidal>$ = OY D AH L
<tion>$ = SH AH N
<tions>$ = SH AH N Z
<ssion> = SH AH N
V<sion> = ZH AH N
<sion> = SH AH N
<cial>$ = SH AH L
<tial>$ = SH AH L
<cious>$ = SH AH S
<graphy>$ = G R AH F IY
<eum>$ = IY AH M
<eus>$ = IY AH S
<ei>$ = IY AY
<eal>$ = IY AH L
<ean>$ = IY AH N
<ium>$ = IY AH M
<iums>$ = IY AH M Z
<ius>$ = IY AH S
<ial>$ = IY AH L
<ian>$ = IY AH N
<ia>$ = IY AH
<ias>$ = IY AH Z
<iae>$ = IY IY
<ii>$ = IY AY
<iac>$ = IY AE K
<ula>$ = Y AH L AH
<ulae>$ = Y AH L IY
<ular>$ = Y AH L ER
<ulus>$ = Y AH L AH S
<uli>$ = Y AH L AY
<ulum>$ = Y AH L AH M
<ual>$ = UW AH L
<uus>$ = Y UW AH S
<um>$ = AH M
<ums>$ = AH M Z
<us>$ = AH S
<uses>$ = AH S IH Z
<ous>$ = AH S
<al>$ = AH L
<als>$ = AH L Z
<an>$ = AH N
<en>$ = AH N
<on>$ = AA N
<ar>$ = ER
<ars>$ = ER Z
<er>$ = ER
<or>$ = ER
<ors>$ = ER Z
<ary>$ = EH R IY
<ory>$ = AO R IY
<ic>$ = IH K
<is>$ = IH S
<es>$ = IY Z
<ae>$ = IY
<ata>$ = AH T AH
<ina>$ = IY N AH
<ine>$ = AY N
<ix>$ = IH K S
<ices>$ = IH S IY Z
<ynx>$ = IH NG K S
<ynges>$ = IH N JH IY Z
<ate>$ = EY T
<ated>$ = EY T IH D
<ize>$ = AY Z
<yte>$ = AY T
<ytes>$ = AY T S
<oblast> = OW B L AE S T
<phil> = F IH L
<ure>$ = Y ER
<ible>$ = AH B AH L
<able>$ = AH B AH L
C<le>$ = AH L
<a>$ = AH
<as>$ = AH Z
<oas>$ = OW AH Z
<i>$ = AY
<e>$ =
<o>$ = OW
<y>$ = IY
<ed>$ = D

<phragm> = F R AE M
<sch> = SH
<sc>e|i|y = S
<scl> = S K L
<cch> = K
<ch> = K
<cc>e|i = K S
<ck> = K
<cqu> = K W
<c>e|i|y|ae|oe = S
<cc> = K
<c> = K
<dg>e = JH
<gg> = G
^<gn> = N
<gui> = G AY
<gh> = G
<g>e|i|y|ae = JH
<g> = G
^<kn> = N
<ph> = F
^<pn> = N
^<ps> = S
^<pt> = T
<pp> = P
<qu> = K W
<rrh> = R
<rh> = R
<rr> = R
<sh> = SH
<ss> = S
V<s>m|b|d = Z
<s> = S
<th> = TH
<tt> = T
<t>ure = CH
<wh> = W
^<x> = Z
<xc>e|i = K S
<x> = K S
<zz> = Z
<ll> = L
<mm> = M
<nn> = N
<ff> = F
<bb> = B
<dd> = D
<ng>l|r|u = NG G
<ng>$ = NG
<n>g$ = NG
<n>k|c|q|x = NG
<b> = B
<d> = D
<f> = F
<h> = HH
<j> = JH
<k> = K
<l> = L
<m> = M
<n> = N
<p> = P
<q> = K
<r> = R
<t> = T
<v> = V
<w> = W
<z> = Z
^<y>V = Y
<y> = IH

<eau> = OW
<aeo> = IY OW
<ae> = IY
<ai> = EY
<au> = AO
<aw> = AO
<ay> = EY
<ea> = IY
<ee> = IY
<ei> = AY
<eou> = IY AH
<eo> = IY OW
^<eu> = Y UW
<eu> = UW
<ew> = UW
<ey> = IY
<ia> = IY AE
<ie> = IY
<io> = IY OW
<iu> = IY AH
<oa> = OW AE
<oe> = IY
<oi> = OY
<oo> = UW
<ou> = UW
<ow> = OW
<oy> = OY
<ua> = W AH
<ue> = UW
<ui> = UW IH
<uo> = UW OW
<ar>C = AA R
<a>r = EH
<er>C = ER
<e>r = EH
<ir>C = ER
<i>r = IH
<orr> = AO R
<or> = AO R
<ur>C = ER
<ur>V = Y ER
<yr>C = ER
<y>CV = IH
^<a> = AE
<a>Ce$ = EY
<a>CiV = EY
<a>CeV = EY
<a>CC = AE
<a>CV = AH
<a> = AE
<e>Ce$ = IY
<e>CiV = IY
<e> = EH
^<iso> = AY S OW
^<i>s = IH
<i>Ce$ = AY
<i> = IH
<o>Ce$ = OW
<o>CC = AA
<o>CiV = OW
<o>C = AH
<o> = OW
<u>CC = AH
<u>Ce$ = UW
<u> = UW
"""
_CLASSES = {"V": "[aeiouy]", "C": "[bcdfghjklmnpqrstvwxz]"}


def sounds(word: str) -> str:
    """Say a word by its letters alone.

    Args:
        word: Lower-case letters a to z.

    Returns:
        ARPABET sounds with spaces between.

    Example:
        >>> sounds("bronchus"), sounds("pneumothorax")
        ('B R AA NG K AH S', 'N UW M AA TH AO R AE K S')
    """
    at, said = 0, list[str]()
    while at < len(word):
        for pattern, phones in _rules():
            if found := pattern.match(word, at):
                at = found.end("core")
                said.append(phones)
                break
        else:
            at += 1
    return " ".join(filter(None, said))


@cache
def _rules() -> list[tuple[re.Pattern[str], str]]:
    """The rules as patterns that are tried at a place in a word."""
    return [_compiled(*line.split(" =", 1)) for line in _RULES.strip().splitlines() if line]


def _compiled(rule: str, phones: str) -> tuple[re.Pattern[str], str]:
    before, core, after = re.fullmatch(r"(.*)<(.*)>(.*)", rule).groups()  # type: ignore[union-attr]
    left = f"(?<={_context(before)})" if before not in ("", "^") else before
    right = f"(?={_context(after)})" if after else ""
    return re.compile(f"{left}(?P<core>{core}){right}"), phones.strip()


def _context(text: str) -> str:
    return "".join(_CLASSES.get(letter, letter) for letter in text)
