"""A reader's name in the text: `{first_name|cher lecteur}`, with what stands there when it is not known.

Names come from forms and from other programs' exports, so they are hostile: whatever is not plainly
a name (an address of the web, a sentence, an advertisement) gives way to the fallback.
"""

import re
from collections.abc import Iterator

__all__ = ["KEYS", "TOKEN", "called", "split", "unaddressed"]

KEYS = ("first_name", "name")
# The fallback is plain words: no markup, no braces; a line may have been broken inside it.
TOKEN = re.compile(r"\{(first_name|name)\|([^{}|<>]{1,80})\}")
_WORD = r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*\.?"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,3}}")
_LONGEST = 40


def called(key: str, name: str) -> str:
    """What a reader called `name` is called under `key`; "" when that cannot be said.

    The first name is the first word, but of "DUPONT Marie" it is Marie, and of "Dr. Maria Weber"
    nobody knows. Names in capitals alone are written small.
    """
    name = " ".join(name.split())
    if len(name) > _LONGEST or not _NAME.fullmatch(name):
        return ""
    words = name.split()
    if key == "first_name":
        given = words if name.isupper() else [word for word in words if not word.isupper()]
        words = given[:1]
        if not words or words[0].endswith("."):
            return ""
    return " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in words)


def split(text: str) -> Iterator[tuple[str, tuple[str, str] | None]]:
    """The text before each token with the token (key, fallback), then the rest with None."""
    done = 0
    for found in TOKEN.finditer(text):
        yield text[done : found.start()], (found[1], " ".join(found[2].split()))
        done = found.end()
    yield text[done:], None


def unaddressed(text: str) -> str:
    """The text for nobody in particular: each token gives way to its fallback."""
    return TOKEN.sub(lambda found: found[2], text)
