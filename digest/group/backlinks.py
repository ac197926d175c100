"""Names in an issue become links to the past issues that told of them."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from digest.draft.plain import plain
from digest.group.recall import Archive, holds
from digest.model import Block, Issue, Item
from digest.text import fold, stopwords

__all__ = ["backlinked"]

EACH = 2  # links in one item: more of them, and the sentence is no longer read
# What a link must not be put into: links and pictures, code, addresses, tags, a reader's name, and
# what a backslash stands before. Each alternative ends where the text's next sign of its kind stands.
_CLOSED = re.compile(
    r"\\.|!?\[(?:[^\[\]\\]|\\.)*+\](?:\([^()\s]*+[^()]*+\)|\[[^\]]*+\])?|(?<!`)`++[^`]*+`++|<[^<>]*+>|\{[^{}]*+\}"
    r"|\bhttps?://\S++|[^\s@]{1,64}+@\S++|^(?: {4}|\t).*$|^[ \t]*+\[[^\]]*\]:.*$",
    re.MULTILINE,
)
# What goes on with a capital is a longer name: "Northwind" in "Northwind Corp" is not meant.
_GAP = r"[*_]*(?:[ \u00a0\u202f]+(?:& )?|[-‑&])[*_]*"
_BEHIND = re.compile(rf"{_GAP}(\w)")
_BEFORE = re.compile(rf"([\w'’]++){_GAP}\Z")
_NEAR = 40  # characters before a name, in which the word before it is looked for


def backlinked(issue: Issue, past: Sequence[Issue], address: Callable[[date], str]) -> Issue:
    """`issue` with its names linked: the first mention of each, to the newest item that told of it.

    `address` gives the web address of the issue of a day; without one nothing is linked. Told of
    means that the title of one of its items, which everyone may read, holds the name. An item gets
    at most `EACH` links, none to an issue that it links to already. No word changes.
    """
    public = [
        replace(old, sections=tuple(s for s in old.sections if s.audience == "everyone"))
        for old in past
        if address(old.date)
    ]
    if not public:
        return issue
    archive = Archive(public, address)
    linked: set[str] = set()

    def inside(blocks: Sequence[Block]) -> Iterator[Block]:
        for one in blocks:
            yield _linked(one, archive, linked) if isinstance(one, Item) and one.shown else one

    return replace(
        issue,
        sections=tuple(replace(one, blocks=tuple(inside(one.blocks))) for one in issue.sections),
    )


def _linked(item: Item, archive: Archive, linked: set[str]) -> Item:
    """`item` with its first mentions linked; what was linked is added to `linked`."""
    text = item.text
    there = {_page(link.url) for link in item.links}
    left = EACH
    for name, told in archive.remembers(item):
        key = fold(name)
        about = [one for one in told if holds(one.item.title, name)]
        if not left or key in linked or not about or _page(about[0].address) in there:
            continue
        if (made := _link(text, name, about[0].address)) is not None:
            text, left = made, left - 1
            linked.add(key)
            there.add(_page(about[0].address))
    return replace(item, text=text)


def _page(url: str) -> str:
    return url.partition("#")[0]


def _link(text: str, name: str, url: str) -> str | None:
    """`text` with the first open mention of `name` linked; None where there is none."""
    closed = [found.span() for found in _CLOSED.finditer(text)]
    begins = [before for before, _ in closed]
    for found in re.finditer(rf"(?<![\w.@/]){re.escape(name)}(?![\w@/]|\.\w)", text):
        start, end = found.span()
        last = bisect_left(begins, end) - 1  # the last that begins before the mention ends
        if (last >= 0 and start < closed[last][1]) or _longer(text, start, end):
            continue
        made = f"{text[:start]}[{name}]({url}){text[end:]}"
        return made if plain(made) == plain(text) else None
    return None


def _longer(text: str, start: int, end: int) -> bool:
    """Whether the name at `start` to `end` is part of a longer one."""
    behind = _BEHIND.match(text, end)
    if behind and behind[1].isupper():
        return True
    before = _BEFORE.search(text[max(0, start - _NEAR) : start])
    small = stopwords("fr") | stopwords("en")
    return before is not None and before[1][0].isupper() and fold(before[1]) not in small
