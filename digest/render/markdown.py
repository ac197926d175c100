"""Markdown, parsed once, read twice: as safe XHTML and as plain text, so that both say the same.

markdown-it-py rather than Python-Markdown, on measurement: 4,000 opening brackets take it 0.06 s
instead of 3.2 s, its nesting is bounded where Python-Markdown recurses, and its CommonMark is what
an editor's Markdown viewer shows. Raw HTML is text like any other text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from digest.render.characters import printable
from digest.render.typography import typeset_runs

__all__ = ["Paragraph", "Rich", "is_address", "parse"]

# mrml, which turns the template into a mail, dies of a stack overflow (nobody can catch it) near
# 20,000 nested elements. Prose that a person wrote nests four or five deep.
DEEPEST = 40
# characters; this many brackets take half a second. All items of a real issue have about 12,000 together.
LONGEST = 10_000

_ADDRESS = re.compile(r"https?://[^\s/?#<>\"]+[^\s<>\"]*|mailto:[^\s<>\"@]+@[^\s<>\"@]+")


def is_address(url: str) -> bool:
    """Whether readers may be sent to `url`: http, https or mailto, and nothing but an address."""
    return _ADDRESS.fullmatch(url) is not None


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

    __slots__ = ("_tokens",)

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tuple(tokens)

    def __bool__(self) -> bool:
        return bool(self._tokens)

    def __html__(self) -> str:
        """Well-formed XHTML on as few lines as there are blocks."""
        parser = _parser()
        return str(parser.renderer.render(self._tokens, parser.options, {})).strip("\n")

    def led_by(self, lead: str) -> Markup:
        """The XHTML with `lead` (markup, or text to be escaped) at the start of its first paragraph."""
        html = self.__html__()
        if html.startswith("<p>"):
            return Markup("<p>") + escape(lead) + Markup(html[3:])  # noqa: S704 - our renderer's
        return Markup("<p>") + escape(lead) + Markup("</p>") + Markup(html)  # noqa: S704 - the same

    def inline(self) -> Markup:
        """The XHTML of a text of one paragraph, without the paragraph."""
        html = self.__html__()
        alone = html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>")
        return Markup(html[3:-4] if alone else html)  # noqa: S704 - our renderer's output

    def paragraphs(self) -> Iterator[Paragraph]:
        """The same blocks as plain text, in order."""
        inside = _Inside()
        for token in self._tokens:
            if token.type == "inline":
                text, urls = _spoken(token.children or [])
                yield Paragraph(text, *inside.lead(), urls)
            elif token.type in {"fence", "code_block"}:
                yield Paragraph(token.content.rstrip("\n"), *inside.lead(), verbatim=True)
            else:
                inside.step(token)


class _Inside:
    """The quotations and list items a block of plain text is inside, and what they put before it."""

    def __init__(self) -> None:
        self._leads: list[tuple[str, str]] = []
        self._numbers: list[int | None] = []  # of the lists: the next number, or None for bullets

    def lead(self) -> tuple[str, str]:
        """Before the first line and before the others; a bullet is said once."""
        first = "".join(lead for lead, _ in self._leads)
        rest = "".join(lead for _, lead in self._leads)
        self._leads = [(rest, rest) for _, rest in self._leads]
        return first, rest

    def step(self, token: Token) -> None:
        match token.type:
            case "blockquote_open":
                self._leads.append(("    ", "    "))
            case "bullet_list_open":
                self._numbers.append(None)
            case "ordered_list_open":
                self._numbers.append(int(token.attrGet("start") or 1))
            case "list_item_open":
                number = self._numbers[-1]
                bullet = "– " if number is None else f"{number}. "
                self._numbers[-1] = None if number is None else number + 1
                self._leads.append((bullet, " " * len(bullet)))
            case "blockquote_close" | "list_item_close":
                self._leads.pop()
            case "bullet_list_close" | "ordered_list_close":
                self._numbers.pop()
            case _:
                pass


def parse(text: str, language: str) -> Rich:
    """Parse Markdown and typeset it for `language`.

    Raw HTML, entities, relative links and `javascript:` stay visible as the text they are. What is
    nested deeper than DEEPEST or longer than LONGEST is plain paragraphs: no word is lost.
    """
    text = printable(text)
    tokens = _parser().parse(text) if len(text) <= LONGEST else _plain(text)
    if _depth(tokens) > DEEPEST:
        tokens = _plain(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.type, token.tag = token.type.replace("heading", "paragraph"), "p"
        if token.type == "inline":
            token.children = _inline(token.children or [], language)
    return Rich(tokens)


class _Parser(MarkdownIt):
    """CommonMark without HTML and entities, with links that lead to the web or a mailbox only."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - overrides
        return is_address(url)


@cache
def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "xhtmlOut": True, "maxNesting": 4 * DEEPEST})
    parser.disable(["html_block", "html_inline", "entity", "reference"])
    parser.add_render_rule("code_block", _code)
    parser.add_render_rule("fence", _code)
    return parser


def _code(
    _: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    # Line breaks as elements: MJML's text joins lines, and a block of code must survive that.
    lines = escape(tokens[index].content.rstrip("\n")).split("\n")
    return f"<pre><code>{'<br />'.join(lines)}</code></pre>"


def _inline(children: Sequence[Token], language: str) -> list[Token]:
    """The children typeset together; soft breaks are spaces and pictures their alternative text."""
    found = list(_with_words(map(_as_text, children)))
    runs = ["\ufffc" if child.type == "code_inline" else child.content for child in found]
    for child, run in zip(found, typeset_runs(runs, language), strict=True):
        if child.type == "text":
            child.content = run
    return found


def _with_words(children: Iterable[Token]) -> Iterator[Token]:
    """The children without links to nowhere; a link without words says its address."""
    pending: list[Token] = []  # an open link, and what we have seen of it (links do not nest)
    for child in children:
        if child.type == "link_open":
            pending = [child]
        elif not pending:
            yield child
        elif child.type != "link_close":
            pending.append(child)
        else:
            address = str(pending[0].attrGet("href") or "")
            if not any(inside.content.strip() for inside in pending):
                pending.append(Token("text", "", 0, content=address, level=child.level + 1))
            yield from [*pending, child] if address else pending[1:]
            pending = []


def _as_text(token: Token) -> Token:
    if token.type == "softbreak":
        return Token("text", "", 0, content=" ", level=token.level)
    if token.type == "image":
        return Token("text", "", 0, content=token.content, level=token.level)
    return token


def _spoken(children: Sequence[Token]) -> tuple[str, tuple[str, ...]]:
    said: list[str] = []
    urls: list[str] = []
    opened: list[tuple[str, int]] = []
    for child in children:
        if child.type == "hardbreak":
            said.append("\n")
        elif child.type == "link_open":
            opened.append((str(child.attrGet("href") or ""), len(said)))
        elif child.type == "link_close":
            url, start = opened.pop()
            if "".join(said[start:]) not in {url, url.removeprefix("mailto:")}:
                urls.append(url)
        else:
            said.append(child.content)
    return "".join(said), tuple(urls)


def _depth(tokens: Sequence[Token]) -> int:
    inner = (token.level + _depth(token.children or ()) for token in tokens)
    return max(inner, default=0)


def _plain(text: str) -> list[Token]:
    tokens = []
    for paragraph in re.split(r"\n[ \t]*\n", text):
        words = Token("text", "", 0, content=paragraph)
        tokens += [
            Token("paragraph_open", "p", 1, block=True),
            Token("inline", "", 0, content=paragraph, children=[words], block=True),
            Token("paragraph_close", "p", -1, block=True),
        ]
    return tokens
