"""How people look around, show and hide, measure, and what planes, windows and formats are called in English."""

from __future__ import annotations

__all__ = ["LOOKING", "VALUES"]

_WHICH = {
    "largest": "largest biggest larger bigger main",
    "smallest": "smallest tiniest smaller",
    "leftmost": "leftmost",
    "rightmost": "rightmost",
    "uppermost": "uppermost topmost highest upmost",
    "lowermost": "lowermost lowest bottommost",
}
_PLANES = {
    "axial": "axial transverse transversal axials axially ax tra horizontal transaxial",
    "coronal": "coronal frontal cor coronals coronally",
    "sagittal": "sagittal sag sagittals sagittally lateral",
}
_PRESETS = {
    "soft_tissue": ("soft tissue", "soft tissues", "softtissue", "abdomen", "abdominal", "standard", "soft"),
    "lung": ("lung", "lungs", "pulmonary"),
    "bone": ("bone", "bones", "bony", "skeletal"),
    "brain": ("brain", "cerebral", "head"),
    "mediastinum": ("mediastinum", "mediastinal"),
    "liver": ("liver", "hepatic"),
}
_FORMATS = {
    "nifti": ("nifti", "nii", "nii gz", "nii.gz", "nifty", "nifti file", "nii file"),
    "dicom_seg": ("dicom seg", "dicom segmentation", "dicom seg object", "dicomseg", "seg", "dcm seg", "dicom segs"),
    "rtstruct": ("rtstruct", "rt struct", "rt structure set", "rtss", "rt structure", "rtstructs", "dicom rtstruct"),
    "png": ("png", "pngs", "png image", "png file"),
    "json": ("json", "json file"),
}

VALUES = {
    "which": {word: which for which, words in _WHICH.items() for word in words.split()}
    | {"furthest left": "leftmost", "furthest right": "rightmost", "most left": "leftmost"},
    "plane": {word: plane for plane, words in _PLANES.items() for word in words.split()},
    "preset": {phrase: preset for preset, phrases in _PRESETS.items() for phrase in phrases},
    "format": {phrase: name for name, phrases in _FORMATS.items() for phrase in phrases}
    | {"dicom rt struct": "rtstruct", "dicom rt": "rtstruct", "rt": "rtstruct"},
    "side": {f"{side}{noun}": f"{side}{noun}" for side in ("left", "right", "other") for noun in ("", " side")},
}

LOOKING = """
scope: [but] [only/just] [here] <ONHERE> [only/alone/please/here]
scope: [but] [only/just] (from | between | in | on | for | over) [the] [{plane}] slice/slices/sl [<NUMBER>] {from}
    (to/and/through/thru/until/till/up) [to] [{plane}] [slice/slices] [number] {to} [only]
scope: [but] [only/just] (from | between | on | in | over | for) [the] [{plane}] slice/slices [number] {from}
    (to/and/through/thru/until/till) [slice] {to} [in/on] [the] {plane} [plane/view/slices]
scope: [but] [only/just] (slices/slice/sl) [<NUMBER>] {from} (to/and/through/thru/until/till) {to} [[,] [in/on] [the]
    {plane}] [only]
scope: [but] [only/just] {plane} (slices/slice/sl) [<NUMBER>] {from} (to/and/through/thru/until/till) {to} [only]
scope: [but] [only/just] (on|in|for) [the] [{plane}] slice [<NUMBER>] {from} [only]
scope: [but] [only/just] (below/under/beneath/underneath/before) [the] [{plane}] slice [<NUMBER>] {below}
scope: [but] [only/just] (above/beyond/past/after) [the] [{plane}] slice [<NUMBER>] {above}
scope: [but] [only/just] (up to | until | till) [the] [{plane}] slice [<NUMBER>] {upto}
scope: [but] [only/just] from [the] [{plane}] slice [<NUMBER>] {onward} (on/onward/onwards/up/upward/upwards |
    and (up|above|on|higher|beyond) | to the (top|end|last [slice]))
scope: [but] [only/just] from [the] [{plane}] slice [<NUMBER>] {upto} (down/downward/downwards | and
    (down|below|lower) | to the bottom)
scope: [but] [only/just] [on/in] [{plane}] slices/slice {onward} and (up|above|higher|upwards|onwards|beyond)
scope: [but] [only/just] [on/in] [{plane}] slices/slice {upto} and (down|below|lower|downwards)
scope: [but] [only/just] (from|between) the (bottom|first slice) (to|up to|and) [the] [{plane}] slice [<NUMBER>] {upto}

goto_slice: [<GOTO>] [the] [{plane}] (slice/slices/sl/image) [<NUMBER>] {index} [please]
goto_slice: [<GOTO>] [the] (slice/sl) [<NUMBER>] {index} [,] [in/on/of] [the] {plane} [view/plane/series/stack]
goto_slice: [<GOTO>] [the] {plane} [<NUMBER>] {index}
goto_slice: [<GOTO>] [the] {nth} [{plane}] slice | [<GOTO>] [the] {nth} slice (in|on|of) [the] {plane}
    [view/plane/series/stack]
goto_slice: <GOTO> (<NUMBER>) {index}
goto_slice: (go|jump|scroll|skip) to {index}
goto_slice: on to slice {index}

step: [<GOTO>] [go] [to] [show] [me] [the] (next/following/subsequent) [{plane}] [slice/sl/one/image/frame]
step sign=-1: [<GOTO>] [go] [to] [show] [me] [back] [the] [to] [the] ((previous/prev/preceding/prior) [{plane}]
    (slice/sl/one/image/frame) | last [{plane}] (slice/image/frame))
step sign=-1: previous/prev
step: [the] next [{plane}] (slice/sl/image/frame) {count} times
step sign=-1: [the] (previous/prev) [{plane}] (slice/sl/image/frame) {count} times
step: [the] next {count}
step sign=-1: [the] (previous/prev) {count}
step: [the] next {count} times
step sign=-1: (previous/prev) {count} times
step count=2: [the] next [one] twice
step sign=-1 count=2: (previous/prev) [one] twice
step count=2: [the] next [{plane}] (slice/sl/image/frame) twice
step sign=-1 count=2: [the] (previous/prev) [{plane}] (slice/sl/image/frame) twice
step: the slice (after this [one] | after that | that follows)
step sign=-1: the slice (before this [one] | before that | before)
step: [the] next {count} [{plane}] slices
step: [<ON>] {count} [more] [{plane}] slice/slices [<FORTH>]
step: <ON> {count} [{plane}] slice/slices
step: [<ON>] {count} [{plane}] [slice/slices] <FORTH>
step: [<ON>] <FORTH> [by] {count} [{plane}] [slice/slices]
step: (scroll|go|page|step|skip) (forward/forwards/up/ahead/on) [a/one] [slice]
step sign=-1: [<ON>] {count} [{plane}] [slice/slices] <BACK>
step sign=-1: [i/we/you] [have] (overshot|overran|(went|gone) (too far|past [it])) [it] [,/so] [go] {count} [{plane}]
    [slice/slices] <BACK>
step sign=-1: [<ON>] <BACK> [by] {count} [{plane}] [slice/slices]
step sign=-1: [<ON>] <BACK> [a/one] [{plane}] slice
step sign=-1: (scroll|page|step|skip) (back/backward/backwards/down)
step: [<ON>] {count} slice/slices <FORTH> (in|on) [the] {plane} [view/plane/stack]
step sign=-1: [<ON>] {count} slice/slices <BACK> (in|on) [the] {plane} [view/plane/stack]
step: <ON> {count} slice/slices (in|on) [the] {plane} [view/plane/stack]
step: [the] next slice (in|on) [the] {plane} [view/plane/stack]
step sign=-1: [the] previous slice (in|on) [the] {plane} [view/plane/stack]

view: [<VIEWING>] [it/this/that] [in/from] [the/a/to] [to] [the/a] {plane}
    [view/views/plane/planes/orientation/slices/images/section/sections/direction/one/slice/reformat/image/cut]
    [now/again]
view: [<VIEWING>] [it/this/that] {plane} [please]
view: (put|bring|pull|throw|call) [the] {plane} [view/views/plane/slices/images/one/ones] up |
    (pull|bring|call|put|throw) up [the/a] {plane} [view/views/plane/slices/images/one/ones]
view: (have|take) a look at (it|this|that) (in|from|on) [the] {plane} [view/plane/orientation]
view plane=sagittal: [<VIEWING>] [it/this/that] [from] [the] (side) [view] | [<VIEWING>] [the/a] side view
view plane=coronal: [<VIEWING>] [it] (from the front | [the/a] front view)
view plane=axial: [<VIEWING>] [it] (from (above|below|the top) | [the/a] top view)

window: [<WINDOWING>] [it/this/that] [in/with/at] [to/on/the/a/an] [the/a] {preset}
    (window/windows/windowing/setting/settings/preset/view/level) [now/again]
window: [<WINDOWING>] [the/a] {preset} (window/windows/windowing/setting/settings/preset/view) [,/and] not [the/a]
    (soft tissue|lung|bone|brain|mediastinum|mediastinal|liver|abdomen) [window/one]
window: <WINDOWED> [the/a/an] {preset} (window/windows/windowing/setting/settings/preset/view/level) [on/up/in]
window: ((can|could|may) (i|we) (see|have|view|look at) | view | look at) (it|that|this) on {preset}
    [windows/settings/now]
window: (put|turn|switch) on [the/a/an] {preset} (window/windows/windowing/setting/settings/preset/view/level)
window: (window/windows/preset) [it/this] [to/for/on] [the] {preset}
window: [<WINDOWING>] [the] [window/windowing] [to/at/with/of] [a/the] <LEVEL> [of/to/at/=/:] {center} [hu]
    [,/and/with/a] [and] [a/the] <WIDTH> [of/to/at/=/:] {width} [hu]
window: [<WINDOWING>] [the] [window/windowing] [to/at/with/of] [a/the] <WIDTH> [of/to/at/=/:] {width} [hu]
    [,/and/with/a] [and] [a/the] <LEVEL> [of/to/at/=/:] {center} [hu]
window: [<WINDOWING>] [the] [window/windowing] [to/at/of] {width} / {center} [hu]
window: [<WINDOWING>] [the] window/windowing/ww/w [to/at/of] {width} [hu] [,] [and] [a] [at/with] (<LEVEL>)
    [of/to/at] {center} [hu]

zoom direction=in: (zoom/zooming) [me] [right/closer/further/more/back] in [<BITS>] | closer | get closer
zoom direction=in: [that is | it is | we are | i am] (too far away | too far out) [,] zoom in
zoom direction=in: zoom in on (it|this|that)
zoom direction=in: come closer | go closer | magnify [it/this/that/the] [image/view/picture] [<BITS>]
zoom direction=in: zoom [<BITS>] | zoom [<BITS>] in [further/more/closer] | [<BITS>] closer [in]
zoom direction=in: [move/go] in closer
zoom direction=in: (zoom/zooming) [<BITS>] in [<BITS>] | enlarge the (view|image|picture|display) [<BITS>]
zoom direction=in: make the (image|picture|view|display) [<BITS>] (bigger|larger) | zoom in (further|more|again)
zoom direction=out: (zoom/zooming) [<BITS>] [right/further/more/back] out [<BITS>] | [<BITS>] further (away|out)
zoom direction=out: make the (image|picture|view|display) [<BITS>] smaller | zoom out (further|more|again)
zoom direction=out: back out <BITS> | [zoom out [,]] [that is | it is | we are | i am]
    (too close | too near | zoomed in too (far|much)) [,] [zoom out]
zoom direction=out: move [further] away | zoom further out
zoom direction=reset: (reset/original/normal/default/undo/clear/standard) [the] (zoom/zooming/view/magnification)
    [level]
zoom direction=reset: zoom reset | no zoom | (normal|default|original) (zoom|magnification) again
zoom direction=reset: (fit|get) (it|everything|the whole (thing|image|picture|scan|slice)) [back] (on|in|into|to)
    [the/my] (screen|window|view|frame) [again]
zoom direction=reset: (fit|zoom) [it/the] [image/view] to [the] (screen|window|fit|view|display)
zoom direction=reset: zoom to (fit|normal|100 percent|100 %|original) | full view | fit view
zoom direction=reset: (zoom|go) [all] [the] [way] back (to normal | to the original [zoom/size])
zoom direction=reset: reset [the] (view|zoom|magnification|display) [please] | zoom all the way out | zoom out all
    the way
zoom direction=reset: (show|see) [me] the whole (image|picture|slice|scan|view) [again]
zoom direction=reset: (the|back to) [the] (original|normal|default) (zoom|size|magnification)

show_only: <SHOW> (only|just|nothing but) {target} | only (show|display) {target}
show_but: <SHOW> (everything|all) [else] <BESIDES> {target}
show_only: (hide|turn off) (everything|all|all the others|all others) [else] <BESIDES> {target}
show_only: hide (everything|all|all [of] [the] (others|other structures|structures|masks)) [else] (<BESIDES>)
    {target}
show_only: hide/conceal (the others | all others | the rest | everything else | all the others | all the rest | all
    else | all other structures | the other structures | the other ones)
show: show/unhide/display | <SHOW> {target} [again/once/please/now/too] [again/more] [<MOMENT>]
show: (make|have|render) {target} (visible|appear) [again] | (turn|switch) {target} [back] on [again]
show: (bring|put) {target} back (up|on|into view) [on] [the/my] [screen/display/view/monitor]
show: bring {target} back (up|on|into view) | put {target} back on | turn (the) (overlay|masks) on
show: bring (back ({concept}|{all}|them) | ({concept}|{all}|them) back) [again/please]
show: (put|get|give me) (back {concept} | {concept} back) [again/please]
show: (restore|recover|reinstate|undelete) ({concept}|{all}|them) [again/please]
show: {target} (on|visible|shown|displayed) [again/now]
hide: hide | <HIDE> {target} [again/please/now] [<MOMENT>] | (make|render) {target} (invisible|disappear) [<MOMENT>]
hide: (i|we) ((do not|no longer|not) (want|need) to|want not to) see {target} [any more | anymore | any longer | now]
    [<MOMENT>]
hide: {target} (hidden|invisible|off) [again/now] [<MOMENT>]
hide: (turn|switch) {target} off [<MOMENT>] | take {target} off the (screen|display|view)

begun: <BEGIN> [the/a/with] [the] (segmentation|delineation|contouring|outlining|segmenting|annotation) [of] {concept}
begun: (once|after|when|as soon as) {concept} (is|are|has been|have been) (segmented|outlined|contoured|done|ready)
begun: (once|after|when|as soon as) you (have|are) [done] (segmented|outlined|segmenting|outlining|contouring) {concept}
begun: (after|upon) (segmenting|outlining|contouring|delineating) {concept}
begun: <BEGIN> [the] {concept} (segmentation|delineation|contouring|annotation)

select: <SELECT> {target} [again/now/once] [more] [and (carry on|continue|go on|keep going|work)
    [there | with it | on it | on that]] | (make/set) {target} [the] active [structure/one/again/mask/now]
select: (make/set) {target} the (current|active|selected) (structure|one|mask|object) | {known} again
select: (set|make) the active (structure|one) to {target}

measure what=volume: [<TELL>] [the/its/their/a] [total/whole/overall/exact/current] (volume|size|volumes|volumetry)
    [in] [<ML>] [of {it}] [now/please/in] [<ML>]
measure what=volume: [<TELL>] {target} 's (volume|size) [in <ML>] | [<TELL>] {target} (volume|size) [in <ML>]
measure what=volume: how (many|much) <ML> [(is|are|does|do|has|have|of) {it}
    [have/has/measure/got/contain/hold/occupy/take/now]] [now | up | in total | altogether]
measure what=volume: <TELLME> how (many|much) <ML> {it}
    (is|are|has|have|holds|hold|contains|measures|occupies|takes up|comes to|makes) [now | in total | altogether]
measure what=diameter: <TELLME> how many (mm|cm|millimeters|millimetres|centimeters|centimetres) {it}
    (is|are|measures) [across/wide/long]
measure what=volume: how (many|much) <ML> (in|for) {it}
measure what=volume: (what|which) (volume|size) (is | are | does | do | has | have) {it} [have/has/got/now]
measure what=volume: <ML> [please] | volume of {it}
measure what=volume: (what|which) (volume|size) {it} (has|have)
measure what=diameter: (what|which) <DIAMETER> {it} (has|have)
measure what=volume: (calculate|compute|get|determine|give me|tell me) [me] [the] (volume|size) [of {it}]
measure what=volume: {known} volume
measure what=volume: [<TELL>] [the] [total/whole/overall] (volume/size) of {all} (i|we|you) have [already]
    (outlined|segmented|drawn|marked|done|got|found|contoured) [so far]
measure what=volume: how much (volume|space) (does|do) {it} (have|take up|occupy)
measure what=volume: how (many|much) <ML> would (it|that|this) be | how (big|large) {it} is
measure what=volume: [can/could] [you] (tell|show) me how (big|large) {it} (is|are)
measure what=diameter: [<TELL>] [the/its/their/a]
    [max/maximum/maximal/largest/longest/greatest/biggest/long/mean/axial/transverse/minimum/short/shortest]
    <DIAMETER> [of {it}] [now/please/in] [mm/cm/millimeters/millimetres/centimeters/centimetres]
measure what=diameter: [<TELL>] {target} 's [max/maximum/maximal/largest/longest] <DIAMETER>
measure what=diameter: how (wide|thick|broad) [in mm | in cm | in millimetres | in millimeters] | how long in (mm|cm)
measure what=diameter: how (long|wide|thick|tall|broad|high|deep) (is|are|was) {it} [now/at/exactly/across] [its]
    [widest] [point]
measure what=diameter: how many (mm|cm|millimeters|millimetres|centimeters|centimetres) [(is|are|does|do) {it}]
    (across|wide|long|in diameter|measure) [(is|are) {it}]
measure what=diameter: how far across (is|are) {it} | how (big|large) [is/are] {it} across | {known} diameter
measure what=diameter: what (does|is) {it} measure across | how far (does|do) {it} (measure|go|extend|reach) across
measure what=volume: how (much|many) is the (volume|size) [of {it}] [in <ML>] | [<TELL>] (volume|size) {known} [in <ML>]
measure what=diameter: [<TELL>] <DIAMETER> {known} | what do you (make|get|have) [for] [the/its/their] <DIAMETER> [of
    {it}]
measure what=volume: what do you (make|get|have) [for] [the/its/their] volume [of {it}]
measure what=area: [<TELL>] [surface] area {known}
measure what=diameter: how many (mm|cm|millimeters|millimetres|centimeters|centimetres) across (is|are) {it}
measure what=diameter: (tell|show) me how (long|wide|thick|tall) {it} (is|are)
measure what=area: [<TELL>] [the/its/their] [total/whole/cross] [surface/sectional/cross] [sectional] area [of {it}]
    [on this slice | in this slice | now] [in] [<CM2>]
measure what=area: [<TELL>] [the] [total/surface] area (on|for) {it}
measure what=area: [<TELL>] {target} 's [surface] area | {known} area | what area does {it} (have|cover)
measure what=area: how (many|much) <CM2> [(is|are|does|do|has|have) {it} [have/has/cover/measure/got]]
measure what=intensity: [<TELL>] [the/its/their] [mean/average/median/typical/max/maximum/minimum/min] [ct]
    (intensity|density|hu|hounsfield|brightness|attenuation|intensities|densities|signal|hus|suv)
    [unit/units/value/values/number/intensity] [(of|in|inside|for|within) {it}] [now]
measure what=intensity: [<TELL>] {target} 's [mean/average] (intensity|density|hu|brightness|attenuation) [value]
measure what=intensity: {known} (density|intensity|attenuation|hu)
measure what=intensity: [can/could] [you] tell me how (bright|dense|dark) {it} (is|are)
measure what=intensity: how (bright|dense|dark|intense|hyperdense|hypodense) (is|are) {it}
    [on average | overall | in there | now] [[,] in (hu|hounsfield [units])]
measure what=intensity: how many (hu|hounsfield [units]) [(is|are|does|do|has|have) {it}
    [have/has/measure/got/measuring/reading/read/showing/show]]
measure what=intensity: (what|which) (hu|density|intensity|brightness|attenuation) [values/value]
    (does|do|has|have|is|are) {it} [have/has]
measure what=count: how many {target} (are there | do we have | have we got | can you (see|find|count|detect) | are
    (visible|present|in there|in the image|here) | do you (see|find|count) | did you (find|get|segment|count) | have
    you (found|got) | there are | do you have | is it) [here | now | in total | altogether | in there | so far]
measure what=count: how many {target} | count {target} [please/now/for] [me]
measure what=count: [<TELL>] [the] [total] (number|count) of {target}
measure what=count: how many (are there|are they|do we have|have we got|of them are there|pieces are
    there|components are there) [here | now | in total | altogether]
measure what=count: how many (separate/distinct/individual/single/different/loose) <PIECES> (does|do|has|have|are|is)
    ({it} [have/has]|there|in {it})
measure what=count: how many <PIECES> (does|do|has|have) {it} (have|has|consist of) | count them [all] | count
measure what=count: how many (is|are|was) (that|it|this|they|those) [now | in total | altogether | all together]
measure what=count: how many (does|do) (that|it|this|they|those) make [now | in total | altogether]
measure what=count: how many {target} (is|are|was|were) (that|it|this|left|those) [now | in total | altogether]
measure what=count: how many {target} (does|do) (that|it|this|we) (make|have left) [now | in total | altogether]
measure what=count: how many (did you (find|get|count|segment)|can you (see|find|count)|do you (see|count|find)) [now |
    in total | altogether | there]
measure what=count: how many (are|is) (left|remaining) [now] | how many (do|have) (we|i|you) (have|got) left [now]
measure what=count: how many [of them] | {known} count
measure what=volume: measure/quantify [{thing}] [size/volume] | measure [the] (volume|size) [of {it}]
measure what=volume: how (big|large|sizable) [is/are/was/does] {thing} [now/exactly/actually/get/look/right] [now]
    [,] [in <ML>]
"""
