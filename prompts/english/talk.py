"""How people answer, refuse, choose, stop and ask for help in English."""

from __future__ import annotations

__all__ = ["TALK"]

TALK = """
stop: stop/cancel/halt/abort [now/it/that/this/there/everything/all/please/right/immediately] [now]
stop: stop/cancel (what you are doing | the/that/this [current]
    (segmentation|export|action|command|process|operation|task|job))

deny: no/nope/nah/negative/nay [no/nope] [no] | n/na/nop
deny: [no [,]] (not that | not this | not yet | not now | not at all | absolutely not | of course not | certainly
    not | definitely not | never | never mind | nevermind | forget it | forget that | forget about it)
deny: (no|nah|nope|nay|please|just) [,] leave (it|that|them|everything) [alone|as it is|as is|be|there]
deny: no [,] (thanks | thank you | it is not | i do not | i did not | not it | leave it | leave it alone | that is
    (wrong|not it|not right|incorrect|not correct) | wrong | not really | do not)
deny: [no [,]] (not | not quite | do not | please do not) (that one | this one | that | this | it | like that | like
    this)
deny: (that/this/it) is not (it | what i (want|wanted|meant|mean|said|asked for) | right | correct)
deny: [that/this/it] [is] (wrong/incorrect/false)
deny: [please] do not [do] [that/it/this/so/anything] [yet/now]
deny: i/we (did not say|never said|did not mean|did not ask for|did not want) (that/this/it/so)
deny: (no/nope/nah) [,] i/we [still/really] (need|want|like) (it/that/this/them)
deny: i/we (do not|did not) (want|need|mean) (that/this/it) | leave (it/that/everything) [alone/as] [it/is] [is]
deny: [no [,]] not [to/on/in/the/at/as/into] [a/an] ({where} | {plane} [view/plane] | slice {index} | {format} | [the]
    {preset} (window/windows/one/preset/setting/settings/windowing) | {amount} | {nth} [one])
deny: i/we [really] do not want {it} [to be]
    (deleted|changed|touched|removed|reset|saved|moved|segmented|hidden|erased|altered|undone|smoothed)
deny: (no|not) (way|chance|a chance|sir|madam|more|longer|further|need|such thing|please) [please/more] | not in
    the least | hell no | god no | heavens no | no no [no] | please no | no please | nothing doing | not likely | not
    like
    that | not that way | i would rather not | better not | i do not think so | i think not | i said no | i say no | by
    no means | under no circumstances | absolutely no | no [,] (that will not do | not a good idea | bad idea | wrong)
deny: (that/this/it/those/these) (is/are) not {ignored}
deny: no [no] [,] [no] (keep|leave) (it|that|them|this|everything) | neither [one] [of (them|those|these|the two)]
deny: none [of (them|those|these)] | (not|no) either [one]
deny: [no [,]] do not overwrite [it|that|this|the [old/existing] (one|file)]
deny: deny/decline/refuse/reject [it/that]

confirm: y/ya/yah/k/kk [please]
confirm: [yes [,]]
    (yes/yep/yeah/yup/yea/aye/affirmative/ok/okay/sure/correct/confirm/confirmed/exactly/absolutely/definitely/indeed/certainly/agreed/accept/accepted/approved/approve)
    [please]
confirm: [yes/yeah/yep/ok/okay/sure [,]] [please] (go ahead | do it | do that | do so | please do | go for it |
    proceed | go on | of course | by all means | sounds good | that is (right|correct|it|fine|ok|okay|good|what i
    want|what i meant|the one) | i (do|am [sure/certain/positive]|confirm|agree) | it is
    [correct/right/fine/ok/okay] | that one | all right | alright | very well | make it so | carry on | continue |
    confirm it | confirm that | for sure | absolutely)
confirm: [(yes|yeah|yep|ok|okay|sure|certainly|indeed) [,]] [by all means|of course|certainly|absolutely] [,]
    [do | please | you may]
    (proceed|go ahead|continue|carry on|go on) | [yes [,]] by all means | [yes [,]] you may
confirm: (yes|yeah|yep|sure|certainly|absolutely|of course) [,] [please/just] overwrite
    [it|that|this|the [old/existing] (one|file)]
confirm: (i|we) [must/shall/will/would] [be] [happy/glad/pleased/delighted] [to] (accept|agree|concur|consent|approve)
confirm: (yes|yeah|yep|sure|certainly|absolutely|of course) [,] [indeed|certainly|absolutely|of course] [,]
    (do|do so|do it|do that|go ahead|proceed|indeed|certainly)
deny: (keep|leave) (it|that|this|them) [(as|the way) (it is|they are)]
deny: (that|this|it) (will|would|is) not [be] (necessary|needed|required|wanted)
deny: (no|nah|nope) [,] (do not|do not do (it|that))
deny: (i|we) [must/shall/will/would] [have to] [rather/respectfully] (decline|refuse|say no|pass)
deny: [absolutely/just] <NOTHINGS> [at all/yet/now] | [please] <NOTHINGS> [at all]
confirm: i am (sure|certain|positive) | yes i am [sure]

choose: [the] {nth} [one/option/choice/answer] [of (them|those|these|the two|the three)]
choose: [the] {nth} [one] of (your|the|these|those) [two/three/four]
    (suggestions|options|choices|alternatives|possibilities|proposals)
choose: [the] {nth} [one/option/thing/item/entry] (on|in|from) (your|the|this|that) (list|menu)
choose: [the] {nth} (suggestion|alternative|possibility|proposal)
choose: (option/number/choice/answer/no/nr/item/candidate/#) {index} | (option/choice/answer) (number/no) {index}
choose: {index}
choose: ((i|we) (would|will|shall) (take|like|choose|prefer|go for|go with|pick|say|have) | (i|we) would like [to]
    (have|take|choose|pick|go for|go with) | i am (going for|going with|for|taking|choosing) | i vote for | let me
    have |
    my choice is | rather | i (choose|pick|prefer|mean|meant|want|take) |
    take | choose | pick | go with | go for | let us take | let us go with | make it | use | select | give me | it
    is | that would be) (the {nth} [one/option/choice] | [the] (option/number/choice) [number] {index})
choose: (choose/pick/take/select) {index}

help: help [me] [out] | help please | show [me] [the] (help | commands | [list of] [available/possible] commands)
help: (i|we) (need|want|would like|could use|require|am in need of|could do with) [some/your/a] [bit/little] [of] help
    [here/now] [with (this|that|it|the program|the tool|limis)] [here] | (can|could) you help [me] | i am (lost|stuck)
    [here]
help: what (can|could|may|should|might) (i|we) (ask|tell|request|get|have|command|order|say|want)
    [of] [you | this | this (thing|tool|program|software|app)] [to] [do] [for] [me/us] [here/now/next]
help: what (are you able to do|do you do|are you capable of|is possible|is there to do|can be done) [here/for] [me]
help: help [me] [out] with (this|it|that) | [some] help [,] with this | any help | give me [some] help
help: what can (i|you|we|this|it|limis) (do | say | do here | say here | ask | ask for | type | do for me)
help: what can i [even/actually] (say|ask|tell) [to] [you] [here] | what are (your|the)
    (commands|options|functions|abilities)
help: what can you help [me] with | what (can|do) you (segment | outline | find | recognise | recognize | know)
help: what (commands | options | functions) (are there | do you (know|have|understand) | can i (use|say|give) | are
    available | exist | do we have)
help: [tell/show] [me/us] what (you are|are you) (capable of|able to do|good for) | (tell|show) (me|us) what you
    (can|could) (do|understand)
help: (which|what) (commands|words|instructions|orders|requests|phrases) ((can|do|may|could|are) (i|you)|(i|you)
    (can|may|could|are))
    [able to] (use | know | understand | say | accept | obey | follow | give)
help: how (do|can|should) (i|we) (use | work with | talk to | operate) (this | it | you | that | limis)
    [tool/program/thing/software]
help: how does (this | it | that) [tool/program/thing/software] work | [list/show] [me] [the] [available] commands
help: how do (i|you) do (this|that|it) | what (do|should) i (say|do) | what are my options
"""
