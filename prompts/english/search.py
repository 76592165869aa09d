"""How people leave something out of an outline or take it in, in English."""

from __future__ import annotations

__all__ = ["SEARCH"]

SEARCH = """
exclude: <INCLUDED> {target} [as well | too | there | in it | in there | by mistake | with it] [,/and/,] [but]
    [please] [and] [<OUTAGAIN>] {scopes}
exclude: (you|it|{drawn}) (are|is) [also/still/wrongly] (including|containing|segmenting|catching) {concept} [too |
    as well |
    by mistake] {scopes}
include: {concept} (is|are|was|were|has|have) not [been/yet/even] [been] (included|taken in|added|counted in)
    [yet] [in (it|that|this|the <MASK>)] [,] <ADDIT> {scopes}
include: {concept} (is|are|was|were|has|have) not [been/yet/even] [been] (included|taken in|added|counted in) [yet]
    [in (it|that|this|the <MASK>)] {scopes}
include: {concept} (is|are|was|were|has been|have been|got) (left out|omitted|forgotten|missing (from|in)
    (it|that|this|the
    <MASK>)) [,] [<ADDIT>] {scopes}
exclude: {concept} <SHOULDNOT> [<PARTOF>] [,] [<OUTAGAIN>] {scopes}
exclude: {concept} (is|are|was|were) (not [<PARTOF>] | in [it/there] by mistake | included by mistake) [,]
    [<OUTAGAIN>] {scopes}
exclude: {concept} (is|are|was|were) (in [it/there] | included) [,] <OUTAGAIN> {scopes}
exclude: {concept} (should|must|has to|have to|needs to|need to|ought to) (come out | go | be excluded | be left out
    | be removed | be taken out | be out | be subtracted) [of/from] [{it}] {scopes}
taken_out: {concept} (is|are|was|were) not [a] part of {whole} [,] [<OUTAGAIN>] {scopes}
taken_out: {concept} (belongs|belong) not [in/to] {whole} {scopes}
taken_out: {concept} (does|do|did|should|must) not (belong [in/to]|belong into|be in|be part of) {whole} {scopes}
exclude: (i|we) (do not|not) want {concept} (inside|in it|in there|included|in the <MASK>|to be (inside|in it|in
    there|included)) {scopes}
exclude: {concept} out [of it | please] {scopes}
exclude: out with {concept} {scopes}
exclude: (leave|take|cut|keep|get|carve|pull|throw|kick|clip) {target} out [of {it}] {scopes}
exclude: (leave|take|cut|keep|get|carve|clip) out {target} [of it | from it] {scopes}
exclude: (subtract|exclude|separate|remove|take|cut|omit|drop|erase|deduct|take away|cut away|carve|strip|delete)
    {concept} (from|out of) {it} {scopes}
taken_out: (subtract|exclude|separate|omit|deduct|erase|carve|minus|leave out) {concept} [out] (from|out of|of) {whole}
    {scopes}
taken_out by_hand=1: (remove|take|cut|drop|strip|get|keep|leave|throw|clip|pull|take away|cut away) {concept} [out]
    (from|out of|of) {whole} {scopes}
exclude: (subtract|exclude|minus|omit|deduct|excluding|omitting|subtracting|ignore|spare|sparing) {target} {scopes}
exclude held=1: it [is/keeps] <FLOWS> [over] <INTO> {target} [there/too/again] [,] [<FIXIT>] {tail}
exclude: (it|{mask}) [is/keeps/has] (<LEAK>|<FLOWS>) [over] <INTO> {target} [there/too/again] [,] <TAKEOUT> {scopes}
exclude: {caught} (is|are|was|were|got|has been|have been) [also/still/wrongly/accidentally]
    (included|caught|segmented|outlined|taken in|in it|in there) [too | as well | by mistake] [,] <TAKEOUT> {scopes}
exclude: {drawn} [is/keeps] <FLOWS> [over] <INTO> {target} [there/too/again] [,] [<FIXIT>] {tail}
exclude: {mask} <LEAK> [over] <INTO> {target} [there/too/again] [,] [<FIXIT>] {tail}
onto: {drawn} [is/keeps/keep] (<LEAK>|<FLOWS>|bleeds out|bleeding out) [out/over/up/down] (towards|toward|up to|down to)
    {ignored} [too] {scopes}
onto: it [is/keeps] (leaks|leaking|spills|spilling|bleeds|bleeding|overflows|runs|goes|extends) [out/over/up/down]
    [too far] (towards|toward|up to|down to) {ignored} [too] {scopes}
exclude: {aim} (leaks/spills/leaking/spilling/leaked/spilled) [over] <INTO> {concept} [too] {scopes}
exclude: {mask} (is|has|keeps|are) <LEAK> [over] <INTO> {target} [there/too/again] [,] [<FIXIT>] {tail}
exclude: {mask} <GOES> too far <INTO> {target} {scopes}
exclude: {mask} <GOES> [too far] (into|onto|over into|over onto|out into|across into|through into) {target} {scopes}
exclude: you (went|leaked|spilled|are|ran|run|strayed|have (gone|run|leaked|spilled|strayed)) [too far] <INTO>
    {target} {scopes}
exclude: {mask} (overlaps|overlapping|invades|is overlapping|crosses into|eats into|is eating into|cuts into|merges
    with|is merged
    with|is mixed with|swallows|swallowed) [with/into] {target} {scopes}
exclude: that is not {ignored} [,] (that is|it is|but) {concept}
exclude: that is {concept} [,] not {ignored} | that is {concept} [,] (not {ignored} | not it | <OUTAGAIN>)
exclude: (there (is|are)|you have [got]|it has [got]|(i|we) [can] see) {target} (in it | in (the|your|this) <MASK> |
    in there | inside
    it | included) [too | as well | also] [,] [<OUTAGAIN>]
    {scopes}
exclude: (it|that|this|{drawn}) (should not|must not|ought not to|is not supposed to|is not meant to)
    (include|contain|cover|take in|have|reach into) {concept} [in it | in there] [,] [<OUTAGAIN>] {scopes}
exclude: {concept} (has|have|got|is|are) [also/been]
    (crept|sneaked|snuck|slipped|got|gotten|come|leaked|included|caught|taken) [in/there/included] [in] [there | it |
    at the (back|front|top|bottom|side|edge)] [,/so/and] [please]
    (lose|drop|remove|take|leave|cut|kick|throw|chuck|get) (it|them|that) [out/off/away]
exclude: {concept} (is|are) not {ignored} [,/so/and] [please] (take|leave|cut|pull|keep) (it|them|that|the {ignored})
    out {scopes}
exclude: {concept} (has|have|was|were|is|are) [been/also] (included|caught|taken in|picked
    up|segmented|outlined|marked) [in it] (by mistake | wrongly | in error | accidentally | by accident |
    unintentionally) {scopes}
exclude: {target} out of (it|the <MASK>|the outline|that) {scopes}
exclude: do not include {target} {scopes} | without {target} {scopes}

taken_in asked=1: {concept} (belongs|belong|is part of|are part of) [to] {whole} (too|as well|also) {scopes}
taken_in asked=1: {concept} also (belongs|belong) (to|with) {whole} {scopes}
taken_in: {concept} (belongs|belong) (to|with) {whole} {scopes}
taken_in asked=1: (add|include|merge|join|append|put|incorporate) {concept} (to|into|in|with) {whole} [too | as well |
    also] {scopes}
include: {target} (belongs|belong) (to|with) (it|that|this|the <MASK>) [too | as well | also] {scopes}
include: {concept} <BELONGS> [too | as well | also] [,] [<TAKEIN>] {scopes}
include: {concept} [, that/this/it/they] (is|are) [also] (part of|a part of|within|inside) (it|that|this|the
    <MASK>) [too | as well | also] [,] [<TAKEIN>] {scopes}
include: {concept} (should|must|has to|have to|needs to|need to|ought to) [also] (be included | be part of
    (it|that|the <MASK>) | be in [it/there] | be added | be [also] counted [in] | be taken in |
    be put in | go in | belong to it | count | be in (it|the <MASK>))
    [to/in] [it/the] [<MASK>] [too | as well | also] {scopes}
include: (include|including|incorporate|encompass) {target} [too | as well | also | in | there] [it/the <MASK>]
    {scopes}
include: {concept} (to be|is to be|are to be) (included|added|counted in|taken in) [too | as well | also] {scopes}
include: {concept} (counts|counts in|goes with it) [too | as well | also] {scopes}
include: (add|merge|join|append|take|put|bring) {concept} (to|into|in|with|in with|in to|on to) (it|that|this|the
    <MASK>) [too | as well | also] {scopes}
include: take in {concept} [too | as well | also] {scopes}
include: (take|put|bring) {concept} (in|back in) [as well | too] {scopes}
include: add {concept} [in | back in] [as well | too | also] {scopes} | add in {target} {scopes}
include: {it} (should|must|has to|needs to|ought to) [also] (include|contain|cover|have|comprise|encompass) {target}
    [too | as well | also | in it] {scopes}
include: (count|treat|consider|regard) {target} (as|to be) [a] part of (it|that|the <MASK>) {scopes}
include: with {target} [please] {scopes} | do not forget {target} [in it] | do not (leave|cut) {target} out

segment: (i|we) (can not|cannot|could not|do not|did not|still do not) (see|find|spot|locate|make
    out|recognise|recognize)
    {concept} [here/anywhere] [,] [so/and/but] (where (is|are) (it|they|that) | where (it|that) is | (can|could) you
    (find|see|locate|mark|outline) (it|them|that) [for me] | (show|find) me (it|them|where it is) | (find|mark|outline)
    (it|them|that) [for me])
segment: {concept} (has|have|is|are) [still] not [yet] [been] (segmented|outlined|contoured|drawn|delineated|marked)
    [yet]
segment: {concept} (has|have|is|are) [still] not [been] done yet
segment: (you|we|i) [still] have [still] not [yet] (done|segmented|outlined|contoured|got|marked|delineated) {concept}
    [yet]
segment: (i|we) (am|are) [still] (missing|lacking) {concept}
show: (is|are) {session} [still/even/also] (visible|shown|in view|to be seen) [here/anywhere | (in|on) (this|the|that)
    (image|picture|scan|film|slice|section)] [at all]
segment: (is|are) {concept} (visible|present|depicted|to be seen) [here/anywhere | (in|on) (this|the|that)
    (image|picture|scan|film|slice|section)] [at all]
segment: [is/are] [there] any (sign|signs|evidence|trace|traces|hint|suggestion) of {concept} [here/anywhere | (in|on)
    (this|the|that) (image|picture|scan|film|slice|section)] [at all]
segment: which (one|bit|part|structure|of (these|those|them)) [here] (is|are) {concept}
segment: {concept} is (the one|what) (i|we) (need|want|mean|meant|wanted) | {concept} would be
    (great|nice|good|lovely|perfect|fine|helpful)
segment: (that|this|it) (should be|should have been|ought to be|(is|was) (meant|supposed) to be) {concept} [,]
    [and] not {ignored}
segment: (colour|color|shade|paint) {concept} in | (colour|color|shade|paint) in {concept}
segment: [segment/outline/contour/find/delineate/trace/do/mark] {sided}
segment: instead of {ignored} [,] segment/outline/find/contour/delineate {target}

delete: <THROW> {known} [please | too | altogether | completely | entirely | for good | now | again]
delete: (throw|chuck|toss|fling|bin) {known} (away|out) | (throw|chuck|toss) (away|out) {known} | get rid of {known}
    [altogether/completely/entirely]
all_but: (<THROW>|<DROP>) (everything|all|them all|all of them|<EVERYONE>) [else] <BESIDES> <STAYING> {alone}
all_but: (throw|take|chuck|clear) ((away|out|off) (everything|all) [else] | (everything|all) [else] (away|out|off))
    <BESIDES> <STAYING> {alone}
all_but: (<ONLY> (keep/retain/preserve) <STAYING> | (keep/retain/preserve/leave) <ONLY> <STAYING>) {alone}
all_but: ((keep|retain|preserve|leave) <STAYING> only | (keep|retain|leave) nothing <BESIDES> <STAYING>) {alone}
all_but: [<ONLY>] (keep/retain/preserve) [<ONLY>] <STAYING> [,] [and] (<THROW>|<DROP>) <THEOTHERS> [away/out] {alone}
others: ((<THROW>|<DROP>) <THEOTHERS> [away/out] [please/now] | (throw|take|chuck|clear) (away|out|off) <THEOTHERS>)
    {alone}
others: (throw|take|chuck|clear) <THEOTHERS> (away|out|off) {alone}
delete: take {known} off the list | remove {known} (altogether|completely|entirely|from the list)
delete: throw (everything|it all|all of it) away
delete: (i/we) (do not need|do not want) {known} (any more|anymore|any longer) | clear {all}
delete: (wipe|clear out|wipe out|throw out) {all} [please/now] | throw (it all|all of it) away
delete: remove {refs} [again]
either: (i/we) (want|would like|need) {concept} gone
either: (remove|drop|take away|clear|eliminate|get rid of|lose) {concept} [please/too/again]
"""
