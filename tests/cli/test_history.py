import json
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.workspace import write_atomic

DAY = "2025-09-27"


@pytest.fixture
def twice_built(run: Callable, workspace: Path, week: Path) -> Path:
    """A workspace whose issue was built with one article, edited, and built with three."""
    run("-C", workspace, "build", "--issue", DAY, "--from", week / "c.md", "--offline")
    draft = workspace / "issues" / DAY / "issue.md"
    draft.write_text(draft.read_text().replace("title: ", "title: Le mien, ", 1))
    run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    return workspace


def test_a_build_keeps_the_draft_before_it(run: Callable, twice_built: Path):
    (version,) = json.loads(run("-C", twice_built, "history", "--issue", DAY, "--json").out)
    before = Path(version["path"]).read_text()
    assert "Le mien" in before
    assert "Nscale" not in before


def test_a_build_that_changes_nothing_keeps_nothing(run: Callable, twice_built: Path, week: Path):
    run("-C", twice_built, "build", "--issue", DAY, "--from", week, "--offline")
    assert len(json.loads(run("-C", twice_built, "history", "--issue", DAY, "--json").out)) == 1


def test_a_restore_brings_a_version_back_and_can_be_taken_back(run: Callable, twice_built: Path):
    draft = twice_built / "issues" / DAY / "issue.md"
    now = draft.read_bytes()
    assert run("-C", twice_built, "restore", "1", "--issue", DAY).code == 0
    assert b"Nscale" not in draft.read_bytes()
    assert run("-C", twice_built, "restore", "2", "--issue", DAY).code == 0
    assert draft.read_bytes() == now


def test_a_version_that_is_not_there_names_those_that_are(run: Callable, twice_built: Path):
    done = run("-C", twice_built, "restore", "7", "--issue", DAY)
    assert done.code == 1
    assert "there are: 1." in done.err


def test_what_came_since_a_restored_version_comes_again(
    run: Callable, twice_built: Path, week: Path
):
    draft = twice_built / "issues" / DAY / "issue.md"
    run("-C", twice_built, "restore", "1", "--issue", DAY)
    run("-C", twice_built, "build", "--issue", DAY, "--from", week, "--offline")
    assert "Le mien" in draft.read_text()
    assert "Nscale" in draft.read_text()


def test_a_version_without_its_base_says_what_that_means(run: Callable, twice_built: Path):
    (twice_built / "issues" / DAY / ".digest" / "history" / "0001.base.md").unlink()
    done = run("-C", twice_built, "restore", "1", "--issue", DAY)
    assert done.code == 0
    assert "count as deleted" in done.err


def test_a_save_at_the_end_of_a_build_is_not_written_over(
    run: Callable, twice_built: Path, week: Path, monkeypatch: pytest.MonkeyPatch
):
    draft = twice_built / "issues" / DAY / "issue.md"
    saved = []

    def slow(path: Path, content: str | bytes, *, seen: bytes | None = None) -> None:
        """The editor saves while the first file beside the draft is written."""
        if not saved and path.name in {"stories.json", "0003.base.md"}:
            saved.append(draft.write_text(draft.read_text().replace("Le mien", "Encore le mien")))
        write_atomic(path, content, seen=seen)

    run("-C", twice_built, "restore", "1", "--issue", DAY)
    monkeypatch.setattr("digest.workspace.folder.write_atomic", slow)
    run("-C", twice_built, "build", "--issue", DAY, "--from", week, "--offline")
    assert saved
    assert "Encore le mien" in draft.read_text()
    assert "Nscale" in draft.read_text()


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a byte order mark"])
def test_a_save_while_the_new_draft_goes_to_the_disk_is_not_written_over(
    run: Callable, twice_built: Path, week: Path, monkeypatch: pytest.MonkeyPatch, mark: str
):
    draft = twice_built / "issues" / DAY / "issue.md"
    saved = []

    def slow(handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if not saved and path.name.startswith(".issue.md."):
            saved.append(draft.write_text(mark + draft.read_text().replace("Le mien", "Le nôtre")))

    run("-C", twice_built, "restore", "1", "--issue", DAY)
    monkeypatch.setattr("os.fsync", slow)
    run("-C", twice_built, "build", "--issue", DAY, "--from", week, "--offline")
    assert saved
    assert "Le nôtre" in draft.read_text()
    assert "Nscale" in draft.read_text()


@pytest.mark.parametrize("command", [("freeze",), ("restore", "1")], ids=lambda words: words[0])
def test_a_save_while_an_issue_is_closed_or_restored_is_not_lost(
    run: Callable, twice_built: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
):
    draft = twice_built / "issues" / DAY / "issue.md"
    saved = []

    def slow(handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if not saved and path.name.startswith(".issue.md."):
            saved.append(draft.write_text(draft.read_text() + "\nUn mot de plus.\n"))

    monkeypatch.setattr("os.fsync", slow)
    assert run("-C", twice_built, *command, "--issue", DAY).code == 0
    assert saved
    kept = [path.read_text() for path in (draft.parent / ".digest/history").glob("0*[0-9].md")]
    assert any("Un mot de plus." in text for text in (draft.read_text(), *kept))
