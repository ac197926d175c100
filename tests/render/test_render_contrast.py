"""Contrast on the web page, in both palettes and every theme."""

import re

import pytest

from digest.check.palette import contrast
from digest.render import render

AA = 4.5  # WCAG 2.2, 1.4.3, for text of ordinary size


def declarations(css):
    pairs = (pair.split(":", 1) for pair in css.split(";") if ":" in pair)
    return {name.strip(): value.replace("!important", "").strip() for name, value in pairs}


@pytest.mark.parametrize("palette", ["light", "dark"])
@pytest.mark.parametrize("theme", ["default", "letter", "briefing"])
def test_every_word_of_the_page_can_be_read(issue, newsletter, palette, theme):
    chosen = newsletter.model_copy(update={"theme": theme})
    email = render(issue, newsletter=chosen, templates=None)
    roots = re.findall(r":root \{(.*?)\}", email.web, re.DOTALL)
    colours = declarations(roots[0]) | (declarations(roots[1]) if palette == "dark" else {})
    for name in ("--ink", "--soft", "--link", "--accent"):
        for ground in ("--page", "--tint"):
            assert contrast(colours[name], colours[ground]) >= AA, (name, ground)
    assert contrast(colours["--on-accent"], colours["--accent"]) >= AA
