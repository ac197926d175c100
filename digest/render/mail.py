"""The mail's HTML: template, MJML, styles written into the elements.

MJML builds the tables that every mail program lays out alike (mrml through mjml-python, no Node);
premailer copies the theme's CSS into the elements, because many programs drop style sheets.
"""

import re
from pathlib import Path

from mjml import mjml2html

from digest.errors import RenderError
from digest.notice import Notice
from digest.render.edition import Edition
from digest.render.inline import inline
from digest.render.theme import fill
from digest.render.vocabulary import check

__all__ = ["mail"]


def mail(edition: Edition, *, templates: Path | None) -> str:
    """`edition` as the HTML of a mail; RenderError names the template and line of a mistake."""
    css = fill("mail.css", edition, templates=templates)
    source = _guard(fill("mail.mjml", edition, templates=templates))
    check(source, templates)
    try:
        return inline(_tables(source), css)
    except ValueError as error:
        own = sorted(path.name for path in templates.glob("*.mjml")) if templates else []
        raise RenderError(
            Notice(
                "{template}: not valid MJML near “{near}” ({error}).",
                template=", ".join(own) or "mail.mjml",
                near=_near(source, str(error)),
                error=error,
            ),
            Notice("Look there for a tag that is not closed, or a bare < or &."),
        ) from error


_TEXT = re.compile(r"(<mj-text\b[^>]*(?<!/)>)(.*?)(</mj-text>)", re.DOTALL)
_LINE_END = re.compile(r"\n[ \t\n]*")


def _guard(source: str) -> str:
    """MJML that mrml takes as it is meant.

    It drops a line end between two inline elements, which glues words together, and prints some
    characters of an attribute (U+00A0, U+202F, combining accents) as `\\u{a0}`.
    """
    spaced = _TEXT.sub(lambda part: part[1] + _LINE_END.sub(" ", part[2]) + part[3], source)
    return spaced.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _tables(source: str) -> str:
    return str(mjml2html(source, fonts={}, disable_comments=True))


def _near(source: str, message: str) -> str:
    """Where mrml, which seldom says, stumbled: at its byte position, or in the first bad text."""
    position = re.search(r"position (\d+)", message)
    start = int(position[1]) if position else 0
    for part in _TEXT.finditer(source):
        alone = f"<mjml><mj-body><mj-section><mj-column>{part[0]}</mj-column></mj-section></mj-body></mjml>"
        try:
            _tables(alone)
        except ValueError:
            start = part.start(2)
            break
    return source[start : start + 80].strip()
