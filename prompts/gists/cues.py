"""What hints at each op, and what may be said of it, as data.

The first line of a table names the op, with the letters that a request needs ("+TR") or bars ("-O"), and the
fields that it says by itself ("what=volume"). The rows under it say what stands in such a request, as patterns of the
grammar's language:

- ``verbs`` to do it, separated by commas; their gerunds and participles are made of them;
- ``nouns`` that a light verb, a wish or a "needs" makes a request of; a ``lone`` one asks all by itself;
- ``done``, what it is then; ``more``, a comparative;
- ``lights``, light verbs that lend themselves to this op beside those that any op takes;
- ``things``, what it is about; ``role``, a preposition that the op cannot do without; ``args``, all the rest.
"""

from __future__ import annotations

__all__ = ["CUES", "LETTERS"]

LETTERS = {"nouns": "N", "lone": "F", "done": "D", "more": "M", "lights": "L", "things": "T", "role": "R", "args": ""}
"""The letter of each kind of row, as in `moods`."""

_OURS = """(the/this/that/your/my/our/current [current/active]
    (mask/segmentation/contour/outline/selection/roi/delineation/label/annotation) | it | this | that | there)"""
_ON_SCREEN = "(screen/display/view/monitor/picture/image)"
_OF_IMAGE = """[in/on/of/at/for/with] (it/this/that/here/there) | [in/on/of/at/for/to]
    (the/this/that/my/our) (image/picture/view/screen/display/scan/mask/segmentation/structure/viewer/slice/contour)"""

CUES = (
    """
segment +T:
verbs: segment, autosegment, contour, outline, delineate, annotate, trace, mask, highlight, label, demarcate, delimit,
    do, find, locate, identify, go find, go and find, have a go at, have a stab at, have a crack at, take a stab at,
    take a shot at, get started on, get going on, start on, have a look for, take a look for, keep looking for,
    redraw, redo, recontour, resegment, kick off with, start off with, start with, begin with, pick out, map out,
    trace out, mark up, mark out, fish out, chalk out, draw round, draw around, go round, go around
nouns: [auto/automatic] (segmentation/segmentations/contour/contours/outline/outlines/delineation/delineations |
    mask/masks/annotation/annotations/roi/rois/segmenting/contouring) [done/going/started/ready]
done: ready/drawn/finished [in/up] | marked (up|out) | in there
lights: take care of | see to |
    take/handle/process/tackle/cover/include/draw/start/begin/place/lay/throw/slap/stick/pop/drop
things: [of/for/on/around/over/from/to/with] {concept} | [the/a] (outline|contour|mask|segmentation) of {concept}
args: {scope} | [in/on/for] this (scan/image/case/study/patient/one)
""",
    f"""
exclude +TR:
verbs: take, remove, exclude, subtract, cut, carve, drop, pull, get, kick, strip, leave, keep, throw, lose, deduct,
    omit, erase, eliminate, clear, separate, peel, crop, discard
nouns: exclusion/subtraction
done: gone/out
things: [of] {{concept}}
role: (off|out of|out from|from|away from|off of|out) {_OURS} | [back] out of there | from inside {_OURS}
args: {{scope}} | out/away/off/back
""",
    f"""
include +TR:
verbs: include, add, count, incorporate, fold, put, bring, take, throw, merge, integrate, absorb, join, attach, work
done: in/included
things: {{concept}}
role: in [there] | in {_OURS} | in (with|to) {_OURS} | (into|to|with|inside|onto) {_OURS} | as [a] part of {_OURS} |
    back in
args: {{scope}} | back
""",
    """
grow -Q handled=1:
verbs: grow, expand, enlarge, extend, dilate, widen, inflate, pad, thicken, increase, blow up, scale up, bulk up,
    fatten, fatten up, puff, puff up, puff out, plump, plump up, beef up, balloon, swell, broaden, loosen, ease out,
    let out, stretch, stretch out, spread out, flesh out, build out, build up
lone: (uniform/isotropic) {measured} (expansion/margin/dilation) | {measured} [of] (safety margin|padding) |
    [isotropic/uniform] margin of {measured} |
    {measured} (isotropic/uniform) (margin/expansion)
nouns: [safety] (expansion/dilation/dilatation/margin/margins/padding/enlargement/growth/rim/buffer) [of]
lone: (expansion) [:/,] [by] {measured} [,] [{where}] |
    (expansion) [:/,] {where} [,] [by] {measured}
lone: <BIGGER> (outline/contour/segmentation)
more: <BIGGER>
things: [of/for/on/to/around/from/onto] {known}
args: [of/by] {amount} [of] | {quality} | {where} | {scope} | (in|by) size | [the/its] (size/volume) [of] |
    out/outwards/around/isotropically/uniformly/evenly/symmetrically/everywhere
""",
    """
shrink -Q handled=1:
verbs: shrink, erode, contract, reduce, tighten, narrow, decrease, deflate, slim down, scale down, pull in, thin out,
    retract, slim, squeeze, squeeze in, pinch in, tuck in, cinch, cinch in, draw in, nip in, whittle, whittle down,
    pare down, tighten up, rein in, ease in
nouns: (erosion/shrinkage/contraction/reduction/tightening) [of]
lone: (erosion/shrinkage) [:/,] [by] {measured} [,] [{where}] | (erosion/shrinkage) [:/,]
    {where} [,] [by] {measured}
lone: <SMALLER> (outline/contour/segmentation)
more: <SMALLER>
things: [of/for/on/to/around/from] {known}
args: [of/by] {amount} [of] | {quality} | {where} | {scope} | (in|by) size | [the/its] (size/volume) [of] |
    inwards/up/down/isotropically/uniformly/evenly/symmetrically/everywhere
""",
    """
smooth:
verbs: smooth, smoothen, soften, even out, iron out, round off, polish, sand down, smooth down, smooth over, neaten,
    neaten up, buff, buff out, sand, sand off, flatten out, level out, feather, iron
nouns: [quick/gentle/light/little/slight/soft/final/good] smooth [over/out]
nouns: (round|pass|bit|dose) of smoothing
nouns: smoothing [pass/step/filter/operation/run] [out]
more: smoother/softer/rounder | less <ROUGH>
things: [of/on/for/to/around/along/over] {known}
args: [of] {amount} [of] | {quality} | {scope} | [on/to/of/at/along] [the/its] <BORDER> [of] | out/over/off |
    more/further/second/another/extra |
    [the/those/these/all] [of] [the/those]
    (wrinkles/bumps/jaggies/kinks/steps/stairs/unevenness/roughness/jaggedness/ripples/ridges/spikes/corners)
done: (wrinkles/bumps/jaggies/kinks/steps/unevenness/roughness/jaggedness/ripples/ridges/spikes) (out|away|gone|removed)
""",
    """
smooth:
lone: {quality} smoothing [pass] | smoothing (pass|filter) | smoothing [by] {measured} | smoothing , {quality} [,]
lone: more smoothing | (round|pass) of smoothing | smoothing [,] {quality} | (even|still) smoother |
    (smoother/softer/rounder) (outline/contour/border/boundary/mask/segmentation) |
    (smoother/softer/rounder) (edge/edges/line/surface)
things: (on|for|to|over) {known}
args: [of] {amount} [of] | {scope} | [on/to/of/at/along] [the/its] <BORDER> | another/second/further
""",
    """
fill_holes:
nouns: hole/holes/gap/gaps filling/closing/fill/closure
lone: hole/holes/gap filling/closing
things: [inside/in/within/of/on/for/to] {known}
args: {scope} | <INSIDE> | in/up
""",
    """
fill_holes +R:
verbs: fill, close, plug, seal, patch, shut, plug up, patch up, bung up, block up, stop up, stuff, fill up, close up,
    seal up
done: gone
role: [the/those/these/any/all/its] [of] [the/those/these] <HOLE>
things: [inside/in/within/of/on/for/to] {known}
args: {scope} | <INSIDE> | in/up/off
""",
    """
remove:
verbs: remove, drop, delete, discard, erase, cut, chop, eliminate, take, throw, trim, strip, lose, crop, clip, clean,
    clear, get rid of
done: gone
things: (of|from|in|on|inside|off|out of|within) {known}
args: [the/that/its] {choice} [single] <PIECE> | (whichever|whatever|the one that) [piece/part] is [the] {choice} |
    {where} | {scope} | off/away/out/up | [the] {where} <PIECE>
args part=islands: <SPECKS> | [the/that/all] [the] (small|tiny|little|stray|loose) stuff
""",
    """
keep:
verbs: keep, retain, preserve
lone: [the] {choice} [single] <PIECE> (only|alone)
things: (of|from|in|on|inside|within) {known}
args: [<ONLY>] [the/its] {choice} [single] <PIECE> | (whichever|whatever|the one that) [piece/part] is [the] {choice}
    | [<ONLY>] [the] {where} | {scope} | <ONLY>
""",
    """
threshold:
verbs: threshold
nouns: [the] lower (bound/limit/end/cutoff) [of/to/at] {low} [<HU>] | [the] upper (bound/limit/end/cutoff) [of/to/at]
    {high} [<HU>]
nouns: [lower/hu/intensity/density/upper/new] (threshold/thresholding/thresholds/cutoff) | (hu|intensity|density)
    (range|limits) | cut off
things: [of/on/for/in/to/inside/within] {known}
args: [from/between/of/at/to/with/within] [the] [range] [of/from] {low} [<HU>] (to|and|through|up to|-) {high} [<HU>]
args: [at/of] <HU1> {low} [<HU>] | [from/at/of/to] {low} [<HU>] [and/or] (above/up/higher/upwards/upward/over/onwards)
args: [at/of] <HU2> {high} [<HU>] | [at/of/to] {high} [<HU>] [and/or] (below/down/lower/less/under/downwards)
args: [at/of/to] {low} [<HU>] | {scope}
""",
    """
threshold +R:
verbs: keep, include, retain, restrict, limit, take, use
role: [<ONLY>] [the/all] (voxels/pixels/intensities/values/densities) [that are] | to [the]
    (voxels/pixels/intensities/values)
things: [of/in/inside/within] {known}
args: [from/between/of/at/within] [the] [range] [of/from] {low} [<HU>] (to|and|through|up to|-) {high} [<HU>]
args: <HU1> {low} [<HU>]
args: <HU2> {high} [<HU>]
args: <ONLY>
""",
    """
threshold:
nouns: [the/a] (minimum|min|lower limit) [value] [of/to/at] {low} [<HU>] [,] [and] [the/a] (maximum|max|upper limit)
    [value]
    [of/to/at] {high} [<HU>]
things: [of/on/for/in/to/inside/within] {known}
""",
    """
shift +T handled=1:
verbs: move, shift, slide, displace, translate, nudge, push, bump, scoot, shunt, shuffle, inch, jog, budge
things: {known}
args: [by] {amount} | {where} | {scope} | over
""",
    """
shift handled=1:
nouns: (shift/nudge/translation/displacement/push/bump) [of]
lone: (shift/translation) [:/,] [by] {measured} [,] {where} | displacement by {measured} [,] {where}
things: [of/on/for/to] {known}
args: [of/by] {amount} [of] | {where} | {scope} | over
""",
    """
shift +TR where=superior:
verbs: raise, lift
things: {references}
role: [by] {measured}
""",
    """
shift +TR where=inferior:
verbs: lower
things: {references}
role: [by] {measured}
""",
    """
select:
verbs: come back to, turn back to, head back to, select, activate, focus on, concentrate on, switch [back/over] to,
    return to, go back to, get back to, turn to, work on, go back to working on, get back to working on, carry on
    with, pick up
nouns: [the] [active/current/selected] (structure/mask/one/object)
done: active/selected/current
lights: keep/call
things: {concept}
args: back
""",
    """
select:
nouns: [the] focus [back] (on|to|onto) | back to work on | work on
lights: shift/move/switch/turn
things: {concept}
args: back
""",
    f"""
show +T -O:
verbs: show [me/us], display, unhide, reveal
done: visible/shown/displayed/unhidden | (in|into|on) [the/to/my] {_ON_SCREEN} | on display | back (on|up|in|into)
    [the/to]
    [view/screen/display]
lights: turn/switch
things: {{known}} | [the/your/my] (outline|contour|segmentation|mask|delineation) of {{known}}
args: <MOMENT>
""",
    f"""
hide +T -O:
verbs: hide, conceal
done: invisible/hidden | (out of|off) [the/my] {_ON_SCREEN} | out of (sight|my way)
lights: turn/switch/move/keep/clear/lift/whisk/shift
things: {{known}}
args: <MOMENT>
""",
    """
goto_slice:
nouns: [at/on/to/over/of] [the] [{plane}] (slice/image/frame) [<NUMBER>] {index} | [to] [the] {nth} [{plane}] slice
lights: take/bring/get/put/pull/open/show/jump/scroll/skip/move/navigate/load/display/see/check/view/look [me/us]
    [up/over/back]
    [at/to] | have a look at
args: [in/on/of] [the] {plane} [plane/view/stack/series/one/direction]
""",
    """
step:
nouns: [the] (next/following/subsequent) [{plane}] (slice/image/frame)
nouns: [the] {count} [{plane}] (slice/slices) (further|forward|forwards|ahead|on|up|higher) | (forward|ahead|up|on)
    [by] {count} (slice/slices)
nouns sign=-1: [the] (previous/prev/preceding) [{plane}] (slice/image/frame)
nouns sign=-1: [the] {count} [{plane}] (slice/slices) (back|backward|backwards|down|lower|earlier) |
    (back|down|backwards) [by] {count} (slice/slices)
lights: take/move/go/bring/get/put/jump/scroll/skip/step/advance/show/see/view/look/flip/page/hop/shuffle/inch/tick/roll
    [me/us] [to/at/on/along]
args: [in/on] [the] {plane} [plane/view/stack]
""",
    f"""
view:
lone: {{plane}} (reformat/reformats/reconstruction/projection/orientation/perspective/cut)
nouns: (over|across|through|round|around|on) to [the/a] {{plane}}
nouns: [in/on/from/to] [the/a] {{plane}}
    (view/views/plane/orientation/reformat/reformats/slices/cut/cuts/section/sections/projection |
    reconstruction/mode/stack/direction/perspective/images)
lights: show/see/view/look/switch/change/flip/turn/go/display/open/load/move/rotate/pull/hop/jump/swing/spin/skip/pop
    [it/me/us] [over/up/back/around/round/across/through/on] [to/at/in/into] | have a look
args: {_OF_IMAGE}
""",
    f"""
window:
nouns: {{preset}} (window/windows/windowing/setting/settings/preset/presets/level/levels/contrast)
    [settings/setting/preset/level]
lone: {{preset}} (window/windowing) (settings/setting/preset/level/levels) | {{preset}} (preset|presets)
nouns: [a/the] (window/windows/windowing/settings/preset/contrast) [settings/setting/preset/level]
    (to|for|on|of|as|in) [a/the] {{preset}} [window/settings/setting/preset]
nouns: [the] (window/windowing/contrast) [to/of] [with] [a/the] <WIDTH> [of/to/at] {{width}} [hu] [,/and/with/a]
    [and/with] [a] <LEVEL> [of/to/at] {{center}} [hu]
nouns: [the] (window/windowing/contrast) [to/of] [with] [a/the] <LEVEL> [of/to/at] {{center}} [hu] [,/and/with/a]
    [and/with] [a] <WIDTH> [of/to/at] {{width}} [hu]
lights: switch/change/go/load/see/show/view/display/look/adjust/turn/select/choose/pull/flip/stick/pop/chuck/throw/whack
    [it/me/us]
    [over/on/up/back] [to/at/with/in]
args: {_OF_IMAGE} | in/with/at/under/through/on/to/up
""",
    f"""
zoom direction=in:
verbs: zoom [right/way] in, magnify, zoom, get closer, go closer, move closer, come closer
nouns: [much/a/even] closer (look/view) [at] | [higher/more/bigger] (zoom/magnification) | magnified view
done: closer
args: {_OF_IMAGE} | <BITS> | on/at | bit/more/further | [at/on] (this/that/the) (field/area/region/spot/bit/corner/part)
""",
    f"""
zoom direction=out:
verbs: zoom [right/way] out, zoom back [out]
nouns: wider (look/view) [at] | (lower|less) (zoom|magnification)
args: {_OF_IMAGE} | <BITS> | bit/more/further
""",
    """
undo:
verbs: undo, revert, reverse, roll back, take back, back out, rewind, wind back
nouns: undo/rollback [of/on]
done: (rolled|taken) back
args: [of/on/for] [the/my/that/your/this/our] (last/previous/latest) [one] [<STEPS>] | [the/those/my] [last/previous]
    {count} <STEPS> | [of] what (you|i|we) just
    did | it/that/this [last] [one/<STEPS>] | [by] {count} <STEPS>
""",
    """
undo +R:
verbs: scrap, discard, drop, delete, remove, cancel, forget, reject, ditch, ignore
role: [the/that/my/your/this/our] (last/previous/latest) [one/two]
    (step/change/edit/action/command/operation/modification)
""",
    """
undo:
lone: (back/backwards) (one|a|by one|by a) step | (one|a) step (back|backwards)
lone: (back/backwards) [by] {count} steps
""",
    """
list:
nouns: (rundown/recap/inventory/overview/summary/list) [of]
lights: show/read/run [me/us] [out/through]
args: [of] (what|everything|all) [that] (is|has been|was|we have|you have|i have|there is) [been/already]
    (segmented/outlined/done/contoured/found/drawn/finished/there/here) [already/here]
args: [of/on] (what we have|what you have|what there is|everything|all [of] [the]
    (structures|masks|segmentations|contours)) [already/here]
""",
    """
redo:
verbs: redo, reinstate, reapply
nouns: redo [of/on]
args: [of/on] [the/my/that/your] (last/previous/latest) [undone] [<STEPS>] | [the] [last/previous] {count} <STEPS> |
    it/that/this [one/<STEPS>]
""",
    """
reset +R:
verbs: reset, restart
role: [the/this/my/our] (whole/entire/complete/full) (session/thing/work) | everything from (scratch|the start)
""",
    """
reset:
nouns: [full/complete/total/hard/whole] (reset|restart) | (clean|blank) slate | (fresh|clean) start
done: reset
args: [of/on/for] (everything | all [of it] | [the/this] [whole/entire] session | the whole thing)
""",
    """
measure -O what=volume:
verbs: size up
nouns: [total/whole/overall] (volume/volumes/volumetry/size)
    [measurement/measurements/calculation/estimate/determination/figure/number] |
    [number/count] of <ML>
lone: volumetry | volume (measurement|calculation|determination|estimation)
lights: calculate/compute/determine/measure/report/estimate/tell/show/know/see/quantify/state [me/us] [out] |
    (work|figure|read) out
things: [of/for/on] {known} ['s]
args: in <ML> | {scope} | calculated/computed/determined/measured/estimated/reported
""",
    """
measure -O what=volume:
verbs: measure
nouns: measurement/measurements
things: [of/for/on] {known}
""",
    """
measure -O what=diameter:
nouns: [the/its] [max/maximum/maximal/largest/longest/greatest/mean/axial/transverse] <DIAMETER>
    [measurement/measurements/figure]
lone: <DIAMETER> measurement
lights: calculate/compute/determine/measure/report/estimate/tell/show/know/see/quantify/state [me/us] [out] |
    (work|figure|read) out
things: [of/for/on] {known} ['s]
args: in (mm|cm|millimetres|millimeters|centimetres|centimeters) | {scope} |
    calculated/computed/determined/measured/estimated/reported
""",
    """
measure -O what=area:
nouns: [the/its] [surface/cross] [sectional] area [measurement/measurements/figure]
lone: [surface/cross] [sectional] area measurement
lights: calculate/compute/determine/measure/report/estimate/tell/show/know/see/quantify/state [me/us] [out] |
    (work|figure|read) out
things: [of/for/on] {known} ['s]
args: in <CM2> | {scope} | calculated/computed/determined/measured/estimated/reported
""",
    """
measure -O what=intensity:
nouns: [the/its] [mean/average/typical] (intensity/density/attenuation/hu/brightness)
    [value/values/measurement/figure/number] | hounsfield (value|values)
lights: calculate/compute/determine/measure/report/estimate/tell/show/know/see/quantify/state [me/us] [out] |
    (work|figure|read) out
things: [of/for/on/in/inside/within] {known} ['s]
args: {scope} | calculated/computed/determined/measured/estimated/reported
""",
    """
save -Q:
verbs: save, export, store, write (out|down), output, download, dump
nouns: [{format}] (export/download/dump) [file] | {format} (file/object/version/copy/files)
nouns format=nifti: nifti/nii/nifty
nouns format=rtstruct: rtstruct/rtss | rt struct | rt structure set
nouns format=dicom_seg: dicom (seg|segmentation)
nouns format=json: json
nouns format=png: png
done: (as|in|to|into) [a/an/the] {format} [file/format/object/image]
things: [of/for/from/with] {known}
args: [the/my/our/these/this/all/current] [segmentation/final]
    (result/results/work/output/masks/segmentations/contours) [so far] | it all | [to/on] [the] disk | to [a] file
    | [as/in/to/into/using] [a/an/the] {format} [file/format/object/files/please]
""",
    """
save +R:
verbs: write, put, convert, turn, drop, send [out/over]
things: [of/for/from/with] {known}
role: (as|in|to|into) [a/an/the] {format} [file/format/object/files] | (on|to) [the] disk as [a/an/the] {format} [file]
args: [the/my/our/these/this/all/current] [segmentation/final] (result/results/work/output) [so far] | out/down
""",
    """
delete +TR -OPQ:
verbs: remove, drop, throw, take, kick, clear, get
things: {known}
role: [out] (from|off|of) the (session|scene|project|workspace)
""",
    """
delete +T -OPQ:
verbs: delete, erase, discard, scrap, trash, bin
things: {known}
args: completely/entirely/altogether/permanently | for good
""",
)
"""One table per way in which an op is spoken of."""
