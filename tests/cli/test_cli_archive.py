"""`digest archive build`: what is public, and what never is by accident."""

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from digest.cli import digest
from digest.errors import DigestError

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


def sent(workspace: Path, day: str = "2025-09-27") -> Path:
    """Send the issue to one reader; its draft."""
    run(workspace, "subscribers", "add", "a@x.example", "--confirmed")
    assert run(workspace, "approve", "--issue", day).exit_code == 0
    assert run(workspace, "send", "--issue", day, "--yes").exit_code == 0
    return workspace / "issues" / day / "issue.md"


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


def test_an_issue_that_was_sent_is_public_without_a_word(workspace: Path):
    sent(workspace)
    result = run(workspace, "archive", "build")
    assert (workspace / "archive" / "2025-09-27").exists()
    assert "changed" not in result.stderr


def test_a_correction_after_sending_is_shown_and_named(workspace: Path):
    draft = sent(workspace)
    draft.write_text(
        draft.read_text("utf-8").replace("port se branche", "port se raccorde"), "utf-8"
    )
    result = run(workspace, "archive", "build")
    page = (workspace / "archive" / "2025-09-27" / "index.html").read_text("utf-8")
    assert "Un port se raccorde" in page.replace("\u00a0", " ")
    assert "changed after they were sent, and shown as they are now: 2025-09-27" in result.stderr


def test_what_would_harm_readers_after_sending_is_left_out_until_it_is_named(workspace: Path):
    draft = sent(workspace)
    draft.write_text(draft.read_text("utf-8").replace("posé son", "posé TODO son"), "utf-8")
    result = run(workspace, "archive", "build")
    assert "2025-09-27: left out, it changed after it was sent" in result.stderr
    assert not (workspace / "archive" / "2025-09-27").exists()
    assert built(workspace, "--issue", "2025-09-27") == ["2025-09-27"]


def test_a_draft_that_cannot_be_read_after_sending_keeps_no_other_back(workspace: Path):
    sent(workspace).write_bytes(b"\xff")
    assert run(workspace, "approve", "--issue", "2025-09-20").exit_code == 0
    assert built(workspace) == ["2025-09-20"]


def test_a_mailing_cancelled_before_anybody_got_it_is_not_public(workspace: Path):
    sent(workspace)
    with sqlite3.connect(workspace / "subscribers.db") as connection:
        connection.execute("UPDATE mailing SET state = 'cancelled'")
        connection.execute("UPDATE delivery SET state = 'skipped'")
    assert built(workspace) == []


def test_the_archive_addresses_nobody_by_name(workspace: Path):
    draft = workspace / "issues" / "2025-09-20" / "issue.md"
    text = draft.read_text("utf-8").replace("Un port se", "{first_name|Lecteur}, un port se")
    draft.write_text(text, "utf-8")
    built(workspace, "--issue", "2025-09-20")
    said = {path.name: path.read_text("utf-8") for path in (workspace / "archive").rglob("*.*")
            if path.suffix in {".html", ".xml", ".js"} or path.name == "feed.json"}  # fmt: skip
    assert not [name for name, words in said.items() if "first_name" in words]


def test_a_database_that_does_not_answer_takes_no_issue_away(workspace: Path):
    away = '\n[database]\nurl = "postgresql://digest@127.0.0.1:9/digest"\n'
    (workspace / "config" / "digest.toml").write_text(CONFIG + away, "utf-8")
    with pytest.raises(DigestError, match=r"127\.0\.0\.1:9"):
        run(workspace, "archive", "build")
