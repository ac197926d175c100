"""From an edit that no source bears out to a vouch, at the command line."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.errors import ExitCode

ROOT = Path(__file__).parents[2]
DAY = "2025-09-27"


@pytest.fixture
def draft(run: Callable, workspace: Path, week: Path) -> Path:
    """The draft of a week, its editorial written."""
    settings = workspace / "config" / "digest.toml"
    text = settings.read_text(encoding="utf-8")
    for key, value in {
        "url": "https://boussole.example/{date}",
        "unsubscribe_url": "https://boussole.example/fin/{token}",
        "email": "lettre@boussole.example",
        "postal_address": "Lyon",
    }.items():
        text = text.replace(f'\n{key} = ""', f'\n{key} = "{value}"', 1)
    settings.write_text(text, encoding="utf-8")
    run("-C", workspace, "build", "--issue", DAY, "--from", week, "--offline")
    path = workspace / "issues" / DAY / "issue.md"
    head, _, rest = path.read_text(encoding="utf-8").partition("<!-- editorial -->")
    path.write_text(f"{head}<!-- editorial -->\n\nUn mot.{rest}", encoding="utf-8")
    return path


@pytest.fixture
def checked(run: Callable, workspace: Path):
    def checked() -> tuple[int, list[dict]]:
        done = run("-C", workspace, "check", "--issue", DAY, "--json", "-q")
        return done.code, [
            one for one in json.loads(done.out)["findings"] if one["rule"] == "fact-unsupported"
        ]

    return checked


def test_a_draft_as_it_was_built_makes_no_claim_of_its_own(draft: Path, checked):
    assert checked() == (ExitCode.OK, [])


def test_an_edit_is_checked_vouched_for_and_kept(run, workspace: Path, draft: Path, checked):
    text = draft.read_text(encoding="utf-8")
    said = "Un fonds de 3 milliards d’euros accompagne la loi votée à Rome."
    was = "Un fonds d'un milliard d'euros accompagne la loi votée à Rome."
    assert was in text
    draft.write_text(text.replace(was, said), encoding="utf-8")
    code, found = checked()
    assert code == ExitCode.CHECK_FORBIDS
    assert "3 milliards d’euros" in found[0]["message"]
    assert "un milliard d'euros" in found[0]["message"]  # what comes nearest
    refused = run("-C", workspace, "approve", "--issue", DAY)
    assert (refused.code, "The check forbids it" in refused.err) == (ExitCode.CHECK_FORBIDS, True)

    row = f"<!-- garanti (le Journal officiel) : {said} -->"
    draft.write_text(draft.read_text(encoding="utf-8") + f"\n{row}\n", encoding="utf-8")
    assert checked() == (ExitCode.OK, [])
    run("-C", workspace, "build", "--issue", DAY, "--offline")
    assert row in draft.read_text(encoding="utf-8")
    assert checked() == (ExitCode.OK, [])

    before, _, after = draft.read_text(encoding="utf-8").partition(row)
    changed = before.replace("de 3 milliards d’euros", "de 4 Md€")
    draft.write_text(f"{changed}{row}{after}", encoding="utf-8")
    code, found = checked()
    assert code == ExitCode.CHECK_FORBIDS
    assert [one["severity"] for one in found] == ["error", "warning"]


@pytest.mark.slow
def test_the_sample_as_it_is_built_makes_no_claim_of_its_own(run, tmp_path: Path):
    for part in ("config", "templates"):
        shutil.copytree(ROOT / part, tmp_path / part)
    inbox = tmp_path / "issues" / DAY / "inbox"
    shutil.copytree(ROOT / "issues" / DAY / "inbox", inbox)
    assert run("-C", tmp_path, "build", "--issue", DAY, "--offline").code == 0
    done = run("-C", tmp_path, "check", "--issue", DAY, "--json", "-q")
    rules = [one["rule"] for one in json.loads(done.out)["findings"]]
    assert "fact-unsupported" not in rules
    assert rules.count("verbatim") == 1


def test_who_asks_for_the_sources_of_an_item_is_shown_the_way(run, workspace: Path):
    done = run("-C", workspace, "sources", "Nscale")
    assert done.code == ExitCode.USAGE
    assert "digest evidence 'Nscale'" in done.err
