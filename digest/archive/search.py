"""Search without a server: an index made beforehand, in small scripts that the page asks for.

`search/HASH/x.js` says in which items each word that begins with x stands, `search/HASH/items0.js`
and its like what the items are, 256 in each. A query loads a script for each first letter in it and
those of the items it shows. Scripts rather than JSON, so that it also works where the site is
opened from a folder.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib import resources

from digest.archive.issue import Published
from digest.archive.places import Places
from digest.greeting import unaddressed
from digest.model import Prose, Quote, Subhead
from digest.text import fold, shorten, stopwords

__all__ = ["index"]

_EXCERPT = 160  # characters
_CHUNK = 256  # items of one script; pages/search.js counts so too
_TOLD = (Prose, Quote, Subhead)
_WORD = re.compile(r"[^\W_]+")
_MARKDOWN = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`>#]+")


def index(issues: Sequence[Published], places: Places) -> tuple[dict[str, bytes], str]:
    """The files of the search, and the folder they stand in."""
    items: list[list[str]] = []
    words: dict[str, set[int]] = defaultdict(set)
    for day, url, *told in _items(issues, places):
        title, section, text = map(unaddressed, told)
        said = f"{title} {section} {text}"
        for word in _WORD.findall(fold(said)):
            if len(word) > 1 and word not in stopwords("fr") and word not in stopwords("en"):
                words[word].add(len(items))
        items.append([day, url, title, section, shorten(text, _EXCERPT)])
    shards: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for word in sorted(words):
        shards[_shard(word)][word] = sorted(words[word])
    scripts = {
        f"items{at}": _script(f"items{at}", items[at * _CHUNK : (at + 1) * _CHUNK])
        for at in range(-(-len(items) // _CHUNK))
    }
    scripts |= {name: _script(name, table) for name, table in sorted(shards.items())}
    scripts["search"] = (resources.files("digest.archive") / "pages" / "search.js").read_bytes()
    mark = hashlib.sha256(b"".join(scripts[name] for name in sorted(scripts))).hexdigest()[:12]
    folder = f"search/{mark}"
    return {f"{folder}/{name}.js": data for name, data in scripts.items()}, folder


def _items(issues: Sequence[Published], places: Places) -> Iterator[tuple[str, str, str, str, str]]:
    """(day, address, title, section, text): each issue by its head, then its items and prose."""
    for one in issues:
        day, url = one.day.isoformat(), places.seen(places.issue(one.day), source="index.html")
        yield day, url, one.title, "", " • ".join(one.teaser)
        for section in one.sections():
            for item in section.items:
                yield day, url, item.title or one.title, section.title, _plain(item.text)
            prose = [told.text for told in section.blocks if isinstance(told, _TOLD)]
            if prose:
                yield day, url, section.title or one.title, "", _plain(" ".join(prose))


def _plain(markdown: str) -> str:
    text = unaddressed(markdown)  # first: of {first_name|…} the sign _ would be lost
    return " ".join(_MARKDOWN.sub(r"\1", text).split())


def _shard(word: str) -> str:
    return word[0] if word[0].isascii() else "other"


def _script(name: str, value: object) -> bytes:
    """A script that hands a value over. It is JSON, and says nothing that ends a script or a line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"archiveSearch({json.dumps(name)},{text});\n".encode()
