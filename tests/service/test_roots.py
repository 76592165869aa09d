import os

import pytest
import served

from limis.errors import InputError, ReadError
from limis.service.roots import Roots


@pytest.fixture
def film(root):
    return served.write_film(root)


def test_a_file_is_found_from_its_root_and_by_its_whole_path(root, film):
    roots = Roots([root])
    assert roots.find("film.png") == roots.find(str(film)) == film.resolve()


def test_a_single_file_may_be_all_that_is_served(root, film):
    served.write_film(root, "other.png")
    roots = Roots([film])
    assert roots.find("film.png") == film.resolve()
    with pytest.raises(ReadError):
        roots.find(str(root / "other.png"))


@pytest.mark.parametrize(
    "said",
    [
        "",
        ".." + os.sep + "secret.png",
        "a/../../secret.png",
        "/etc/passwd",
        "film.png\0.nii",
        "%2e%2e/secret.png",
        "~/secret.png",
        "x" * 5000,
        "link.png",
        "linked/secret.png",
    ],
)
def test_nothing_outside_is_found_whatever_it_is_called(root, film, said):
    secret = served.write_film(root.parent, "secret.png")
    (root / "link.png").symlink_to(secret)
    (root / "linked").symlink_to(root.parent)
    with pytest.raises(ReadError, match="nothing of that name can be opened here"):
        Roots([root]).find(said)


def test_a_folder_with_a_link_that_leads_out_is_not_opened(root):
    series = root / "series"
    series.mkdir()
    (series / "1.dcm").write_bytes(b"DICM")
    assert Roots([root]).find("series") == series.resolve()
    (series / "2.dcm").symlink_to(served.write_film(root.parent, "secret.png"))
    with pytest.raises(ReadError):
        Roots([root]).find("series")


def test_what_is_outside_and_what_is_not_there_are_told_alike(root):
    served.write_film(root.parent, "secret.png")
    messages = []
    for said in ("../secret.png", "../nothing.png"):
        with pytest.raises(ReadError) as caught:
            Roots([root]).find(said)
        messages.append(str(caught.value).replace(said, ""))
    assert messages[0] == messages[1]


def test_folders_are_listed_without_what_nobody_can_open(root, film):
    (root / "notes.txt").write_text("x")
    (root / ".hidden").mkdir()
    (root / "series").mkdir()
    (root / "out").symlink_to(root.parent)
    assert [(e.name, e.is_folder) for e in Roots([root]).list(str(root))] == [("film.png", False), ("series", True)]
    assert [e.path for e in Roots([root]).list()] == [str(root.resolve())]
    with pytest.raises(ReadError):
        Roots([root]).list(str(root.parent))


@pytest.mark.skipif(os.name != "posix", reason="names are always text there")
def test_a_name_that_is_no_text_does_not_hide_the_others(root, film):
    (root / os.fsdecode(b"m\xfcller.png")).write_bytes(film.read_bytes())
    assert [e.name for e in Roots([root]).list(str(root))] == ["film.png"]


def test_a_root_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(InputError, match="cannot serve"):
        Roots([tmp_path / "nothing"])
