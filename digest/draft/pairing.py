"""Which block of one version of an issue is which block of another: every block gets a key.

Items are known by their id. Paragraphs, quotes and notes have none: they are paired with the last
generated version by their words, within their section first, since a text that was edited is not
another text.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from digest.model import Block, Deal, Issue, Item, Note, Picture, Prose, Quote, Section, Subhead

__all__ = ["PREAMBLE", "BlockKey", "Keyed", "Place", "SectionKey", "key_all"]

SectionKey = tuple[str, str, int]
BlockKey = tuple[str, str, int]
PREAMBLE: SectionKey = ("preamble", "", 0)
_ALIKE = 0.5  # of the words of two texts; an edited text keeps more than half, others a tenth


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A block and where it stands."""

    section: SectionKey
    at: int
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """An issue by keys: its sections in order, the blocks of each in order, and every block."""

    sections: Mapping[SectionKey, Section]
    order: Mapping[SectionKey, list[BlockKey]]
    blocks: Mapping[BlockKey, Place]


def key_all(
    base: Issue, mine: Issue, theirs: Issue, same: Mapping[str, str]
) -> tuple[Keyed, Keyed, Keyed]:
    """The three versions, a block that is in several of them under one key.

    `same` maps an id of `theirs` to the id the story had before; where it says nothing, items that
    link to the same pages are the same.
    """
    same = {**_same_by_links(base, mine, theirs), **same}
    base_sections = _sections(base, {})
    mine_sections = _sections(mine, base_sections)
    names = _Names()
    first = _key(base_sections, base.preamble, {}, names, None)
    second = _key(mine_sections, mine.preamble, {}, names, first)
    third = _key(_sections(theirs, {}), theirs.preamble, same, names, first, by_order=True)
    return first, second, _joined(third, first, second)


def _same_by_links(base: Issue, mine: Issue, theirs: Issue) -> dict[str, str]:
    """Ids of `theirs` that nobody knows -> ids that are gone from it, for items on the same pages.

    A story's id can change when articles join it. At least half the pages of the smaller one must
    be shared.
    """
    known = {item.id for issue in (base, mine) for item in issue.items}
    here = {item.id for item in theirs.items}
    new = [item for item in theirs.items if item.links and item.id not in known]
    gone = [item for item in base.items if item.links and item.id not in here]
    pairs = []
    for at, item in enumerate(new):
        urls = {link.url for link in item.links}
        for before, other in enumerate(gone):
            shared = len(urls & {link.url for link in other.links})
            if shared and 2 * shared >= min(len(urls), len(other.links)):
                pairs.append((-shared, at, before))
    found: dict[str, str] = {}
    for _, at, before in sorted(pairs):
        id_, was = new[at].id, gone[before].id
        if id_ and was and id_ not in found and was not in found.values():
            found[id_] = was
    return found


def _first_id(id_: str, same: Mapping[str, str]) -> str:
    """`id_` as it was before: what belongs to a story (`s1a2b3c-…`) follows the story."""
    story, dash, rest = id_.partition("-")
    return same.get(id_) or same.get(story, story) + dash + rest


class _Names:
    """New keys for blocks that have no id."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self) -> BlockKey:
        self._count += 1
        return ("block", "", self._count)


def _sections(issue: Issue, known: Mapping[SectionKey, Section]) -> dict[SectionKey, Section]:
    """Sections by key; one that lost its key (its heading's comment) is known by its title."""
    found: dict[SectionKey, Section] = {}
    seen: Counter[tuple[str, str]] = Counter()
    keys = {section.key for section in issue.sections}
    titles = {section.title: key for key, section in known.items() if section.key not in keys}
    for section in issue.sections:
        kind = ("key", section.key) if section.key else ("title", section.title)
        key: SectionKey = (*kind, seen[kind])
        if section.key is None:
            key = titles.pop(section.title, key)
        seen[kind] += 1
        found[key] = section
    return found


def _key(
    sections: Mapping[SectionKey, Section],
    preamble: tuple[Block, ...],
    same: Mapping[str, str],
    names: _Names,
    base: Keyed | None,
    *,
    by_order: bool = False,
) -> Keyed:
    contents = {PREAMBLE: list(preamble)} | {k: list(s.blocks) for k, s in sections.items()}
    paired = _pairs(base, contents, by_order=by_order) if base else {}
    seen: Counter[str] = Counter()
    order: dict[SectionKey, list[BlockKey]] = {}
    blocks: dict[BlockKey, Place] = {}
    for where, content in contents.items():
        order[where] = []
        for at, block in enumerate(content):
            if isinstance(block, Item | Deal) and block.id is not None:
                id_ = _first_id(block.id, same)
                key: BlockKey = ("item", id_, seen[id_])
                seen[id_] += 1
            else:
                key = paired.get((where, at)) or names()
            order[where].append(key)
            blocks[key] = Place(section=where, at=at, block=block)
    return Keyed(sections=sections, order=order, blocks=blocks)


def _pairs(
    base: Keyed, contents: Mapping[SectionKey, list[Block]], *, by_order: bool
) -> dict[tuple[SectionKey, int], BlockKey]:
    """The blocks without an id that are blocks of `base`: equal, or alike, or (by order) of one kind.

    The surest pairs are made first, each in its own section before elsewhere.
    """
    free = {key: place for key, place in base.blocks.items() if key[0] == "block"}
    todo = {
        (where, at): block
        for where, content in contents.items()
        for at, block in enumerate(content)
        if not (isinstance(block, Item | Deal) and block.id is not None)
    }
    blocks = {*todo.values(), *(place.block for place in free.values())}
    bags = {block: Counter(_words(block)) for block in blocks}
    rounds: list[Callable[[Place, SectionKey, Block], bool]] = [
        lambda place, where, block: place.section == where and place.block == block,
        lambda place, _, block: place.block == block,
        lambda place, where, block: place.section == where and _alike(place.block, block, bags),
        lambda place, _, block: _alike(place.block, block, bags),
    ]
    if by_order:
        rounds.append(
            lambda place, where, block: place.section == where and type(place.block) is type(block)
        )
    found: dict[tuple[SectionKey, int], BlockKey] = {}
    for fits in rounds:
        for spot, block in list(todo.items()):
            key = next((k for k, place in free.items() if fits(place, spot[0], block)), None)
            if key is not None:
                found[spot] = key
                del free[key], todo[spot]
    return found


def _alike(one: Block, other: Block, bags: Mapping[Block, Counter[str]]) -> bool:
    if isinstance(one, Picture) and isinstance(other, Picture):
        return one.src == other.src
    first, second = bags[one], bags[other]
    most = max(first.total(), second.total())
    return type(one) is type(other) and (first & second).total() > _ALIKE * most


def _words(block: Block) -> list[str]:
    match block:
        case Prose(text=text) | Subhead(text=text) | Quote(text=text) | Note(text=text):
            return text.split()
        case Item():
            return f"{block.title} {block.text}".split()
        case Deal():
            return f"{block.who} {block.whom} {block.kind} {block.amount}".split()
        case Picture():
            return block.caption.split()


def _joined(theirs: Keyed, base: Keyed, mine: Keyed) -> Keyed:
    """`theirs`, a block that is new in it and stands in `mine` word for word under mine's key."""
    own = {
        (place.section, place.block): key
        for key, place in mine.blocks.items()
        if key not in base.blocks
    }
    new = {
        key: own.pop((place.section, place.block), key)
        for key, place in theirs.blocks.items()
        if key[0] == "block" and key not in base.blocks
    }
    return Keyed(
        sections=theirs.sections,
        order={where: [new.get(key, key) for key in keys] for where, keys in theirs.order.items()},
        blocks={new.get(key, key): place for key, place in theirs.blocks.items()},
    )
