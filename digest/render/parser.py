"""Python-Markdown as an issue needs it: without raw HTML, entities, reference links and pictures.

Where it differs from CommonMark, which an editor's viewer shows, CommonMark's reading is taken:
lists after a paragraph and inside one another, numbers, headings, escapes.
"""

import re
import string
from functools import cache
from typing import Any, cast
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    LINK_RE,
    ImageInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
)
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import AtomicString

from digest.render.address import safe_address

__all__ = ["tree"]


def tree(text: str) -> Element | None:
    """What Markdown.convert does before it writes the tree down; None for a bottomless nesting."""
    parser = _parser()
    lines = text.split("\n")
    try:
        for prepare in parser.preprocessors:
            lines = prepare.run(lines)
        root = cast("Element", parser.parser.parseDocument(lines).getroot())
        for treat in parser.treeprocessors:
            treated = treat.run(root)
            root = root if treated is None else treated
    except RecursionError:
        _parser.cache_clear()  # it stopped halfway
        return None
    return root


@cache
def _parser() -> Markdown:
    parser = Markdown(tab_length=2)
    # "2025. Une année" is not the first point of a list.
    parser.parser.blockprocessors["olist"].LAZY_OL = False  # type: ignore[attr-defined]  # the registry knows the base class only
    parser.ESCAPED_CHARS = list(string.punctuation)
    for registry, names in (
        (parser.preprocessors, "html_block"),
        # Indented words are words; and a definition of links would take words away.
        (parser.parser.blockprocessors, "code reference"),
        (
            parser.inlinePatterns,
            "html entity reference short_reference image_reference short_image_ref automail",
        ),
        (parser.treeprocessors, "prettify"),
    ):
        for name in names.split():
            registry.deregister(name)
    parser.preprocessors.register(_Lists(parser), "lists", 10)
    parser.parser.blockprocessors.register(_Heading(parser.parser), "hashheader", 70)
    parser.parser.blockprocessors.register(_Fence(parser.parser), "fence", 95)
    parser.inlinePatterns.register(_Link(LINK_RE, parser), "link", 160)
    parser.inlinePatterns.register(_Picture(IMAGE_LINK_RE, parser), "image_link", 150)
    parser.inlinePatterns.register(_Address(r"<([^\s<>]+)>", parser), "autolink", 120)
    return parser


# What the patterns return: an element or words, and from where to where they stood; or thrice None.
# The library's oldest base class promises less, and its types with it.
_Matched = tuple[Any, Any, Any]


class _Lists(Preprocessor):
    """Lists as CommonMark reads them: one may follow a paragraph without a blank line, and what
    stands further in by two blanks or more is inside.
    """

    POINT = re.compile(r"( *)(?:[-+*]|(\d+)\.) +\S")

    def run(self, lines: list[str]) -> list[str]:
        written: list[str] = []
        indents: list[int] = []  # of the lists we are inside
        code = loose = False  # loose: the line before goes on with a point after a blank line
        for line in lines:
            code ^= line.startswith("```")
            point = None if code else self.POINT.match(line)
            indent = len(line) - len(line.lstrip(" "))
            if point and (indents or point[2] in {None, "1"} or not any(written[-1:])):
                if (loose or not indents) and any(written[-1:]):
                    written.append("")
                loose = False
                while len(indents) > 1 and indent < indents[-1]:
                    indents.pop()
                if not indents or indent > indents[-1] + 1:
                    indents.append(indent)
                line = "  " * (len(indents) - 1) + line.strip(" ")  # noqa: PLW2901 - as it is read
            elif indents and line and not any(written[-1:]):
                loose = indent > 0
                if loose:
                    line = "  " * len(indents) + line.strip(" ")  # noqa: PLW2901 - the same
                else:
                    indents = []
            written.append(line)
        return written


class _Heading(HashHeaderProcessor):
    """A heading has a space after its signs, as in CommonMark: "#1 mondial" keeps its sign."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6}) +(?P<header>[^\n]*)(?:\n|$)")


class _Fence(BlockProcessor):
    """Lines between two lines of three backticks: code. One that is never closed is a paragraph.

    The library's own fences hand their HTML past the tree, where nobody would look at it.
    """

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - overrides
        return block.startswith("```")

    def run(self, parent: Element, blocks: list[str]) -> bool:
        closing = re.compile(r"^``` *$", re.MULTILINE)
        for number, block in enumerate(blocks):
            if found := closing.search(block, 0 if number else 3):
                lines = "\n\n".join([*blocks[:number], block[: found.start()]]).split("\n")[1:]
                rest = block[found.end() :].lstrip("\n")
                blocks[: number + 1] = [rest] if rest else []
                code = SubElement(SubElement(parent, "pre"), "code")
                code.text = AtomicString("\n".join(lines))
                return True
        return False


class _Link(LinkInlineProcessor):
    """A link to the web or a mailbox; any other stays the text it is."""

    def handleMatch(self, m: re.Match[str], data: str) -> _Matched:  # type: ignore[override]  # noqa: N802 - see _Matched
        found: _Matched = super().handleMatch(m, data)
        element, start, end = found
        if element is None or not safe_address(_unstashed(element.get("href") or "")):
            return None, None, None
        return element, start, end


class _Picture(ImageInlineProcessor):
    """Pictures stand beside prose, not in it: one of these is its words."""

    def handleMatch(self, m: re.Match[str], data: str) -> _Matched:  # type: ignore[override]  # noqa: N802 - see _Matched
        found: _Matched = super().handleMatch(m, data)
        element, start, end = found
        return (None, None, None) if element is None else (element.get("alt") or "", start, end)


class _Address(InlineProcessor):
    """`<https://…>` and `<name@host>`."""

    def handleMatch(self, m: re.Match[str], data: str) -> _Matched:  # type: ignore[override]  # noqa: ARG002, N802 - see _Matched
        said = _unstashed(self.unescape(m[1]))
        target = safe_address(said) or safe_address(f"mailto:{said}")
        if not target:
            return None, None, None
        element = Element("a", href=target)
        element.text = AtomicString(said)
        return element, m.start(0), m.end(0)


def _unstashed(text: str) -> str:
    """`text` with the signs that a backslash took out of the parser's way."""
    return UnescapeTreeprocessor().unescape(text)
