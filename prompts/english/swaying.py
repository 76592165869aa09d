"""The words by which people take back, forbid, doubt, delay or quote in English what they ask for beside them."""

from __future__ import annotations

from limis.prompts.phrases import word_set

__all__ = ["SWAYED", "SWAYING", "UNSWAYED"]

SWAYING = word_set("""
    if unless whether until till when whenever once while before provided providing assuming suppose supposing case
    depending except maybe perhaps possibly might may should would shall ought
    later tomorrow tonight soon yet first again after afterwards afternoon monday tuesday wednesday thursday
    friday next moment minute minutes second seconds someday eventually never ever
    say says said saying tell tells told telling ask asks asked asking talk talks talking speak speaks speaking spoke
    spoken quote quotes quoting quoted mention mentioned call calls calling called claim claims claimed order orders
    ordered ordering command commands commanded instruct instructed instruction instructions suggest suggests suggested
    recommend recommends recommended advise advised warn warned warns shout shouted write writes wrote written type
    typed typing read reads sentence phrase word words lyrics title example manual slogan script dictate dictated
    dictating note noted answer answered reply question
    think thinks thought thinking believe believes believed mean means meant meaning wonder wondering wondered guess
    guessed hope hopes hoped wish wishes wished doubt doubts imagine imagined pretend pretending pretended dream dreamt
    dreamed decide decided deciding remember consider considered expect expects intend intended plan plans planned
    promise promised promises swear sure certain know knows unsure undecided mind minds hesitate hesitating
    joke jokes joking kidding kid kids lol haha hahaha hehe lmao rofl serious seriously sarcasm sarcastic ironic irony
    funny fun laugh laughing pun prank bluff bluffing hypothetical hypothetically theoretically tease teasing humour
    humor lie lying lied
    mistake mistaken mistakes error errors wrongly accident accidentally regret regretted regrets sorry apologise
    apologize oops misspoke slip slipped correction correct corrected instead rather actually nevermind scratch
    withdraw withdrawn retract retracted cancel cancelled canceled abort aborted revoke forget forgot forgotten ignore
    ignored disregard disregarded skip wait stop stopped halt hold hang postpone postponed delay delayed
    pause changed change revert reverse undo redo refuse refused object objected forbid forbids forbidden forbade
    allowed permitted prohibited permission approval approve approved agree agreed disagree disagrees disagreed consent
    authorised authorized objection veto careful danger dangerous risk risky unsafe illegal crime sin unwise pointless
    unnecessary needless optional voluntary silly foolish stupid absurd ridiculous crazy insane premature trap trick
    rubbish nonsense useless
    test tests testing tested checking rehearsal rehearse practice practise demo pretence game simulation
    myself yourself himself herself themselves ourselves you me not nothing none neither nor no n't hardly scarcely
    opposite contrary against alternatively unlikely likely probably allegedly supposedly presumably apparently
    fictional fiction film movie novel poem formality exercise whim draft drill rumour rumor quiz homework bet bets
    disapprove disapproves disapproved complain complains protest protests protested dare dared challenge threat
    threaten kill killed murder fire fired furious angry livid curious tempted reluctant hesitant nervous afraid
    unsaved undecided sleeping asleep early ready busy whichever whatever alternative possibility chance chances
    hypothesis theory assumption chapter textbook rehearsed exaggerate exaggerating overruled overrule vetoed
    your yours ourself alone queue pending scheduled
    laughed laughs giggled story stories less fewer wins won previous version opinion preference taste differently
    song songs poems proverb saying verse chorus
    late reason idea suggestion proposal hint option turn job agenda list duty business stay stays stayed remain
    remains remained nobody bleeding dying pulse nurse doctor siri alexa please kindly must let will
    """)
"""Words by which a clause may change, forbid, doubt, delay, quote or joke about what is asked beside it."""

SWAYED = """
(do/does/did/doing/done/manage/manages/handle/handles/got/has/have) (it/that/this/so)
(has|have|need|needs|ought) to (be|stay|look) | way (i/we/you) (like/want/need/prefer) | that is it |
    (want/wants/wanted/prefers/prefer) (it/them/that/this/these/those) |
    (take/takes/took/taking) (it/that/this/them/everything | all of it) back
(do/does/did/doing/done/manage/manages/managed/handle/handles/handled/sort/sorts/sorted/tackle/tackles/tackled/fix/
    fixes/
    fixed/finish/finishes/finished/cover/covered/own/owns/make/makes/made/draw/draws/drew)
    (it/that/this/them/those/these | the rest | all of (it/that/this/them))
(take/takes/took) (care of|over) | (deal/deals/dealt) with | (see/sees/saw) to | (is/are) on it | in (my|the|a) dream
"""
"""Phrases of other words that sway."""

UNSWAYED = """
(can/could/do/does/did) not [really/even/quite/properly/clearly/yet]
    (see/read/tell/make/find/get/stand/bear/judge/compare/measure/count/recognise/recognize/distinguish/follow/show/
    care/use/
    have/like/trust/belong/fit/help/look/reach/concern/interest/exist/cover/contain/include/need/separate/spot/discern/
    identify/focus/concentrate/work/breathe/lie/sit)
(could|can) not care less
(is/are/was/were/am) not [really/even/quite/at/actually/that/so/very/all/been]
    (needed/useful/relevant/important/interesting/interested/visible/clear/readable/helpful/ours/mine/part/of/in/on/
    there/covered/centred/centered/straight/smooth/round/symmetric/concerned/involved/affected/large/big/small/
    working/tissue/showing/blind/sharp/wide/young/tall/new/flat)
(is/are/was/were) not what (it|they|he|she) (used to be | was | were)
(is/are) (not | never) <SELDOM> <WORKED>
(has/have/had) not [been] (got/a/any/seen/used/moved/slept/much/many/affected/involved/resected/operated)
(will/would) not be (needed/needing/used/using/part/visible)
will (be|get|have|need) | will not (need|use|fit|help|show|print|have)
never [really/ever] (<WORK>) | never <WORKED>
(do not | no longer | do no longer) <SELDOM> (<WORK>)
no (longer/use/good/interest/need/contrast/space/room)
not (needed/useful/relevant/ours/mine/part/visible/readable/interesting/important)
rather (large/big/small/blurred/rough/dark/bright/noisy/thin/thick/coarse/busy/ragged/bulky/important/short/wide)
(right/left) (hand/side/kidney/lung/hip/lobe/ventricle/atrium/adrenal/there/here/next)
(is/was) not enough | (does/do/did) not (sit/look/fit/feel) right | (forgot/forgotten) my | at risk
(asked/asks/asking) for (a/an/more/some) | (a/the/my/our/this) talk | to plan (a/the/this/it)
the (right/left) | there (first|before) | at first | getting late | good contrast | my right
(<EVENT>) (is|are|starts|begins|was moved to|is moved to) (<SOON>)
nothing but | (god/nature) intended | (behind/beside/near/above/around/at/on/past/opposite) me
(asks/ask/calls/call) for (every/each/all/both/the/these/those/that/this/such)
(can/could) not [really/even/quite] (touch/press/move/hold/type/click/hear/walk/sit/sleep/bend/lift/afford/fit/open/
    concentrate/squint)
(dies/die/expires/lands/arrives/lands/runs/opens/restarts/reboots/closes) [out/up/off] in [about]
    (a/an/one/two/three/four/five/six/
    ten/fifteen/twenty/thirty) (minute/minutes/hour/hours/second/seconds)
right (behind/under/above/below/next/beside/over/beneath/in/on/at/by/into/through/across/where)
(looks/look/looked/feels/feel/sounds/seems/moves/moved) as (if/though) | running late
(can/could) not be (air/any/a/an/that/there/in/fat/bone/water/blood)
(can/could) (hardly/barely/scarcely)
    (see/make/tell/read/find/follow/judge/distinguish/recognise/recognize/count/spot/stand)
(always/often/usually/keep/keeps/kept) (ask/asks/asking) (eos|me|us|for|about) | (nobody | no one)
    (has|sees|reads|owns|needs [that]
    (much|many))
(goes|go|going|has|have|gets) [to|into|for|in] [<THE>] (<EVENT>) (<SOON>)
(operate|operates|operating) [on (him|her|them | <THE> {noun})] (<SOON>)
(am/is/are) (doing/having/getting/performing/planning/presenting/discussing/teaching/attending/giving/undergoing)
    [a/an/the/his/her/this/my/our] [{noun}] [{noun}] {noun} (<SOON>)
(resect|resects|transplant|transplants|treat|treats|irradiate|biopsy|discharge|embolise|ablate|present|presents|see|sees)
    (him|her|them | the patient | this patient) (<SOON>)
wrong <FILE>
the {noun} job (starts|runs|begins|needs|is (running|waiting|due))
thinks [that] (it|this|that|they|<THE> {noun}) (looks|look|is|are|seems|seem) [a/far/much] [bit/little] too
(bugging|annoying|irritating|distracting|bothering|disturbing|confusing|bugs|disturbs|annoyed|bothered|distracted) me
(drives/drive/driving/drove) me (crazy/insane/mad/nuts)
(want/wants/wanted/prefer/prefers) (it/that/this/them/these/those/both | all of (it|them|those)) [two/three/four/now]
    (eos/for/in/on/as/at/by/so)
(starts/start/begins/begin/leaves/leave/opens/closes/ends/is/are/am/have/has/goes) [back/up/on/off/there/here/out/due]
    in [about/under/less than] (a/an/one/two/three/four/five/six/ten/fifteen/twenty/thirty) [more]
    (minute/minutes/second/seconds/moment/hour/hours/bit/day/days/week/weeks)
(at|in) the end | after all | after (lunch|breakfast|dinner|tea|theatre|clinic|work)
(is/are/was/were) (so|very|really|too|quite|rather|getting) (late|early|busy) | the early (shift|list|train|bus)
an early (start|shift|list|train)
must (go/run/leave/hurry/see/get/have/be/present/drive)
(to|for|drives|drive|driving|bothers|bother|annoys|confuses|hurts|irritates|distracts|disturbs|worries|with|gives) me
(to|in|into|for) (plan|read) | (treatment|therapy|surgical) plan | the plan
(not|never) [really/even/quite/actually/honestly] know [exactly/really/quite]
    (where|how far|how deep|which (slice|level|view|plane|side) [it/this/that/we/i]) (i/we/it/they/he/she/that/this/the)
    [{deed}] (am/are/is/was/were/ends/end/starts/begins/lies/lie/sits/sit/goes/stops)
not [really/quite/at/so/too/entirely/exactly] [all] sure (where|how|what) to (look|start|begin|find|go|turn)
(have/has/had/am/is/are/was/were/looks/look/feels/feel/seems/seem) rather
never (could/can) | (can/could) never (abide/stand/bear/see/tell/find/make/get/read/trust/remember)
(pissing/ticking/creeping/putting/turning/throwing/freaking/winding/messing/stressing/wearing/grossing) me
    (off|out|up|down|in|over|around)
(pisses/ticks/creeps/puts/turns/throws/freaks/winds/stresses/wears) me (off|out|up|down|in)
(driving/sending/making/getting/doing) (me|my) (mad/nuts/insane/bonkers/dizzy/sick/seasick/confused/angry/furious/down |
    up the wall|round the bend|round the twist|head in)
(drives/sends/makes/gets/does) (me|my) (mad/nuts/insane/bonkers/dizzy/sick/seasick/confused/angry/furious/down |
    up the wall|round the bend|round the twist|head in)
(the/this/that/a/an/my/our/his/her) {deed} case (eos/i/we/from/of/with/for)
(stuck/attached/next/close/adjacent/near/joined/fused/glued/connected/similar) to it but [it] is not (it|part of it |
    the same)
(did/done/made/drew/drawn/put) (it/that/this/them/those) (on|in|for|with|to) the wrong (<FILE> |
    slice/side/one/organ/level/structure)
(protocol/guideline/guidelines/atlas/template/checklist/consensus/convention) [clearly/also]
    (says/say) (no|not) {deed}
"""
"""Where words of those do not sway; "eos" is the end of a clause."""
