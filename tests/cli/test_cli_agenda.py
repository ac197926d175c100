"""`digest agenda`: the dates of an issue, listed and in a calendar file."""

import json
from collections.abc import Callable
from pathlib import Path

DRAFT = """---
title: Essai
date: 2025-09-27
language: fr
---

## Agenda <!-- agenda -->

- **Mercredi 1er octobre** • Le salon Givre ouvre à Oslo.
"""


def test_the_dates_are_listed_and_stand_in_the_calendar(run: Callable, workspace: Path):
    folder = workspace / "issues/2025-09-27"
    folder.mkdir(parents=True)
    (folder / "issue.md").write_text(DRAFT, encoding="utf-8")
    ran = run("-C", workspace, "agenda", "--issue", "2025-09-27")
    assert "2025-10-01  Le salon Givre ouvre à Oslo." in ran.out
    assert b"DTSTART;VALUE=DATE:20251001" in (folder / "out/agenda.ics").read_bytes()
    answer = json.loads(run("-C", workspace, "agenda", "--issue", "2025-09-27", "--json").out)
    assert [(one["first"], one["exact"]) for one in answer] == [("2025-10-01", True)]


def test_an_issue_without_a_draft_says_how_to_make_one(run: Callable, workspace: Path):
    ran = run("-C", workspace, "agenda", "--issue", "2025-09-27")
    assert ran.code == 1
    assert "digest build --issue 2025-09-27" in ran.err
