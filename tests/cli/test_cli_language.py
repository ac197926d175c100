"""The language of the terminal: what a person is told, and what a program is."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

NAMES = ("DIGEST_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
DRAFT = """---
title: Un port se branche
date: 2025-09-27
newsletter: La Gazette
---

## Le port <!-- port -->

- **Le câble arrive** • TODO
"""


@pytest.fixture
def issue(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An issue with work left to do, and a machine that speaks no language yet."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    draft = workspace / "issues/2025-09-27/issue.md"
    draft.parent.mkdir(parents=True)
    draft.write_text(DRAFT, encoding="utf-8")
    return workspace


def check(run: Callable, issue: Path, *more: str):
    return run("-C", issue, "check", "--issue", "2025-09-27", *more)


@pytest.mark.parametrize(
    ("machine", "words"),
    [
        ({}, "voilà ce que verraient les lecteurs"),
        ({"LANG": "C.UTF-8"}, "voilà ce que verraient les lecteurs"),
        ({"LANG": "en_GB.UTF-8"}, "is what readers would see"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US"}, "is what readers would see"),
        ({"LANG": "fr_FR.UTF-8", "DIGEST_LANG": "en"}, "is what readers would see"),
        ({"LANG": "en_GB.UTF-8", "DIGEST_LANG": "fr"}, "voilà ce que verraient les lecteurs"),
    ],
)
def test_the_terminal_speaks_the_person_s_language_or_the_newsletter_s(
    run: Callable, issue: Path, monkeypatch: pytest.MonkeyPatch, machine: dict[str, str], words: str
):
    for name, value in machine.items():
        monkeypatch.setenv(name, value)
    told = check(run, issue)
    assert words in told.err
    assert told.code == 3


def test_an_error_is_told_in_it_too_where_the_settings_are_broken(run: Callable, issue: Path):
    settings = issue / "config/digest.toml"
    broken = settings.read_text(encoding="utf-8") + "\n[newsletter.x\n"
    settings.write_text(broken, encoding="utf-8")
    assert check(run, issue).err.startswith("Erreur\u00a0: ")


def test_a_program_is_answered_in_english(run: Callable, issue: Path):
    found = json.loads(check(run, issue, "--json").out)["findings"]
    assert "“TODO” is what readers would see." in [one["message"] for one in found]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("status", "--issue", "2025-09-27"), "Le numéro du 27 septembre 2025 n’a pas été envoyé"),
        (("history", "--issue", "2025-09-27"), "Aucune version antérieure"),
        (("subscribers", "list"), "Personne encore"),
        (("bounces",), "La boîte des retours n’est pas réglée"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_an_editor_asks_each_week_is_answered_in_it(
    run: Callable, issue: Path, command: tuple[str, ...], words: str
):
    assert words in run("-C", issue, *command).err


def test_a_new_workspace_is_introduced_in_it(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DIGEST_LANG", "fr")
    told = run("init", tmp_path / "gazette").err
    assert told.startswith(f"Espace de travail créé dans {tmp_path / 'gazette'}.")
    assert "digest.toml    la lettre\u00a0: nom, langue, jour, expéditeur" in told


def test_what_is_kept_of_a_person_is_shown_in_it(run: Callable, issue: Path):
    added = run("-C", issue, "subscribers", "add", "anna@x.example", "--source", "salon")
    assert added.err == "anna@x.example\u00a0: en attente.\n"
    shown = run("-C", issue, "subscribers", "show", "anna@x.example").out
    assert shown.startswith("adresse    anna@x.example\n")
    assert shown.endswith(" ajout\u00a0: salon\n")
