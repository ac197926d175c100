"""Contrast of what is shown, in both palettes: the cascade is computed, as a browser would."""

import re

import pytest
from cssselect import parse as parse_selector
from lxml import html as lxml_html
from lxml.cssselect import CSSSelector

AA = 4.5  # WCAG 2.2, 1.4.3, for text of ordinary size


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def declarations(css):
    pairs = (pair.split(":", 1) for pair in css.split(";") if ":" in pair)
    return {name.strip(): value.replace("!important", "").strip() for name, value in pairs}


def dark_rules(html):
    css = html[html.index("prefers-color-scheme: dark") :].partition("{")[2]
    css = css[: re.search(r"\}\s*\}", css).start() + 1]
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        for selector in selectors.split(","):
            yield (
                parse_selector(selector.strip())[0].specificity(),
                selector.strip(),
                declarations(body),
            )


def shown(email, palette):
    """(text, colour, background) of every element with words of its own."""
    page = lxml_html.document_fromstring(email.html)
    style = {element: declarations(element.get("style") or "") for element in page.iter()}
    if palette == "dark":
        for _, selector, body in sorted(dark_rules(email.html), key=lambda rule: rule[0]):
            for element in CSSSelector(selector)(page):
                style[element] |= body
    for element in page.body.iter():
        texts = [element.text or "", *(child.tail or "" for child in element)]
        line = [element, *element.iterancestors()]
        if not isinstance(element.tag, str) or not "".join(texts).strip():
            continue
        if any("none" in style[e].get("display", "") for e in line):
            continue
        yield (
            "".join(texts).strip(),
            next(style[e]["color"] for e in line if "color" in style[e]),
            next(style[e]["background-color"] for e in line if "background-color" in style[e]),
        )


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_every_word_can_be_read(email, palette):
    pairs = list(shown(email, palette))
    assert len(pairs) > 50
    weak = {
        (fg, bg, round(contrast(fg, bg), 2), text[:30])
        for text, fg, bg in pairs
        if contrast(fg, bg) < AA
    }
    assert not weak


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_every_word_of_the_page_can_be_read(email, palette):
    roots = re.findall(r":root \{(.*?)\}", email.web, re.DOTALL)
    colours = declarations(roots[0]) | (declarations(roots[1]) if palette == "dark" else {})
    for name in ("--ink", "--soft", "--link", "--accent"):
        for ground in ("--page", "--tint"):
            assert contrast(colours[name], colours[ground]) >= AA, (name, ground)


def test_links_are_told_from_text_by_more_than_colour(email):
    assert "a { text-decoration: underline; }" in email.html
    assert "text-decoration:none" not in email.html[email.html.index("<body") :]
