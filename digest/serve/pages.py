"""The pages as HTML, in the reader's language and the newsletter's colours."""

from collections.abc import Mapping
from html import escape
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from digest.config import Newsletter, ServeSettings
from digest.languages import available, phrases
from digest.urls import is_web

__all__ = ["Pages", "preferred"]


class Pages:
    """`root` is the path below which the pages stand: "" or "/letter"."""

    def __init__(self, newsletter: Newsletter, settings: ServeSettings) -> None:
        self.newsletter = newsletter
        self.root = urlsplit(settings.url).path.rstrip("/")
        logo = newsletter.brand.logo
        self.logo = f"{self.root}/logo" if logo and not is_web(logo) else logo
        self._settings = settings
        self._templates = Environment(
            loader=PackageLoader("digest.serve", "page"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        sheet = (resources.files("digest.serve") / "page" / "style.css").read_text(encoding="utf-8")
        self.style = _colours(newsletter) + sheet
        self.icon = _icon(newsletter)

    def fill(self, template: str, language: str, **values: Any) -> str:
        """`template` with `values`, in `language`."""
        return self._templates.get_template(template).render(
            letter=self.newsletter,
            settings=self._settings,
            root=self.root,
            logo=self.logo,
            lang=language,
            languages=available(),
            names={code: phrases(code)("serve.language") for code in available()},
            say=phrases(language),
            ink=_ink,
            **values,
        )

    def text(self, kind: str, *, link: str, language: str) -> str:
        """The plain text of a mail of this kind ("confirm", "manage")."""
        say, name = phrases(language), self.newsletter.name
        parts = (
            say("letter.hello"),
            say(f"letter.{kind}_why", newsletter=name),
            f"{say(f'letter.{kind}_how')}\n\n{link}",
            say(f"letter.{kind}_else"),
            f"-- \n{name}\n{self.newsletter.sender.postal_address}".rstrip(),
        )
        return "\n\n".join(parts) + "\n"


def preferred(asked: Mapping[str, str], accepts: str, default: str) -> str:
    """The language of an answer: the one asked for, else the reader's browser's, else `default`.

    `accepts` is an Accept-Language header (RFC 9110 12.5.4).
    """
    known = available()
    if (wish := asked.get("lang", "")) in known:
        return wish
    best, weight = default, 0.0
    for entry in accepts[:500].split(","):
        tag, _, rest = entry.partition(";")
        code = tag.strip().partition("-")[0].lower()
        said = _weight(rest)
        if code in known and said > weight:
            best, weight = code, said
    return best


def _weight(text: str) -> float:
    name, _, value = text.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def _colours(newsletter: Newsletter) -> str:
    """The brand as variables of the style sheet; the settings have checked each value's form."""
    brand = newsletter.brand
    kinds = ("accent", "ink", "soft", "link", "line", "card", "paper")
    faces = f"--text:{brand.text_face};--label:{brand.label_face}"
    sets = []
    for dark in ("", "_dark"):
        values = {kind: str(getattr(brand, f"{kind}{dark}")) for kind in kinds}
        values["on-accent"] = _ink(values["accent"])
        sets.append(";".join(f"--{kind}:{value}" for kind, value in values.items()))
    light, dark = sets
    return f":root{{{light};{faces}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"


def _icon(newsletter: Newsletter) -> str:
    """The first letter of the name on the accent, as a picture for the browser's tab."""
    accent, letter = newsletter.brand.accent, escape(newsletter.name[:1].upper())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="14" fill="{accent}"/><text x="32" y="46" font-size="40" '
        f'font-family="Georgia,serif" font-weight="700" text-anchor="middle" fill="{_ink(accent)}">'
        f"{letter}</text></svg>"
    )


def _ink(colour: str) -> str:
    """Black or white, whichever reads better on `colour` (WCAG 2.2, relative luminance)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else "#ffffff"
