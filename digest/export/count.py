"""How long a text is, as each network counts it."""

import re
import unicodedata

import regex

from digest.urls import has_known_suffix

__all__ = ["bluesky", "linkedin", "mastodon", "x"]

_URL = re.compile(r"https?://[^\s<>\"«»]+")
# An address without its scheme, which X makes a link of as well: « meta.ai », "2501.AI".
_BARE = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:/[^\s<>\"«»]*)?(?![\w@-])", re.IGNORECASE
)
_SHORT = 23  # characters that an address counts, however long it is
# twitter-text, configuration v3: these characters count one, all others two.
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))


def graphemes(text: str) -> int:
    """Characters as people see them (UAX #29): an accent or a skin colour adds none."""
    return len(regex.findall(r"\X", text))


def bluesky(text: str) -> int:
    """Graphemes, addresses in full (app.bsky.feed.post, maxGraphemes)."""
    return graphemes(text)


def mastodon(text: str) -> int:
    """Graphemes, an address as 23 (Mastodon's StatusLengthValidator)."""
    return graphemes(_URL.sub("x" * _SHORT, text))


def linkedin(text: str) -> int:
    """UTF-16 units: LinkedIn says "characters" and no more, and this counts most."""
    return len(text.encode("utf-16-le")) // 2


def x(text: str) -> int:
    """Weighted characters (twitter-text, v3): an address 23, an emoji 2, a letter of Latin script 1."""
    links = len(_URL.findall(text))
    text = _URL.sub("", unicodedata.normalize("NFC", text))
    bare = [found[0] for found in _BARE.finditer(text) if has_known_suffix(found[0])]
    for link in bare:
        text = text.replace(link, "", 1)
    weight = _SHORT * (links + len(bare))
    for seen in regex.findall(r"\X", text):
        if regex.search(r"\p{Extended_Pictographic}|\p{Regional_Indicator}", seen):
            weight += 2
        else:
            weight += sum(1 if _is_light(char) else 2 for char in seen)
    return weight


def _is_light(char: str) -> bool:
    return any(first <= ord(char) <= last for first, last in _LIGHT)
