"""`digest why`: the decisions of a build, explained."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def collected(run: Callable, workspace: Path, week: Path) -> Path:
    assert run("-C", workspace, "build", "--issue", "2025-09-27", "--from", week).code == 0
    return workspace


def test_an_article_is_explained_by_words_of_its_title(
    run: Callable, collected: Path, monkeypatch: pytest.MonkeyPatch
):
    ran = run("-C", collected, "why", "nscale lève", "--issue", "2025-09-27")
    assert ran.code == 0
    assert "told with" in ran.out
    assert "Section: " in ran.out
    monkeypatch.setenv("DIGEST_LANG", "fr")
    french = run("-C", collected, "why", "nscale lève", "--issue", "2025-09-27").out
    assert "racontée avec" in french
    assert "\nRubrique\u00a0: " in french


def test_two_articles_are_compared_view_by_view(run: Callable, collected: Path):
    one, two = "https://gazette.example/2025/nscale", "https://courrier.example/nscale-aker"
    answer = json.loads(
        run("-C", collected, "why", one, two, "--issue", "2025-09-27", "--json").out
    )
    assert answer["together"]
    weights = [view["weight"] for view in answer["views"]]
    assert sum(weights) == pytest.approx(1, abs=1e-3)
    assert any("nscale" in view["shared"] for view in answer["views"])


def test_the_reasons_are_those_of_the_build(run: Callable, collected: Path):
    stories = json.loads((collected / "issues/2025-09-27/stories.json").read_text("utf-8"))
    for story in stories["stories"]:
        for article in story["articles"]:
            command = ("why", article["id"], "--issue", "2025-09-27", "--json")
            answer = json.loads(run("-C", collected, *command).out)
            assert answer["story"] == story["id"]
            assert answer["section"] == story["section"]
            assert answer["score"] == story["score"]


def test_what_names_nothing_or_several_says_so(run: Callable, collected: Path):
    nothing = run("-C", collected, "why", "zzz", "--issue", "2025-09-27")
    assert nothing.code == 1
    assert "words of the title" in nothing.err
    several = run("-C", collected, "why", "nscale", "--issue", "2025-09-27")
    assert several.code == 1
    assert "Name one by its id" in several.err
