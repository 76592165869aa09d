import gzip
import io
import json
import zipfile

import nibabel
import numpy as np
import pytest
import served
from PIL import Image as Pillow

from limis import __version__
from limis.io.runs import from_runs
from limis.report.schema import validate

LINES = {"accept": "application/x-ndjson"}


def begin(client, **asked):
    answer = client.post("/api/v1/sessions", json=asked)
    assert answer.status_code == 201, answer.text
    return answer.json(), f"/api/v1/sessions/{answer.json()['id']}"


def say(client, session, text):
    answer = client.post(f"{session}/say", json={"text": text})
    assert answer.status_code == 200, answer.text
    return answer.json()


def drawn(said):
    """The labels in an answer, as an array over its box."""
    (low, high) = said["box"]
    return from_runs(said["runs"], [b - a for a, b in zip(low, high, strict=True)])


def test_health_says_who_answers(client):
    said = client.get("/api/v1/health").json()
    assert said["version"] == __version__
    assert said["notice"] == "Not a medical device"
    assert said["models"][0] == "fake"


def test_the_interface_describes_itself(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert {"/api/v1/sessions/{session}/say", "/api/v1/sessions/{session}/labels", "/api/v1/uploads"} <= set(paths)
    assert client.get("/docs").status_code == 404  # such a page would load from elsewhere
    assert client.get("/api/v1/commands").json()["items"]


def test_a_scan_is_talked_about_from_end_to_end(client):
    session, at = begin(client, path="scan.nii.gz", modality="CT")
    image = session["image"]
    assert (image["kind"], image["shape"], image["axes"], image["unit"]) == ("volume", [14, 10, 6], "LPS", "HU")
    assert image["edges"]["axial"] == {"top": "A", "bottom": "P", "left": "R", "right": "L"}
    assert image["presets"]["lung"] == {"center": -600, "width": 1500}
    found = say(client, at, "segment the liver")
    (liver,) = found["structures"]
    assert (liver["name"], liver["label"]) == ("liver", 1)
    assert (liver["active"], liver["hidden"], liver["there"]) == (True, False, True)
    assert liver["volume_ml"] == pytest.approx(60 * 9 / 1000)
    assert liver["colour"].startswith("#")
    assert found["changes"][0]["box"] == [[3, 2, 2], [9, 7, 4]]
    larger = say(client, at, "make it 2 mm larger")
    assert larger["can_undo"] == 2
    missed = say(client, at, "segment the spleen")
    assert [(s["name"], s["found"], s["there"]) for s in missed["structures"]][-1] == ("spleen", False, False)
    back = client.post(f"{at}/undo", json={"turn": 1}).json()
    assert back["state"] == found["state"]
    assert client.post(f"{at}/redo", json={}).json()["state"] == larger["state"]
    assert client.post(f"{at}/undo", json={"turn": 0}).json()["state"] == session["state"]
    turns = client.get(f"{at}/turns").json()
    assert [turn["turn"] for turn in turns if turn["reachable"]] == [1, 2, 3, 4, 5, 6]
    assert client.get(at).json()["turns"] == turns
    assert client.post(f"{at}/undo", json={"turn": 99}).status_code == 422


def test_commands_do_what_sentences_do_and_nonsense_is_refused(client):
    _, at = begin(client, path="film.png")
    command = {"op": "segment", "targets": [{"concept": "liver", "text": "liver"}]}
    one = client.post(f"{at}/commands", json={"commands": [command], "text": "the liver"}).json()
    assert one["text"] == "the liver"
    assert say(client, at, "segment the liver")["state"] == one["state"]
    for bad in ([{"op": "explode"}], [{"op": "grow", "amount": {"value": -1, "unit": "mm"}}], [{}]):
        assert client.post(f"{at}/commands", json={"commands": bad}).status_code == 422


def test_a_question_waits_for_its_answer(client):
    _, at = begin(client, path="film.png")
    say(client, at, "segment the liver")
    asked = say(client, at, "delete everything")
    assert asked["pending"]["question"]
    assert client.get(at).json()["pending"] == asked["pending"]
    assert say(client, at, "yes")["structures"] == []


def test_labels_come_whole_and_then_only_where_they_changed(client):
    _, at = begin(client, path="film.png")
    first = say(client, at, "segment the liver")
    whole = client.get(f"{at}/labels").json()
    assert whole["shape"] == [40, 30, 1]  # the column first, then the row
    picture = drawn(whole)
    assert picture[20:36, 18:26].all()
    assert picture.sum() == 16 * 8
    say(client, at, "segment the lung")
    part = client.get(f"{at}/labels", params={"since": first["state"]}).json()
    assert (part["whole"], part["box"], part["labels"]) == (False, [[4, 5, 0], [14, 15, 1]], {"liver": 1, "lung": 2})
    assert (drawn(part) == 2).all()
    same = client.get(f"{at}/labels", params={"since": part["state"]}).json()
    assert (same["box"], same["runs"]) == (None, [])
    assert client.get(f"{at}/labels", params={"since": "unknown"}).json()["whole"]


def test_a_large_volume_is_shown_in_larger_steps_but_its_masks_are_not(client):
    session, at = begin(client, path="scan.nii.gz", modality="CT")
    say(client, at, "segment the liver")
    fine = nibabel.Nifti1Image.from_bytes(client.get(f"{at}/display.nii").content)
    assert fine.shape == (14, 10, 6)
    assert np.allclose(fine.affine, session["image"]["affine_ras"])
    assert np.asarray(fine.dataobj)[3, 2, 2] == 200
    coarse = client.get(f"{at}/display.nii", params={"most_voxels": 4096})
    assert nibabel.Nifti1Image.from_bytes(coarse.content).shape == (14, 10, 6)
    file = nibabel.Nifti1Image.from_bytes(gzip.decompress(client.get(f"{at}/masks/liver/file").content))
    assert np.asarray(file.dataobj).sum() == 60
    assert np.allclose(file.affine, session["image"]["affine_ras"])
    runs = client.get(f"{at}/masks/liver").json()
    assert np.array_equal(from_runs(runs["runs"], runs["shape"]), np.asarray(file.dataobj))
    maps = client.get(f"{at}/labels.nii.gz").content
    assert np.asarray(nibabel.Nifti1Image.from_bytes(gzip.decompress(maps)).dataobj).max() == 1
    assert client.get(f"{at}/masks/spleen").status_code == 422


def test_slices_are_pictures(client):
    _, at = begin(client, path="scan.nii.gz", modality="CT")
    say(client, at, "segment the liver")
    pictures = [
        Pillow.open(io.BytesIO(client.get(f"{at}/slices/axial/{n}", params={"overlay": overlay}).content))
        for n, overlay in ((3, True), (3, False))
    ]
    assert pictures[0].size == (round(14 * 1.5), round(10 * 2.0))
    assert np.any(np.asarray(pictures[0]) != np.asarray(pictures[1]))
    assert client.get(f"{at}/slices/axial/7").status_code == 422
    assert client.get(f"{at}/slices/axial/1", params={"scale": 64}).status_code == 200


def test_what_was_found_is_taken_home(client):
    _, at = begin(client, path="scan.nii.gz", modality="CT")
    say(client, at, "segment the liver")
    report = client.get(f"{at}/report").json()
    assert validate(report)["structures"][0]["voxels"] == 60
    archive = zipfile.ZipFile(io.BytesIO(client.post(f"{at}/export", json={"format": "nifti"}).content))
    assert archive.namelist() == ["liver.nii.gz"]
    refused = client.post(f"{at}/export", json={"format": "png"})
    assert refused.status_code == 422
    assert "does not fit into one picture" in refused.text


def test_uploads_are_opened_with_what_is_outlined_on_them(client, tmp_path):
    def upload(path):
        return client.post("/api/v1/uploads", params={"name": path.name}, content=path.read_bytes()).json()["upload"]

    scan, mask = upload(served.write_scan(tmp_path, "own.nii.gz")), upload(served.write_scan(tmp_path, "m.nii.gz", 0))
    session, at = begin(client, upload=scan, masks=[{"upload": mask, "name": "spleen"}])
    assert session["image"]["name"] == "own.nii.gz"
    assert [one["name"] for one in session["structures"]] == ["spleen"]
    assert client.delete(at).status_code == 204
    assert client.post("/api/v1/sessions", json={"upload": scan}).status_code == 422
    assert client.get(at).status_code == 404


def test_a_series_is_uploaded_file_by_file(client, desk, tmp_path):
    import phantoms

    name = ""
    for path in sorted(phantoms.save(phantoms.ct_series(), tmp_path / "series").iterdir()):
        at = f"/api/v1/uploads/{name}" if name else "/api/v1/uploads"
        name = client.post(at, params={"name": path.name}, content=path.read_bytes()).json()["upload"]
    assert client.post(f"/api/v1/uploads/{name}", params={"name": "empty"}, content=b"").status_code == 422
    assert "empty" not in [path.name for path in desk.uploads.find(name).iterdir()]
    session, _ = begin(client, upload=name)
    count = len(list((tmp_path / "series").iterdir()))
    assert session["image"]["name"] == f"{count} files"
    assert client.get("/api/v1/sessions").json()[0]["image"] == f"{count} files"
    assert session["image"]["shape"] == [6, 4, 5]
    assert "secret" not in json.dumps(session).lower()


def test_progress_comes_in_lines(client):
    answer = client.post("/api/v1/sessions", json={"path": "film.png"}, headers=LINES)
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert lines[-1]["event"] == "session"
    at = f"/api/v1/sessions/{lines[-1]['session']['id']}"
    last = client.post(f"{at}/say", json={"text": "segment the liver"}, headers=LINES).text.splitlines()[-1]
    assert json.loads(last)["turn"]["structures"][0]["found"]
    bad = client.post("/api/v1/sessions", json={"upload": "0" * 24}, headers=LINES)
    assert bad.status_code == 422


def test_sessions_are_listed_and_resumed(client, desk):
    session, at = begin(client, path="film.png")
    turn = say(client, at, "segment the liver")
    assert desk.put_away(desk.get(session["id"]))
    (row,) = client.get("/api/v1/sessions").json()
    assert (row["id"], row["image"], row["open"], row["structures"]) == (session["id"], "film.png", False, ["liver"])
    assert client.get(at).json()["state"] == turn["state"]


def test_where_files_lie_is_not_told(client, tmp_path):
    _, at = begin(client, path="film.png")
    say(client, at, "segment the liver")
    assert str(tmp_path) not in json.dumps(say(client, at, "save"))
    assert str(tmp_path) not in client.get(at).text
    assert str(tmp_path) not in client.get(f"{at}/turns").text


def test_looking_elsewhere_is_no_turn_and_moves_what_this_slice_means(client, root):
    opened = client.post("/api/v1/sessions", json={"path": str(root / "scan.nii.gz")}).json()
    looked = client.post(f"/api/v1/sessions/{opened['id']}/look", json={"plane": "axial", "slices": {"axial": 3}})
    assert looked.status_code == 202
    client.post(f"/api/v1/sessions/{opened['id']}/say", json={"text": "next slice"})
    now = client.get(f"/api/v1/sessions/{opened['id']}").json()
    assert now["look"]["slices"] == {"axial": 4}
    assert [(turn["turn"], turn["commands"][0]["op"]) for turn in now["turns"]] == [(1, "step")]
    assert client.post(f"/api/v1/sessions/{opened['id']}/look", json={"slices": {"axial": 0}}).status_code == 422


def test_nobody_looks_beyond_the_last_slice(client):
    _, at = begin(client, path="scan.nii.gz")
    say(client, at, "segment the liver")
    assert client.post(f"{at}/look", json={"plane": "axial", "slices": {"axial": 10**30}}).status_code == 202
    assert "No such slice" not in say(client, at, "previous slice")["reply"]
    assert client.get(at).json()["look"]["slices"]["axial"] == 5
    _, film = begin(client, path="film.png")
    assert client.post(f"{film}/look", json={"slices": {"axial": 3}}).status_code == 202
    assert say(client, film, "segment the liver")["structures"][0]["found"]


def test_a_yes_answers_the_question_it_was_given_to(client):
    _, at = begin(client, path="film.png")
    say(client, at, "segment the lung and the liver")
    mine = say(client, at, "delete the lung")["pending"]["question"]
    other = say(client, at, "start over")["pending"]["question"]
    late = client.post(f"{at}/say", json={"text": "yes", "question": mine}).json()
    assert "nother question waits" in late["reply"]
    assert len(late["structures"]) == 2
    assert late["pending"]["question"] == other
    late = client.post(f"{at}/commands", json={"commands": [{"op": "confirm"}], "text": "yes", "question": mine}).json()
    assert "nother question waits" in late["reply"]
    assert len(late["structures"]) == 2
    assert client.post(f"{at}/say", json={"text": "yes", "question": other}).json()["structures"] == []
