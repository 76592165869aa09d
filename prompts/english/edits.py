"""How people change the shape of an outline in English."""

from __future__ import annotations

__all__ = ["EDITS", "PIECES"]

PIECES = """
keep: [<ONLY>] <KEEP> [<ONLY>] [the/its] {choice} [single] <PIECE> [(of|in) {it}] [<ONLY>] {scopes}
keep: <ONLY> [the/its] {choice} [single] <PIECE> [(of|in) {it}] {scopes}
keep: [<ONLY>] [<KEEP>] [<ONLY>] [the/its] {choice} [single] <PIECE> [(of|in) {it}] [,] [and]
    (<DROP>|<CUT>|<THROW>) <REST> [away/out] {scopes}
keep: (<DROP>|<CUT>|<THROW>) <REST> [away] [,/and] [but] [and] [<ONLY>] <KEEP> [<ONLY>] [the/its] {choice} [single]
    <PIECE>
keep: [<ONLY>] (keep/retain/preserve) [<ONLY>] [what is | the (part|piece|bit|half|one)] {where} [of {it}] [,] [and]
    (<DROP>|<CUT>|<THROW>) <REST> [away/out] {scopes}
keep_slices: [<ONLY>] (keep/retain/preserve) [<ONLY>] [what is|everything|whatever is|the part|the mask] [that is]
    {scope}
keep_slices: <ONLY> (what is|everything|the part) [that is] {scope}

remove: (<DROP>|<CUT>|wipe/blank/empty [out]) ((everything|all|anything|what is|whatever is|all of it|the part) [that
    is]|it|{drawn}) {scope}
remove: (<DROP>|<CUT>) {scope} | {scope} [,] (<DROP>|<CUT>) (everything|all of it|it|{drawn})
remove: (everything|all|all of it|what is) {scope} (away|off|out|gone)
remove: (throw|take|cut|clear) (everything|all|what is) {scope} (away|off|out)
keep: {scope} [,] <KEEP> [<ONLY>] [the/its] {choice} <PIECE> [(of|in) {it}]
keep: [<ONLY>] <KEEP> [<ONLY>] [the] {ranked} [<PIECES>] [<ONLY>] {scopes} | <ONLY> [the] {ranked} [<PIECES>] {scopes}
keep: <DROP> (everything|all|anything|them all|all of them) <BESIDES> [the/its] {ranked} [<PIECES>] {scopes}
keep: [<ONLY>] (keep/retain/preserve) [<ONLY>] {side_end} [<ONLY>] {scopes} | <ONLY> {end} {scopes}
kept: [<ONLY>] (keep/retain/preserve) [<ONLY>] {concept} [<ONLY>] {scopes}
keep: <DROP> (everything|all|anything|the rest|all the rest|all pieces|all components|all parts) [else] [<BESIDES>]
    [the/its] {choice} <PIECE> [of {it}] {scopes}
keep: (throw|take) (everything|all) (out|away) (but|except|besides) [the/its] {choice} <PIECE> [of {it}] {scopes}
keep: (throw|take) (out|away) (everything|all) (but|except|besides) [the/its] {choice} <PIECE> [of {it}] {scopes}
keep: [<ONLY>] <KEEP> [<ONLY>] [the] [part/bit/half/piece/portion/stuff/area] [of {it}] {where} [of {it}] [<ONLY>]
    {scopes}
keep: [<ONLY>] <KEEP> [<ONLY>] (what is|everything|whatever is|the part that is|what you have|the one) {where} [of
    {it}] [<ONLY>] {scopes}
keep: <ONLY> [the] {where} (half|part|portion|side) [of {it}] {scopes} | <ONLY> {where} [of {it}] {scopes}
keep: {scope} [,] <KEEP> [<ONLY>] {where} [of {it}]
keep: (everything|all) [else] <BESIDES> [the/its] {choice} <PIECE> [(of|in) {it}] (can|should|must|may|has to|needs
    to) (go [away] | be (removed|deleted|dropped|erased|thrown away)) {scopes}
keep: [<ONLY>] [the/its] {choice} <PIECE> [(of|in) {it}] [<ONLY>|alone] (should|must|may|can|is to|has to) [<ONLY>]
    (stay|remain|be kept|be left|survive) {scopes}
keep: [could/can] [we/i] (be|end up) left with [<ONLY>] ({where} [<ONLY>] | [the/its] {choice} <PIECE> [<ONLY>])
    {scopes}
keep: <ONLY> [the] {where} [half/part/portion/side] [of {it}] (should|must|may|can) (stay|remain|be kept) {scopes}
keep: <DROP> (everything|all) (but|except|besides|apart from) {where} [of {it}] {scopes}

remove part=islands: <DROP> <SPECKS> [<INSIDE> {it}] [of {it}] [from {it}] [around {it}] {scopes}
remove part=islands: (take|throw|clean|clear|cut|filter|wipe|drop|strip|knock|weed|get|pull|pick|fish) <SPECKS>
    (out|away|up|off) [of {it}]
    {scopes}
remove part=islands: (take|throw|clean|clear|filter|wipe|tidy|knock|weed|sweep|brush|mop|pick) (out|away|up|off)
    <SPECKS>
    [<INSIDE> {it}] [from
    {it}] {scopes}
remove part=islands: {known} has [still/also] [lots of | a (load|bunch|lot|ton|couple|number) of | loads of | a few |
    some | so many | many] <SPECKS> [,/and/so] (<DROP> <THEM> | take <THEM> (out|away) | clean <THEM> up)
remove part=islands: (there (are|is) | ({mask}|it) has | you have | i (see|count)) [still/also] [like/about/some/around]
    [lots of | loads of | tons of | a lot of | a few | so many | many | dozens of] <SPECKS>
    [around/everywhere/there/here | (in|on|over) (it|there|here)] [,]
    (<DROP> <THEM> | take <THEM> (out|away) | clean <THEM> up)
remove part=islands: there (are|is) [still/some/a] [a/some/lots/many/few] [of] <SPECKS>
    [around/in/on/everywhere/there/here | all over [the place]] [{mask}] [,] [(<DROP> <THEM> | take <THEM> out |
    clean <THEM> up)] {scopes}
remove part=islands: there (are|is) [still/some/a] [lots/many/few] [of] <SPECKS> [everywhere | all over [the place]]
    [,] [please] clean (it|them|that|those|this) up [please]
remove part=islands: [do/can] [you] see <SPECKS> [floating/lying/scattered] [around/about/everywhere/outside] [,]
    ((<DROP>|<THROW>) <THEM> | take <THEM> out | clean <THEM> up)
remove part=islands: <SPECKS> (out|away|off|gone|removed|deleted) {scopes}
remove part=islands: (no|without) [the] <SPECKS> {scopes} | clean {it} up [a bit | a little] {scopes}
remove part=islands: despeckle {it} {scopes} | clean up {it} {scopes}
remove: (<DROP>|<CUT>) [only/just] {end} {scopes} | <DROP> [only/just] [the] {ranked} {scopes}
remove: <DROP> [only/just] [the/that/its] {choice} <PIECE> [of {it}] {scopes}
remove: <CUT> [only/just] [the/that/its] {choice} <PIECE> [of {it}] {scopes}
remove: (take|throw|cut|lop|chop|snip|clip|slice) [the/that/its] {choice} <PIECE> [of {it}] (away|out|off) {scopes}
remove: <CUT> [the/that/this/its/all/of] [the] [little/small] <SOMETHING> {where} [of {it}] {scopes}
remove: <CUT> {where} [(of|from|off) {it}] {scopes}
remove: <CUT> [from] {it} [the] <SOMETHING> {where} {scopes}
remove: <CUT> {target} 's {where} {scopes}
remove: cut/take/chop/lop/crop/clip/trim/slice/strip [the/that/this] [<SOMETHING>] {where} [of {it}] (off|away|out)
    {scopes}
remove: cut/chop/crop [{it}] off {where}
remove: (<DROP>|take|cut|chop) [the/that/this/all] (<SOMETHING>) {where} [of {it}] [out/away/off] {scopes}
remove: <DROP> {where} [of {it}] {scopes} | {scope} [,] <CUT> [the/that] [<SOMETHING>] {where} [of {it}]
remove: (there is|you have) (something|stuff|a bit|a piece|a blob) {where} [of {it}] [,] (cut|take|remove|chop)
    (it|that) [off/out/away] {scopes}
remove: [the/its] {choice} <PIECE> (should|must|needs to|has to) (go|be removed|be cut off|be dropped|be
    deleted) {scopes}
remove: {where} (should|must|needs to|has to) (go|be removed|be cut off|be dropped|come off) {scopes}
remove: (i|we) (want|need|would like|would prefer|would like to have) {where}
    (cut|chopped|taken|trimmed|shaved|removed|gone|dropped|off|away) [off/out/away] {scopes}
remove part=islands: <SPECKS> (should|must|need to|needs to|have to) (go [away] | be
    (removed|deleted|dropped|cleaned up)) {scopes}

threshold: <LIMIT> [{it}] [to/at/for] [<ONLY>] [<VOXELS>] <HU1> {low} [<HU>] [(in|of|for|inside|within) {it}]
    {scopes}
threshold: (<ONLY>|<KEEP>) [<KEEP>|<ONLY>] [<VOXELS>] <HU1> {low} [<HU>] [(in|of|for|inside|within) {it}]
    {scopes}
threshold: <VOXELS> <HU1> {low} [<HU>] [(in|of|for|inside|within) {it}]
    {scopes}
threshold: (<ONLY>|<KEEP>) [<KEEP>|<ONLY>] [<VOXELS>] from {low} [<HU>] (up|upwards|upward|on|onwards|and
    (up|above|higher)) {scopes}
threshold: <LIMIT> [{it}] [,/to/at] [<HU>] low/lower/minimum/min [at/of/is] {low} [<HU>] [,/and]
    high/upper/maximum/max [at/of/is] {high} [<HU>]
threshold: <HU1> {low} <HU> [(in|of|for|inside|within) {it}]
    {scopes}
threshold: <LIMIT> [{it}] [to/at/for] [<ONLY>] [<VOXELS>] <HU2> {high} [<HU>] [(in|of|for|inside|within) {it}]
    {scopes}
threshold: (<ONLY>|<KEEP>) [<KEEP>|<ONLY>] [<VOXELS>] <HU2> {high} [<HU>] [(in|of|for|inside|within) {it}]
    {scopes}
threshold: <VOXELS> <HU2> {high} [<HU>] [(in|of|for|inside|within) {it}]
    {scopes}
threshold: <HU2> {high} <HU> [(in|of|for|inside|within) {it}]
    {scopes}
threshold: <LIMIT> [{it}] [to/at/for/from] [<ONLY>] [<KEEP>] [<ONLY>] [<VOXELS>] [is/are/lies]
    [between/from/within/in] [the/a] [range/window/values/interval] [of/from/between] {low} [<HU>]
    (and|to|through|up to|-) {high} [<HU>] [(in|of|for|inside|within) {it}] {scopes}
threshold: (<ONLY>|<KEEP>) [<KEEP>|<ONLY>] [<VOXELS>] [is/are/lies]
    [between/from/within/in] [the/a] [range/window/values/interval] [of/from/between] {low} [<HU>]
    (and|to|through|up to|-) {high} [<HU>] [(in|of|for|inside|within) {it}] {scopes}
threshold: <VOXELS> [is/are/lies]
    [between/from/within/in] [the/a] [range/window/values/interval] [of/from/between] {low} [<HU>]
    (and|to|through|up to|-) {high} [<HU>] [(in|of|for|inside|within) {it}] {scopes}
threshold: [is/are/lies]
    [between/from/within/in] [the/a] [range/window/values/interval] [of/from/between] {low} [<HU>]
    (and|to|through|up to|-) {high} <HU> [(in|of|for|inside|within) {it}] {scopes}
threshold: <LIMIT> {it} (from|between|to|at) {low} [<HU>] (and|to|through) {high} [<HU>] {scopes}
threshold: <LIMIT> [{it}] (at|to|of|with) {low} [<HU>] [and/or] [above/up/higher/more] {scopes}
threshold: threshold {low} [<HU>] | threshold {it} (at|above|over) {low} [<HU>] {scopes}
threshold: <LIMIT> {it} (below|under) {high} [<HU>] {scopes}
threshold: <LIMIT> {scope} to [<VOXELS>] <HU1> {low} [<HU>] | <LIMIT> {scope} to [<VOXELS>] <HU2> {high} [<HU>]
threshold: (in|inside|within|for) {known} [,] [<KEEP>] <ONLY> [<VOXELS>] [from/between] {low} [<HU>] (to|and|-)
    {high} <HU>
threshold: (in|inside|within|for) {known} [,] [<KEEP>] <ONLY> [<VOXELS>] <HU1> {low} [<HU>]
threshold: (in|inside|within|for) {known} [,] [<KEEP>] <ONLY> [<VOXELS>] <HU2> {high} [<HU>]
threshold: <LIMIT> [{it}] (at|to) {high} [<HU>] (max|maximum|tops | at most)
threshold: <LIMIT> [{it}] (at|to) {low} [<HU>] (min|minimum | at least)
threshold: <LIMIT> [{it}] (at|to) {high} [<HU>] [and/or] (below|down|lower|less) {scopes}
threshold: <LIMIT> {it} [to] <VOXELS> <HU1> {low} [<HU>] {scopes}
threshold: <LIMIT> {it} [to] <VOXELS> <HU2> {high} [<HU>] {scopes}
threshold: threshold [:/,] <NOTHING> <HU2> {low} [<HU>] | threshold [:/,] <NOTHING> <HU1> {high} [<HU>]
threshold: <NOTHING> <HU2> {low} [<HU>] [(in|of|for|from|out of) {it}] {scopes}
threshold: <NOTHING> <HU1> {high} [<HU>] [(in|of|for|from|out of) {it}] {scopes}
threshold: (i|we) (want|need|would like) <NOTHING> <HU2> {low} <HU> [(in|of|for|from|out of) {it}] {scopes}
threshold: (i|we) (want|need|would like) <NOTHING> <HU1> {high} <HU> [(in|of|for|from|out of) {it}] {scopes}
threshold: <NOTHING> <HU2> {low} [<HU>] (should|must|may|can) (be [in {it}|in there|included] | stay) {scopes}
threshold: <NOTHING> <HU1> {high} [<HU>] (should|must|may|can) (be [in {it}|in there|included] | stay) {scopes}
threshold: (cut|take|throw|leave|drop) <VOXELS> <HU2> {low} [<HU>] (out|off|away) {scopes}
threshold: (cut|take|throw|leave|drop) <VOXELS> <HU1> {high} [<HU>] (out|off|away) {scopes}
threshold: <VOXELS> <HU2> {low} [<HU>] (has|have|needs|must|should|can|may) [to] [go/out] [out] {scopes}
threshold: <VOXELS> <HU1> {high} [<HU>] (has|have|needs|must|should|can|may) [to] go [out] {scopes}
threshold: <HU2> {low} <HU> (has|have|needs|must|should) [to] (go|go out|be out|be removed|disappear) {scopes}
threshold: <HU1> {high} <HU> (has|have|needs|must|should) [to] (go|go out|be out|be removed|disappear) {scopes}
threshold: <VOXELS> up to {high} [<HU>] [,] [and] [no higher | no more | not higher | at most | only]
threshold: <VOXELS> <HU2> {low} [<HU>] (should|must|needs to|has to|may|can) be (taken
    out|removed|dropped|excluded|cut|cut off|discarded|left out)
threshold: <VOXELS> <HU1> {high} [<HU>] (should|must|needs to|has to|may|can) be (taken
    out|removed|dropped|excluded|cut|cut off|discarded|left out)
threshold: <VOXELS> <HU1> {high} [<HU>] out | <VOXELS> <HU2> {low} [<HU>] out
threshold: [<ONLY>] (hu|hounsfield [units]|intensity|intensities|values) <HU1> {low} [only]
threshold: [<ONLY>] (hu|hounsfield [units]|intensity|intensities|values) <HU2> {high} [only]
threshold: (hu|intensity|intensities|values) [between/from] {low} (and|to) {high}
threshold: [<ONLY>] [from/between] {low} (to|and|through|up to) {high} <HU> [only/alone] | between {low} and {high} <HU>
threshold: [<ONLY>] {concept} [<ONLY>] <HU1> {low} <HU> <ONLY> | <ONLY> {concept} <HU1> {low} <HU>
threshold: [<ONLY>] {concept} [<ONLY>] <HU2> {high} <HU> <ONLY> | <ONLY> {concept} <HU2> {high} <HU>
threshold: <ONLY> {low} [<HU>] (and|or) (above|higher|more|up|brighter) | {low} <HU> (and|or)
    (above|higher|more|up|brighter) | (at least|no less than|minimum|min) {low} <HU>
threshold: (at most|no more than|maximum|max) {high} <HU>
threshold: lower threshold [of/at/to] {low} [<HU>] [and/, upper [threshold] [of/at/to] {high}] [<HU>]
threshold: upper threshold [of/at/to] {high} [<HU>]
"""

EDITS = """
grow: <MAKE> {where} to be [{amount}] <BIGGER> {scopes}
grow: <MAKE> {it} to be [about] [{amount}] <BIGGER> {tail}
grow: [{amount}] <GROW> {thing} [<OUTWARDS>] {tail}
grow amount=strong: <GROW> <HELL> {thing} {scopes}
grow: <GROW> [up] {where} [of {it}] [<OUTWARDS>] {tail}
grow: <GROW> {target} 's {where} {tail}
grow: {scope} [,] [{amount}] <GROW> {it} {tail}
grow: <GROW> [the/its] (size/volume) [of {it}] {tail}
grow: <MAKE> {thing} [just/about/fit/sit/be/look] [any/even] [{amount}] <BIGGER> {tail}
grow: <MAKE> {where} [of {it}] [just] [even] [{amount}] <BIGGER> {tail}
grow: <MAKE> {it} {where} [{amount}] <BIGGER>
grow: {scope} [,] <MAKE> {it} [{amount}] <BIGGER> {tail}
grow: [even] [{amount}] <BIGGER> {tail}
grow: ({mask} <SHOULD>|{it} <OUGHT>) (be/get/become) [just/about] [{amount}] <BIGGER> {tail}
grow: [a/an] {amount} [of] (safety (margin|margins)|padding) (around|about|for) {it} {scopes}
grow: {subj} {amount} <BIGGER> {scopes}
grow: {it} could be {measured} <BIGGER> {tail}
grow: [a/an] [{amount}] (safety (margin|margins)|padding|buffer [zone]) [of {amount}] (around|about|for|to) {it}
    {scopes}
grow: {where} [of {it}] <SHOULD> be [{amount}] <BIGGER> {scopes}
grow: {subj} <BE> [still] [{amount}] <TOO> <SMALL> {scopes} | [{amount}] <TOO> <SMALL> {scopes}
grow: [{subj} <BE>] <TOO> <SMALL> {amount} {scopes}
grow: {subj} <BE> not <BIG> enough {scopes} | not <BIG> enough
grow: add [a/an] {amount} [of] [<MARGIN>] [to {it}] [around {it}] {tail}
grow: add [a/an] [<MARGIN>] of {amount} [around/to] [{it}] {tail}
grow: add {tail} [to {it}] [around {it}] | add {amount} {where} [of {it}] {tail}
grow: add {amount} to {where} [of {it}] {scopes}
grow: add (a|some) [more] [<MARGIN>] [to/around] [{it}] {tail} | give {it} [a/an] {amount} [of] <MARGIN> {tail}
grow: give {it} a margin of {amount} {tail}
grow: add [a/an] {index} (mm/cm/voxel/pixel/millimeter/millimetre/centimeter/centimetre)
grow: (push|pull|move|bring) [the/its] <BORDER> [of {it}] (out|outwards|outward) {tail}
grow: (push|pull|move|bring|let) {where} [wall] [of {it}] (out|outwards|outward|further out) {tail}
grow: <GROW> {it} out {tail} | (scale/blow/bulk/beef/fatten/puff/plump) {object} up {tail}
grow: pad {object} [by/with] {amount} {tail}
grow: (push|pull|move|bring) {it} out {tail}
grow: push [the/its] <BORDER> [of {it}] {amount} (out|outwards|outward) {tail} | push (out|outwards) {where} {tail}
grow: let {it} (grow|expand|extend) {tail}
grow amount=100%: double [the/its] [size/volume] [of] {it} {scopes}
grow amount=100%: <MAKE> {it} (twice|two times) as <BIG> {scopes}
grow amount=100%: <MAKE> {it} (twice|double) [the/its] size {scopes} | twice as <BIG>
grow amount=200%: triple [the/its] [size/volume] [of] {it} {scopes} | <MAKE> {it} three times as <BIG> {scopes}
grow amount=50%: <MAKE> {it} half again as <BIG>

shrink: <MAKE> {where} to be [{amount}] <SMALLER> {scopes}
shrink: <MAKE> {it} to be [about] [{amount}] <SMALLER> {tail}
shrink: [{amount}] <SHRINK> {thing} [<OUT>] {tail}
shrink amount=strong: <SHRINK> <HELL> {thing} {scopes}
shrink: (scale/size/slim/cut) {object} (down|back) {tail}
shrink: <SHRINK> {where} [of {it}] [<OUT>] {tail} | tighten up {it} {tail} | tighten {it} up {tail}
shrink: tighten up {where} [of {it}] {tail}
shrink: <SHRINK> {target} 's {where} {tail}
shrink: {scope} [,] [{amount}] <SHRINK> {it} {tail}
shrink: <SHRINK> [the/its] (size/volume) [of {it}] {tail} | bring the size [of {it}] down {tail}
shrink: <MAKE> {thing} [just/about/fit/sit/be/look] [any/even] [{amount}] <SMALLER> {tail}
shrink: <MAKE> {where} [of {it}] [just] [even] [{amount}] <SMALLER> {tail}
shrink: <MAKE> {it} {where} [{amount}] <SMALLER>
shrink: {scope} [,] <MAKE> {it} [{amount}] <SMALLER> {tail}
shrink: [even] [{amount}] <SMALLER> {tail}
shrink: ({mask} <SHOULD>|{it} <OUGHT>) (be/get/become) [just] [{amount}] <SMALLER> {tail}
shrink: {subj} {amount} <SMALLER> {scopes}
shrink: {it} could be {measured} <SMALLER> {tail}
shrink: {where} [of {it}] <SHOULD> be [{amount}] <SMALLER> {scopes}
grow: {mask} <SHOULD> be (pushed|moved|pulled|brought|drawn) (out|outwards|outward) {tail}
shrink: {mask} <SHOULD> be (pushed|moved|pulled|brought|drawn|taken|tucked) (in|inwards|inward) {tail}
shrink: {where} [of {it}] <SHOULD> be (drawn|taken|tucked|pulled|brought|moved|pushed) (in|inwards|inward)
    [{amount}] {scopes}
grow: {where} [of {it}] <SHOULD> be (drawn|pulled|brought|moved|pushed) (out|outwards|outward) [{amount}]
    {scopes}
shrink: {subj} <BE> [still] [{amount}] <TOO> <BIG> {scopes} | [{amount}] <TOO> <BIG> {scopes}
shrink: [{subj} <BE>] <TOO> <BIG> {amount} {scopes}
shrink: {subj} <BE> not <SMALL> enough {scopes}
shrink: (trim|take|shave|cut|crop|peel|remove|clip|chop|scrape|erode|knock) {amount} [off] [from] [of] [{it}] {tail}
shrink: (trim|take|shave|cut|peel|remove|nibble|skim|scrape|pare|whittle|plane|nip) {amount} (off|from) {where} [of
    {it}] {scopes}
shrink: come in {measured} {where} {scopes} | come in {where} by {measured} {scopes}
grow: come out {measured} {where} {scopes} | come out {where} by {measured} {scopes}
shrink: (trim|take|shave|cut|peel|remove) {amount} off {it} {tail}
shrink: (trim|take|shave|cut|peel|scrape|crop) (off|away) {amount} [(from|of) {it}] {tail}
shrink: (pull|push|bring|move|draw|tuck) [the/its] (wall|<BORDER>) [of {it}] (in|inwards|inward|back) {where} [by]
    {amount} {scopes}
shrink: (trim|shave|cut) {where} [of {it}] [back/down] (by|back by) {amount} {scopes} | take {tail} off
shrink: (pull|push|bring|move|draw) [the/its] <BORDER> [of {it}] (in|inwards|inward|back|back in) {tail}
shrink: (pull|push|bring|move|draw|tuck|cut) {where} [wall] [of {it}] (in|inwards|inward|back|back in|further in) {tail}
shrink: (pull|push|bring|draw) {it} in {tail} | pull in {where} [of {it}] {tail} | pull back {where} {tail}
shrink amount=50%: halve [the/its] [size/volume] [of] {it} {scopes}
shrink amount=50%: <MAKE> {it} half (as <BIG> | the size | its size) {scopes}
shrink amount=50%: <SHRINK> {it} (to half [its/the] [size] | by half) {scopes} | half the size

border: {where} [of {it}] <SHOULD> (come|go|move|get|be moved|be pulled|be pushed|be shifted|be brought|be|
    reach|extend|stretch|continue) [{measured}] [even] {way} [{amount}] {scopes}
border: [{measured}] (move/push/pull/bring/shift/drag/nudge/draw/take) {where} [of {it}] [{measured}] {way} [{measured}]
    {scopes}
inwards_or_outwards: (move|shift|push|pull|nudge|drag) [the/its] (border|edge|boundary|outline|contour|margin) [by]
    {measured}
border: {where} [of {it}] {measured} {way}
border way=superior: (raise|lift|move up|push up|pull up|bring up) {where} [of {it}] [{measured}] {scopes}
border way=inferior: (lower|move down|push down|pull down|bring down) {where} [of {it}] [{measured}] {scopes}
border way=superior: {where} [of {it}] <SHOULD> be [{measured}] (raised|lifted|higher) [{measured}] {scopes}
border way=inferior: {where} [of {it}] <SHOULD> be [{measured}] (lowered|lower) [{measured}] {scopes}

unitless verb=grow: <GROW> {it} [by] {value} [{where}] | <MAKE> {it} {value} <BIGGER> [{where}] | <GROW> {where} by
    {value}
unitless verb=shrink: <SHRINK> {it} [by] {value} [{where}] | <MAKE> {it} {value} <SMALLER> [{where}] | <SHRINK>
    {where} by
    {value}
unitless verb=move: (<SHIFT>|<HANDLE>) {it} [by] {value} {where} | (<SHIFT>|<HANDLE>) {it} {where} by {value}

elsewhere: [and/now] {amount} more {where}

smooth: [{amount}] <SMOOTH> {thing} [out/over/down/up/off] {tail}
smooth: [{amount}] <SMOOTH> [up/out] (the/its/that/this/those/these/all) <BORDER> [of {it}] [out/over/down/off]
    {tail}
smooth: [{amount}] <SMOOTH> [up/out] <BORDER> [out/over/down/off] {tail}
smooth amount=strong: <SMOOTH> <HELL> {thing} {scopes}
smooth: [the/all] <BORDER> [of {it}] [{amount}] (smoothed|smoother|softer|rounder) [out] {tail}
smooth: <SMOOTH> {target} 's <BORDER> {tail} | {scope} [,] <SMOOTH> {it} {tail}
smooth: <SMOOTH> the {where} [of {it}] {scope}
smooth: <SMOOTH> {where} [of {it}] {scopes}
smooth: <MAKE> [a] [{amount}] smoother <BORDER>
smooth: <MAKE> {it} ['s] [the/its/that/this] [<BORDER>] [of {it}] [{amount}] (smoother|smooth|rounder|softer|less
    <ROUGH>) {tail}
smooth: [{amount}] (smoother|softer|rounder) [<BORDER>] {tail}
smooth: {it} [the/its] ['s] [<BORDER>] <SHOULD> be [{amount}] (smoother|smoothed|rounder|smooth) [out] {tail}
smooth: the <BORDER> [of {it}] <SHOULD> be [{amount}] (smoother|smoothed|smooth) [out] {tail}
smooth: (take|get|iron|work|rub) [the/those/all/these]
    (staircase|stairs|steps|jaggies|wobble|wobbles|wiggles|bumps|kinks| roughness|unevenness|spikes|ripples) out [of]
    [the/its] [<BORDER>] [of {it}] {scopes}
smooth: smoothing [of/on/for] [{it}] [,] {amount} {scopes} | smoothing (of|on|for) {it} {scopes}
smooth: {amount} [of] smoothing {scopes}
smooth: clean up [the/its] <BORDER> [of {it}] {tail} | clean [the/its] <BORDER> up {tail}
smooth: get rid of [the/those] (jaggies|jagged edges|rough edges|staircase|steps) {scopes}
smooth: add [some] smoothing {tail} | apply [some] smoothing [to {it}] {tail}
smooth: (remove|take out) the (bumps|jaggies|roughness|spikes|staircase) {tail} | cut the corners {tail}

shift handled=1: [just] <HANDLE> {object} {tail}
shift handled=1: [just] <HANDLE> {object} {where} [,] {amount} [further] {scopes} | {scope} [,] <HANDLE> {object} {tail}
shift: [just] <HANDLE> ({measured} {where}|{where} {measured}) {scopes}
shift: [just] <SHIFT> {object} {tail}
shift: [just] (bring|get|take) {object} ({measured} {where}|{where} {measured}) {scopes}
shift: [just] <SHIFT> ({measured} {where}|{where} {measured}) {scopes}
shift: <SHIFT> {object} {where} [,] {amount} [further] {scopes}
shift: {scope} [,] <SHIFT> {object} {tail}
which_way: (<SHIFT>|<HANDLE>) {object} [by] {measured}
shift: ({mask} <SHOULD>|{it} <OUGHT>) (move|be moved|be shifted|shift|be) {amount} [further/more] {where}

fill_holes: (fill|close|plug|seal|patch|stop|shut|mend|fix|cover) [in/up] [all] [of]
    [the/that/those/these/its/any/all/this] <HOLE> [<INSIDE> {it}] [of {it}] [[that] you (find|see|can find|can see)]
    [in/up/please] [on the inside] [<WHEREWAS>] {scopes}
fill_holes: (fill|close|plug|seal|patch|shut) [all] [the/that/those/these/its/any] <HOLE> (in|up) [<INSIDE> {it}]
    {scopes}
fill_holes: fill {it} (in|up) {scopes} | close {drawn} (in|up) {scopes} | fill {it} (completely|solid) {scopes}
fill_holes: fill (the inside|the interior|it) [of {it}] [in/up] {scopes} | make {it} solid {scopes}
fill_holes: {scope} [,] fill [in] [all] [the/its] <HOLE> [<INSIDE> {it}] | fill in {it}
fill_holes: (remove|get rid of|eliminate|repair) [all] [of] [the/those/these/any] (hole/holes/gaps/voids) [<INSIDE>
    {it}] {scopes}
fill_holes: {mask} (looks|is) [full of holes] like [a/some] [piece/slice/bit] [of] [swiss/a] [swiss] cheese [,]
    [<FILLIT>]
fill_holes: [all/the/those/any] <HOLE> [<INSIDE> {it}] (filled|closed|shut|plugged) [in/up] {scopes}
fill_holes: no [more] (holes|gaps) [please] [<INSIDE> {it}]
"""
