"""`digest merge` and `digest split`: the editor's word on stories, kept by every build."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

DAY = ("--issue", "2025-09-27")


@pytest.fixture
def collected(run: Callable, workspace: Path, week: Path) -> Path:
    assert run("-C", workspace, "build", *DAY, "--from", week).code == 0
    return workspace


def stories(workspace: Path) -> list[list[str]]:
    """The titles' first words, story by story."""
    record = json.loads((workspace / "issues/2025-09-27/stories.json").read_text("utf-8"))
    return sorted(
        sorted(article["path"][-4:] for article in story["articles"]) for story in record["stories"]
    )


def test_merged_stories_stay_one_until_it_is_undone(run: Callable, collected: Path):
    apart = stories(collected)
    ran = run("-C", collected, "merge", "nscale boucle", "Italie adopte", *DAY)
    assert ran.code == 0
    assert "Nscale" in ran.out
    assert "L'Italie" in ran.out
    run("-C", collected, "build", *DAY, "--offline")
    assert stories(collected) == [["a.md", "b.md", "c.md"]]
    assert run("-C", collected, "split", "--undo", *DAY).code == 0
    run("-C", collected, "build", *DAY, "--offline")
    assert stories(collected) == apart == [["a.md", "b.md"], ["c.md"]]


def test_a_split_story_stays_two_and_why_says_who_did_it(run: Callable, collected: Path):
    one, two = "https://gazette.example/2025/nscale", "https://courrier.example/nscale-aker"
    assert run("-C", collected, "split", one, two, *DAY).code == 0
    run("-C", collected, "build", *DAY, "--offline")
    assert stories(collected) == [["a.md"], ["b.md"], ["c.md"]]
    assert "you said that they tell two stories" in run("-C", collected, "why", one, two, *DAY).out


def test_a_story_is_named_by_the_id_at_the_end_of_its_item(run: Callable, collected: Path):
    record = json.loads((collected / "issues/2025-09-27/stories.json").read_text("utf-8"))
    ids = [story["id"] for story in record["stories"]]
    assert run("-C", collected, "merge", *ids, *DAY).code == 0


def test_what_cannot_be_ruled_is_said_and_changes_nothing(run: Callable, collected: Path):
    for command, words in (
        (("merge", "nscale boucle", "nscale lève"), "one story already"),
        (("split", "Italie", "Italie"), "no article left"),
        (("merge", "--undo"), "were merged or split"),
        (("merge", "zzz", "Italie"), "is called 'zzz'"),
    ):
        ran = run("-C", collected, *command, *DAY)
        assert ran.code == 1
        assert words in ran.err
    assert run("-C", collected, "merge", "Italie", *DAY).code == 2
    assert not (collected / "issues/2025-09-27/constraints.json").exists()


def test_a_spoilt_file_of_rulings_is_named(run: Callable, collected: Path):
    path = collected / "issues/2025-09-27/constraints.json"
    for spoilt in ("{", '{"rulings": [["a"]]}'):
        path.write_text(spoilt, encoding="utf-8")
        ran = run("-C", collected, "build", *DAY, "--offline")
        assert ran.code == 1
        assert "constraints.json" in ran.err
