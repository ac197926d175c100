"""`digest recall`: the archive answers."""

import json
from collections.abc import Callable
from pathlib import Path


def test_a_name_is_found_in_the_issue_that_told_it(run: Callable, workspace: Path, week: Path):
    assert run("-C", workspace, "build", "--issue", "2025-09-27", "--from", week).code == 0
    ran = run("-C", workspace, "recall", "nscale")
    assert "2025-09-27" in ran.out
    assert "Nscale" in ran.out
    answer = json.loads(run("-C", workspace, "recall", "nscale", "--json").out)
    assert {one["issue"] for one in answer} == {"2025-09-27"}


def test_a_name_that_no_issue_holds_is_an_empty_answer(run: Callable, workspace: Path):
    ran = run("-C", workspace, "recall", "Nordal")
    assert (ran.code, ran.out) == (0, "")
    assert "0 items" in ran.err
