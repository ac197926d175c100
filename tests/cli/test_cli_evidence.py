"""`digest evidence`: sentences, their passages, their facts."""

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
        {
            "text": "Northwind lève 3 M$.",
            "passages": [{**PASSAGE, "passage": "Northwind raised $2m in May."}],
        },
    ],
}

EVIDENCE = json.dumps({"items": [ITEM]})


@pytest.fixture
def run(tmp_path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "digest.toml").write_text(SETTINGS, encoding="utf-8")
    folder = tmp_path / "issues" / "2025-09-27"
    folder.mkdir(parents=True)

    def invoke(*arguments, evidence=EVIDENCE):
        if evidence is not None:
            (folder / "evidence.json").write_text(evidence, encoding="utf-8")
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


def test_a_program_gets_json(run) -> None:
    facts = json.loads(run(ITEM["item"], "--json"))[0]["sentences"][1]["facts"]
    assert [fact["status"] for fact in facts if fact["kind"] == "amount"] == ["contradicted"]


def test_an_unknown_item_is_an_error(run) -> None:
    with pytest.raises(DigestError, match="No item"):
        run("personne")


@pytest.mark.parametrize("broken", [None, "{", "[]", '{"items": 3, "x": }'])
def test_no_or_broken_evidence_says_what_to_do(run, broken) -> None:
    with pytest.raises(DigestError) as caught:
        run(evidence=broken)
    assert "digest build" in caught.value.hint
