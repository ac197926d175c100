"""The mail's HTML: template, MJML, styles written into the elements.

MJML builds the tables that every mail program lays out alike (mrml through mjml-python, no Node);
premailer copies the theme's CSS into the elements, because many programs drop style sheets.
"""

import re
from pathlib import Path

from mjml import mjml2html

from digest.errors import RenderError
from digest.render.edition import Edition
from digest.render.inline import inline
from digest.render.theme import fill

__all__ = ["mail"]


def mail(edition: Edition, *, templates: Path | None) -> str:
    """`edition` as the HTML of a mail; RenderError names the template and line of a mistake."""
    css = fill("mail.css", edition, templates=templates)
    return inline(_tables(_guard(fill("mail.mjml", edition, templates=templates))), css)


_TEXT = re.compile(r"(<mj-text\b[^>]*(?<!/)>)(.*?)(</mj-text>)", re.DOTALL)
_LINE_END = re.compile(r"[ \t]*\n[ \t\n]*")


def _guard(source: str) -> str:
    """MJML that mrml takes as it is meant.

    It drops a line end between two inline elements, which glues words together, and prints some
    characters of an attribute (U+00A0, U+202F, combining accents) as `\\u{a0}`.
    """
    spaced = _TEXT.sub(lambda part: part[1] + _LINE_END.sub(" ", part[2]) + part[3], source)
    return spaced.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _tables(source: str) -> str:
    try:
        return str(mjml2html(source, fonts={}, disable_comments=True))
    except ValueError as error:
        raise RenderError(
            f"mail.mjml: is not valid MJML near «{_near(source, str(error))}» ({error}).",
            "Look for a tag that is not closed, or a bare < or &, in your templates/ folder.",
        ) from error


def _near(source: str, message: str) -> str:
    """The piece of the filled template at the position in mrml's message (it is ASCII: bytes)."""
    position = re.search(r"position (\d+)", message)
    start = int(position[1]) if position else 0
    return source[max(0, start - 40) : start + 40]
