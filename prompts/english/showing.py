"""How people say in English where the thing is, that a step made it worse, and which piece is right."""

from __future__ import annotations

__all__ = ["SHOWING"]

SHOWING = """
there: (it|that|this one|that one|the thing|the structure|<MY> one) [actually/really/also] <LIES> <AT> {where}
    {scopes}
there: (it|the thing|the structure) [actually/really/also] <LIES> <FURTHER> {where} [<THANNOW>]
there where=inferior: (it|the thing) (is|lies|sits) [{amount}] (lower <THANNOW> | lower down [<THANNOW>])
there where=superior: (it|the thing) (is|lies|sits) [{amount}] (higher <THANNOW> | higher up [<THANNOW>])
there: (look|search|try|check) (on|in|near|around|towards|toward|closer to|nearer to) {where} | (look|search|try)
    <FURTHER> {where}
there: (look|search|try|check) (again|instead|rather|once more) [over] [there] <AT> {where}
there where=inferior: (look|search) [again/instead] lower [down]
there where=superior: (look|search) [again/instead] higher [up]
shift: (it|the thing) (is|lies|should be) {measured} (further|more) {where}
there: look at {where} (again|once more|more closely|more carefully)
there: (it|that) is [right/over/up/down] there [,] <AT> {where}
there: {session} [actually/really/also] <LIES> <AT> {where}
exists: (there is|there are|i see|i can see|we see|here is) [clearly/also/still/definitely] [a/an/another/some/one]
    {concept} [{where}] [here/there/too] [in the (image|picture)]
again: nothing (was|is|has been) (segmented|outlined) | it (was not|is not|has not been) (segmented|outlined) | you
    (did not|have not) (find|found|segment|segmented|mark|outline|see) (it|anything|that) | you
    (found|segmented|marked|outlined) nothing | (there is|i see) (no|nothing)
    (mask|segmentation|outline|segmented|marked) | look again | look once more | have another look | take another look
    | look again (please|carefully|closely) | try [it/that] again | try [it] once more | give it another
    (try|go|shot|look) | one more (try|attempt|time) [please] | another (try|attempt|go) | have another (go|try) |
    take another (go|try|shot) | search [for it] again | search once more | look (one more time|another time|a second
    time) | look harder | look closer | look (carefully|properly|closely) | retry | resegment [it/that/this] |
    (run|do) the segmentation again | redo the segmentation | check again | have a second look | take a second look |
    find it again
segment: (try|do|run) {known} (again|once more) | (try|look for) {concept} (again|once more)

excess: (that|this|it) is (wrong|not (correct|right)) {where} [,] there is [{amount}] too much [of it] {scopes}
missing: (that|this|it) is (wrong|not (correct|right)) {where} [,] there is [{amount}] (something|a bit|a piece|part of
    it) missing {scopes}
undo: [no/oops] [,] (that|this|it) <WORSE> [,] [(undo|revert) [it/that]|go back|take it back|take that back|back]
undo: (it|that|the mask|the last one|this) was better (before|earlier) [that/this] [,] [(undo|revert) [it/that] | go
    back] | worse [than before/now]
undo: undo [it/that/this] [,] (that|this|it) (<WORSE>|was better before|did not help|was wrong|did not work|is worse)
undo: (that|this) (did not help|did not work|broke it|ruined it|went wrong|destroyed it) [,] (undo|revert) [it/that] |
    (undo|revert) [it/that] [,] [it/that/this] did not (help|work)
onward: [even/still] [{amount}] (further|farther) {where}
redo: (bring|take|put) back what (i|you|we|was) [have] [just] (undid|undone|took back|reverted)
repeat amount=slight: [just] (a bit|a little|a tad|slightly) more of (that|the same|this|it)
side: (that|this|it) is {ignored} [,] (i|we) (meant|mean|want|wanted|need|asked for) the {side}
side: (that|this|it) (is|should be|has to be|must be) the {side}
segment: (that|this|it) (is|should be|has to be|must be) {sided} | {sided} [,] not (that|this) [one]
same_side: [and/now] the other side [too | as well | also | now]
side: (i|we) (meant|mean|want|wanted|need|asked for) the {side} | wrong side [,] the {side}
nothing: is (that|this|it) {ignored} | (done|finished|through|ready) with {ignored} | (enough of|that is it for|so
    much for) {ignored}
nothing: ({drawn}|it|this|that) [really/just/simply] (sucks|stinks) | {drawn} (is|looks) [really/just/simply/so]
    (bad|terrible|awful|horrible|useless|rubbish|garbage|ridiculous|ugly|a mess|a disaster|poor|hopeless)
undo: scratch (that|it) | never mind that (last) (<STEPS>) | forget the last <STEPS>

deny: do not (touch|change|cut|alter|modify|remove|add|grow|move|trim|erase) (anything|any of it|more|it|any
    more|<SPOT>) [off/away/out/else] {scopes}
deny: leave {known} (alone|as it is|as they are|as is|be|untouched) | do not touch the
    (largest|biggest|main|big|rest) [one/component/piece/part/of] [it/them]
deny: leave <SPOT> (alone|as it is|as is|be|untouched) | [that/this/it/you] [is/are] [in/at/on] [the] wrong
    (place|spot|thing|structure|organ|area|location|region|object|side) | (you|it) [have]
    (segmented|outlined|found|got|marked|picked|took) the wrong
    (place|spot|thing|structure|organ|area|location|region|object|one|side)

fill_holes: (the inside|the interior|the middle|the center|the centre) (should|must|needs to|has to) be (solid|filled
    [in]|full) {scopes}
fill_holes: (<MY> (inside|middle|interior|center|centre|core)) (is|has) [still/also]
    (not [been] filled [in] | hollow | empty | open | a hole | unfilled | missing a bit) [,] [<FILLIT>] {scopes}
fill_holes: {mask} is (hollow|empty inside|not solid|not filled [in] | a ring | only a ring | just a ring | open
    inside) [,] [<FILLIT>] {scopes}
fill_holes: {mask} (should|must|needs to|has to|ought to) be (solid|filled [in]) {scopes}

remove part=islands: [all] [of] (those|these|the) [small/little/tiny]
    (isolated|stray|loose|scattered|floating|little|small|tiny)
    (dots|bits|specks|spots|pieces|fragments|islands|pixels|blobs) (should|must|have to|need to|can) (go|go away|be
    removed|be deleted)
remove part=islands: <DROP> [all] [of] [the/those/these] small/little/tiny/smaller ones {scopes}
remove: <DROP> [the/that/this/those/these/any/all/a/an] [<SIZE>] <EXTRA> [<SIZE>] [<CHUNK>] {where} {scopes}
keep: only [the] ({choice} [one|ones|<PIECE>]|{side_end}) ((is|are) (right|correct|it|part of it|real|okay|fine|good)
    | belongs [to it] | counts | belongs there)
keep which=largest: there should [only] be [only] [just] (one|a single) (piece|component|blob|part|region|object) |
    (it|{mask}) should [only] be [only/just] (one|a single) (piece|component|blob|part|region|object)
remove: {side_end} ((is|was) (wrong|not right|not it|not part of it) | (does|do) not belong [there/here/in/to] [it] |
    should not be (there|in it|included)) {scopes}
remove: {side_end} (<NOTITS>|<NOTPART>) [,] (<CUT>|<DROP>) (it|that) {scopes}
remove: <SPOT> (<NOTITS>|<NOTPART>) [,] (<CUT>|<DROP>) (it|that) {scopes}
remove: (there is|you have|i see|i can see|it has) <SPOT> [,] (<CUT>|<DROP>|take) (that|it|this|them) [off/away/out]
keep which=largest: [only/just] keep [only/just] [the] (big|large|main|huge|great)
    (one|piece|blob|part|component|region|bit|object) [only]
remove which=smallest: <DROP> [the/that] (small|little|tiny) (one|piece|blob|component|region|object|fragment)
remove: <SPOT> [,] (<CUT>|<DROP>|take) (that|it|this|them) [off/away/out]
removed: (remove|drop|take away|clear|eliminate|get rid of|lose) {one_of} [please] {scopes}
delete: <THROW> {one_of} [please]

grow: (it|{mask}) (is|was) [actually/really/still] [{amount}] <BIGGER> <THANNOW> {tail} | {session} (is|was)
    [actually/really/still] [{amount}] <BIGGER> <THANNOW> {tail}
shrink: (it|{mask}) (is|was) [actually/really/still] [{amount}] <SMALLER> <THANNOW> {tail} | {session} (is|was)
    [actually/really/still] [{amount}] <SMALLER> <THANNOW> {tail}
shift: ({mask} <SHOULD>|{it} <OUGHT>) (move|be moved|be shifted|shift|go) {where} [by] {measured} {scopes}
grow: go {amount} (further|more) [out] {where} {scopes} | give {it} {another} [more] {where} {scopes}
shrink: (shave|peel|pare) {where} [of {it}] [off] {amount} {scopes}
shrink: (pull|push|draw|cut|trim) {known} back [{amount}] [from/off] {tail} | bring {known} back {amount} {tail} |
    (take|trim|shave|cut)
    (some|something|a little bit) off {where} {scopes} | take (off|away) {amount} {where} {scopes}
put_back: {known} is [{amount}] (shifted|displaced|off|moved|offset) [{amount}] (too far to|too far|to) {way} [by]
    [{amount}] [, <SHIFT> it back]
put_back: {it} (is|sits|lies) [sitting/lying/placed] {amount} too {way} [,/so/and] [please] <SHIFT> it back
shift where=superior: {it} (is|sits|lies) [sitting/lying/placed] {measured} too (low|far down) [,/so/and] [please]
    <SHIFT> it (up|higher)
shift where=inferior: {it} (is|sits|lies) [sitting/lying/placed] {measured} too (high|far up) [,/so/and] [please]
    <SHIFT> it (down|lower)
fill_holes: [a/the/that/this/some] <HOLE> [<INSIDE> {it}] (needs|need) [to be] (filling|closing|filled|closed) [in/up]
    {scopes}
remove part=islands: there (are|is) [still/some] <SPECKS> [floating/lying/scattered] [around/about/everywhere/outside]
    [it] {scopes}
grow: <MAKE> it all [{amount}] <BIGGER> {scopes} | {where} [of {it}] <SHOULD> (come|go|move|be moved|be pushed)
    [{amount}] [further] out [{amount}] {scopes}
shrink: <MAKE> it all [{amount}] <SMALLER> {scopes} | {where} [of {it}] <SHOULD> (come|go|move|be moved|be pulled)
    [{amount}] [further] in [{amount}] {scopes}
border way=superior: {where} [of {it}] <SHOULD> be {amount} (raised|lifted|higher) {scopes}
border way=inferior: {where} [of {it}] <SHOULD> be {amount} (lowered|lower) {scopes}
elsewhere: {another} {where}
deny: [(that|this|it) is] (completely|totally|all|entirely|just|plain|quite) wrong | (you|it) [have] got it
    [all/completely/totally] wrong | not even close | you are looking (in|at) the wrong (place|spot|area|side) | leave
    it like (this|that)
undo: (go back|back|revert|return) to the (one|version|state|mask|outline|previous version|previous one|last
    version|previous mask) [before] | the (previous|last|earlier|former)
    (one|version|mask|outline|state|segmentation|contour) (was|looked|is) (better|preferable|preferred) | i preferred
    the
    (previous|last|earlier) (one|version|mask|outline|state|segmentation|contour)
fill_holes: fill [up] the (inside|middle|interior|center|centre) [up/in] {scopes} | there is an empty
    (spot|area|region|space|hole) (in the middle|inside) [of it] {scopes}
shift: {known} <SHOULD> (move|be moved|shift|be shifted|go) {where} {amount} {scopes}
shrink: crop {it} {where} by {measured} {scopes} | take [the/its] <BORDER> in [{amount}] {tail}
"""
