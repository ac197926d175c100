import errno
import os
from datetime import UTC, date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import ChangedError, DigestError
from digest.model import Article, Offer, Outcome, Refusal, SourceReport
from digest.workspace import IssueFolder, Workspace, find, new_file, write_atomic

articles = st.builds(
    Article,
    id=st.text("0123456789abcdef", min_size=12, max_size=12),
    url=st.text(),
    title=st.text(),
    text=st.text(),
    source=st.text(),
    publisher=st.text(),
    published=st.none() | st.datetimes(timezones=st.just(UTC)),
    language=st.none() | st.sampled_from(["fr", "en"]),
    path=st.none() | st.text(),
    by_hand=st.booleans(),
    part_of=st.none() | st.text(),
)


@given(st.lists(articles, max_size=5))
def test_articles_come_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, week: list[Article]
):
    folder = IssueFolder(tmp_path_factory.mktemp("week"), date(2025, 9, 27))
    folder.write_articles(week)
    assert folder.read_articles() == tuple(week)


def test_a_broken_line_is_named(tmp_path: Path):
    folder = IssueFolder(tmp_path, date(2025, 9, 27))
    write_atomic(folder.articles, "\n{not json\n")
    with pytest.raises(DigestError, match=r"articles\.jsonl:2: this line is not an article"):
        folder.read_articles()


def test_a_failed_write_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "issue.md"
    write_atomic(path, "old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomic(path, "new")
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["issue.md"]


def test_a_write_keeps_permissions_and_follows_links(tmp_path: Path):
    real = tmp_path / "real.md"
    write_atomic(real, "old")
    real.chmod(0o640)
    link = tmp_path / "issue.md"
    link.symlink_to(real)
    write_atomic(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_save_that_comes_while_the_new_bytes_go_to_disk_is_never_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "issue.md"
    path.write_text("seen", encoding="utf-8")

    def flush(_: int) -> None:
        path.write_text("saved by another program", encoding="utf-8")

    monkeypatch.setattr(os, "fsync", flush)
    with pytest.raises(ChangedError):
        write_atomic(path, "ours", seen=b"seen")
    assert path.read_text(encoding="utf-8") == "saved by another program"
    assert list(tmp_path.iterdir()) == [path]


def test_a_restore_brings_the_offers_of_that_draft_back(tmp_path: Path):
    folder = Workspace(tmp_path).issue(date(2025, 9, 27))
    then = Offer(where="Un titre", field="title", text="Autre titre", item="s1")
    folder.keep_draft("first")
    folder.write_offers([then])
    folder.keep_draft("second")
    folder.write_offers([])
    folder.restore(folder.versions()[0])
    assert (folder.read_draft(), folder.read_offers()) == ("first", (then,))
    folder.restore(folder.versions()[1])
    assert (folder.read_draft(), folder.read_offers()) == ("second", ())


def test_line_ends_are_written_as_they_are(tmp_path: Path):
    write_atomic(tmp_path / "a", "a\r\nb\n")
    assert (tmp_path / "a").read_bytes() == b"a\r\nb\n"


def test_the_nearest_workspace_is_found_from_below(tmp_path: Path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "digest.toml").touch()
    below = tmp_path / "issues" / "2025-09-27"
    below.mkdir(parents=True)
    assert find(below).root == tmp_path


def test_without_a_workspace_the_error_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(DigestError) as caught:
        find(tmp_path)
    assert "digest init" in caught.value.hint


def test_issue_dates_are_those_with_a_draft_in_order(tmp_path: Path):
    for name in ("2025-10-04", "2025-09-27", "notes"):
        write_atomic(tmp_path / "issues" / name / "issue.md", "")
    (tmp_path / "issues" / "2025-10-11").mkdir()
    assert Workspace(tmp_path).issue_dates() == (date(2025, 9, 27), date(2025, 10, 4))


def test_what_came_of_a_source_is_remembered_until_it_is_asked_again(tmp_path: Path):
    folder = IssueFolder(tmp_path, date(2025, 9, 27))
    refused = (Refusal(where="a.pdf", why="is empty"),)
    failed = SourceReport(source="A", outcome=Outcome.FAILED, why="404", refused=refused)
    folder.write_reports([failed, SourceReport(source="B", outcome=Outcome.NEW, articles=2)])
    again = SourceReport(source="B", outcome=Outcome.EMPTY)
    folder.write_reports([again])
    assert folder.read_reports() == {"A": failed, "B": again}


def test_a_picture_is_read_beside_the_draft_and_nowhere_else(tmp_path):
    folder = IssueFolder(tmp_path, date(2025, 9, 27))
    write_atomic(folder.path / "images" / "vue.png", b"here")
    write_atomic(folder.path / "note.txt", b"no picture")
    write_atomic(tmp_path / "secret.png", b"outside")
    (folder.path / "link.png").symlink_to(tmp_path / "secret.png")
    assert folder.picture("images/vue.png") == b"here"
    for src in (
        "../../secret.png",
        str(tmp_path / "secret.png"),
        "link.png",
        "note.txt",
        "a\0.png",
    ):
        assert folder.picture(src) is None


def test_a_copy_stands_for_its_address(tmp_path):
    folder = IssueFolder(tmp_path, date(2025, 9, 27))
    url = "https://a.example/vue.jpg?size=2"
    assert folder.picture(url) is None
    write_atomic(folder.copy_of(url), b"copied")
    assert folder.picture(url) == b"copied"


def test_a_new_file_is_there_once_it_is_whole_and_for_its_owner_alone(tmp_path):
    path = tmp_path / "key"
    with new_file(path) as file:
        file.write("half")
        file.flush()
        assert not path.exists()
    assert path.read_text(encoding="utf-8") == "half"
    assert path.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture(params=["links", "no links"])
def stick(request, tmp_path, monkeypatch):
    """A folder, also on a file system that has no hard links, as exFAT."""
    if request.param == "no links":

        def refuse(*_names, **_how):
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", refuse)
    return tmp_path


def test_a_new_file_needs_no_hard_links(stick):
    with new_file(stick / "key") as file:
        file.write("whole")
    assert (stick / "key").read_text(encoding="utf-8") == "whole"
    assert (stick / "key").stat().st_mode & 0o077 == 0
    assert list(stick.iterdir()) == [stick / "key"]


def test_of_two_who_make_a_file_the_first_keeps_it(stick):
    path = stick / "key"

    def second() -> None:
        with new_file(path) as file:
            path.write_text("first", encoding="utf-8")
            file.write("second")

    with pytest.raises(FileExistsError):
        second()
    assert path.read_text(encoding="utf-8") == "first"
    assert list(stick.iterdir()) == [path]


def test_a_new_file_replaces_none_and_leaves_nothing_behind(tmp_path):
    path = tmp_path / "key"
    path.write_text("first", encoding="utf-8")
    with pytest.raises(FileExistsError), new_file(path) as file:
        file.write("second")
    with pytest.raises(UnicodeEncodeError), new_file(tmp_path / "list") as file:
        file.write("half, and no letter: \ud800")
    assert path.read_text(encoding="utf-8") == "first"
    assert list(tmp_path.iterdir()) == [path]
