"""Markdown, parsed once, read twice: as safe XHTML and as plain text, so that both say the same.

The tree is walked once, and only the elements named here come out of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

from digest.render.address import safe_address
from digest.render.characters import printable
from digest.render.parser import tree
from digest.render.typography import typeset_runs

__all__ = ["Paragraph", "Rich", "parse"]

# mrml, which turns the template into a mail, dies of a stack overflow (nobody can catch it) near
# 20,000 nested elements. Prose that a person wrote nests four or five deep.
DEEPEST = 40
# Characters. All items of a real issue have about 12,000 together.
LONGEST = 10_000
# Signs of markup. Python-Markdown looks for the end of each bracket up to the end of the text:
# 4,000 take it 3.2 s, and this many 0.1 s. A section of links has about sixty.
MOST_SIGNS = 600
_SIGNS = re.compile(r"[\[\]`*_<>\\]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block as plain text: `first` before its first line, `rest` before the others.

    `urls` are its links, in order, that the text does not spell out. `verbatim` keeps line breaks.
    """

    text: str
    first: str = ""
    rest: str = ""
    urls: tuple[str, ...] = ()
    verbatim: bool = False


class Rich:
    """A parsed text. In a template `{{ text }}` is its XHTML, already safe."""

    __slots__ = ("_html", "_paragraphs")

    def __init__(self, html: str, paragraphs: Sequence[Paragraph]) -> None:
        self._html = html
        self._paragraphs = tuple(paragraphs)

    def __bool__(self) -> bool:
        return bool(self._html)

    def __html__(self) -> str:
        """Well-formed XHTML on one line."""
        return self._html

    def led_by(self, lead: str) -> Markup:
        """The XHTML with `lead` (markup, or text to be escaped) at the start of its first paragraph."""
        html = self._html
        if html.startswith("<p>"):
            return Markup("<p>") + escape(lead) + Markup(html[3:])  # noqa: S704 - we wrote it
        return Markup("<p>") + escape(lead) + Markup("</p>") + Markup(html)  # noqa: S704 - the same

    def inline(self) -> Markup:
        """The XHTML of a text of one paragraph, without the paragraph."""
        html = self._html
        alone = html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>")
        return Markup(html[3:-4] if alone else html)  # noqa: S704 - we wrote it

    def paragraphs(self) -> Iterator[Paragraph]:
        """The same blocks as plain text, in order."""
        return iter(self._paragraphs)


def parse(text: str, language: str) -> Rich:
    """Parse Markdown and typeset it for `language`.

    Raw HTML, entities, relative links and `javascript:` stay visible as the text they are. What is
    nested deeper than DEEPEST, longer than LONGEST or has more than MOST_SIGNS signs of markup is
    plain paragraphs: no word is lost.
    """
    text = printable(text)
    tame = len(text) <= LONGEST and sum(1 for _ in _SIGNS.finditer(text)) <= MOST_SIGNS
    root = tree(text) if tame else None
    if root is None or _depth(root) > DEEPEST:
        root = _plain(text)
    reading = _Reading(language)
    reading.inside(root)
    return Rich("".join(reading.html), reading.said)


def _plain(text: str) -> Element:
    root = Element("div")
    for paragraph in re.split(r"\n[ \t]*\n", text):
        element = Element("p")
        element.text = paragraph
        root.append(element)
    return root


def _depth(root: Element) -> int:
    deepest, waiting = 0, [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in element]
    return deepest


# ---------------------------------------------------------------------------- the two readings

_WORDS = {"p", "h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _WORDS | {"ul", "ol", "li", "blockquote", "hr", "pre"}
_LOOSE = "loose"  # a tag of ours


class _Reading:
    """Both readings of a tree, written in one walk: `html` and `said`."""

    def __init__(self, language: str) -> None:
        self.html: list[str] = []
        self.said: list[Paragraph] = []
        self._language = language
        self._leads: list[tuple[str, str]] = []  # of the quotations and list items we are inside

    def inside(self, element: Element) -> None:
        for part in _parts(element):
            if part.tag in _WORDS:
                self._words(part, "<p>", "</p>")
            elif part.tag == _LOOSE:
                self._words(part, "", "")
            elif part.tag == "hr":
                self.html.append("<hr />")
            elif part.tag == "pre":
                self._code("".join(part.itertext()).rstrip("\n"))
            else:
                self._container(part)

    def _container(self, element: Element) -> None:
        tag = element.tag
        if tag == "blockquote":
            self._led(element, "    ", "    ")
            return
        begin = int(element.get("start") or 1)
        start = f' start="{begin}"' if begin != 1 else ""
        self.html.append(f"<{tag}{start}>")
        for number, point in enumerate(element, begin):
            bullet = f"{number}. " if tag == "ol" else "– "
            self._led(point, bullet, " " * len(bullet))
        self.html.append(f"</{tag}>")

    def _code(self, code: str) -> None:
        # Line breaks as elements: MJML's text joins lines, and a block of code must survive that.
        lines = _escaped(code).replace("\n", _BREAK)
        self.html.append(f"<pre><code>{lines}</code></pre>")
        self.said.append(Paragraph(code, *self._lead(), verbatim=True))

    def _led(self, element: Element, first: str, rest: str) -> None:
        self.html.append(f"<{element.tag}>")
        self._leads.append((first, rest))
        self.inside(element)
        self._leads.pop()
        self.html.append(f"</{element.tag}>")

    def _lead(self) -> tuple[str, str]:
        """Before the first line of a paragraph and before the others; a bullet is said once."""
        first = "".join(lead for lead, _ in self._leads)
        self._leads = [(rest, rest) for _, rest in self._leads]
        return first, "".join(lead for lead, _ in self._leads)

    def _words(self, element: Element, before: str, after: str) -> None:
        pieces = list(_pieces(element))
        if not any(content.strip() for kind, content in pieces if kind in {"text", "code"}):
            return
        runs = [_RUNS.get(kind, content) for kind, content in pieces]
        html, said, urls = [before], [], list[str]()
        opened: tuple[str, int] = ("", 0)
        for (kind, content), run in zip(pieces, typeset_runs(runs, self._language), strict=True):
            if kind == "text":
                html.append(_escaped(run))
                said.append(run)
            elif kind == "code":
                html.append(f"<code>{_escaped(content)}</code>")
                said.append(content)
            elif kind == "link":
                html.append(f'<a href="{_escaped(content)}">')
                opened = content, len(said)
            elif kind == "end":
                html.append("</a>")
                url, start = opened
                if "".join(said[start:]) not in {url, url.removeprefix("mailto:")}:
                    urls.append(url)
            else:
                html.append(content)
                said.append("\n" if content == _BREAK else "")
        self.said.append(Paragraph("".join(said), *self._lead(), tuple(urls)))
        self.html.append("".join([*html, after]))


_BREAK = "<br />"
# What typesetting sees of a piece that is no text: code is a character it knows nothing about.
_RUNS = {"code": "\ufffc", "link": "", "end": "", "mark": ""}


def _parts(element: Element) -> Iterator[Element]:
    """The blocks inside `element`; words that stand beside them make parts of their own."""
    loose = Element(_LOOSE)
    loose.text = element.text
    for child in element:
        if child.tag in _BLOCKS:
            yield loose
            yield child
            loose = Element(_LOOSE)
            loose.text = child.tail
        else:
            loose.append(child)
    yield loose


def _pieces(element: Element, *, linked: bool = False) -> Iterator[tuple[str, str]]:
    """(kind, content) of what is said inside `element`: text, code, link (its URL), end, mark.

    A link without words says its address, one inside another is its words.
    """
    yield "text", (element.text or "").replace("\n", " ")
    for child in element:
        url = safe_address(child.get("href") or "") if child.tag == "a" and not linked else ""
        if child.tag == "br":
            yield "mark", _BREAK
        elif child.tag == "code":
            yield "code", "".join(child.itertext()).replace("\n", " ")
        elif url:
            yield "link", url
            inside = list(_pieces(child, linked=True))
            yield from inside if any(said.strip() for _, said in inside) else [("text", url)]
            yield "end", ""
        elif child.tag in {"em", "strong"}:
            yield "mark", f"<{child.tag}>"
            yield from _pieces(child, linked=linked)
            yield "mark", f"</{child.tag}>"
        else:
            yield from _pieces(child, linked=linked)
        yield "text", (child.tail or "").replace("\n", " ")


def _escaped(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
