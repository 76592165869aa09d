"""What is said to a recogniser when it is measured: commands over all ops, and talk that is not for it."""

from __future__ import annotations

from limis.commands import Context

__all__ = ["CHATTER", "COMMANDS", "CONTEXT"]

#: What is there while commands are said.
CONTEXT = Context(structures=("liver", "spleen", "kidney_left", "lung_tumor"), active="liver", modality="CT")

_FOUND = (
    *("liver", "spleen", "pancreas", "gallbladder", "aorta", "stomach", "left kidney", "right kidney", "duodenum"),
    *("portal vein", "inferior vena cava", "left lung", "right lung", "liver tumor", "lung tumor", "colon"),
    *("spinal cord", "left ventricle", "right atrium", "small bowel", "left adrenal gland", "pulmonary artery"),
)
_SEARCH = (
    "segment the {}",
    "find the {}",
    "outline the {}",
    "where is the {}",
    "show me where the {} is",
    "mark the {}",
)
_THERE = ("liver", "spleen", "left kidney", "lung tumor")
_PLAIN = """
    yes. yes please. no. no thanks. okay. go ahead. never mind. the second one. number one. the first one. stop. cancel.
    stop now. help. what can i say. undo. undo that. take that back. undo the last two steps. redo. redo that. again.
    do that again. once more. a bit more. the other way. half as much. start over. reset everything. next slice.
    previous slice. three slices forward. five slices back. go to slice forty two. go to slice one hundred and seven.
    go to slice number twelve. slice eighty. show me the coronal view. switch to axial view. sagittal view. lung window.
    bone window. soft tissue window. brain window. level forty width four hundred. zoom in. zoom out. reset the zoom.
    what have we got so far. list the structures. how big is it. how big is the liver. how large is the spleen.
    measure the left kidney. what is the volume. what is the diameter. how many milliliters. how bright is it.
    how many are there. save it. save everything. save it as nifti. export as dicom seg. export everything.
    grow it by three millimeters. grow it a bit. expand it by five percent. make it larger. make it a bit bigger.
    grow it by two millimeters at the front. shrink it by two millimeters. make it smaller. tighten it a little.
    make it ten percent smaller. shrink it a bit on the left. smooth it. smooth it a bit. make it smoother.
    the border is too jagged. fill the holes. close the gap inside. fill in the holes. keep only the largest component.
    only the largest component. keep the upper half. keep only the left half. remove the small bits. drop the specks.
    remove the small islands. cut off the part on the left. cut off the part at the back. remove the smallest piece.
    only what is above one hundred. threshold above one hundred and fifty. only what is below minus fifty.
    move it five millimeters up. move it two millimeters to the left. shift it a bit down. move it ten millimeters back.
    you missed the lower part. you missed a part on the right. there is a piece missing at the top.
    you missed the upper part. it should reach further down. it should reach further left. too much on the left.
    there is too much at the back. it leaks on the right. it spills over at the top. it goes too far at the front.
    without the gallbladder. exclude the aorta. without the stomach. exclude the liver tumor. include the lung tumor.
    include the portal vein. segment the liver and the spleen. outline the pancreas and the duodenum.
    segment both kidneys. find both lungs. segment the nuclei. segment the optic disc. i need the hippocampus.
"""
COMMANDS: tuple[str, ...] = (
    *(_SEARCH[at % len(_SEARCH)].format(name) for at, name in enumerate(_FOUND)),
    *(way.format(name) for name in _THERE for way in ("delete the {}", "hide the {}", "show the {}", "back to the {}")),
    *("delete it", "delete everything", "throw the spleen away", "hide it", "hide everything", "show everything"),
    *(said for line in _PLAIN.split(".") if (said := " ".join(line.split()))),
)
"""Commands as they are said; what each means, the reader of sentences tells."""

_TALK = """
    good morning everybody. could you pass me the scissors. how was your weekend. the patient is stable.
    please call the anesthetist. what time is it now. i think it is going to rain later. suction please.
    blood pressure is one twenty over eighty. we need another unit of blood. who is on call tonight.
    can somebody answer the phone. scalpel please. hand me the forceps. the light is too bright. turn the table a bit.
    raise the table please. lower the head a little. is the family waiting outside. let us take a short break.
    did you see the game last night. the coffee machine is broken again. i will be back in five minutes.
    count the sponges. all sponges are accounted for. close the door please. it is cold in here.
    turn down the music. who has the next case. the next patient is already here. he is allergic to penicillin.
    give him two grams of cefazolin. heart rate is going up. saturation is ninety eight percent.
    could you hold this for a moment. pull a little harder. cut the suture. tie the knot. irrigate please.
    wipe the camera lens. move the camera to the other port. more gas please. insufflation is on. check the drain.
    what did the pathologist say. send it to pathology. label the specimen. we are waiting for the frozen section.
    call me when you are finished. has the consent been signed. when did he last eat. the bed is ready upstairs.
    my back is killing me. i slept badly last night. where did you park the car. lunch is at twelve today.
    the new resident starts on monday. have you read that paper. i do not agree with that study.
    my daughter has a concert tomorrow. the train was late this morning. are you going to the conference.
    put the retractor over here. hold still please. let me see that again on the other monitor. is the monitor on.
    the cable is loose. restart the computer please. did it crash again. i forgot my password.
    the network is very slow today. ask the nurse to come in. we can start whenever you are ready. time out please.
    confirm the name of the patient. which side are we operating on. antibiotics were given at eight.
    what is the estimated blood loss. fluids are running. tube is out. he is waking up now. well done everyone.
    thank you all. see you tomorrow. the weather is lovely today. i need a pair of gloves size seven.
    these gloves are too small. open another set. where is the stapler. fire the stapler. the staple line looks good.
    there is some bleeding from the edge. put a clip on that vessel. another clip please. bipolar please.
    do you smell that. somebody left the window open. the elevator is not working. take him to recovery.
    he has a history of diabetes. her potassium is low. the scan from last week is missing.
    i will dictate the note later. it was a long day. let us go home. happy birthday to you. who ordered the pizza
"""
CHATTER: tuple[str, ...] = tuple(said for line in _TALK.split(".") if (said := " ".join(line.split())))
"""What people say to each other in a room where limis listens."""
