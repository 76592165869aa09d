import json
import logging

import pytest
import served
from starlette.testclient import TestClient

from limis.service.tokens import make_token
from limis.web.app import make_app, policy_for
from limis.web.headers import CONTENT_POLICY

TOKEN = make_token()


def test_every_route_is_behind_the_guard(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    asked = [(method, path) for path, methods in paths.items() for method in methods]
    assert len(asked) > 20
    for method, path in asked:
        for headers in ({"host": "evil.example"}, {"origin": "http://evil.example"}, {"origin": "null"}):
            assert client.request(method, path, headers=headers).status_code in (403, 421), (method, path)


def test_every_route_wants_the_token(desk):
    with TestClient(make_app(desk, policy_for(token=TOKEN)), base_url="http://localhost") as client:
        shown = {"authorization": f"Bearer {TOKEN}"}
        paths = client.get("/api/v1/openapi.json", headers=shown).json()["paths"]
        for path, methods in paths.items():
            for method in methods:
                assert client.request(method, path).status_code == 401
                assert client.request(method, path, headers={"authorization": "Bearer x"}).status_code == 401
        assert client.get("/").status_code == 200
        assert client.get("/api/v1/health", headers=shown).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "../secret.png",
        "/etc/passwd",
        "..%2fsecret.png",
        "film.png\u0000",
        "link.png",
        "//etc/passwd",
        "file:///etc/passwd",
    ],
)
def test_no_path_leads_out(client, root, path):
    secret = served.write_film(root.parent, "secret.png")
    (root / "link.png").symlink_to(secret)
    for body in ({"path": path}, {"path": "film.png", "masks": [{"path": path}]}):
        answer = client.post("/api/v1/sessions", json=body)
        assert answer.status_code == 422
        assert str(root.parent) not in answer.text.replace(str(path), "")
    assert client.get("/api/v1/files", params={"path": path}).status_code == 422


@pytest.mark.parametrize("name", ["..", "%2e%2e", "..%2f..%2fetc", "0" * 12, "' OR 1=1", "*", "a" * 5000])
def test_no_id_leads_anywhere(client, name):
    assert client.get(f"/api/v1/sessions/{name}").status_code in (404, 405)
    assert client.get(f"/api/v1/sessions/{name}/labels").status_code in (404, 405)
    assert client.delete(f"/api/v1/uploads/{name}").status_code in (204, 404, 405)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"path": "film.png", "upload": "x"},
        {"path": "film.png", "home": "/"},
        {"path": "film.png", "models": "/home/evil"},
        {"path": "film.png", "models": "evil/hub-name"},
        {"path": "film.png", "spacing": [0.0, -1.0]},
        {"path": "film.png", "spacing": ["NaN", 1]},
        {"path": "film.png", "frame": 10**30},
        {"path": "film.png", "orientation": "LL"},
        {"path": 7},
        [],
        "path",
    ],
)
def test_odd_requests_are_refused_with_a_reason(client, body):
    answer = client.post("/api/v1/sessions", json=body)
    assert answer.status_code == 422
    assert answer.json()["what"]


def test_bodies_are_small_but_for_uploads(client, desk):
    assert client.post("/api/v1/sessions", content=b" " * (2**20 + 1)).status_code == 413
    assert client.post("/api/v1/sessions", content=b"[" * 50_000).status_code == 422
    small = policy_for(upload_bytes=10)
    with TestClient(make_app(desk, small), base_url="http://localhost") as other:
        assert other.post("/api/v1/uploads", content=b"x" * 11).status_code == 413
        assert other.post("/api/v1/uploads", content=iter([b"x" * 6, b"x" * 6])).status_code == 413
        assert other.post("/api/v1/uploads", content=b"").status_code == 422
    uploads = desk.uploads.folder
    assert not uploads.exists() or list(uploads.iterdir()) == []


def test_what_is_said_goes_into_no_log(client, caplog, desk, monkeypatch):
    caplog.set_level(logging.DEBUG)
    at = f"/api/v1/sessions/{client.post('/api/v1/sessions', json={'path': 'film.png'}).json()['id']}"

    def fails(*_, **__):
        raise RuntimeError("Mueller^Anna")

    monkeypatch.setattr("limis.web.looking.measured", fails)
    client.post(f"{at}/say", json={"text": "segment the liver of Anna Mueller"})
    answer = client.get(f"{at}/report")
    assert answer.status_code == 500
    assert "Anna" not in answer.text
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
    assert any("RuntimeError" in message for message in ours)
    assert "Anna" not in "".join(ours)


def test_the_page_may_load_nothing_from_elsewhere(client, desk, tmp_path):
    page = tmp_path / "page"
    page.mkdir()
    (page / "index.html").write_text("<!doctype html><title>limis</title>")
    (tmp_path / "secret.txt").write_text("secret")
    with TestClient(make_app(desk, page=page), base_url="http://localhost") as other:
        answer = other.get("/")
        assert "limis" in answer.text
        assert answer.headers["content-security-policy"] == CONTENT_POLICY
        for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"):
            assert "secret" not in other.get(path).text
    assert "http:" not in CONTENT_POLICY
    assert "'unsafe-inline'" not in CONTENT_POLICY
    assert "*" not in CONTENT_POLICY


def test_a_hostile_file_is_an_answer(client):
    for content in (
        b"\x80\x04\x95",
        b"<svg onload=alert(1)>",
        b"\x5c\x01\0\0" + b"\xff" * 400,
        b"PK\x03\x04" + b"\0" * 50,
    ):
        name = client.post("/api/v1/uploads", params={"name": "a.nii.gz"}, content=content).json()["upload"]
        answer = client.post("/api/v1/sessions", json={"upload": name})
        assert answer.status_code == 422, content
        assert json.loads(answer.text)["next_step"]
