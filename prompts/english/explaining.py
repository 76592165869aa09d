"""How people say in English why they ask for something."""

from __future__ import annotations

import re

from limis.prompts.english.inflections import verb_forms
from limis.prompts.english.remarking import ARTEFACTS
from limis.prompts.english.swaying import SWAYING
from limis.prompts.phrases import word_set

__all__ = [
    "BECAUSE",
    "ENDS",
    "EVALUATING",
    "PARTS",
    "PRAISING",
    "PURPOSES",
    "REGRETS",
    "REJECTING",
    "REJECTIONS",
    "SLIPS",
    "STATEMENTS",
    "THEREFORE",
    "USES",
    "WORDS",
    "WORSENINGS",
]

BECAUSE = (
    *("because", "since", "otherwise", "or else", "cause", "cos", "coz", "cuz", "given that", "seeing that"),
    *("seeing as", "considering that", "because otherwise", "so that", "that way", "now that", "or otherwise"),
)
"""What begins a reason."""

THEREFORE = ("so", "as", "for")
"""What begins a reason where a subject follows, and much else where none does."""

_PARTS = """
ME: i/we
ADV: [just/only/also/still/all/really/quite/simply/always/often/usually/clearly/barely/obviously/apparently/now/
    currently/completely/totally/sometimes/somehow/then/even/mostly/partly/slightly/keep/keeps/kept]
DO: is/are/was/were/am/has/have/had/does/do/did/can/could/'s/gets/got
DEM: it/this/that/these/those/there
THE: the/this/that/these/those/my/our/his/her/their/your/its/a/an/some/most/all/both/every
ALL: (everything/everybody/everyone) [else]
VERB: looks/look/looked/seems/seem/seemed/appears/appear/sits/sit/sat/lies/lie/lay/stands/stand/stood/hangs/hang/
    goes/go/went/comes/come/came/gets/got/gives/give/gave/makes/make/made/takes/took/needs/need/needed/wants/want/
    likes/like/hates/hate/loves/love/prefers/prefer/uses/use/used/works/work/worked/hides/covers/blocks/overlaps/
    obscures/distracts/confuses/bothers/irritates/annoys/hurts/drives/drive/touches/reaches/runs/run/ran/ends/begins/
    starts/started/stops/moves/moved/breathes/breathed/coughs/coughed/swallowed/shifted/belongs/belong/matters/fits/
    counts/holds/keeps/shows/showed/flickers/dazzles/glares/shines/blurs/fades/faded/jumps/jumped/drifts/drifted/
    floats/float/sticks/stuck/varies/differs/changes/grew/grows/lost/loses/broke/breaks/lives/helps/helped/
    thinks/meet/meets/join/joins/touch/reach/overlap/merge/separate/separates/
    bugs/bugging/annoying/irritating/contains/includes/covers/brings/worries/concerns/troubles/misses/failed/
    fails/cares/care/trusts/operates/operated/
    resected/removed/took/complains/complained/insists/feels/feel/felt/hit/bulges/crosses/merges/merged/ate/slept/
    asked/asks/asking/disappeared/vanished
CLAIM: am/was/were/are/have/has/had/need/needed/can/could/lost/lose/broke/find/found/hate/prefer/use/used/work/
    worked/see/saw/compare/love/loved/like/liked/got/get/miss/missed/clicked/drew/made/messed/do/keep/trust/own/did/
    teach/wear/care/operate/overdid/overshot/hit/came/will/must/suspect/forgot

SIDED: upper/lower/left/right/medial/lateral/anterior/posterior/superior/inferior/front/back/top/bottom/inner/outer
EDGE: edge/edges/border/borders/outline/outlines/contour/contours/margin/margins/boundary/rim/mask/segmentation
STEP: [step/steps/change/changes/edit/edits/action/actions/one/ones/thing/things/bit]
IT: it/they/those/these/'s | that one | this one | that thing | this thing | (the/those/these) (ones/two/three/lot) |
    the (rest|other one|others|old one|first one|last one|whole thing|whole lot) | [all] of (it|that|this|them) |
    [the/my/your/our/those/these] last [two/three/four/2/3/4/few] <STEP> | last one |
    (the/this/that/those/these) [old/new/whole] (result/mask/outline/contour/segmentation/drawing/shape/
    results/masks/contours/outlines)
ANY: it/them/that/this/those/these/one | (that|this) one | any of (it|that|them|those|these) | (these|those) two
VERY: [just/all/simply/only/quite/rather/completely/totally/utterly/absolutely/entirely/clearly/pure/really/far/so/
    too/such/actually/obviously/always/still/plain/sheer] [a/an] [complete/total/utter/right/bit/real]
BAD: rubbish/wrong/nonsense/useless/garbage/junk/crap/bad/worthless/superfluous/redundant/obsolete/outdated/hopeless/
    unusable/worse/unneeded/irrelevant/broken/terrible/awful/horrible/inaccurate/trash/mess/disaster/failure/failed/
    empty/poor/ugly/unnecessary | no (good|use|better) | of no (use|interest) | not (any good|any use|of any
    use|right)
ABSENT: (no longer|not) [really/even/at] [all] (needed|used|useful|relevant|wanted|required|interesting|of interest)
FILE: slide/case/patient/image/series/scan/study/file/volume/dataset/sequence/exam/picture/kid/child/baby/infant/boy/
    girl/man/woman/lady/guy/person/folder/timepoint/stack
OPENED: [(open/opened/loaded/up/selected/displayed/here | on [the/my] screen | in front of me)]
SELDOM: [really/even/usually/normally/routinely/ever/actually/generally/currently/typically]
WORK: report/measure/count/score/grade/analyse/analyze/evaluate/assess/track/model/treat/irradiate/submit/publish/code/
    quantify/annotate/deliver/interpret/contour/segment | care about | look at | bother with | deal with | work with
WORKED: reported/measured/counted/scored/graded/analysed/analyzed/evaluated/assessed/tracked/modelled/treated/
    irradiated/submitted/published/coded/quantified/annotated/delivered/interpreted/contoured
DUTY: protocol/report/study/analysis/guideline/guidelines/scope/dataset/registry/trial/template
ANYWAY: [(anyway/anyhow/anymore/now/here/either | any more | any longer | at all | right now | like that | like this)]
FOR: [(for/in/at/on) {words}]
EVENT: operation/surgery/board/meeting/biopsy/resection/transplant/transplantation/theatre/theater/appointment/clinic/
    lecture/talk/deadline/presentation/review/conference/radiotherapy/chemotherapy/dialysis/exam/shift/job/round/
    rounds
SOON: [early | first thing | already] (tomorrow [morning/afternoon/evening/night] | tonight | (next|this)
    (week|month|morning|afternoon|evening) | [on] (monday|tuesday|wednesday|thursday|friday) | today)
"""
PARTS = f"{_PARTS}ARTEFACT: {'/'.join(sorted(ARTEFACTS))}\n"

STATEMENTS = """
<ME> <ADV> (<CLAIM>) {words}
<ME> <ADV> {done} [{words}]
<ME> <ADV> (want/need) {noun} to {words}
<ME> <ADV> (want|need|have|like) to (look/leave/compare/measure|{deed}) [{words}]
(he/she/they) <ADV> {deed} [{words}]
(it/they/these/those) <ADV> {done} [{words}]
<DEM> <ADV> (<DO>) {words}
<DEM> <ADV> (<VERB>) [{words}]
(<THE> {noun} | <ALL>) <ADV> (<DO>) {words}
(<THE> {noun} | <ALL>) <ADV> (<VERB>) [{words}]
nothing is (there|left|visible) [{words}]
[the/its] (contrast/resolution/image/images/noise/quality/scan/picture/slices/artefacts/artifacts/motion/brightness/
    visibility/view) <ADV> (is/are/looks/look/seems/seem/was/were) {words}
[<SIDED>] <EDGE> <ADV> (is/are/looks/look/seems/seem/appears/appear) {words}
<THE> {noun} {done} (it|them|this|that|me|us|<ALL>) [{words}]
{noun} ('s/is/are) [all/now/already] (done|finished|complete|ready)
(think/guess/reckon/suspect/fear/assume) (it/they/he/she/there/this/that) {words}
(looks/seems/appears/feels) {words} to me
[far/much/way/a bit] too (close|near) to {words}
can not (see|tell|make out|compare|find|stand|judge|measure|read) {words}
"""
"""What a person says of the state of things; none of it is asked for."""

REJECTIONS = """
<IT> (is/are/was/were/'s) <VERY> (<BAD>) <ANYWAY> <FOR>
[<IT> (is|are|was|were|'s)] [just/simply/really] <ABSENT> <ANYWAY> <FOR>
<IT> will (not | no longer) be (needed|used) <ANYWAY> <FOR>
<ME> [really/just/simply] (do not|will not|no longer|do no longer) [really/even] (need|use) (<ANY>) <ANYWAY> <FOR>
<ME> will (not|no longer) be (needing|using) (<ANY>) <ANYWAY> <FOR>
<ME> have no (use|need) for (<ANY>) <ANYWAY> <FOR>
<ME> can do without (<ANY>)
(nobody|no one) (will | is going to) [ever/really] (need|use|want|miss|read|open | look at | care about) (<ANY>)
    <ANYWAY> <FOR>
(nobody|no one) (needs|uses|wants|cares for|cares about) (<ANY>) <ANYWAY> <FOR>
<IT> (does|do|did) not (belong here|belong there|belong|help|fit|look right|look good)
<IT> (does|do) not (interest|concern) (me|us|anybody)
<IT> (is|are) not (ours|mine|part of (it|this|that))
<IT> [has/have/had] gone wrong
<ME> [have/just] [accidentally/just] (loaded|opened|picked|chose|took|had|have|got|clicked on |
    (was|am) (on|in|looking at)) the wrong (<FILE> | slice/phase/one) <OPENED>
<ME> (do not | never | no longer | do no longer) <SELDOM> (<WORK>) (<ANY>) <ANYWAY> <FOR>
<IT> (is|are) (not | never | no longer) <SELDOM> <WORKED> <ANYWAY> <FOR>
<IT> (is|are) (not | no longer) (in|on|part of|covered by|asked for in) (the/our/my/this/your)
    [study/trial/reporting] <DUTY>
[(it|that|this) (is|was) | got] [the] wrong <FILE>
<ME> [have/just] (did|done|made|drew|drawn|put|segmented|outlined) (<ANY>) (on|in|for|with|to) the wrong
    (<FILE> | slice/phase/one/side/organ/level/structure)
<IT> (went|came out|turned out|looks|look|looked|(is|are|was|were) (drawn|segmented)) <VERY>
    (wrong|bad|terrible|awful|badly|worse|horrible|dreadful|poorly|wrongly)
((that/this) [now] (looks|looked|went|came out|turned out) | (it|they) [now] (looks|look|looked) |
    (the/that/this/my/your) [last/first/second]
    (smoothing/step/edit/change/growth/shrinking/cut/shift/threshold/fill/shape) (looks|look|looked|
    was|were|is|are|went|came out|turned out)) [now] <VERY>
    (wrong|bad|terrible|awful|badly|worse|horrible|dreadful|poorly|wrongly|ugly|weird|odd|strange|silly|stupid|
    ridiculous | [far/way] too much) [now] <ANYWAY>
(that/it/this) was [far/way/a bit] too much [{deed}]
not (good|great|nice|right|ideal|better|fine|ok|okay)
(it/that/this/they/those/these/there) (is/was/are/were/'s) [<VERY>] [a/an/some/the/more | nothing but | a lot of |
    too much | full of]
    [{deed}|{deed} {deed}] (<ARTEFACT>) [{deed}] [(from/of/on/in/off/at/over/by) {noun}] <ANYWAY>
(it/that/this/they/those/these/there) (is/was/are/were/'s) [<VERY>] [a/an/some/the] (<ARTEFACT>) [,/and] not [the/a]
    {noun}
(it/that/this/they/those/these) (is/was/are/were/'s) (just/only/merely/simply | nothing but) (a/an/some) {noun}
(it/they/that) (caught/includes/included/took | took in | picked up) [only/just/some/the] (<ARTEFACT>)
"""
"""Why something may be thrown away or taken back."""

WORSENINGS = """
(that/this/it) [just/only/really/has/have] (made/makes) (it|things|matters|everything) [all/much/even/only] worse
(it|the {noun}) [has] (is|looks|got|gets|became|went|gotten) [even/much/far/only] worse [now/again | than before]
(that/this) (was|did|is|does) (worse|not help|not better|no better|no help)
(that/this/it/you) [have/has/just/also]
    (ate/eaten/swallowed/took/taken/removed/erased/deleted/chopped/lost/killed/wiped/ destroyed/cut) [off/out/away]
    (half|most|all|part|much|some|a (part|bit|piece|chunk|lot|half|third|quarter)) of {words} | (that/this/it)
    [have/has/just] (ate/eaten/swallowed) [half] {words}
[no] (that/this/it) (is/was) not [at all] what <ME> [really] (wanted/meant/asked/intended/said/expected | had in mind |
    was after | asked for) [at all/to/there]
<ME> liked it better [before | the old way | as it was]
(it/that) (was|looked) [much/far/a/just] [lot] (better|good|fine|right) before
<ME> [have] [really] made a [complete/total/right/real] mess [of (it|this|that|things|everything)]
<ME> have [really] (messed|mucked|screwed|botched|buggered|cocked) (it|this|that|everything) up
    [completely/totally/again/badly]
<ME> [have] (overdid|overdone|overshot|botched|ruined) (it|that|this|everything)
(this/it/that) [all] is <VERY> (hopeless|mess|disaster)
"""
"""Why what was done may be taken back."""

SLIPS = """
[it/that/this] was [all/completely/totally/just] (wrong|a mistake|an accident|an error)
    [(from|of|by|on) (me|my (side|part))]
<ME> [just/have/simply/must have] (misheard|misread|misclicked|miscounted|misjudged|misunderstood|mistyped|misspoke)
    [{words}]
<ME> was not (thinking|looking|watching|concentrating|listening|awake | paying attention) [properly/at all]
[it/that/this] was the wrong {noun} | <ME> (picked|chose|took|had|clicked|marked|selected|got|meant|used) the wrong
    {noun}
<ME> [have] [just/simply] (got (confused|carried away|it wrong|distracted) | went too far)
[<ME>] [have/just/accidentally] [accidentally/just] (clicked|pressed|hit|tapped|pushed|chose|picked) [on]
    [the] wrong (button/key/one/icon/spot/thing/menu/tool/item)
[the] wrong (button/key/click/tool/icon) | misclick | [<ME>] [just/have] misclicked | my finger slipped
[it/that/this] was my (mistake|fault|error|bad|slip)
"""
"""How a speaker owns to a slip, which may be undone, and may as well be what was asked for just now."""

REGRETS = """
<ME> was [quite/completely/totally/obviously] wrong [to (undo|revert|take back) (it|them|that|those|this)] [there]
[no] it was [quite/perfectly/just/actually/all/really/much] (fine/good/better/right/ok/okay/correct) [before/after/as]
    [all | it was | that]
<ME> [do/still] [still] (need|want) (it|them|that|those) [back|after all|again]
<ME> should not have (undone|reverted) (it|that|them|those)
<ME> [have/just] [just] (undid/undone/reverted | took back | went back) [one/a/two/three/far] [{deed}]
    (too (many/much/far) | more than <ME> (meant|wanted|intended) [to])
[that/it] [was] one [undo/step] too (many/far)
"""
"""Why what was taken back, or done, may be turned round again."""

USES = """
(it|this|that) [just/also/only] (goes|is going|has to go|needs to go|must go|will go|is needed|is due)
    (to|for|into|in|at|on) {words}
(it|this|that) is [just/also/only] [meant] for {words}
need (it|them|this|that|these) for {words}
the/my/our {noun} (starts|begins|leaves|closes|opens) [in/at/on/now/soon/already] [{words}]
<ME> am off (at|in|on) {words} | <ME> am off (soon|early|shortly|home|tonight|today)
<ME> (am off | (must|need to|have to|got to|have got to) (go|run|leave|hurry|rush|dash)) [to {words} | now]
<ME> [just/also/only/really/will] (need|have to have) (it|them|this|that|these) <FOR>
<ME> have [got] a {words}
(the/my/our) {noun} (needs|wants|is waiting for|are waiting for|uses) (it|them|this|that) <FOR>
"""
"""What a file is wanted for."""

PURPOSES = word_set("""
    board meeting paper report planning surgery surgeon surgeons colleague colleagues record records archive study
    studies lecture students student talk slides slide poster presentation conference figure figures protocol system
    pacs dosimetry dosimetrist physicist radiotherapy radiation operation trial thesis publication article journal
    biopsy resection transplant transplantation embolisation embolization ablation treatment clinic audit ward
    referral referrer printer research print model registry registries database repository repo biobank website portal
    training experiment experiments annotators raters
    collaborator collaborators collaboration vendor sponsor lab reviewer reviewers supplement appendix cohort project
    trainee trainees teaching course exam viewer workstation software pipeline planner navigation robot simulator
    simulation challenge benchmark statistician statistics software classifier network backup documentation dossier
    chart notes letter parents family physicist physicists oncologist pathologist dermatologist endoscopist urologist
    """)
"""What an outline may be wanted for."""

ENDS = (
    *("you know", "you see", "i would say", "i am afraid", "as you can see", "ta", "at least", "by the way"),
    *("unfortunately", "sadly", "as usual", "anyway", "anyhow", "today", "though", "these days", "i fear", "really"),
    *("i find", "after all", "i am sorry to say"),
)
"""What may end an explanation and says nothing."""

REJECTING = word_set("will ever not no nobody unnecessary rubbish nonsense useless")
"""Words that sway elsewhere, and do not where they say that something is no good."""

PRAISING = word_set("fine good great nice perfect lovely beautiful excellent brilliant superb")
EVALUATING = PRAISING | word_set("ok okay alright right done wrong enough finished already")
"""What is said of the last thing before the next is asked for, and takes back what was asked for before it."""

WORDS = SWAYING | verb_forms() | frozenset(re.findall(r"[a-z]{4,}", PARTS))
"""Words of explanations, which are no misspelt ones."""
