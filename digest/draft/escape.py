r"""How words that look like structure stand in the file without being it.

Two codecs, each injective. *Plain* is for what the model calls plain text (titles, headings, link
words): Markdown's own backslash escapes, so that any viewer shows the very words. *Markdown* is
for texts that are Markdown already: they stand as they are, and only a `<!--` of their own is
written `<\!--`, which Markdown reads as the same characters. So nothing that an article says can
open a comment, and what a person escaped by hand is left alone, to the character.
"""

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote

from digest.model import Link

__all__ = [
    "COMMENT_OPENS",
    "address",
    "from_comment",
    "from_markdown",
    "from_plain",
    "from_word",
    "links_line",
    "read_links",
    "to_comment",
    "to_markdown",
    "to_plain",
    "to_word",
    "unaddress",
]

# A backslash before `<!--` means that it opens nothing; a backslash before that one takes it back.
COMMENT_OPENS = re.compile(r"(?<!\\)(?:\\\\)*+<!--")
_OPENING = re.compile(r"(?<!\\)(\\*+)<(\\*+)!--")
_CLOSING = re.compile(r"--(\\*+)>")
_NESTED = re.compile(r"<(\\*+)!--")
_SPECIAL = re.compile(r"[\\*`\[\]<]|(?<![^\W_])_|_(?![^\W_])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BARE_ADDRESS = re.compile(r"[^\s()<>\\]+")
_ADDRESS = r"(?:<((?:[^<>\\]|\\.)*+)>|((?:[^\s()<>]|\([^\s()<>]*+\))++))"
_LINK = re.compile(rf"\[((?:[^\[\]\\]|\\.)*+)\]\({_ADDRESS}\)")
_BETWEEN_LINKS = re.compile(r"\s*+(?:[·•|,;/–—-]\s*+)?")
ADDRESS = _ADDRESS


def to_plain(text: str) -> str:
    """Plain text on one line -> Markdown that shows it."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def from_plain(markdown: str) -> str:
    """Takes `to_plain` back (and the backslash escapes a person wrote)."""
    return _ESCAPED.sub(r"\1", markdown)


def to_markdown(text: str) -> str:
    """Markdown -> Markdown for the file: its `<!--` are none of the format's comments."""
    return _OPENING.sub(_stuff, text)


def from_markdown(text: str) -> str:
    """Takes `to_markdown` back."""
    return _OPENING.sub(lambda found: f"{found[1]}<{found[2][1:]}!--", text)


def _stuff(found: re.Match[str]) -> str:
    before, inside = found.groups()
    opens = inside or len(before) % 2 == 0
    return f"{before}<{inside}\\!--" if opens else found[0]


def to_comment(text: str) -> str:
    """The text of a note, so that it neither closes its comment nor opens another in it."""
    return _NESTED.sub(r"<\\\1!--", _CLOSING.sub(r"--\\\1>", text))


def from_comment(text: str) -> str:
    text = _NESTED.sub(lambda found: f"<{found[1][1:]}!--", text)
    return _CLOSING.sub(lambda found: f"--{found[1][1:]}>", text)


def to_word(text: str) -> str:
    """An id, a key or a mark as one word of a comment (percent-encoded where it must be)."""
    return re.sub(r"[\s%<>]", lambda found: quote(found[0], safe=""), text)


def from_word(word: str) -> str:
    try:
        return unquote(word, errors="strict")
    except UnicodeDecodeError:
        return word


def address(url: str) -> str:
    """A link's or picture's address as Markdown's destination."""
    if _BARE_ADDRESS.fullmatch(url):
        return url
    return "<" + re.sub(r"[<>\\]", r"\\\g<0>", url) + ">"


def unaddress(angled: str | None, bare: str | None) -> str:
    """The address from the two groups of `ADDRESS`."""
    return from_plain(angled) if angled is not None else bare or ""


def links_line(links: Iterable[Link]) -> str:
    """`[Publisher](url) · [Publisher](url)`."""
    return " · ".join(f"[{to_plain(link.text)}]({address(link.url)})" for link in links)


def read_links(row: str) -> tuple[Link, ...]:
    """The links of a line that holds nothing else; () for any other line."""
    row = row.strip()
    found, at = [], 0
    while link := _LINK.match(row, at):
        text, angled, bare = link.groups()
        found.append(Link(text=from_plain(text), url=unaddress(angled, bare)))
        between = _BETWEEN_LINKS.match(row, link.end())
        at = between.end() if between else link.end()
        if link.end() == len(row):
            return tuple(found)
    return ()
