"""The format's own comments: `<!-- s1a2b3c lang:en locked -->` ends an item, `<!-- bubble -->` a heading.

Any other comment is a word of the editor's to themselves. A comment counts as the format's own only
when it cannot be anything else, so that "to be checked" never becomes a story's id.
"""

import re
from collections.abc import Iterable

from digest.draft.escape import from_word, to_word

__all__ = [
    "KNOWN_MARKS",
    "item_comment",
    "names_subscribers",
    "read_item",
    "read_section",
    "section_comment",
]

KNOWN_MARKS = frozenset({"dropped", "held", "locked", "new", "unsure"})
_MARK_WITH_VALUE = re.compile(r"(?:from|lang|more):\S+")
_ID = re.compile(r"(?=s?[a-f]*[0-9])s?[0-9a-f]{6,64}(?:-[a-z0-9-]{1,40})?")
_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_AUDIENCES = {
    "everyone": "everyone",
    "subscribers": "subscribers",
    "subscriber": "subscribers",
    "abonnés": "subscribers",
    "abonné": "subscribers",
    "abonnées": "subscribers",
    "abonnée": "subscribers",
}


def item_comment(id_: str | None, marks: Iterable[str]) -> str:
    """What stands in an item's comment; "" when there is nothing to say."""
    words = [to_word(mark) for mark in marks]
    if id_ is not None:
        plain = _ID.fullmatch(id_) is not None
        return " ".join([id_ if plain else f"id:{to_word(id_)}", *words])
    if not all(map(_is_mark, words)):
        return " ".join(["id:", *words])
    return " ".join(words)


def read_item(comment: str) -> tuple[str | None, tuple[str, ...]] | None:
    """The id and the marks, or None when this is not an item's comment."""
    words = comment.split()
    if not words:
        return None
    first, *rest = words
    if first.startswith("id:"):
        return from_word(first[3:]) or None, tuple(map(from_word, rest))
    if _ID.fullmatch(first):
        return first, tuple(map(from_word, rest))
    return (None, tuple(map(from_word, words))) if all(map(_is_mark, words)) else None


def _is_mark(word: str) -> bool:
    return word.lower() in KNOWN_MARKS or _MARK_WITH_VALUE.fullmatch(word) is not None


def section_comment(key: str | None, audience: str) -> str:
    """What stands in a heading's comment; "" when there is nothing to say."""
    words = []
    if key is not None:
        plain = _KEY.fullmatch(key) and key not in _AUDIENCES
        words.append(key if plain else f"key:{to_word(key)}")
    if audience != "everyone":
        words.append(audience)
    return " ".join(words)


def read_section(comment: str) -> tuple[str | None, str] | None:
    """The key and the audience, or None when this is not a heading's comment."""
    words = comment.split()
    if not words:
        return None
    key: str | None = None
    if words[0].startswith("key:"):
        key = from_word(words.pop(0)[4:]) or None
    elif words[0] not in _AUDIENCES and _KEY.fullmatch(words[0]):
        key = words.pop(0)
    audiences = [word.casefold() for word in words]
    if not all(word in _AUDIENCES for word in audiences):
        return None
    return key, _AUDIENCES[audiences[-1]] if audiences else "everyone"


def names_subscribers(comment: str) -> bool:
    """Whether a comment speaks of subscribers, in whatever form."""
    words = re.findall(r"[^\W_]+", comment.casefold())
    return any(_AUDIENCES.get(word) == "subscribers" for word in words)
