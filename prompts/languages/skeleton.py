"""The rules that German, French, Spanish and Portuguese share.

A verb may stand before what it is about or after it: "vergrößere es", "agrandis-le", "das um 3 mm vergrößern". So
the rules are written once, and a language only says its words: one phrase list for each name here. A list that a
language leaves out never matches.
"""

from __future__ import annotations

import re

__all__ = [
    "CHANGING",
    "CORRECTED",
    "DESTROYING",
    "FORBID",
    "JUDGED",
    "LAST",
    "LISTS",
    "NAMED",
    "NEVER",
    "REFUSED",
    "RULES",
    "VALUES",
]

NAMED = "named"
"""The op of a structure that is named without a verb, which asks for it."""

JUDGED = "judged"
"""What a rule says of itself where it finds fault with an outline; after a bare name it is a finding of a report."""

LAST = "last"
"""What a rule says of itself where its verb comes after what it is about: the list of the verb, which then is an
infinitive; else it is a participle of a report: "Milz vergrößert", "foie agrandi"."""

REFUSED = "refused"
"""The kind of a clause that refuses more than a name: "no borres el hígado"."""

FORBID = "forbid"
"""The op of what can only be forbidden: "delete" alone is no command, "do not delete" is an answer."""

NEVER = "\0"
"""A word that no sentence has."""

RULES = """
scope: [<JUST>] <HERE> | [<JUST>] <FROMSLICE> [<SLICES>] {from} <UNTIL> [<SLICES>] {to} | [<JUST>] <SLICES>
    {from} <UNTIL> {to}
scope: [<JUST>] <FROMSLICE> [<SLICES>] {from} <UNTIL> [<SLICES>] {to} [<IN>] {plane}
scope: [<JUST>] <ONSLICE> <SLICES> {from} | <BELOW> <SLICES> {below} | <ABOVE> <SLICES> {above} | <ONWARD> <SLICES>
    {onward} | <UPTO> <SLICES> {upto}

stop: <STOP> [<PRONOUN>]

confirm: <YES> [<AGREE>] [<AGREE>] | <AGREE>
deny: <NO> [<NOTTHAT>] | <NOTTHAT>
choose: [<THE>] {nth} [<ONE>] | <NUMBER> {index}
help: <HELP>
list: <LIST>

reset: <RESET>
undo: <UNDO> [{count} <STEPS>] | <TAKE> <PRONOUN> <UNDO> | <UNDO> <PRONOUN> | <PRONOUN> <UNDO>
undo: <UNDO> [<THE>] {count} <LAST> | <UNDO> [<THE>] <LAST> {count}
undo: <UNDO> [<THE>] [{count}] <LAST> [{count}] <STEPS> | [<THE>] [{count}] <LAST> [{count}] <STEPS> <UNDO> | {count}
    <STEPS> <UNDO>
undo: <TAKING> [<THE>] [{count}] <LAST> [{count}] <STEPS> <BACKAGAIN> | <TAKING> [<THE>] {count} <STEPS> <BACKAGAIN>
undo: <UNDO> [<THE>] [{count}] <LAST> [{count}] <STEPS> <DONE>
undo: <TAKE> [<THE>] [{count}] <LAST> [{count}] <STEPS> <UNDO> | <TAKE> [<THE>] {count} <STEPS> <UNDO>
undo: [<GOTO>|<RETURN>] {count} <STEPS> <BACKWARD> | [<GOTO>|<RETURN>] <BACKWARD> {count} <STEPS>
undo: <RETURN> {count} <STEPS>
undo: [<GOTO>|<RETURN>] <ASTEP> <BACKWARD> | <RETURN> <ASTEP>
undo: <CANCEL> [<THE>] [{count}] <LAST> [{count}] <STEPS>
undo count=2: <UNDO> [<PRONOUN>] <TWICE> | <TWICE> <UNDO>
redo count=2: <REDO> [<PRONOUN>] <TWICE>
redo: <REDO> [<PRONOUN>] | <PRONOUN> <REDO> | <TAKE> <PRONOUN> <REDO>
redo: <REDO> [<THE>] <LAST> <STEPS> | [<THE>] <LAST> <STEPS> <REDO>
repeat: <AGAIN> [,] {amount} [<EXTRA>] | <MOREOF> {amount} [<EXTRA>] | {amount} <EXTRA>
repeat amount=50%: <AGAIN> [,] <HALF>
repeat: <AGAIN> | <REPEAT> [<PRONOUN>] [<AGAIN>] | <PRONOUN> <REPEAT>

invert: [<NO>] [,] [<THE>] <OTHERWAY>
amended: <NAY> , (<ONLY> {amount} | {measured} | [<ONLY>] [<THE>] {where} | {where} [,] [<ONLY>] {measured}) {alone}

save: <SAVE> [<MINE>] [<AS> {format}] | <SAVE> <AS> {format} [<MINE>]
save last=SAVE: [<MINE>] [<AS> {format}] <SAVE>
save: <SAVE> [<MINE>] [<AS> {format}] <APART> | <SAVE> {known} [<AS> {format}] <APART>
save: <SAVE> [<ONLY>] {known} [<AS> {format}]
save last=SAVE: {known} [<AS> {format}] <SAVE> | <AS> {format} {known} <SAVE>

segment: (<OUTLINE>|<FIND>|<WANT>) <RATHER> {concept} | {concept} <RATHER> (<OUTLINE>|<FIND>)
segment: <OUTLINE> {known} {scope}
segment last=OUTLINE: {known} {scope} <OUTLINE>
segment: [<OUTLINE>|<FIND>|<WANT>] <ONLY> {known} | [<OUTLINE>|<FIND>|<WANT>] <ONLY> {sided}
segment: <OUTLINE> {target} [<APART>] | <APART> <OUTLINE> {target} | <OUTLINE> <APART> {concept}
segment last=OUTLINE: {target} <OUTLINE>
segment: (<OUTLINE>|<FIND>) <BORDER> <OF> {concept} | <FIND> {concept} [<APART>] | <FIND> {sided} [<APART>]
segment last=FIND: {concept} <FIND> | {sided} <FIND>
segment: <WANT> {concept} [<APART>|<OUTLINE>|<FIND>|<HAVE>] | <WANT> {sided} [<HAVE>|<OUTLINE>]
segment: {concept} <WHERE> | {concept} , <OUTLINE>
segment: <WHERE> {concept} | <SHOW> <WHEREIS> {concept} [<LIES>] | <WHEREIS> {concept} <LIES>
segment: {concept} <MUSTBE> [<ALSO>] | <NOTFORGET> {concept} | {concept} <WANT> [<HAVE>|<OUTLINE>|<ALSO>]
segment: <OUTLINING> {known} [<MUSTBE>]
named: {concept} [<ALSO>] | {sided}

exclude: [<THEREIS>] {concept} <SNEAKED> [,] <OUTAGAIN>
exclude: <THEREIS> <SNEAKED> {concept} [,] (<LEAVE>|<REMOVE>) [<PRONOUN>]
show_only: <HIDE> <ALLOFIT> <WITHOUT> {known}
show_but: <SHOW> <ALLOFIT> <WITHOUT> {known}
show_only: <SHOW> <ONLY> {known} | <ONLY> {known} <SHOW>
exclude: {concept} <NOTPART>
exclude: {concept} <NOTPART> [,] (<LEAVE>|<REMOVE>) [<PRONOUN>] [<OUT>]
exclude: {concept} <OUTOF> | <SNEAKED> {concept} [,] (<LEAVE>|<REMOVE>) [<PRONOUN>] [<OUT>]
exclude: [<THEREIS>] {concept} <SNEAKED> [,] (<LEAVE>|<REMOVE>) [<PRONOUN>] [<OUT>|<OUTOF>|<FROM>]
exclude: <TOOK> {concept} [<WITHIT>] [,] (<LEAVE>|<REMOVE>) <PRONOUN> [<OUT>|<FROM>]
exclude: <WITHOUT> {known} | <LEAVE> {concept} <OUT> | <LEAVEOUT> {concept} [<FROM>]
exclude last=LEAVEOUT: {concept} <LEAVEOUT>
include: {concept} <INSIDE> [,] <ADD> [<PRONOUN>] [<TOO>]
include: <ADD> {concept} <WITHIN>
include: {concept} <INSIDE> [<ALSO>] | <ADD> [<ALSO>] {concept} [<TOO>]
delete: <DELETE> {known} | <DISPOSE> <OF> {known}
delete last=DELETE: {known} <DELETE>
all_but: <DELETE> <ALLOFIT> <WITHOUT> {known} {alone}
all_but last=DELETE: <ALLOFIT> <WITHOUT> {known} <DELETE> {alone}
either: <REMOVE> {concept}
either last=REMOVE: {concept} <REMOVE>

keep: <ONLY> [<THE>] {which} [<COMPONENT>] [<KEEP>] | <KEEP> [<ONLY>] <THE> {which} [<COMPONENT>]
keep: <KEEP> <ONLY> {which} [<COMPONENT>]
keep: <ONLY> [<THE>] <COMPONENT> {which} [<KEEP>] | <KEEP> [<ONLY>] [<THE>] <COMPONENT> {which}
keep: <KEEPONLY> [<THE>] {where} [<OF> {it}]
keep: <ONLY> [<KEEP>] [<THE>] {where} [<OF> {it}] <KEEP> | <KEEP> <ONLY> [<THE>] {where} [<OF> {it}]
remove part=islands: <SPECKS> [<AROUND>] [,] <CANGO>
remove part=islands: <CLEAR> <SPECKS> [<AROUND>] | <SPECKS> [<AROUND>] <AWAYWITH>
remove: <CUTOFF> <PART> {where}
remove part=islands last=CLEAR: <SPECKS> [<AROUND>] [<ALSO>] <CLEAR>
remove: <CLEAR> <EVERYTHING> {scope} | <CLEAR> <PART> {where}
remove last=CLEAR: <EVERYTHING> {scope} <CLEAR> | <PART> {where} <CLEAR>

threshold: [<JUST>|<KEEP>] [<VOXELS>] <MORE> {low} <HU> [<STANDS>] [<KEEP>] | <JUST> <VOXELS> <MORE> {low} [<STANDS>]
threshold: [<JUST>|<KEEP>] [<VOXELS>] <LESS> {high} <HU> [<STANDS>] [<KEEP>] | <JUST> <VOXELS> <LESS> {high} [<STANDS>]
threshold: [<JUST>|<KEEP>] [<VOXELS>] <BETWEEN> {low} [<HU>] <AND> {high} <HU> [<STANDS>] [<KEEP>]
threshold: <JUST> {low} [<HU>] <AND> {high} <HU> | <LIMIT> [<BETWEEN>] {low} [<HU>] <AND> {high} [<HU>]
threshold: <LIMIT> {low} [<HU>]
threshold: <CLEAR> <VOXELS> <LESS> {low} [<HU>] [<STANDS>] | <VOXELS> <LESS> {low} [<HU>] [<STANDS>] <CLEAR>
threshold: <CLEAR> <VOXELS> <MORE> {high} [<HU>] [<STANDS>] | <VOXELS> <MORE> {high} [<HU>] [<STANDS>] <CLEAR>

missing judged=1: [{mask}] <MISSES> [<PIECE> [<OF> {it}]] {tail} | {where} [{mask}] <MISSES> [<ALSO>]
    [<PIECE> [<OF> {it}]] {tail}
missing judged=1: <YOUHAVE> [<PIECE>] {where} [<PIECE>] <FORGOTTEN> | {where} <MISSING> | {where} <NOTENOUGH> |
    [{mask}] <NOTENOUGH> {where}
missing judged=1: [{mask}] <GOESFAR> {where} [<REACH>] | [{mask}] <GOESFAR> {measured} {where} [<REACH>]
excess judged=1: {where} [{mask}] <SPILLS> {amount}
excess judged=1: [{mask}] [{amount}] <SPILLS> {tail} | {where} [{mask}] [{amount}] <SPILLS> [{mask}] [<OVER>]
excess judged=1: [<IS>] [{amount}] <TOOMUCH> {tail} | {where} [<IS>] [{amount}] <TOOMUCH>
excess judged=1: [[{mask}] <GOES>] <TOOFAR> {where} [,] {amount}
excess judged=1: [[{mask}] <GOES>] <TOOFAR> {where} | {where} <GOES> [{mask}] <TOOFAR>
fill_holes: <FILL> <HOLES> [<INSIDEIT> [{it}]] [<APART>] [{scope}]
fill_holes: <MAKE> <HOLES> [<INSIDEIT>] <SHUT> | <HOLES> <SHUT>
fill_holes last=FILL: <HOLES> [<INSIDEIT> [{it}]] <FILL>
smooth last=SMOOTH: {scope} [,] {it} {tail} <SMOOTH>
smooth: <SMOOTH> {tail} {it} | {scope} [,] <SMOOTH> {it} {tail}
smooth last=SMOOTH: {it} {tail} <SMOOTH> {tail} | <BORDER> [<OF> {it}] {tail} <SMOOTH>
smooth: <SMOOTH> {it} {tail} | <SMOOTH> {tail} <BORDER> [<OF> {it}] {tail}
smooth: <MAKE> {it} {tail} <SMOOTHER> {tail} | [{amount}] <SMOOTHER>
smooth: <MAKE> <BORDER> {tail} <SMOOTHER>
smooth judged=1: [{mask}|<BORDER>] <IS> [{amount}] [<TOO>] <ROUGH> | <BORDER> <OF> {it} <IS> [{amount}] [<TOO>] <ROUGH>

grow judged=1: [{mask}] [<IS>] [{amount}] <TOO> <SMALL> {tail} | {where} [{mask}] [<IS>] [{amount}] <TOO> <SMALL>
grow judged=1: [{mask}] [<IS>] [{amount}] <SMALL> <TOO>
grow last=GROW: {scope} [,] {it} {tail} <GROW>
grow: {scope} [,] <GROW> {it} {tail}
grow last=GROW: {it} {tail} <GROW> {tail} | <BORDER> {tail} <GROW>
grow: <GROW> {it} {tail} | <GROW> {tail} {it} | <GROW> <BORDER> [<OF> {it}] {tail}
grow: {known} {measured} <BIGGER> {tail}
grow: <MAKE> {it} {tail} <BIGGER> {tail} | <MAKE> {it} <BIGGER> {tail} | {it} {tail} <BIGGER> <MAKE> | {tail} <BIGGER>
    {tail}
grow: <GROW> <SIZE> [<OF> {it}] {tail} | <PUT> {measured} [<ONTOP>] [<TO> {it}] {tail}
shrink: <SHRINK> <SIZE> [<OF> {it}] {tail}
grow: <GIVE> {amount} [<ONTOP>] [<TO> {it}] {tail} | {mask} <SHOULD> {tail} <BIGGER> {tail}
missing: {where} {measured} <ADDED> | {measured} <ADDED> {where} | <ADDED> {measured} {where}

shrink judged=1: [{mask}] [<IS>] [{amount}] <TOO> <BIG> {tail} | {where} [{mask}] [<IS>] [{amount}] <TOO> <BIG>
shrink judged=1: [{mask}] [<IS>] [{amount}] <BIG> <TOO>
shrink last=SHRINK: {scope} [,] {it} {tail} <SHRINK>
shrink: {scope} [,] <SHRINK> {it} {tail}
shrink last=SHRINK: {it} {tail} <SHRINK> {tail} | <BORDER> {tail} <SHRINK>
shrink: <SHRINK> {it} {tail} | <SHRINK> {tail} {it} | <SHRINK> <BORDER> [<OF> {it}]
    {tail}
shrink: <MAKE> {it} {tail} <SMALLER> {tail} | <MAKE> {it} <SMALLER> {tail} | {it} {tail} <SMALLER> <MAKE> | {tail}
    <SMALLER> {tail}
shrink: <TRIM> {amount} {where} [<FROM>] | <TRIM> {where} {amount} [<FROM>] | {where} {amount} <TRIM> |
    {amount} {where} <TRIM>
shrink: {where} {measured} <GONE>
shrink amount=50%: <SHRINK> {it} <BYHALF>
shrink: {known} {measured} <SMALLER> {tail}
shrink: {mask} <SHOULD> {tail} <SMALLER> {tail} | <TRIM> {measured} <FROM> | <TAKEOFF> {measured} [<FROM>]
excess: {where} {measured} <LESSENED> | {measured} <LESSENED> {where} | <LESSENED> {measured} {where}
shift: <SHIFT> {it} {tail}
shift last=SHIFT: {it} {tail} <SHIFT> {tail}

hide: <HIDE> {known} [<AWAY>]
hide last=HIDE: {known} <HIDE>
show: <SHOW> [<AGAIN>] {known} [<AWAY>] [<AGAIN>]
show last=SHOW: {known} [<AGAIN>] <SHOW>
select: <SELECT> {concept}
measure what=diameter: <TELL> <DIAMETER> [<OF>] [{it}] | <DIAMETER> [<OF>] [{it}]
measure what=volume: <TELL> <VOLUME> [<OF>] [{it}] | <VOLUME> [<OF>] [{it}] | <WHATVOLUME> {it} | <HOWBIG> [<IS>] {it}
measure what=volume: [<TELL>] <HOWMANYML>
measure what=intensity: [<TELL>|<MEASURE>] <INTENSITY> [<OF>] [{it}] | <INTENSITY> [<OF> {it}] <MEASURE>
measure what=area: [<TELL>|<MEASURE>] <AREA> [<OF>] [{it}]
measure what=count: <HOWMANY> {it} [<THERE>]
measure: <MEASURE> {it} | {it} <MEASURE>
measure what=diameter: <MEASURE> <DIAMETER> [<OF> {it}] | <DIAMETER> [<OF> {it}] <MEASURE>
measure what=volume: <MEASURE> <VOLUME> [<OF> {it}] | <VOLUME> [<OF> {it}] <MEASURE>
view: [<CHANGE>] [<THE>] {plane} [<PLANE>] <SWITCH>
view: [<SHOW>|<CHANGE>] [<THE>] {plane} [<PLANE>] | [<SHOW>|<CHANGE>] [<THE>] <PLANE> {plane}
window: [<SHOW>|<CHANGE>] [<THE>] {preset}
window: [<SHOW>|<CHANGE>] <LEVEL> {center} [,] [<AND>] <WIDTH> {width} | [<SHOW>|<CHANGE>] <WIDTH> {width} [,] [<AND>]
    <LEVEL> {center}
zoom direction=in: <ZOOMIN>
zoom direction=out: <ZOOMOUT>
goto_slice: [<GOTO>] {plane} <SLICE> [<NUMBER>] {index} | [<GOTO>] <SLICE> {plane} [<NUMBER>] {index}
goto_slice: [<GOTO>] <SLICE> [<NUMBER>] {index} [<IN>] {plane}
goto_slice: <JUMP> {index}
goto_slice index=1: [<GOTO>|<SHOW>] [<THE>] <FIRST> <SLICE>
goto_slice: [<GOTO>] <SLICE> [<NUMBER>] {index} | <SHOW> <SLICE> [<NUMBER>] {index}
step: [<GOTO>] {count} <SLICES> <UPWARD>
step sign=-1: [<GOTO>] {count} <SLICES> <DOWNWARD>
step: {count} <SLICES> <EXTRA> | <MOREOF> {count} <SLICES>
step: [<GOTO>|<GOON>] {count} <SLICES> <FORWARD> | <GOON> {count} <SLICES>
step sign=-1: [<GOTO>|<RETURN>] {count} <SLICES> <BACKWARD> | <GOBACK> {count} <SLICES> [<BACKWARD>]
step sign=-1: <BACKWARD> {count} <SLICES>
step count=1: <GOON> <ASLICE>
step sign=-1: <GOBACK> <ASLICE>
step count=1: <NEXT> | <SHOW> <NEXT>
step count=-1: <PREVIOUS> | <SHOW> <PREVIOUS>

segment: <DO> <THE> {concept} [<ALSO>]

forbid: <DELETE> | <SAVE> | <OUTLINE> | <FIND> | <REMOVE> | <HIDE> | <SHOW> | <CLEAR> | <ADD>
"""
"""The rules, in the words of `limis.prompts.rules`."""

LISTS = tuple(dict.fromkeys(re.findall(r"<(\w+)>", RULES)))
"""The names of every phrase list that the rules name."""

DESTROYING = ("STOP", "YES", "AGREE", "DELETE", "RESET", "SAVE", "UNDO", "REDO", "REMOVE", "CLEAR")
"""Phrase lists whose words are never taken for the correction of a misspelt one."""

CHANGING = (
    *("OUTLINE", "FIND", "DELETE", "REMOVE", "CLEAR", "LEAVE", "LEAVEOUT", "ADD", "GROW", "SHRINK", "SMOOTH", "FILL"),
    *("SHIFT", "HIDE", "SHOW", "SAVE", "UNDO", "REDO", "KEEP", "TRIM", "CUTOFF"),
)
"""Phrase lists of the verbs whose past is told in reports, and spelt nearly as their imperative."""

CORRECTED = ("OUTLINE", "FIND", "GROW", "SHRINK", "SMOOTH", "BORDER", "FILL", "HOLES")
"""Phrase lists whose words may be misspelt, beside the names of things, sides and units."""

VALUES = {
    "format": {
        **dict.fromkeys(("nifti", "nii", "nii.gz"), "nifti"),
        **dict.fromkeys(("dicom seg", "dicomseg", "seg"), "dicom_seg"),
        **dict.fromkeys(("rtstruct", "rt struct"), "rtstruct"),
        "png": "png",
        "json": "json",
    }
}
"""Names of formats, which every language shares."""
