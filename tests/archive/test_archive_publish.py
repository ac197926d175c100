"""The site on disk: only what changed, nothing of anybody else's, never half of it."""

from datetime import date
from pathlib import Path

import pytest

from digest.archive import publish, published
from digest.errors import DigestError

DAY = date(2025, 9, 27)


def put(folder: Path, **files: str):
    return publish(
        folder,
        {name.replace("__", "/"): text.encode() for name, text in files.items()},
        by_hand=[DAY],
    )


def test_what_did_not_change_is_not_written_again(tmp_path: Path):
    put(tmp_path, page="a", index="b")
    before = (tmp_path / "page").stat().st_mtime_ns
    done = put(tmp_path, page="a", index="c")
    assert (done.written, done.kept, done.removed) == (1, 1, 0)
    assert (tmp_path / "page").stat().st_mtime_ns == before


def test_what_is_gone_is_taken_away_with_its_folder(tmp_path: Path):
    put(tmp_path, old__page="a", index="b")
    assert put(tmp_path, index="b").removed == 1
    assert not (tmp_path / "old").exists()


def test_a_file_of_somebody_else_stays(tmp_path: Path):
    put(tmp_path, old__page="a")
    (tmp_path / "old" / "CNAME").write_text("veille.example")
    put(tmp_path, index="b")
    assert (tmp_path / "old" / "CNAME").read_text() == "veille.example"


def test_a_file_of_somebody_else_is_not_written_over(tmp_path: Path):
    (tmp_path / "index").write_text("mine")
    with pytest.raises(DigestError, match="no archive made it"):
        put(tmp_path, page="a", index="b")
    assert [path.name for path in tmp_path.iterdir()] == ["index"]
    assert (tmp_path / "index").read_text() == "mine"


def test_a_build_that_was_cut_off_is_finished_by_the_next(tmp_path: Path, monkeypatch):
    put(tmp_path, page="a", index="b")
    real = publish.__globals__["write_atomic"]

    def broken(path: Path, data: object) -> None:
        if path.name == "index":
            raise OSError("the disk is full")
        real(path, data)

    monkeypatch.setitem(publish.__globals__, "write_atomic", broken)
    with pytest.raises(OSError, match="full"):
        put(tmp_path, new="c", index="d")
    assert (tmp_path / "index").read_text() == "b"  # the old page, and all that it links to
    assert (tmp_path / "page").exists()
    monkeypatch.undo()
    assert put(tmp_path, new="c", index="d").removed == 1


def test_issues_named_by_hand_are_remembered(tmp_path: Path):
    assert published(tmp_path) == ()
    put(tmp_path, index="b")
    assert published(tmp_path) == (DAY,)


def test_a_list_that_leads_out_of_the_folder_removes_nothing(tmp_path: Path):
    folder = tmp_path / "site"
    put(folder, index="b")
    (tmp_path / "precious").write_text("x")
    text = (folder / ".archive.json").read_text()
    (folder / ".archive.json").write_text(text.replace('"index"', '"../precious"'))
    (folder / "index").unlink()
    put(folder, index="b")
    assert (tmp_path / "precious").exists()


def test_a_list_that_cannot_be_read_stops(tmp_path: Path):
    (tmp_path / ".archive.json").write_text("{")
    with pytest.raises(DigestError, match="cannot be read"):
        put(tmp_path, index="b")
