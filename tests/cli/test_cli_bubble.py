"""`digest bubble` and its CSV file."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from digest.cli import digest

DRAFT = """---
date: 2025-09-27
---

## La bulle <!-- bubble -->

| Qui | Avec qui | Nature | Montant | Source |
|---|---|---|--:|---|
| Nvidia | OpenAI | investissement | 100 Md$, 10 GW | [Le Fil](https://fil.example/a) |
| =HYPERLINK("https://x.example") | | dette | 2 Md€ ? | |
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "digest.toml").write_text('[newsletter]\nname = "Essai"\n', "utf-8")
    (tmp_path / "issues" / "2025-09-27").mkdir(parents=True)
    (tmp_path / "issues" / "2025-09-27" / "issue.md").write_text(DRAFT, "utf-8")
    return tmp_path


def run(workspace: Path, *words: str):
    return CliRunner().invoke(
        digest, ["-C", str(workspace), "bubble", "--issue", "2025-09-27", *words]
    )


def test_the_ledger_says_rows_worth_and_doubts(workspace: Path):
    said = run(workspace).output
    assert "Nvidia – OpenAI  investissement  100 Md$, 10 GW" in said
    assert "= 85 Md€" in said
    assert "dette  2 Md€ ?" in said
    assert "Shown to readers: 85 Md€, 10 GW" in said


def test_no_cell_of_the_csv_is_a_formula(workspace: Path):
    assert run(workspace, "--csv", str(workspace / "bubble.csv")).exit_code == 0
    with (workspace / "bubble.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["who"] for row in rows] == ["Nvidia", '\'=HYPERLINK("https://x.example")']
    assert (rows[0]["value"], rows[0]["watts"], rows[1]["shown"]) == (
        "100000000000",
        "10000000000",
        "False",
    )


def test_an_issue_that_is_not_there_is_told(workspace: Path):
    result = CliRunner().invoke(digest, ["-C", str(workspace), "bubble", "--issue", "2025-10-04"])
    assert "There is no" in str(result.exception)
