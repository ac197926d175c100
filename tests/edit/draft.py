"""A draft as an editor leaves it, and what the tests ask of an edited one."""

import difflib

from digest.draft import loads, parse
from digest.edit import Place
from digest.model import Block, Item

DRAFT = """---
title: Un port se branche
date: 2025-09-27
---

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
BLOCKS = [
    Place(section=number, block=at)
    for number, section in enumerate(loads(DRAFT).sections)
    for at, _ in enumerate(section.blocks)
]


def block(text: str, at: Place) -> Block:
    return parse(text).issue.sections[at.section].blocks[at.block]


ITEMS = [at for at in BLOCKS if isinstance(block(DRAFT, at), Item)]


def changed(before: str, after: str) -> list[str]:
    """The lines that differ, each with its sign."""
    return [
        row.rstrip()
        for row in difflib.ndiff(before.splitlines(), after.splitlines())
        if row[0] in "+-"
    ]
