"""Which colours words are shown in, in the light and in the dark: the cascade, as a browser does it."""

import re
from collections.abc import Iterator
from typing import cast

from cssselect import SelectorError
from cssselect import parse as parse_selector
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

__all__ = ["contrast", "dark_rules", "shown"]

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_DARK = re.compile(r"@media\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)\s*\{")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")

_Rule = tuple[CSSSelector, dict[str, str]]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (#rrggbb), 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of sRGB (WCAG 2.2, glossary)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def dark_rules(html: str) -> list[_Rule]:
    """(selector, declarations) of the dark palette, the one that wins last."""
    found = []
    for opening in _DARK.finditer(html):
        end = re.compile(r"\}\s*\}").search(html, opening.end())
        block = html[opening.end() : end.start() + 1 if end else len(html)]
        for selectors, body in _RULE.findall(block):
            for selector in selectors.split(","):
                try:
                    weight = parse_selector(selector.strip())[0].specificity()
                    chosen = CSSSelector(selector.strip())
                except SelectorError:  # no selector, or one of what no element is: ::before
                    continue
                found.append((weight, chosen, _declarations(body)))
    return [(chosen, body) for _, chosen, body in sorted(found, key=lambda rule: rule[0])]


def shown(page: HtmlElement, rules: list[_Rule]) -> Iterator[tuple[str, str, str]]:
    """(words, their colour, the colour behind them) of each element with words of its own.

    `rules` go before what the elements say themselves. Where no colour is set, black on white.
    """
    style = {
        element: _declarations(element.get("style") or "")
        for element in page.iter()
        if isinstance(element.tag, str)
    }
    for selector, body in rules:
        for element in cast("list[HtmlElement]", selector(page)):
            style[element] |= body
    for element in style:
        texts = [element.text or "", *(child.tail or "" for child in element)]
        words = " ".join("".join(texts).split())
        line = [style[one] for one in (element, *element.iterancestors())]
        if not words or element.tag in {"style", "title", "script"} or "body" not in _tags(element):
            continue
        if any("none" in one.get("display", "") for one in line):
            continue
        yield (
            words,
            next((one["color"] for one in line if "color" in one), "#000000"),
            next((one["background-color"] for one in line if "background-color" in one), "#ffffff"),
        )


def _tags(element: HtmlElement) -> set[object]:
    return {element.tag, *(one.tag for one in element.iterancestors())}


def _declarations(css: str) -> dict[str, str]:
    """The colours and the display of a declaration block; colours as #rrggbb, or left out."""
    found = {}
    for pair in css.split(";"):
        name, _, value = pair.partition(":")
        name, value = name.strip().lower(), value.replace("!important", "").strip()
        name = "background-color" if name == "background" else name  # what MJML writes
        if name == "display" or (
            name in {"color", "background-color"} and _COLOUR.fullmatch(value)
        ):
            found[name] = value
    return found
