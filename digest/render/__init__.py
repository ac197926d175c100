"""Rendering: an issue becomes a mail, its plain text, a web page and an `.eml` file."""

from collections.abc import Callable
from pathlib import Path

from digest.config import Newsletter
from digest.greeting import unaddressed
from digest.model import Email, Issue

__all__ = ["render"]


def render(
    issue: Issue,
    *,
    newsletter: Newsletter,
    templates: Path | None,
    variant: str = "everyone",
    pictures: Callable[[str], bytes | None] = lambda _: None,
) -> Email:
    """`issue` as it is sent, from its files and the configuration alone: same input, same bytes.

    `templates` is a folder whose files take the place of the theme's files of the same name.
    `variant` is "everyone" or "subscribers"; the former leaves subscribers' sections out. Items that
    are held or dropped are in none. `pictures` hands over the bytes of a picture as the draft names
    it (None: there are none). Raises RenderError, which names template and line.
    """
    from digest.render.edition import edition  # noqa: PLC0415 - with the parser they load, 0.1 s
    from digest.render.mail import mail  # noqa: PLC0415
    from digest.render.message import message  # noqa: PLC0415
    from digest.render.text import plain_text  # noqa: PLC0415
    from digest.render.web import web_page  # noqa: PLC0415

    printed = edition(
        issue.printed(),
        newsletter=newsletter,
        variant=variant,
        pictures=pictures,
        logo=lambda name: _beside(templates, name),
    )
    spaced = _unchanged if newsletter.narrow_spaces else _wide
    html = spaced(mail(printed, templates=templates))
    text = spaced(plain_text(printed))
    return Email(
        subject=printed.subject,
        html=html,
        text=text,
        web=unaddressed(spaced(web_page(printed, templates=templates))),
        eml=message(printed, sender=newsletter.sender, text=text, html=html),
        pictures=printed.pictures,
        refused=printed.refused,
    )


def _beside(templates: Path | None, name: str) -> bytes | None:
    """The file `name` in the folder of templates, and in no other."""
    path = templates / name if templates and Path(name).name == name else None
    return path.read_bytes() if path and path.is_file() else None


def _unchanged(text: str) -> str:
    return text


def _wide(text: str) -> str:
    """`text` with U+00A0 for U+202F, of which some mail programs draw a box."""
    return text.replace("\u202f", "\u00a0").replace("&#8239;", "&#160;")
