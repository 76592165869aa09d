"""English phrase lists that the rules name."""

from __future__ import annotations

from limis.prompts.english.spots import SPOT_PHRASES
from limis.prompts.phrases import table

__all__ = ["LISTS", "PHRASES"]

_LISTS = """
BE: is/are/was/were/looks/look/seems/seem/appears/feels [to be] | may/might/could (be/look/seem)
IS: is/are/looks/look/seems/seem/appears [to be]
SHOULD: should/must/could/can/would/might | (needs/need/has/have/ought/got/wants) to | (should/could) really
OUGHT: should/must | (needs/need/has/have/ought) to | should really
MAKE: make/makes/prefer/turn/get/have/render/want/need | (i/we) (want|need|would like|would love|would prefer) | let
    us (make|have|get)
HELL: (the) [living] (hell|shit|crap) (out of)
TOO: too | a bit too | a little too
BIGGER: more big | bigger/larger/wider/thicker/fatter/broader/longer/taller/greater/looser/plumper/bulkier/roomier
SMALLER: more small | smaller/tighter/narrower/thinner/shorter/slimmer/tinier/slighter/leaner/skinnier
BIG: big/large/wide/thick/fat/broad/long/tall/generous/loose/extensive
SMALL: small/tight/narrow/thin/short/tiny/slim/little/stingy
GROW: (grow/enlarge/expand/dilate/inflate/extend/widen/increase/thicken/stretch/broaden/lengthen | swell) |
    (scale/blow/bulk/size/beef/fatten/puff/plump) up
SHRINK: (shrink/erode/contract/reduce/tighten/narrow/thin/decrease/deflate/diminish/compress |
    downsize/minimize/constrict/trim/slim) | (scale/size/slim/cut) (down|back) | bring/reel in
SMOOTH: smooth/smoothen/soften/blur/polish/straighten [out/down/over/off] | (even/iron/round/sand) (out|off|over)
ROUGH: (jagged/rough/ragged/uneven/wobbly/bumpy/blocky/pixelated/edgy/spiky/wavy |
    serrated/zigzag/angular/noisy/jaggy/jaggedy/toothy/pixelly/coarse/choppy/squiggly/frayed |
    scratchy/crinkly/rugged/sharp/craggy)
OVERDRAWN: (oversegmented/overcontoured/overdrawn/overoutlined/overcalled/overpainted |
    overmarked/overdelineated/overannotated/overfilled/overcontouring |
    oversegmenting/overcalling/overdrawing/overoutlining) |
    over (segmented/contoured/drawn/outlined/called/painted/marked/delineated/annotated/filled/contouring/segmenting)
UNDERDRAWN: (undersegmented/undercontoured/underdrawn/underoutlined/undercalled/underpainted |
    undermarked/underdelineated/underannotated/underfilled/undercontouring |
    undersegmenting/undercalling/underdrawing/underoutlining) |
    under (segmented/contoured/drawn/outlined/called/painted/marked/delineated/annotated/filled/contouring/segmenting)
JAGGED: jagged/jaggy/jaggedy/pixelated/pixelly/blocky/stepped/zigzag/ragged | (stair|staircase|step|stair step) like |
    stair stepped | like [a] (staircase/stairs)
ADDIT: [please/so/and/but] (add|include) [it/them/that] [in/back/too] | [please/so/and/but] (put|take|bring)
    (it|them|that) [back] in
OTHERWAY: [in] [the] (other way | opposite (direction|way) | other direction | opposite | reverse) [round/around]
BORDER: [whole/entire/outer]
    ((border/borders/edge/edges/outline/outlines/contour/contours/boundary/boundaries/margin |
    margins/surface/rim/line/lines/corners/perimeter/segmentation/mask))
HOLE: [little/small/tiny/remaining/internal/inner/big/dark/black/empty/obvious/enclosed/other]
    (hole/holes/gap/gaps/cavity/cavities/void/voids/pit/pits)
AMISS: (that|which) ((should|must|do|does|need|ought) not [to] (be|belong) [there/here] |
    (has|have) no business [being/to] [be] (there|here))
INSIDE: inside/within/in [of] | in the (middle|inside|center|centre|interior) [of] | in [the] (middle|center|centre)
    of | there | inside of | that are in | there are in | from inside | on the inside [of]
WHEREWAS: where [there] [the/a/an/my/our/that/those/his/her] ({ignored}|biopsy/drill/probe/tooth/teeth)
    (was|were|is|are|used to be|sat|sits|went|goes|go|ran|runs|run|lay|lie|sit|lies|had been|has been|once was|would be)
    [in/out/before/inserted/placed/removed/taken/put/attached/fixed] | left [behind] by (the/a/an/my/our) {ignored}
LANDMARK: apex/dome/fundus/isthmus/uncinate/hilus/lingula/tail | uncinate process
YETTO: quite/even/fully/completely/entirely/yet/really/all
PIECES: components/pieces/parts/blobs/islands/fragments/regions/instances/bits/chunks/objects/ones
PIECE: (component/piece/blob/part/bit/island/fragment/chunk/region/one/cluster/segment/patch/body |
    area/object/element) | connected (component|region|piece|part) | of (them|the components|the pieces|the parts) |
    component of [all/the/them] | [one/component/piece/part/bit] of (them [all] | [all] [of] the/these/those
    [connected] <PIECES>)
SPECKS: [all] [of] [the/those/these/any/its/that]
    [(small/little/tiny/stray/isolated/loose/disconnected/floating/scattered/remaining/other |
    extra/spurious/lone/odd/random/separate/unconnected/detached)]
    [small/little/tiny/stray/isolated/disconnected/floating]
    ((specks/speck/islands/island/crumbs/floaters/dots/spots/speckles/fragments/bits/pieces |
    blobs/debris/noise/outliers/specs/voxels/pixels/particles/islets/dust/patches/components |
    regions/clutter/satellites/splinters/scraps/flecks/stragglers/speckle/objects/parts)) [floating around]
DROP: remove/drop/erase/discard/eliminate/clear/kill/strip/clean/delete/exclude/zap/lose | get rid of |
    (clean/clear/throw/take/cut) (away|out|up|off) | filter out
CUT: (cut/chop/crop/slice/lop/trim/take/shave/clip/snip/throw/strip/carve/hack) (off|away|out|back) |
    remove/crop/drop/erase/discard/delete/cut/chop/clip/strip/eliminate | get rid of | lose
KEEP: keep/retain/preserve/leave | (i/we) [only/just] (want|need|(would|should) (like|want|prefer))
    | (hold|hang) on to | keep hold of | give me | leave me with
ONLY: only/just/solely | nothing but
BESIDES: except [for] | but | besides | apart from | other than | save for | bar
EVERYONE: (all|every) [of] [the/these/those/my/our] (structure/structures/organ/organs/mask/masks/segmentation |
    segmentations/outline/outlines/contour/contours/label/labels)
STAYING: {staying} [please/now]
THEOTHERS: [all] [of] [the] other (structures/organs/masks/segmentations/outlines/contours/labels/ones/things) |
    (everything|all) else | [all] [of] the others | all others
STAY: inside/in/within/under
LEAK: (leaks/leak/leaking/spills/spill/spilling/spilled/leaked/overflows |
    overflowing/bulges/bulging/overshoots/overshoot/overshooting/overshot/extends/sticks/juts |
    runs/running/creeps/creeping/protrudes/spreads/spreading/strays/straying/overlaps/overlap |
    spilt/pokes/poking/overspills/seeps/seeping/oversteps/drifts)
NOTHINGS:
    (delete/remove/erase/change/save/export/undo/redo/do/touch/move/cut/reset/hide/segment/exclude/smooth/grow/shrink/store/clear/discard)
    nothing
AGAIN: again | once more | one more time | once again
SHIFT: move/shift/nudge/slide/translate/displace/bump/budge
HANDLE: push/drag/shove/pull
NOPE: no/nope/nah/oops | (no|nope) [,] (no|sorry|wait) | sorry [,] no
WRONGSIDE: not (there|here) | [the] wrong (side|end|place|edge|border)
ISAID: i (mean|meant|said|say)
MAKETHAT: (make|let) (it|that|this) [be]
INSTEAD: instead | rather | instead of that | rather than that
THROW: delete/erase/discard/scrap/bin/trash/dump/chuck/ditch/toss
SHOW: show (to) me | show/display/unhide/reveal/view [me/us] | bring up | turn on | switch on | let (me|us) see |
    (can|could|may)
    (i|we) see | show (me|us) | (i/we)
    [would/will] [really/also/still/just/now/only] (want|need|like|love) to see | have a look at | take a look at |
    let us (see|look at|have a look at) | put on
HIDE: hide/conceal | turn off | switch off | make disappear
SELECT: (i|we) (go|come|return) back to | (i|we) [will] (go on|continue|work|carry on|move on) (with|on|to) |
    select/activate/focus/reselect [on] | (go/come/switch/change/jump/get/return/move) [back] (to|over to|on to)
    | return to | [keep/continue/start] (work/working) on | carry on with | continue with | proceed with | back to |
    switch over to | let us work on | (i/we) (want|would like) to [keep] (work|working) on | concentrate on | focus
    on | on to | pick [up] | edit | resume | now back to | go on with | choose | edit/editing
BEGIN: (proceed|continue|carry on|go on|go ahead|start|begin|start off|get going) with |
    start/begin/continue/commence/initiate/resume | move on to | go on to
TAKE: take/cut/leave/get/keep/carve/subtract/remove/throw/pull/drop/erase/exclude/clip/kick
THEM: it/them/that/those/these/this [all]
NEG: (should/must/does/do/did/is/are/need/can) not
FLOWS: bleeds/bleeding
INTO: into/onto/over/across | over (into|onto|to) | out into | through (to|into)
GOES: (goes/go/went/gone/reaches/reach/extends/extend/gets/got/comes/came/runs/ran/stretches |
    sticks/grew/continues/covers/overlaps/going/reaching/extending/grows/grown/spreads/get |
    bulges/leaks/spills/come) | (bulges/sticks/leaks/spills/comes/goes/extends/juts/pokes) out
LACK: missing/lacking/absent/incomplete/unsegmented/uncovered | not
    (segmented|reached|outlined|included|covered|there|marked|captured|contoured|filled|complete|in it|in there|done)
    | left
    out | cut off | cut short | been (missed|left out|cut off|forgotten|omitted|overlooked|neglected) |
    forgotten/missed/omitted |
    truncated/undersegmented | under segmented
MISSED: missed/forgot/omitted/skipped/missing/overlooked/neglected/undersegmented | left (out|off) | did not
    (get|catch|include|cover|segment|outline|capture|reach|mark) | have missed | have
    (forgotten|omitted|skipped|overlooked|left out|cut off) | are missing | do not have | have not
    (got|included|covered|segmented|outlined|captured) | keep missing | failed to
    (get|include|cover|segment|outline|capture) | forgot to (include|segment|outline|cover)
ENOUGH: enough
COUNTED: slice/slices/image/images/frame/frames
GOTO: go/jump/return/proceed/scroll/skip/move/navigate/switch/get/turn/advance
    [back/forward/ahead/up/down/over/straight/on] to |
    take me [back] to | show me | show | bring up | open | back to | see | let me see | let us (see|look at|go to) |
    bring me to | give me | (i|we) (would like|want|need) [to see] | display | find | view | put up |
    look at | have a look at | (can|could) (i|we) (see|have a look at|look at) | load | go
NUMBER: number/no/num/nr/#
STEPS: (step/steps/change/changes/edit/edits/action/actions/command/commands/operation/operations |
    thing/things/move/moves/modification/modifications/ones/one/turn/turns)
DOIT: do/did
SAVE: save/export/store/download | write out | save out
WEHAVE: (we|i|you|there) (have|is|are|did|got) [got/done/made/found/segmented/outlined/obtained/produced/collected]
    [here/now/there/already] [(so|thus) far | until now | up to now]
REST: the/all [the/of] [the] (rest/others/remainder/remaining) [of (it|them)] [<PIECES>] | everything else | all else |
    all other ones | the other ones | all the other <PIECES> | the other <PIECES>
MINE: it/this/that/them | (what|whatever|everything|all) <WEHAVE> | all of (it|this|that) |
    [the/this/that/my/our/these/current/active]
    (result|results|segmentation|mask|contour|outline|work|session|file|output|label|structure|one|annotation) |
    this one | that one | everything so far
AS: like [a/an/the] {format} | as/to/in/into/using/with [a/an/the] {format} [format/file/files/object/please/image] |
    {format}
ONHERE: (on/in/for/at) [just/only] (this|the current|that|the displayed|the present|the visible|current|the)
    (slice|section|one slice) | (this|current) slice [only] | slice only | for this one slice | on [just] this slice
    | on the slice ((i am|we are) [currently/now] (on|at|looking at|viewing) | on (view|screen|display) | i see |
    shown)
ON: go/scroll/skip/move/jump/step/advance/page/forward/ahead [another/on/by/ahead/over] | another
FORTH: (along/forward/forwards/further/ahead/on/up/later/superiorly/higher/upward/upwards/onward/onwards/farther |
    more | (further|farther) (on|up|along|ahead|forward) | on further) | towards
    the head | to the front | deeper
BACK: back/backward/backwards/down/lower/earlier/downward/downwards/previous/before/inferiorly | towards the feet |
    to the back
VIEWING: show/see/view/display/use/want/need/look [me/us/at/along/from] | let (me|us) see | let us look [at] |
    (switch/change/go/turn/jump/move/flip/swap) [it/me/over/back] [to] | back to | (can|could|may) (i|we)
    (see|have|get|look at) | give me | look at | have | i (would like|would prefer|should like|prefer|want|need) [to
    see] | put (it|me) [in/into/on]
    | take me to | in [the] | set [it | the view | plane | view] to | change [the] view to | switch [the] view to |
    view it | can we look at | what does it look like in | (i/we) (want|would like|need) to (see|look at)
WINDOWED: (put|pop|stick) (it|this|me|us) [on/in/into/onto] | can (i|we) have |
    (put|turn|switch|have|get|bring|load|leave) [me/us] [up]
WINDOWING: (look/looking) [at] [it/this/that/him/her/them/the] [image/scan/slice/picture] [through/with] | have [a
    look] [at] [it/this/that] |
    (use/show/apply/set/give/want/choose/take/put/switch/change/go/display/view/select/try/need |
    load/see/get) [me/it/back/us] [on/to/in/into/with/the] | (can|could|may) (i|we) (have|see|get|use) [it/a]
    [in/with] | i (would like|want|need) [to] [see/use/have] [it/this] [in/with] | let us (use|have|try|see|go
    to|switch to) [it] [in/with] | put (it|this) (on|in|into) | back to | (show/see/view/display) (it|this|me|that)
    [in/on/with] | i need | with
LEVEL: [window] (level/center/centre/wl/l/c/wc/levels)
WIDTH: [window] (width/ww/w/window/wide)
NOTCH: (a/one) [little/tiny/small/wee] (bit/little/touch/tad/notch/lot/step) [more/further/closer] | slightly | much
    | (one|two) (steps|times|notches)
BITS: <NOTCH> | any (further|more|closer) | further/more/please/again/there/here/twice/now
MOMENT: for (a|one) (second|moment|minute|sec|bit|while) | for now | briefly
TELLME: tell/show/remind/give [me/us] | let (me|us) (know|see) |
    list/report/name/summarize/recap/check/say/see/enumerate/recite/recapitulate | (i|we)
    (want|need|would like) to (know|see)
TELL: what (is|are|was|were) | tell me | give me | show me | get [me] |
    calculate/compute/determine/measure/report/quantify/estimate/check | (can|could) you (tell|give) me | (i/we)
    (need|want|would like) [to know] | what would be | what about | how about | let me know | (can|could) (i|we)
    (get|have|see|know)
ML: (ml/mls/milliliter/millilitre/milliliters/millilitres/cc/ccs/liter/litre/liters/litres/mm3 | cm3) [of] | cubic
    (centimeters|centimetres|millimeters|millimetres|cm|mm|centimeter|centimetre)
CM2: (square/sq) (centimeters/centimetres/millimeters/millimetres/cm/mm/centimeter/millimeter) | mm2/cm2
DIAMETER: (diameter/diameters/width/length/height/thickness/caliber/calibre/extent/depth/dimension | dimensions) |
    (long|short|major|minor|longest|shortest) axis [diameter/length] | feret [diameter]
FAR: [quite/nearly] (far|deep|wide|much) enough | enough | all the way | far
TOOFAR: overboard | too far [out/over] | too far | over the (edge|border) | too much
NOTPART: (is|are|was|were) not [a] part of (it|that|this) | (does|do|did) not belong [there | to it | in it | in
    there | here | to that] | should not (be there|be in it|be included|be in there|be part of it|be) | (is|are) not
    (it|right|supposed to be there) | (is|are) wrong
FIXIT: <SMOOTH> (it|that|them) [out/please] | fix (it|that|this) | clean (it|that) up | can you
    fix that | correct (it|that)
FILLIT: [so/then/and] [please/can/could/would] [you] [must/should/please | need to | have to] [just/please/do]
    (fill|close|plug|seal|fix|shut) (it|them|that|those|these|him) [in/up] [please]
OUTWARDS: out/outwards/outward
OUT: out/outwards/outward/up/in/inwards/inward/back/down
MARGIN: margin/margins/rim/border/layer/layers/shell/padding/buffer | safety (margin/margins)
HU: hu/hounsfield/units/unit [units/unit]
HU1: exceeds/exceed | [is/are/lies/lie] (above/over/brighter/greater/higher/denser/exceeding/beyond/hotter) [than] |
    (at least | no
    less than | not below | no lower than | a minimum of | minimum) | &gt;
HU2: [is/are/lies/lie] (below/under/darker/less/lower/beneath) [than] | (at most | no more than | not above | no
    higher than | a maximum of | maximum | up to) | &lt;
VOXELS: [all/the/any/those/of/to] [the]

    ((voxels/pixels/values/intensities/everything/anything/what/tissue/stuff/parts/all/voxel |
    pixel/points/whatever/things/structures/those/hu/density/densities)) [that/which/with/what] [is/are] [a]
    [values/value/intensity/intensities/hu/density] [of]
LIMIT: threshold/limit/restrict/confine/clip/constrain/clamp/set/use/apply/thresholding/cut/cap [a/the]
    [threshold/thresholds/range] | (set|use|apply) [a/the] [lower/upper/hu] (threshold|limit|range|cutoff)
NOTHING: (nothing|no voxels|no pixels|no values|not anything|none) [that is | with values | of it | that are] |
    <DROP> <VOXELS> | (cut|take|leave|throw|drop) [out/away/off] <VOXELS> | (ignore|exclude) <VOXELS>
OUTWARD: (sticking/poking/hanging/protruding/bulging/jutting/reaching/spilling/leaking) [out/over/down/up]
SOMETHING: (part/parts/bit/bits/piece/pieces/portion/section/everything/stuff/area/region/half/chunk |
    anything/excess/tissue/blob/one/tail/bump/thing/side/end/corner/extension/all/spike/leak |
    bulge/tip/spill/lump/whatever/what) [that/which] [is/are/sticks/lies] [out] [<OUTWARD>]
INCLUDED: (that|it) is (got|swallowed|grabbed|caught|eaten) | (that|it|this|you|the mask|the segmentation|the
    outline|the contour|you have|it has|that has|we) [also/have/has/still/wrongly/accidentally]
    ((includes/include/included/contains/contain/caught/catches/got/has/covers/covered/took |
    takes/taken/grabbed/captured/picked/swallowed/segmented/outlined/marked/have/including | covering/containing))
    [in/up/also/got] [some | some of | part of | parts of | a bit of | a part of | bits of | a piece of]
MASK: mask/segmentation/outline/contour/structure/active/region/selection/organ/one
TAKEOUT: [please/and/but/can/could/so] [you] ((take|cut|leave|get|keep|throw|carve|pull|kick|chuck)
    (it|them|that|those|these) [back] (out|away|off) | (remove|exclude|drop|subtract|erase) (it|them|that|those|these)
    | exclude | subtract)
    [again/please/of/from] [it/there | the <MASK>] | out with (it|them|that|those|these)
OUTAGAIN: <TAKEOUT> | get rid of (it|them|that|those) |
    (that|it|they|those|which|these)
    (has|have|needs|need|should|must|shouldn) [to] (come out|go|be removed|be excluded|be out|be taken out|be left
    out|not be there|not be in there|not) | (that|it|they) (should|must) not be [there | in there | in it] |
    (it|they|that) do not belong [there] | that is wrong | exclude that
TAKEIN: [please/and/so] [you] (include|add|take in|keep) (it|them|that) | [please/and/so] (put|take) (it|them) in
BELONGS: (counts|count) as [a] part of (it|that|this|the <MASK>) | (belongs|belong) (to|in|with|there|here)
    [it/that/this/the/there] [<MASK>] | (belongs|belong) | (is|are) [a] part
    of (it|that)
PARTOF: [a] part of (it|that|this|the <MASK>) | (in|inside|included in|within) (it|there|that|this|the <MASK>) |
    included | there | of it
SHOULDNOT: (should not|must not|does not|do not|did not|shouldnt|need not|ought not [to]) (be [<PARTOF>] | belong
    [to/in/there/here] [it/there/that/this/the] [<MASK>] | belong | count | be there | be included | be segmented)
"""

LISTS = (_LISTS, SPOT_PHRASES)
"""Tables of phrase lists."""

PHRASES: dict[str, str] = dict(line.split(": ", 1) for text in LISTS for line in table(text))
"""Patterns by name; each may use those before it."""
