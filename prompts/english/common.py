"""English words that the reader must not take for a noun to segment, nor for a misspelt one."""

from __future__ import annotations

from limis.prompts.english.explaining import WORDS
from limis.prompts.english.outside import OUTSIDE
from limis.prompts.phrases import Phrases, word_set

__all__ = ["COMMANDS", "COMMON", "IDIOMS", "RESERVED"]


_FUNCTION = word_set(
    """
    i me we us you he she him they them it who whom whose which what when why how there here is are was were be
    been being am do does did done doing has have had having will would can could shall should may might must not
    everything anything something
    no never none nothing nor or and but if unless because since so though although while until than then as such
    very too also again still yet already ever always often sometimes soon later today tomorrow yesterday now
    before after during about above across against along among around behind below beneath beside between beyond by
    despite down except for into like off onto out over past per through throughout till to toward towards under up
    upon via with without one ones both either neither other another same
    """
)
"""Words that hold sentences together."""

_FOREIGN = word_set(
    """
    der die das den dem ein eine einen le la les un une des du de el los las una uno lo os o its their theirs hers
    ours yours mine corta corte cortar ponto punto compresse atras retira retiras
    """
)
"""Articles of other languages, and possessives that point back."""

COMMANDS = word_set(
    """
    add again adjust append apply assign back bigger cancel change choose clear close compare confirm convert copy
    count crop cut decrease delete deny dilate discard dismiss display drop edit enhance enlarge enter erase erode
    expand export extend fill filter flip forget further go goto grow halve help hide import include increase
    invert jump keep larger leave less level list load look lower make maximize measure merge minimize minus miss
    missed missing more move next open overlap overwrite paint pan paste play preset previous print propagate put
    quit read redo reduce refine reject remove rename render repeat replace rerun reset resize restart restore
    resume retry revert rotate run save scale screen scroll select send set shift show shrink slice slices smaller
    smooth smoothen sort split start step stop store straighten subtract swap switch take tell thicken thin
    threshold tighten toggle transfer translate trim turn undo unhide untick update upload use view volume wait
    widen window yes yep yeah zoom mm cm mil millimeter millimeters millimetre millimetres centimeter centimeters
    centimetre centimetres percent pixel pixels voxel voxels hu ml hounsfield axial coronal sagittal
    nifti nii nifty dicom rtstruct rtss struct png json
    """
)
"""The other commands of the algebra, and their amounts and places."""

_TALK = word_set(
    """
    appears appear appearing believe called call compatible consistent demonstrate demonstrates demonstrated denies
    evidence feel feels finding findings get gets got guess happy hear history hope hurts impression indicates
    intact know known let likely listen looks love mean means mild moderate negative noted normal notice observed
    pain pass please positive present put reveals said say says see seem seems seen send severe shows shown
    suggests suggestive think thought told took unchanged unremarkable unclear versus want wanted wants went work
    works size sized good bad great nice fine wrong correct true false sure kidding joking joke jest
    """
)
"""Words of reports and of talk."""

RESERVED = _FUNCTION | _FOREIGN | COMMANDS | _TALK
"""Words that never stand in a plain noun phrase: with one of them, an unknown noun is not an open target."""

IDIOMS = Phrases(
    [
        *("start over there", "start over here", "begin over there"),
        *("back then", "back when", "back and forth", "up and down", "grow up", "grown up", "again and again"),
        *("more or less", "less is more", "no more", "right is wrong", "touch and go", "hide and seek", "by heart"),
        *("on and on", "time and again", "once and for all", "step by step", "cut it out", "keep it up"),
        *(f"clean up the {end} {side}" for end in ("left", "right") for side in ("side", "part", "half", "end")),
        *(
            f"{afraid} to {do}"
            for afraid in ("afraid", "scared", "reluctant", "hesitant")
            for do in ("delete", "erase", "discard", "remove", "reset", "undo", "save", "overwrite", "clear")
        ),
        *(f"{open_} the {part}" for open_ in ("dilate", "enlarge", "widen") for part in ("wound", "incision", "pupil")),
        *(f"{blow} {the}lungs" for blow in ("expand", "inflate", "ventilate") for the in ("the ", "both ", "")),
        *("dilate the artery", "dilate the vessel", "dilate the duct", "dilate the pupils", "dilate the cervix"),
        *(f"reduce the {hurt}" for hurt in ("fracture", "hernia", "shoulder", "hip", "dislocation")),
        *(f"extend the {limb}" for limb in ("knee", "neck", "elbow", "leg", "arm", "hip")),
        *("trim the hair", "keep the back straight", "keep the head up", "head up"),
        *("i mean it", "cut it short", "that one too", "that one as well"),
        *("take a left", "take a right", "take the next left", "take the next right", "take the first left"),
        *("take the first right", "keep to the left", "keep to the right", "the upper hand", "back and sides"),
        *("get up", "get down", "get behind", "get back up", "give me a hand", "a hand on the"),
        *(
            "draw blood",
            "drew blood",
            "draw breath",
            "draw the line",
            "draw a line on",
            "put a line on",
            "draw a blank",
        ),
    ]
)
"""Phrases that are made of our words and mean something else: what holds one of them is not for limis."""

COMMON = (
    RESERVED
    | OUTSIDE
    | WORDS
    | word_set(
        """
    gentle subtle mild serious thorough minimal
    shrank shrunk shrunken grew hid undid redid froze drew took cuts
    font fonts frost frond bank muddle meddle polls misting spells bugger smeller glows shrine modes bulls bells wands
    supper painter shooter cutter butter litter batter bitter care wore chore creep seep curry handing mossed crossed
    messed gapes spades shaver wader eater rater outlive shingle regent lents expensive impart resort retort revels
    carved faster slower
    able abort actor alone aorist apple area arena aroma arthritis aura await beast bind black blame bland blaster
    bleach blend blind blink block blocks blond board boat bold bond bones bonus book border bottle bottom bowl
    brace brain brains branch brand brave bread breath breathe breather breed brick bride bridge brief bright bring
    broad broken bronchitis brother brown brush build built burden buyer cable caller candle cards carries catch
    cause celeb celery cell cellar chain chance changed charge chat cheat check cheek cheese cherry chief choir
    cholera choral chord church clavichord clean clever clock clone closed closer cloth clothes cloud cluster coat
    codes cold colitis collar collecting collection colonel colonial colony color column come common comparable
    compared completed completely compressor conform consistency consistently consisting constructor constructors
    contract cook cool cooler coral cork corn corner cornet corns corona coroner coronet correctly correlation
    couch course cover crack crane creak cream created creek critical crown cup curse cystitis dark dear death deep
    delay deleted delimiter delimiters delivery detection directions diver doubled doubly dress drink drive driver
    dual duster each early earth ease east easy edge eight elastic electric else eternal exceptional excluded
    extent external externally extraction face fact fair fall falling fast fatal fatality fear feather feet felt
    fever field fifth final finder fire firm first fiver fixer flame flesh floor floral flour flow flower fluke
    forces form former formulation forth fresh front fruit fully funny garden gastritis gate generated giant glance
    gland glands glass glide gloom glory glue goal gold gourd grace grand grant grape graph grass grave gravy gray
    green greet grey grind groan group grout guard guest guide guild habit hall halving hand handle happen hard
    harder harp hat hatch haunt haven head heading heads heard hearing hearse hearty heat heater heaven heavy
    height hell hello hepatitis hepatoma herd hero highlighter hippo hippopotamus hips hive hollow home honey hood
    hook horse hose host hotel house human humble humid humor humour hump hypothesis ideal identifier identifiers
    identity image included increased indicate indicated indicators individually infer infernal injection inner
    insert inside inspection interest interesting interior internal internally interval iron island item jail join
    joint joke jolly judge juice just kid kidding kids kind king kiss kite kitten kneel knife knight labeled lace
    lad ladder lady lake lamp land large laser last latch late latent lateral latex latter laugh lava lawn lead
    leader leading leaf leak lean learn leaver lecture left leg legal legion legions lemon lend lesions lessen
    lesson lever limbo line linen liner linking links lion liquor listed literal literally live lived lively liven
    liver liverish livery lives loader lobby local locale location lodge logic long longer looping loose lose lost
    loud lounge lover luck lump lunar lunge lungs lust main male mall man mandarin mandate mandolin mango manual
    maple marble march margin marker market mass master match matter maximum meal measured medal media medial
    median medical medium meets melon mental merged meta metal meter middle midst mill mind minimized minimizer
    minimum mint mist model moderated moderately mold momentum monkey moon moral morning mortal motel motion mount
    mouse mouth moved movie multiplied multiplier multiplies multiply mural muscle muscles muse museum musical nail
    narrow nation navel near neat neck needle nerd nerve nervous nest neutral neutron newer nicer noble node noise
    noodle north nose noses notch note notes novel nucleic observe optimum oral orange orbit order organ organs
    originally otter ounce outer outline oval oven overlay overwritten owner packet paging pair pale palm pancake
    panel pants parcel parent park parole part parts party pasted patch path patrol pause peace pearl pearson pedal
    penal penny petrol phase phrase piece pill pillow pilot pine pink pipe pirate place plague plain plan plane
    planes planet plant plasma plaster plastic plat plate player plaza pleasant pleasure plenty plot plug plum
    plump plural plus pocket poem poet poison pole police polish polite polo pond pool poor port portable portal
    position post potato pouch pound power press pretty prevent previously pride prime prior prison prize probe
    processed produced product progress prone proof propagated proper property prosthetic prostitute prostration
    proud provided provider prune public pulp pulse pump pupil purple purpose purse quad queen quick quiet quite
    rabbi race rack radar radish radix rage rain raise ranch range rapid rare rat rate ratio rational ravine reach
    reader ready real realm rear recall rectal red reduced regal region regions remote removed renal renamed renew
    rental rents replaced required resized retain retina reversal reverse rhythm rib ribbon ribbons ribs rice rich
    ride ridge right rinse rise river road roast robe robot rock role roof root rope rose rotated rotten rough
    round route royal rubs rule ruler rural rust sack sacred sad saddle safe saga sail salad saliva salon salt
    salvia sampled sampler sand sane sauce saved scaled scalp scar scare scarf scene school scope score scout screw
    scrub sea seal search season seat second secret section seed selection seller seminar sense sent serial series
    serious serve services seven shade shadow shaft shake shape share shark sharp shed sheep sheet shelf shell
    shield ship shipped shirt shock shoe shop shore short shot shoulder shout shower sick side sift sign silk
    silver simple simulation simulations sing single sink sister site six skate ski skill skip skipped skirt sky
    slave sliced slide slim slip slope slow small smart smell smile smoke smoothed smoother snail snake snow soap
    social sock soda sofa soft soil solar sole solid solve some son song soul sound soup sour south space spaced
    spacing spare spark spatula spice spider spill spin spinal spine spines spiral splashes spleen splendid splice
    spline splines splint splinter spoke spoken sponge spoon sport spot spray spread spring square stable stack
    stage stain stair stake stall stamp star stare state station steak steal steam steel steep stem sterile stern
    stick stiff stoma stomp stone stored storm story stove strain strand strange straw stream street stress stretch
    strike string strip strong structural structured studio study stuff style substance substantial subtracted
    suggest suggestion suit sun super surf surface surge swamp swan sweat sweet swift swim sword tabular tail taken
    talk tall tank tape taps target task taste tax teach tear teeth temple tempo temporaries tend tender tends
    tennis tent term terminates terse tested tester text thank theme thick thief thigh thing things third this
    thong thorn thread three throat throne throw thrown thumb thumbs tick ticket tide tiger tight tile timber tin
    tiny tire title toast toe tone tongs tongue tool tooth topic torch total touch tour tower town toy trace track
    trade traditional trail trait trance transaction transform transition translated translation translator trap
    trapezoid trash travel treat tree trend trial tribal tribe trick trip truck trunk trust truth tube tumble tumor
    tumult tuna tune tuning turkey turtle tutorial twin twist two ugly ultra uncle union unique unit unload updated
    upper urban urge usual vague vain valid valley value values van vane vault veil vein veins venal verb vernal
    verse vertical vessel vest vice vile villa vine violet violin virus visit vital vocal voice vote wage wagon
    waist walk wall war warm wash watch wave wax weak wealth wear web weight west whale wheat wheel white whiten
    whole wide wider width wild wind wine wing winter wire wish wolf woman wood wool world worm worse worth wrap
    wreck wrist write yard yellow young your youth zone
    """
    )
)
"""Common English words: none of them is a misspelt structure, however near it is."""
