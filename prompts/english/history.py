"""How people take back, repeat, start over, save and list in English."""

from __future__ import annotations

__all__ = ["HISTORY", "RESETS"]

RESETS = """
reset: [all of it | everything] from scratch | back to the very (beginning|start)
reset: reset [everything/all] | start over [again] | start [all] (over) [again] [from scratch]
reset: start again [from] [scratch] | start from (scratch | the beginning | the start | zero) [again]
reset: [go] [back] to (the) (beginning|start) [again]
reset: begin again | restart | (go) [back] to (the beginning | the start | square one | zero)
reset: back to (the beginning | the start | square one | scratch | zero) | start all over again | start anew
reset: (wipe|clear|throw|chuck|scrap|bin) (it all | everything | all of it | the lot) [out/away] [,] [and]
    (begin|start) (again|over|afresh|anew | [again/over] from (scratch|the beginning|the start|zero))
reset: start afresh | start fresh | wipe the slate clean | clean slate [please]
reset: reset (everything | it all | all | the session | the whole thing | all of it | to the beginning | to the
    start)
reset: (undo|revert|take back|roll back) (everything | all | it all | all of (it|this|that|them) | the lot |
    (each|every|all) [and every] [of] [the/my/your/our/these/those] <STEPS>) [again] [so far]
reset: (take|roll) (everything | it all | all (this|that) | all of (it|this|that|them) |
    all [of] [the/my/your] <STEPS>) back
reset: [let us/can/could/shall] [we] (start|begin|restart|commence|redo [it/everything/this]) [all/right] [over]
    [again/afresh/anew] from (scratch|the beginning|the start|the very beginning|zero|the top) [again]
reset: reset (everything | it all | all | the session | the whole thing | all of it) to the (beginning|start)
reset: let us (start|begin) (over|again|afresh|anew) [again] | (start|begin) (all over|over|afresh|anew) [again]
reset: let us start (over | again | from scratch) | from (the beginning | the top | scratch) [again]
"""

HISTORY = """
undo: undo/undoo/revert [that/it/this] [change/step/edit/one/again/action/operation] [too]
undo: undo/revert [what you [just] (did/made) | what (i/we) just did | the last [one] | last | my last <STEPS> |
    your last <STEPS>]
undo: undo/revert [the/my/that/your/this] [last/previous/latest/most] [recent] <STEPS>
undo: undo/revert [the/my] [last/previous/latest/past] {count} [<STEPS>|times|back]
undo count=2: undo/revert [it/that/this] (twice | two times)
undo count=2: (undo [it/that/this] | take (it|that|this) back | take back (it|that|this) | revert [it/that/this])
    [,] [and] (the one|that) before [that/it] [as well | too | also]
undo count=2: undo both [of] [them/those] [<STEPS>]
undo: undo/revert [it/that] {count} times
undo: (take|roll) (that|this|it | the last (<STEPS>|bit|part) | that [last/one] [<STEPS>]) back
undo: (take|roll) back (that|this|it | the last (<STEPS>|bit|part) | that [last] <STEPS> | what you [just] did)
undo: (take|roll) [back] the [last/previous] {count} [<STEPS>] [back]
undo: (take|roll|go|step) back [the] [last] {count}
    (step/steps/change/changes/edit/edits/action/actions/command/commands)
undo: (go|step) {count} (step/steps/change/changes/edit/edits) back
undo: [<ONLY>] the last <STEPS> back
undo: (take|roll|make|bring) the last {count} [<STEPS>] back | (take|roll|make) (my|your|our|the) last [{count}]
    <STEPS> back
undo: (take|roll) (it|that|this) back {count} times
undo count=2: (take|roll) (it|that|this) back twice
undo count=3: undo/revert [it/that/this] thrice
redo: redo [it/that/this] {count} times
undo: (roll|take) back | roll it back | go back to (how it was | what it was | the way it was) [before]
undo: put it back (how|the way) it was | (control/ctrl/cmd/command) [+/-] z | take [it/that] back
go_back: go back | back
undo: go back (one|a) (step/change/edit) | that (was|is) (wrong | a mistake | not right) [,] undo [it/that]
undo: back up (one|a) (step/change/edit)
undo: take one back
undo: (cancel|scrap|bin|discard) (the|my|your) last [{count}] <STEPS> | (cancel|scrap) the last {count}
undo: (go back|return|revert|back|get back) to (how|the way|what) it (was|looked) [like] before
    (the|that|my|your) last <STEPS>

redo: redo [that/it/this] [one/change/step/edit] [again] | redo [the] [last] (<STEPS>) |
    bring (it|that) back [again/please] | put (it|that) back [in/again]
undo: undo/revert [the] last {count} things [that] (i|you|we) [just] (did|said|asked for|changed)
undo: (the/my/your/those/these/our) last {count} [<STEPS>] (is|are|was|were) [all/just/both/complete/utter]
    (wrong/nonsense/rubbish/useless/garbage/bad/crap/mistakes | no good | a mistake) [,]
    (take (them|those|that|it) back | undo (them|those|that|it) | roll (them|those) back)
redo: (bring|put|get) back (the|that|my) [last] <STEPS> [that] (i|you|we) [just/have] (undid|undone|took back|reverted)
redo: (restore|redo|reinstate) [the/my] [last] {count} [undone] <STEPS> | (restore|redo|reinstate) [the/my] [last]
    undone <STEPS>
redo: undo (the|that|my) undo | restore (it|that)
redo: redo [the/my/all] [the] [last] {count} [<STEPS>|times] | (control/ctrl/cmd/command) [+/-] (y | shift [+] z)
redo count=2: redo [it/that] (twice | two times) | redo both [<STEPS>] | redo both of (them|those)
undo: undo all {count} [of them | <STEPS>] | undo/revert (my/the/our/your) {count} (latest/last/most recent) <STEPS>
redo: (redo|restore|reinstate) what (you|i) [just] (undid | took back | have undone)

repeat: <AGAIN> | repeat [it/that/this] [<AGAIN>] | [and] [do] [it/that/this/the] [same/thing] [thing] <AGAIN>
repeat: do (the same|that|it|so) [thing] [<AGAIN>]
same: [please] (do|repeat|apply) (the same|the same thing|that|it|this|likewise) [again/now] (for|with|to|on) {concept}
    [too | as well | now | please]
same: [the] same [thing] [again/now] (for|with|on) {concept} [too | as well | now | please] | likewise for {concept}
same_side: [do] [the] same [thing] [again] [but] (on|for|at|with) the {side} [too | as well | now | please]
same_side: (what about|how about) the {side}
repeat: [the] same [thing] [<AGAIN>] | repeat (the last|that last|the previous) [<STEPS>]
repeat: repeat what you [just] did | keep going | [even/some/a] more | and more | and again
repeat: more of (that|the same) | further
repeat amount=200%: (twice as much | double) again
repeat amount=200%: [<AGAIN>|repeat|do|but [it/that]] [,] [but] (twice as much | twice that | twice the amount |
    double that | double the amount | double it | two times as much)
repeat amount=200%: (<AGAIN>|repeat [it/that]) [,] (with|by) (twice as much | double that | double the amount | twice
    the amount)
repeat amount=300%: [<AGAIN>|repeat] [,] [but] (three times as much | triple that)
repeat amount=50%: [(<AGAIN>|repeat|do|but|[the] same [thing]) [it/that/the/same/again]]
    [,] [but/by] [only/just] (half as much | half that |
    half of that | half the amount | half [of] it | by half [as] [much])
repeat amount=50%: <AGAIN> [,] but [only/just/by] [a] half | (same|the same) [again] [,] but [only/just/by] half
invert amount=50%: (too much|that is too much|that was too much) [,] [only/just/try] half (of that|of it|as much|that)
invert amount=50%: [[that (is|was)] [a bit/way/far] too (much|far) [,]] [give/put/bring/take/get] [me] half of (that|it)
    back
invert amount=slight: [[that (is|was)] [a bit/way/far] too (much|far) [,]] [give/put/bring/get] [me] (some|a bit|a
    little) of (that|it) back
repeat: (<AGAIN> | repeat [that/it] | do (that|it) <AGAIN> | the same <AGAIN> | same <AGAIN>) [,] [but] [with]
    {amount} [more/less]
repeat: {amount} more | {another} | even {amount}
repeat: go {amount} further | {amount} further | more [,] by {amount}
repeat amount=slight: [and] (a bit|a little|slightly|a tad|a touch|a little bit|a tiny bit|a smidge)
    (more|further|<AGAIN>)
repeat amount=strong: (a lot|much|a great deal|far|lots|considerably|way) (more|further)
repeat amount=slight: <AGAIN> [,] [but] [a] [bit] less
repeat amount=slight: <AGAIN> [,] [but] [a] [bit/little/tad/touch] [more] (gentler|gently|softer|subtler|subtly)
repeat: <AGAIN> [,] but [a] [bit/little/tad/touch] [more] (gentler|gently|softer|subtler|subtly) [,] {amount}
invert amount=slight: (a bit|a little|slightly|a little bit|a tiny bit|a tad|a touch) less
invert amount=strong: (a lot|much|way|far|considerably) less
invert: [and/but/go] [in] [the] (other way [round/around] | other direction | opposite [direction/way] | reverse
    [direction/it/that/way] | opposite of that | wrong way [round/around] | inverse | contrary)
invert: (other way | the other way | opposite direction | the opposite direction | in the other direction | the
    opposite) [round/around] [,] {amount}
invert: [do] [exactly] [the] same [thing/again] [,] [but/only/just] <OTHERWAY>
invert amount=50%: <OTHERWAY> [,] [and/but] [only/just] (half as much | half that | half of that | half the amount |
    by half)
invert amount=200%: <OTHERWAY> [,] [and/but] (twice as much | twice that | double that | double the amount)
invert: <OTHERWAY> [,] (and|but) {amount}
invert: [do] [that/it/exactly] the (opposite | reverse | inverse | other way round | other way around | contrary)
    [of that | please]
invert: [the] wrong (way [round/around] | direction) [, [go/do/it/that] [is] [the] (other|opposite) (way|direction)]
invert: that (was|is) the wrong (way [round/around] | direction) | not that way [,] [the other way] | less [of that]


list: [<TELLME>] (what|whatever|everything|all) [else] [structures/organs/masks] <WEHAVE>
list: [<TELLME>] [what/which/the/all] [the] (structures|organs|masks|segmentations|contours|objects|labels|things)
    <WEHAVE>
list: list [them] [all] [structures/everything/masks/segmentations/contours/organs/objects]
list: list [all] [of] [the/our/my/your]
    (structures|segmentations|masks|contours|organs|objects|labels|targets|results) [we/you/i] [have] [there] [are]
list: give me an overview [of what (is in (this|the) session | <WEHAVE>)]
list: (what|which) (structures|organs|masks|contours|outlines) (do|have) (i|we|you) [have/got]
    [already | so far] [,] remind me
list: (what|which) [else] (have|did|do) (we|you|i)
    (got|have|done|segment|segmented|outlined|find|found|do|outline|get|already got|already have|already segmented)
    [there/here/in/already] [on the list] [so far | already | until now | already | up to now | by now | here | now]
list: (what|which) (structures|organs|masks|segmentations|contours|objects|labels|things) (have|do|did|are)
    (we|you|i|there|been) [have/got/been] [segmented/outlined/done/found/contoured/marked/here/available] [already |
    so far | thus far | until now | up to now |
    by now | now]
list: (what|which) (structures|organs|masks|segmentations|contours|labels|ones) (are|is)
    (done|finished|there|segmented|ready|outlined) [already | so far | now]
list: (what|which) (structures|organs|masks|segmentations|contours|objects|labels|things) (have|has) been
    (segmented|outlined|done|found|contoured|marked) [so far | already | until now | yet]
list: [<TELLME>] what (has|is) been (segmented|done|outlined|found|contoured|marked|delineated|annotated|drawn) [here]
    [so far | already | until now | yet]
list: what is (there | in the list | on the list | on the screen | segmented | done | already there | already
    segmented | here) [already/so] [far/now]
list: what is (segmented|done|there) so far | list what is (left|remaining|still there)
list: remind me (which|what) (structures|organs|masks|things|ones) (have|has|are|were) [been] [already]
    (segmented|outlined|done|found|drawn) [already | so far]
list: (read|tell|give) [me/us] [out] [again] (what|everything that) [has/is] [been]
    (segmented|outlined|found|contoured|done) [here] [so far | already | until now | yet]
list: (what|which) (structures|organs|masks|segmentations|contours|objects|labels|things) did (we|you|i)
    (segment|outline|do|find|contour|mark|get|draw) [already | so far | until now | yet]
list: (which|what) (ones|one) (have|did|do) (we|you|i) [got/have/done/find/segment/segmented/found] [already | so far |
    by now | now]
list: show [me] [the] (list [of [the] (structures|segmentations|masks)] | structure list | summary)
list: [give me] (a|the) (list|overview|summary) [of] [the] [all] [structures/everything/segmentations/masks] [so
    far]
list: give me (a list|an overview|a summary) of (what has been done | what we have | what is there | what you have |
    everything) [so far | already]
list: summary/overview/summarize [please] | (tell|remind) me what (we have | you have | there is) [so far]
list: where (are we | do we stand) [so far | now]

save: <SAVE> [out] {refs} [out/away] [<AS>]
save: <SAVE> [out] [<MINE>] [<AS>]
save: <SAVE> [out] {known} [out/away] [<AS>]
save: dump/print/spit (<MINE>|{known}|{refs}) [out] <AS>
save: write [<MINE>] [out] to (disk|file|a file|the disk)
save: (<SAVE>|write|make|create|give me) [me] [out] [a/an/the] {format} [file/object/image] (of|for|with|from) {known}
save: (write|write out) [a/an/the] {format} [file/object/image]
save: (can|could|may) (i|we) have [a/an/the] {format} [file/object/version] (of|out of|from|for) (<MINE>|{known})
save: <SAVE> <AS> | write [<MINE>] [out] <AS> | write {known} [out] <AS> | write out <MINE>
save: <SAVE> [all] [the/these/those/my/our] (measurements|measures|numbers|figures|values) <AS>
save: (i/we) (want|need|would like) (<MINE> | {known}) (saved|exported) [<AS>]
save: (i/we) (want|need|would like) (<MINE>|it|this|that) <AS>
"""
