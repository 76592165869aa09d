"""Elaborate politeness, put together from its parts: "I should be grateful if you would be so good as to"."""

from __future__ import annotations

from limis.prompts.phrases import table

__all__ = ["COURTESIES", "EXCUSES", "OPINIONS", "PARTS", "REFUSALS", "WISHES"]

PARTS = """
ME: i/we
WOULD: would/should/will/shall
MIGHT: could/would/might/can/may/will | were (able|willing) to | were to
VERY: [very/terribly/dreadfully/so/most/rather/ever/really/quite/truly/extremely/awfully]
    [much/so/very/dearly/kindly/greatly/humbly]
GLAD: grateful/thankful/glad/happy/obliged/pleased/delighted/indebted/honoured/honored
GOOD: great/nice/good/lovely/helpful/perfect/kind/wonderful/ideal/best/excellent/sweet/fantastic/appreciated | a help |
    a (great|big) help
WISH: like/wish/want/prefer/love/care
LIKE: appreciate/prefer/like/love/enjoy
ASK: ask/trouble/bother/request/invite/beg/persuade/urge/implore | prevail upon | call upon | impose upon
THINK: think/believe/feel/fear/suspect/suppose/gather/imagine/reckon/guess/find
NEED: need/reason/point/cause/necessity/sense/call/use
WANT: want/wish/like/need/mean/intend/expect/require/desire/ask/tell/care
CASE: circumstances/account/point/means/case/time/way/condition
"""

WISHES = """
<ME> <WOULD> <VERY> be <VERY> <GLAD> if
<ME> am/are <VERY> <GLAD> if
<ME> <WOULD> <VERY> <LIKE> it <VERY> if
(it/that/this) (would/might/could) be <VERY> <GOOD> if
<ME> (wonder | was wondering | am wondering | wondered | were wondering | had wondered) (if/whether)
(could/may/might/can) <ME> (ask/enquire/inquire) (if/whether)
would it be <VERY> (possible/okay/ok/fine/feasible) if
"""
"""What a wish may begin with, before who is to fulfil it or what is to be done."""

_WISHED = " | ".join(table(WISHES))

COURTESIES = f"""
({_WISHED}) (you/we) [<MIGHT>] [<VERY>] [please/kindly/perhaps/possibly]
<ME> <WOULD> <VERY> <WISH> [for] [you] to
<ME> <WOULD> <VERY> <WISH> that you <MIGHT>
<ME> [really/rather/would/very/do] (want/wish/desire/like) [that] you [to/should/would]
<ME> [do|really|do really|would] (want|wish|need|hope) to | <ME> (wish/intend/hope/propose) to
<ME> [<WOULD>] (was/am/were/are) <VERY> (hoping/wondering/thinking/wishing) [that/if/whether] (you/we) <MIGHT>
<ME> [<WOULD> | must | have to] <VERY> <ASK> you [<VERY>] (to/for)
<ME> must <ASK> you to
(may/might/could/can/shall/would/will) (you/i/we) <VERY> [please/kindly/perhaps/possibly]
(may/might/could/can) <ME> <VERY> [please/kindly/perhaps/possibly] <ASK> [of] you [<VERY>] (to/for)
(may/might) <ME> suggest [that] [you/we/to]
(it/that) (would/might) be <VERY> <GOOD> [of you] to
<ME> <WOULD> <VERY> be <VERY> <GLAD> (for|of|to (have|see|get|know|learn|hear))
<ME> [am | <WOULD> be] <VERY> (interested|curious|keen|eager) to (know|see|learn|hear|have)
<ME> [<WOULD>] (suggest|propose|recommend|advise) [that] [you/we/to]
(would/do) you <VERY> mind
be [<VERY>] (so kind|so good|kind enough|good enough|so very kind|a dear|an angel|a darling|so nice) [as] (to|and)
(you/to/as) be (so kind|so good|kind enough|good enough) as to
do be (so kind|so good|kind enough|good enough) as to | do (please|kindly)
(perhaps/maybe) (you/we) <MIGHT> [be (so kind|so good|kind enough|good enough) [as] to]
(have/do) (me/us/the) [the] (kindness/goodness/courtesy/favour/favor/decency) (to|of)
do (me/us) (the/a) (kindness/favour/favor) (to|of|and)
(allow/permit/let) (me/us) [to]
(is/would) there [be] [any/a/some] (chance/possibility/way/hope) (of | to | [that] (you/we) <MIGHT>)
(any/some) (chance/possibility) (of | to | [that] (you/we) <MIGHT>)
(would/might/could) you (consider|care to|be willing to|be able to|manage to)
(is/would) it [be] <VERY> (possible/okay/ok/feasible/conceivable) [for you] to
pray | consider | you might consider
"""
"""What elaborate politeness puts before a verb."""

REFUSALS = f"""
({_WISHED}) (you/we) (did/do/would/could/were/can/should) not
<ME> (do/did/would/should/could) not [<VERY>] <WANT> [for/that] [you/us] [to/should/do]
<ME> not (want/wish/need) [you] [to]
<ME> (do/did) not <THINK> [that] (it is necessary to|you (need|have) to|we (need|have|ought) to|we should|you should)
<ME> (see/have/had/feel/saw) no [<NEED> | wish | desire | intention | plan] (to|of|for you to|in)
(there/it) (is | was | will be) no [<NEED>] [whatsoever/whatever | at all] (to|for you to|in|for)
no <NEED> [whatsoever/whatever | at all] (to|for you to|in)
there is not any <NEED> (to|for you to|in)
(it/that) (is | was | will be | would be)
    (not (necessary|needed|required|sensible|wise)|unnecessary|wrong|unwise|a mistake) to
<ME> [would] (rather/sooner/prefer) [if/that] [it] [if] you (did/do/would/could) not
<ME> [would] (rather/sooner) not
<ME> [had] (rather|would rather) you (did|do) not
do not (under any circumstances|on any account|for any reason|in any case|ever|please)
(desist|refrain|abstain) from
do not (trouble|bother|dare|attempt|try|presume|even try) [to/about/with] | do not even (think of|consider)
(under/on/at/by/in) no <CASE> [did/do/should/must/may/will/would/shall/can/are/have] [i/we/you] [ever]
    [ask/want/say/tell/wish/like/said/asked/wanted] [that/for] [you] [to/should]
<ME> (have|had) not (said/asked/told/wanted/wished/instructed/suggested/requested/meant) [that/for] [you]
    [to/should/must]
<ME> [have/had] never [ever] (said/asked/told/wanted/wished/instructed/suggested/requested) [that/for] [you]
    [to/should/must]
never [ever] (said/asked/told/wanted) [that/for] [you] [to/should/must]
<ME> [<WOULD> | must | beg] <VERY> <ASK> [of] you not to
(you/we) (need/must/should/may/shall/can) not [bother/trouble] [to/about/with]
(you/we) (do/did) not (need|have|ought) to
(take care|be careful|mind|make sure|see|see to it|be sure) (not to | [that] you do not)
"""
"""What forbids the verb after it, elaborately."""

OPINIONS = f"""
{WISHES}
<ME> [am/are] [so/very/really/terribly/dreadfully] (sorry/afraid) [to say] [but/that]
<ME> (regret/hate) to [have to] say [that]
<ME> [do/rather/would/should/could/really/still/must] (<THINK>|say|argue|maintain) [that | as if | like]
<ME> (can/do/could) [clearly/still] (see/notice) [that]
<ME> [have/get/had/got] the (feeling/impression/sense/suspicion) [that]
(it/this/that) [would/does/might/may/could] (seems/seem/appears/appear) [to me] [that | as if | as though | like]
it is my (impression|feeling|view|opinion|belief|understanding) that
it (looks|feels|strikes me|occurs to me) [to me] (that|as if|as though|like)
if <ME> (am/are) not mistaken [,]
if <ME> (see/read/understand) [it/this] (right/rightly/correctly) [,]
(as compared|compared|relative|in comparison) (with|to) (the/my/our/an/a/your/their)
    [manual/other/original/standard/expert/published]
    (atlas/reference/template/truth/standard/textbook/outline/contour/mask/segmentation |
    mri/ct/pet/histology/model/phantom | ground truth | gold standard | other (reader|rater|side|one|modality)) [,]
(in my|to my) (humble|honest|modest) (opinion/view/mind/eye) [,]
"""
"""How a careful person begins what is wrong."""

EXCUSES = """
if it (is | would be) [not] [no/too/any/a/be] [much/great] (trouble/bother/problem/inconvenience/imposition) [for you]
if it (is | would be) [not] too much to ask
if you (would/could) be (so kind|so good|kind enough)
if you (would|could|can|please|do not mind|were so kind|have a (moment|minute|second))
if (i/we) (may|might|could|can) [ask/say/so] [so]
(whenever/when) (you|it) (can|are ready|is convenient|have (time|a moment|a minute)|get a (chance|moment))
if [at all] [it/that] [is/be] [at all] (possible|feasible|convenient)
at your [earliest] convenience
are you (kidding|serious|drunk|stupid|deaf|blind|mad|insane|crazy) [me]
and call it a day
if (visible | present | (it is|they are) (visible|there|present) | there is (one|any) | there are any)
if you (can|could) [even] (see|find|spot) (it|them|one|any)
at this (stage|time|juncture|point|moment)
[and] [please|do|please do] (hurry up | hurry | be quick [about it] | make it (quick|snappy) |
    step on it | get a move on)
(quick [,] | pronto | chop chop) [please]
how (often|many times) (do|must|should|did) i [have to|need to]
    (say|tell you|repeat|ask|explain) [it|that|this|myself|for (it|that)] [again|to you]
i ((have|had) already (told|asked) you | already (told|asked) you | keep telling you | keep saying [so|it|that])
    [before|twice|(a (hundred|thousand|dozen) times)|many times]
i have (told|asked) you [that|this|so] (before | already | twice | (many|a hundred|a thousand|a dozen) times)
[i] beg your pardon
you [absolute/complete/bloody/fucking/damn/stupid/dumb/useless/total/goddamn/fat] [stupid/useless/dumb/fucking]
    (idiot/moron/twit/dimwit/fool/bastard/clown/muppet/machine/thing/computer/dumbass/imbecile/cretin/jerk | piece of
    (shit|junk|crap|garbage))
"""
