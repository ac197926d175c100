"""Which features of CSS and HTML a mail uses, under the names that caniemail.com tests them by."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2
from lxml.html import HtmlElement

from digest.check.support import support

__all__ = ["used"]


def used(page: HtmlElement) -> dict[str, str]:
    """Feature -> the first words of the mail that use it, in the order they stand."""
    found: dict[str, str] = {}
    for feature, words in _all(page):
        if feature in support() and feature not in found:
            found[feature] = words
    return found


def _all(page: HtmlElement) -> Iterator[tuple[str, str]]:
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        yield from _markup(element)
        if style := element.get("style"):
            yield from _declarations(tinycss2.parse_blocks_contents(style))
        if element.tag == "style":
            sheet = tinycss2.parse_stylesheet(element.text or "", skip_whitespace=True)
            yield from _rules(sheet)


_SEMANTIC = frozenset(
    {
        *("article", "aside", "details", "figcaption", "figure", "footer", "header", "main"),
        *("mark", "nav", "section", "summary", "time"),
    }
)
_TAGS = {
    **{f"h{level}": "html-h1-h6" for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "dl", "li"), "html-lists"),
    **dict.fromkeys(("b", "strong"), "html-strong"),
    **dict.fromkeys(_SEMANTIC, "html-semantics"),
    "img": "html-img",
    "source": "html-picture",
}
_ATTRIBUTES = frozenset(
    {
        *("align", "aria-describedby", "aria-hidden", "aria-label", "aria-labelledby"),
        *("aria-live", "background", "cellpadding", "cellspacing", "dir", "height", "hidden"),
        *("lang", "loading", "required", "role", "srcset", "target", "valign", "width"),
    }
)
_ADDRESS = re.compile(
    r"\.(apng|avif|bmp|gif|heif|ico|jpg|mp4|png|svg|tiff|webp)(?:[?#]|$)", re.IGNORECASE
)


def _markup(element: HtmlElement) -> Iterator[tuple[str, str]]:
    tag = str(element.tag)
    yield _TAGS.get(tag, f"html-{tag}"), f"<{tag}>"
    for name, value in element.attrib.items():
        if name in _ATTRIBUTES:
            yield f"html-{'loading-attribute' if name == 'loading' else name}", f"{name}="
        if name == "src":
            kind = _ADDRESS.search(value)
            name_of = "base64" if value.startswith("data:") else kind[1].lower() if kind else ""
            yield f"image-{name_of}", value[:40]
    if tag == "a" and (element.get("href") or "").startswith("mailto:"):
        yield "html-mailto-links", "mailto:"
    if tag == "meta" and element.get("name") == "color-scheme":
        yield "html-meta-color-scheme", "<meta name=color-scheme>"


_QUERIES = ("prefers-color-scheme", "prefers-reduced-motion", "hover", "orientation")


def _rules(rules: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """The features of a sheet, those inside its conditions included."""
    for rule in rules:
        if rule.type == "at-rule":
            prelude = tinycss2.serialize(rule.prelude)
            yield f"css-at-{rule.at_keyword.lstrip('-').lower()}", f"@{rule.at_keyword}"
            for query in _QUERIES:
                if query in prelude:
                    yield f"css-at-media-{query}", f"@media{prelude}".strip()
            if rule.content is not None and rule.lower_at_keyword in {"media", "supports"}:
                inside = tinycss2.parse_rule_list(rule.content, skip_whitespace=True)
                yield from _rules(inside)
        elif rule.type == "qualified-rule":
            yield from _selector(tinycss2.serialize(rule.prelude).strip())
            yield from _declarations(tinycss2.parse_blocks_contents(rule.content))


_SELECTORS = (
    (re.compile(r"\.[\w-]+\.[\w-]+"), "css-selector-chaining"),
    (re.compile(r"\.[\w-]"), "css-selector-class"),
    (re.compile(r"#[\w-]"), "css-selector-id"),
    (re.compile(r"\["), "css-selector-attribute"),
    (re.compile(r">"), "css-selector-child"),
    (re.compile(r"\+"), "css-selector-adjacent-sibling"),
    (re.compile(r"~(?!=)"), "css-selector-general-sibling"),
    (re.compile(r"\*(?!=)"), "css-selector-universal"),
    (re.compile(r","), "css-selector-grouping"),
    (re.compile(r"[\w\])] +[\w.#[]"), "css-selector-descendant"),
)
_PSEUDO = re.compile(r"(::?)([a-z-]+)")


def _selector(selector: str) -> Iterator[tuple[str, str]]:
    for pattern, feature in _SELECTORS:
        if pattern.search(selector):
            yield feature, selector[:40]
    for colons, name in _PSEUDO.findall(selector):
        element = len(colons) == 2 or name in {"before", "after", "first-letter", "first-line"}
        yield f"css-pseudo-{'element' if element else 'class'}-{name}", selector[:40]


_FUNCTIONS = {
    "calc": "css-unit-calc",
    "clamp": "css-function-clamp",
    "light-dark": "css-function-light-dark",
    "max": "css-function-max",
    "min": "css-function-min",
    "rgb": "css-rgb",
    "rgba": "css-rgba",
    "var": "css-variables",
    "linear-gradient": "css-linear-gradient",
    "radial-gradient": "css-radial-gradient",
    "conic-gradient": "css-conic-gradient",
}
_DISPLAY = {"flex": "css-display-flex", "grid": "css-display-grid", "none": "css-display-none"}
_SIDES = re.compile(
    r"-(?:top|right|bottom|left)(?:-(?:color|style|width))?$|-(?:color|style|width)$"
)


def _declarations(parsed: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for one in parsed:
        if one.type != "declaration" or one.lower_name.startswith(("-", "mso-")):
            continue
        name, value = one.lower_name, tinycss2.serialize(one.value).strip()
        words = f"{name}: {value}"[:60]
        feature = f"css-{name}"
        yield (feature if feature in support() else f"css-{_SIDES.sub('', name)}"), words
        if name == "display":
            yield _DISPLAY.get(value.lower(), "css-display"), words
        if one.important:
            yield "css-important", words
        yield from ((feature, words) for feature in _values(one.value))


def _values(tokens: Iterable[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type == "function":
            yield _FUNCTIONS.get(token.lower_name, "")
            yield from _values(token.arguments)
        elif token.type == "dimension":
            yield f"css-unit-{token.lower_unit}"
        elif token.type == "percentage":
            yield "css-unit-percent"
