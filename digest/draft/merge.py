"""A rebuild never costs a word: three-way merge of a draft, at the grain of items and fields.

`base` is what the program wrote last, `mine` the editor's file, `theirs` what it would write now.
For every field: what the editor touched stands, to the character; what they did not touch may
improve (the rule of diff3, on named parts instead of lines; Khanna, Kunal and Pierce, "A Formal
Investigation of Diff3", 2007, shows what lines lose).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from digest.draft.normal import normal
from digest.draft.order import arrange, neighbours
from digest.draft.pairing import PREAMBLE, BlockKey, SectionKey, key_all
from digest.model import DROPPED, HELD, LOCKED, Block, Deal, Issue, Item, Section, Subhead

__all__ = ["Conflict", "Merged", "merge"]

UNTOUCHED = frozenset({LOCKED, HELD, DROPPED})
NEW = "new"
MORE = "more:"  # and how many sources a story has gained since the editor last looked
AWAY = "away"  # in the kept base only: the editor has the item, the program no longer does
_FIELDS: Mapping[type[Block], tuple[str, ...]] = {
    Item: ("title", "text", "label", "links"),
    Deal: ("who", "whom", "kind", "amount", "links", "sure"),
}
_HEAD = (
    *("date", "title", "newsletter", "language", "number", "subject", "preheader", "frozen"),
    *("teaser", "epigraph", "extra"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Both changed it: `mine` stands in the issue, `theirs` is what the program would write now.

    `where` names the place in words (an item's or a section's title; "" for the head), `item` is
    the item's id, `field` the model's name of the field.
    """

    where: str
    field: str
    mine: Any
    theirs: Any
    item: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The issue to write, and what the program would have said where the editor's text stands.

    `base` is what to keep as "last generated" for the next merge: the new generation and, with it,
    what the editor deleted or made their own, so that it stays so even if the program leaves it
    out once and brings it again.
    """

    issue: Issue
    conflicts: tuple[Conflict, ...] = ()
    base: Issue | None = None


def merge(
    base: Issue, mine: Issue, theirs: Issue, *, same: Mapping[str, str] | None = None
) -> Merged:
    """The editor's issue with what is new in `theirs`. Pure; the inputs may be any issues.

    `same` maps a story's id in `theirs` to the id it had before, where that changed. Items that
    enter by themselves get the mark "new", items whose story gained sources "more:2"; items marked
    locked, held or dropped are never touched. An issue that is closed stays as it is, and so does
    its base: what would have changed is in `conflicts`.
    """
    base, mine, theirs = normal(base), normal(mine), normal(theirs)
    return _Merge(base, mine, theirs, same or {}).merged()


class _Merge:
    def __init__(self, base: Issue, mine: Issue, theirs: Issue, same: Mapping[str, str]) -> None:
        self.issues = base, mine, theirs
        self.base, self.mine, self.theirs = key_all(base, mine, theirs, same)
        self.conflicts: list[Conflict] = []

    def merged(self) -> Merged:
        base, mine, theirs = self.issues
        contents, places = self._blocks()
        if mine.closed:
            return Merged(issue=mine, conflicts=tuple(self.conflicts), base=base)
        order = arrange(
            list(self.base.sections),
            list(self.mine.sections),
            list(self.theirs.sections),
            self._kept_sections(places),
            own=lambda _: False,
        )
        head = {
            name: self._pick(
                getattr(base, name),
                getattr(mine, name),
                getattr(theirs, name),
                field=name,
                where="",
            )
            for name in _HEAD
        }
        inside = {where: self._inside(where, contents, places) for where in (PREAMBLE, *order)}
        issue = Issue(
            **head,
            preamble=inside[PREAMBLE],
            sections=tuple(self._section(where, inside[where]) for where in order),
        )
        return Merged(
            issue=issue, conflicts=tuple(self.conflicts), base=self._next_base(contents, order)
        )

    # ------------------------------------------------------------------------ blocks

    def _blocks(self) -> tuple[dict[BlockKey, Block], dict[BlockKey, SectionKey]]:
        """What stays or enters, and in which section."""
        contents: dict[BlockKey, Block] = {}
        places: dict[BlockKey, SectionKey] = {}
        for key, mine in self.mine.blocks.items():
            base, theirs = self.base.blocks.get(key), self.theirs.blocks.get(key)
            touched = base is None or _bare(base.block) != _bare(mine.block)
            if theirs is None:
                if not touched and not self._moved(key):
                    continue  # the program's own, and the program takes it back
                contents[key], places[key] = mine.block, mine.section
                continue
            was = base.block if base else None
            contents[key] = self._block(was, mine.block, theirs.block)
            stays = touched or self._moved(key) or not self._open(theirs.section)
            places[key] = mine.section if stays else theirs.section
        for key, theirs in self.theirs.blocks.items():
            gone = key in self.mine.blocks or key in self.base.blocks
            if not gone and self._open(theirs.section):
                contents[key], places[key] = _marked_new(theirs.block), theirs.section
        return contents, places

    def _open(self, where: SectionKey) -> bool:
        """Whether things may enter there by themselves: the editor did not delete the section."""
        return where == PREAMBLE or where in self.mine.sections or where not in self.base.sections

    def _moved(self, key: BlockKey) -> bool:
        """Whether the editor put it elsewhere: another section, or other neighbours on both sides."""
        base, mine = self.base.blocks.get(key), self.mine.blocks[key]
        if base is None or base.section != mine.section:
            return True
        before, after = (
            neighbours(key, one.order[mine.section], other.order[mine.section])
            for one, other in ((self.base, self.mine), (self.mine, self.base))
        )
        return before[0] != after[0] and before[1] != after[1]

    def _block(self, base: Block | None, mine: Block, theirs: Block) -> Block:
        if isinstance(mine, Item) and isinstance(theirs, Item):
            title = mine.title or theirs.title
        elif isinstance(mine, Deal) and isinstance(theirs, Deal):
            title = mine.who or theirs.who
        else:
            where = _words(mine)
            return _as_block(self._pick(base, mine, theirs, field="text", where=where), mine)
        mine = replace(mine, id=theirs.id)
        if UNTOUCHED.intersection(mine.marks):
            return mine
        was = base if isinstance(base, type(mine)) else None
        found = {
            name: self._pick(
                getattr(was, name) if was else None,
                getattr(mine, name),
                getattr(theirs, name),
                field=name,
                where=title,
                item=theirs.id,
            )
            for name in _FIELDS[type(mine)]
        }
        return replace(mine, **found, marks=_grown(was, theirs, _marks(was, mine, theirs)))

    def _pick(
        self, base: Any, mine: Any, theirs: Any, *, field: str, where: str, item: str | None = None
    ) -> Any:
        closed = self.issues[1].closed
        if mine == base and not closed:
            return theirs
        if theirs not in (base, mine):
            self.conflicts.append(
                Conflict(where=where, field=field, mine=mine, theirs=theirs, item=item)
            )
        return mine

    # ------------------------------------------------------------------------ order

    def _inside(
        self,
        where: SectionKey,
        contents: Mapping[BlockKey, Block],
        places: Mapping[BlockKey, SectionKey],
    ) -> tuple[Block, ...]:
        order = arrange(
            self.base.order.get(where, []),
            self.mine.order.get(where, []),
            self.theirs.order.get(where, []),
            {key for key, place in places.items() if place == where},
            own=lambda key: (
                key not in self.base.blocks
                and key not in self.theirs.blocks
                and not isinstance(contents[key], Subhead)  # belongs to what follows it
            ),
        )
        return tuple(contents[key] for key in order)

    def _kept_sections(self, places: Mapping[BlockKey, SectionKey]) -> set[SectionKey]:
        filled = set(places.values())
        kept = {where for where in self.theirs.sections if self._open(where)}
        for where, mine in self.mine.sections.items():
            base = self.base.sections.get(where)
            if where in filled or base is None or _fields(base) != _fields(mine):
                kept.add(where)
        return kept

    def _section(self, where: SectionKey, blocks: tuple[Block, ...]) -> Section:
        base, mine, theirs = (
            version.sections.get(where) for version in (self.base, self.mine, self.theirs)
        )
        if mine is None or theirs is None:
            known = mine or theirs or Section()
            return replace(known, blocks=blocks)
        found = {
            name: self._pick(
                getattr(base, name, None),
                getattr(mine, name),
                getattr(theirs, name),
                field=name,
                where=mine.title,
            )
            for name in ("key", "title", "standfirst", "companies", "audience")
        }
        return Section(**found, blocks=blocks)

    def _next_base(self, contents: Mapping[BlockKey, Block], order: Sequence[SectionKey]) -> Issue:
        """`theirs`, and beside it what is away from it but the editor had a hand in."""
        theirs = self.issues[2]
        away: dict[SectionKey, list[Block]] = {
            where: []
            for where in self.base.sections
            if where not in self.theirs.sections
            and (where not in self.mine.sections or where in order)
        }
        for key, place in self.base.blocks.items():
            if key in self.theirs.blocks:
                continue
            if key not in self.mine.blocks:
                away.setdefault(place.section, []).append(place.block)
            elif key in contents and isinstance(place.block, Item | Deal):
                marks = (*(mark for mark in place.block.marks if mark != AWAY), AWAY)
                away.setdefault(place.section, []).append(replace(place.block, marks=marks))
        sections = [
            replace(section, blocks=(*section.blocks, *away.pop(where, ())))
            for where, section in self.theirs.sections.items()
        ]
        preamble = (*theirs.preamble, *away.pop(PREAMBLE, ()))
        sections += [
            replace(self.base.sections[where], blocks=tuple(blocks))
            for where, blocks in away.items()
        ]
        return replace(theirs, preamble=preamble, sections=tuple(sections))


def _bare(block: Block) -> Block:
    """Without the marks the program itself put there."""
    if not isinstance(block, Item | Deal):
        return block
    return replace(
        block, marks=tuple(m for m in block.marks if m != NEW and not m.startswith(MORE))
    )


def _marked_new(block: Block) -> Block:
    if isinstance(block, Item | Deal) and block.id is not None and NEW not in block.marks:
        return replace(block, marks=(*block.marks, NEW))
    return block


def _marks(base: Block | None, mine: Item | Deal, theirs: Item | Deal) -> tuple[str, ...]:
    """Marks are a set: what each side added is in, what each side took away is out."""
    was = base.marks if isinstance(base, Item | Deal) else ()
    if mine.marks == was:
        return theirs.marks
    kept = [mark for mark in mine.marks if mark not in was or mark in theirs.marks]
    added = [mark for mark in theirs.marks if mark not in was and mark not in mine.marks]
    return (*kept, *added)


def _grown(
    base: Item | Deal | None, theirs: Item | Deal, marks: tuple[str, ...]
) -> tuple[str, ...]:
    """The marks of an item, with how many sources its story has gained since the editor took the last
    such mark away.
    """
    if not isinstance(base, Item):
        return marks
    gained = len(theirs.links) - len(base.links)
    if gained <= 0:
        return marks
    before = [int(n) for mark in marks if (n := mark.removeprefix(MORE)) != mark and n.isdecimal()]
    kept = (mark for mark in marks if not mark.startswith(MORE))
    return (*kept, f"{MORE}{gained + sum(before)}")


def _fields(section: Section) -> Section:
    return replace(section, blocks=())


def _words(block: Block) -> str:
    return getattr(block, "text", "") or getattr(block, "caption", "")


def _as_block(found: Any, default: Block) -> Block:
    return found if found is not None else default
