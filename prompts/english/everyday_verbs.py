"""Common English verbs, by their base forms: what people say that things and persons do."""

from __future__ import annotations

from limis.prompts.phrases import word_set

__all__ = ["REGULAR", "STRONG"]

REGULAR = word_set("""
    abandon ablate absorb abstain abuse abut accelerate accept access accommodate accompany accomplish accord
    account accumulate accuse ache achieve acknowledge acquire act activate adapt add address adhere adjoin adjust
    administer admire admit adopt adore advance advertise affect afford age aggravate agitate agree aim alarm align
    allow alter amaze amount amplify amputate amuse anaesthetise anaesthetize analyse analyze anastomose anchor
    anesthetize annotate announce annoy anticipate apologise apologize appeal appear applaud apply appoint
    appreciate approach appropriate archive argue arm arrange arrest arrive articulate ask aspirate assemble assess
    assign assist associate assume assure attach attack attempt attend attract auscultate avail average avoid await
    award backfire baffle bake balance ban bandage bang bank bar bark base bath bathe battle beam beep beg behave
    belch believe belong benefit besiege bill biopsy blame blast bleach bleep blend bless blink block blot blur
    blush board boast boil bolt bomb book boost boot border bore borrow bother bounce bow brake branch breach
    breathe brief brighten bristle browse bruise brush bubble buckle buffer bug bulge bully bump burn burp burst
    bury button buzz bypass cache calcify calculate calibrate call calm cancel cannulate capture care carry cart
    carve cater cause cauterise cauterize caution cease celebrate center centre certify challenge chance change
    characterise characterize charge chart chase chat cheat check cheer chew chill choke chop circle circulate cite
    claim clamp clarify clash class classify clean cleanse clear click climb clip clog close clot cloud clutter
    coach coat code coexist coincide collaborate collapse collect collide color colour combine comfort comment
    commit communicate commute compare compensate compete compile complain complement complete complicate comply
    compose compound comprehend compress comprise compromise compute conceal concede conceive concentrate concern
    conclude concur condemn condition conduct confess configure confine conflict conform confound confront confuse
    congratulate connect conserve consider consist consolidate constitute constrain constrict construct consult
    consume contact contain contaminate contend content contest continue contract contradict contrast contribute
    control convert convey convince cook cool cooperate cope copy correlate correspond corrode corrupt cough count
    counter couple cover crack cram cramp crash crave crawl create credit croak crop cross crouch crowd crown cruise
    crumble crumple crush cry cure curl curse curve cycle damage damp dampen dance dangle darken dash date dazzle
    deactivate debate debride debrief decay deceive decide declare decline decompress decorate decrease dedicate
    deduce deepen defeat defend defer define deflate deform degrade delegate deliberate delight deliver demand
    demonstrate deny depart depend depict deplete deposit depress deprive derive descend describe desert deserve
    design desire despise destroy detach detect deteriorate determine develop deviate devise devote diagnose dialyse
    dialyze dictate die differ differentiate digest dilate dim diminish dine dip direct disable disagree disappear
    disappoint disapprove discharge disclose disconnect discount discourage discover discuss disguise disgust
    disinfect dislike dislocate dismantle dispense disperse displace display dispose dispute disrupt dissect
    dissolve distend distinguish distort distract distress distribute disturb dive divert divide document dominate
    donate dose double download downplay doze drag drain drape dread dream dress dribble drift drill drip drop drown
    drum dry duck dump duplicate dwarf dwell dye earn ease echo edge educate elapse elect elevate elicit eliminate
    elongate email embark embarrass embed embolise embolize embrace emerge emit emphasise emphasize employ empty
    enable encase encircle enclose encounter encourage encroach end endanger endorse endure engage engulf enhance
    enjoy enlarge enlist enrage enrol ensue ensure entail enter entertain entitle envy equal erode erupt escape
    escort establish estimate evacuate evaluate evaporate evolve exaggerate examine exceed excel exchange excise
    excite exclaim excuse execute exercise exert exhale exhaust exhibit exist expand expect experience expire
    explain explode exploit explore export expose express extend extract extrude face facilitate fade fail faint
    falter fan fancy farm fascinate fasten fatigue favor favour fax fear feature fetch fidget file fill film filter
    finalise finalize finance finish fire fit fix flag flank flap flare flash flatten flex flicker flip flirt float
    flood flop flow fluctuate flush focus fog fold follow fool foot force form formulate foster foul fracture frame
    freak frighten frown frustrate fry fuel fulfil fulfill fumble fume function fund furnish fuse fuss gain gallop
    gamble garble gather gauge gauze gaze generate giggle glance glare gleam glide glitch gloss glow glue goof
    govern grab grade graduate grant grasp grate graze grease greet grieve grimace grin grip groan grope group growl
    grumble grunt guarantee guard guess guide gulp haemorrhage hamper hand handle happen harass harbor harbour
    harden harm harvest hassle hate haul haunt head heal heap heat help hesitate hiccup highlight hinder hinge hint
    hire hiss hog hook hop hope host hover howl hug hum hunt hurry hydrate identify illuminate illustrate imagine
    imitate immerse immobilise immobilize impact impair impede implant implement imply import impose impress improve
    incise incline include incorporate increase incubate indent indicate induce indulge infect infer infiltrate
    inflame inflate inflict influence inform infuse inhale inherit inhibit initiate inject injure innervate inquire
    insert insist inspect inspire install insulate insult insure integrate intensify interact intercept interest
    interfere interpolate interpret interrupt intersect intervene interview intrigue introduce intrude intubate
    invade invent invest investigate invite invoke involve iron irradiate irrigate irritate isolate issue itch jab
    jam jar jeopardise jeopardize jerk jiggle jitter jog join jolt judge jump justify kick kill kiss knit knock
    label labour lack lag land lapse last laugh launch leak lean leap learn lecture lessen lick lift ligate light
    like limit limp line linger link list listen live load loan locate lock lodge log look loom loop loosen love
    lower lurk maintain malfunction manage mandate manifest manipulate manoeuvre manufacture march mark marry marvel
    mask master match matter mature maximise measure meddle mediate melt memorise memorize mend merge mess message
    metastasise metastasize migrate mimic mind mingle mirror misalign misbehave misclassify miscount misfire
    misjudge mislabel mismatch misplace mispress misregister miss misspell mix moan mobilise mobilize model moderate
    modify moisten monitor mop motivate mount mourn move muck muddle muffle multiply mumble muse mutter nag nail
    name nap narrow navigate necessitate need neglect negotiate nod normalise normalize notice notify nudge number
    nurse obey obliterate obscure observe obsess obstruct obtain occlude occupy occur offend offer omit ooze opacify
    open operate oppose oppress opt optimise optimize orbit organise organize orient originate oscillate outline
    outnumber outperform outrage outweigh overestimate overexpose overflow overlap overlay overload overlook
    oversegment overshadow overwhelm owe own oxygenate pace pack page pain paint pair palpate panic park part
    participate pass paste pat patch pause peak peel peer penetrate perceive perforate perform perfuse permeate
    perplex persist persuade perturb pester phone photocopy photograph pick picture pierce pile pin pinch ping pitch
    pity place plague plan play plead please plot plug plunge point poke police polish poll pollute pool pop pose
    position possess postpone pour practise praise pray precede predict prefer prepare prescribe present preserve
    press presume prevail prevent price print probe proceed process produce profit progress prohibit project
    prolapse prolong promise prompt pronounce prop propagate propose prosper protect protrude prove provide provoke
    prune publish puff pull pulsate pump punch puncture punish purchase purge pursue push puzzle quake qualify
    quantify quarrel queue quiver race radiate rain raise ramble range rank rant rattle reach react realise realize
    rear reason reassure rebel rebook reboot recall recede receive recharge recognise recognize recommend reconcile
    reconstruct record recover recruit rectify recur recycle refer reflect reflux refresh regain regard register
    regress regret regulate rehearse reinforce reject relate relax release relieve relish rely remain remark remedy
    remember remind remove render renew repair repeat replace reply report represent reproduce request require
    resample rescan reschedule rescue research resect resemble reserve reside resist resolve resonate resort respect
    respond rest restart restore restrain restrict result resume resuscitate retain retire retract retrieve retry
    return reveal reverse review revise revive revolve reward rinse rip risk roam roar rock roll rotate round row
    rub ruin rule rumble rupture rush sabotage sag sail sample sanction satisfy saturate savage save scale scan scar
    scare scatter schedule scoop score scowl scrape scratch scream screen screw scribble scroll scrub seal search
    secrete secure seem segment select separate serve settle sever shade shadow shape share sharpen shave shelter
    shield shift shimmer shiver shock shorten shove shower shred shriek shrug shuffle shun sigh sign signal signify
    simmer simplify simulate sip skew skid skim skip slam slap slice slim slip slop slow slump smash smear smell
    smile smoke smooth smother smudge snag snap snatch sneeze sniff snore soak sob soften solve soothe sort sound
    spare spark specialise specialize specify spill spiral splash splatter splint spoil sponsor spot sprain spray
    sprinkle spurt squash squeak squeal squeeze squint squirm stab stabilise stabilize stack stage stagger stain
    stall stammer stamp staple stare start startle starve state station stay steady steam steer stem stenose step
    sterilise sterilize stiffen stifle stimulate stir stitch stoop stop store straighten strain strand strangle
    stray streak stream strengthen stress stretch strip stroke stroll struggle stub study stumble stun stutter submerge
    submit subside succeed suck suction suffer suffice suffocate suggest suit sulk supervise supplement supply
    support suppose suppress surge surpass surprise surrender surround survey survive suspect suspend sustain suture
    swab swallow swamp swap sway sweat swipe switch swivel symbolise symptomise sync synchronise synchronize tackle
    tag talk tally tamper tangle tap taper target taste tax teem telephone tempt tend tense terminate terrify tether
    text thank thicken thin thread threaten thrill thrive throb thrombose tick tickle tidy tie tighten tilt time tip
    tire toggle tolerate torment torture toss total touch tow trace track trade trail train transect transfer
    transform transfuse transit translate transmit transplant transport trap trash travel treat tremble trick
    trickle trigger trim trip triumph trouble truncate trust try tuck tug tumble tune turn twist twitch type
    ulcerate unclip underestimate undermine undersegment unify unite unload unlock unplug unravel unsettle unveil
    update upgrade uplift upload urge urinate use utilise utilize vacate validate value vanish vape vary vent
    ventilate venture verify vibrate view violate visit visualise visualize void volunteer vomit vote wag wail wait
    walk wander want warm warp warrant wash waste watch water wave weaken wean weigh welcome wheel wheeze while
    whine whip whirl whisper whistle widen wiggle wince wipe wire wish witness wobble wonder work worry worsen wrap
    wrestle wriggle yank yawn yell yield zap zoom
    """)
"""Verbs whose forms follow the rule."""

STRONG = """
    arise arose arisen, bear bore borne, beat beat beaten, become became become, begin began begun, bend bent bent,
    bet bet bet, bind bound bound, bite bit bitten, bleed bled bled, blow blew blown, break broke broken,
    breed bred bred, bring brought brought, build built built, buy bought bought, cast cast cast, catch caught caught,
    choose chose chosen, cling clung clung, come came come, cost cost cost, creep crept crept, cut cut cut,
    deal dealt dealt, dig dug dug, do did done, draw drew drawn, drink drank drunk, drive drove driven, eat ate eaten,
    fall fell fallen, feed fed fed, feel felt felt, fight fought fought, find found found, flee fled fled,
    fling flung flung, fly flew flown, forbid forbade forbidden, forget forgot forgotten, forgive forgave forgiven,
    freeze froze frozen, get got got, give gave given, go went gone, grind ground ground, grow grew grown,
    hang hung hung, have had had, hear heard heard, hide hid hidden, hit hit hit, hold held held, hurt hurt hurt,
    keep kept kept, kneel knelt knelt, know knew known, lay laid laid, lead led led, leave left left, lend lent lent,
    let let let, lie lay lain, lose lost lost, make made made, mean meant meant, meet met met,
    misread misread misread, mistake mistook mistaken, misunderstand misunderstood misunderstood, mow mowed mown,
    outdo outdid outdone, outgrow outgrew outgrown, overdo overdid overdone, overhear overheard overheard,
    override overrode overridden, overrun overran overrun, oversee oversaw overseen, overshoot overshot overshot,
    oversleep overslept overslept, overtake overtook overtaken, pay paid paid, put put put, quit quit quit,
    read read read, rebuild rebuilt rebuilt, redo redid redone, rerun reran rerun, rid rid rid, ride rode ridden,
    ring rang rung, rise rose risen, run ran run, say said said, see saw seen, seek sought sought, sell sold sold,
    send sent sent, set set set, sew sewed sewn, shake shook shaken, shed shed shed, shine shone shone, shoot shot
    shot,
    show showed shown, shrink shrank shrunk, shut shut shut, sing sang sung, sink sank sunk, sit sat sat,
    sleep slept slept, slide slid slid, sling slung slung, slit slit slit, speak spoke spoken, speed sped sped,
    spend spent spent, spin spun spun, spit spat spat, split split split, spread spread spread, spring sprang sprung,
    stand stood stood, steal stole stolen, stick stuck stuck, sting stung stung, stink stank stunk, strike struck
    struck,
    strive strove striven, swear swore sworn, sweep swept swept, swell swelled swollen, swim swam swum,
    swing swung swung, take took taken, teach taught taught, tear tore torn, tell told told, think thought thought,
    throw threw thrown, thrust thrust thrust, undercut undercut undercut, undergo underwent undergone,
    understand understood understood, undo undid undone, unwind unwound unwound, upset upset upset, wake woke woken,
    wear wore worn, weave wove woven, weep wept wept, win won won, wind wound wound, withdraw withdrew withdrawn,
    withhold withheld withheld, withstand withstood withstood, write wrote written
    """
"""Verbs with forms of their own: the base form, the past and the participle."""
