"""What people put beside a command in English that tells nothing and asks for nothing."""

from __future__ import annotations

from limis.prompts.phrases import word_set

__all__ = ["ARTEFACTS", "CLOSINGS", "HEDGED", "INTRODUCTIONS", "MISHAPS", "PARTS", "SPELLS"]

PARTS = """
ME: i/we
MAY: may/might/could
ANY: [very/quite/rather/really/all/so/too/perfectly/absolutely]
CASE: case/patient/scan/study/subject/sample/specimen/dataset/file/film/phantom/volunteer/mouse
LIST: list/sheet/form/menu/agenda/protocol/checklist/worklist/page/programme/program/schedule/questionnaire/plan
NOW: [now/here/today/tonight/again/then/please/everyone/everybody/all/folks | this (morning|afternoon|evening|week)]
THINK: think/see/check/look/remember
FRIEND: love/mate/darling/dear/sweetheart/pal/buddy/chap/honey/sunshine/boss/sir/maam | my (dear|friend|love) |
    old (chap|boy|man|friend)
HURRY: quick/quickly/fast/sharpish/pronto/swiftly/promptly/briskly/rapidly/asap
MOMENT: sec/second/moment/minute/min/mo/tick/bit/while/jiffy
BODY: eyes/fingers/hands/thumbs/gloves/mouse/screen/glasses/monitor/keyboard/trackpad/trackball
POOR:
    fat/clumsy/cold/shaky/tired/old/bad/poor/wet/slippery/greasy/small/tiny/sticky/stiff/sore/bloody/weak/dirty/numb/
    big
"""

HEDGED = """
[and/as] (<ME>|you|everyone/everybody/anyone/anybody) [all] (can/could) [all/clearly/plainly/easily/both] (see|tell)
    (it|that|this|as much) [clearly/plainly/easily]
    [[even] from (here | over here | where <ME> (am|sit|stand|am sitting) | across the room)] [with my own eyes]
as (everyone/everybody/anyone/anybody) can [all/clearly/plainly] (see|tell) [from (here|there|a mile off)]
<ME> (can|could) (see|tell) (from (here | where <ME> am) | clearly | plainly)
[and/but/though] <ME> <MAY> [well/easily] be [quite/completely/totally/entirely/just] (wrong|mistaken|imagining
    (it|things)|off)
[and/but] (correct|forgive|stop|pardon) me if <ME> am (wrong|mistaken)
if (memory|my memory) serves [me] [well/right/correctly/rightly]
if <ME> (remember|recall) [it] [rightly/correctly/right]
if <ME> am not (mistaken | very much mistaken | wrong)
if my eyes do not deceive me | unless <ME> am (mistaken|wrong|very much mistaken)
(from|if) memory | <ME> (dare say|daresay|fancy|gather|suspect|presume|imagine|trust|should think|would imagine|would
    have (thought|said)) |
    <ME> should (have thought|imagine|say)
(at a guess | roughly speaking | or thereabouts | give or take [a bit] | or so | thereabouts)
[and] that is (only|just|merely) my (opinion|view|impression|guess)
(whatever/whichever) [{noun}] (you|we) [usually/normally/always/happen to/already] (have/like/want/prefer/use/fancy)
    [best/there/here | at hand | to hand | to]
(any/either/whatever) [{noun}] (will|would) do | whatever is (easiest/best/quickest/simplest/convenient) [for you]
if you (look|zoom|peer) [in/closely/carefully/hard/properly/again/closer] [enough] [at it]
[all] (the/that) [really/very] (dark/bright/white/black/grey/gray/light/dense/pale/shiny/glowing/blackish/whitish/
    darker/brighter/denser/hot/cold) (stuff/things/parts/bits/areas/regions/voxels/pixels)
<ME> (think/believe/guess/gather) [that] (it is|they are|that is) (called|named) [that] | as it is (called|known) |
    (or | or whatever | if that is what) (it is|they are|you call it|they call it) [called/named]
(not|no) that <ME> (know|can tell|am an expert|am sure) | but what do <ME> know | <ME> am no expert
"""
"""What says that the speaker may err; nothing is destroyed beside it."""

INTRODUCTIONS = """
[right/okay/ok/so/and/well/now] (<CASE>) [number/no/nr] {count} [[out] of {count}] <NOW>
[right/okay/ok/so/and/well/now] [the/my/our/another/a] (next|new|last|first|second|third) (<CASE>) <NOW>
[right/so/and] (next|last|first|second|third|last but one|fourth|now) [up] on (the|my|our|this|your) [{noun}] (<LIST>)
[the] (next|first|second|third|last) (thing|item|job|task) on (the|my|our|this|your) [{noun}] (<LIST>)
(next|last|first|another) one [[on/from/of] (the|my|our|this) [{noun}] (<LIST>)] | [right/so] (next|first|last) up |
    next please
[it is] [my] (first|second|last) (day|week|shift|time|night|go) [here | today | back | ever | on the job] | [i am] new
    (here|to this)
let (me|us) (<THINK>) <NOW> | where (was i|were we|am i|are we) <NOW> | what (was it|was i saying|did i want|else)
    <NOW>
[right/well/so/okay/ok] (here we go|off we go|let us go|let us (begin|start)|down to business|to work|to business)
    <NOW>
(right/okay/ok/well/alright) (then|so|now|there|you are|everyone|everybody|folks|team|good) | right you are | very
    well then
(bear|hold|stay) with me | [sorry | apologies | excuse me] [to] (bother|trouble|disturb) [you] [again/once more]
[sorry] [only] me again | [sorry] (one|just one|only one) (more|last|quick) (thing|request|question|favour|favor)
as <ME> (was | am | were | have been) [just] (saying|telling (the|my|our|you|them|everyone) [{noun}]|explaining [to]
    [{noun}])
    <NOW>
as <ME> (always|often|keep|never tire of|like to) (say|saying|tell {noun}|telling {noun}|explain) <NOW>
as (you|we) [all/both] [may/will/might] [well] (know|see|remember|recall|can see|notice)
<ME> have [got] (a|one|another|two) [small/quick/tiny/little/more/last] (request|favour|favor|question|thing|wish)
    [for you]
[oh/ah] (there|that|this|here) [we are | it is | you are | he is | she is]
(listen/look/right/ah/oh/hey) [now] | dear me | (goodness|gracious|heavens) [me] | good (heavens|grief|gracious|god)
    | my (goodness|word)
(right/ok/okay/yes/yeah/yep/good/great/fine) (that|this|it) (will do|is it|does it|looks (good|fine|right)|is
    (good|fine| perfect|great|right|ok|okay)) <NOW>
[oh/sorry] which (button/key/one/menu/icon) [is/was] [it/that] | let (me|us) get this (right|straight)
[and] <ME> (wonder|was wondering|am wondering) | (ok|okay|right|so|well) [now] (trying|try) (again|that again|once more)
before <ME> (commit/sign/leave/start/begin/finish/close/submit/continue/dictate/print/decide | move on | sign off |
    hand over | wrap up | carry on | go on | log (off|out)) [this/it/that/anything/off/report | the report]
(before|while|lest) <ME> (forget | remember | am at it | am here | have (you|it|this) [here|open|up] | think of it |
    lose it | go)
[just] to (save time|be (safe|sure|honest|fair|clear|quick) | be on the safe side | keep it short | avoid confusion |
    be on time)
[just] (out of (curiosity|interest|habit) | in the interest of time | in view of the time | time permitting)
with [all] [due/the/your/greatest] (respect|permission|apologies|thanks|leave) | by your leave | at the risk of
    repeating myself
(it/this) is (dr|doctor|professor|prof|mr|mrs|miss|ms|sister) {noun} [(from/in/at/of/on) {noun}] <NOW>
thing is | the thing is | truth be told | long story short | to cut a long story short | in short | in brief
[and] (what/how/why) pray | pray
[and] for [the/my/our] (first|second|third|last) (one|step|part|bit)
"""
"""What people say before they come to what they want."""

CLOSINGS = """
[and] [as] (<HURRY>) [as you can | as possible] [please | now | if you can | if you would | about it]
[and] (make it|be) (quick|snappy|fast) [about it] [please]
if (that/this/it) is <ANY> (alright|all right|ok|okay|fine|possible|allowed|convenient|doable|feasible|not
    (asking|too) [much]) [with/by/for]
    [you/everyone/everybody]
to (start|begin) with | for starters
if (that|it|this) (works|suits|helps) [for] [you] | if you (like|please|would|could|can|will|wish|do not mind)
[just] [for] (a|half a|one) (<MOMENT>)
[there/and] no (rush|hurry|pressure|worries|problem|trouble) [though/at all]
[and] (in your own time | take your time | as soon as you can | when you are ready | when ready | at your leisure)
(when|whenever) you [get/have/can/find] [got] (are ready|a (chance|moment|minute|second|sec)|can|time)
there is a (dear|love|darling|good (lad|girl|chap|fellow|machine|thing))
(ta|thanks|cheers|thank you|please) (<FRIEND>)
[many] (thanks|ta|cheers|much appreciated|much obliged|bless you|thank you|appreciated) [a (lot|million|bunch|ton)]
    [ever so much | very much |
    so much | in advance | again | everyone | for that]
(chop chop | hop to it | hurry | hurry up | come on | get on with it | step on it | look sharp | spit spot | off you
    go)
[with] [my/these/those/the/such] (<POOR>) [old/little/fat] (<BODY>) [today | again | here | i am afraid | you know | you
    see]
[my/the] wrong (button|key|mouse|finger|click|menu|field|box|hand|pedal|keyboard|switch) [again | sorry | i am afraid]
pray | oh | ah | say | oh say | oh let us say | let us say | so to speak | as it were | mind you | after all |
    needless to say | to be fair | to tell the truth | i must
    (say|admit|confess) |
    i have to (say|admit) | i admit | i confess | shall we say | would you believe | believe it or not | as
    (ever|always|usual|before|agreed|discussed) |
    of course | naturally | obviously | clearly | evidently | for what it is worth | for once | at last | at long
    last |
    bless (him/her/it/them) | god (bless|help) (him|her|us|me) | thank (god|goodness|heavens|you) | luckily |
    fortunately | sadly | alas | oddly enough |
    funnily enough | strangely enough | curiously | typically | typical | as luck would have it | like it or not |
    the poor (man|woman|thing|lad|soul|chap|girl|boy|devil) |
    poor (man|woman|thing|lad|soul|chap|girl|boy|devil|fellow|love) | what a
    (pity|shame|nuisance|mess|pain|day|night|week|morning)
({noun}|{noun} of {noun}) (you know | you see | i am afraid | as you know | you understand | after all | sorry | as
    usual | obviously | and all that | and so on)
"""
"""What people say after a command, or in the middle of it."""

SPELLS = (
    *(f"{a} {moment}" for a in ("a", "for a", "half a", "for half a", "just a", "just for a", "for just a")
      for moment in ("sec", "second", "moment", "minute", "min", "mo", "tick", "bit", "while", "jiffy")
      if (a, moment) != ("a", "bit")),
    *("for the moment", "for the time being", "for the present", "for the meantime", "in the meantime", "meanwhile"),
    *("for posterity", "for good measure", "for safety", "for safekeeping", "for safety 's sake", "for comparison"),
    *("for reference", "for good", "for the record", "for completeness", "for clarity", "for convenience"),
    *("for orientation", "for context", "for backup", "for a start", "for starters"),
)  # fmt: skip
"""For how long something is wanted, or to what end, at the end of what is asked for."""

MISHAPS = word_set("""
    hit slipped clicked pressed bumped knocked touched nudged dragged sneezed dropped scrolled leaned leant brushed
    caught jogged fumbled jumped twitched jerked moved tapped poked pushed skipped stumbled tripped stuttered coughed
    spilled spilt smeared swiped jolted double misclicked mistyped missed kicked grabbed shook overshot overdid banged
    squeezed selected picked chose dictated typed released froze crashed hung walked sat messed fell
    """)
"""What happens to people at a keyboard by accident."""

ARTEFACTS = word_set("""
    artefact artefacts artifact artifacts glare reflection reflections shadow shadows shadowing noise motion movement
    ink hair hairs stool faeces feces food gas air bubble bubbles foam gel saline dust dirt debris mucus sludge blur
    blurring metal streak streaks streaking hardening contrast flow ghosting ghost ghosts aliasing wrap ringing
    scratch scratches fingerprint fingerprints stain stains smudge smudges smear marker markers ruler clothing sheet
    blanket table couch cushion pillow zip button buttons jewellery jewelry necklace earring earrings tattoo pen
    background water urine speckle specks clutter echo echoes reverberation dropout fold folds crease tear tears
    grid padding border frame logo text letters overlay annotation overlap spill spillover volume averaging
    interpolation
    breathing respiration misregistration fat lint pixel pixels tape plaster dressing glove gloves
    """)
"""What is seen on an image and belongs to nobody's body, or is not what was sought."""
