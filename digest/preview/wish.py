"""What the page asks for, read with care: anything may stand in a request."""

from typing import Any

from digest.edit import PREAMBLE, Place
from digest.errors import DraftError
from digest.model import Link
from digest.notice import Notice
from digest.urls import is_web, publisher

__all__ = ["Wish"]


class Wish:
    """The fields of one act. Each method raises DraftError where the field is not of its kind."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self._fields = fields

    def place(self, key: str) -> Place:
        """`[section, block]`, both from 0; or PREAMBLE in place of the section."""
        found = self._fields.get(key)
        if not isinstance(found, list) or len(found) != 2:
            raise DraftError(Notice("`{key}` is no place: [section, block] is.", key=key))
        return Place(section=_number(found[0], key, PREAMBLE), block=_number(found[1], key))

    def number(self, key: str) -> int:
        return _number(self._fields.get(key), key)

    def text(self, key: str) -> str:
        found = self._fields.get(key)
        if not isinstance(found, str):
            raise DraftError(Notice("`{key}` is no text.", key=key))
        return found

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        found = self.text(key)
        if found not in known:
            raise DraftError(Notice("`{key}` is none of {known}.", key=key, known=", ".join(known)))
        return found

    def flag(self, key: str) -> bool:
        return self._fields.get(key) is True

    def texts(self, key: str) -> list[str]:
        found = self._fields.get(key)
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise DraftError(Notice("`{key}` is no list of texts.", key=key))
        return found

    def links(self, key: str) -> tuple[Link, ...]:
        """`[{"text", "url"}]`; a link without words is called after its house."""
        found = self._fields.get(key)
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise DraftError(Notice("`{key}` is no list of links.", key=key))
        links = []
        for fields in map(Wish, found):
            url = fields.text("url").strip()
            if not is_web(url):
                raise DraftError(
                    Notice("{url!r} is no web address.", url=url),
                    Notice("Write it whole, with https://."),
                )
            links.append(Link(text=fields.text("text").strip() or publisher(url), url=url))
        return tuple(links)

    def has(self, key: str) -> bool:
        return self._fields.get(key) is not None


def _number(found: Any, key: str, least: int = 0) -> int:
    if type(found) is not int or not least <= found < 10**6:
        raise DraftError(Notice("`{key}` is no number from {least}.", key=key, least=least))
    return found
