"""HTML as a flat list of blocks: what a reader sees as one paragraph, heading or list entry."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from digest import urls

__all__ = ["Block", "Run", "blocks", "hides", "one_space", "paragraphs", "tree"]

_UNSEEN_TAGS = frozenset(
    {"script", "style", "head", "noscript", "template", "iframe", "object", "embed", "svg", "math"}
    | {"button", "select", "textarea", "canvas", "audio", "video", "map", "datalist"}
)
_INLINE_TAGS = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"}
    | {"font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span"}
    | {"strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD_TAGS = _HEADING_TAGS | {"b", "strong"}
_HIDING_STYLE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|opacity\s*:\s*0(?![.\d])"
    r"|(?:font-size|max-height|max-width)\s*:\s*0(?![.\d]))",
    re.IGNORECASE,
)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\n\r\f]+")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look: bold or not, linked (to an absolute http(s) address) or not."""

    text: str = ""
    bold: bool = False
    url: str = ""
    heading: bool = False
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list entry, as the runs it is made of."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return one_space("".join(run.text for run in self.runs))

    @property
    def heading(self) -> bool:
        return any(run.heading for run in self.runs)

    @property
    def bullet(self) -> bool:
        return any(run.bullet for run in self.runs)


def one_space(text: str) -> str:
    """`text` stripped, each stretch of white space (as HTML knows it) one space."""
    return _WHITE.sub(" ", text).strip()


def tree(page: str) -> Any:
    """The root element of `page`, or None for none; whatever it holds, no error and no crash.

    libxml2 stops reading at 256 levels of nesting, which bounds every walk over the tree.
    """
    from lxml import etree, html  # noqa: PLC0415  # 30 ms, only where there is HTML

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    source = _NOT_XML.sub("", page).encode()
    try:
        return etree.fromstring(source, parser)
    except etree.XMLSyntaxError:  # nothing but white space or comments
        return None


def paragraphs(html: str) -> list[str]:
    """The visible text of `html`, one string a block, nothing of it judged."""
    return [block.text for block in blocks(html)]


def blocks(html: str) -> Iterator[Block]:
    """The blocks of `html` that a reader sees, in order; scripts and hidden parts are left out."""
    root = tree(html)
    runs: list[Run] = []
    for run in _runs(root, Run()) if root is not None else ():
        if run is not None:
            runs.append(run)
        elif runs:
            block = Block(tuple(runs))
            if block.text:
                yield block
            runs = []


def _runs(element: Any, look: Run) -> Iterator[Run | None]:
    """The runs in `element`, with None wherever a block begins or ends; its tail is not of it."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _UNSEEN_TAGS or hides(element):
        return
    inline = tag in _INLINE_TAGS
    if not inline:
        yield None
    look = replace(
        look,
        bold=look.bold
        or tag in _BOLD_TAGS
        or _BOLD_STYLE.search(element.get("style") or "") is not None,
        heading=look.heading or tag in _HEADING_TAGS,
        bullet=look.bullet or tag == "li",
        url=_target(element) if tag == "a" else look.url,
    )
    if element.text:
        yield replace(look, text=element.text)
    for child in element:
        yield from _runs(child, look)
        if child.tail:
            yield replace(look, text=child.tail)
    if not inline:
        yield None


def hides(element: Any) -> bool:
    """Whether the page says, where `element` stands, that readers do not see it."""
    return (
        element.tag == "template"
        or element.get("hidden") is not None
        or _HIDING_STYLE.search(element.get("style") or "") is not None
    )


def _target(link: Any) -> str:
    address = (link.get("href") or "").strip()
    return address if urls.is_web(address) else ""
