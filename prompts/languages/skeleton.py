"""The rules that German, French, Spanish and Portuguese share.

A verb may stand before what it is about or after it: "vergrößere es", "agrandis-le", "das um 3 mm vergrößern". So
the rules are written once, and a language only says its words: one phrase list for each name here. A list that a
language leaves out never matches.
"""

from __future__ import annotations

import re

__all__ = ["CORRECTED", "DESTROYING", "FORBID", "JUDGED", "LISTS", "NAMED", "NEVER", "RULES", "VALUES"]

NAMED = "named"
"""The op of a structure that is named without a verb, which asks for it."""

JUDGED = "judged"
"""What a rule says of itself where it finds fault with an outline; after a bare name it is a finding of a report."""

FORBID = "forbid"
"""The op of what can only be forbidden: "delete" alone is no command, "do not delete" is an answer."""

NEVER = "\0"
"""A word that no sentence has."""

RULES = """
scope: [<JUST>] <HERE> | [<JUST>] <FROMSLICE> [<SLICES>] {from} <UNTIL> [<SLICES>] {to} | [<JUST>] <SLICES>
    {from} <UNTIL> {to}
scope: [<JUST>] <ONSLICE> <SLICES> {from} | <BELOW> <SLICES> {below} | <ABOVE> <SLICES> {above} | <ONWARD> <SLICES>
    {onward} | <UPTO> <SLICES> {upto}

stop: <STOP> [<PRONOUN>]

confirm: <YES> [<AGREE>] | <AGREE>
deny: <NO> [<NOTTHAT>] | <NOTTHAT>
choose: [<THE>] {nth} [<ONE>]
help: <HELP>
list: <LIST>

reset: <RESET>
undo: <UNDO> [{count} <STEPS>] | <TAKE> <PRONOUN> <UNDO> | <UNDO> <PRONOUN> | <PRONOUN> <UNDO>
undo: <UNDO> [<THE>] [{count}] <LAST> [{count}] <STEPS> | [<THE>] [{count}] <LAST> [{count}] <STEPS> <UNDO> | {count}
    <STEPS> <UNDO>
undo: <TAKE> [<THE>] [{count}] <LAST> [{count}] <STEPS> <UNDO> | <TAKE> [<THE>] {count} <STEPS> <UNDO>
undo: [<GOTO>|<RETURN>] {count} <STEPS> <BACKWARD> | [<GOTO>|<RETURN>] <BACKWARD> {count} <STEPS>
undo: <RETURN> {count} <STEPS>
undo: [<GOTO>|<RETURN>] <ASTEP> <BACKWARD> | <RETURN> <ASTEP>
undo: <CANCEL> [<THE>] [{count}] <LAST> [{count}] <STEPS>
undo count=2: <UNDO> [<PRONOUN>] <TWICE> | <TWICE> <UNDO>
redo: <REDO> [<PRONOUN>] | <PRONOUN> <REDO> | <TAKE> <PRONOUN> <REDO>
redo: <REDO> [<THE>] <LAST> <STEPS> | [<THE>] <LAST> <STEPS> <REDO>
repeat: <AGAIN> | <REPEAT> [<PRONOUN>] [<AGAIN>] | <PRONOUN> <REPEAT>

invert: [<NO>] [,] [<THE>] <OTHERWAY>

save: <SAVE> [<MINE>] [<AS> {format}] | [<MINE>] [<AS> {format}] <SAVE> | <SAVE> <AS> {format} [<MINE>]
save: <SAVE> {known} [<AS> {format}] | {known} [<AS> {format}] <SAVE> | <AS> {format} {known} <SAVE>

segment: <OUTLINE> {known} {scope} | {known} {scope} <OUTLINE>
segment: <OUTLINE> {target} [<APART>] | {target} <OUTLINE> | <APART> <OUTLINE> {target} | <OUTLINE> <APART> {concept}
segment: (<OUTLINE>|<FIND>) <BORDER> <OF> {concept} | <FIND> {concept} [<APART>] | {concept} <FIND> | <FIND> {sided}
    [<APART>] | {sided} <FIND>
segment: <WANT> {concept} [<APART>|<OUTLINE>|<FIND>|<HAVE>] | <WANT> {sided} [<HAVE>|<OUTLINE>]
segment: {concept} <WHERE> | {concept} , <OUTLINE>
segment: <WHERE> {concept} | <SHOW> <WHEREIS> {concept} [<LIES>] | <WHEREIS> {concept} <LIES>
segment: {concept} <MUSTBE> [<ALSO>] | <NOTFORGET> {concept} | {concept} <WANT> [<HAVE>|<OUTLINE>|<ALSO>]
segment: <OUTLINING> {concept} [<MUSTBE>]
named: {concept} [<ALSO>] | {sided}

exclude: <WITHOUT> {known} | <LEAVE> {concept} <OUT> | {concept} <LEAVEOUT> | <LEAVEOUT> {concept} [<FROM>]
include: {concept} <INSIDE> | <ADD> {concept} [<TOO>]
delete: <DELETE> {known} | {known} <DELETE>
either: <REMOVE> {concept} | {concept} <REMOVE>

keep: <ONLY> [<THE>] {which} [<COMPONENT>] [<KEEP>] | <KEEP> [<ONLY>] [<THE>] {which} [<COMPONENT>]
remove part=islands: <CLEAR> <SPECKS> | <SPECKS> <CLEAR>
remove: <CLEAR> <EVERYTHING> {scope} | <EVERYTHING> {scope} <CLEAR>
remove: <CLEAR> <PART> {where} | <PART> {where} <CLEAR>

threshold: [<JUST>|<KEEP>] [<VOXELS>] <MORE> {low} <HU> [<STANDS>] [<KEEP>] | <JUST> <VOXELS> <MORE> {low} [<STANDS>]
threshold: [<JUST>|<KEEP>] [<VOXELS>] <LESS> {high} <HU> [<STANDS>] [<KEEP>] | <JUST> <VOXELS> <LESS> {high} [<STANDS>]
threshold: [<JUST>|<KEEP>] [<VOXELS>] <BETWEEN> {low} [<HU>] <AND> {high} <HU> [<STANDS>] [<KEEP>]
threshold: <JUST> {low} [<HU>] <AND> {high} <HU> | <LIMIT> [<BETWEEN>] {low} [<HU>] <AND> {high} [<HU>]
threshold: <LIMIT> {low} [<HU>]
threshold: <CLEAR> <VOXELS> <LESS> {low} [<HU>] [<STANDS>] | <VOXELS> <LESS> {low} [<HU>] [<STANDS>] <CLEAR>
threshold: <CLEAR> <VOXELS> <MORE> {high} [<HU>] [<STANDS>] | <VOXELS> <MORE> {high} [<HU>] [<STANDS>] <CLEAR>

missing judged=1: [{mask}] <MISSES> [<PIECE>] {tail} | {where} [{mask}] <MISSES> [<ALSO>] [<PIECE>] {tail}
missing judged=1: <YOUHAVE> [<PIECE>] {where} [<PIECE>] <FORGOTTEN> | {where} <MISSING> | {where} <NOTENOUGH> |
    [{mask}] <NOTENOUGH> {where}
missing judged=1: [{mask}] <GOESFAR> {where}
excess judged=1: [{mask}] [{amount}] <SPILLS> {tail} | {where} [{mask}] [{amount}] <SPILLS> [{mask}] [<OVER>]
excess judged=1: [<IS>] [{amount}] <TOOMUCH> {tail} | {where} [<IS>] [{amount}] <TOOMUCH>
excess judged=1: [[{mask}] <GOES>] <TOOFAR> {where} | {where} <GOES> [{mask}] <TOOFAR>
fill_holes: <FILL> <HOLES> [<INSIDEIT> [{it}]] [<APART>] [{scope}] | <HOLES> [<INSIDEIT> {it}] <FILL>
smooth: <SMOOTH> {it} {tail} | {it} {tail} <SMOOTH> {tail} | <SMOOTH> {tail} <BORDER> [<OF> {it}] {tail}
smooth: <BORDER> [<OF> {it}] {tail} <SMOOTH> | <MAKE> {it} {tail} <SMOOTHER> {tail} | [{amount}] <SMOOTHER>
smooth: <MAKE> <BORDER> {tail} <SMOOTHER>
smooth judged=1: [{mask}|<BORDER>] <IS> [{amount}] [<TOO>] <ROUGH>

grow judged=1: [{mask}] [<IS>] [{amount}] <TOO> <SMALL> {tail} | {where} [{mask}] [<IS>] [{amount}] <TOO> <SMALL>
grow judged=1: [{mask}] [<IS>] [{amount}] <SMALL> <TOO>
grow: <GROW> {it} {tail} | {it} {tail} <GROW> {tail} | <GROW> {tail} {it} | <GROW> <BORDER> [<OF> {it}] {tail} |
    <BORDER> {tail} <GROW>
grow: <MAKE> {it} {tail} <BIGGER> {tail} | <MAKE> {it} <BIGGER> {tail} | {it} {tail} <BIGGER> <MAKE> | {tail} <BIGGER>
    {tail}
grow: <GROW> <SIZE> [<OF> {it}] {tail} | <PUT> {measured} [<ONTOP>] [<TO> {it}] {tail}
shrink: <SHRINK> <SIZE> [<OF> {it}] {tail}
grow: <GIVE> {amount} [<ONTOP>] [<TO> {it}] {tail} | {mask} <SHOULD> {tail} <BIGGER> {tail}
missing: {where} {measured} <ADDED> | {measured} <ADDED> {where} | <ADDED> {measured} {where}

shrink judged=1: [{mask}] [<IS>] [{amount}] <TOO> <BIG> {tail} | {where} [{mask}] [<IS>] [{amount}] <TOO> <BIG>
shrink judged=1: [{mask}] [<IS>] [{amount}] <BIG> <TOO>
shrink: <SHRINK> {it} {tail} | {it} {tail} <SHRINK> {tail} | <SHRINK> {tail} {it} | <SHRINK> <BORDER> [<OF> {it}]
    {tail} | <BORDER> {tail} <SHRINK>
shrink: <MAKE> {it} {tail} <SMALLER> {tail} | <MAKE> {it} <SMALLER> {tail} | {it} {tail} <SMALLER> <MAKE> | {tail}
    <SMALLER> {tail}
shrink: <TRIM> {amount} {where} [<FROM>] | <TRIM> {where} {amount} [<FROM>] | {where} {amount} <TRIM> |
    {amount} {where} <TRIM>
shrink: {mask} <SHOULD> {tail} <SMALLER> {tail} | <TRIM> {measured} <FROM> | <TAKEOFF> {measured} [<FROM>]
excess: {where} {measured} <LESSENED> | {measured} <LESSENED> {where} | <LESSENED> {measured} {where}
shift: <SHIFT> {it} {tail} | {it} {tail} <SHIFT> {tail}

hide: <HIDE> {known} [<AWAY>] | {known} <HIDE>
show: <SHOW> {known} [<AWAY>] | {known} <SHOW>
select: <SELECT> {concept}
measure what=diameter: <TELL> <DIAMETER> [<OF>] [{it}] | <DIAMETER> [<OF>] [{it}]
measure what=volume: <TELL> <VOLUME> [<OF>] [{it}] | <VOLUME> [<OF>] [{it}] | <WHATVOLUME> {it} | <HOWBIG> [<IS>] {it}
measure: <MEASURE> {it} | {it} <MEASURE>
measure what=diameter: <MEASURE> <DIAMETER> [<OF> {it}] | <DIAMETER> [<OF> {it}] <MEASURE>
measure what=volume: <MEASURE> <VOLUME> [<OF> {it}] | <VOLUME> [<OF> {it}] <MEASURE>
view: [<SHOW>|<CHANGE>] [<THE>] {plane} [<PLANE>] | [<SHOW>|<CHANGE>] [<THE>] <PLANE> {plane}
window: [<SHOW>|<CHANGE>] [<THE>] {preset}
window: [<SHOW>|<CHANGE>] <LEVEL> {center} [,] [<AND>] <WIDTH> {width} | [<SHOW>|<CHANGE>] <WIDTH> {width} [,] [<AND>]
    <LEVEL> {center}
zoom direction=in: <ZOOMIN>
zoom direction=out: <ZOOMOUT>
goto_slice: [<GOTO>] {plane} <SLICE> [<NUMBER>] {index} | [<GOTO>] <SLICE> {plane} [<NUMBER>] {index}
goto_slice: [<GOTO>] <SLICE> [<NUMBER>] {index} | <SHOW> <SLICE> [<NUMBER>] {index}
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
