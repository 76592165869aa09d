import os
import stat

import pytest

from limis.errors import InputError, ReadError
from limis.service.uploads import Uploads, called


def put(upload, name, content=b"x"):
    with upload.begin(name) as part:
        part.write(content)


@pytest.fixture
def uploads(tmp_path):
    return Uploads(tmp_path / "uploads", most_bytes=100)


def test_one_file_is_found_as_itself_and_several_as_their_folder(uploads):
    upload = uploads.begin()
    put(upload, "a.dcm")
    assert called(uploads.find(upload.id)) == "a.dcm"
    put(uploads.again(upload.id), "b.dcm")
    assert uploads.find(upload.id) == upload.folder
    assert called(upload.folder) == "2 files"


@pytest.mark.parametrize(
    "name",
    ["../../escape.png", "/etc/passwd", "..\\..\\escape", "a\0b", ".hidden", "..", "", "x" * 4000, "Mü ler.png"],
)
def test_a_name_of_a_client_never_leads_anywhere(uploads, name, tmp_path):
    upload = uploads.begin()
    put(upload, name)
    (file,) = upload.folder.iterdir()
    assert file.parent == upload.folder
    assert len(file.name) <= 100
    assert not file.name.startswith(".")


def test_two_files_of_one_name_are_two_files(uploads):
    upload = uploads.begin()
    for content in (b"1", b"22"):
        put(upload, "IM0001", content)
    assert sorted(file.stat().st_size for file in upload.folder.iterdir()) == [1, 2]


def test_files_that_come_at_the_same_time_do_not_meet(uploads):
    one = uploads.begin()
    other = uploads.again(one.id)
    put(one, "IM0001", b"1")
    put(other, "IM0001", b"22")
    assert len(list(one.folder.iterdir())) == 2


def test_half_a_file_does_not_stay_in_a_series(uploads):
    upload = uploads.begin()
    put(upload, "a.dcm")
    with pytest.raises(InputError):
        put(upload, "b.dcm", bytes(101))
    assert [path.name for path in upload.folder.iterdir()] == ["a.dcm"]


@pytest.mark.skipif(os.name != "posix", reason="permissions are told otherwise there")
def test_only_the_owner_can_look(uploads):
    upload = uploads.begin()
    put(upload, "a.png")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (uploads.folder, upload.folder, uploads.find(upload.id))]
    assert modes == [0o700, 0o700, 0o600]


def test_there_is_only_so_much_room(uploads):
    put(uploads.begin(), "a", bytes(60))
    with pytest.raises(InputError, match="too much to upload"):
        put(uploads.begin(), "b", bytes(41))


@pytest.mark.parametrize("name", ["", "..", "../../etc", "0" * 24, "g" * 24])
def test_no_other_name_is_an_upload(uploads, name):
    with pytest.raises(ReadError, match="no such upload"):
        uploads.find(name)
    uploads.drop(name)


def test_what_nobody_needs_is_thrown_away_when_it_is_old(uploads):
    needed, other = uploads.begin(), uploads.begin()
    put(needed, "a")
    put(other, "b")
    uploads.sweep([], 1000)
    assert other.folder.exists()
    uploads.sweep([uploads.find(needed.id)], -1)
    assert needed.folder.exists()
    assert not other.folder.exists()
