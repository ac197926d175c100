"""A draft as an editor leaves it, and what the tests ask of an edited one."""

import difflib

from digest.draft import loads
from digest.edit import PREAMBLE, Place
from digest.model import Block, Item

DRAFT = """---
title: Un port se branche
date: 2025-09-27
---

Avant tout, merci.

> Un exergue

## Le port <!-- port -->

*Un chapô.*

- **Le câble [arrive** • Le port a posé son câble. Il mesure 3 km.
  [Le Fil](https://fil.example/cable) <!-- s111111111111 -->

* **Les grues attendent** – Deux grues sont à l'arrêt.
- **Sans ligne vide** • Une phrase. <!-- s555555555555 lang:en -->

Un mot à moi.

> « Une citation »
>
> — Une source

## La ville

### Un intertitre

- À SURVEILLER : **La note** • Le coût sera connu jeudi.

  Un second paragraphe. <!-- s222222222222 new -->"""
PARTS = [PREAMBLE, 0, 1]


def blocks(text: str, part: int) -> tuple[Block, ...]:
    """What stands in a section, or before the first one."""
    issue = loads(text)
    return issue.preamble if part == PREAMBLE else issue.sections[part].blocks


BLOCKS = [
    Place(section=part, block=at) for part in PARTS for at, _ in enumerate(blocks(DRAFT, part))
]


def block(text: str, at: Place) -> Block:
    return blocks(text, at.section)[at.block]


ITEMS = [at for at in BLOCKS if isinstance(block(DRAFT, at), Item)]


def changed(before: str, after: str) -> list[str]:
    """The lines that differ, each with its sign."""
    return [
        row.rstrip()
        for row in difflib.ndiff(before.splitlines(), after.splitlines())
        if row[0] in "+-"
    ]
