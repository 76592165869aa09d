"""How people say in English that something is wrong at a place: what is missing there, or too much."""

from __future__ import annotations

__all__ = ["LOSSES", "SPOTS", "SPOT_PHRASES"]

SPOT_PHRASES = """
SIZE:
    small/little/tiny/big/large/whole/entire/last/other/thin/narrow/long/wee/good/bit/obvious/single/round/separate/second
    | quite a | rather | very
SOME: [all] [of] [a/an/the/some/that/this/its/any/another/one/those/these]
CHUNK: part/parts/bit/bits/piece/pieces/portion/section/area/areas/region/regions/tip/end/edge/corner/spot/strip/chunk
    | patch/patches/blob/blobs/lump/bulge/tail/tissue/stuff/margin/border/pole/half/side/fragment/fragments/sliver |
    crescent/wedge/band/rim/zone/slice/thing/bump/spike/speck/specks/dot/dots/island/islands/pixels/voxels/spots
EXTRA: extra/stray/spurious/superfluous/unwanted/unnecessary/false/wrong/excess/surplus/bogus/isolated | false
    positive
SPOT: {where} [of {aim}] | <SOME> [<EXTRA>] [<SIZE>] [<SIZE>] <CHUNK> [of {aim}] [that/which] [is/lies/sits]
    [(sticking|poking|jutting|hanging|bulging|leaking|spilling|protruding|reaching|running|going)
    [out/over/off/down]] {where}
MY: the/your/this/that/my/its/our
YET: still/also/yet/now/again/completely/entirely/partly/partially/mostly/totally/clearly/just/almost
MANY: [only] (some|something|part|parts|a part|a bit|bits|a piece|pieces|a lot|most|half|much|all|everything|more|a
    chunk|a large part|large parts|a big part|big parts|a good part|a small part|small parts|a good bit) [of]
WHOLE: whole/full/entire/complete
IN: (in|inside|within|part of|covered by|included in|inside of) (it|this|that|there|<MY> <MASK>) | in there | in [yet]
COLOURED: (caught|drawn|traced|grabbed|contoured|picked up|taken
    in|covered|included|segmented|outlined|marked|there|captured|in|coloured|colored|painted|filled|highlighted)
    [in] [yet/at]
LOST: (lost|chopped|clipped|lopped|cropped|amputated|truncated) [off] | (trimmed|took|taken|shaved|cut|sliced) [too
    much] (off|away|out) | (took|taken) too much (off|away|out|from) | (trimmed|shaved|removed|erased|cut) too much
    [off/away/out/from/of]
ALONG: going/on/out/also/much/even/well/quite/still/actually/far/way/though | a bit | a lot | quite far
FURTHER: [still/even/much/way/quite/a] [bit/little/lot/fair] [bit] (further|farther|more)
AT: at/in/on/near/around/towards/toward/closer | (over|up|down|out|just|right|way) (at|in|on|here|there|to|towards) |
    <FURTHER> [to/towards/toward/at/on/in/over/out] | (closer|nearer|close|nearer) to | to
LIES: is/are/lies/sits/was/starts/lives/should [be] [actually/really/rather/mostly/mainly/supposed]
    [located/situated/found/placed] [to] [be]
NOTITS: (should|does|must|do) not (be [<PARTOF>]|belong) [there/here/in/to] [it|there|<MY>] [<MASK>] | (is|are|was)
    not ([a] part of {ignored}|<PARTOF>|it|supposed to be there|right) | (should|must|has to|needs to) (go|go away|be
    removed|not be there) | (is|are) (wrong|too much|extra|spurious|superfluous|wrongly included) | (does|do) not
    belong
THANNOW: than (that|this|it|now|shown|marked|drawn|what you (have|drew|marked)|you (have|drew|marked) [it]|what is
    marked|<MY> <MASK>)
WORSE: (made|makes) (it|things|everything|that) [even/much/a] [lot] worse [now] | (is|was|looks|got|seems|went)
    [even/much] worse [now/than] [before/that]
"""

LOSSES = """
deny: do not (include|cover|contain|capture|reach|get|catch|mark|outline|segment|extend|go|take|fill|add) [in/to/over]
    [<MANY>] <SPOT> {scopes}
missing: you [have] (cut|made|drawn|drew|trimmed) it [{amount}] too (short|small|tight|narrow|thin|little) {tail}
excess: you [have] (cut|made|drawn|drew) it [{amount}] too <BIG> {tail}
missing: missing (bit|part|piece|section|area) {where} {scopes}
missing amount=strong: (much|most|a lot|a large part|large parts|big parts|a big part|a good part|lots) [of] {where}
    [of {aim}] [<BE>|has|have] [<YET>] <LACK> {scopes}
missing amount=strong: (a lot|much|lots) (<BE>|has) [<YET>] <LACK> {where} {scopes}
missing: (you|that|we|it|this) [have/has/just/also/now] [just/also/now] <LOST> [<MANY>] <SPOT> [now] {scopes}
smooth: clean up [the/its] <BORDER> [of {it}] {tail} | clean [the/its] <BORDER> [of {it}] up {tail}
smooth: tidy [up] [the/its] <BORDER> [up] [of {it}] {tail}
excess where=superior: {subj} <NEG> (<GOES>|be) (that|so|this|as|quite so|quite that) high {scopes}
excess where=inferior: {subj} <NEG> (<GOES>|be) (that|so|this|as|quite so|quite that) low {scopes}
"""
"""What has to be read before anything else that is wrong: "too much off" is not too much."""

SPOTS = """
remove: [the/its] {choice} <PIECE> (should|must|needs to|has to|ought to|needs) (go [away] |
    be (removed|deleted|dropped|cut off|erased)) [,] [so/and] [(<CUT>|<DROP>) (it|that)] {scopes}
missing: <SPOT> [<BE>|has|have|got] [<YET>] <LACK> [from] [it|<MY> <MASK>] {scopes}
missing: <MANY> <SPOT> (got|gets|is|was|were|are) (cut off|cut away|chopped off|clipped|lost|missed|left
    out|removed|trimmed) {scopes}
missing: there (is|are) [still/also] <SOME> [<SIZE>] <CHUNK> [still] <LACK> {tail}
missing: there (is|are) [still/also] (something | (a|some) [<SIZE>] (piece/bit/chunk/sliver/strip)) [still] missing
    {where} of {known}
    {scopes}
missing: (something | (a|some) [<SIZE>] (piece/bit/chunk/sliver/strip)) is [still] missing {where} of {known} {scopes}
missing: you (need to|have to|should|must|ought to) [also] (go|get|reach|extend) [a] [little/bit/lot] [bit]
    (further|farther|more) {where} {scopes}
missing: (make|let|have) {it} (reach|go to|extend to|come to|stretch to|get to|go|extend) [<FURTHER>] [all the way to]
    {where} {scopes}
missing: not [quite/fully/entirely/yet] (complete|finished|covered|done) {where} {scopes}
missing: <SPOT> still (is|are|was|were) not <IN> {scopes}
missing: not (quite|nearly) (far|low|high|deep|wide) enough {tail}
excess: [you|it|{mask}] (has|have|is) (spread|gone|run|leaked|spilled|grown|extended|come) [out/over] too far {tail}
excess: {mask} (includes|contains|covers|has|takes in) <SPOT> (that|which) (<NOTITS>|<NOTPART>|(is|are)
    (background|outside|not {ignored}|{ignored})) {scopes}
excess: there is too much (mask|segmentation|outline|colour|color|area) {tail} | too much (is|was|has been|got)
    <COLOURED> {tail}
excess: {mask} (overlapping|overlaps) too much {tail}
excess: {subj} (should|must|need) not [also] (include|cover|contain|reach|have|take in) <SPOT> {scopes}
excess: {mask} (goes|runs|extends|spills|leaks|went) (over|beyond|past|outside|across) [the/its]
    [edge/edges/border/borders/boundary/limit/margin/outline/line/lines/organ/structure/lesion/capsule/wall] {where}
    {scopes}
missing: <SPOT> [<BE>|has|have] [<YET>] [<LIES>] [<YET>] <LACK> [<YET>] {scopes}
missing: <SPOT> (<BE>|has|have) not [been] [<YET>] <COLOURED> [<YET>] [<IN>] {scopes}
missing: <SPOT> (is|are|was|were) not [<YET>] <IN> [<YET>] {scopes}
missing: <SPOT> (should|must|needs to|need to|has to|ought to) [also/still] (be (<COLOURED>|<IN>|added|part of it) |
    belong [to/in] [it]) [too/as] [well] {scopes}
missing: <SPOT> (belongs|belong) [to/in] [it/there] [too/as] [well] {scopes}
missing: <MANY> {where} [of {aim}] (<BE>|has|have) [<YET>] <LACK> [<YET>] {scopes}
missing: (nothing|none of it|not much|hardly anything|almost nothing|little) {where} (is|was|has been) <COLOURED>
    {scopes}
missing: everything {where} [of/from] [that/this/it/there] (<BE>|has) [<YET>] <LACK> {scopes}
missing: (you|we|it|<MY> <MASK>) [have/has] [only/just]
    (got|have|has|covered|covers|segmented|outlined|included|includes|caught) [only/just] (half|part|some|a part|a
    bit|a fraction|a piece) of {aim} {tail}
missing: only (half|part|some|a part|a bit|a piece) of {aim} is <COLOURED> {tail}
missing: you did not (get|cover|include|segment) (it all|all|the <WHOLE> (thing|structure|area)) {tail}
missing: [you/it/we] [also/still/have/has/are/is] [still/also] <MISSED> [completely] [<MANY>] <SPOT> {scopes}
missing_one: [you/it/we] [also/still/have/has/are/is] [still/also] <MISSED> (another one|another|one more) {tail}
missing_one: (you|it|we) [also/still/have/has/are/is] [still/also] <MISSED> one [<AT>] {where} {scopes}
missing_one: (there is|i see|i can see|we see) [also/still] (another|one more|a second|a third|a further)
    (one|{session}) [<AT>] {where} {scopes}
missing: [you/it/we] [also/still/have/has/are/is] [still/also] <MISSED> (one|another one|another|one of them|some of
    them|a few|several|a few of them|several of them|some) {tail}
missing: ({it}|{mask}) (should|must|has to|needs to|ought to) [also/still] (include|cover|contain|have|comprise|take
    in|reach|extend to|go to|get to) <SPOT> [too | as well | also] {scopes}
missing: there (is|are) [still/also] [a/some] (gap|gaps|notch|dent|indentation|bite) {where} [missing] {scopes}
missing: there (is|are) (one|two|three|some|a few|several) more [of them] {tail} | there are [still] more [of them]
    {tail} | (you|it) [have] only (got|found|marked|segmented|outlined) [only] (one|some|a few|two|half) [of them]
    {tail} | not all [of] [them] (are|is|were) [<YET>] <COLOURED> {scopes} | (some|one|a few|others|more) of them
    (are|is) [<YET>] <LACK> {scopes}
missing: (fill|colour|color|paint) [in] [the/what] [is] [missing] [<CHUNK>] {where} {scopes}
missing: (you|it|{mask}) [have/has] (left|leaves|has|leave) [still] [a/some] (gap|gaps|notch|dent|bite|hole) {where}
    {scopes}
missing: there (is|are) [still] [some/something/a/more/part/parts/a/quite/a] [bit/lot/piece/part] [of it] left {where}
    {scopes}
missing: {mask} (<BE>|looks) not (wide|big|large|long|thick|tall|high|deep|far|broad) enough {where} {scopes}
missing: <SPOT> is [still] (empty|blank|bare|uncovered|unsegmented|uncoloured) {scopes}
missing: (include|get|cover|segment|take) everything [down/up/out/over/all] [the] [way] [down/up/out/over] to {where}
    {scopes}
missing: [there is] [some/a/still] (undersegmentation|under segmentation) {tail}
excess: [there is] [some/a/still] (oversegmentation|over segmentation) {tail}
missing: there (is|are) [still] (some|some more|a bit of|part of|more|parts of) {aim} (left|remaining|still) {where}
    [that/which] (you|it|<MY> <MASK>) <MISSED> {scopes}
excess: {mask} [is/was/has] <LEAK> [out/over] [by] {amount} (past|beyond|over|across) {where} {scopes}
excess: <SPOT> is [{amount}] (overdone|oversegmented|overdrawn|over segmented|exaggerated) {scopes}
excess: <SPOT> (overshoots|overshoot|spills over|goes over|runs over|goes too far|sticks out too far|reaches too far|is
    overshooting) {scopes}
missing: you [have] (stop|stopped|end|ended|finish|finished|start|started|begin|began|quit) [it] [too/way/a] [too]
    (early|soon|short|late) {tail}
missing: (you|it|{mask}) (are|is) not (covering|including|reaching|getting|catching|segmenting|outlining|capturing)
    <SPOT> {scopes}
missing: ({mask} <SHOULD>|{it} <OUGHT>) (sit|lie|start|begin|end|stop|finish) [{amount}] [further] {where}
only_there: (you|it|{mask}) (only [have/has]
    (have|has|got|cover|covered|covers|include|included|includes|segmented|outlined|found|marked) | [have/has] only
    (got|have|has|covered|covers|segmented|outlined|found|marked)) {where} [of {it}]
nothing: (<SPOT>|{subj}|{ignored}|the rest|everything else|all else) (is|'s|are|looks|seems)
    [now/all/quite/really/already/mostly] [(fine|good|right| correct|perfect|great|better|well|nice|spot on)] [now]
missing: {mask} (misses|lacks|omits|skips|excludes) [<MANY>] <SPOT> {scopes}
missing: {mask} (cuts|clips|chops|crops|trims|truncates) [off] <SPOT> {scopes} | {mask} cuts (through|across|into) it
    {where} {scopes}
missing: {mask} (falls|stops|ends|is|are) [{amount}] short [of] [the] [<BORDER>] {where} [by] [{amount}] {scopes}
missing: (you|{mask}) (are|is|stopped|stop|stops|fell|fall) {amount} [too] short {tail}
missing: (you|{mask}) (are|is|fell|fall|falls|come|comes|came) [too] short {where} {scopes}
missing: <SPOT> is [completely] gone [now] {scopes}
missing: ({mask}|[<MY>] <BORDER>) (goes|runs|lies|is|stays|sits) [{amount}] too far (inside|in|inward|inwards) {where}
    {scopes}
missing: {mask} [actually/really/also/still] (continues|carries on|keeps going|goes on) [<FURTHER>] {where} {scopes}
missing: {mask} [actually/really/also/still/even] (extends|goes|reaches|runs|stretches) <FURTHER> {where} [<THANNOW>]
    {scopes}
missing: {mask} [actually/really/also/still/even] (extends|goes|reaches|runs|stretches|lies|is) [<ALONG>] {where}
    [{where}] <THANNOW> {scopes}
missing: there (is|are) (also|still|another|more) [a/an/some/one] [<SIZE>] [<CHUNK>] [of it] {where} {scopes}
missing: there (is|are) <SPOT> (that|which) (<BE>|has|have) [<YET>] (<LACK>|not [been] <COLOURED>) {scopes}
missing: there (is|are) <SPOT> [that/which] (you|it|<MY> <MASK>) (<MISSED>|missed|misses) {scopes}
missing: there (is|are) <SPOT> (that|which) (should|needs to|must|has to) (be (included|in it|added|part of
    it|segmented|covered|filled|coloured|colored)|belong to it) [too] {scopes}
missing: [also/still] (include|get|take in|cover|bring in|capture|grab|fill in) {amount} [more] [of {aim}] {where}
    {scopes}
missing: [also/still] (include|get|take in|cover|add in|bring in|capture|grab|pick up|incorporate|fill in) [also] [in]
    [more|a bit more|some more|the rest|everything|what is missing|what is] [of {aim}] <SPOT> [too | as well | also]
    {scopes}
missing: [also] add [back/in] [more|the rest|everything|what is missing|what is] [of {aim}] [the/what/a] [missing]
    [is] [<CHUNK>] <SPOT> [too | as well | also] {scopes}
missing: [also/still] (include|add) (more|some more|the rest) {where} {scopes}
missing: do not (forget|miss|leave out|skip) <SPOT> {scopes} | (what|how) about <SPOT>
missing: (where|what) (is|happened to|about|has happened to) <MY> [<SIZE>] <CHUNK> {where} | where is [the] {where}
    (part|bit|half|end|tip|piece|section)
missing: [{amount}] too <SMALL> {where} {tail} | {mask} <BE> [still/also] [{amount}] too <SMALL> {where} {tail}
missing: <SPOT> <BE> [still] [{amount}] too <SMALL> {scopes}
missing: {mask} (is|are) [still] {amount} too (short|small|narrow|tight|little) {tail}
missing: not <ENOUGH> [of it] {where} {scopes} | <SPOT> needs [to be] (more|added|filled in) {scopes}
missing: (finish|complete) {where} {scopes} | {where} is not (finished|complete|done) {scopes}
missing: you <MISSED> [a/an/one/another/some] {concept} {where} {scopes}
overlooked: (you|we) [have] (forgot|forgotten|missed|overlooked|skipped|omitted|<MISSED>) {known}
    [completely/altogether/too/entirely/here]

excess: there (is|are) [still/also] <SOME> [<SIZE>] <EXTRA> [<SIZE>] [<CHUNK>] {where} {scopes}
excess: you [also/have] [also/wrongly] (marked|drew|drawn|painted|included|segmented|added|put|got) <SOME> [<SIZE>]
    <EXTRA> [<SIZE>] [<CHUNK>] {where} {scopes}
excess: [you have|there is|there are|it has|you included|it includes|you segmented|you got|you marked] <SOME> [<SIZE>]
    (something|things|<CHUNK>) {where} [(that|which)] (<NOTITS>|<NOTPART>|is not {ignored}|are not {ignored}) {scopes}
excess: (what|whatever|the stuff|stuff|everything|the part|the bit|all) [you have|you marked|you drew|you
    segmented|you outlined|you included|is] {where} [of it] (<NOTITS>|<NOTPART>|is not {ignored}) {scopes}
excess: (what|whatever|the stuff|the part|the bit) (you have|you marked|you drew|you segmented|you outlined|you
    included) {where} is {ignored} {scopes}
missing: <SPOT> is (also {ignored} | {ignored} (too|as well) | still {ignored}) {scopes}
excess: <SPOT> (<NOTITS>|<NOTPART>|(is|are) not {ignored}) [at all] {scopes}
excess: (trim|shave|cut|peel|crop|clip) [off/away/back] [the/any/some/that/all] [of] [the]
    (excess|extra|surplus|overhang|spill|leak|leakage|overflow|spillover) [tissue/part/bit/stuff] {tail}
excess: {mask} (includes|contains|covers|has|catches|picks up|takes in) [also] (too much|a lot of|some|part of|parts
    of|too much of) [the] (background|air|surroundings|tissue) [around/outside] [it] {tail}
excess: {mask} (includes|contains|covers|has|catches|picks up|takes in) [also] (too
    much|stuff|something|things|tissue|background|extra tissue) {where} [(that|which) (<NOTITS>|<NOTPART>)] {scopes}
excess: {mask} [is/keeps] (<GOES>|<LEAK>|<FLOWS>) [out/over] (into|in|onto|over) [the]
    (background|air|surroundings|surrounding tissue|neighbouring tissue|fat|neighborhood) [{where}] {scopes}
excess: {mask} [is/keeps] (<LEAK>|<FLOWS>) [out/over] (into|onto|in|over) {ignored} {where} {scopes}
excess: [{amount}] less {where} {scopes}
excess: not (so|as|that|quite so) (far|much|high|low|wide|deep|big|large) {where} {scopes}
excess: {mask} <NEG> (<GOES>|be) (so|that|this|as|quite so|quite that) {where} [far] {scopes}
excess: {subj} <SHOULD> (stop|end|finish|terminate) [a bit/a little] (earlier|sooner|before that|before) {where}
    {scopes}
excess: ({mask}|[<MY>] <BORDER>) (<BE>|lies|goes|runs) [{amount}] [too far] (outside|out) {where} {scopes}
excess: [the/its] <BORDER> (is|lies|runs|goes) [{amount}] too far (out|outside|outwards) {tail}
excess: {where} [of {it}] (<BE>|lies|goes|runs) [{amount}] too far (out|outside|outwards) {scopes}
missing: {where} [of {it}] (<BE>|lies|goes|runs) [{amount}] too far (in|inside|inwards) {scopes}
excess: <SPOT> <BE> [still] [{amount}] too <BIG> {scopes} | [{amount}] too <BIG> {where} {tail}
excess: {mask} <BE> [still/also] [{amount}] too <BIG> {where} {tail}
excess where=inferior: (it|<MY> <MASK>) (is|sits|lies) {amount} too low {scopes}
excess where=superior: (it|<MY> <MASK>) (is|sits|lies) {amount} too high {scopes}
excess where=superior: (it|<MY> <MASK>) (is|sits|lies) too high by {amount} {scopes}
excess where=inferior: (it|<MY> <MASK>) (is|sits|lies) too low by {amount} {scopes}
excess: {where} [you|it|that] [have|has] [got] [{amount}] too much {scopes} | (overshoots|overshoot|overshooting)
    {tail}
excess where=inferior: {mask} (dips|drops|sinks|hangs|reaches|sags|starts) [{amount}] too low {scopes}
excess where=superior: {mask} (climbs|rises|reaches|goes|pokes|starts) [{amount}] too high {scopes}
excess: [you/it] [have/has] (overshot|overshoots|overdid it|exaggerated|overextended) {tail}

beside: [the] {where} [of {it}] <BE> [still] [{amount}] too {way} {scopes}
beside: [the] {where} [still] [{amount}] too {way} {scopes}
beside short=1: [the] {where} [of {it}] (<BE>|goes|reaches|does) not [go/reach] ([far] {way} enough | far enough
    {way}) {scopes}
missing: [the] {where} [of {it}] (<BE>|goes|reaches|does) not [go/reach] far enough [out/over] {scopes}
beside: [the] <BORDER> {where} <BE> [still] [{amount}] too {way} {scopes}
border: [the/its] <BORDER> {where} <SHOULD> (come|go|move|get|be) [{measured}] {way} [{amount}] {scopes}
grow: [the/its] <BORDER> {where} <SHOULD> (come|go|move|get|be|be moved|be pushed) [{amount}] [further] out [{amount}]
    {scopes}
shrink: [the/its] <BORDER> {where} <SHOULD> (come|go|move|get|be|be moved|be pulled) [{amount}] [further] in
    [{amount}] {scopes}
border: (move|push|pull|bring|shift|drag|nudge) {where} [of {it}] {way} [{amount}] {scopes}
border way=superior: (raise|lift) {where} [of {it}] {amount} {scopes}
border way=inferior: (lower|drop) {where} [of {it}] {amount} {scopes}
"""
