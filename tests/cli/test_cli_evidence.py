"""`digest evidence`: sentences of the draft, their passages, their facts."""

import json

import pytest
from click.testing import CliRunner

from digest.cli.evidence import command
from digest.errors import DigestError

SETTINGS = """
[newsletter]
name = "La Boussole"
url = "https://boussole.example/{date}"
"""
PASSAGE = {"article": "0123456789ab", "field": "text", "start": 0, "end": 27}
ITEM = {
    "item": "s0123456789ab",
    "title": "Northwind voit grand",
    "section": "france",
    "title_from": None,
    "sentences": [
        {
            "text": "Northwind lève 2 M$.",
            "passages": [{**PASSAGE, "passage": "Northwind raised $2m in May."}],
        },
    ],
}
EVIDENCE = json.dumps({"items": [ITEM]})
DRAFT = """---
date: 2025-09-27
---

## France

- **Northwind voit grand** • Northwind lève 2 M$. Northwind lève 3 M$. <!-- s0123456789ab -->

- **Un mot** • Il a coûté 3 M$.
"""


@pytest.fixture
def run(tmp_path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "digest.toml").write_text(SETTINGS, encoding="utf-8")
    folder = tmp_path / "issues" / "2025-09-27"
    folder.mkdir(parents=True)

    def invoke(*arguments, evidence=EVIDENCE, draft=DRAFT):
        (folder / "evidence.json").write_text(evidence, encoding="utf-8")
        if draft is not None:
            (folder / "issue.md").write_text(draft, encoding="utf-8")
        options = ["-C", str(tmp_path), "--issue", "2025-09-27", *arguments]
        result = CliRunner().invoke(command, options, standalone_mode=False)
        if result.exception:
            raise result.exception
        return result.output

    return invoke


def test_each_fact_is_marked(run) -> None:
    lines = [line.strip() for line in run("grand").splitlines()]
    assert "✓ amount 2 M$" in lines
    assert any(line.startswith("✗ amount 3 M$: contradicted by") for line in lines)


def test_a_sentence_of_the_editor_shows_what_comes_nearest(run) -> None:
    assert "nearest: Northwind raised $2m in May." in run("grand")


def test_a_vouch_is_told_with_what_it_is_for(run) -> None:
    draft = f"{DRAFT}\n<!-- vouched: Northwind lève 3 M$. -->\n"
    lines = [line.strip() for line in run("grand", draft=draft).splitlines()]
    assert any("3 M$" in line and line.endswith("but vouched for") for line in lines)


def test_an_item_without_sources_says_so(run) -> None:
    assert "nothing was checked" in run("Un mot")


def test_a_program_gets_json(run) -> None:
    facts = json.loads(run(ITEM["item"], "--json"))[0]["sentences"][-1]["facts"]
    assert [fact["status"] for fact in facts if fact["kind"] == "amount"] == ["contradicted"]


def test_an_unknown_item_is_an_error(run) -> None:
    with pytest.raises(DigestError, match="No item"):
        run("personne")


@pytest.mark.parametrize("broken", ["{", "[]", '{"items": 3, "x": }', '{"items": 3}'])
def test_broken_evidence_says_what_to_do(run, broken) -> None:
    with pytest.raises(DigestError) as caught:
        run(evidence=broken)
    assert "digest build" in caught.value.hint


def test_no_draft_says_what_to_do(run) -> None:
    with pytest.raises(DigestError) as caught:
        run(draft=None)
    assert "digest build" in caught.value.hint


def test_it_speaks_french_to_who_does(run, monkeypatch):
    monkeypatch.setenv("DIGEST_LANG", "fr")
    lines = [line.strip() for line in run("grand").split("\n")]
    assert "✓ montant 2 M$" in lines
    assert any(line.startswith("✗ montant 3 M$\u00a0: contredit par «") for line in lines)
