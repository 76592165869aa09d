"""`limis chat`: a line in, a line out."""

import json
import signal
import subprocess
import sys

import nibabel
import numpy as np
import phantoms
import pytest
from PIL import Image as Pillow
from prompt_toolkit.application import create_app_session
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from typer.testing import CliRunner

import limis
from limis.agents.conversation import Conversation
from limis.cli.live import Live
from limis.cli.main import app
from limis.cli.prompting import Words, converse
from limis.io.write import write_mask
from limis.render.palette import colour_of
from limis.session import Session
from limis.types import Mask


@pytest.fixture
def cells(tmp_path, monkeypatch):
    """A picture of twelve bright cells on black, and a mask of them."""
    monkeypatch.setenv("LIMIS_HOME", str(tmp_path / "home"))
    rows, columns = np.mgrid[0:160, 0:200]
    truth = ((rows % 50 - 25) ** 2 + (columns % 50 - 25) ** 2 < 100) & (rows < 150)
    noise = np.random.default_rng(0).normal(0, 5, truth.shape)
    image, mask = tmp_path / "cells.png", tmp_path / "mask.png"
    Pillow.fromarray(np.clip(np.where(truth, 190, 12) + noise, 0, 255).astype(np.uint8)).save(image)
    Pillow.fromarray((truth * 255).astype(np.uint8)).save(mask)
    return image, mask, truth


def run(*arguments, typed=None, code=0):
    result = CliRunner().invoke(app, ["chat", *map(str, arguments)], input=typed)
    assert result.exit_code == code, result.output
    return result


def turns(*arguments, typed):
    return [json.loads(line) for line in run(*arguments, "--json", typed=typed).stdout.splitlines()]


def test_every_line_gives_one_line_of_json(cells, tmp_path):
    image, _, truth = cells
    typed = "segment the nuclei\n\ngrow it by 3 mm\npurple monkey\nshrink it by 1 pixel\nundo\nsave\n"
    said = turns(image, "--modality", "microscopy", "-o", tmp_path / "out", typed=typed)
    assert [turn["turn"] for turn in said] == [1, 1, 2, 3, 4, 5, 6]
    assert [turn["text"] for turn in said] == typed.splitlines()
    assert [[c["op"] for c in turn["commands"]] for turn in said] == [
        ["segment"],
        [],
        ["grow"],
        ["unknown"],
        ["shrink"],
        ["undo"],
        ["save"],
    ]
    (nucleus,) = said[0]["structures"]
    assert (nucleus["concept"], nucleus["side"], nucleus["found"]) == ("nucleus", None, True)
    assert 0.7 * truth.sum() < nucleus["area_px"] == nucleus["voxels"] < 1.4 * truth.sum()
    assert said[1]["reply"] == ""
    assert "by 3 pixels" in said[2]["reply"]
    assert said[0]["state"] == said[2]["state"] == said[3]["state"] == said[5]["state"] != said[4]["state"]
    assert said[4]["structures"][0]["voxels"] < nucleus["voxels"]
    saved = np.asarray(Pillow.open(said[6]["structures"][0]["file"]))
    assert int((saved > 0).sum()) == nucleus["voxels"]
    assert all(turn["seconds"] >= 0 for turn in said)


def test_a_script_says_what_a_pipe_says(cells, tmp_path):
    image, mask, _ = cells
    script = tmp_path / "said.txt"
    script.write_bytes(b"list\r\n\xff\xfe\x00 bad\n\nlist")
    result = run(image, "--mask", f"{mask}=nuclei", "--script", script, "--json", "--no-history")
    said = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(said) == 4
    assert said[0]["reply"] == said[3]["reply"]
    assert [turn["text"] for turn in said] == ["list", "\ufffd\ufffd\x00 bad", "", "list"]


def test_masks_are_there_before_anything_is_said(cells):
    image, mask, truth = cells
    said = turns(image, "--mask", f"{mask}=nuclei", typed="how many are there?\nshrink it by 1 pixel\nundo\nundo\n")
    assert said[0]["reply"] == "Nucleus: 12 pieces."
    assert said[2]["structures"][0]["voxels"] == truth.sum()
    assert "nothing that could be taken back" in said[3]["reply"]


def test_a_mask_on_another_grid_is_refused(cells, tmp_path):
    image, _, _ = cells
    Pillow.fromarray(np.ones((9, 9), np.uint8)).save(tmp_path / "small.png")
    result = run(image, "--mask", tmp_path / "small.png", code=2)
    assert "does not lie on the image's grid" in result.stderr


def test_a_dicom_segmentation_that_was_saved_is_the_same_mask_again(tmp_path, monkeypatch):
    monkeypatch.setenv("LIMIS_HOME", str(tmp_path / "home"))
    files = phantoms.ct_series(count=6, shape=(40, 50))
    for file in files:
        file.FrameOfReferenceUID = "1.2.3.9"
    folder = phantoms.save(files, tmp_path / "series")
    image = limis.load(folder)
    inside = np.zeros(image.geometry.shape, bool)
    inside[5:20, 10:30, 1:4] = True
    write_mask(Mask(inside, image.geometry), tmp_path / "kidney.nii.gz", image)
    typed = "shrink it by 1 voxel\nsave as dicom seg\n"
    said = turns(folder, "--mask", f"{tmp_path / 'kidney.nii.gz'}=left kidney", "-o", tmp_path / "out", typed=typed)
    before = said[1]["structures"][0]
    after = turns(folder, "--mask", before["file"], typed="list\n")[0]["structures"][0]
    assert {key: after[key] for key in ("name", "concept", "side", "voxels")} == {
        key: before[key] for key in ("name", "concept", "side", "voxels")
    }
    again = turns(folder, "--mask", before["file"], "-o", tmp_path / "again", typed="save as nifti\n")
    saved = np.asarray(nibabel.load(again[0]["structures"][0]["file"]).dataobj) > 0
    eroded = np.zeros_like(inside)
    eroded[6:19, 11:29, 2:3] = True
    assert np.array_equal(saved, eroded)


def test_a_conversation_is_taken_up_where_it_stood(cells, tmp_path):
    image, mask, _ = cells
    first = turns(image, "--mask", f"{mask}=nuclei", typed="shrink it by 1 pixel\n")
    (kept,) = (tmp_path / "home" / "sessions").glob("*.sqlite3")
    again = turns("--resume", kept.stem[:4], typed="list\nundo\nredo\n")
    assert again[0]["turn"] == 2
    assert again[0]["state"] == again[2]["state"] == first[0]["state"]
    assert "--resume knows" in run(image, "--resume", kept.stem, code=2).stderr


def test_nothing_is_kept_where_nobody_wants_it(cells, tmp_path):
    image, mask, _ = cells
    turns(image, "--mask", f"{mask}=nuclei", "--no-history", typed="shrink it by 1 pixel\n")
    assert not (tmp_path / "home").exists()


def test_without_json_the_replies_are_printed(cells):
    image, mask, _ = cells
    lines = run(image, "--mask", f"{mask}=nuclei", typed="list\n\nhelp\n").stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("Nucleus: ")


def test_an_image_is_needed():
    assert "an image is missing" in run(code=2).stderr


def test_a_fault_of_ours_is_an_answer_and_the_loop_goes_on(cells, monkeypatch):
    image, mask, _ = cells
    whole = Session.apply

    def broken(self, commands, text="", *more, **named):
        if text == "help":
            raise RuntimeError("boom")
        return whole(self, commands, text, *more, **named)

    monkeypatch.setattr(Session, "apply", broken)
    said = turns(image, "--mask", f"{mask}=nuclei", typed="help\nlist\n")
    assert "boom" in said[0]["reply"]
    assert said[1]["reply"].startswith("Nucleus")


@pytest.fixture
def chat(picture, fake_engines, tmp_path):
    return Conversation(Session(picture, fake_engines), tmp_path)


def test_at_the_keyboard_one_talks_until_one_leaves(chat, capsys):
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("segment the lung\nexit\n")
        converse(chat, chat.say)
    assert capsys.readouterr().out == "Lung found. Lung: 100 px.\n"


def test_ctrl_c_stops_what_is_being_done_and_the_session_goes_on(chat, capsys, fake_grounder, monkeypatch):
    chat.say("segment the lung and shrink it by 1 pixel")
    before, look = chat.session.history.digest, type(fake_grounder).ground

    def interrupted(*_):
        raise KeyboardInterrupt

    def say(line):
        with monkeypatch.context() as while_it_looks:
            if "liver" in line:
                while_it_looks.setattr(type(fake_grounder), "ground", interrupted)
            return chat.say(line)

    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("shrink it by 1 pixel and segment the liver\nlist\nundo\n\x04")
        converse(chat, say)
    shown = capsys.readouterr()
    assert "nothing was changed" in shown.err
    assert shown.out.splitlines()[0] == "Lung: 64 px."
    assert chat.session.history.digest != before
    assert chat.structures == ()
    assert type(fake_grounder).ground is look


def test_names_are_completed_the_sessions_own_first(chat):
    chat.say("segment the lung")

    def completed(text):
        return [c.text for c in Words(chat).get_completions(Document(text), None)]

    assert completed("seg") == ["segment the "]
    assert completed("smooth the lu")[0] == "lung"
    assert "kidney" in completed("segment the kid")
    assert completed("") == []


@pytest.fixture
def heeded_ctrl_c():
    """What runs in the background of a shell is started with Ctrl-C ignored, and so would be its children."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded_ctrl_c")
def test_ctrl_c_in_a_pipe_leaves_cleanly(cells, tmp_path):
    image, mask, _ = cells
    command = [sys.executable, "-m", "limis", "chat", str(image), "--mask", f"{mask}=nuclei", "--json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdin.write(b"shrink it by 1 pixel\n")
        process.stdin.flush()
        line = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert json.loads(line)["turn"] == 1
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    (kept,) = (tmp_path / "home" / "sessions").iterdir()
    assert turns("--resume", kept.stem, typed="undo\n")[0]["structures"]


def test_the_picture_follows_the_slice_and_the_window(volume, fake_engines, tmp_path):
    chat = Conversation(Session(volume, fake_engines), tmp_path)
    live = Live(tmp_path / "preview.png")
    assert live.renew(chat, chat.say("segment the liver")) is not None
    assert live.renew(chat, chat.say("how big is it?")) is None
    pictures = [live.renew(chat, chat.say(text)) for text in ("show slice 2", "show slice 3", "level 40 width 80")]
    assert None not in pictures
    assert len({*pictures}) == 3


def test_a_colour_stays_with_its_structure_in_the_picture(picture, fake_engines, tmp_path):
    chat = Conversation(Session(picture, fake_engines), tmp_path)
    live = Live(tmp_path / "preview.png")
    live.renew(chat, chat.say("segment the lung and the liver"))
    for text in ("hide the lung", "show the lung", "delete the lung", "yes"):
        shown = live.renew(chat, chat.say(text))
        assert shown is not None or text == "delete the lung"
        pixels = np.asarray(Pillow.open(live.path).convert("RGB"), int)
        assert (np.abs(pixels - colour_of(1)).max(axis=2) <= 2).sum() > 100, text


def test_the_picture_is_as_near_as_somebody_has_zoomed(volume, picture, fake_engines, tmp_path):
    for image in (volume, picture):
        chat = Conversation(Session(image, fake_engines), tmp_path)
        live = Live(tmp_path / "preview.png")
        pictures = [live.renew(chat, chat.say(text)) for text in ("segment the liver", "zoom in", "zoom in")]
        assert None not in pictures
        assert len({*pictures}) == 3
