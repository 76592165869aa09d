"""How people say in English what is wrong with an outline."""

from __future__ import annotations

__all__ = ["ERRORS"]

ERRORS = """
missing: [you/it/we/still/that] [also/still/have/again/has/are/is] [still/again/also] <MISSED> {tail}
missing: [you/it/we] [also/still/have/has/are/is] [still/also] <MISSED> [the/a/its]
    (tip|end|rest|bit|part|piece|some|something|tissue|area|region|parts|section|spot) {tail}
missing: [you/it/we] [also/still/have/has/are/is] [still/also] <MISSED> (some|part|parts|a part|a bit|bits|a
    piece|pieces|all|most|half|a lot|much|enough|everything|the rest) [of {aim}] {tail}
missing: (you/we) [have] cut off [too much] {tail}
missing: [you/it/we] [also/still/have/has/are/is] [still/also] <MISSED> {where} of [the] {aim} {tail}
missing: [you/it/we] [also/still/have/has/are/is] [still/also] <MISSED> {where} {amount} [of {aim}] {tail}
missing: [you/it/we] [also/still/have/has/are/is] [still/also] <MISSED> {amount} [of] [it/the] {where} [of {aim}]
    {tail}
missing: [you/it/we] [still] <MISSED> {target} 's {where} {tail}
missing: {subj} [is/has] [still] <MISSED> {where} {tail}
missing: {subj} (is|has) [still] missing (some|something|a bit|a piece|a part) {tail}
missing: {subj} (<BE>|has) [still] <LACK> {tail}
missing: {subj} [still] lacks [some|something] {tail}
missing: {where} [of {subj}] [<BE>|has|have] [not/been/still/also] <LACK> {tail}
missing: {where} [of {subj}] (was|is|are|were) not [been]
    (segmented|outlined|included|covered|there|marked|captured) {tail}
missing: {target} 's {where} [<BE>|has] [still] <LACK> {tail}
missing: {where} {amount} [of {subj}] [<BE>|has|have] [still] <LACK> {tail}
missing: {bound} ({amount}|{unit}) [or so] [of {subj}] [<BE>|has|have] [still] <LACK> {tail}
missing: [you/it/we] [also/still/have/has/are/is] [still/also] <MISSED> {bound} {unit} [or so] [of {aim}] {tail}
missing: {amount} [<BE>] [still] <LACK> {tail}
missing: {where} {mask} (is|looks|seems) [still] <LACK> {tail}
missing: there [is/are] [still] [some/something/a/more/parts/part/bits] [bit/part/piece/tissue/area/region] [still]
    <LACK> {tail}
missing: there [is/are] [still] {amount} [still] <LACK> {tail}
missing: [still] (some/something/part/parts/bits) [of] [it] [is/are] [still] <LACK> {tail}
missing: [still] (missing/lacking/incomplete/undersegmented | not (segmented|outlined|included|covered)) {tail}
missing: [that/it/there] [is] (not enough | too little | not nearly enough | far too little) {tail}
missing: ({mask} <SHOULD>|{aim} <OUGHT>) [<GOES>|be] {amount} [further] {tail}
missing: ([{mask}] <SHOULD>|{it} <OUGHT>) <GOES> [out] (all the way|further|more) {tail}
missing: ([{mask}] <SHOULD>|{it} <OUGHT>) <GOES> [out] {where} {tail}
missing: ([{mask}] <SHOULD>|{it} <OUGHT>) <GOES> [out] {measured} {tail}
missing: ({mask} <SHOULD>|{aim} <OUGHT>) be [further/more/extended] {tail}
missing: ({mask} <SHOULD>|{aim} <OUGHT>) (be extended | reach all the way | go all the way) {tail}
missing: {subj} (does|do|did|is|has|are|have) not [quite] <GOES> [<FAR>] [all the way] {tail}
missing: [it is | you are | this is | that is] [still] not [yet/quite/really/fully]
    (covering|reaching|including|capturing|catching|getting) [all/enough/everything/much] [of] {where} [of it] {tail}
missing: should not {aim} <GOES> [out] [further/more] {tail} | (i|we) wish {aim} <GOES> [out] {tail}
missing: not (all|everything|the whole) [of] [{aim}] (was|is|were|are|has been|have been|got) [yet]
    (caught|covered|included|segmented|outlined|marked|captured|drawn|taken in|picked up|in it|there) {tail}
missing: {where} [of {subj}] (got|gets|was|were|has been|have been|is being) [been/completely/simply/also]
    (overlooked|missed|forgotten|skipped|ignored|omitted|neglected|dropped|left out|cut off|passed over) {tail}
missing: {subj} (does|do|did|is) not (<GOES> | cover | include | contain | have | capture)
    [all/enough/everything/much] [of] [{where}] [of] [it] {tail}
missing: {subj} (does|do|did|is) not <GOES> {where} enough {tail}
missing: {subj} (does|do|did|is) not <GOES> (far|low|high|deep|wide) enough {tail}
missing: you (did|have) not (go|gone|get|got|come|reach) {where} enough {tail}
missing: you (did|have) not (go|gone|get|got|come|reach|reached|extend) [<FAR>] {tail}
missing: you (did|have) not (go|gone|get|got) {where} enough {tail}
missing: you (did|have) not
    (get|got|cover|covered|segment|segmented|include|included|outline|outlined|catch|capture|mark) (all|the
    whole|everything|the rest|enough) [of] [it/thing] {tail}
missing: {subj} (stops|ends|stopped|ended|finishes|terminates|starts|begins|started) [too/way]
    (early|soon|short|late|low|high) {tail}
missing: {subj} (stops|ends|falls|is) (short) [of] {tail}
missing: (you|we) (are|stop|stopped|fall|fell) [too] short ([{measured}] {where}|{where} {measured}) {scopes}
missing: {subj} (does|do|did|is) not <GOES> {where} far enough {tail}
missing: [the/a] (tip|end|rest|piece|part|bit|chunk) [of {subj}] [is/are] [still] <LACK> {tail}
missing: (part|some|a part|a bit|half|most|the rest|parts) of {subj} [is/are] [still] <LACK> {tail}
missing: {subj} is cut [off/short] {tail}
missing: (should|could|can) {mask} <GOES> [out] (further|{where}) {tail}
missing: there (should|must|needs to|has to) be (more|some more|something) {tail}
missing: there is more [of it] [to it] {tail} | there is more to {subj} {tail}
missing: [it] needs [to] [be] (more|some more) {tail} | {subj} needs more {tail}
missing: more {where} [of the image | please]
missing: (too|a bit too) (conservative|restrictive|timid|cautious|sparse) {tail}
missing: {subj} is too (conservative|restrictive|timid|sparse|cautious) {tail}
missing: {mask} is (incomplete|unfinished|not complete|undersegmented|cut off|truncated) {tail}
missing: {subj} is (incomplete|unfinished|not complete|undersegmented|cut off|truncated) {tail}
missing: (undersegmented|under segmented|incomplete) {tail}
off: {where} (edge|border|boundary|margin|contour|outline|line) (is|looks|seems) ([still/just/simply/all]
    (wrong|incorrect|inaccurate) | not [quite/all] (right|correct|accurate))
missing sized=1: {subj} is too small {where} [{scope}]
missing: it is [actually/really/clearly/much] [{amount}] <BIGGER> {where} {scopes}
excess: it is [actually/really/clearly/much] [{amount}] <SMALLER> {where} {scopes}
missing: {mask} <BE> too (short|low|high|small|narrow|tight|little) {where} {tail}
missing sized=1: {subj} <BE> too (short|small|narrow|tight) {where} {tail}
missing: not (far|low|high|deep|wide) enough [{tail}] | {where} not far enough {tail}

missing: {mask} (stops|ends|stopped|ended|finishes|terminates) [{amount}] [far/much/way] too (high|low|early|soon|short)
    [,/and/so] [you] [should|must|need to|have to] (go|reach|extend|come|get) [{amount}] ([<FURTHER>] {where} |
    {where} [<FURTHER>])
excess: {drawn} [is/has/keeps/are] [also/still] (bleeds/bleeding/bled) [out/over/past] [too] [far/much] {tail}
missing: [you/it/we] [also/still/have/has] <MISSED> [the/its] <LANDMARK> [of {aim}] {tail}
missing: {mask} (does|do|did|is) not [<YETTO>] (cover|reach|include|contain|capture|get|covering|reaching) [the/its]
    <LANDMARK> [of {aim}] {scopes}
missing: the <LANDMARK> [of {aim}] (is|was) not [yet] (covered|included|in it|in the mask|segmented|outlined) {scopes}
excess: [{subj}] [that/there] [is/was/are] [{amount}] too much [of it | stuff | tissue | going on | included |
    segmented | outlined] {tail}
excess: {subj} [is] [has/have] [{amount}] too much {tail}
excess: [you/it] [have/has/is]
    [took/taken/take/painted/drawn/drew/coloured/colored/added/grabbed/included/segmented/got/marked/outlined/covered/take/include/includes/takes/covers/taking]
    [in] [{amount}] too much [in | out | of it] {tail}
excess: {mask} [is/keeps] (<GOES>|<LEAK>) [out/over] (into|in) the
    (chest|thorax|abdomen|belly|background|air|surroundings)
excess: is not there [also/still] [far/way] too much {tail} | (excess|extra|surplus|superfluous|unwanted)
    [tissue/stuff/area/bit] [,/:] {where} {scopes}
missing: is not there [also/still] (something|a bit|a piece|a part|some) missing {tail}
excess: {mask} (sticks|juts|pokes|bulges) out [too] [far/much] {where} {scopes}
excess: {mask} [also/still] <LEAK> [out/over/past/too] [too] [far/much] {tail}
excess: {subj} (leaks/spills/overflows/overshoots/overreaches/overextends/oversteps/leaking/spilling) [out/over] [too]
    [far/much] {tail}
excess: {mask} (is|has|keeps|are|was) [also/still] <LEAK> [out/over/past/too] [too] [far/much] {tail}
excess: {subj} (is|has|keeps|are|was) [also/still] (leaking/leaked/spilling/spilled/overflowing) [out/over] {tail}
excess: (leaks/leak/leaking/leaked/spills/spill/spilling/spilled/overflows/overshoots/overshooting/overshot)
    [out/over/past] [too] [far/much] {tail}
excess: it [is] (bleeds/bleeding) (over|out) ({where} {measured}|{measured} {where}) {scopes}
excess: there is [still/also] [a/some] [big/small/little/slight/huge/massive/obvious/tiny]
    (leak|leakage|spill|overflow|spillover|overshoot|overspill) {tail}
excess: (leak|leakage|spill|overflow|overspill) {tail}
excess: {subj} [<GOES>] [{amount}] <TOOFAR> {tail}
excess: {subj} <GOES> [out/over] [{amount}] <TOOFAR> {tail}
excess: {subj} <GOES> too {where} {tail} | {subj} <GOES> [{amount}] too (high|low|deep|wide) {tail}
excess: {subj} <GOES> too far {tail}
excess: {subj} (is|are|was) [{amount}] too far {tail} | {subj} starts too {where}
excess lone=1: (you/we) (went|go|have gone|are|were|got|have|ran) [{amount}] <TOOFAR> {tail}
excess: (went|gone|ran) [{amount}] <TOOFAR> {tail}
excess: [you/we/it] [is/are] (went|go|have gone|goes|ran|runs|extends|spills|leaks|spilling|leaking|running|going)
    (over|beyond|past|outside|across) [of]
    [the/its] [edge/edges/border/borders/boundary/limit/margin/outline/line/lines] {tail}
excess: (you|we|it|{mask}) (is|are) (over|beyond|past|outside|across) [of] [the/its]
    edge/edges/border/borders/boundary/limit/margin/outline/line/lines/organ/structure/lesion/capsule {tail}
excess: {subj} <NEG> <GOES> [out] (that|so|this|as|quite so|quite that) (far|much|deep) {tail}
excess: {subj} <NEG> <GOES> {where} | {subj} <NEG> be {where}
excess: {subj} <NEG> <GOES> (that|so|this) (high|low|far) {tail}
excess: {subj} <NEG> (be/include/contain/cover/have) (that|so|this|anything|as) [much] {tail}
excess sized=1: {subj} <BE> [{amount}] too <BIG> {where} {tail} | {subj} is [{amount}] too <BIG> {scope} {where}
excess: [it/that] [is/was] [{amount}] too (generous|liberal|greedy|aggressive|loose|inclusive|extensive) {tail}
excess: {subj} is [{amount}] too (generous|liberal|greedy|aggressive|inclusive) {tail}
excess: [{amount}] too <BIG> {where} {scopes}
excess: [that/there] [is] [{amount}] too much ({where} of {aim}|of {aim} {where}) {scopes}
excess: [the/that/this] [little/small/big]
    (bit|part|piece|stuff|area|region|thing|bits|blob|section|portion|tissue|lump) {where} <NOTPART>
excess: {where} <NOTPART> | {where} [of {subj}] (is|was) (wrong|too much|not right|extra|not it|excess|superfluous)
excess: there is (extra|excess|an extra bit|extra stuff|extra tissue|some extra|excess tissue|something extra|something
    wrong) [too much] {tail}
excess: there is (something|stuff|some|a bit|tissue) (too much {tail} | [too much] {where} {scopes})
excess: {subj} (includes|contains|covers|has|includes|takes in) (too much|stuff|extra tissue|something|extra
    stuff|things|tissue) {tail}
excess: (excess|extra|surplus|superfluous|unwanted) (tissue|stuff|area|region|material|bit|bits|part|parts) {where}
    {scopes}
excess: [{amount}] (over segmented|oversegmented|overdrawn) {tail}
missing: [(part|parts|some|a bit|a piece|most|half|much|all) of] [the/its] (<LANDMARK>|tip|tips|end|rest) [of {aim}]
    (<BE>|has|have) [been/still] <LACK> {tail}
missing: [{amount}] (under segmented|undersegmented|underdrawn) {tail}
missing: (that|this|it) is not (all|everything|the whole thing) [of it] {scopes}
excess: (over segmented | oversegmented | overshoot | overshot | over drawn | excess) {tail}
excess: {subj} (is|was|are|were|looks|seems|has been|have been) [still/rather/slightly/clearly] <OVERDRAWN> {tail}
missing: {subj} (is|was|are|were|looks|seems|has been|have been) [still/rather/slightly/clearly] <UNDERDRAWN> {tail}
excess: (you|we|it) [have/has/are/is/were] [still/rather/slightly/clearly] <OVERDRAWN> {aim} {tail}
missing: (you|we|it) [have/has/are/is/were] [still/rather/slightly/clearly] <UNDERDRAWN> {aim} {tail}
excess: you (overdid it|overshot) {tail}

smooth: [the/your/this/that/its] <BORDER> [of {subj}]
    (zigzags/wobbles/wiggles/jitters/meanders/zigzagging/wobbling/zigs) [a lot|everywhere|around|all over] {tail}
smooth: [the/its/that/this] <BORDER> [of {aim}] (needs|need|wants|could use|could do with) [some/more|a bit of|a little]
    [{quality}] smoothing [out] {tail}
smooth: {it} (needs|need|wants|could use|could do with) [some/more|a bit of|a little|a bit more|a little more]
    [{quality}] smoothing [out/over/down] {tail}
smooth: (some|a bit of|a little) [{quality}] smoothing (of|for|on) {thing} {tail}
smooth: {it} (needs|need|wants) to be [{amount}] (smoother|smoothed|rounder) [out] {tail}
smooth: {aim} [the/its] ['s] [<BORDER>] [of {aim}] <BE> [{amount}] (too|so|a bit too|way too|much too) <ROUGH> [,
    <FIXIT>]
    {tail}
smooth: {subj} [the/that/this/its/your] ['s] [<BORDER>] <IS> [{amount}]
    [too/so/very/rather/quite/really/all/pretty/a] [little/bit] <ROUGH> [, <FIXIT>] {tail}
smooth: [the/that/this/its/your/those/these] <BORDER> [of {subj}] <IS> [{amount}]
    [too/so/very/rather/quite/really/all/pretty] <ROUGH> [, <FIXIT>] {tail}
smooth: [the] {where} [of {subj}] <BE> [{amount}] [too/so/very/quite/really/pretty] <ROUGH> {scope}
smooth: [the/that/this/its] <BORDER> [of {subj}] <BE> not smooth [enough] [, <FIXIT>] {tail}
smooth: [the/your/this] (outline|contour|segmentation|mask|delineation|annotation) (of|around|on|for) {aim}
    (is|looks|seems|appears) [{amount}] [too/so/very/rather/quite/really/all/pretty/a] [little/bit] <JAGGED> {tail}
smooth lone=1: <ROUGH>
smooth: {subj} <BE> not smooth [enough] {tail}
smooth: [it/that/the/this] [is] [{amount}] (too|so|very|rather|quite) <ROUGH> {tail} | <ROUGH> <BORDER>
smooth: (it/that) has [a] [very] <ROUGH> <BORDER> {tail}
smooth: [make it] [a lot|much|a bit] less <ROUGH> {tail} | not so <ROUGH> {tail}
smooth: <MAKE> {subj} ['s] [the] [<BORDER>] [{amount}] less <ROUGH> {tail}
smooth: {aim} ['s] [the/its] [<BORDER>] [of {aim}] <SHOULD> be [{amount}] (smoother|smoothed|less <ROUGH>) [out]
    {tail}
smooth: [the/that/its] [<BORDER>] [of {subj}] <BE> [{amount}] too irregular {tail}
smooth: there is [too much] <ROUGH> [<BORDER>] {tail}

fill_holes: (there (is|are)|(i|we) (see|notice|spot|found|can see)) [still/some/a]
    [a/some/any/several/many/lots/two/three/few] [of] <HOLE> [<INSIDE> {aim}] [<AMISS>] [,] <FILLIT> {scopes}
fill_holes: [just] (inside|in the (middle|inside|interior|center|centre)) [of it] [,] there (is|are) [still/also]
    [a/some/several/many/two/three] <HOLE> [,] [<FILLIT>] {scopes}
fill_holes: {aim} (has|have|has got|contains|is full of|has still) [a/some/several/many/still] <HOLE> [,] <FILLIT>
    {scopes}
fill_holes: (there (is|are)|(i|we) (see|notice|spot|found|can see)) [still/some/a]
    [a/some/any/several/many/lots/two/three/few] [of] <HOLE> [<INSIDE> {subj}] [<AMISS>] [,] [<FILLIT>] {scopes}
fill_holes: {subj} (has|have|has got|contains|is full of|has still) [a/some/several/many/still] <HOLE> [<INSIDE>
    {subj}] [,] [<FILLIT>] {scopes}
fill_holes: [the/that/those/these/any/all] <HOLE> [<INSIDE> {subj}] (should|must|need to|needs to|have to|has to) be
    (filled|closed) [in/up] {scopes}
"""
