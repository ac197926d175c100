"""Acts on stories: one comes in, two become one, one becomes two."""

from dataclasses import replace

from digest import draft, edit
from digest.draft.escape import to_plain
from digest.edit import Place
from digest.errors import DraftError
from digest.evidence import read_evidence
from digest.model import Issue, Item, Section, Story, Written
from digest.notice import Notice
from digest.preview.files import Files
from digest.preview.handed import Handed
from digest.preview.record import by_hand, generated_item, recorded
from digest.preview.wish import Wish
from digest.workspace import IssueFolder

__all__ = ["Stories"]


class Stories:
    """The acts that need the stories of the issue in `folder`, and the stages in `handed`."""

    def __init__(self, folder: IssueFolder, handed: Handed) -> None:
        self._folder = folder
        self._handed = handed

    def enter(self, files: Files, wish: Wish) -> Files:
        """A story that was left out comes in."""
        return self._in(files, wish.place("at"), self._story(wish.text("story")))

    def add(self, files: Files, wish: Wish) -> Files:
        """An address becomes an article and an item."""
        article = self._handed.add(wish.text("url"))
        return self._in(files, wish.place("at"), Story(id=f"s{article.id}", articles=(article,)))

    def _in(self, files: Files, at: Place, story: Story) -> Files:
        written = self._handed.write(story)
        text = edit.insert(files.text, at, written.item)
        return replace(recorded(files, None, [(story, written)]), text=text)

    def merge(self, files: Files, wish: Wish) -> Files:
        """Two items become one, and from now on their stories are one.

        It is told anew from all its sources. What an editor wrote of either stands, by the law of
        the rebuild; the words of the second one behind those of the first.
        """
        at, other = wish.place("at"), wish.place("with")
        if at == other:
            raise DraftError(
                Notice("An item cannot be merged with itself."), Notice("Choose another one.")
            )
        one, two = item(files.text, at), item(files.text, other)
        stories = [story for told in (one, two) if (story := self._known(told))]
        new, own = one, two
        if len({story.id for story in stories}) > 1:
            constraints = self._handed.together(files.constraints, stories)
            story = self._handed.regrouped(constraints)[stories[0].lead.id]
            written = self._handed.write(story)
            new, own = _law(files, one, written), by_hand(files, two)
            if new.links != written.item.links:  # the editor's own: the other's are not among them
                own = replace(own, links=two.links)
            files = recorded(files, one.id, [(story, written)])
            files = replace(files, constraints=constraints)
        known = {link.url for link in new.links}
        merged = replace(
            new,
            id=new.id or two.id,
            text="\n\n".join(filter(None, (new.text, _told(own)))),
            links=(*new.links, *(link for link in own.links if link.url not in known)),
        )
        return replace(files, text=edit.remove(_said(files.text, at, merged), other))

    def split(self, files: Files, wish: Wish) -> Files:
        """Some articles of an item's story leave it for an item of their own, right behind."""
        at = wish.place("at")
        old = item(files.text, at)
        story = self._story(old.id or "")
        wanted = set(wish.texts("articles"))
        leaving = [article for article in story.articles if article.id in wanted]
        staying = [article for article in story.articles if article.id not in wanted]
        constraints = self._handed.apart(files.constraints, story, leaving)
        found = self._handed.regrouped(constraints)
        told = [
            (part, self._handed.write(part))
            for part in (found[staying[0].id], found[leaving[0].id])
        ]
        text = _said(files.text, at, _law(files, old, told[0][1]))
        text = edit.insert(text, replace(at, block=at.block + 1), told[1][1].item)
        files = recorded(files, old.id, told)
        return replace(files, text=text, constraints=constraints)

    def at(self, text: str, section: int, block: int) -> tuple[Story, Item]:
        """The item at a place of the draft and its story; DraftError where that is not known."""
        found = item(text, Place(section=section, block=block))
        return self._story(found.id or ""), found

    def _known(self, told: Item) -> Story | None:
        evidence = read_evidence(self._folder)
        ids = evidence.stories.get(told.id or "", ())
        articles = tuple(evidence.articles[one] for one in ids if one in evidence.articles)
        return Story(id=told.id or "", articles=articles) if articles else None

    def _story(self, id_: str) -> Story:
        if story := self._known(Item(id=id_)):
            return story
        raise DraftError(
            Notice(
                "The story {id} is not in {stories} any more.",
                id=id_,
                stories=self._folder.stories.name,
            ),
            Notice("Build again: `digest build --issue {date}`.", date=self._folder.date),
        )


def item(text: str, at: Place) -> Item:
    """The item at a place of the draft; DraftError where there is none."""
    return edit.item_at(draft.parse(text), at)


def _law(files: Files, mine: Item, written: Written) -> Item:
    """`mine` after its story was told anew: what its editor did not touch is as it was written."""
    issue = draft.loads(files.text)
    was = generated_item(files, mine.id)
    theirs = replace(written.item, marks=mine.marks)
    versions = ([was] if was else [], [mine], [theirs])
    base, own, new = (
        Issue(date=issue.date, sections=(Section(key="one", blocks=tuple(one)),))
        for one in versions
    )
    merged = draft.merge(base, own, new, same={theirs.id or "": mine.id or ""})
    (found,) = merged.issue.items
    return replace(found, marks=mine.marks)


def _told(own: Item) -> str:
    """What an item says, running on: label, title in bold, text."""
    title = f"**{to_plain(own.title)}**" if own.title else ""
    return " ".join(filter(None, (own.label, title, own.text)))


def _said(text: str, at: Place, new: Item) -> str:
    """The draft with the item at `at` saying what `new` does, under its id."""
    if item(text, at).id != new.id:
        text = edit.identify(text, at, new.id or "")
    return edit.revise(text, at, title=new.title, label=new.label, body=new.text, links=new.links)
