"""`digest export`."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from digest.cli import digest

DRAFT = """---
title: Un port se branche
date: 2025-09-27
teaser:
  - Le câble arrive
---

## Le port <!-- port -->

- **Le câble arrive** • Le port a posé son câble.
  [Le Fil](https://fil.example/cable)

## Abonnés <!-- abos subscribers -->

Un secret.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    config = '[newsletter]\nname = "La Veille"\nurl = "https://veille.example/{date}"\n'
    (tmp_path / "config" / "digest.toml").write_text(config, "utf-8")
    (tmp_path / "issues" / "2025-09-27").mkdir(parents=True)
    (tmp_path / "issues" / "2025-09-27" / "issue.md").write_text(DRAFT, "utf-8")
    return tmp_path


def run(workspace: Path, *words: str):
    return CliRunner().invoke(
        digest, ["-C", str(workspace), "export", *words, "--issue", "2025-09-27"]
    )


@pytest.mark.parametrize(
    "target",
    [
        "markdown",
        "buttondown",
        "html",
        "substack",
        "ghost",
        "kessel",
        "linkedin",
        "bluesky",
        "mastodon",
        "x",
    ],
)
def test_every_target_tells_the_issue_and_no_secret(workspace: Path, target: str):
    result = run(workspace, target)
    assert result.exit_code == 0
    assert "Le câble arrive" in result.stdout
    assert "secret" not in result.stdout


def test_a_short_text_ends_with_the_address_and_its_length_is_said(workspace: Path):
    result = run(workspace, "x")
    assert result.stdout.endswith("\nhttps://veille.example/2025-09-27\n")
    assert "63 of 280" in result.stderr


def test_it_may_go_into_a_file(workspace: Path):
    run(workspace, "html", "--subscribers", "--to", str(workspace / "issue.html"))
    assert "Un secret." in (workspace / "issue.html").read_text("utf-8")
