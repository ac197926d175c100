"""What the page asks for, read with care: anything may stand in a request."""

from typing import Any

from digest.edit import Place
from digest.errors import DraftError

__all__ = ["Wish"]


class Wish:
    """The fields of one act. Each method raises DraftError where the field is not of its kind."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self._fields = fields

    def place(self, key: str) -> Place:
        """`[section, block]`, both from 0."""
        found = self._fields.get(key)
        if not isinstance(found, list) or len(found) != 2:
            raise DraftError(f"`{key}` is no place: [section, block] is.")
        section, block = (_number(one, key) for one in found)
        return Place(section=section, block=block)

    def number(self, key: str) -> int:
        return _number(self._fields.get(key), key)

    def text(self, key: str) -> str:
        found = self._fields.get(key)
        if not isinstance(found, str):
            raise DraftError(f"`{key}` is no text.")
        return found

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        found = self.text(key)
        if found not in known:
            raise DraftError(f"`{key}` is none of {', '.join(known)}.")
        return found

    def flag(self, key: str) -> bool:
        return self._fields.get(key) is True

    def texts(self, key: str) -> list[str]:
        found = self._fields.get(key)
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise DraftError(f"`{key}` is no list of texts.")
        return found

    def has(self, key: str) -> bool:
        return key in self._fields


def _number(found: Any, key: str) -> int:
    if type(found) is not int or not 0 <= found < 10**6:
        raise DraftError(f"`{key}` is no number from 0.")
    return found
