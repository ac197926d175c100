"""A row of the bubble watch: one cell changes, the table stays as it is drawn."""

import pytest

from digest import edit
from digest.draft import loads
from digest.edit import Place
from digest.errors import DraftError

from .draft import changed

DRAFT = """---
date: 2025-09-27
---

## La bulle <!-- bubble -->

| Qui    | Avec qui | Nature         | Montant   | Source |
|--------|----------|----------------|----------:|---|
| Nvidia | OpenAI   | investissement | 100 Md$ ? | [Le Fil](https://fil.example) | <!-- s1a2b3c new -->
| Oracle |          | emprunt        | 18 Md$    | [Le Fil](https://fil.example/2) | <!-- s1a2b3d -->
"""
AT = Place(section=0, block=0)
SAID = {"who": "Nvidia", "whom": "OpenAI", "kind": "investissement"}


def test_a_decided_amount_changes_its_cell_alone():
    after = edit.deal(DRAFT, AT, **SAID, amount="10 Md$", sure=True)
    assert changed(DRAFT, after) == [
        "- | Nvidia | OpenAI   | investissement | 100 Md$ ? | [Le Fil](https://fil.example) | <!-- s1a2b3c new -->",
        "+ | Nvidia | OpenAI   | investissement | 10 Md$    | [Le Fil](https://fil.example) | <!-- s1a2b3c new -->",
    ]


def test_a_deal_is_dropped_and_brought_back():
    after = edit.mark(DRAFT, AT, "dropped", on=True)
    assert "<!-- s1a2b3c new dropped -->" in after
    assert not loads(after).sections[0].blocks[0].shown
    assert edit.mark(after, AT, "dropped", on=False) == DRAFT


def test_a_pipe_in_a_cell_stays_in_it():
    after = edit.deal(DRAFT, AT, **SAID | {"who": "A|B"}, amount="1 Md$", sure=False)
    assert loads(after).sections[0].blocks[0].who == "A|B"


def test_a_deal_of_nobody_is_refused():
    with pytest.raises(DraftError, match="somebody"):
        edit.deal(DRAFT, AT, who=" ", whom="", kind="", amount="", sure=True)
