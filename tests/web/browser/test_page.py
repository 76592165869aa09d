"""The page in a browser: said, seen, taken back, dropped, lost and found again."""

from __future__ import annotations

import base64
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect
from workstation import LIVER, LUNG, Workstation, write_body

from limis.web.headers import CONTENT_POLICY

pytestmark = pytest.mark.browser

DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const dropped = new DataTransfer();
  dropped.items.add(new File([bytes], name));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: dropped, bubbles: true, cancelable: true }));
  }
}"""

SLOW = """() => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  window.quickly = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await window.quickly(...asked);
    const url = String(asked[0].url ?? asked[0]);
    await wait(url.endsWith("/say") ? 300 : url.endsWith("/turns") ? 1000 : 0);
    return answer;
  };
}"""
"""Every answer comes late, so that the live wire tells of a turn first, and its card comes later still."""


def drop(workstation: Workstation, path: Path) -> None:
    """Drag a file in."""
    workstation.page.evaluate(DROP, [path.name, base64.b64encode(path.read_bytes()).decode()])


def test_what_is_said_is_seen_and_can_be_taken_back(workstation: Workstation) -> None:
    workstation.open("body.nii.gz")
    assert workstation.painted(LIVER) == 0
    workstation.say("segment the liver")
    assert workstation.said == ["segment the liver"]
    assert workstation.page.locator(".chip").all_inner_texts() == ["segment\nliver"]
    assert "ml" in workstation.page.locator(".structure-size").inner_text()
    seen = workstation.painted(LIVER)
    assert seen > 500
    workstation.say("grow it by 10 mm")
    assert workstation.painted(LIVER) > seen * 1.2
    workstation.page.get_by_role("button", name="Undo turn 1 and all after it").click()
    workstation.answered()
    assert workstation.painted(LIVER) == 0
    assert workstation.page.locator(".turn.is-undone").count() == 2
    workstation.page.get_by_role("button", name="Redo up to turn 1").click()
    workstation.answered()
    assert abs(workstation.painted(LIVER) - seen) < 0.05 * seen


def test_masks_stand_in_3d_as_surfaces(workstation: Workstation) -> None:
    workstation.open("body.nii.gz")
    assert workstation.painted(LIVER, "render") == 0
    workstation.say("segment the liver")
    assert workstation.painted(LIVER, "render") > 200
    workstation.page.locator(".pane-render").focus()
    before = workstation.picture(".pane-render")
    workstation.page.keyboard.press("ArrowLeft")
    workstation.page.wait_for_timeout(500)
    assert np.abs(workstation.picture(".pane-render") - before).mean() > 0.5


def test_the_patients_right_is_on_the_left(workstation: Workstation) -> None:
    workstation.open("body.nii.gz")
    workstation.say("segment the liver")
    letters = workstation.page.locator(".pane-axial .pane-letters b").all_inner_texts()
    assert letters == ["A", "P", "R", "L"]
    seen = workstation.picture(".pane-axial")
    tinted = np.argwhere((seen[..., 1] - seen[..., 0] > 40) & (seen[..., 2] < seen[..., 1]))
    assert tinted[:, 1].mean() < seen.shape[1] / 2


def test_structures_can_be_hidden_chosen_and_outlined(workstation: Workstation) -> None:
    workstation.open("body.nii.gz")
    workstation.say("segment the liver and the lung")
    page = workstation.page
    assert page.locator(".structure-title").all_inner_texts() == ["liver", "lung"]
    page.locator(".pane-coronal").dblclick(position={"x": 60, "y": 60})
    filled = workstation.painted(LUNG, "coronal")
    page.get_by_role("button", name="Hide liver").click()
    workstation.answered()
    assert workstation.painted(LIVER, "coronal") == 0
    assert workstation.painted(LUNG, "coronal") > 0.9 * filled > 0
    page.get_by_role("button", name="liver", exact=False).filter(has_text="ml").first.click()
    workstation.answered()
    assert workstation.talk.conversation().session.history.state.active == "liver"
    page.get_by_role("button", name="Contours").click()
    page.wait_for_timeout(500)
    assert 0 < workstation.painted(LUNG, "coronal") < 0.5 * filled
    page.get_by_role("button", name="Contours").click()
    page.keyboard.press("0")


def test_this_slice_is_the_one_on_view(workstation: Workstation) -> None:
    workstation.open("body.nii.gz")
    workstation.say("segment the liver")
    slider = workstation.page.get_by_role("slider", name="Axial slice")
    slider.fill("11")
    workstation.say("grow it by 15 mm only on this slice")
    (change,) = workstation.talk.said[-1].changes
    assert change["box"][0][2] == 10
    assert change["box"][1][2] == 11


def test_this_slice_is_the_one_on_view_after_a_sentence_has_shown_another(workstation: Workstation) -> None:
    workstation.open("body.nii.gz")
    workstation.say("segment the liver")
    slider = workstation.page.get_by_role("slider", name="Axial slice")
    slider.fill("11")
    workstation.say("go to slice 14")
    slider.fill("11")
    workstation.say("grow it by 15 mm only on this slice")
    (change,) = workstation.talk.said[-1].changes
    assert change["box"][0][2] == 10


def test_this_slice_is_the_one_that_was_chosen_while_something_was_done(workstation: Workstation) -> None:
    workstation.open("body.nii.gz")
    workstation.say("segment the liver")
    workstation.grounder.held.clear()
    page = workstation.page
    page.fill("#say", "segment the lungs")
    page.press("#say", "Enter")
    page.wait_for_selector("#stop:visible")
    page.get_by_role("slider", name="Axial slice").fill("11")
    page.wait_for_timeout(600)  # longer than a look waits to be told
    page.locator("#stop").click()
    workstation.answered()
    workstation.grounder.held.set()
    workstation.say("grow the liver by 15 mm only on this slice")
    (change,) = workstation.talk.said[-1].changes
    assert change["box"][0][2] == 10


def test_a_sentence_waits_for_the_slice_that_is_being_told(workstation: Workstation) -> None:
    workstation.open("body.nii.gz")
    workstation.say("segment the liver")
    page, held = workstation.page, list[Any]()

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/look", hold)
    page.get_by_role("slider", name="Axial slice").fill("11")
    while not held:
        page.wait_for_timeout(50)
    asked = len(workstation.requests)
    page.fill("#say", "grow it by 15 mm only on this slice")
    page.press("#say", "Enter")
    page.wait_for_timeout(500)
    assert not [address for address in workstation.requests[asked:] if address.endswith("/say")]
    for route in held:
        route.continue_()
    page.unroute("**/look")
    workstation.answered()
    (change,) = workstation.talk.said[-1].changes
    assert change["box"][0][2] == 10


def test_long_work_shows_how_far_it_is_and_can_be_stopped(workstation: Workstation) -> None:
    workstation.open("body.nii.gz")
    page = workstation.page
    workstation.grounder.held.clear()
    page.fill("#say", "segment the liver")
    page.press("#say", "Enter")
    expect(page.locator("#work-words")).to_have_text("grounding")
    assert page.locator(".turn.is-sent").inner_text() == "segment the liver"
    page.keyboard.press("Escape")
    workstation.answered()
    workstation.grounder.held.set()
    assert "topped" in workstation.last_reply
    expect(page.locator("#work")).to_be_hidden()
    assert page.locator(".structure").count() == 0


def test_masks_are_taken_home(workstation: Workstation) -> None:
    workstation.open("film.png")
    workstation.say("segment the lung")
    with workstation.page.expect_download() as download:
        workstation.page.locator("#download").click()
    assert download.value.suggested_filename == "film-masks.zip"
    with zipfile.ZipFile(download.value.path()) as archive:
        assert any(name.endswith(".png") for name in archive.namelist())


def test_a_question_is_answered_by_its_number(workstation: Workstation) -> None:
    workstation.open("body.nii.gz")
    workstation.say("segment the liver")
    workstation.say("delete everything")
    page = workstation.page
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.keyboard.press("1")
    workstation.answered()
    assert workstation.said[-1] == "yes"
    assert page.locator(".structure").count() == 0


def test_the_keyboard_is_enough(workstation: Workstation) -> None:
    page = workstation.page
    if page.locator("#empty").is_hidden():
        page.locator("#open").focus()
        page.keyboard.press("Enter")
    page.wait_for_selector("#known button")
    while page.evaluate("() => document.activeElement.textContent") != "body.nii.gz":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#say:enabled")
    page.keyboard.type("segment the lung")
    page.keyboard.press("Enter")
    workstation.answered()
    page.keyboard.press("Escape")
    axial = page.locator(".pane-axial")
    assert axial.evaluate("(pane) => pane === document.activeElement")
    before = axial.get_attribute("aria-label")
    page.keyboard.press("PageDown")
    expect(axial).not_to_have_attribute("aria-label", str(before))
    page.keyboard.press("2")
    assert page.locator(".pane:not([hidden])").count() == 1
    page.keyboard.press("2")
    assert page.locator(".pane:not([hidden])").count() == 4
    page.keyboard.press("Control+z")
    workstation.answered()
    assert workstation.painted(LIVER, "coronal") == 0
    page.keyboard.press("Control+Shift+z")
    workstation.answered()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()


def test_a_file_can_be_dragged_in_and_then_its_mask(workstation: Workstation, tmp_path: Path) -> None:
    page = workstation.page
    if page.locator("#empty").is_hidden():
        page.locator("#open").click()
    drop(workstation, write_body(tmp_path))
    page.wait_for_selector("#say:enabled")
    assert page.locator("#about-name").inner_text() == "body.nii.gz"
    workstation.say("segment the liver")
    volume = page.locator(".structure-size").inner_text()
    mask = tmp_path / "liver_mask.nii.gz"
    mask.write_bytes(
        page.request.get(f"{workstation.address}api/v1/sessions/{workstation.talk.id}/labels.nii.gz").body()
    )
    drop(workstation, mask)
    page.get_by_role("button", name="A mask of this image").click()
    page.wait_for_selector(".turn", state="detached")
    page.wait_for_selector(".structure-size")
    workstation.drawn()
    assert page.locator(".structure-size").inner_text() == volume
    assert workstation.painted(LIVER) > 500


def test_a_picture_is_shown_alone_and_upright(workstation: Workstation) -> None:
    workstation.open("film.png")
    assert workstation.page.locator(".pane:not([hidden])").count() == 1
    workstation.say("segment the lung")
    seen = workstation.picture(".pane-axial")
    tinted = np.argwhere(seen[..., 1] - seen[..., 0] > 30)
    rows, columns = tinted.mean(axis=0) / seen.shape[:2]
    assert rows < 0.5
    assert columns < 0.5


def test_a_lost_connection_is_taken_up_again_with_the_servers_truth(workstation: Workstation) -> None:
    workstation.open("body.nii.gz")
    page = workstation.page
    assert workstation.offline is not None
    talk = workstation.talk
    with workstation.offline():
        page.wait_for_selector("#connection[data-is=lost]")
        talk.say("segment the liver").future.result()
        assert page.locator(".turn").count() == 0
    page.wait_for_selector("#connection[data-is=open]")
    page.wait_for_selector(".turn")
    workstation.drawn()
    assert workstation.said == ["segment the liver"]
    assert page.locator(".chip").count() == 1
    assert workstation.painted(LIVER, "coronal") > 500


def test_a_page_that_is_loaded_again_shows_where_things_stand(workstation: Workstation) -> None:
    workstation.open("body.nii.gz")
    workstation.say("segment the liver")
    workstation.page.reload()
    workstation.page.wait_for_selector(".turn")
    workstation.drawn()
    assert workstation.said == ["segment the liver"]
    assert workstation.painted(LIVER) > 500


def test_what_was_refused_says_what_to_do(workstation: Workstation, tmp_path: Path) -> None:
    page = workstation.page
    if page.locator("#empty").is_hidden():
        page.locator("#open").click()
    (tmp_path / "noise.nii.gz").write_bytes(b"this is no image")
    drop(workstation, tmp_path / "noise.nii.gz")
    page.wait_for_selector("#problem:not([hidden])")
    assert page.locator("#problem p").count() >= 2
    page.locator("#problem button").click()
    assert page.locator("#problem").is_hidden()


def test_nothing_is_asked_of_anybody_else(workstation: Workstation) -> None:
    assert workstation.requests
    assert not [url for url in workstation.requests if not url.startswith((workstation.address, "data:", "blob:"))]
    refused = """() => new Promise((resolve) => {
      document.addEventListener("securitypolicyviolation", (event) => resolve(event.violatedDirective), { once: true });
      fetch("https://elsewhere.invalid/").catch(() => undefined);
    })"""
    assert workstation.page.evaluate(refused) == "connect-src"
    assert "default-src 'none'" in CONTENT_POLICY
    assert "unsafe" not in CONTENT_POLICY
    assert workstation.faults == []


def test_it_says_that_it_is_no_medical_device(workstation: Workstation) -> None:
    assert workstation.page.get_by_text("Not a medical device.").is_visible()


def test_a_sentence_is_on_view_until_its_answer_is(workstation: Workstation) -> None:
    workstation.open("body.nii.gz")
    workstation.page.evaluate(SLOW)
    for text in ("segment the liver", "hide the liver", "show the liver"):
        workstation.say(text)
        assert workstation.said[-1] == text
    workstation.page.evaluate("window.fetch = window.quickly")
