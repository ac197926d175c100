"""CSS written into the elements it styles, since many mail programs read no style sheet."""

from functools import lru_cache
from typing import Any

import cssutils
from premailer import Premailer

__all__ = ["inline"]

# Or #006644 is written as #064, which Outlook does not read.
cssutils.ser.prefs.minimizeColorHash = False


def inline(html: str, css: str) -> str:
    """`html`, a whole page, with the rules of `css` in `style` attributes.

    A property that an element already sets itself wins. The page's own `<style>` elements stay as
    they are: they hold what cannot be inlined, the dark palette and the rules for phones.
    """
    html = html.replace("<style", '<style data-premailer="ignore"')
    html = html.replace("<!doctype html>", "<!DOCTYPE html>", 1)  # or it is dropped: quirks mode
    inlined = str(_Inliner(html, css_text=css, **_OPTIONS).transform())
    return inlined.replace(' data-premailer="ignore"', "")  # left on styles with a media attribute


_OPTIONS: dict[str, Any] = {
    "keep_style_tags": True,
    "strip_important": False,  # or the dark palette loses against the inlined light one
    "remove_classes": False,  # the dark palette finds its elements by class
    "disable_validation": True,
    "disable_leftover_css": True,
    "align_floating_images": False,
    "allow_network": False,
    "cssutils_logging_level": 50,
}


class _Inliner(Premailer):  # type: ignore[misc]  # it publishes no types
    def _parse_style_rules(self, css_body: str, ruleset_index: int) -> Any:
        return _rules(css_body, ruleset_index)

    def _style_to_basic_html_attributes(self, *_: object, **__: object) -> None:
        """Not `bgcolor` and `align` beside each style: MJML writes them where Outlook looks for them."""


@lru_cache(maxsize=8)
def _rules(css: str, index: int) -> Any:
    """What premailer reads from `css`. It writes the same rules out again for every mail: 8 of 20 ms."""
    return Premailer("<p></p>", **_OPTIONS)._parse_style_rules(css, index)  # noqa: SLF001 - see above
