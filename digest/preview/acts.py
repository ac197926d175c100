"""Every act of an editor, by its name: the files before it and a wish -> the files after it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from digest import edit
from digest.draft import parse
from digest.draft.vouch import add as vouch
from digest.edit import Place
from digest.errors import DraftError
from digest.evidence import read_evidence
from digest.model import (
    DROPPED,
    HELD,
    LOCKED,
    Constraints,
    Epigraph,
    Item,
    Note,
    Offer,
    Prose,
    Quote,
    Story,
    Subhead,
)
from digest.preview.handed import Handed
from digest.preview.wish import Wish
from digest.workspace import IssueFolder

__all__ = ["Acts", "Files"]

MARKS = (LOCKED, HELD, DROPPED, "new", "more")
HEAD = ("title", "subject", "preheader", "frozen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What an act may change: the draft, the rulings on stories, the offers of the last build."""

    text: str
    constraints: Constraints
    offers: tuple[Offer, ...]


class Acts:
    """The acts on the issue in `folder`; `handed` are the stages that some of them need."""

    def __init__(self, folder: IssueFolder, handed: Handed) -> None:
        self._folder = folder
        self._handed = handed
        self._by_name: Mapping[str, Callable[[Files, Wish], Files]] = {
            "add": self._add,
            "deal": _deal,
            "enter": self._enter,
            "head": _head,
            "insert": _insert,
            "mark": _mark,
            "merge": self._merge,
            "move": _move,
            "refuse": _refuse,
            "remove": _remove,
            "revise": _revise,
            "reword": _reword,
            "section": _section,
            "section-add": _section_add,
            "section-move": _section_move,
            "section-remove": _section_remove,
            "split": self._split,
            "vouch": _vouch,
        }

    def __call__(self, name: str, files: Files, wish: Wish) -> Files:
        """The files after the act; DraftError where there is no such act or it cannot be done."""
        if name not in self._by_name:
            raise DraftError(f"There is no act {name!r}.")
        return self._by_name[name](files, wish)

    def _enter(self, files: Files, wish: Wish) -> Files:
        """A story that was left out comes in."""
        written = self._handed.write(self._story(wish.text("story")))
        return _with(files, edit.insert(files.text, wish.place("at"), written.item))

    def _add(self, files: Files, wish: Wish) -> Files:
        """An address becomes an article and an item."""
        article = self._handed.add(wish.text("url"))
        written = self._handed.write(Story(id=f"s{article.id}", articles=(article,)))
        return _with(files, edit.insert(files.text, wish.place("at"), written.item))

    def _merge(self, files: Files, wish: Wish) -> Files:
        """Two items become one, the other's words behind; their stories are one from now on."""
        at, other = wish.place("at"), wish.place("with")
        one, two = _item(files.text, at), _item(files.text, other)
        if at == other:
            raise DraftError("An item cannot be merged with itself.", "Choose another one.")
        body = "\n\n".join(words for words in (one.text, two.text) if words)
        known = {link.url for link in one.links}
        links = (*one.links, *(link for link in two.links if link.url not in known))
        text = edit.revise(files.text, at, title=one.title, label=one.label, body=body, links=links)
        stories = [story for item in (one, two) if (story := self._known(item))]
        constraints = files.constraints
        if len({story.id for story in stories}) > 1:
            constraints = self._handed.together(constraints, stories)
        return replace(files, text=edit.remove(text, other), constraints=constraints)

    def _split(self, files: Files, wish: Wish) -> Files:
        """Some articles of an item's story leave it for an item of their own, right behind."""
        at = wish.place("at")
        story = self._story(_item(files.text, at).id or "")
        wanted = set(wish.texts("articles"))
        leaving = [article for article in story.articles if article.id in wanted]
        constraints = self._handed.apart(files.constraints, story, leaving)
        found = self._handed.regrouped(constraints)
        written = self._handed.write(found[leaving[0].id])
        staying = next(article for article in story.articles if article.id not in wanted)
        # A story is called after its earliest article, which may be among those that leave.
        text = edit.identify(files.text, at, found[staying.id].id)
        text = edit.insert(text, replace(at, block=at.block + 1), written.item)
        return replace(files, text=text, constraints=constraints)

    def story_at(self, text: str, section: int, block: int) -> tuple[Story, Item]:
        """The item at a place of the draft and its story; DraftError where that is not known."""
        item = _item(text, Place(section=section, block=block))
        return self._story(item.id or ""), item

    def _known(self, item: Item) -> Story | None:
        evidence = read_evidence(self._folder)
        ids = evidence.stories.get(item.id or "", ())
        articles = tuple(evidence.articles[one] for one in ids if one in evidence.articles)
        return Story(id=item.id or "", articles=articles) if articles else None

    def _story(self, id_: str) -> Story:
        if story := self._known(Item(id=id_)):
            return story
        raise DraftError(
            f"The story {id_} is not in {self._folder.stories.name} any more.",
            f"Build again: `digest build --issue {self._folder.date}`.",
        )


def _with(files: Files, text: str) -> Files:
    return replace(files, text=text)


def _item(text: str, at: Place) -> Item:
    sections = parse(text).issue.sections
    blocks = sections[at.section].blocks if at.section < len(sections) else ()
    found = blocks[at.block] if at.block < len(blocks) else None
    if not isinstance(found, Item):
        raise DraftError("There is no item at this place any more.", "Reload the page.")
    return found


# ------------------------------------------------------------------------------- items and blocks


def _revise(files: Files, wish: Wish) -> Files:
    title, label, body = wish.text("title"), wish.text("label"), wish.text("body")
    return _with(
        files, edit.revise(files.text, wish.place("at"), title=title, label=label, body=body)
    )


def _reword(files: Files, wish: Wish) -> Files:
    return _with(files, edit.reword(files.text, wish.place("at"), wish.text("words")))


def _move(files: Files, wish: Wish) -> Files:
    return _with(files, edit.move(files.text, wish.place("at"), wish.place("to")))


def _remove(files: Files, wish: Wish) -> Files:
    return _with(files, edit.remove(files.text, wish.place("at")))


def _mark(files: Files, wish: Wish) -> Files:
    at, word = wish.place("at"), wish.one_of("word", MARKS)
    text, on = files.text, wish.flag("on")
    if word == "more":  # "more:2": seen, and so it goes
        for mark in _item(text, at).marks:
            text = edit.mark(text, at, mark, on=False) if mark.startswith("more:") else text
        return _with(files, text)
    other = {HELD: DROPPED, DROPPED: HELD}.get(word)
    if on and other:  # an item waits for the next issue, or it does not
        text = edit.mark(text, at, other, on=False)
    return _with(files, edit.mark(text, at, word, on=on))


def _insert(files: Files, wish: Wish) -> Files:
    words = wish.text("words")
    kind = wish.one_of("kind", ("prose", "subhead", "quote", "note", "item"))
    match kind:
        case "subhead":
            block: Prose | Subhead | Quote | Note | Item = Subhead(text=words)
        case "quote":
            block = Quote(text=words)
        case "note":
            block = Note(text=words)
        case "item":
            block = Item(title=words)
        case _:
            block = Prose(text=words)
    return _with(files, edit.insert(files.text, wish.place("at"), block))


def _deal(files: Files, wish: Wish) -> Files:
    who, whom, kind, amount = (wish.text(key) for key in ("who", "whom", "kind", "amount"))
    at, sure = wish.place("at"), wish.flag("sure")
    text = edit.deal(files.text, at, who=who, whom=whom, kind=kind, amount=amount, sure=sure)
    return _with(files, text)


def _vouch(files: Files, wish: Wish) -> Files:
    at = wish.place("at")
    return _with(files, vouch(files.text, at.section, at.block, wish.text("sentence")))


def _refuse(files: Files, wish: Wish) -> Files:
    """What the build offered for an item is not wanted."""
    item = wish.text("item")
    return replace(files, offers=tuple(one for one in files.offers if one.item != item))


# ------------------------------------------------------------------------------- sections and head


def _section(files: Files, wish: Wish) -> Files:
    number = wish.number("number")
    said = {key: wish.text(key) for key in ("title", "standfirst", "audience") if wish.has(key)}
    return _with(files, edit.section(files.text, number, **said))


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
