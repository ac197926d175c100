"""`digest archive build`: what is public, and what never is by accident."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from digest.cli import digest

CONFIG = """[newsletter]
name = "La Veille"
url = "https://veille.example/{date}"
unsubscribe_url = "https://veille.example/unsubscribe/{token}"

[newsletter.sender]
name = "La Veille"
email = "lettre@veille.example"
postal_address = "1 rue du Port, 13002 Marseille"

[sending]
transport = "outbox"
"""
DRAFT = """---
title: Un port se branche
preheader: Le port de Marseille a posé trois kilomètres de câble
date: {day}
---

## Le port <!-- port -->

- **Le câble arrive** • Le port a posé son câble.
  [Le Fil](https://fil.example/cable)

<!-- garanti : Le port a posé son câble. -->
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "digest.toml").write_text(CONFIG, "utf-8")
    for day in ("2025-09-20", "2025-09-27"):
        (tmp_path / "issues" / day).mkdir(parents=True)
        (tmp_path / "issues" / day / "issue.md").write_text(DRAFT.format(day=day), "utf-8")
    return tmp_path


def run(workspace: Path, *words: str):
    return CliRunner().invoke(digest, ["-C", str(workspace), *words], catch_exceptions=False)


def built(workspace: Path, *words: str) -> list[str]:
    result = run(workspace, "archive", "build", "--json", *words)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["issues"]


def test_a_draft_that_nobody_approved_is_not_published(workspace: Path):
    assert built(workspace) == []
    assert not (workspace / "archive" / "2025-09-27").exists()


def test_an_approved_issue_is_published_while_its_draft_is_what_was_approved(workspace: Path):
    assert run(workspace, "approve", "--issue", "2025-09-27").exit_code == 0
    assert built(workspace) == ["2025-09-27"]
    draft = workspace / "issues" / "2025-09-27" / "issue.md"
    draft.write_text(draft.read_text("utf-8").replace("son câble", "un secret"), "utf-8")
    assert built(workspace) == []
    assert not (workspace / "archive" / "2025-09-27").exists()


def test_an_issue_named_once_stays_until_it_is_removed(workspace: Path):
    assert built(workspace, "--issue", "2025-09-20") == ["2025-09-20"]
    assert built(workspace) == ["2025-09-20"]
    assert built(workspace, "--remove", "2025-09-20") == []


def test_the_site_may_stand_elsewhere_and_nobody_leaves_the_list_from_it(workspace: Path):
    built(workspace, "--issue", "2025-09-20", "--to", str(workspace / "site"))
    page = (workspace / "site" / "2025-09-20" / "index.html").read_text("utf-8")
    assert "Le câble arrive" in page
    assert "unsubscribe" not in page
