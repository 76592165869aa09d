"""People and things of the room, the ward and the home: sentences about them are not for limis."""

from __future__ import annotations

from limis.prompts.phrases import word_set

__all__ = ["OUTSIDE", "PEOPLE"]

PEOPLE = word_set(
    """
    anesthesiologist anesthetist anybody anyone assistant boss boy brother cleaner colleague consultant cousin dad
    daughter doctor donor dr everybody everyone family father friend girl guard guy guys husband intern janitor
    lady lawyer man manager mom mother mum neighbor neighbour nurse patient patients people person physician police
    porter
    professor radiologist relative relatives resident secretary sister somebody someone specialist staff student
    students supervisor surgeon team technician therapist visitor wife woman
    """
)
_ROOMS = word_set(
    """
    apartment bathroom building cafeteria canteen car ceiling clinic corridor department desk door doorway drawer
    drawers elevator entrance exit floor garage garden hallway hospital hotel kitchen lab lift lobby lounge office
    pharmacy reception restaurant restroom room school shop staircase stairs station store street theater theatre
    toilet toilets ward wardrobe window
    """
)
_FURNITURE = word_set(
    """
    bed bench bin blind blinds bottle box bucket cabinet carpet cart chair closet computer couch counter cupboard
    curtain curtains fan fridge furniture keyboard light lights locker mat mattress microphone mirror outlet
    pillow plug printer rack remote screwdriver shelf shelves sink socket sofa stool switch table tap towel trash
    tray trolley tv wheelchair
    """
)
_THINGS = word_set(
    """
    apron backpack badge bag bandage basin bike blanket book books briefcase cable cables camera card charger
    cloth clothes coat cup dish dress drug earphones envelope file files flowers folder gift glasses glove
    gloves gown hat headset helmet jacket jewelry key keys knife laptop letter luggage mail medication money
    mug notebook pants paper papers pen pencil phone point pill pills prescription purse radio scarf
    scissors shirt shoe shoes skirt sock socks spoon stapler suitcase sweater telephone ticket tie toy tweezers
    uniform wallet watch
    """
)
_TOOLS = word_set(
    """
    block cautery chart clamp clamps drape drapes forceps gauze hammer incision incisions site specimen pliers
    retractor saw scalpel scissors
 stethoscope stopwatch suction suture sutures swab swabs syringe syringes tape thermometer tourniquet
    """
)
_FOOD = word_set(
    """
    apple beer bread breakfast burger cake cheese chocolate coffee cookie cookies dinner drink food juice lunch meal
    meat milk onions pizza salad sandwich snack soup sugar tea water wine
    """
)
_TALK = word_set(
    """
    answer appointment bill biopsy break bus caller chance contact contacts cost day days diagnosis disease dose
    email error evening
    exam failure function game guideline holiday hour hours idea internet invoice job journal lecture lesson manual
    meeting message minute minutes moment money month morning movie music name news night number operation password
    party plan pressure price problem problems protocol pulse question questions reason referral report resection
    rest result results schedule sleep solution song surgery taxi temperature test tests therapy time
    traffic train training transplant transplantation treatment trip vacation way weather week weekend weeks wifi word
    words work year
    """
)

OUTSIDE = PEOPLE | _ROOMS | _FURNITURE | _THINGS | _TOOLS | _FOOD | _TALK
"""People and things that no image is asked for."""
