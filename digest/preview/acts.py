"""Every act of an editor, by its name: the files before it and a wish -> the files after it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from digest import draft, edit
from digest.draft.asked import asked, unasked
from digest.draft.vouch import add as vouch
from digest.edit import Place
from digest.errors import DraftError
from digest.model import (
    DROPPED,
    HELD,
    LOCKED,
    UNSURE,
    Block,
    Deal,
    Epigraph,
    Item,
    Note,
    Picture,
    Prose,
    Quote,
    Subhead,
)
from digest.notice import Notice
from digest.preview.files import Files
from digest.preview.stories import Stories, item
from digest.preview.wish import Wish

__all__ = ["Acts"]

MARKS = (LOCKED, HELD, DROPPED, "new", "more")
HEAD = ("title", "subject", "preheader", "frozen")
FIELDS = {
    "quote": ("source",),
    "item": ("label", "text"),
    "deal": ("who", "whom", "amount"),
    "picture": ("src", "alt"),
}


class Acts:
    """All that can be done to an issue; `stories` does what needs other stages."""

    def __init__(self, stories: Stories) -> None:
        self._by_name: Mapping[str, Callable[[Files, Wish], Files]] = {
            "add": stories.add,
            "deal": _deal,
            "enter": stories.enter,
            "head": _head,
            "insert": _insert,
            "links": _links,
            "mark": _mark,
            "merge": stories.merge,
            "move": _move,
            "picture": _picture,
            "refuse": _refuse,
            "remove": _remove,
            "revise": _revise,
            "reword": _reword,
            "section": _section,
            "section-add": _section_add,
            "section-move": _section_move,
            "section-remove": _section_remove,
            "split": stories.split,
            "vouch": _vouch,
        }

    def __call__(self, name: str, files: Files, wish: Wish) -> Files:
        """The files after the act; DraftError where there is no such act or it cannot be done."""
        if name not in self._by_name:
            raise DraftError(Notice("There is no act {name!r}.", name=name))
        return self._by_name[name](files, wish)


def _with(files: Files, text: str) -> Files:
    return replace(files, text=text)


# ------------------------------------------------------------------------------- items and blocks


def _revise(files: Files, wish: Wish) -> Files:
    title, label, body = wish.text("title"), wish.text("label"), wish.text("body")
    return _with(
        files, edit.revise(files.text, wish.place("at"), title=title, label=label, body=body)
    )


def _links(files: Files, wish: Wish) -> Files:
    """The sources under an item."""
    at = wish.place("at")
    old = item(files.text, at)
    links = wish.links("links")
    return _with(
        files,
        edit.revise(files.text, at, title=old.title, label=old.label, body=old.text, links=links),
    )


def _reword(files: Files, wish: Wish) -> Files:
    source = wish.text("source") if wish.has("source") else None
    return _with(
        files, edit.reword(files.text, wish.place("at"), wish.text("words"), source=source)
    )


def _move(files: Files, wish: Wish) -> Files:
    at, to = wish.place("at"), wish.place("to")
    text = files.text if at.section == to.section else _decided(files, at)
    return _with(files, edit.move(text, at, to))


def _remove(files: Files, wish: Wish) -> Files:
    return _with(files, edit.remove(files.text, wish.place("at")))


def _mark(files: Files, wish: Wish) -> Files:
    at, word = wish.place("at"), wish.one_of("word", MARKS)
    text, on = files.text, wish.flag("on")
    if word == "more":  # "more:2": seen, and so it goes
        for mark in item(text, at).marks:
            text = edit.mark(text, at, mark, on=False) if mark.startswith("more:") else text
        return _with(files, text)
    other = {HELD: DROPPED, DROPPED: HELD}.get(word)
    if on and other:  # an item waits for the next issue, or it does not
        text = edit.mark(text, at, other, on=False)
    if on and word == LOCKED:
        text = _decided(replace(files, text=text), at)
    return _with(files, edit.mark(text, at, word, on=on))


def _decided(files: Files, at: Place) -> str:
    """The draft where the section of the item at `at` is no guess any more: mark and question go.

    What an editor wrote to the question stays, and a closed issue as it is.
    """
    text, issue = files.text, draft.parse(files.text).issue
    sections = issue.sections[at.section :] if at.section >= 0 else ()
    here, *after = (*(sections[0].blocks[at.block :] if sections else ()), None)
    if issue.closed or not isinstance(here, Item) or UNSURE not in here.marks:
        return text
    if isinstance(after[0], Note):
        behind, questions = replace(at, block=at.block + 1), frozenset[str]()
        with suppress(
            DraftError
        ):  # the build's record was spoilt: then every word may be the editor's
            questions = asked(draft.parse(files.generated).issue)
        own = unasked(after[0].text, questions)
        if own != after[0].text:
            text = edit.reword(text, behind, own) if own else edit.remove(text, behind)
    return edit.mark(text, at, UNSURE, on=False)


def _insert(files: Files, wish: Wish) -> Files:
    """Something new; or what another program took out while it was being written here."""
    return _with(files, edit.insert(files.text, wish.place("at"), _block(wish)))


def _block(wish: Wish) -> Block:
    kind = wish.one_of("kind", ("prose", "subhead", "quote", "note", "picture", "item", "deal"))
    words = wish.text("words") if wish.has("words") else ""
    said: dict[str, Any] = {
        name: wish.text(name) for name in FIELDS.get(kind, ()) if wish.has(name)
    }
    match kind:
        case "subhead":
            return Subhead(text=words)
        case "quote":
            return Quote(text=words, **said)
        case "note":
            return Note(text=words)
        case "picture":
            return Picture(caption=words, **said)
        case "prose":
            return Prose(text=words)
    links = wish.links("links") if wish.has("links") else ()
    id_ = wish.text("id") if wish.has("id") else None
    if kind == "deal":
        return Deal(id=id_, kind=wish.text("deal"), links=links, sure=wish.flag("sure"), **said)
    return Item(id=id_, title=words, links=links, **said)


def _deal(files: Files, wish: Wish) -> Files:
    who, whom, kind, amount = (wish.text(key) for key in ("who", "whom", "kind", "amount"))
    at, sure = wish.place("at"), wish.flag("sure")
    text = edit.deal(files.text, at, who=who, whom=whom, kind=kind, amount=amount, sure=sure)
    return _with(files, text)


def _picture(files: Files, wish: Wish) -> Files:
    at, alt, caption = wish.place("at"), wish.text("alt"), wish.text("caption")
    return _with(files, edit.picture(files.text, at, alt=alt, caption=caption))


def _vouch(files: Files, wish: Wish) -> Files:
    at = wish.place("at")
    if at.section == edit.PREAMBLE:
        raise DraftError(
            Notice("There is no sentence to vouch for at this place."), Notice("Reload the page.")
        )
    return _with(files, vouch(files.text, at.section, at.block, wish.text("sentence")))


def _refuse(files: Files, wish: Wish) -> Files:
    """What the build offered for an item is not wanted."""
    item = wish.text("item")
    return replace(files, offers=tuple(one for one in files.offers if one.item != item))


# ------------------------------------------------------------------------------- sections and head


def _section(files: Files, wish: Wish) -> Files:
    number = wish.number("number")
    said = {key: wish.text(key) for key in ("title", "standfirst", "audience") if wish.has(key)}
    companies = tuple(wish.texts("companies")) if wish.has("companies") else None
    return _with(files, edit.section(files.text, number, companies=companies, **said))


def _section_add(files: Files, wish: Wish) -> Files:
    return _with(files, edit.add_section(files.text, wish.number("number"), wish.text("title")))


def _section_move(files: Files, wish: Wish) -> Files:
    return _with(files, edit.move_section(files.text, wish.number("number"), wish.number("to")))


def _section_remove(files: Files, wish: Wish) -> Files:
    return _with(files, edit.remove_section(files.text, wish.number("number")))


def _head(files: Files, wish: Wish) -> Files:
    text = files.text
    for key in HEAD:
        if wish.has(key):
            text = edit.head(text, key, wish.text(key))
    if wish.has("teaser"):
        text = edit.head(text, "teaser", tuple(wish.texts("teaser")))
    if wish.has("epigraph"):
        said, author = wish.text("epigraph"), wish.text("author")
        text = edit.head(text, "epigraph", Epigraph(text=said, author=author) if said else None)
    return _with(files, text)
