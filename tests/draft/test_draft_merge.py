"""The laws of the merge: the editor's hand always wins, and what they left alone may improve."""

import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from digest.draft import dumps, loads, merge
from digest.model import Issue, Item, Link, Note, Picture, Prose, Quote, Section, Subhead

DAY = date(2025, 9, 27)


def said(word: str) -> str:
    """A text that has no word in common with another."""
    return " ".join(f"{word}{end}" for end in ("", "a", "b", "c", "d"))


def item(number: int) -> Item:
    return Item(
        id=f"s{number:07d}",
        title=f"titre{number}",
        text=said(f"texte{number}"),
        links=(Link(text=f"source{number}", url=f"https://exemple.org/{number}"),),
    )


def week(*counts: int) -> Issue:
    """An issue whose sections have so many items, every word in it unique."""
    sections, number = [], 0
    for at, count in enumerate(counts):
        numbers = range(number, number + count)
        number += count
        blocks = [item(n) for n in numbers] or [Note(text=said(f"rien{at}"))]
        if count > 1:
            blocks.insert(1, Quote(text=said(f"citation{at}"), source=f"auteur{at}"))
        sections.append(
            Section(
                key=f"k{at}", title=f"rubrique{at}", companies=(f"nom{at}",), blocks=tuple(blocks)
            )
        )
    return Issue(
        date=DAY,
        title="titre du numéro",
        teaser=("point",),
        preamble=(Note(text=said("releve")),),
        sections=(*sections, Section(key="signoff", blocks=(Prose(text=said("adieu")),))),
    )


def words(issue: Issue) -> set[str]:
    """The words with a number: each was written once, and an item's id is one of them."""
    return set(re.findall(r"[a-z]+[0-9]+[a-d]?", dumps(issue)))


# ---------------------------------------------------------------------------- edit scripts

steps = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 9), st.integers(0, 9)), max_size=6)


class Hand:
    """A person's or the program's hand on an issue; every word it writes is new."""

    def __init__(self, name: str) -> None:
        self.name, self.count = name, 0

    def word(self) -> str:
        self.count += 1
        return f"{self.name}{self.count}"

    def __call__(self, issue: Issue, script) -> Issue:
        for step in script:
            issue = self.step(issue, *step)
        return issue

    def step(self, issue: Issue, act: int, first: int, second: int) -> Issue:
        if not issue.sections or act == 6:
            sections = list(issue.sections)
            sections.insert(first, self.section())
            return replace(issue, sections=tuple(sections))
        if act == 12:
            return self.again(issue, first)
        if act == 13:
            return self.treated(issue, first, second)
        if act == 8:
            return replace(issue, title=f"{issue.title} {self.word()}")
        sections = list(issue.sections)
        section = sections.pop(first % len(sections))
        if act == 4:
            return replace(issue, sections=tuple(sections))
        if act in {2, 5}:
            section, moved = self.cut(section, second) if act == 2 else (section, None)
            sections.insert(second % (len(sections) + 1), section)
            if moved:
                goal = first * second % len(sections)
                blocks = list(sections[goal].blocks)
                blocks.insert(first, moved)
                sections[goal] = replace(sections[goal], blocks=tuple(blocks))
            return replace(issue, sections=tuple(sections))
        sections.insert(first % (len(sections) + 1), self.changed(section, act, second))
        return replace(issue, sections=tuple(sections))

    def cut(self, section: Section, at: int):
        if not section.blocks:
            return section, None
        blocks = list(section.blocks)
        moved = blocks.pop(at % len(blocks))
        return replace(section, blocks=tuple(blocks)), moved

    def changed(self, section: Section, act: int, at: int) -> Section:
        blocks = list(section.blocks)
        spot = at % len(blocks) if blocks else 0
        if act == 1:
            return self.cut(section, at)[0]
        if act == 7:
            return replace(section, title=self.word())
        if act == 11:
            return replace(section, companies=(self.word(),))
        if act == 3 or not blocks:
            blocks.insert(spot, self.added(at))
        elif act == 9:
            blocks.reverse()
        elif act == 10 and isinstance(blocks[spot], Item):
            blocks[spot] = replace(blocks[spot], title=self.word())
        else:
            blocks[spot] = self.edited(blocks[spot])
        return replace(section, blocks=tuple(blocks))

    def again(self, issue: Issue, _: int) -> Issue:
        return issue

    def treated(self, issue: Issue, first: int, second: int) -> Issue:
        items = list(issue.items)
        if not items:
            return issue
        old = items[first % len(items)]
        sections = (
            replace(s, blocks=tuple(self.item(b, second) if b is old else b for b in s.blocks))
            for s in issue.sections
        )
        return replace(issue, sections=tuple(sections))

    def item(self, item: Item, kind: int) -> Item:
        raise NotImplementedError

    def edited(self, block):
        if isinstance(block, Picture):
            return replace(block, caption=f"{block.caption} {self.word()}".strip())
        return replace(block, text=f"{block.text} {self.word()}")

    def added(self, kind: int):
        raise NotImplementedError

    def section(self) -> Section:
        raise NotImplementedError


class Person(Hand):
    def item(self, item: Item, kind: int) -> Item:
        """Locked, held or dropped, or no longer so."""
        mark = ["locked", "held", "dropped"][kind % 3]
        kept = tuple(one for one in item.marks if one != mark)
        return replace(item, marks=kept if mark in item.marks else (*kept, mark))

    def added(self, kind: int):
        word = self.word()
        return [
            Prose(text=said(word)),
            Subhead(text=word),
            Item(title=word, text=said(self.word())),
            Note(text=said(word)),
            Quote(text=said(word)),
            Picture(src=f"{word}.jpg", alt=word),
        ][kind % 6]

    def section(self) -> Section:
        return Section(title=self.word(), blocks=(Prose(text=said(self.word())),))


class Program(Hand):
    def item(self, item: Item, kind: int) -> Item:
        """One more source tells the story."""
        word = self.word()
        link = Link(text=word, url=f"https://exemple.org/{word}")
        return replace(item, links=(*item.links, link))

    def again(self, issue: Issue, number: int) -> Issue:
        """A story that was away for a generation is back."""
        back, (section, *rest) = item(number), issue.sections
        if back.id in {one.id for one in issue.items}:
            return issue
        return replace(issue, sections=(replace(section, blocks=(*section.blocks, back)), *rest))

    def added(self, kind: int):
        self.count += 1
        return item(1000 + self.count)

    def section(self) -> Section:
        return Section(key=self.word(), title=self.word(), blocks=(self.added(0),))


weeks = st.lists(st.integers(0, 4), min_size=1, max_size=3).map(lambda counts: week(*counts))


@given(weeks, steps)
def test_a_rebuild_of_an_unchanged_week_changes_nothing(base, edits):
    mine = Person("moi")(base, edits)
    merged = merge(base, mine, base)
    assert merged.issue == mine
    assert merged.conflicts == ()


@given(weeks, steps)
def test_an_untouched_draft_becomes_the_new_generation(base, changes):
    theirs = Program("eux")(base, changes)
    known = {one.id for one in base.items}
    merged = merge(base, base, theirs)
    assert merged.conflicts == ()
    assert re.sub(r" new -->| more:\d+ -->", " -->", dumps(merged.issue)) == dumps(theirs)
    for one in merged.issue.items:
        assert ("new" in one.marks) == (one.id not in known)


@given(weeks, st.lists(st.tuples(steps, steps), min_size=1, max_size=4))
def test_no_word_of_a_person_is_lost_and_none_they_deleted_comes_back(base, rounds):
    me, program = Person("moi"), Program("eux")
    mine, generated, deleted = base, base, set()
    for edits, changes in rounds:
        before = words(mine)
        mine = me(mine, edits)
        written = {word for word in words(mine) if word.startswith("moi")}
        deleted |= before - words(mine)
        generated = program(generated, changes)
        merged = merge(base, mine, generated)
        after = words(merged.issue)
        assert written <= after
        assert not deleted & after
        base, mine = merged.base, merged.issue
        # The files between two builds carry all of it.
        assert loads(dumps(mine)) == mine
        base = loads(dumps(base))


@given(weeks, steps, steps)
def test_a_second_build_on_the_same_week_changes_nothing(base, edits, changes):
    theirs = Program("eux")(base, changes)
    once = merge(base, Person("moi")(base, edits), theirs)
    again = merge(once.base, once.issue, theirs)
    assert again.issue == once.issue


@given(weeks, steps, st.sampled_from(["locked", "held", "dropped"]))
def test_a_locked_item_is_never_touched(base, changes, mark):
    known = list(base.items)
    if not known:
        return
    locked = replace(known[0], marks=(mark,))
    first = next(s for s in base.sections if known[0] in s.blocks)
    mine = replace(
        base,
        sections=tuple(
            replace(s, blocks=tuple(locked if b == known[0] else b for b in s.blocks))
            for s in base.sections
        ),
    )
    merged = merge(base, mine, Program("eux")(base, changes)).issue
    assert locked in next(s for s in merged.sections if s.key == first.key).items


@given(weeks, steps, steps)
def test_a_closed_issue_stays_as_it_is_and_opened_again_lacks_nothing(base, edits, changes):
    mine = Person("moi")(base, edits)
    theirs = Program("eux")(base, changes)
    closed = merge(base, replace(mine, frozen="2025-09-26 18:00"), theirs)
    assert replace(closed.issue, frozen="") == mine
    assert closed.base == base
    opened = merge(closed.base, replace(closed.issue, frozen=""), theirs)
    assert opened == merge(base, mine, theirs)


@given(weeks, st.lists(st.tuples(steps, steps), min_size=1, max_size=3))
def test_what_is_held_or_dropped_is_told_to_no_reader_and_stays_in_the_file(base, rounds):
    me, program = Person("moi"), Program("eux")
    mine, generated = base, base
    for edits, changes in rounds:
        mine = me(mine, edits)
        away = [one for one in mine.items if not one.shown]
        generated = program(generated, changes)
        merged = merge(base, mine, generated)
        assert all(one in merged.issue.items for one in away)
        assert all(one.shown for one in merged.issue.printed().items)
        base, mine = merged.base, merged.issue
