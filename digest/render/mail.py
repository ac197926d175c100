"""The mail's HTML: template, MJML, styles written into the elements.

MJML builds the tables that every mail program lays out alike (mrml through mjml-python, no Node);
premailer copies the theme's CSS into the elements, because many programs drop style sheets.
"""

import re
from pathlib import Path

from digest.errors import RenderError
from digest.render.edition import Edition
from digest.render.theme import fill

__all__ = ["mail"]


def mail(edition: Edition, *, templates: Path | None) -> str:
    """`edition` as the HTML of a mail; RenderError names the template and line of a mistake."""
    css = fill("mail.css", edition, templates=templates)
    return _inline(_tables(_guard(fill("mail.mjml", edition, templates=templates))), css)


_TEXT = re.compile(r"(<mj-text\b[^>]*(?<!/)>)(.*?)(</mj-text>)", re.DOTALL)


def _guard(source: str) -> str:
    """MJML that mrml takes as it is meant.

    It drops a line end between two inline elements, which glues words together, and prints some
    characters of an attribute (U+00A0, U+202F, combining accents) as `\\u{a0}`.
    """
    one_line = _TEXT.sub(
        lambda part: part[1] + re.sub(r"\s*\n\s*", " ", part[2], flags=re.ASCII).strip() + part[3],
        source,
    )
    return one_line.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _tables(source: str) -> str:
    from mjml import mjml2html  # noqa: PLC0415 - only who renders loads it

    try:
        return str(mjml2html(source, fonts={}, disable_comments=True))
    except ValueError as error:
        raise RenderError(
            f"mail.mjml:{_line(source, str(error))}: this is not valid MJML ({error}).",
            "Look for a tag that is not closed, or a bare < or &, in your templates/ folder.",
        ) from error


def _inline(html: str, css: str) -> str:
    from premailer import Premailer  # noqa: PLC0415 - 0.2 s that only rendering pays

    # MJML's own rules serve clients that read style sheets; inlined they would cost 8 kB.
    html = html.replace("<style", '<style data-premailer="ignore"')
    html = html.replace("<!doctype html>", "<!DOCTYPE html>", 1)  # or lxml drops it: quirks mode
    inliner = Premailer(
        html,
        css_text=css,
        keep_style_tags=True,
        strip_important=False,  # or the dark palette loses against the inlined light one
        remove_classes=False,
        disable_validation=True,
        disable_leftover_css=True,
        allow_network=False,
        cssutils_logging_level=50,
    )
    return str(inliner.transform())


def _line(source: str, message: str) -> int:
    """The line of the filled template at the byte position in mrml's message (ASCII: characters)."""
    position = re.search(r"position (\d+)|(\d+)\.\.\d+|at (\d+)", message)
    if position is None:
        return 1
    return source.count("\n", 0, int(next(group for group in position.groups() if group))) + 1
